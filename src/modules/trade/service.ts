import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { tradeContract } from './contract.ts'
import { entryVerbs } from './service/entries.ts'
import { orderVerbs } from './service/orders.ts'
import { postingVerbs } from './service/posting.ts'
import { productVerbs } from './service/products.ts'
import { readVerbs } from './service/reads.ts'
import { settlementVerbs } from './service/settlements.ts'

export const tradeVerbs: Verbs<typeof tradeContract, Ctx> = {
  ...productVerbs,
  ...entryVerbs,
  ...orderVerbs,
  ...settlementVerbs,
  ...postingVerbs,
  ...readVerbs,
}
