import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { approvalsContract } from './contract.ts'
import { caseVerbs } from './service/cases.ts'
import { readVerbs } from './service/present.ts'
import { paperVerbs } from './service/papers.ts'
import { processVerbs } from './service/processes.ts'
import { substituteVerbs } from './service/substitutes.ts'

export const approvalsVerbs: Verbs<typeof approvalsContract, Ctx> = {
  ...caseVerbs,
  ...readVerbs,
  ...paperVerbs,
  ...processVerbs,
  ...substituteVerbs,
}
