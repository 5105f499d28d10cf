import type { AnyId, Id } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { cooperativesIn, linkedGroupsOf, personsByIds } from '../../registry/index.ts'
import { holdersOfPerson } from '../../shares/index.ts'
import { officersOf } from '../../spending/index.ts'
import type { reserveVerbs as contract } from '../contract/reserve.ts'
import type { ReserveAct, Source } from '../model.ts'
import { isTaken, mayAct, type ReserveStanding, reserveStanding } from '../rules/reserve.ts'
import * as store from '../store/reserve.ts'
import type { New } from '../store.ts'
import { fault, refused, refuseFuture, rulesOn, villageOf } from './ground.ts'

type Reserve = Verbs<typeof contract, Ctx>
type Entry = { readonly villageId: AnyId; readonly reserveId: AnyId }

const standingFrom = (events: readonly store.EventRow[] | undefined): ReserveStanding =>
  reserveStanding(
    (events ?? []).map(({ act, step, review_on: reviewOn }) => ({ act, step, reviewOn })),
  )

interface Found {
  readonly row: store.ReserveRow
  readonly events: readonly store.EventRow[]
  readonly standing: ReserveStanding
}

async function entryOf(ctx: Ctx, of: Entry): Promise<Found> {
  const row = await store.reserveRow(ctx, { villageId: of.villageId, id: of.reserveId })
  if (row === null) throw notFound()
  const events = (await store.eventsOf(ctx, [row.id])).get(row.id) ?? []
  return { row, events, standing: standingFrom(events) }
}

/** An entry for which an act fits now, locked against others. */
async function entryFor(ctx: Ctx, of: Entry, act: ReserveAct): Promise<Found> {
  await lockFor(ctx.tx, `reserve-entry:${of.reserveId}`)
  const found = await entryOf(ctx, of)
  if (!mayAct(found.standing.state, act)) {
    throw act === 'confirm' || act === 'return'
      ? refused('这项推荐已经办结。', 'The nomination has been decided.')
      : refused('不在储备名册中。', 'Not in the reserve now.')
  }
  return found
}

type Facts = Partial<
  Pick<New<'reserve_event'>, 'step' | 'mentor_name' | 'mentor_person_id' | 'review_on'>
>

async function add(
  ctx: Ctx,
  found: Found,
  event: Facts & { readonly act: ReserveAct; readonly said: string },
): Promise<void> {
  await store.insertEvent(ctx, {
    step: null,
    mentor_name: null,
    mentor_person_id: null,
    review_on: null,
    ...event,
    reserve_id: found.row.id,
    seq: found.events.length + 1,
    on_date: ctx.today,
  })
  ctx.record({ entity: 'reserve', id: found.row.id, after: { act: event.act, step: event.step } })
}

function checkReview(ctx: Ctx, reviewOn: string | null): void {
  if (reviewOn !== null && reviewOn <= ctx.today) {
    throw fault('$.reviewOn', '应在今天之后', 'must be after today')
  }
}

/** How two persons are kin by the registers: one household, or a group counted together. */
async function kinBetween(
  ctx: Ctx,
  pairs: readonly (readonly [AnyId, AnyId])[],
): Promise<Map<string, Text>> {
  const ids = [...new Set(pairs.flat())]
  if (ids.length === 0) return new Map()
  const persons = await personsByIds(ctx, ids)
  const groups = await linkedGroupsOf(ctx, ids)
  const kin = new Map<string, Text>()
  for (const [a, b] of pairs) {
    const [home, other] = [persons.get(a)?.householdId, persons.get(b)?.householdId]
    if (a === b) kin.set(`${a} ${b}`, text('同一人', 'the same person'))
    else if (home !== undefined && home !== null && home === other) {
      kin.set(`${a} ${b}`, text('同一户', 'of one household'))
    } else if ((groups.get(a) ?? []).some((group) => (groups.get(b) ?? []).includes(group))) {
      kin.set(`${a} ${b}`, text('登记为关联人', 'registered as linked persons'))
    }
  }
  return kin
}

const mentorOf = (events: readonly store.EventRow[] | undefined) => {
  const last = events?.findLast(({ act }) => act === 'mentor')
  return last === undefined
    ? null
    : { name: last.mentor_name ?? '', personId: last.mentor_person_id }
}

type Names = ReadonlyMap<AnyId, { readonly name: string }>

const nominationOut = (
  { row, events, standing }: Found,
  more: { readonly persons: Names; readonly sources: readonly Source[] },
) => {
  const source = more.sources.find(({ key }) => key === row.source)
  return {
    reserveId: row.id,
    village: { id: row.village_id, name: row.village_name },
    town: { id: row.town_id, name: row.town_name },
    person: { id: row.person_id, name: more.persons.get(row.person_id)?.name ?? '' },
    source: { ...(source?.title ?? text(row.source, row.source)) },
    direction: row.direction,
    nominatedOn: row.nominated_on,
    by: row.recorded_by,
    state: standing.state,
    returned: events.findLast(({ act }) => act === 'return')?.said ?? null,
  }
}

