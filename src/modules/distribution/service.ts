import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { distributionContract } from './contract.ts'
import { comparePlans } from './rules/compare.ts'
import { distribute } from './rules/distribute.ts'
import { settleExit } from './rules/exit.ts'
import { computePlan } from './rules/plan-document.ts'
import { slipVerbs } from './service/slips.ts'
import { quantify } from './rules/quantify.ts'
import { accountVerbs } from './service/accounts.ts'
import { assistanceVerbs } from './service/assistance.ts'
import { assistancePayVerbs } from './service/assistance-pay.ts'
import { assistanceReadVerbs } from './service/assistance-reads.ts'
import { collectiveVerbs } from './service/collective.ts'
import { paymentVerbs } from './service/payments.ts'
import { draftVerbs } from './service/drafting.ts'
import { planRecordVerbs } from './service/plans.ts'
import { resolutionVerbs } from './service/resolutions.ts'
import { postingVerbs } from './service/posting.ts'

export const distributionVerbs: Verbs<typeof distributionContract, Ctx> = {
  distribute,
  runPlan: computePlan,
  comparePlans,
  settleExit,
  quantify,
  ...planRecordVerbs,
  ...draftVerbs,
  ...resolutionVerbs,
  ...postingVerbs,
  ...paymentVerbs,
  ...slipVerbs,
  ...accountVerbs,
  ...assistanceVerbs,
  ...assistancePayVerbs,
  ...assistanceReadVerbs,
  ...collectiveVerbs,
}
