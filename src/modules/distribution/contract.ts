import { defineVerbs } from '../../kernel/verb.ts'
import { accountVerbs } from './contract/accounts.ts'
import { assistanceVerbs } from './contract/assistance.ts'
import { collectiveVerbs } from './contract/collective.ts'
import { planVerbs } from './contract/commands.ts'
import { paymentVerbs } from './contract/payments.ts'
import { planRecordVerbs } from './contract/plans.ts'

/** The pure commands, the plans of co-ops' years, payments, member accounts, and what is passed on. */
export const distributionContract = defineVerbs({
  ...planVerbs,
  ...planRecordVerbs,
  ...paymentVerbs,
  ...accountVerbs,
  ...assistanceVerbs,
  ...collectiveVerbs,
})
