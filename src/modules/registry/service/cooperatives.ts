import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { pinyinOf } from '../../../platform/pinyin.ts'
import { moveUnit, nameUnit, placeUnits } from '../../../platform/unit.ts'
import type { cooperativeContract } from '../contract/cooperatives.ts'
import { NEXT_STATUSES } from '../model.ts'
import { type CreditCode, readCreditCode, readName } from '../rules/codes.ts'
import { changedFacts, factNames, statusFault } from '../rules/cooperatives.ts'
import { insertMany } from '../store/batch.ts'
import * as store from '../store/cooperatives.ts'
import { linkPersons, namesInVillages } from '../store/references.ts'
import { type GivenFacts, requireFreeCodes, type Resolved, resolveFacts } from './coop-facts.ts'
import { requireInOrder, requireInside, requireReach, writerOf } from './inside.ts'
import { leaveUnions } from './unions.ts'

type Coop = Verbs<typeof cooperativeContract, Ctx>
type Facts = Omit<
  store.CoopVersion,
  'coop_id' | 'valid_from' | 'valid_to' | 'reason' | 'document' | 'changed_at' | 'changed_by'
>

const lockCoop = (ctx: Ctx, id: AnyId): Promise<void> => lockFor(ctx.tx, `coop:${id}`)

/** The columns of a version from given facts; what is not given stays as `before` has it. */
function columnsOf(given: GivenFacts, before: Facts, { industries, persons }: Resolved): Facts {
  const pick = <T>(value: T | null | undefined, old: T | null): T | null =>
    value === undefined ? old : value
  const name = given.name === undefined ? before.name : readName(given.name)
  const { full, initials } = pinyinOf(name)
  const industry =
    given.industry === undefined || given.industry === null
      ? given.industry
      : (industries.get(given.industry) ?? null)
  const chairId = pick(given.chairPersonId, before.chair_id)
  const named = given.chairPersonId ? persons.get(given.chairPersonId) : undefined
  return {
    name,
    name_pinyin: full,
    name_initials: initials,
    village_id: given.villageId ?? before.village_id,
    branch_id: pick(given.branchId, before.branch_id),
    collective_id: pick(given.collectiveId, before.collective_id),
    main_kind: given.mainKind ?? before.main_kind,
    secondary_kinds: given.secondaryKinds ?? before.secondary_kinds,
    industry_id: pick(industry, before.industry_id),
    business_forms: given.businessForms ?? before.business_forms,
    business_scope: pick(given.businessScope, before.business_scope),
    credit_code: before.credit_code,
    credit_code_check: before.credit_code_check,
    registered_on: pick(given.registeredOn, before.registered_on),
    registrar: pick(given.registrar, before.registrar),
    registered_address: pick(given.registeredAddress, before.registered_address),
    address: pick(given.address, before.address),
    registered_capital_fen: pick<bigint>(given.registeredCapital, before.registered_capital_fen),
    chair_id: chairId,
    chair_name: pick(named ?? given.chairName, before.chair_name),
    area_mu: pick(given.areaMu, before.area_mu),
  }
}

const NOTHING: Facts = {
  name: '',
  name_pinyin: '',
  name_initials: '',
  village_id: '' as AnyId,
  branch_id: null,
  collective_id: null,
  main_kind: '',
  secondary_kinds: [],
  industry_id: null,
  business_forms: [],
  business_scope: null,
  credit_code: null,
  credit_code_check: 'missing',
  registered_on: null,
  registrar: null,
  registered_address: null,
  address: null,
  registered_capital_fen: null,
  chair_id: null,
  chair_name: null,
  area_mu: null,
}

type NewCoops = Parameters<Coop['registerCooperatives']>[1]

/** Enters co-ops into the register with the status they stand in; all rows or none. */
export const registerCooperatives: Coop['registerCooperatives'] = async (ctx, input) => {
  await lockFor(ctx.tx, `coops:${ctx.county}`)
  const villageIds = input.rows.map((row) => row.villageId)
  await requireInside(ctx, input.unitId, { ids: villageIds, kind: 'village' })
  await requireNewNames(ctx, input)
  const resolved = await resolveFacts(
    ctx,
    input.rows.map((facts, i) => ({ facts, path: `$.rows[${i}]` })),
  )
  const coops = input.rows.map((row, i) => {
    const id = ctx.newId()
    const code = readCreditCode(row.creditCode, { row: id, name: row.name })
    return { id, row, code, path: `$.rows[${i}].creditCode` }
  })
  await requireFreeCodes(
    ctx,
    coops.map(({ id, code, path }) => ({ code: code.code, path, owner: id })),
  )
  await saveNewCoops(ctx, coops, resolved)
  const [only] = coops
  ctx.record(
    coops.length === 1 && only !== undefined
      ? { entity: 'cooperative', id: only.id, after: only.row }
      : { entity: 'cooperative', id: input.unitId, after: { registered: coops.length } },
  )
  for (const { id } of coops) ctx.emit('cooperative.changed', { coopId: id })
  return {
    ids: coops.map(({ id }) => id),
    warnings: coops.flatMap(({ code }) => code.finding ?? []),
  }
}