async function foundIn(ctx: Ctx, unitId: AnyId | undefined): Promise<Found[]> {
  const rows = await store.reserveRows(ctx, unitId)
  const events = await store.eventsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const own = events.get(row.id) ?? []
    return { row, events: own, standing: standingFrom(own) }
  })
}

const namesOf = (ctx: Ctx, found: readonly Found[]) =>
  personsByIds(ctx, [...new Set(found.map(({ row }) => row.person_id))])

/** Posts of a person in co-ops where the person holds shares, and in those of the village. */
async function postsOf(ctx: Ctx, row: store.ReserveRow) {
  const coops = await cooperativesIn(ctx, { unitId: row.town_id })
  const held = new Set((await holdersOfPerson(ctx, row.person_id)).map(({ coopId }) => coopId))
  const posts = []
  for (const coop of coops) {
    if (!held.has(coop.id) && coop.villageId !== row.village_id) continue
    const officers = await officersOf(ctx, coop.id)
    for (const { personId, post } of officers) {
      if (personId === row.person_id) posts.push({ coop: { id: coop.id, name: coop.name }, post })
    }
  }
  return posts
}

const nominateVerbs: Pick<Reserve, 'nominateReserve' | 'listNominations' | 'decideNomination'> = {
  nominateReserve: async (ctx, { villageId, personId, consentOn, ...given }) => {
    await villageOf(ctx, villageId)
    refuseFuture(ctx, consentOn, '$.consentOn')
    const person = (await personsByIds(ctx, [personId])).get(personId)
    if (person === undefined || person.villageId !== villageId || person.endedOn !== null) {
      throw fault('$.personId', '不是本村的在册人员', 'is no person of this village')
    }
    const { sources } = (await rulesOn(ctx)).rules.reserve
    if (!sources.some(({ key }) => key === given.source)) {
      throw fault('$.source', '没有这种来源', 'no such source')
    }
    await lockFor(ctx.tx, `reserve:${personId}`)
    const before = await store.reserveOfPerson(ctx, personId)
    const events = await store.eventsOf(
      ctx,
      before.map(({ id }) => id),
    )
    if (before.some(({ id }) => isTaken(standingFrom(events.get(id)).state))) {
      throw new Refusal('conflict', text('该同志已推荐或已在册。', 'Nominated or in the reserve.'))
    }
    const id = ctx.newId()
    await store.insertReserve(ctx, {
      id,
      village_id: villageId as Id<'unit'>,
      person_id: personId,
      source: given.source,
      direction: given.direction,
      reason: given.reason,
      consent_on: consentOn,
      consent_paper: given.consentPaper,
      nominated_on: ctx.today,
      account_id: actorAccount(ctx),
    })
    ctx.record({ entity: 'reserve', id, after: { villageId, source: given.source } })
    return { reserveId: id }
  },

  listNominations: async (ctx, { unitId, limit, offset }) => {
    const found = await foundIn(ctx, unitId)
    const { sources } = (await rulesOn(ctx)).rules.reserve
    const shown = found.slice(offset, offset + limit)
    const persons = await namesOf(ctx, shown)
    return {
      total: found.length,
      waiting: found.filter(({ standing }) => standing.state === 'nominated').length,
      rows: shown.map((one) => nominationOut(one, { persons, sources })),
    }
  },

  decideNomination: async (ctx, { decision, reason, reviewOn, ...of }) => {
    const found = await entryFor(ctx, of, decision)
    checkReview(ctx, reviewOn)
    const confirms = decision === 'confirm'
    await add(ctx, found, {
      act: decision,
      step: confirms ? 'entered' : null,
      review_on: confirms ? reviewOn : null,
      said: reason,
    })
    return { state: confirms ? 'confirmed' : 'returned' }
  },
}

const listReserve: Reserve['listReserve'] = async (ctx, { unitId, state, step, limit, offset }) => {
  const found = await foundIn(ctx, unitId)
  const isDue = ({ standing }: Found): boolean =>
    standing.state === 'confirmed' && standing.reviewOn !== null && standing.reviewOn <= ctx.today
  const rows = found.filter(
    (one) =>
      (state === undefined || (state === 'review' ? isDue(one) : one.standing.state === state)) &&
      (step === undefined || one.standing.step === step),
  )
  const page = rows.slice(offset, offset + limit)
  const { sources } = (await rulesOn(ctx)).rules.reserve
  const persons = await namesOf(ctx, page)
  const pairs = page.flatMap(({ row, events }) => {
    const id = mentorOf(events)?.personId ?? null
    return id === null ? [] : [[row.person_id, id] as const]
  })
  const kin = await kinBetween(ctx, pairs)
  const trainings = await store.trainingsOf(
    ctx,
    page.map(({ row }) => row.id),
  )
  const inState = (wanted: ReserveStanding['state']): readonly Found[] =>
    found.filter(({ standing }) => standing.state === wanted)
  return {
    total: rows.length,
    waiting: inState('nominated').length,
    confirmed: inState('confirmed').length,
    review: found.filter(isDue).length,
    ready: inState('confirmed').filter(({ standing }) => standing.step === 'ready').length,
    rows: page.map((one) => {
      const mentor = mentorOf(one.events)
      const own = trainings.get(one.row.id) ?? []
      return {
        ...nominationOut(one, { persons, sources }),
        step: one.standing.step,
        mentor: mentor?.name ?? null,
        kin: kin.has(`${one.row.person_id} ${mentor?.personId ?? ''}`),
        reviewOn: one.standing.reviewOn,
        reviewDue: isDue(one),
        hours: own.reduce((sum, row) => sum + (row.withdrawn_on === null ? row.hours : 0), 0),
      }
    }),
  }
}

