import type { AnyId } from '../../kernel/id.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { defineModule } from '../../platform/module.ts'
import { tradeContract } from './contract.ts'
import { tradeVerbs } from './service.ts'
import { totalsInYear, type TradeTotal } from './store/totals.ts'

export type { TradeTotal } from './store/totals.ts'

export const tradeModule = defineModule({
  name: 'trade',
  contract: tradeContract,
  verbs: tradeVerbs,
})

/*
 * The door for later modules. Nothing here checks permissions: the verb that calls has done so.
 */
export { patronagesOf, type PatronageUnder } from './service/patronage.ts'
export { UNIT_WORDS } from './rules/vouchers.ts'
/** Orders with their buyers and what was settled, for helpers of a co-op. */
export const { listOrders } = tradeVerbs

/**
 * Volume (millionths) and value (fen) of a year by co-op, member, product and kind: 交易量 and 交易额 of the
 * member account. All who are no members stand together in rows whose `memberId` is null (Art. 41).
 */
export const tradeTotals = (
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<TradeTotal[]> => totalsInYear(ctx, { coopIds, year })
