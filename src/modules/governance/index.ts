import { defineModule } from '../../platform/module.ts'
import { CHARTER_TERMS } from '../policy/index.ts'
import { OFFICERS } from '../spending/index.ts'
import { governanceContract } from './contract.ts'
import { governanceVerbs } from './service.ts'
import { charterTermsAnswer } from './service/charter.ts'
import { governanceEvidence } from './service/evidence.ts'
import { officersAnswer } from './service/officers.ts'
import { unitsOfMeeting } from './store/meetings.ts'

export const governanceModule = defineModule({
  name: 'governance',
  contract: governanceContract,
  verbs: governanceVerbs,
  scopes: { meeting: unitsOfMeeting },
  evidence: governanceEvidence,
  answers: { [CHARTER_TERMS]: charterTermsAnswer, [OFFICERS]: officersAnswer },
})

/*
 * The door for later modules. Nothing here checks permissions: the verb that calls has done so.
 */
export const { listMeetings, readMeeting } = governanceVerbs
export { enterLeaving, leavingBy } from './service/motions.ts'
export { propose, type Put, putBefore } from './service/proposal.ts'
export { resolutionCarried } from './store/resolutions.ts'
