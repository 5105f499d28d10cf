import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { spendingContract } from './contract.ts'
import { route } from './rules/route.ts'
import { contractReadVerbs } from './service/contract-reads.ts'
import { contractVerbs } from './service/contracts.ts'
import { limitVerbs } from './service/limits.ts'
import { printVerbs } from './service/prints.ts'
import { requestReadVerbs } from './service/request-reads.ts'
import { requestVerbs } from './service/requests.ts'
import { riskVerbs } from './service/risks.ts'

export const spendingVerbs: Verbs<typeof spendingContract, Ctx> = {
  route,
  ...limitVerbs,
  ...requestVerbs,
  ...requestReadVerbs,
  ...contractVerbs,
  ...contractReadVerbs,
  ...riskVerbs,
  ...printVerbs,
}
