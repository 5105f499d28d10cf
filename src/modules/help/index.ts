import { defineModule } from '../../platform/module.ts'
import { helpContract } from './contract.ts'
import { helpVerbs } from './service.ts'
import { HELPERS, helpersAnswer } from './service/answers.ts'
import {
  ISSUE_OPEN,
  LATE_ISSUES,
  lateIssuesAnswer,
  tellIssue,
  tellLateIssues,
} from './service/tell.ts'

export { helpersOf as helpersByIds } from './store/helpers.ts'
export { offersOfHelper } from './store/resources.ts'

export const helpModule = defineModule({
  name: 'help',
  contract: helpContract,
  verbs: helpVerbs,
  reactions: { [ISSUE_OPEN]: tellIssue },
  daily: [{ name: 'help.tell-late', at: '07:35', run: tellLateIssues }],
  answers: { [HELPERS]: helpersAnswer, [LATE_ISSUES]: lateIssuesAnswer },
})

/** Visits and issues as proofs, for the duties of posts. */
export const { listHelpVisits, listIssues } = helpVerbs
