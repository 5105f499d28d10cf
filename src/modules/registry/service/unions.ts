import type { LocalDate } from '../../../kernel/date.ts'
import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { pinyinOf, typedPinyin } from '../../../platform/pinyin.ts'
import { placeUnits } from '../../../platform/unit.ts'
import type { unionContract } from '../contract/unions.ts'
import { readCreditCode, readName } from '../rules/codes.ts'
import { belowSinceAfter, cureUntil, nextUnionStatuses, union1v, union3 } from '../rules/unions.ts'
import { insertMany, unitKind } from '../store/batch.ts'
import { openStatuses } from '../store/cooperatives.ts'
import * as store from '../store/unions.ts'
import { industryIds } from './catalogues.ts'
import { requireFreeCodes } from './coop-facts.ts'
import { requireInside } from './inside.ts'

type Union = Verbs<typeof unionContract, Ctx>

export const lockUnion = (ctx: Ctx, id: AnyId): Promise<void> => lockFor(ctx.tx, `union:${id}`)

const future = (path: string): Fault => ({
  path,
  text: text('日期不能在今天之后', 'the date lies in the future'),
})

/** Members are co-ops in being inside the seat's unit, each once. */
async function requireMembers(
  ctx: Ctx,
  seatId: AnyId,
  members: { readonly ids: readonly AnyId[]; readonly path: string },
): Promise<void> {
  await requireInside(ctx, seatId, { ids: members.ids, kind: 'coop' })
  const statuses = await openStatuses(ctx, members.ids)
  const faults = members.ids.flatMap((id, i) => {
    const status = statuses.get(id)?.status
    const path = `${members.path}[${i}]`
    if (members.ids.indexOf(id) !== i)
      return [{ path, text: text('同一合作社出现两次', 'the co-op occurs twice') }]
    return status === 'registered' || status === 'suspended'
      ? []
      : [{ path, text: text('不是已登记的合作社', 'is no registered co-op') }]
  })
  if (faults.length > 0) throw badInput(faults)
}

/** Founds a union of three or more co-ops; fewer are refused with the finding (co-op Act 56). */
export const formUnion: Union['formUnion'] = async (ctx, input) => {
  const seat = await unitKind(ctx, input.seatId)
  if (seat !== 'town' && seat !== 'county') throw notFound()
  await requireMembers(ctx, input.seatId, { ids: input.memberIds, path: '$.memberIds' })
  if (input.foundedOn > ctx.today) throw badInput([future('$.foundedOn')])
  const id: AnyId = ctx.newId()
  const members = input.memberIds.length
  const name = readName(input.name)
  const enough = union3({
    unionId: id,
    members,
    founding: true,
    belowSince: null,
    today: ctx.today,
  })
  if (enough.outcome !== 'passes')
    throw new Refusal('rule_blocked', enough.text, { data: { findings: [enough] } })
  const code = readCreditCode(input.creditCode, { row: id, name })
  await requireFreeCodes(ctx, [{ code: code.code, path: '$.creditCode', owner: id }])
  const ids = await industryIds(ctx, [{ code: input.industry, path: '$.industry' }])
  const { full, initials } = pinyinOf(name)
  await placeUnits(ctx, [{ id, kind: 'coop', name, parentId: input.seatId }])
  await insertMany(ctx, 'coop_union', [
    {
      id,
      seat_id: input.seatId,
      name,
      name_pinyin: full,
      name_initials: initials,
      credit_code: code.code,
      credit_code_check: code.check,
      founded_on: input.foundedOn,
      registered_on: input.registeredOn ?? null,
      registered_address: input.registeredAddress ?? null,
      registered_capital_fen: input.registeredCapital ?? null,
      industry_id: input.industry === undefined ? null : (ids.get(input.industry) ?? null),
      chair_name: input.chairName ?? null,
      below_since: null,
      ended_on: null,
      created_at: ctx.now,
      facts_from: input.foundedOn,
      status: input.registeredOn === undefined ? 'founding' : 'registered',
    },
  ])
  await addMembers(ctx, id, {
    coopIds: input.memberIds,
    on: input.foundedOn,
    document: input.document,
  })
  ctx.record({ entity: 'coop_union', id, after: input })
  ctx.emit('union.changed', { unionId: id })
  return {
    id,
    findings: [enough, union1v(id, members), ...(code.finding === null ? [] : [code.finding])],
  }
}

