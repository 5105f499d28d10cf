import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { pinyinOf, typedPinyin } from '../../../platform/pinyin.ts'
import type { peopleContract } from '../contract/people.ts'
import { readAccount, readIdNumber, readName, readPhone } from '../rules/codes.ts'
import { insertMany, unitKind } from '../store/batch.ts'
import { householdsById } from '../store/households.ts'
import * as store from '../store/persons.ts'
import { linkPersons } from '../store/references.ts'
import type { PersonRow } from '../store/tables.ts'
import { requireInside, requireReach } from './inside.ts'
import { BANK_ACCOUNT, ID_NUMBER, numbersOf, personsOut, PHONE } from './person-out.ts'

type People = Verbs<typeof peopleContract, Ctx>
type NewPerson = Parameters<People['addPersons']>[1]['rows'][number]

interface Sealed {
  readonly columns: Partial<PersonRow>
  readonly finding: Finding | null
}

/** The numbers of a person as given: absent stays as it is, null is taken away. */
interface GivenNumbers {
  readonly idNumber?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly bankAccount?: string | null | undefined
  readonly birthDate?: LocalDate | undefined
  readonly sex?: 'female' | 'male' | undefined
}

/** The three numbers as they are stored: sealed, with a keyed hash to find them by. */
function sealNumbers(
  ctx: Ctx,
  given: GivenNumbers,
  owner: { readonly row: string; readonly name: string },
): Sealed {
  const { secrets } = ctx
  const pair = (place: string, value: string | null) => ({
    sealed: value === null ? null : secrets.seal(place, value),
    lookup: value === null ? null : secrets.lookup(place, value),
  })
  const columns: Partial<PersonRow> = {}
  let finding: Finding | null = null
  if (given.idNumber !== undefined) {
    const read = given.idNumber === null ? null : readIdNumber(given.idNumber, owner)
    const { sealed, lookup } = pair(ID_NUMBER, read?.normalised ?? null)
    finding = read?.finding ?? null
    columns.id_number_sealed = sealed
    columns.id_number_lookup = lookup
    columns.id_number_valid = read?.valid ?? null
    if (read !== null && read.birthDate !== null) columns.birth_date = read.birthDate
    if (read !== null && read.sex !== null) columns.sex = read.sex
  }
  if (given.birthDate !== undefined) columns.birth_date = given.birthDate
  if (given.sex !== undefined) columns.sex = given.sex
  if (given.phone !== undefined) {
    const phone = given.phone === null ? null : readPhone(given.phone)
    const { sealed, lookup } = pair(PHONE, phone)
    columns.phone_sealed = sealed
    columns.phone_lookup = lookup
  }
  if (given.bankAccount !== undefined) {
    const account = given.bankAccount === null ? null : readAccount(given.bankAccount)
    const { sealed, lookup } = pair(BANK_ACCOUNT, account)
    columns.bank_account_sealed = sealed
    columns.bank_account_lookup = lookup
  }
  return { columns, finding }
}

const EMPTY_NUMBERS = {
  sex: null,
  birth_date: null,
  id_number_sealed: null,
  id_number_lookup: null,
  id_number_valid: null,
  phone_sealed: null,
  phone_lookup: null,
  bank_account_sealed: null,
  bank_account_lookup: null,
} as const

