import { z } from 'zod'
import { day, fractionSchema, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, unitScope } from '../../../kernel/verb.ts'
import { decimal, POSTED_AS, UNITS } from './words.ts'

const accountCode = z.string().regex(/^[1-5]\d{2}(\d{2}){0,3}$/, { error: 'trade_account' })

const terms = {
  /** The co-op's own accounts for it; the posting takes them in place of the national ones. */
  accounts: z
    .array(accountCode)
    .max(8)
    .refine((codes) => new Set(codes.map((code) => code.slice(0, 3))).size === codes.length, {
      error: 'trade_accounts',
    })
    .default([]),
  /** Null: as the kind of trade is booked usually. */
  postedAs: z.enum(POSTED_AS).nullable().default(null),
  /** What one unit counts for in weighted patronage. */
  weight: fractionSchema.refine((f) => f.num > 0n, { error: 'trade_weight' }).prefault('1'),
  /** Yuan a unit that is offered now; taken where an entry names no price. */
  price: decimal.nullable().default(null),
  /** Yuan a unit that what is sold had cost. */
  cost: decimal.nullable().default(null),
}

const productOutput = z.object({
  id,
  name: z.string(),
  initials: z.string(),
  unit: z.enum(UNITS),
  retiredOn: day.nullable(),
  /** As of today; null before its first day. */
  validFrom: day.nullable(),
  accounts: z.array(z.string()),
  postedAs: z.enum(POSTED_AS).nullable(),
  weight: fractionSchema,
  price: decimal.nullable(),
  cost: decimal.nullable(),
  /** Its terms from the first day on, each until the next one. */
  history: z.array(
    z.object({
      validFrom: day,
      accounts: z.array(z.string()),
      postedAs: z.enum(POSTED_AS).nullable(),
      weight: fractionSchema,
      price: decimal.nullable(),
      cost: decimal.nullable(),
    }),
  ),
})

/** What a co-op trades in. */
export const productVerbs = defineVerbs({
  addProducts: {
    title: text('登记产品和服务', 'Add products and services'),
    kind: 'write',
    path: '/cooperatives/:coopId/trade-products',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      products: z
        .array(
          z.strictObject({
            name: line(60),
            unit: z.enum(UNITS),
            validFrom: day,
            ...terms,
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({ ids: z.array(id) }),
  },
  setProductTerms: {
    title: text('调整产品价格、科目和折算系数', 'Set price, accounts and weight of products'),
    kind: 'write',
    path: '/cooperatives/:coopId/trade-products/terms',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /** From the day on; what was set for the same day is replaced, earlier days keep theirs. */
    input: z.strictObject({
      coopId: id,
      terms: z
        .array(z.strictObject({ productId: id, validFrom: day, ...terms }))
        .min(1)
        .max(500),
    }),
    output: z.object({ set: z.number().int() }),
  },
  retireProduct: {
    title: text('停用产品', 'Retire a product'),
    kind: 'write',
    path: '/cooperatives/:coopId/trade-products/retire',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /** Null takes it back into use. */
    input: z.strictObject({ coopId: id, productId: id, on: day.nullable() }),
    output: z.object({}),
  },
  listProducts: {
    title: text('产品和服务', 'Products and services'),
    kind: 'read',
    path: '/cooperatives/:coopId/trade-products',
    access: 'trade.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      /** Part of the name, its pinyin or initials. */
      search: line(60).optional(),
      retired: z.stringbool().default(false),
    }),
    output: z.object({ rows: z.array(productOutput) }),
  },
})
