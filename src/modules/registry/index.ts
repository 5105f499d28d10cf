import { defineModule } from '../../platform/module.ts'
import { registryContract } from './contract.ts'
import { registryVerbs } from './service.ts'
import { unitsOfHousehold, unitsOfPerson } from './service/door.ts'

export const registryModule = defineModule({
  name: 'registry',
  contract: registryContract,
  verbs: registryVerbs,
  scopes: { person: unitsOfPerson, household: unitsOfHousehold },
})

/** Verbs for use inside another verb's transaction: the two batches, and the lists that are exported. */
export const {
  addPersons,
  registerHouseholds,
  listBranches,
  listCollectives,
  listCooperatives,
  listHouseholds,
  listPersons,
  listUnions,
  listVillages,
} = registryVerbs

export {
  branchOf,
  collectivesByIds,
  type CoopFilter,
  coopFacts,
  cooperativesIn,
  countingRules,
  countingSentence,
  householdsByIds,
  householdsOfVillage,
  joinCoop,
  linkedGroupsOf,
  partyMarks,
  personsByIdNumbers,
  personsByIds,
  personsOfVillage,
  villageBase,
} from './service/door.ts'
export { readShippedDivisions, SHIPPED_DIVISIONS, SHIPPED_SOURCE } from './data.ts'
export { CLASS_NAMES, NEXT_STATUSES, STATUS_NAMES } from './model.ts'
export type {
  BranchFacts,
  CollectiveFacts,
  CoopClass,
  CoopFacts,
  CoopStatus,
  CountingRules,
  HouseholdFacts,
  PartyMark,
  PersonFacts,
  VillageBase,
} from './model.ts'
