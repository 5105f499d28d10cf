import type { LocalDate } from '../../../kernel/date.ts'
import { normaliseIdentifier } from '../../../kernel/identifier.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type {
  BranchFacts,
  CollectiveFacts,
  CoopFacts,
  CountingRules,
  HouseholdFacts,
  PartyMark,
  PersonFacts,
} from '../model.ts'
import { readAccount, readPhone } from '../rules/codes.ts'
import type { CoopState } from '../store/coop-state.ts'
import { allCoops, coopOn } from '../store/cooperatives.ts'
import * as households from '../store/households.ts'
import { membersOfBranch, partyOf } from '../store/party.ts'
import * as persons from '../store/persons.ts'
import { branchVillages, collectiveRefs, linkPersons } from '../store/references.ts'
import { unionMembers, unionOn } from '../store/unions.ts'
import type { HouseholdRow } from '../store/tables.ts'
import { countingRules } from './counting.ts'
import { BANK_ACCOUNT, ID_NUMBER, maskedOf, numbersOf, PHONE } from './person-out.ts'

/*
 * The door for later modules. Days default to ctx.today. Nothing here checks permissions: the verb that
 * calls has done so; only `cooperativesIn` filters by the actor's scope, because lists must.
 */

export { branchVillages as branchesByIds } from '../store/references.ts'
export { countingRules, countingSentence } from './counting.ts'
export { villageBase } from './villages.ts'
export { unitsOfHousehold, unitsOfPerson } from '../store/persons.ts'
export { secretariesBetween, type SecretaryPost } from '../store/party.ts'

const coopFactsOf = (state: CoopState, rules: CountingRules): CoopFacts => ({
  id: state.id,
  name: state.name,
  villageId: state.village_id,
  villageName: state.village_name,
  townId: state.town_id,
  townName: state.town_name,
  branchId: state.branch_id,
  collectiveId: state.collective_id,
  chairId: state.chair_id,
  chairName: state.chair_name,
  mainKind: state.main_kind,
  secondaryKinds: state.secondary_kinds,
  industryId: state.industry_id,
  status: state.status,
  class: state.class,
  creditCode: state.credit_code,
  registeredOn: state.registered_on,
  registeredCapital:
    state.registered_capital_fen === null ? null : fen(state.registered_capital_fen),
  counted: rules.countedStatuses.includes(state.status),
})

interface CoopFilter {
  /** A village, a town or the county; all that the actor reaches when absent. */
  readonly unitId?: AnyId
  readonly asOf?: LocalDate
  /** Only co-ops in a status that the county counts. */
  readonly counted?: boolean
}

/** The co-ops the actor reaches, in order of their ids; those that existed on the day. */
export async function cooperativesIn(ctx: Ctx, filter: CoopFilter = {}): Promise<CoopFacts[]> {
  const rules = await countingRules(ctx)
  const states = await allCoops(ctx, {
    asOf: filter.asOf ?? ctx.today,
    unitId: filter.unitId,
    opinionsDate: rules.opinionsDate,
    ...(filter.counted === true ? { statuses: rules.countedStatuses } : {}),
  })
  return states.map((state) => coopFactsOf(state, rules))
}

/** One co-op on a day; refuses with `not_found` when it did not exist then. */
export async function coopFacts(ctx: Ctx, coopId: AnyId, asOf?: LocalDate): Promise<CoopFacts> {
  const state = await coopOn(ctx, coopId, asOf ?? ctx.today)
  if (state === null) throw notFound()
  return coopFactsOf(state, await countingRules(ctx))
}

/** A branch with its committee and its Party members on a day; null when there is no such branch. */
export async function branchOf(
  ctx: Ctx,
  branchId: AnyId,
  asOf?: LocalDate,
): Promise<BranchFacts | null> {
  const branch = (await branchVillages(ctx, [branchId])).get(branchId)
  if (branch === undefined) return null
  const rows = await membersOfBranch(ctx, branchId, asOf ?? ctx.today)
  const people = rows.map((row) => ({ id: row.person_id, name: row.name }))
  return {
    id: branchId,
    name: branch.name,
    villageId: branch.villageId,
    secretaryId: rows.find((row) => row.secretary)?.person_id ?? null,
    committee: people.filter((_, i) => rows[i]?.committee === true),
    members: people,
  }
}

