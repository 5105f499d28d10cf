import { defineModule } from '../../platform/module.ts'
import { showcaseContract } from './contract.ts'
import { showcaseVerbs } from './service.ts'

export const showcaseModule = defineModule({
  name: 'showcase',
  contract: showcaseContract,
  verbs: showcaseVerbs,
})
