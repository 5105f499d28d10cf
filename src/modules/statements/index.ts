import { defineModule } from '../../platform/module.ts'
import { statementsContract } from './contract.ts'
import { statementsVerbs } from './service.ts'

export const statementsModule = defineModule({
  name: 'statements',
  contract: statementsContract,
  verbs: statementsVerbs,
})
