import { defineModule } from '../../platform/module.ts'
import { governanceContract } from './contract.ts'
import { governanceVerbs } from './service.ts'
import { governanceEvidence } from './service/evidence.ts'
import { unitsOfMeeting } from './store/meetings.ts'

export const governanceModule = defineModule({
  name: 'governance',
  contract: governanceContract,
  verbs: governanceVerbs,
  scopes: { meeting: unitsOfMeeting },
  evidence: governanceEvidence,
})
