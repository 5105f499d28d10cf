import { must } from '../../../kernel/assert.ts'
import { addDays, chinaDate, type LocalDate } from '../../../kernel/date.ts'
import { formatFraction } from '../../../kernel/fraction.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx, Evidence } from '../../../platform/ctx.ts'
import { sha256 } from '../../../platform/secrets.ts'
import { loadCase, startCase } from '../../approvals/index.ts'
import { placesIn, tableOf, valueOf } from '../../indicator/index.ts'
import type { contestContract } from '../contract.ts'
import type { Datum, Inputs, Setup } from '../model.ts'
import { canonicalText } from '../rules/canonical.ts'
import { apartIn, resultOf } from '../rules/score.ts'
import { sayContest } from '../rules/words.ts'
import * as store from '../store/editions.ts'
import * as judging from '../store/judging.ts'
import { countingSheets, fieldOf, lockContest, notNow } from './ground.ts'

type ResultVerbs = Pick<
  Verbs<typeof contestContract, Ctx>,
  | 'closeContest'
  | 'recomputeContest'
  | 'verifyContest'
  | 'submitContest'
  | 'appealContest'
  | 'giveContestTask'
  | 'finishContestTask'
>

/** The figures of data items, from the last frozen edition of the period alone; never live ones. */
async function figuresFor(
  ctx: Ctx,
  setup: Setup,
  units: readonly { readonly unit_id: AnyId }[],
): Promise<{ readonly editionId: AnyId | null; readonly data: Datum[] }> {
  const items = setup.items.filter(({ kind }) => kind === 'data')
  if (items.length === 0 || setup.period === null) return { editionId: null, data: [] }
  const { table, edition } = await tableOf(
    ctx,
    { period: setup.period },
    { wanted: { kind: setup.level } },
  )
  if (edition === null) {
    throw notNow(
      `${setup.period} 的指标还没有固化,数据项目只用固化的指标。`,
      `the figures of ${setup.period} are not frozen.`,
    )
  }
  const [places, rows] = [placesIn(table), new Map(table.units.map((one) => [one.unitId, one]))]
  const data = items.flatMap((item) => {
    const spec = table.definitions.indicators.find(({ id }) => id === item.indicator)
    return units.map(({ unit_id: unitId }): Datum => {
      const unit = rows.get(unitId)
      const direction = spec?.direction === 'down' ? 'down' : 'up'
      const blank = { item: item.id, unitId, direction, value: null } as const
      if (spec === undefined || unit === undefined) return { ...blank, why: 'no_figure' }
      const { value, why } = valueOf(unit, spec, places)
      return value === null
        ? { ...blank, why: why ?? 'no_figure' }
        : { ...blank, value: formatFraction(value), why: null }
    })
  })
  return { editionId: edition.id, data }
}

/** What a result is computed from, as it is kept now. */
async function gather(ctx: Ctx, contestId: AnyId, data: readonly Datum[]): Promise<Inputs> {
  const { setup } = await store.setupOf(ctx, contestId)
  const field = await fieldOf(ctx, contestId)
  const vetoes = (await judging.vetoesOf(ctx, contestId)).filter((one) => one.withdrawn_on === null)
  return {
    setup,
    units: field.units.map(({ unit_id: id, name }) => ({ id, name })),
    sheets: await countingSheets(ctx, contestId, field),
    data,
    vetoes: vetoes.map((one) => ({ unitId: one.unit_id, kind: one.kind })),
  }
}

/** Computes, keeps and finger-prints a result as a further edition. */
async function compute(
  ctx: Ctx,
  contestId: AnyId,
  reason: string,
): Promise<{ readonly edition: number; readonly sha256: string; readonly body: string }> {
  const { setup } = await store.setupOf(ctx, contestId)
  const { units } = await fieldOf(ctx, contestId)
  const { editionId, data } = await figuresFor(ctx, setup, units)
  const inputs = await gather(ctx, contestId, data)
  const body = canonicalText(resultOf(inputs))
  const edition = (await judging.resultsOf(ctx, contestId)).length + 1
  const hash = sha256(canonicalText({ inputs, body }))
  await judging.insertResult(ctx, {
    contest_id: contestId,
    edition,
    inputs,
    body,
    sha256: hash,
    reason,
  })
  await store.setContest(ctx, contestId, { figures_id: editionId })
  ctx.record({ entity: 'contest', id: contestId, after: { edition, sha256: hash, reason } })
  return { edition, sha256: hash, body }
}

/** The last day for appeals: so many days after closing, or after the last computation. */
export async function appealDay(ctx: Ctx, contestId: AnyId): Promise<LocalDate | null> {
  const last = (await judging.resultsOf(ctx, contestId)).at(-1)
  const { setup } = await store.setupOf(ctx, contestId)
  return last === undefined ? null : addDays(chinaDate(last.recorded_at), setup.appealDays)
}

