import { defineVerbs } from '../../kernel/verb.ts'
import { caseVerbs } from './contract/cases.ts'
import { processVerbs } from './contract/processes.ts'

/** Processes, their cases and tasks, the working calendar, substitutes. */
export const approvalsContract = defineVerbs({ ...caseVerbs, ...processVerbs })
