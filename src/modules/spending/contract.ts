import { defineVerbs } from '../../kernel/verb.ts'
import { routeVerbs } from './contract/commands.ts'
import { contractVerbs } from './contract/contracts.ts'
import { limitVerbs } from './contract/limits.ts'
import { paperVerbs } from './contract/papers.ts'
import { requestVerbs } from './contract/requests.ts'
import { riskVerbs } from './contract/risks.ts'

/** Limits, requests and payments, contracts, risks. */
export const spendingContract = defineVerbs({
  ...routeVerbs,
  ...limitVerbs,
  ...requestVerbs,
  ...contractVerbs,
  ...riskVerbs,
  ...paperVerbs,
})