export const resultVerbs: ResultVerbs = {
  closeContest: async (ctx, { contestId }) => {
    await lockContest(ctx, contestId, ['scored'])
    const inputs = await gather(ctx, contestId, [])
    const apart = apartIn(inputs)
    if (apart.length > 0) {
      const names = new Map(inputs.units.map(({ id, name }) => [id, name]))
      const said = [...new Set(apart.map(({ unitId }) => names.get(unitId) ?? ''))].join('、')
      throw notNow(
        `${said}:评委分歧超过限度,须加聘第三评委评分。`,
        `judges are too far apart on ${said}: a third one has to score.`,
      )
    }
    const { edition } = await compute(ctx, contestId, '')
    await store.setContest(ctx, contestId, { state: 'closed' })
    await store.addEvent(ctx, contestId, { kind: 'closed' })
    ctx.emit('contest.closed', { contestId })
    return { edition }
  },

  recomputeContest: async (ctx, { contestId, reason }) => {
    const row = await lockContest(ctx, contestId, ['closed'])
    await refuseRunning(ctx, row)
    const before = must((await judging.resultsOf(ctx, contestId)).at(-1), 'a result')
    const { edition, body } = await compute(ctx, contestId, reason)
    await store.addEvent(ctx, contestId, { kind: 'recomputed', words: reason })
    const changed = canonicalText(judging.bodyOf(before)) !== body
    return { edition, changed }
  },

  verifyContest: async (ctx, { contestId }) => {
    const last = (await judging.resultsOf(ctx, contestId)).at(-1)
    if (last === undefined) throw notNow('还没有核算。', 'Nothing was computed yet.')
    const inputs = last.inputs as Inputs
    const body = canonicalText(resultOf(inputs))
    const now = await gather(ctx, contestId, inputs.data)
    return {
      edition: last.edition,
      sha256: last.sha256,
      computes:
        body === canonicalText(judging.bodyOf(last)) &&
        sha256(canonicalText({ inputs, body })) === last.sha256,
      sheetsKept: canonicalText(now) === canonicalText(inputs),
    }
  },

  submitContest: async (ctx, { contestId }) => {
    const row = await lockContest(ctx, contestId, ['closed'])
    const last = must((await judging.resultsOf(ctx, contestId)).at(-1), 'a result')
    const { setup } = await store.setupOf(ctx, contestId)
    const number = sayContest(row)
    const found = await startCase(ctx, {
      process: 'contest-result',
      unitId: row.unit_id,
      title: `${number} ${setup.title}结果审定`,
      subject: { kind: 'contest', id: contestId },
      facts: {
        number,
        title: setup.title,
        edition: String(last.edition),
        hash: last.sha256,
      },
    })
    await store.setContest(ctx, contestId, { case_id: found.row.id })
    await store.addEvent(ctx, contestId, { kind: 'submitted' })
    ctx.record({ entity: 'contest', id: contestId, after: { caseId: found.row.id } })
    return { caseId: found.row.id }
  },

  appealContest: async (ctx, { unitId, contestId, what }) => {
    const row = await store.contestRow(ctx, contestId, true)
    const entry = (await store.entriesOf(ctx, contestId)).find(
      (one) => one.unit_id === unitId && one.withdrawn_why === null,
    )
    if (row === null || entry === undefined) throw notFound()
    const until = row.state === 'closed' ? await appealDay(ctx, contestId) : null
    if (until === null || until < ctx.today) {
      throw notNow('不在申诉期内。', 'This is not the time for appeals.')
    }
    const running = (await judging.appealsOf(ctx, contestId)).some(
      (one) => one.unit_id === unitId && one.outcome === null,
    )
    if (running) throw new Refusal('conflict', text('申诉正在办理。', 'An appeal is running.'))
    const { setup } = await store.setupOf(ctx, contestId)
    const number = sayContest(row)
    const found = await startCase(ctx, {
      process: 'contest-appeal',
      unitId: unitId as Id<'unit'>,
      title: `${number} ${entry.name}申诉`,
      subject: { kind: 'contest_entry', id: unitId },
      facts: { number, title: setup.title, unit: entry.name, what },
    })
    const last = must((await judging.resultsOf(ctx, contestId)).at(-1), 'a result')
    await judging.insertAppeal(ctx, {
      case_id: found.row.id,
      contest_id: contestId,
      unit_id: unitId,
      edition: last.edition,
      what,
    })
    ctx.record({ entity: 'contest', id: contestId, after: { appeal: entry.name, what } })
    return { caseId: found.row.id }
  },

  giveContestTask: async (ctx, { contestId, unitId, what, responsible, dueOn }) => {
    await lockContest(ctx, contestId, ['open', 'scored', 'closed', 'published'])
    const entries = await store.entriesOf(ctx, contestId)
    if (!entries.some((one) => one.unit_id === unitId)) throw notFound()
    if (dueOn < ctx.today) {
      throw badInput([{ path: '$.dueOn', text: text('不能早于今天', 'lies in the past') }])
    }
    const taskId = ctx.newId()
    await judging.insertTask(ctx, {
      id: taskId,
      contest_id: contestId,
      unit_id: unitId,
      what,
      responsible,
      due_on: dueOn,
    })
    ctx.record({ entity: 'contest_task', id: taskId, after: { unitId, what, responsible, dueOn } })
    return { taskId }
  },

  finishContestTask: async (ctx, { unitId, taskId, said }) => {
    if (!(await judging.finishTask(ctx, { id: taskId, unitId, said }))) {
      throw notNow('该事项不存在或者已经办结。', 'There is no such task, or it is done.')
    }
    ctx.record({ entity: 'contest_task', id: taskId, after: { done: said } })
    return {}
  },
}