interface NewCoop {
  readonly id: AnyId
  readonly row: NewCoops['rows'][number]
  readonly code: CreditCode
}

async function saveNewCoops(
  ctx: Ctx,
  coops: readonly NewCoop[],
  resolved: Resolved,
): Promise<void> {
  await placeUnits(
    ctx,
    coops.map(({ id, row }) => ({
      id,
      kind: 'coop',
      name: readName(row.name),
      parentId: row.villageId,
    })),
  )
  await insertMany(
    ctx,
    'cooperative',
    coops.map(({ id }) => ({ id, created_at: ctx.now })),
  )
  const by = writerOf(ctx)
  await insertMany(
    ctx,
    'cooperative_version',
    coops.map(({ id, row, code }) => ({
      coop_id: id,
      valid_from: row.from,
      valid_to: null,
      ...columnsOf(row, NOTHING, resolved),
      credit_code: code.code,
      credit_code_check: code.check,
      reason: row.statusReason,
      document: row.document ?? '',
      changed_at: ctx.now,
      changed_by: by,
    })),
  )
  await insertMany(
    ctx,
    'cooperative_status',
    coops.map(({ id, row }) => ({
      id: ctx.newId(),
      coop_id: id,
      status: row.status,
      valid_from: row.from,
      valid_to: null,
      reason: row.statusReason,
      document: row.document ?? '',
      recorded_at: ctx.now,
      recorded_by: by,
    })),
  )
  await linkPersons(
    ctx,
    coops.flatMap(({ id, row }) =>
      row.chairPersonId === undefined
        ? []
        : [{ personId: row.chairPersonId, coopId: id, since: row.from }],
    ),
  )
}

/** A name occurs once in a village, and nothing is entered for a day that has not come. */
async function requireNewNames(ctx: Ctx, input: NewCoops): Promise<void> {
  const names = await namesInVillages(
    ctx,
    input.rows.map((row) => row.villageId),
  )
  const faults: Fault[] = []
  input.rows.forEach((row, i) => {
    const key = `${row.villageId}|${readName(row.name)}`
    if (names.has(key)) {
      faults.push({
        path: `$.rows[${i}].name`,
        text: text(`本村已有“${row.name}”`, `the village has "${row.name}" already`),
      })
    }
    names.add(key)
    if (row.from > ctx.today) {
      faults.push({
        path: `$.rows[${i}].from`,
        text: text('日期不能在今天之后', 'the date lies in the future'),
      })
    }
  })
  if (faults.length > 0) throw badInput(faults)
}

/** Changes facts from a day on; the older version stays readable for the days before. */
export const changeCooperative: Coop['changeCooperative'] = async (ctx, input) => {
  await lockCoop(ctx, input.coopId)
  const current = (await store.coopVersions(ctx, input.coopId)).at(-1)
  if (current === undefined) throw notFound()
  requireInOrder(ctx, { from: input.from, since: current.valid_from })
  const { coop_id: _coop, valid_from: _from, valid_to: _to, ...rest } = current
  const { reason: _reason, document: _document, changed_at: _at, changed_by: _by, ...before } = rest
  await requireReach(ctx, input.changes.villageId)
  const resolved = await resolveFacts(ctx, [{ facts: input.changes, path: '$.changes' }])
  let after = columnsOf(input.changes, before, resolved)
  const code = readCreditCode(
    input.changes.creditCode === undefined ? before.credit_code : input.changes.creditCode,
    { row: input.coopId, name: after.name },
  )
  after = { ...after, credit_code: code.code, credit_code_check: code.check }
  await requireFreeCodes(ctx, [
    { code: code.code, path: '$.changes.creditCode', owner: input.coopId },
  ])
  const changed = changedFacts({ ...before }, { ...after })
  const warnings = code.finding === null ? [] : [code.finding]
  if (changed.length === 0) return { validFrom: current.valid_from, changed, warnings }
  await store.saveCoopVersion(ctx, {
    coop_id: input.coopId,
    valid_from: input.from,
    valid_to: null,
    ...after,
    reason: input.reason,
    document: input.document ?? '',
    changed_at: ctx.now,
    changed_by: writerOf(ctx),
  })
  if (after.name !== before.name) await nameUnit(ctx, input.coopId, after.name)
  if (after.village_id !== before.village_id) await moveUnit(ctx, input.coopId, after.village_id)
  if (after.chair_id !== null && after.chair_id !== before.chair_id) {
    const link = { personId: after.chair_id, coopId: input.coopId, since: input.from }
    await linkPersons(ctx, [link])
  }
  const part = (facts: Facts) =>
    Object.fromEntries(Object.entries(facts).filter(([key]) => changed.includes(key)))
  ctx.record({
    entity: 'cooperative',
    id: input.coopId,
    before: part(before),
    after: { from: input.from, reason: input.reason, ...part(after) },
  })
  ctx.emit('cooperative.changed', { coopId: input.coopId })
  return {
    validFrom: input.from,
    changed: factNames(changed),
    warnings,
  }
}

