import { defineVerbs } from '../../kernel/verb.ts'
import { cooperativeContract } from './contract/cooperatives.ts'
import { divisionContract } from './contract/divisions.ts'
import { peopleContract } from './contract/people.ts'
import { productionContract } from './contract/production.ts'
import { unionContract } from './contract/unions.ts'
import { villageContract } from './contract/villages.ts'

/** The verbs of the registry: who and where. */
export const registryContract = defineVerbs({
  ...divisionContract,
  ...villageContract,
  ...peopleContract,
  ...cooperativeContract,
  ...productionContract,
  ...unionContract,
})
