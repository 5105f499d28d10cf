import { defineModule } from '../../platform/module.ts'
import { approvalsContract } from './contract.ts'
import { approvalsVerbs } from './service.ts'
import { tellOverdue } from './service/overdue.ts'
import { tellLate, tellTask } from './service/tell.ts'
import { unitsOfCase } from './store/cases.ts'

export const approvalsModule = defineModule({
  name: 'approvals',
  contract: approvalsContract,
  verbs: approvalsVerbs,
  scopes: { case: unitsOfCase },
  reactions: { 'case.task': tellTask, 'case.overdue': tellLate },
  daily: [{ name: 'approvals.tell-overdue', at: '07:30', run: tellOverdue }],
})

/** For use inside another verb's transaction: what a case is about is taken back with it. */
export const { withdrawCase } = approvalsVerbs
/** The processes in force and their steps, for whoever lists what cites a clause. */
export const { listProcesses, readProcess } = approvalsVerbs

/*
 * The door for later modules. Nothing here checks permissions: the verb that calls has done so.
 */
export {
  casesOf,
  dropCase,
  type Loaded as LoadedCase,
  loadCase,
  startCase,
} from './service/acts.ts'
export { calendarFor } from './service/processes.ts'
export { sayNumber as sayCaseNumber, saySerial } from './service/present.ts'
export { signingsOf } from './store/signings.ts'
export { insertPrint, nextPrint } from './store/drafts.ts'
export { casesAbout } from './store/cases.ts'
export { statesOf } from './store/states.ts'
export { clockOf } from './rules/clock.ts'
export { stepOf } from './rules/standing.ts'
export { dayAfter } from './rules/calendar.ts'
export { BASES, type Basis, type Calendar, type Value, type Values } from './model.ts'
