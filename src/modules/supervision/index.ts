import { defineModule } from '../../platform/module.ts'
import { supervisionContract } from './contract.ts'
import { supervisionVerbs } from './service.ts'
import { everyMorning, followCase } from './service/follow.ts'
import { reportEvidence } from './service/reports.ts'
import { followOverdue } from './service/sources.ts'
import { unitsOfAssignment } from './store/assignments.ts'
import { unitsOfProblem } from './store/problems.ts'
import { unitsOfReport } from './store/reports.ts'

export const supervisionModule = defineModule({
  name: 'supervision',
  contract: supervisionContract,
  verbs: supervisionVerbs,
  scopes: { problem: unitsOfProblem, assignment: unitsOfAssignment, report: unitsOfReport },
  reactions: {
    'case.task': followCase,
    'case.ended': followCase,
    'case.overdue': followOverdue,
  },
  evidence: reportEvidence,
  daily: [{ name: 'supervision.morning', at: '07:40', run: everyMorning }],
})

/*
 * The door for later modules. Nothing here checks permissions: the verb that calls has done so.
 */
export const { listProblems, listReports, takeMeetingOrders } = supervisionVerbs
export {
  dispatchMeetings,
  type ErrandProof,
  errandsDue,
  errandsFrom,
  receiptsOf,
} from './store/doors.ts'

/** What became of problems and plates by town: for rewards and penalties. */
export { outcomesByTown } from './store/outcomes.ts'
export { chainHead, MEDIA as PAPER_MEDIA } from './service/papers.ts'
