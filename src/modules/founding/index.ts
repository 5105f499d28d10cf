import { defineModule } from '../../platform/module.ts'
import { foundingContract } from './contract.ts'
import { foundingVerbs } from './service.ts'
import { foundingEvidence } from './service/evidence.ts'
import { followUnion, unionEvidence } from './service/unions.ts'
import { followEnd, followStep } from './service/projects.ts'
import { unitsOfProject } from './store/projects.ts'

export const foundingModule = defineModule({
  name: 'founding',
  contract: foundingContract,
  verbs: foundingVerbs,
  scopes: { founding: unitsOfProject },
  reactions: {
    'case.task': followStep,
    'case.ended': followEnd,
    'union.changed': followUnion,
  },
  evidence: { ...foundingEvidence, ...unionEvidence },
})

/** Meetings and their tasks, for supervision: what was ordered is given out and finished there. */
export const { listPromotionMeetings, finishPromotionTask } = foundingVerbs
/** For the register of meetings, the duties and the plans of the towns. */
export const { listFoundings, listTaskForces, recordPromotionMeeting } = foundingVerbs
