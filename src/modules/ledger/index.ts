import { defineModule } from '../../platform/module.ts'
import { ledgerContract } from './contract.ts'
import { ledgerVerbs } from './service.ts'

export const ledgerModule = defineModule({
  name: 'ledger',
  contract: ledgerContract,
  verbs: ledgerVerbs,
})

/*
 * The door for later modules. Nothing here checks permissions: the verb that calls has done so.
 */
export { type ActVoucher, postForAct } from './service/posting.ts'
/** Books and their opening balances, for a co-op that was just founded. */
export const { openBooks, enterOpeningBalances } = ledgerVerbs
/** What a desk over many books should look at, for supervision. */
export const { listAuditPoints, listDeskWarnings } = ledgerVerbs
export {
  balancesAt,
  type BookLine,
  bookLines,
  closedBalances,
  memberTotals,
  turnoverBetween,
  verifyBooks,
} from './store/balances.ts'
export { booksInside, booksOf, closedThrough } from './store/books.ts'
export { itemTotals, memberCosts, type VoucherMark, vouchersInOrder } from './store/reports.ts'
export { exportText } from './rules/export-text.ts'
export { fillTogether } from './rules/fill.ts'
export { credit, debit, redInk, together, withAmount } from './rules/lines.ts'
export { templateOf } from './rules/templates.ts'
export { chartOf, chartsOf } from './service/charts.ts'
export { partiesByIds } from './store/chart.ts'
export { voucherById } from './store/vouchers.ts'
export type { Chart } from './model/chart.ts'
export { periodOf } from './model/draft.ts'
export type { Account, Balance, EquityItem, IncomeItem, Line, Period, Turnover } from './model.ts'