const personFactsOf = (row: persons.PersonState): PersonFacts => ({
  id: row.id,
  name: row.name,
  villageId: row.village_id,
  householdId: row.household_id,
  householdNumber: row.household_number,
  assistedHousehold: row.household_assisted === true,
  sex: row.sex,
  birthDate: row.birth_date,
  farmer: row.farmer,
  collectiveMember: row.collective_member,
  publicOffice: row.public_office,
  endedOn: row.ended_on,
})

/** Persons by id; ids that are unknown are simply absent from the map. */
export async function personsByIds(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, PersonFacts>> {
  const rows = await persons.personsById(ctx, ids)
  return new Map(rows.map((row) => [row.id, personFactsOf(row)]))
}

/** Party membership and posts on a day, for those who have any. The caller answers for party.read. */
export async function partyMarks(
  ctx: Ctx,
  ids: readonly AnyId[],
  asOf?: LocalDate,
): Promise<Map<AnyId, PartyMark>> {
  const marks = await partyOf(ctx, ids, asOf ?? ctx.today)
  return new Map(
    [...marks].map(([id, mark]) => [
      id,
      {
        branchId: mark.branch_id,
        joinedParty: mark.joined_party,
        committee: mark.committee,
        secretary: mark.secretary,
        cadrePost: mark.cadre_post,
      },
    ]),
  )
}

/** The linked groups each person belongs to on a day; those in no group are absent. */
export async function linkedGroupsOf(
  ctx: Ctx,
  ids: readonly AnyId[],
  asOf?: LocalDate,
): Promise<Map<AnyId, readonly AnyId[]>> {
  const rows = await persons.groupsOfPersons(ctx, ids, asOf ?? ctx.today)
  const byPerson = Map.groupBy(rows, (row) => row.person_id)
  return new Map([...byPerson].map(([id, groups]) => [id, groups.map((row) => row.group_id)]))
}

/** Persons of the county by ID number, in any spelling; keys are the numbers as they were given. */
export async function personsByIdNumbers(
  ctx: Ctx,
  idNumbers: readonly string[],
): Promise<Map<string, PersonFacts>> {
  const lookups = new Map(
    idNumbers.map((given) => [given, ctx.secrets.lookup(ID_NUMBER, normaliseIdentifier(given))]),
  )
  const known = await persons.personsByLookup(ctx, [...new Set(lookups.values())])
  return new Map(
    [...lookups].flatMap(([given, lookup]) => {
      const row = known.get(lookup)
      return row === undefined ? [] : [[given, personFactsOf(row)] as const]
    }),
  )
}

/**
 * Persons who have a telephone or a bank account: the kind of the number with each. By keyed hash; no number
 * leaves.
 */
export async function personsByContact(
  ctx: Ctx,
  numbers: { readonly phone: string | null; readonly account: string | null },
): Promise<readonly { readonly person: PersonFacts; readonly by: 'phone' | 'account' }[]> {
  const [phone, account] = [
    numbers.phone === null ? null : ctx.secrets.lookup(PHONE, readPhone(numbers.phone)),
    numbers.account === null
      ? null
      : ctx.secrets.lookup(BANK_ACCOUNT, readAccount(numbers.account)),
  ]
  const found = await persons.personsByContact(ctx, { phone, account })
  return found.map((row) => ({
    person: personFactsOf(row),
    by: row.phone_lookup !== null && row.phone_lookup === phone ? 'phone' : 'account',
  }))
}

/** ID numbers and phones of persons as lists show them: masked. The caller answers for person.read. */
export async function maskedNumbersOf(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, { readonly idNumber: string | null; readonly phone: string | null }>> {
  const rows = await persons.personsById(ctx, ids)
  return new Map(
    rows.map((row) => {
      const { idNumber, phone } = maskedOf(ctx, row)
      return [row.id, { idNumber, phone }]
    }),
  )
}

/**
 * Bank accounts of persons: masked, or in clear for a file to the bank. The caller answers for person.read,
 * and for clear ones for person.reveal and for the audit row.
 */
export async function bankAccountsOf(
  ctx: Ctx,
  ids: readonly AnyId[],
  how: 'masked' | 'clear',
): Promise<Map<AnyId, string>> {
  const rows = await persons.personsById(ctx, ids)
  return new Map(
    rows.flatMap((row) => {
      const numbers = how === 'clear' ? numbersOf(ctx, row) : maskedOf(ctx, row)
      return numbers.bankAccount === null ? [] : [[row.id, numbers.bankAccount] as const]
    }),
  )
}

/** Telephones by person; persons without one are left out. Clear ones only for the list to the message gateway. */
export async function phonesOf(
  ctx: Ctx,
  ids: readonly AnyId[],
  how: 'masked' | 'clear',
): Promise<Map<AnyId, string>> {
  const rows = await persons.personsById(ctx, ids)
  return new Map(
    rows.flatMap((row) => {
      const { phone } = how === 'clear' ? numbersOf(ctx, row) : maskedOf(ctx, row)
      return phone === null ? [] : [[row.id, phone] as const]
    }),
  )
}

/** Persons of one village, for matching by name; ended ones are left out. */
export const personsOfVillage = async (ctx: Ctx, villageId: AnyId): Promise<PersonFacts[]> =>
  (await persons.personsOfVillage(ctx, villageId)).map(personFactsOf)

/** Makes persons visible to the people of a co-op, because they join it or work there. Repeatable. */
export async function joinCoop(
  ctx: Ctx,
  coopId: AnyId,
  join: { readonly personIds: readonly AnyId[]; readonly since: LocalDate },
): Promise<void> {
  await linkPersons(
    ctx,
    join.personIds.map((personId) => ({ personId, coopId, since: join.since })),
  )
}

const householdFactsOf = (row: HouseholdRow): HouseholdFacts => ({
  id: row.id,
  villageId: row.village_id,
  number: row.number,
  headName: row.head_name,
  assisted: row.assisted,
  address: row.address,
})

/** All households of a village, in order of their numbers. */
export const householdsOfVillage = async (ctx: Ctx, villageId: AnyId): Promise<HouseholdFacts[]> =>
  (await households.householdsOfVillage(ctx, villageId)).map(householdFactsOf)

/** Households by id; ids that are unknown are absent. */
export async function householdsByIds(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, HouseholdFacts>> {
  const rows = await households.householdsById(ctx, ids)
  return new Map([...rows].map(([id, row]) => [id, householdFactsOf(row)]))
}

/** Collectives by id; ids that are unknown are absent. */
export async function collectivesByIds(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, CollectiveFacts>> {
  const rows = await collectiveRefs(ctx, ids)
  return new Map(
    [...rows].map(([id, row]) => [
      id,
      {
        id,
        name: row.name,
        villageId: row.village_id,
        creditCode: row.credit_code,
        committeeActs: row.committee_acts,
      },
    ]),
  )
}

/** The co-ops of a union on a day, by name; null when there is no such union. */
export async function coopsOfUnion(
  ctx: Ctx,
  unionId: AnyId,
  asOf: LocalDate = ctx.today,
): Promise<readonly { readonly id: AnyId; readonly name: string }[] | null> {
  if ((await unionOn(ctx, unionId, asOf)) === null) return null
  return (await unionMembers(ctx, unionId, asOf))
    .filter((row) => row.valid_to === null || row.valid_to > asOf)
    .map((row) => ({ id: row.coop_id, name: row.name }))
}