async function refuseRunning(ctx: Ctx, row: store.ContestRow): Promise<void> {
  if (row.case_id === null) return
  const { standing } = await loadCase(ctx, row.case_id, false)
  if (standing.state === 'running') {
    throw notNow('结果正在审定,请先撤回。', 'The result is being approved: withdraw it first.')
  }
}

type Payload = Readonly<Record<string, unknown>>

/** A contest is published, and an appeal ends, with its case. */
export async function followCase(ctx: Ctx, payload: Payload): Promise<void> {
  const { caseId, process } = payload
  if (typeof caseId !== 'string') return
  if (process === 'contest-result') await followResult(ctx, caseId as AnyId)
  if (process === 'contest-appeal') await followAppeal(ctx, caseId as AnyId)
}

async function followResult(ctx: Ctx, caseId: AnyId): Promise<void> {
  const row = await store.contestOfCase(ctx, caseId)
  if (row === null || row.state !== 'closed') return
  const { standing } = await loadCase(ctx, caseId, false)
  if (standing.state === 'running') return
  const published = standing.state === 'done'
  await store.setContest(ctx, row.id, published ? { state: 'published' } : { case_id: null })
  await store.addEvent(ctx, row.id, { kind: published ? 'published' : 'returned' })
  if (published) ctx.emit('contest.published', { contestId: row.id })
}

async function followAppeal(ctx: Ctx, caseId: AnyId): Promise<void> {
  const { standing } = await loadCase(ctx, caseId, false)
  if (standing.state === 'running') return
  const decision = standing.steps.find(({ key }) => key === 'decide')?.values['decision']
  const outcome =
    standing.state !== 'done' ? 'withdrawn' : decision === 'upheld' ? 'upheld' : 'rejected'
  await judging.endAppeal(ctx, { caseId, outcome, on: standing.endedOn ?? ctx.today })
}

const said = (holds: boolean, zh: string, en: string): Evidence => ({ holds, text: text(zh, en) })
type About = { readonly subjectId: AnyId | null }

/** What a contest can prove of itself when its result is approved. */
export const contestEvidence = {
  'contest.appeals-settled': async (ctx: Ctx, { subjectId }: About): Promise<Evidence> => {
    const until = subjectId === null ? null : await appealDay(ctx, subjectId)
    if (subjectId === null || until === null) return said(false, '没有结果', 'there is no result')
    if (until >= ctx.today) {
      return said(false, `申诉期到 ${until} 为止`, `appeals are open until ${until}`)
    }
    const appeals = await judging.appealsOf(ctx, subjectId)
    const open = appeals.filter(({ outcome }) => outcome === null).length
    if (open > 0) return said(false, `还有 ${open} 件申诉没有办结`, `${open} appeals are running`)
    const last = (await judging.resultsOf(ctx, subjectId)).at(-1)?.edition ?? 0
    return appeals.some(({ outcome, edition }) => outcome === 'upheld' && edition >= last)
      ? said(false, '申诉成立后还没有重新核算', 'not computed again after an appeal was upheld')
      : said(true, '申诉期已满,申诉均已办结', 'the time is over and every appeal is settled')
  },
  'contest.result-unchanged': async (ctx: Ctx, { subjectId }: About): Promise<Evidence> => {
    const row = subjectId === null ? null : await store.contestRow(ctx, subjectId, false)
    const last = row === null ? undefined : (await judging.resultsOf(ctx, row.id)).at(-1)
    if (row === null || row.case_id === null || last === undefined) {
      return said(false, '没有结果', 'there is no result')
    }
    const { facts } = await loadCase(ctx, row.case_id, false)
    return facts['hash'] === last.sha256
      ? said(true, '与送审的结果一致', 'as it was sent round')
      : said(false, '送审后又重新核算,请撤回后重新送审', 'computed again since')
  },
}
