import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { supervisionContract } from './contract.ts'
import { assignmentVerbs } from './service/assignments.ts'
import { listingVerbs } from './service/listings.ts'
import { paperVerbs } from './service/papers.ts'
import { problemVerbs } from './service/problems.ts'
import { reportVerbs } from './service/reports.ts'
import { sourceVerbs } from './service/sources.ts'

export const supervisionVerbs: Verbs<typeof supervisionContract, Ctx> = {
  ...problemVerbs,
  ...sourceVerbs,
  ...listingVerbs,
  ...assignmentVerbs,
  ...paperVerbs,
  ...reportVerbs,
}
