import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { commaList, day, fractionSchema, id, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { entryOutput } from './entries.ts'
import { month, PATRONAGE_BASES, signedDecimal, TRADE_KINDS, UNITS, year } from './words.ts'

const productSum = z.object({
  product: z.object({ id, name: z.string(), unit: z.enum(UNITS) }),
  kind: z.enum(TRADE_KINDS),
  quantity: signedDecimal,
  amount: yuan,
})

/** From the trades to the books, to patronage and to the member. */
export const bookVerbs = defineVerbs({
  postTrades: {
    title: text('成员交易批量记账', 'Post trades to the books'),
    kind: 'write',
    path: '/cooperatives/:coopId/trades/post',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /**
     * Everything of the month that is not in the books yet: a voucher a day, kind and product. With `late`
     * also what was left over in months closed since, booked on the first of this one (补记).
     */
    input: z.strictObject({ coopId: id, period: month, late: z.boolean().default(false) }),
    output: z.object({
      /** Null: there was nothing to post. */
      postingId: id.nullable(),
      entries: z.number().int(),
      amount: yuan,
      vouchers: z.array(
        z.object({
          id,
          number: z.number().int(),
          onDate: day,
          summary: z.string(),
          amount: yuan,
          /** Its lines in sums by account, with how many members or others stand on it. */
          lines: z.array(
            z.object({
              account: z.string(),
              name: textSchema,
              debit: yuan,
              credit: yuan,
              people: z.number().int(),
            }),
          ),
        }),
      ),
    }),
    refusals: ['not_allowed_now'],
  },
  listTradePostings: {
    title: text('成员交易记账批次', 'Postings of trades'),
    kind: 'read',
    path: '/trade-postings',
    access: 'trade.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      coopId: id.optional(),
      period: month.optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          id,
          coopId: id,
          coopName: z.string(),
          /** yyyymm. */
          period: z.number().int(),
          entries: z.number().int(),
          vouchers: z.number().int(),
          amount: yuan,
          postedAt: z.string(),
          postedBy: z.string(),
        }),
      ),
    }),
  },
  summariseTrades: {
    title: text('成员交易汇总', 'Trades in sums'),
    kind: 'read',
    path: '/trade-sums',
    access: 'trade.read',
    scope: LIST_SCOPE,
    /** Without a year: of all years. */
    input: z.strictObject({
      unitId: id.optional(),
      coopId: id.optional(),
      year: year.optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      /** Members and others apart (Art. 41). */
      members: yuan,
      others: yuan,
      rows: z.array(
        productSum.extend({
          coopId: id,
          coopName: z.string(),
          members: z.number().int(),
          memberQuantity: signedDecimal,
          memberAmount: yuan,
          otherQuantity: signedDecimal,
          otherAmount: yuan,
        }),
      ),
    }),
  },
  readPatronage: {
    title: text('成员交易量(额)', 'Patronage'),
    kind: 'read',
    path: '/cooperatives/:coopId/patronage/:year',
    access: 'trade.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      year,
      by: z.enum(PATRONAGE_BASES),
      kinds: commaList(z.enum(TRADE_KINDS)).optional(),
      productIds: commaList(id).optional(),
    }),
    output: z.object({
      /** What one of the amounts is: yuan, kilograms, mu, days. */
      unit: textSchema,
      total: fractionSchema,
      members: z.array(
        z.object({
          memberId: id,
          number: z.string(),
          name: z.string(),
          /** Exact. */
          amount: fractionSchema,
        }),
      ),
    }),
  },
  memberTrades: {
    title: text('我的交易', 'My trades'),
    kind: 'read',
    path: '/member/trades',
    access: 'member.own',
    scope: NO_SCOPE,
    input: z.strictObject({ year: year.optional(), ...page }),
    output: z.object({
      year,
      memberships: z.array(
        z.object({
          coopId: id,
          coopName: z.string(),
          memberId: id,
          memberNumber: z.string(),
          amount: yuan,
          products: z.array(productSum),
        }),
      ),
      total: z.number().int(),
      rows: z.array(entryOutput),
    }),
  },
})
