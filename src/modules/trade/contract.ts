import { defineVerbs } from '../../kernel/verb.ts'
import { bookVerbs } from './contract/books.ts'
import { entryVerbs } from './contract/entries.ts'
import { orderVerbs } from './contract/orders.ts'
import { productVerbs } from './contract/products.ts'
import { settlementVerbs } from './contract/settlements.ts'

/** Trade with members and others: products, entries, orders, settlements, posting, patronage. */
export const tradeContract = defineVerbs({
  ...productVerbs,
  ...entryVerbs,
  ...orderVerbs,
  ...settlementVerbs,
  ...bookVerbs,
})
