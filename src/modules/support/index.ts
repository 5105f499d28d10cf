import { defineModule } from '../../platform/module.ts'
import { supportContract } from './contract.ts'
import { supportVerbs } from './service.ts'
import { followCase } from './service/requests.ts'

export const supportModule = defineModule({
  name: 'support',
  contract: supportContract,
  verbs: supportVerbs,
  reactions: { 'case.ended': followCase },
})
