import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { assessmentContract } from './contract.ts'
import { measureVerbs } from './service/measures.ts'
import { paperVerbs } from './service/papers.ts'
import { readVerbs } from './service/reads.ts'
import { replyVerbs } from './service/replies.ts'
import { runVerbs } from './service/runs.ts'
import { schemeVerbs } from './service/schemes.ts'

export const assessmentVerbs: Verbs<typeof assessmentContract, Ctx> = {
  ...schemeVerbs,
  ...runVerbs,
  ...readVerbs,
  ...replyVerbs,
  ...measureVerbs,
  ...paperVerbs,
}
