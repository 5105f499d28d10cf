import type { Ctx } from '../../../platform/ctx.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import type { Signatures } from '../store/posting.ts'

/** What stands where the product itself made a voucher from another act, whose papers say who did it. */
export const BY_SYSTEM = '系统'

/** The product prepares, the acting person answers for it. */
export const signatures = (ctx: Ctx): Signatures => ({
  preparedBy: null,
  preparedName: BY_SYSTEM,
  approvedBy: actorAccount(ctx),
  approvedName: actorName(ctx),
})
