import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { ledgerContract } from './contract.ts'
import { bankVerbs } from './service/bank.ts'
import { bookVerbs } from './service/books.ts'
import { budgetVerbs } from './service/budget.ts'
import { commandService } from './service/commands.ts'
import { deskVerbs } from './service/desk.ts'
import { documentVerbs } from './service/documents.ts'
import { draftVerbs } from './service/drafts.ts'
import { periodVerbs } from './service/periods.ts'
import { postingVerbs } from './service/posting.ts'
import { tableVerbs } from './service/tables.ts'
import { voucherVerbs } from './service/vouchers.ts'

export const ledgerVerbs: Verbs<typeof ledgerContract, Ctx> = {
  ...bookVerbs,
  ...draftVerbs,
  ...postingVerbs,
  ...voucherVerbs,
  ...periodVerbs,
  ...documentVerbs,
  ...bankVerbs,
  ...budgetVerbs,
  ...deskVerbs,
  ...tableVerbs,
  ...commandService,
}
