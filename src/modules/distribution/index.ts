import { defineModule } from '../../platform/module.ts'
import { distributionContract } from './contract.ts'
import { distributionVerbs } from './service.ts'

export const distributionModule = defineModule({
  name: 'distribution',
  contract: distributionContract,
  verbs: distributionVerbs,
})

/*
 * The door for later modules. Nothing here checks permissions: the verb that calls has done so.
 */
export { memberPositions } from './service/accounts.ts'
export { memberDues } from './service/member-dues.ts'
export { entriesOf as accountEntriesOf } from './store/accounts.ts'
/** What posted plans gave each member, by plan and year. */
export { duesOf } from './store/payments.ts'
