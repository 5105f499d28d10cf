import { defineVerbs } from '../../kernel/verb.ts'
import { doorVerbs } from './contract/doors.ts'
import { dutyVerbs } from './contract/duties.ts'
import { meetingVerbs } from './contract/meetings.ts'
import { planVerbs } from './contract/plans.ts'

/** Duty: duties of posts and their proofs, the register of meetings, the towns' plans, what rests on a clause. */
export const dutyContract = defineVerbs({
  ...dutyVerbs,
  ...meetingVerbs,
  ...planVerbs,
  ...doorVerbs,
})
