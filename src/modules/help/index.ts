import { defineModule } from '../../platform/module.ts'
import { helpContract } from './contract.ts'
import { helpVerbs } from './service.ts'
import { HELPERS, helpersAnswer } from './service/answers.ts'

export const helpModule = defineModule({
  name: 'help',
  contract: helpContract,
  verbs: helpVerbs,
  answers: { [HELPERS]: helpersAnswer },
})
