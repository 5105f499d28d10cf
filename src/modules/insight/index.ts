import { defineModule } from '../../platform/module.ts'
import { insightContract } from './contract.ts'
import { insightVerbs } from './service.ts'

export const insightModule = defineModule({
  name: 'insight',
  contract: insightContract,
  verbs: insightVerbs,
})