/** Adds persons; somebody already known by ID number and name is found instead of added. */
export const addPersons: People['addPersons'] = async (ctx, input) => {
  const kind = await unitKind(ctx, input.unitId)
  if (kind === null) throw notFound()
  const rows = input.rows.map((row) => ({
    ...row,
    name: readName(row.name),
    ...(kind === 'village' && row.villageId === undefined ? { villageId: input.unitId } : {}),
  }))
  await requireVillages(ctx, { unitId: input.unitId, kind, rows })
  // Two imports of one person wait for each other, so that the ID number stays unique without an error.
  await lockFor(ctx.tx, `persons:${ctx.county}`)
  const prepared = rows.map((row) => {
    const id = ctx.newId()
    return { id, row, ...sealNumbers(ctx, row, { row: id, name: row.name }) }
  })
  const known = await store.personsByLookup(
    ctx,
    prepared.flatMap(({ columns }) => columns.id_number_lookup ?? []),
  )
  const faults = await householdFaults(ctx, rows)
  const seen = new Set<string>()
  const persons = prepared.map((person, i) => {
    const lookup = person.columns.id_number_lookup ?? null
    const say = (said: Text) => faults.push({ path: `$.rows[${i}].idNumber`, text: said })
    if (lookup !== null && seen.has(lookup))
      say(text('身份证号码在本批中出现两次', 'the ID number occurs twice in this batch'))
    if (lookup !== null) seen.add(lookup)
    const before = lookup === null ? undefined : known.get(lookup)
    if (before !== undefined && before.name !== person.row.name)
      say(text('该身份证号码已登记在其他姓名下', 'the ID number is registered under another name'))
    return { ...person, existing: before?.id ?? null }
  })
  if (faults.length > 0) throw badInput(faults)
  await insertMany(
    ctx,
    'person',
    persons.filter((person) => person.existing === null).map((person) => newRow(ctx, person)),
  )
  if (kind === 'coop') {
    const since = ctx.today
    await linkPersons(
      ctx,
      persons.map(({ id, existing }) => ({
        personId: existing ?? id,
        coopId: input.unitId,
        since,
      })),
    )
  }
  const added = persons.filter((person) => person.existing === null).length
  ctx.record({
    entity: 'person',
    id: persons.length === 1 ? must(persons[0], 'the person').id : input.unitId,
    after: { added, existing: persons.length - added },
  })
  return {
    persons: persons.map(({ id, existing }) => ({
      id: existing ?? id,
      existing: existing !== null,
    })),
    warnings: persons.flatMap(({ finding, existing }) =>
      finding === null || existing !== null ? [] : [finding],
    ),
  }
}

/** Rows lie in the unit of the call; a co-op takes members from any village, and from outside. */
async function requireVillages(
  ctx: Ctx,
  at: { unitId: AnyId; kind: string; rows: readonly Pick<NewPerson, 'villageId'>[] },
): Promise<void> {
  const ids = at.rows.flatMap((row) => row.villageId ?? [])
  if (at.kind === 'coop') {
    for (const id of new Set(ids)) {
      if ((await unitKind(ctx, id)) !== 'village') throw notFound()
    }
    return
  }
  await requireInside(ctx, at.unitId, { ids, kind: 'village' })
  if (at.kind === 'county') return
  const faults = at.rows.flatMap((row, i) =>
    row.villageId === undefined
      ? [{ path: `$.rows[${i}].villageId`, text: text('须填写所在村', 'the village is needed') }]
      : [],
  )
  if (faults.length > 0) throw badInput(faults)
}

async function householdFaults(
  ctx: Ctx,
  rows: readonly Pick<NewPerson, 'householdId' | 'villageId'>[],
): Promise<Fault[]> {
  const known = await householdsById(ctx, [
    ...new Set(rows.flatMap((row) => row.householdId ?? [])),
  ])
  return rows.flatMap((row, i) => {
    if (row.householdId === undefined) return []
    return known.get(row.householdId)?.village_id === row.villageId
      ? []
      : [
          {
            path: `$.rows[${i}].householdId`,
            text: text('该村没有这一户', 'the village has no such household'),
          },
        ]
  })
}

function newRow(
  ctx: Ctx,
  person: { readonly id: AnyId; readonly row: NewPerson } & Sealed,
): Omit<PersonRow, 'county_id'> {
  const { row } = person
  const { full, initials } = pinyinOf(row.name, 'person')
  return {
    id: person.id,
    village_id: row.villageId ?? null,
    household_id: row.householdId ?? null,
    name: row.name,
    name_pinyin: full,
    name_initials: initials,
    ...EMPTY_NUMBERS,
    ...person.columns,
    relation_to_head: row.relationToHead ?? null,
    farmer: row.farmer,
    collective_member: row.collectiveMember,
    public_office: row.publicOffice,
    ended_on: null,
    ended_reason: null,
    created_at: ctx.now,
  }
}

async function personById(ctx: Ctx, id: AnyId): Promise<store.PersonState> {
  const [row] = await store.personsById(ctx, [id])
  if (row === undefined) throw notFound()
  return row
}

