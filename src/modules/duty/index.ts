import { defineModule } from '../../platform/module.ts'
import { dutyContract } from './contract.ts'
import { dutyVerbs } from './service.ts'
import { followPlan } from './service/plans.ts'

export const dutyModule = defineModule({
  name: 'duty',
  contract: dutyContract,
  verbs: dutyVerbs,
  reactions: { 'case.ended': followPlan },
})