/** Takes a co-op a step along its life, by the table of `model.ts`. */
export const changeStatus: Coop['changeStatus'] = async (ctx, input) => {
  await lockCoop(ctx, input.coopId)
  const open = (await store.openStatuses(ctx, [input.coopId])).get(input.coopId)
  if (open === undefined) throw notFound()
  const fault = statusFault({
    from: open.status,
    since: open.valid_from,
    to: input.status,
    on: input.on,
    today: ctx.today,
  })
  if (fault !== null) throw new Refusal('not_allowed_now', fault)
  await store.closeRows(ctx, 'cooperative_status', { coopIds: [input.coopId], on: input.on })
  await insertMany(ctx, 'cooperative_status', [
    {
      id: ctx.newId(),
      coop_id: input.coopId,
      status: input.status,
      valid_from: input.on,
      valid_to: null,
      reason: input.reason,
      document: input.document ?? '',
      recorded_at: ctx.now,
      recorded_by: writerOf(ctx),
    },
  ])
  if (input.status === 'deregistered') await leaveUnions(ctx, input.coopId, input.on)
  ctx.record({
    entity: 'cooperative',
    id: input.coopId,
    before: { status: open.status },
    after: { status: input.status, on: input.on, reason: input.reason },
  })
  ctx.emit('cooperative.changed', { coopId: input.coopId })
  return { status: input.status, nextStatuses: [...NEXT_STATUSES[input.status]] }
}

/** Puts co-ops into one of the four classes, from a day and with a reason. */
export const classifyCooperatives: Coop['classifyCooperatives'] = async (ctx, input) => {
  const coopIds = input.rows.map((row) => row.coopId)
  await requireInside(ctx, input.unitId, { ids: coopIds, kind: 'coop' })
  await lockFor(ctx.tx, `classes:${ctx.county}`)
  const open = await store.openClasses(ctx, coopIds)
  const known = await store.openStatuses(ctx, coopIds)
  const faults: Fault[] = []
  const seen = new Set<AnyId>()
  input.rows.forEach((row, i) => {
    const say = (place: string, zh: string, en: string) =>
      faults.push({ path: `$.rows[${i}].${place}`, text: text(zh, en) })
    const before = open.get(row.coopId)
    if (!known.has(row.coopId)) say('coopId', '联合社不分类', 'a union has no class')
    if (seen.has(row.coopId)) say('coopId', '同一合作社出现两次', 'the co-op occurs twice')
    seen.add(row.coopId)
    if (row.on > ctx.today) say('on', '日期不能在今天之后', 'the date lies in the future')
    if (before !== undefined && row.on < before.valid_from)
      say('on', `现分类自 ${before.valid_from} 起`, `its class counts since ${before.valid_from}`)
  })
  if (faults.length > 0) throw badInput(faults)
  for (const [day, rows] of Map.groupBy(input.rows, (row) => row.on)) {
    const ids = rows.map((row) => row.coopId)
    await store.closeRows(ctx, 'cooperative_class', { coopIds: ids, on: day })
  }
  await insertMany(
    ctx,
    'cooperative_class',
    input.rows.map((row) => ({
      id: ctx.newId(),
      coop_id: row.coopId,
      class: row.class,
      valid_from: row.on,
      valid_to: null,
      reason: row.reason,
      document: row.document ?? '',
      recorded_at: ctx.now,
      recorded_by: writerOf(ctx),
    })),
  )
  for (const row of input.rows) {
    ctx.record({
      entity: 'cooperative',
      id: row.coopId,
      before: { class: open.get(row.coopId)?.class ?? null },
      after: { class: row.class, on: row.on, reason: row.reason },
    })
  }
  return { recorded: input.rows.length }
}