/** Changes what is known of a person; the audit trail keeps what it was, without the numbers. */
export const changePerson: People['changePerson'] = async (ctx, input) => {
  await lockFor(ctx.tx, `persons:${ctx.county}`)
  const before = await personById(ctx, input.personId)
  const { changes } = input
  await requireReach(ctx, changes.villageId)
  const villageId = changes.villageId ?? before.village_id ?? undefined
  const moved = changes.villageId !== undefined && changes.villageId !== before.village_id
  if (typeof changes.householdId === 'string') {
    const [fault] = await householdFaults(ctx, [{ householdId: changes.householdId, villageId }])
    if (fault !== undefined) throw badInput([{ ...fault, path: '$.changes.householdId' }])
  }
  const name = changes.name === undefined ? before.name : readName(changes.name)
  const sealed = sealNumbers(ctx, changes, { row: input.personId, name })
  await requireFreeNumber(ctx, input.personId, sealed.columns.id_number_lookup ?? null)
  const { full, initials } = pinyinOf(name, 'person')
  const plain = {
    ...(changes.name === undefined ? {} : { name, name_pinyin: full, name_initials: initials }),
    ...(changes.villageId === undefined ? {} : { village_id: changes.villageId }),
    ...(moved ? { household_id: null } : {}),
    ...(changes.householdId === undefined ? {} : { household_id: changes.householdId }),
    ...(changes.relationToHead === undefined ? {} : { relation_to_head: changes.relationToHead }),
    ...(changes.farmer === undefined ? {} : { farmer: changes.farmer }),
    ...(changes.collectiveMember === undefined
      ? {}
      : { collective_member: changes.collectiveMember }),
    ...(changes.publicOffice === undefined ? {} : { public_office: changes.publicOffice }),
    ...(changes.endedOn === undefined ? {} : { ended_on: changes.endedOn }),
    ...(changes.endedReason === undefined ? {} : { ended_reason: changes.endedReason }),
  }
  await store.updatePerson(ctx, input.personId, { ...plain, ...sealed.columns })
  const numbers = (['idNumber', 'phone', 'bankAccount', 'birthDate', 'sex'] as const).filter(
    (key) => changes[key] !== undefined,
  )
  const old = Object.keys(plain) as (keyof typeof plain)[]
  ctx.record({
    entity: 'person',
    id: input.personId,
    before: Object.fromEntries(old.map((key) => [key, before[key]])),
    after: { ...plain, reason: input.reason, numbersChanged: numbers },
  })
  const [person] = await personsOut(ctx, [await personById(ctx, input.personId)], ctx.today)
  return {
    person: must(person, 'the person'),
    warnings: sealed.finding === null ? [] : [sealed.finding],
  }
}

async function requireFreeNumber(ctx: Ctx, id: AnyId, lookup: string | null): Promise<void> {
  if (lookup === null) return
  const holder = (await store.personsByLookup(ctx, [lookup])).get(lookup)
  if (holder === undefined || holder.id === id) return
  throw badInput([
    {
      path: '$.changes.idNumber',
      text: text('该身份证号码已登记在另一人名下', 'the ID number belongs to another person'),
    },
  ])
}

/** How a typed text is looked for among sealed numbers. */
export const lookupsOf = (ctx: Ctx, typed: string) => ({
  ...(/^[\dXx\s-]{15,24}$/.test(typed)
    ? { idNumberLookup: ctx.secrets.lookup(ID_NUMBER, readAccount(typed)) }
    : {}),
  ...(/^\+?[\d\s-]{7,20}$/.test(typed)
    ? { phoneLookup: ctx.secrets.lookup(PHONE, readPhone(typed)) }
    : {}),
})

export const listPersons: People['listPersons'] = async (ctx, input) => {
  const typed = input.q ?? ''
  const filter = { ...input, pinyin: typedPinyin(typed), ...lookupsOf(ctx, typed) }
  const { total, rows } = await store.personRows(ctx, filter, input)
  return { total, rows: await personsOut(ctx, rows, ctx.today) }
}

export const readPerson: People['readPerson'] = async (ctx, input) => {
  const asOf: LocalDate = input.asOf ?? ctx.today
  const row = await personById(ctx, input.personId)
  const [person] = await personsOut(ctx, [row], asOf)
  const groups = await store.groupsOfPersons(ctx, [row.id], asOf)
  return {
    ...must(person, 'the person'),
    cooperatives: await store.coopsOfPerson(ctx, row.id),
    groups: groups.map(({ group_id: id, name, kind }) => ({ id, name, kind })),
  }
}

export const revealPerson: People['revealPerson'] = async (ctx, input) => {
  const row = await personById(ctx, input.personId)
  ctx.record({ entity: 'person', id: row.id, after: { revealed: true, reason: input.reason } })
  return { id: row.id, name: row.name, ...numbersOf(ctx, row) }
}
