import { z } from 'zod'
import { day, id, line, page, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { decimal, decimalAboveZero, signedDecimal, UNITS } from './words.ts'

const settlementLine = z.strictObject({
  orderNumber: line(60),
  soldOn: day,
  goods: line(100),
  quantity: decimal,
  gross: yuanFromZero,
  fee: yuanFromZero.prefault('0'),
  refund: yuanFromZero.prefault('0'),
})

/** What somebody delivered for these sales, where it was not recorded before. */
const delivered = z.strictObject({
  productId: id.optional(),
  product: line(60).optional(),
  memberId: id.optional(),
  memberNumber: line(20).optional(),
  partyId: id.optional(),
  quantity: decimalAboveZero,
  /** Yuan; needed where the amount is divided by value. */
  value: yuanFromZero.optional(),
})

const settlementInput = z.strictObject({
  coopId: id,
  platform: line(40),
  number: line(60),
  settledOn: day,
  gross: yuanFromZero,
  fee: yuanFromZero,
  refunds: yuanFromZero,
  net: yuanFromZero,
  lines: z.array(settlementLine).max(20_000).default([]),
  /** `net`: the deliverers bear the platform's fee; `gross`: the co-op does. */
  basis: z.enum(['net', 'gross']).default('net'),
  /** What the co-op keeps for its service. */
  commission: yuanFromZero.prefault('0'),
  splitBy: z.enum(['quantity', 'value']).default('quantity'),
  /** Where the net came in. */
  account: z
    .string()
    .regex(/^(109|102|101)(\d{2}){0,3}$/, { error: 'trade_account' })
    .default('109'),
  /** Pending entries it pays for, or deliveries said here; one of the two. */
  entryIds: z.array(id).max(10_000).default([]),
  deliveries: z.array(delivered).max(10_000).default([]),
})

/** What one of those who delivered gets. */
const shareOutput = z.object({
  entryId: id,
  member: z.object({ id, number: z.string(), name: z.string() }).nullable(),
  partyId: id.nullable(),
  /** The pending entry it pays for; null where the settlement itself said the goods. */
  settlesId: id.nullable(),
  quantity: signedDecimal,
  /** Yuan with six decimals before they were made whole fen; null where the values are not kept. */
  exact: signedDecimal.nullable(),
  amount: yuan,
})

const settlementOutput = z.object({
  id,
  coopId: id,
  coopName: z.string(),
  platform: z.string(),
  number: z.string(),
  settledOn: day,
  gross: yuan,
  fee: yuan,
  refunds: yuan,
  net: yuan,
  basis: z.enum(['net', 'gross']),
  commission: yuan,
  pool: yuan,
  splitBy: z.enum(['quantity', 'value']),
  account: z.string(),
  lines: z.number().int(),
  entries: z.number().int(),
  reversesId: id.nullable(),
  reversedById: id.nullable(),
  reason: z.string().nullable(),
  voucherId: id.nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
})

/** Settlements of sales platforms (电商结算). */
export const settlementVerbs = defineVerbs({
  recordSettlement: {
    title: text('登记电商结算单', 'Record a settlement'),
    kind: 'write',
    path: '/cooperatives/:coopId/settlements',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    input: settlementInput,
    output: z.object({
      settlementId: id,
      pool: yuan,
      shares: z.array(shareOutput),
    }),
    refusals: ['conflict', 'not_allowed_now'],
    bodyLimit: 16 * 1024 * 1024,
  },
  reverseSettlement: {
    title: text('冲销电商结算单', 'Reverse a settlement'),
    kind: 'write',
    path: '/cooperatives/:coopId/settlements/reverse',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, settlementId: id, on: day, reason: line(200) }),
    output: z.object({ settlementId: id }),
    refusals: ['conflict', 'not_allowed_now'],
  },
  listSettlements: {
    title: text('电商结算单', 'Settlements'),
    kind: 'read',
    path: '/settlements',
    access: 'trade.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      coopId: id.optional(),
      from: day.optional(),
      to: day.optional(),
      ...page,
    }),
    output: z.object({ total: z.number().int(), rows: z.array(settlementOutput) }),
  },
  readSettlementShares: {
    title: text('电商结算分配', 'How a settlement was divided'),
    kind: 'read',
    path: '/cooperatives/:coopId/settlements/:settlementId/shares',
    access: 'trade.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, settlementId: id }),
    output: z.object({
      settlement: settlementOutput,
      shares: z.array(
        shareOutput.extend({
          product: z.object({ id, name: z.string(), unit: z.enum(UNITS) }),
          party: z.string().nullable(),
          /** The day of the delivery that was paid for. */
          deliveredOn: day,
        }),
      ),
    }),
  },
  readSettlementLines: {
    title: text('电商结算明细', 'Lines of a settlement'),
    kind: 'read',
    path: '/cooperatives/:coopId/settlements/:settlementId',
    access: 'trade.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, settlementId: id, ...page }),
    output: z.object({ total: z.number().int(), rows: z.array(settlementLine) }),
  },
})
