import { z } from 'zod'
import { day, id, line, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { decimal, decimalAboveZero, formulaSchema, signedDecimal, UNITS } from './words.ts'

const ORDER_STATES = ['open', 'fulfilled', 'broken', 'ended'] as const

const orderInput = z
  .strictObject({
    number: line(40),
    /** The buyer as the books name it. */
    buyerId: id,
    productId: id,
    quality: line(200),
    formula: formulaSchema,
    quantity: decimalAboveZero,
    signedOn: day,
    dueOn: day,
    note: line(300).nullable().default(null),
  })
  .refine(({ signedOn, dueOn }) => dueOn >= signedOn, { error: 'trade_due', path: ['dueOn'] })

/** Orders of buyers (订单农业). */
export const orderVerbs = defineVerbs({
  addOrders: {
    title: text('登记订单合同', 'Add orders'),
    kind: 'write',
    path: '/cooperatives/:coopId/orders',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, orders: z.array(orderInput).min(1).max(500) }),
    output: z.object({ ids: z.array(id) }),
  },
  endOrder: {
    title: text('终止订单合同', 'End an order'),
    kind: 'write',
    path: '/cooperatives/:coopId/orders/end',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /** `broken`: somebody did not keep it; `ended`: by agreement. A person says which, nothing else does. */
    input: z.strictObject({
      coopId: id,
      orderId: id,
      state: z.enum(['broken', 'ended']),
      on: day,
      reason: line(300),
    }),
    output: z.object({}),
    refusals: ['conflict'],
  },
  listOrders: {
    title: text('订单合同', 'Orders'),
    kind: 'read',
    path: '/orders',
    access: 'trade.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      coopId: id.optional(),
      state: z.enum(ORDER_STATES).optional(),
      /** Only open orders past their day. */
      overdue: z.stringbool().optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          id,
          coopId: id,
          coopName: z.string(),
          number: z.string(),
          buyer: z.object({ id, name: z.string() }),
          product: z.object({ id, name: z.string(), unit: z.enum(UNITS) }),
          quality: z.string(),
          formula: formulaSchema,
          quantity: decimal,
          signedOn: day,
          dueOn: day,
          note: z.string().nullable(),
          state: z.enum(ORDER_STATES),
          /** Delivered by members and others under the order, reversals taken off. */
          delivered: signedDecimal,
          missing: decimal,
          /** Of it: with an amount that is final. */
          settled: signedDecimal,
          amount: yuan,
          /** Open, past its day and not delivered in full: the risk that it is broken. */
          overdue: z.boolean(),
          overdueDays: z.number().int(),
          endedOn: day.nullable(),
          endReason: z.string().nullable(),
        }),
      ),
    }),
  },
})
