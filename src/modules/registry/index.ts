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
  registerCooperatives,
  changeCooperative,
  changeStatus,
  classifyCooperatives,
  formPairing,
  readVillage,
  readCooperative,
  listCoopKinds,
  listIndustries,
  listBranches,
  listCollectives,
  listCooperatives,
  listHouseholds,
  listPairings,
  listPersons,
  listUnions,
  formUnion,
  readUnion,
  listVillages,
} = registryVerbs

export {
  bankAccountsOf,
  branchOf,
  branchesByIds,
  collectivesByIds,
  coopFacts,
  coopsOfUnion,
  cooperativesIn,
  countingRules,
  countingSentence,
  householdsByIds,
  householdsOfVillage,
  joinCoop,
  linkedGroupsOf,
  maskedNumbersOf,
  partyMarks,
  personsByContact,
  personsByIdNumbers,
  personsByIds,
  personsOfVillage,
  phonesOf,
  secretariesBetween,
  type SecretaryPost,
  villageBase,
} from './service/door.ts'
export { shippedLists } from './data.ts'
export { CLASS_NAMES, STATUS_NAMES } from './model.ts'
export { maskAccount, maskPhone } from './rules/codes.ts'
export type { BranchFacts, CollectiveFacts, CoopFacts, PersonFacts, VillageBase } from './model.ts'
