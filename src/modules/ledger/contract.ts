import { defineVerbs } from '../../kernel/verb.ts'
import { bankVerbs } from './contract/bank.ts'
import { bookVerbs } from './contract/books.ts'
import { budgetVerbs } from './contract/budget.ts'
import { commandVerbs } from './contract/commands.ts'
import { deskVerbs } from './contract/desk.ts'
import { documentVerbs } from './contract/documents.ts'
import { tableVerbs } from './contract/exchange.ts'
import { periodVerbs } from './contract/periods.ts'
import { voucherVerbs } from './contract/vouchers.ts'

/** The books of the co-ops: charts, vouchers, periods, and the templates that make vouchers. */
export const ledgerContract = defineVerbs({
  ...bookVerbs,
  ...voucherVerbs,
  ...periodVerbs,
  ...documentVerbs,
  ...bankVerbs,
  ...budgetVerbs,
  ...deskVerbs,
  ...tableVerbs,
  ...commandVerbs,
})
