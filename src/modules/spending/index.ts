import { defineModule } from '../../platform/module.ts'
import { spendingContract } from './contract.ts'
import { spendingVerbs } from './service.ts'
import { EXPIRING, tellExpiring, tellOfExpiry } from './service/expiring.ts'
import { partnerChecked, quotesComplete } from './service/evidence.ts'

export const spendingModule = defineModule({
  name: 'spending',
  contract: spendingContract,
  verbs: spendingVerbs,
  evidence: {
    'spending.quotes-complete': quotesComplete,
    'spending.partner-checked': partnerChecked,
  },
  reactions: { [EXPIRING]: tellOfExpiry },
  daily: [{ name: 'spending.tell-expiring', at: '07:40', run: tellExpiring }],
})

/** For use inside another verb's transaction: a stake rests on its assessment. */
export const { readRisk } = spendingVerbs

/*
 * The door for the books. Nothing here checks permissions: the verb that calls has done so.
 */
export {
  bookPayments,
  claimPayments,
  type Payment,
  unbookPayments,
  type Verdict,
} from './service/claims.ts'
export { spendingRules } from './service/matrix.ts'
export { findingOf, type Objection } from './rules/claim.ts'
export { actOf, exemptAct } from './rules/basis.ts'
export { basesOf } from './service/bases.ts'
export { OFFICERS, type Officer, officersOf } from './service/officers.ts'
export { lockFrom, lockReadings } from './rules/limits.ts'
export { paidUnder } from './service/paid-under.ts'
/** What ties another side to who acts for a co-op, for helpers of it. */
export { checkPartner } from './service/related.ts'
export { partnersOf } from './store/contracts.ts'
export { nameKey } from './rules/payee.ts'