const readReserve: Reserve['readReserve'] = async (ctx, of) => {
  const found = await entryOf(ctx, of)
  const { row, events, standing } = found
  const { sources } = (await rulesOn(ctx)).rules.reserve
  const persons = await namesOf(ctx, [found])
  const mentor = mentorOf(events)
  const mentorId = mentor?.personId ?? null
  const pair = [row.person_id, mentorId ?? ''] as const
  const kin = await kinBetween(ctx, mentorId === null ? [] : [pair])
  const trainings = (await store.trainingsOf(ctx, [row.id])).get(row.id) ?? []
  return {
    entry: nominationOut(found, { persons, sources }),
    reason: row.reason,
    consentOn: row.consent_on,
    consentPaper: row.consent_paper,
    step: standing.step,
    reviewOn: standing.reviewOn,
    mentor: mentor === null ? null : { ...mentor, kin: kin.get(pair.join(' ')) ?? null },
    posts: await postsOf(ctx, row),
    trainings: trainings.map((one) => ({
      trainingId: one.id,
      course: one.course,
      heldBy: one.held_by,
      from: one.from_on,
      until: one.until_on,
      hours: one.hours,
      result: one.result,
      withdrawn: one.withdraw_reason,
    })),
    events: events.map((event) => ({
      act: event.act,
      on: event.on_date,
      step: event.step,
      mentor: event.mentor_name,
      reviewOn: event.review_on,
      said: event.said,
      by: event.recorded_by,
    })),
  }
}

const leadVerbs: Pick<
  Reserve,
  'assignMentor' | 'recordTraining' | 'withdrawTraining' | 'moveReserve' | 'leaveReserve'
> = {
  assignMentor: async (ctx, { name, personId, reason, ...of }) => {
    const found = await entryFor(ctx, of, 'mentor')
    if (personId !== null && !(await personsByIds(ctx, [personId])).has(personId)) {
      throw fault('$.personId', '没有这个人', 'no such person')
    }
    if (personId === found.row.person_id) {
      throw fault('$.personId', '不能由本人联系培养本人', 'nobody is their own mentor')
    }
    const facts = { mentor_name: name, mentor_person_id: personId }
    await add(ctx, found, { act: 'mentor', ...facts, said: reason })
    if (personId === null) return { kin: null }
    const kin = await kinBetween(ctx, [[found.row.person_id, personId]])
    return { kin: kin.get(`${found.row.person_id} ${personId}`) ?? null }
  },

  recordTraining: async (ctx, { from, until, heldBy, ...given }) => {
    const found = await entryFor(ctx, given, 'step')
    refuseFuture(ctx, until, '$.until')
    if (until < from) throw fault('$.until', '不能早于开始日期', 'must not be before the start')
    const id = ctx.newId()
    const { course, hours, result } = given
    const row = { id, reserve_id: found.row.id, course, hours, result }
    await store.insertTraining(ctx, { ...row, held_by: heldBy, from_on: from, until_on: until })
    ctx.record({ entity: 'reserve_training', id, after: { course, hours, result } })
    return { trainingId: id }
  },

  withdrawTraining: async (ctx, { trainingId, reason, ...of }) => {
    const found = await entryOf(ctx, of)
    const at = { reserveId: found.row.id, id: trainingId, reason }
    if (!(await store.withdrawTraining(ctx, at))) {
      throw refused('没有这条有效的培训记录。', 'There is no such training that stands.')
    }
    ctx.record({ entity: 'reserve_training', id: trainingId, after: { withdrawn: reason } })
    return {}
  },

  moveReserve: async (ctx, { step, reason, reviewOn, ...of }) => {
    const found = await entryFor(ctx, of, 'step')
    checkReview(ctx, reviewOn)
    await add(ctx, found, { act: 'step', step, review_on: reviewOn, said: reason })
    return { step }
  },

  leaveReserve: async (ctx, { reason, ...of }) => {
    const found = await entryFor(ctx, of, 'leave')
    await add(ctx, found, { act: 'leave', said: reason })
    return {}
  },
}

export const reserveVerbs: Reserve = { ...nominateVerbs, ...leadVerbs, listReserve, readReserve }
