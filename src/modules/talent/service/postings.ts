import { addMonths, yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { paperFile } from '../../../platform/document/paper-file.ts'
import { helpersByIds, listHelpVisits, offersOfHelper } from '../../help/index.ts'
import { retire } from '../../messages/index.ts'
import { CLASS_NAMES, coopFacts, cooperativesIn } from '../../registry/index.ts'
import type { postingVerbs as contract } from '../contract/postings.ts'
import { KIND_NAMES } from '../model.ts'
import { reportPaper } from '../rules/papers.ts'
import {
  firstSecretaryBeside,
  firstTasks,
  isThere,
  monthWithin,
  standingOf,
} from '../rules/postings.ts'
import * as store from '../store/postings.ts'
import { fault, refused, refuseFuture, rulesOn, villageOf } from './ground.ts'

type Row = store.PostingRow

const sayPosting = ({ year, number }: Pick<Row, 'year' | 'number'>): string =>
  `驻〔${year}〕${number}号`

const stretchOf = (row: Row) => ({
  kind: row.kind,
  from: row.valid_from,
  to: row.ended_on,
  until: row.until_on,
})

type HelperNames = ReadonlyMap<AnyId, string>

async function helperNames(ctx: Ctx, rows: readonly Row[]): Promise<HelperNames> {
  const ids = rows.flatMap((row) => (row.helper_id === null ? [] : [row.helper_id]))
  if (ids.length === 0) return new Map()
  const helpers = await helpersByIds(ctx, [...new Set(ids)])
  return new Map(helpers.map(({ id, name }) => [id, name]))
}

const shown = (ctx: Ctx, row: Row, more: { helpers: HelperNames; endingDays: number }) => ({
  postingId: row.id,
  number: sayPosting(row),
  village: { id: row.village_id, name: row.village_name },
  town: { id: row.town_id, name: row.town_name },
  kind: row.kind,
  name: row.name,
  sendingUnit: row.sending_unit,
  helper:
    row.helper_id === null
      ? null
      : { id: row.helper_id, name: more.helpers.get(row.helper_id) ?? '' },
  from: row.valid_from,
  until: row.until_on,
  endedOn: row.ended_on,
  ending: row.ending,
  standing: standingOf(stretchOf(row), { today: ctx.today, endingDays: more.endingDays }),
  openTasks: row.open_tasks,
  lateTasks: row.late_tasks,
})

/** A posting of the village, whether it has ended or not. */
async function postingOf(ctx: Ctx, of: { villageId: AnyId; postingId: AnyId }): Promise<Row> {
  const row = await store.postingRow(ctx, { villageId: of.villageId, id: of.postingId })
  if (row === null) throw notFound()
  return row
}

/** A posting that goes on, locked against others who change it. */
async function openPosting(ctx: Ctx, of: { villageId: AnyId; postingId: AnyId }): Promise<Row> {
  await lockFor(ctx.tx, `posting:${of.villageId}`)
  const row = await postingOf(ctx, of)
  if (row.ended_on !== null) throw refused('该同志已经离任。', 'The posting has ended.')
  return row
}

const taskOut = (ctx: Ctx, row: store.TaskRow) => ({
  taskId: row.id,
  what: row.what,
  aboutCoop: row.about_coop,
  coop: row.coop_id === null ? null : { id: row.coop_id, name: row.coop_name ?? '' },
  dueOn: row.due_on,
  state: row.outcome ?? (row.due_on < ctx.today ? ('late' as const) : ('open' as const)),
  doneOn: row.done_on,
  said: row.done_said,
  by: row.done_by,
})

/** The co-ops of the village when the posting began, and now (R36: 提档升级). */
async function coopsOf(ctx: Ctx, row: Row) {
  const began = row.valid_from < ctx.today ? row.valid_from : ctx.today
  const before = await cooperativesIn(ctx, { unitId: row.village_id, asOf: began })
  const now = await cooperativesIn(ctx, { unitId: row.village_id })
  const classOf = (list: typeof now, id: AnyId): Text | null => {
    const found = list.find((one) => one.id === id)?.class ?? null
    return found === null ? null : CLASS_NAMES[found]
  }
  return now.map((coop) => ({
    coop: { id: coop.id, name: coop.name },
    before: classOf(before, coop.id),
    now: classOf(now, coop.id),
    founded: !before.some((one) => one.id === coop.id),
  }))
}

/** Visits of the sending unit at the village and its co-ops while the posting went on. */
async function visitsOf(ctx: Ctx, row: Row, days: { from: string; to: string }) {
  if (row.helper_id === null) return []
  const { rows } = await listHelpVisits(ctx, {
    unitId: row.village_id,
    helperId: row.helper_id,
    from: days.from as never,
    to: days.to as never,
    limit: 500,
    offset: 0,
  })
  return rows
    .filter(({ withdrawn }) => withdrawn === null)
    .map(({ on, unit, place, did, issues }) => ({ on, unit, place, did, issues }))
}

/** The last day of a posting so far. */
const lastDay = (ctx: Ctx, row: Row) =>
  row.ended_on !== null && row.ended_on < ctx.today ? row.ended_on : ctx.today

/** Months of the posting until today, the latest first: 'YYYY-MM'. */
function monthsOf(ctx: Ctx, row: Row): string[] {
  const months: string[] = []
  const last = lastDay(ctx, row)
  for (let day = row.valid_from; day.slice(0, 7) <= last.slice(0, 7); day = addMonths(day, 1)) {
    months.push(day.slice(0, 7))
  }
  return months.toReversed()
}

type Postings = Verbs<typeof contract, Ctx>

/** Who may follow whom: the one before left this village by then. */
function checkReplaced(
  others: readonly Row[],
  fresh: { readonly replacesId: AnyId | null; readonly from: string },
): void {
  if (fresh.replacesId === null) return
  const before = others.find(({ id }) => id === fresh.replacesId)
  if (before === undefined) throw notFound()
  if (before.ended_on === null || before.ended_on > fresh.from) {
    throw fault('$.replacesId', '前任尚未离任', 'the one before is still there')
  }
}

const savePosting: Postings['savePosting'] = async (ctx, input) => {
  const { villageId, kind, from, until, helperId, replacesId } = input
  const village = await villageOf(ctx, villageId)
  if (until < from) throw fault('$.until', '不能早于起始日期', 'must not be before the start')
  if (helperId !== null && (await helpersByIds(ctx, [helperId])).length === 0) {
    throw fault('$.helperId', '联系帮包中没有这个单位', 'no such helper')
  }
  await lockFor(ctx.tx, `posting:${villageId}`)
  const { rules } = await rulesOn(ctx)
  const others = await store.postingsAt(ctx, villageId)
  checkReplaced(others, { replacesId, from })
  const beside = firstSecretaryBeside(
    { kind, from, to: null },
    others.map((row) => ({ ...stretchOf(row), name: row.name })),
  )
  if (beside !== null && rules.posting.oneFirstSecretary) {
    const said = text(
      `${village.name}已有第一书记${beside.name}(${beside.from} 起),请先办理其离任。`,
      `${village.name} has first secretary ${beside.name} since ${beside.from}: end that first.`,
    )
    throw new Refusal('conflict', said)
  }
  const id = ctx.newId()
  const year = yearOf(ctx.today)
  const number = await takeNumbers(ctx, { unitId: '', kind: 'posting', year })
  const at = villageId as Id<'unit'>
  await store.insertPosting(ctx, {
    id,
    year,
    number,
    village_id: at,
    kind,
    name: input.name,
    sending_unit: input.sendingUnit,
    helper_id: helperId,
    valid_from: from,
    document: input.document,
    replaces_id: replacesId,
  })
  await store.insertTerm(ctx, {
    posting_id: id,
    seq: 1,
    until_on: until,
    reason: '',
    document: input.document,
  })
  const coops = await cooperativesIn(ctx, { unitId: villageId, counted: true })
  // Who is registered late has the same time for each task as who is registered in time.
  const start = from < ctx.today ? ctx.today : from
  const tasks = firstTasks(rules.posting.tasks, { from: start, until, coops })
  await store.insertTasks(
    ctx,
    tasks.map(({ what, aboutCoop, coop, dueOn }) => ({
      id: ctx.newId(),
      posting_id: id,
      village_id: at,
      about_coop: aboutCoop,
      coop_id: coop === null ? null : (coop.id as Id<'unit'>),
      what,
      due_on: dueOn,
    })),
  )
  ctx.record({ entity: 'posting', id, after: { villageId, kind, name: input.name, from, until } })
  return { postingId: id, number: sayPosting({ year, number }), tasks: tasks.length }
}

const changeVerbs: Pick<Postings, 'savePosting' | 'prolongPosting' | 'endPosting'> = {
  savePosting,

  prolongPosting: async (ctx, { until, reason, document, ...of }) => {
    const row = await openPosting(ctx, of)
    if (until <= row.until_on) {
      throw fault('$.until', `应晚于现在的期满日 ${row.until_on}`, `must be after ${row.until_on}`)
    }
    const terms = await store.termsOf(ctx, row.id)
    const term = { posting_id: row.id, seq: terms.length + 1, until_on: until, reason, document }
    await store.insertTerm(ctx, term)
    const change = { before: { until: row.until_on }, after: { until, reason } }
    ctx.record({ entity: 'posting', id: row.id, ...change })
    return {}
  },

  endPosting: async (ctx, { on, ending, reason, handover, ...of }) => {
    const row = await openPosting(ctx, of)
    refuseFuture(ctx, on, '$.on')
    if (on < row.valid_from) {
      throw fault('$.on', '不能早于到任日期', 'must not be before the start')
    }
    if (ending === 'term' && on <= row.until_on) {
      throw fault(
        '$.ending',
        `任期到 ${row.until_on},未满离任请选召回、调整或其他`,
        `the term lasts until ${row.until_on}: say why it ends earlier`,
      )
    }
    await store.endPosting(ctx, row.id, { ended_on: on, ending, ended_why: reason, handover })
    ctx.record({ entity: 'posting', id: row.id, after: { endedOn: on, ending, reason } })
    await retire(ctx, [`posting-term:${row.id}`])
    return { openTasks: row.open_tasks }
  },
}

const taskVerbs: Pick<Postings, 'addPostingTask' | 'finishPostingTask'> = {
  addPostingTask: async (ctx, { what, coopId, dueOn, ...of }) => {
    const row = await openPosting(ctx, of)
    if (dueOn < ctx.today) throw fault('$.dueOn', '不能早于今天', 'must not be before today')
    if (coopId !== null && (await coopFacts(ctx, coopId)).villageId !== of.villageId) {
      throw fault('$.coopId', '不是本村的合作社', 'is no co-op of this village')
    }
    const id = ctx.newId()
    const at = { posting_id: row.id, village_id: row.village_id }
    const task = { id, ...at, about_coop: coopId !== null, what, due_on: dueOn }
    await store.insertTasks(ctx, [{ ...task, coop_id: coopId as Id<'unit'> | null }])
    ctx.record({ entity: 'posting_task', id, after: { what, coopId, dueOn } })
    return { taskId: id }
  },

  finishPostingTask: async (ctx, { taskId, outcome, on, said, ...of }) => {
    await lockFor(ctx.tx, `posting:${of.villageId}`)
    const row = await postingOf(ctx, of)
    const task = (await store.tasksOf(ctx, row.id)).find(({ id }) => id === taskId)
    if (task === undefined) throw notFound()
    if (task.done_on !== null) throw refused('这项任务已经办结。', 'The task is finished.')
    refuseFuture(ctx, on, '$.on')
    if (on < row.valid_from) {
      throw fault('$.on', '不能早于到任日期', 'must not be before the start')
    }
    const end = { done_on: on, outcome, done_said: said, done_by: actorName(ctx) }
    await store.finishTask(ctx, taskId, end)
    ctx.record({ entity: 'posting_task', id: taskId, after: { outcome, on } })
    await retire(ctx, [`posting-task:${taskId}`])
    return {}
  },
}

const dueVerbs: Pick<Postings, 'markDueVillages' | 'endDueVillage'> = {
  markDueVillages: async (ctx, { rows }) => {
    await lockFor(ctx.tx, `posting-due:${ctx.county}`)
    const ids = rows.map(({ villageId }) => villageId)
    const unfit = new Map(
      (await store.unfitForDue(ctx, ids)).map((one) => [one.id, one.there] as const),
    )
    for (const [i, { villageId, from }] of rows.entries()) {
      refuseFuture(ctx, from, `$.rows[${i}].from`)
      const there = unfit.get(villageId) ?? (ids.indexOf(villageId) === i ? undefined : true)
      if (there === undefined) continue
      throw there
        ? fault(`$.rows[${i}].villageId`, '已在选派村名单中', 'is on the list already')
        : fault(`$.rows[${i}].villageId`, '不是本县的村', 'is no village of the county')
    }
    const made = rows.map(({ villageId, reason, from }) => ({
      id: ctx.newId(),
      village_id: villageId as Id<'unit'>,
      reason,
      valid_from: from,
    }))
    await store.insertDue(ctx, made)
    ctx.record({ entity: 'posting_due', id: String(ctx.county), after: { villages: made.length } })
    return { marked: made.length }
  },

  endDueVillage: async (ctx, { villageId, on, reason }) => {
    refuseFuture(ctx, on, '$.on')
    if (!(await store.endDue(ctx, { villageId, on, why: reason }))) {
      throw refused('该村不在选派村名单中。', 'The village is not on the list.')
    }
    ctx.record({ entity: 'posting_due', id: villageId, after: { ended: on, reason } })
    return {}
  },
}

const readVerbs: Pick<Postings, 'listPostings' | 'readPosting' | 'printPostingReport'> = {
  listPostings: async (ctx, { unitId, kind, standing, limit, offset }) => {
    const { endingDays } = (await rulesOn(ctx)).rules.posting
    const all = await store.postingRows(ctx, { unitId, kind })
    const helpers = await helperNames(ctx, all)
    const rows = all.map((row) => shown(ctx, row, { helpers, endingDays }))
    const now = rows.filter((row) => row.standing !== 'ended' && row.standing !== 'coming')
    const wanted =
      standing === undefined
        ? rows
        : standing === 'now'
          ? now
          : rows.filter((row) => row.standing === standing)
    const due = await store.dueRows(ctx, unitId)
    const secretaries = new Map(
      (await store.postingRows(ctx, { unitId, kind: 'first_secretary' }))
        .filter((row) => isThere(stretchOf(row), ctx.today))
        .map((row) => [row.village_id, row.name] as const),
    )
    return {
      total: wanted.length,
      firstSecretaries: now.filter((row) => row.kind === 'first_secretary').length,
      members: now.filter((row) => row.kind !== 'first_secretary').length,
      ending: now.filter((row) => row.standing === 'ending').length,
      over: now.filter((row) => row.standing === 'over').length,
      lateTasks: now.reduce((sum, row) => sum + row.lateTasks, 0),
      endingDays,
      rows: wanted.slice(offset, offset + limit),
      due: due.map((row) => ({
        dueId: row.id,
        village: { id: row.village_id, name: row.village_name },
        town: { id: row.town_id, name: row.town_name },
        reason: row.reason,
        from: row.valid_from,
        secretary: secretaries.get(row.village_id) ?? null,
      })),
    }
  },

  readPosting: async (ctx, of) => {
    const row = await postingOf(ctx, of)
    const { endingDays } = (await rulesOn(ctx)).rules.posting
    const helpers = await helperNames(ctx, [row])
    const offers = row.helper_id === null ? [] : await offersOfHelper(ctx, row.helper_id)
    const terms = await store.termsOf(ctx, row.id)
    return {
      posting: shown(ctx, row, { helpers, endingDays }),
      document: row.document,
      endedWhy: row.ended_why,
      handover: row.handover,
      terms: terms.map((term) => ({
        until: term.until_on,
        reason: term.reason,
        document: term.document,
        by: term.recorded_by,
      })),
      tasks: (await store.tasksOf(ctx, row.id)).map((task) => taskOut(ctx, task)),
      coops: await coopsOf(ctx, row),
      visits: await visitsOf(ctx, row, { from: row.valid_from, to: lastDay(ctx, row) }),
      offers: offers.map(({ id, title, detail, matched }) => ({
        resourceId: id,
        title,
        detail,
        matched,
      })),
      months: monthsOf(ctx, row),
    }
  },

  printPostingReport: async (ctx, { month, format, ...of }) => {
    const row = await postingOf(ctx, of)
    const days = monthWithin(month, { from: row.valid_from, to: lastDay(ctx, row) })
    if (days === null) throw refused('该月不在驻村期间。', 'Nobody was there in that month.')
    const offers = row.helper_id === null ? [] : await offersOfHelper(ctx, row.helper_id)
    const tasks = (await store.tasksOf(ctx, row.id)).filter(
      (task) => task.recorded_at.slice(0, 7) <= month || task.due_on.slice(0, 7) <= month,
    )
    const number = `${sayPosting(row)}-${Number(month.slice(5))}月`
    const paper = reportPaper({
      number,
      month,
      village: row.village_name,
      town: row.town_name,
      kind: KIND_NAMES[row.kind].zh,
      name: row.name,
      sendingUnit: row.sending_unit,
      from: row.valid_from,
      until: row.until_on,
      days,
      tasks: tasks
        .filter((task) => task.done_on === null || task.done_on >= days.from)
        .map((task) => ({ ...taskOut(ctx, task), coop: task.coop_name })),
      visits: (await visitsOf(ctx, row, days)).toReversed(),
      coops: await coopsOf(ctx, row),
      offers: offers.map(({ title, matched }) => ({ title, matched })),
    })
    const link = `/talent/postings/${row.village_id}/${row.id}`
    return paperFile(ctx, paper, { format, link, number })
  },
}

export const postingVerbs: Postings = {
  ...changeVerbs,
  ...taskVerbs,
  ...dueVerbs,
  ...readVerbs,
}
