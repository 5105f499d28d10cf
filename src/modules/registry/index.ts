import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { defineModule } from '../../platform/module.ts'
import { registryContract } from './contract.ts'
import type {
  BranchFacts,
  CollectiveFacts,
  CoopFacts,
  HouseholdFacts,
  PartyMark,
  PersonFacts,
  VillageBase,
} from './model.ts'
import { registryVerbs } from './service.ts'
import * as door from './service/door.ts'

export { readShippedDivisions } from './data.ts'
export { NEXT_STATUSES, STATUS_NAMES } from './model.ts'
export type {
  BranchFacts,
  CollectiveFacts,
  CoopFacts,
  CoopStatus,
  CountingRules,
  HouseholdFacts,
  PartyMark,
  PersonFacts,
  VillageBase,
} from './model.ts'

export const registryModule = defineModule({
  name: 'registry',
  contract: registryContract,
  verbs: registryVerbs,
  scopes: { person: door.unitsOfPerson, household: door.unitsOfHousehold },
})

/*
 * The door for later modules. Days default to ctx.today. Nothing here checks permissions: the verb that
 * calls has done so; only `cooperativesIn` filters by the actor's scope, because lists must.
 */

export interface CoopFilter {
  /** A village, a town or the county; all that the actor reaches when absent. */
  readonly unitId?: AnyId
  readonly asOf?: LocalDate
  /** Only co-ops in a status that the county counts. */
  readonly counted?: boolean
}

/** The co-ops the actor reaches, in order of their ids; those that existed on the day. */
export const cooperativesIn: (ctx: Ctx, filter?: CoopFilter) => Promise<CoopFacts[]> =
  door.cooperativesIn

/** One co-op on a day; refuses with `not_found` when it did not exist then. */
export const coopFacts: (ctx: Ctx, coopId: AnyId, asOf?: LocalDate) => Promise<CoopFacts> =
  door.coopFacts

/** The newest household counts taken on or before the day; null when none was recorded. */
export const villageBase: (
  ctx: Ctx,
  villageId: AnyId,
  asOf?: LocalDate,
) => Promise<VillageBase | null> = door.villageBase

/** A branch with its committee and its Party members on a day; null when there is no such branch. */
export const branchOf: (
  ctx: Ctx,
  branchId: AnyId,
  asOf?: LocalDate,
) => Promise<BranchFacts | null> = door.branchOf

/** Persons by id; ids that are unknown are simply absent from the map. */
export const personsByIds: (ctx: Ctx, ids: readonly AnyId[]) => Promise<Map<AnyId, PersonFacts>> =
  door.personsByIds

/** Party membership and posts on a day, for those who have any. The caller answers for party.read. */
export const partyMarks: (
  ctx: Ctx,
  ids: readonly AnyId[],
  asOf?: LocalDate,
) => Promise<Map<AnyId, PartyMark>> = door.partyMarks

/** The linked groups each person belongs to on a day; those in no group are absent. */
export const linkedGroupsOf: (
  ctx: Ctx,
  ids: readonly AnyId[],
  asOf?: LocalDate,
) => Promise<Map<AnyId, readonly AnyId[]>> = door.linkedGroupsOf

/** Persons of the county by ID number (any spelling); keys are the numbers as they were given. */
export const personsByIdNumbers: (
  ctx: Ctx,
  idNumbers: readonly string[],
) => Promise<Map<string, PersonFacts>> = door.personsByIdNumbers

/** Persons of one village, for matching by name; ended ones are left out. */
export const personsOfVillage: (ctx: Ctx, villageId: AnyId) => Promise<PersonFacts[]> =
  door.personsOfVillage

/** Makes the persons visible to the people of a co-op, because they join it or work there. Repeatable. */
export const joinCoop: (
  ctx: Ctx,
  coopId: AnyId,
  join: { readonly personIds: readonly AnyId[]; readonly since: LocalDate },
) => Promise<void> = door.joinCoop

/** All households of a village, in order of their numbers. */
export const householdsOfVillage: (ctx: Ctx, villageId: AnyId) => Promise<HouseholdFacts[]> =
  door.householdsOfVillage

export const householdsByIds: (
  ctx: Ctx,
  ids: readonly AnyId[],
) => Promise<Map<AnyId, HouseholdFacts>> = door.householdsByIds

export const collectivesByIds: (
  ctx: Ctx,
  ids: readonly AnyId[],
) => Promise<Map<AnyId, CollectiveFacts>> = door.collectivesByIds

/** The verbs `addPersons` and `registerHouseholds` for use inside another verb's transaction. */
export const { addPersons, registerHouseholds } = registryVerbs

/** How the county counts co-ops, and the sentence that says so beside a total. */
export const countingRules = door.countingRules
export const countingSentence = door.countingSentence
