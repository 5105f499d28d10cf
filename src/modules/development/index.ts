import { defineModule } from '../../platform/module.ts'
import { developmentContract } from './contract.ts'
import { developmentVerbs } from './service.ts'

export const developmentModule = defineModule({
  name: 'development',
  contract: developmentContract,
  verbs: developmentVerbs,
})