async function addMembers(
  ctx: Ctx,
  unionId: AnyId,
  added: { coopIds: readonly AnyId[]; on: LocalDate; document: string },
): Promise<void> {
  await insertMany(
    ctx,
    'coop_union_member',
    added.coopIds.map((coopId) => ({
      id: ctx.newId(),
      union_id: unionId,
      coop_id: coopId,
      valid_from: added.on,
      valid_to: null,
      document: added.document,
    })),
  )
}

/** Takes members in and out. Under three the union stays, warned, and has six months to cure it. */
export const changeUnionMembers: Union['changeUnionMembers'] = async (ctx, input) => {
  await lockUnion(ctx, input.unionId)
  const union = await store.unionOn(ctx, input.unionId, ctx.today)
  if (union === null) throw notFound()
  if (union.ended_on !== null) throw ended()
  await requireMembers(ctx, union.seat_id, { ids: input.add, path: '$.add' })
  const open = await store.openMembers(ctx, input.unionId)
  const faults: Fault[] = []
  if (input.on > ctx.today) faults.push(future('$.on'))
  input.add.forEach((id, i) => {
    if (open.has(id))
      faults.push({ path: `$.add[${i}]`, text: text('已是成员社', 'is a member already') })
  })
  input.remove.forEach((id, i) => {
    const member = open.get(id)
    if (member === undefined || member.valid_from >= input.on) {
      faults.push({
        path: `$.remove[${i}]`,
        text: text('当日不是成员社', 'is no member before that day'),
      })
    }
  })
  if (faults.length > 0) throw badInput(faults)
  const leaving = input.remove.flatMap((id) => open.get(id)?.id ?? [])
  await store.endMemberships(ctx, leaving, input.on)
  await addMembers(ctx, input.unionId, {
    coopIds: input.add,
    on: input.on,
    document: input.document,
  })
  const members = open.size - leaving.length + input.add.length
  const belowSince = belowSinceAfter(union.below_since, { members, on: input.on })
  await store.changeUnion(ctx, input.unionId, { below_since: belowSince })
  ctx.record({
    entity: 'coop_union',
    id: input.unionId,
    before: { members: open.size, belowSince: union.below_since },
    after: { members, belowSince, add: input.add, remove: input.remove, reason: input.reason },
  })
  ctx.emit('union.changed', { unionId: input.unionId })
  return { members, findings: findingsOf(ctx, { id: input.unionId, members, belowSince }) }
}

export const ended = (): Refusal =>
  new Refusal('not_allowed_now', text('该联合社已终止。', 'The union has ended.'))

const findingsOf = (
  ctx: Ctx,
  union: { id: AnyId; members: number; belowSince: LocalDate | null },
): Finding[] => [
  union3({
    unionId: union.id,
    members: union.members,
    founding: false,
    belowSince: union.belowSince,
    today: ctx.today,
  }),
  union1v(union.id, union.members),
]

/** A co-op that is deregistered leaves its unions on that day; they may fall under three by it. */
export async function leaveUnions(ctx: Ctx, coopId: AnyId, on: LocalDate): Promise<void> {
  for (const unionId of await store.unionsWith(ctx, coopId)) {
    await lockUnion(ctx, unionId)
    const union = await store.unionOn(ctx, unionId, ctx.today)
    const open = await store.openMembers(ctx, unionId)
    const member = open.get(coopId)
    if (union === null || member === undefined) continue
    await store.endMemberships(ctx, [member.id], on)
    const belowSince = belowSinceAfter(union.below_since, { members: open.size - 1, on })
    await store.changeUnion(ctx, unionId, { below_since: belowSince })
    ctx.record({
      entity: 'coop_union',
      id: unionId,
      before: { members: open.size },
      after: { members: open.size - 1, left: coopId, belowSince },
    })
  }
}

