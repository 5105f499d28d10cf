import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { bankVerbs as contract } from '../contract/bank.ts'
import { bankDraftVerbs } from './bank-drafts.ts'
import { matchVerbs } from './bank-matches.ts'
import { statementVerbs } from './bank-statements.ts'
import { reconciliationVerbs } from './reconciliation.ts'

export const bankVerbs: Verbs<typeof contract, Ctx> = {
  ...statementVerbs,
  ...matchVerbs,
  ...reconciliationVerbs,
  ...bankDraftVerbs,
}
