import { createHash } from 'node:crypto'
import { chinaDate, type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { compareCodePoints, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { pinyinOf } from '../../../platform/pinyin.ts'
import { calendarFor, dayAfter } from '../../approvals/index.ts'
import { retire } from '../../messages/index.ts'
import {
  branchesByIds,
  branchOf,
  listBranches,
  partyMarks,
  personsByIds,
} from '../../registry/index.ts'
import type { pointVerbs as contract } from '../contract/points.ts'
import type { PointEntry, PointItem } from '../model.ts'
import { entryCounts, totalOf, worthOf } from '../rules/points.ts'
import { fileOf } from '../store/ground.ts'
import * as store from '../store/points.ts'
import {
  branchIn,
  fault,
  keepFile,
  ownPerson,
  refused,
  refuseFuture,
  rulesOn,
  villageOf,
} from './ground.ts'

type Points = Verbs<typeof contract, Ctx>

const counts = (row: store.EventRow): boolean =>
  entryCounts({ withdrawn: row.withdrawn_on !== null, upheld: row.decision === 'upheld' })

const entryOf = (row: store.EventRow): PointEntry => ({
  item: row.item,
  points: row.points,
  on: row.on_date,
  counts: counts(row),
})

const entryOut = (row: store.EventRow, items: readonly PointItem[]) => ({
  eventId: row.id,
  item: row.item,
  title: { ...(items.find(({ key }) => key === row.item)?.title ?? text(row.item, row.item)) },
  times: row.times,
  points: row.points,
  on: row.on_date,
  evidence: row.evidence,
  fileId: row.file_id,
  by: row.recorded_by,
  counts: counts(row),
  withdrawn: row.withdraw_reason,
  appeal:
    row.appeal_id === null
      ? null
      : {
          what: row.appeal_what ?? '',
          appealedOn: row.appealed_on ?? row.on_date,
          decision: row.decision,
          decidedOn: row.decided_on,
          reason: row.decision_reason,
        },
})

/** Refuses what would change a year that the branch has closed. */
async function refuseClosed(ctx: Ctx, branchId: AnyId, on: LocalDate): Promise<void> {
  const [closing] = await store.closingsOf(ctx, [branchId], yearOf(on))
  if (closing === undefined) return
  throw refused(`${yearOf(on)} 年的积分已经封账。`, `The points of ${yearOf(on)} are closed.`)
}

const recordPoints: Points['recordPoints'] = async (ctx, input) => {
  const { villageId, personId, on, item: key, times } = input
  await villageOf(ctx, villageId)
  refuseFuture(ctx, on, '$.on')
  const branchId = await branchIn(ctx, { personId, villageId, on, path: '$.personId' })
  if (ctx.actor.kind === 'account' && ctx.actor.personId === personId) {
    throw refused('本人的积分由支部其他同志登记。', 'Somebody else of the branch records yours.')
  }
  const { version, rules } = await rulesOn(ctx, on)
  const item = rules.points.items.find((one) => one.key === key)
  if (item === undefined) throw fault('$.item', '没有这种积分事项', 'no such deed')
  await lockFor(ctx.tx, `points:${personId}`)
  await lockFor(ctx.tx, `point-year:${branchId}`)
  await refuseClosed(ctx, branchId, on)
  const entries = (await store.eventsOfPerson(ctx, personId)).map(entryOf)
  const points = worthOf(item, times, { entries, on })
  if (points === 0) {
    throw refused(
      `该事项本年度已达上限 ${item.yearCap} 分。`,
      `The cap of ${item.yearCap} points for this year is reached.`,
    )
  }
  const id = ctx.newId()
  await store.insertEvent(ctx, {
    id,
    village_id: villageId as Id<'unit'>,
    branch_id: branchId,
    person_id: personId,
    item: key,
    rules_version: version,
    times,
    points,
    on_date: on,
    evidence: input.evidence,
    file_id: await keepFile(ctx, villageId, input.file),
    account_id: actorAccount(ctx),
  })
  ctx.record({ entity: 'point_event', id, after: { villageId, item: key, times, points, on } })
  return { eventId: id, points, leftOut: item.points * times - points }
}

const withdrawPoints: Points['withdrawPoints'] = async (ctx, { villageId, eventId, reason }) => {
  const row = await store.eventRow(ctx, eventId)
  if (row === null || row.village_id !== villageId) throw notFound()
  await lockFor(ctx.tx, `point-year:${row.branch_id}`)
  await refuseClosed(ctx, row.branch_id, row.on_date)
  if (row.withdrawn_on !== null) throw refused('已经撤销。', 'It has been taken back.')
  if (row.appeal_id !== null) {
    throw refused('本条有申诉,由乡镇答复。', 'There is an appeal about it: the town decides.')
  }
  await store.withdrawEvent(ctx, eventId, reason)
  ctx.record({ entity: 'point_event', id: eventId, after: { withdrawn: reason } })
  return {}
}

/** Branches of a unit that are there today: every page of the registry's list. */
async function branchesUnder(ctx: Ctx, unitId: AnyId) {
  const rows = []
  for (let total = 1; rows.length < total;) {
    const page = await listBranches(ctx, { unitId, limit: 500, offset: rows.length })
    rows.push(...page.rows)
    total = page.rows.length === 0 ? 0 : page.total
  }
  return rows
}

const byName = (a: { name: string }, b: { name: string }): number =>
  compareCodePoints(pinyinOf(a.name, 'person').full, pinyinOf(b.name, 'person').full) ||
  compareCodePoints(a.name, b.name)

const readBranchPoints: Points['readBranchPoints'] = async (ctx, { villageId, ...asked }) => {
  await villageOf(ctx, villageId)
  const year = asked.year ?? yearOf(ctx.today)
  const branches = await branchesUnder(ctx, villageId)
  const ids = branches.map(({ id }) => id)
  const events = Map.groupBy(await store.eventsOfBranches(ctx, ids, year), (row) => row.branch_id)
  const closings = await store.closingsOf(ctx, ids, year)
  const { items, excluded } = (await rulesOn(ctx)).rules.points
  const shown = []
  for (const { id, name } of branches) {
    const own = events.get(id) ?? []
    const members = (await branchOf(ctx, id))?.members ?? []
    const gone = own.map((row) => row.person_id).filter((one) => !members.some((m) => m.id === one))
    const others = await personsByIds(ctx, [...new Set(gone)])
    const persons = [...members, ...others.values()].map((one) => ({ id: one.id, name: one.name }))
    const closing = closings.find((one) => one.branch_id === id)
    shown.push({
      branch: { id, name },
      closedOn: closing === undefined ? null : chinaDate(closing.recorded_at),
      persons: persons.toSorted(byName).map((person) => {
        const rows = own.filter((row) => row.person_id === person.id)
        return {
          person,
          total: totalOf(rows.map(entryOf), year),
          entries: rows.map((row) => entryOut(row, items)),
        }
      }),
    })
  }
  return {
    year,
    items: items.map((one) => ({ ...one })),
    excluded: excluded.map((one) => ({ ...one })),
    branches: shown,
  }
}

const listPointSums: Points['listPointSums'] = async (ctx, { unitId, limit, offset, ...asked }) => {
  const year = asked.year ?? (await store.lastYear(ctx)) ?? yearOf(ctx.today)
  const rows = await store.branchSums(ctx, { year, unitId })
  const page = rows.slice(offset, offset + limit)
  const branches = await branchesByIds(
    ctx,
    page.map((row) => row.branch_id),
  )
  const sum = (of: 'points' | 'entries'): number => rows.reduce((all, row) => all + row[of], 0)
  return {
    year,
    total: rows.length,
    points: sum('points'),
    entries: sum('entries'),
    closed: rows.filter((row) => row.closed_on !== null).length,
    rows: page.map((row) => ({
      branch: { id: row.branch_id, name: branches.get(row.branch_id)?.name ?? '' },
      village: { id: row.village_id, name: row.village_name },
      town: { id: row.town_id, name: row.town_name },
      active: row.active,
      entries: row.entries,
      points: row.points,
      appeals: row.appeals,
      closedOn: row.closed_on,
    })),
  }
}

/** What is frozen of a branch: the hash of every entry that counts, in the order of their ids. */
function frozen(rows: readonly store.EventRow[]) {
  const counted = rows.filter(counts).toSorted((a, b) => compareCodePoints(a.id, b.id))
  const content = counted.map((row) => [
    row.id,
    row.person_id,
    row.item,
    row.points,
    row.on_date,
    row.evidence,
  ])
  return {
    persons: new Set(counted.map((row) => row.person_id)).size,
    entries: counted.length,
    points: counted.reduce((sum, row) => sum + row.points, 0),
    sha256: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
  }
}

const closePointYear: Points['closePointYear'] = async (ctx, { unitId, year }) => {
  if (year >= yearOf(ctx.today)) {
    throw refused(`${year} 年还没有结束。`, `The year ${year} is not over.`)
  }
  const branches = await branchesUnder(ctx, unitId)
  const ids = branches.map(({ id }) => id)
  const done = new Set((await store.closingsOf(ctx, ids, year)).map((row) => row.branch_id))
  const open = branches.filter(({ id }) => !done.has(id))
  if (open.length === 0) throw refused('没有未封账的支部。', 'No branch is open.')
  for (const { id } of open) await lockFor(ctx.tx, `point-year:${id}`)
  const events = await store.eventsOfBranches(
    ctx,
    open.map(({ id }) => id),
    year,
  )
  const waiting = events.filter((row) => row.appeal_id !== null && row.decision === null)
  if (waiting.length > 0) {
    throw refused(
      `还有 ${waiting.length} 件申诉没有答复。`,
      `${waiting.length} appeal(s) wait for a decision.`,
    )
  }
  const byBranch = Map.groupBy(events, (row) => row.branch_id)
  const rows = open.map(({ id, village }) => ({
    branch_id: id,
    year,
    village_id: village.id as Id<'unit'>,
    ...frozen(byBranch.get(id) ?? []),
  }))
  await store.insertClosings(ctx, rows)
  const sum = (of: 'persons' | 'points'): number => rows.reduce((all, row) => all + row[of], 0)
  const closed = { closed: rows.length, persons: sum('persons'), points: sum('points') }
  ctx.record({ entity: 'point_closing', id: unitId, after: { year, ...closed } })
  return closed
}

const readOwnPoints: Points['readOwnPoints'] = async (ctx, asked) => {
  const personId = ownPerson(ctx)
  const year = asked.year ?? yearOf(ctx.today)
  const mark = (await partyMarks(ctx, [personId])).get(personId)
  const { items, excluded } = (await rulesOn(ctx)).rules.points
  const none = { member: false, year, years: [], branch: null, total: 0, items: [], excluded: [] }
  if (mark === undefined) return { ...none, closedOn: null, entries: [] }
  const all = await store.eventsOfPerson(ctx, personId)
  const rows = all.filter((row) => yearOf(row.on_date) === year)
  const entries = rows.map(entryOf)
  const [closing] = await store.closingsOf(ctx, [mark.branchId], year)
  const branch = (await branchesByIds(ctx, [mark.branchId])).get(mark.branchId)
  const years = new Set([yearOf(ctx.today), ...all.map((row) => yearOf(row.on_date))])
  return {
    member: true,
    year,
    years: [...years].toSorted((a, b) => b - a),
    branch: branch?.name ?? null,
    total: totalOf(entries, year),
    items: items.map((item) => ({
      ...item,
      got: totalOf(
        entries.filter((one) => one.item === item.key),
        year,
      ),
    })),
    excluded: excluded.map((one) => ({ ...one })),
    closedOn: closing === undefined ? null : chinaDate(closing.recorded_at),
    entries: rows.map((row) => {
      const { fileId: _, ...shown } = entryOut(row, items)
      return shown
    }),
  }
}

const appealPoints: Points['appealPoints'] = async (ctx, { eventId, what }) => {
  const personId = ownPerson(ctx)
  const row = await store.eventRow(ctx, eventId)
  if (row === null || row.person_id !== personId) throw notFound()
  await lockFor(ctx.tx, `point-year:${row.branch_id}`)
  await refuseClosed(ctx, row.branch_id, row.on_date)
  if (row.appeal_id !== null) {
    throw new Refusal('conflict', text('本条已经申诉过。', 'There is an appeal about it already.'))
  }
  const { appealDays } = (await rulesOn(ctx)).rules.points
  const due = { days: appealDays, working: true }
  const dueOn = dayAfter(ctx.today, due, await calendarFor(ctx))
  const id = ctx.newId()
  await store.insertAppeal(ctx, {
    id,
    event_id: eventId,
    village_id: row.village_id,
    person_id: personId,
    what,
    appealed_on: ctx.today,
    due_on: dueOn,
  })
  ctx.record({ entity: 'point_appeal', id, after: { eventId, dueOn } })
  ctx.emit('point.appealed', { appealId: id, villageId: row.village_id, dueOn })
  return { dueOn }
}

const listPointAppeals: Points['listPointAppeals'] = async (ctx, { state, limit, offset }) => {
  const all = await store.appealedEvents(ctx, state)
  const open = await store.appealedEvents(ctx, 'open')
  const page = all.slice(offset, offset + limit)
  const persons = await personsByIds(ctx, [...new Set(page.map((row) => row.person_id))])
  const { items } = (await rulesOn(ctx)).rules.points
  return {
    total: all.length,
    open: open.length,
    rows: page.map((row) => ({
      appealId: row.appeal_id ?? '',
      village: { id: row.village_id, name: row.village_name },
      person: { id: row.person_id, name: persons.get(row.person_id)?.name ?? '' },
      entry: entryOut(row, items),
      dueOn: row.appeal_due,
      late: row.decision === null && row.appeal_due !== null && row.appeal_due < ctx.today,
    })),
  }
}

/** Upheld: what was taken back counts again, what counted no longer does; the cap holds all the same. */
const decidePointAppeal: Points['decidePointAppeal'] = async (ctx, input) => {
  const { villageId, appealId, decision, reason } = input
  const appeal = await store.appealRow(ctx, { villageId, id: appealId })
  if (appeal === null) throw notFound()
  if (appeal.decision !== null) throw refused('已经答复。', 'It has been decided.')
  const row = await store.eventRow(ctx, appeal.event_id)
  if (row === null) throw notFound()
  const account = actorAccount(ctx)
  const own = ctx.actor.kind === 'account' && ctx.actor.personId === appeal.person_id
  if (own || (account !== null && account === row.account_id)) {
    const said = text('登记人和本人不能答复。', 'Neither who recorded it nor the member decides.')
    throw new Refusal('forbidden', said)
  }
  if (decision === 'upheld' && row.withdrawn_on !== null) {
    await lockFor(ctx.tx, `points:${row.person_id}`)
    const { rules } = await rulesOn(ctx, row.on_date)
    const item = rules.points.items.find(({ key }) => key === row.item)
    const entries = (await store.eventsOfPerson(ctx, row.person_id)).map(entryOf)
    const before = { entries, on: row.on_date }
    if (item !== undefined && worthOf({ ...item, points: row.points }, 1, before) < row.points) {
      throw refused(
        '恢复后将超过年度上限,请先由支部核减其他记录。',
        'Counting again it would exceed the cap of the year.',
      )
    }
  }
  await store.decideAppeal(ctx, appealId, { decision, reason })
  ctx.record({ entity: 'point_appeal', id: appealId, after: { decision } })
  await retire(ctx, [`point-appeal:${appealId}`])
  return {}
}

const readPointFile: Points['readPointFile'] = async (ctx, { villageId, fileId }) => {
  const file = await fileOf(ctx, { villageId, id: fileId })
  const closed = file?.of_points === true && !ctx.may('points.keep') && !ctx.may('points.decide')
  if (file === null || closed) throw notFound()
  const { name, media_type: mediaType, content } = file
  return { name, mediaType, content: content.toString('base64') }
}

export const pointVerbs: Points = {
  recordPoints,
  withdrawPoints,
  readBranchPoints,
  readPointFile,
  listPointSums,
  closePointYear,
  readOwnPoints,
  appealPoints,
  listPointAppeals,
  decidePointAppeal,
}