export const endUnion: Union['endUnion'] = async (ctx, input) => {
  await lockUnion(ctx, input.unionId)
  const union = await store.unionOn(ctx, input.unionId, ctx.today)
  if (union === null) throw notFound()
  if (union.ended_on !== null) throw ended()
  const open = [...(await store.openMembers(ctx, input.unionId)).values()]
  if (input.on > ctx.today) throw badInput([future('$.on')])
  if (open.some((member) => member.valid_from >= input.on) || input.on <= union.founded_on) {
    throw badInput([
      {
        path: '$.on',
        text: text('须在最近的成员变动之后', 'must be after the last member joined'),
      },
    ])
  }
  await store.endMemberships(
    ctx,
    open.map((member) => member.id),
    input.on,
  )
  await store.changeUnion(ctx, input.unionId, { ended_on: input.on })
  ctx.record({
    entity: 'coop_union',
    id: input.unionId,
    before: { members: open.length },
    after: { endedOn: input.on, reason: input.reason, document: input.document },
  })
  ctx.emit('union.changed', { unionId: input.unionId })
  return { id: input.unionId }
}

const rowOf = (union: store.UnionState) => ({
  id: union.id,
  name: union.name,
  status: union.status,
  seat: { id: union.seat_id, name: union.seat_name },
  creditCode: union.credit_code,
  creditCodeCheck: union.credit_code_check,
  foundedOn: union.founded_on,
  registeredOn: union.registered_on,
  industry:
    union.industry_id === null ? null : { id: union.industry_id, name: union.industry_name ?? '' },
  chairName: union.chair_name,
  members: union.members,
  votes: union.members,
  belowSince: union.below_since,
  cureUntil: union.below_since === null ? null : cureUntil(union.below_since),
  endedOn: union.ended_on,
})

export const listUnions: Union['listUnions'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const at = { asOf, q: input.q, pinyin: typedPinyin(input.q ?? '') }
  const rows = await store.unionRows(ctx, at, input)
  const total = await store.unionCount(ctx, at)
  return {
    asOf,
    total,
    countingRule: text(
      `截至 ${asOf} 存续的联合社,按法人计,不计入合作社总数;有成员社在本辖区的联合社也列出。`,
      `Unions in being on ${asOf}, each one legal person, never inside the number of co-ops; a union with a member in your area is listed too.`,
    ),
    rows: rows.map(rowOf),
  }
}

const formerOut = (former: store.FormerState) => ({
  validFrom: former.valid_from,
  validTo: former.valid_to,
  name: former.name,
  status: former.status,
  creditCode: former.credit_code,
  registeredOn: former.registered_on,
  registeredAddress: former.registered_address,
  registeredCapital:
    former.registered_capital_fen === null ? null : fen(former.registered_capital_fen),
  industry:
    former.industry_id === null
      ? null
      : { id: former.industry_id, name: former.industry_name ?? '' },
  chairName: former.chair_name,
  reason: former.reason,
  document: former.document,
  changedBy: former.changed_by,
})

export const readUnion: Union['readUnion'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const union = await store.unionOn(ctx, input.unionId, asOf)
  if (union === null) throw notFound()
  const all = (await store.unionMembers(ctx, input.unionId, asOf)).map((member) => ({
    coop: { id: member.coop_id, name: member.name },
    village: { id: member.village_id, name: member.village_name },
    town: { id: member.town_id, name: member.town_name },
    joinedOn: member.valid_from,
    leftOn: member.valid_to,
    votes: 1,
  }))
  const isMember = (member: (typeof all)[number]) => member.leftOn === null || member.leftOn > asOf
  const code = readCreditCode(union.credit_code, { row: union.id, name: union.name })
  const { registered_capital_fen: capital } = union
  return {
    asOf,
    union: {
      ...rowOf(union),
      registeredAddress: union.registered_address,
      registeredCapital: capital === null ? null : fen(capital),
      factsFrom: union.facts_from,
      nextStatuses: union.ended_on === null ? nextUnionStatuses(union.status) : [],
    },
    history: (await store.formerFacts(ctx, union.id)).map(formerOut),
    members: all.filter(isMember),
    former: all.filter((member) => !isMember(member)),
    findings: [
      ...findingsOf(ctx, { id: union.id, members: union.members, belowSince: union.below_since }),
      ...(code.finding === null ? [] : [code.finding]),
    ],
  }
}
