import { defineModule } from '../../platform/module.ts'
import { spendingContract } from './contract.ts'
import { spendingVerbs } from './service.ts'
import { partnerChecked, quotesComplete } from './service/evidence.ts'

export const spendingModule = defineModule({
  name: 'spending',
  contract: spendingContract,
  verbs: spendingVerbs,
  evidence: {
    'spending.quotes-complete': quotesComplete,
    'spending.partner-checked': partnerChecked,
  },
})

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
export { lockFrom } from './rules/limits.ts'
