import { defineModule } from '../../platform/module.ts'
import { assessmentContract } from './contract.ts'
import { assessmentVerbs } from './service.ts'
import {
  assessmentEvidence,
  followCase,
  tellAppeal,
  tellDecided,
  tellNotified,
} from './service/follow.ts'

export const assessmentModule = defineModule({
  name: 'assessment',
  contract: assessmentContract,
  verbs: assessmentVerbs,
  reactions: {
    'assessment.notified': tellNotified,
    'assessment.appealed': tellAppeal,
    'assessment.decided': tellDecided,
    'case.ended': followCase,
  },
  evidence: assessmentEvidence,
})
