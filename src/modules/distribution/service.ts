import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { distributionContract } from './contract.ts'
import { comparePlans } from './rules/compare.ts'
import { distribute } from './rules/distribute.ts'
import { settleExit } from './rules/exit.ts'
import { computePlan } from './rules/plan-document.ts'
import { quantify } from './rules/quantify.ts'
import { accountVerbs } from './service/accounts.ts'
import { onwardVerbs } from './service/onward.ts'
import { paymentVerbs } from './service/payments.ts'
import { planRecordVerbs } from './service/plans.ts'
import { postingVerbs } from './service/posting.ts'

export const distributionVerbs: Verbs<typeof distributionContract, Ctx> = {
  distribute,
  runPlan: computePlan,
  comparePlans,
  settleExit,
  quantify,
  ...planRecordVerbs,
  ...postingVerbs,
  ...paymentVerbs,
  ...accountVerbs,
  ...onwardVerbs,
}
