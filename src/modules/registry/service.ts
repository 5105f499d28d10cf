import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { registryContract } from './contract.ts'
import {
  changeHousehold,
  listBranches,
  listCollectives,
  listHouseholds,
  readHousehold,
  registerBranches,
  registerCollectives,
  registerHouseholds,
} from './service/bodies.ts'
import {
  addCoopKind,
  addIndustries,
  changeChain,
  defineChain,
  installCatalogues,
  listChains,
  listCoopKinds,
  listIndustries,
  recordVillageIndustries,
} from './service/catalogues.ts'
import { cooperativeHistory, listCooperatives, readCooperative } from './service/coop-reads.ts'
import {
  changeCooperative,
  changeStatus,
  classifyCooperatives,
  registerCooperatives,
} from './service/cooperatives.ts'
import { readCountingRules, setCountingRules } from './service/counting.ts'
import {
  divisionTree,
  listDivisionEvents,
  listDivisionImports,
  readDivision,
} from './service/division-reads.ts'
import { withdrawDivisionEvent } from './service/division-withdrawal.ts'
import { importDivisions, recordDivisionEvents } from './service/divisions.ts'
import { decideObjection, endLinkedGroup, objectToLinkedGroup } from './service/objections.ts'
import { endPairing, formPairing, listPairings, proposeUnions } from './service/pairings.ts'
import {
  listLinkedGroups,
  readBranch,
  readPartyHistory,
  recordPartyMembers,
  registerLinkedGroups,
} from './service/party.ts'
import {
  addPersons,
  changePerson,
  listPersons,
  readPerson,
  revealPerson,
} from './service/persons.ts'
import {
  endRecords,
  listProduction,
  recordJobs,
  recordLabourContracts,
  recordParcels,
  recordProducts,
} from './service/production.ts'
import { readReconciliation } from './service/reconciliation.ts'
import { findPersons, searchRegistry } from './service/search.ts'
import { changeUnion } from './service/union-facts.ts'
import { changeUnionMembers, endUnion, formUnion, listUnions, readUnion } from './service/unions.ts'
import { readVillage, surveyVillage } from './service/village-page.ts'
import { listVillages, recordVillageBases } from './service/villages.ts'

/** Every verb of the registry. */
export const registryVerbs: Verbs<typeof registryContract, Ctx> = {
  changeHousehold,
  listBranches,
  listCollectives,
  listHouseholds,
  readHousehold,
  registerBranches,
  registerCollectives,
  registerHouseholds,
  addCoopKind,
  addIndustries,
  changeChain,
  defineChain,
  installCatalogues,
  listChains,
  listCoopKinds,
  listIndustries,
  recordVillageIndustries,
  cooperativeHistory,
  listCooperatives,
  readCooperative,
  changeCooperative,
  changeStatus,
  classifyCooperatives,
  registerCooperatives,
  readCountingRules,
  setCountingRules,
  divisionTree,
  listDivisionEvents,
  listDivisionImports,
  readDivision,
  importDivisions,
  recordDivisionEvents,
  withdrawDivisionEvent,
  decideObjection,
  objectToLinkedGroup,
  endLinkedGroup,
  endPairing,
  formPairing,
  listPairings,
  proposeUnions,
  listLinkedGroups,
  readBranch,
  readPartyHistory,
  recordPartyMembers,
  registerLinkedGroups,
  addPersons,
  changePerson,
  listPersons,
  readPerson,
  revealPerson,
  endRecords,
  listProduction,
  recordJobs,
  recordLabourContracts,
  recordParcels,
  recordProducts,
  readReconciliation,
  findPersons,
  searchRegistry,
  changeUnion,
  changeUnionMembers,
  endUnion,
  formUnion,
  listUnions,
  readUnion,
  readVillage,
  surveyVillage,
  listVillages,
  recordVillageBases,
}
