import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { dutyContract } from './contract.ts'
import { doorVerbs } from './service/doors.ts'
import { dutyVerbs as duties } from './service/duties.ts'
import { meetingVerbs } from './service/meetings.ts'
import { planVerbs } from './service/plans.ts'

export const dutyVerbs: Verbs<typeof dutyContract, Ctx> = {
  ...duties,
  ...meetingVerbs,
  ...planVerbs,
  ...doorVerbs,
}
