import { z } from 'zod'
import { commaList, day, id, line, page, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { decimal, month, signedDecimal, TRADE_KINDS, UNITS } from './words.ts'

/** One row as the phone or a sheet sends it. Ids, or the names and numbers people write. */
const entryInput = z.strictObject({
  /** The sender's own mark: the same row sent again is answered with the entry it made. */
  reference: line(80).optional(),
  kind: z.enum(TRADE_KINDS),
  /** Today unless said. */
  on: day.optional(),
  productId: id.optional(),
  product: line(60).optional(),
  memberId: id.optional(),
  memberNumber: line(20).optional(),
  /** Who is no member; for work by a member: the worker as the books name him. */
  partyId: id.optional(),
  quantity: decimal,
  /** Yuan a unit; else the order's formula, else what the product offers on the day. */
  price: decimal.optional(),
  /** Quantity times price unless said; another amount needs its reason. */
  amount: yuanFromZero.optional(),
  reason: line(200).optional(),
  /** Goods taken for sale: a settlement will say the amount. */
  pending: z.boolean().default(false),
  grade: line(40).optional(),
  orderId: id.optional(),
  document: line(100).optional(),
  note: line(200).optional(),
})

export const entryOutput = z.object({
  id,
  coopId: id,
  coopName: z.string(),
  kind: z.enum(TRADE_KINDS),
  on: day,
  product: z.object({ id, name: z.string(), unit: z.enum(UNITS) }),
  member: z.object({ id, number: z.string(), name: z.string() }).nullable(),
  party: z.object({ id, name: z.string() }).nullable(),
  quantity: signedDecimal,
  price: decimal.nullable(),
  amount: yuan,
  pending: z.boolean(),
  grade: z.string().nullable(),
  reason: z.string().nullable(),
  orderId: id.nullable(),
  settlementId: id.nullable(),
  settlesId: id.nullable(),
  reversesId: id.nullable(),
  reversedById: id.nullable(),
  document: z.string().nullable(),
  note: z.string().nullable(),
  /** `none`: there is nothing to book. */
  posted: z.enum(['posted', 'open', 'none']),
  voucherId: id.nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
})

const sums = z.object({ entries: z.number().int(), amount: yuan })

/** Trades, one by one and by the thousand. */
export const entryVerbs = defineVerbs({
  recordTrades: {
    title: text('登记成员交易', 'Record trades'),
    kind: 'write',
    path: '/cooperatives/:coopId/trades',
    access: 'trade.write',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, rows: z.array(entryInput).min(1).max(10_000) }),
    output: z.object({
      batchId: id,
      /** One a row, in the order of the rows. */
      ids: z.array(id),
      recorded: z.number().int(),
      /** Of each row, in their order. */
      amounts: z.array(yuan),
      /** Rows that were here already, by their reference. */
      repeated: z.number().int(),
      amount: yuan,
    }),
    refusals: ['not_allowed_now'],
    bodyLimit: 16 * 1024 * 1024,
  },
  reverseTrades: {
    title: text('冲销交易', 'Reverse trades'),
    kind: 'write',
    path: '/cooperatives/:coopId/trades/reverse',
    access: 'trade.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      /** The day of the reversal; today unless said. */
      on: day.optional(),
      reason: line(200),
      entryIds: z.array(id).min(1).max(5_000),
    }),
    output: z.object({ ids: z.array(id) }),
    refusals: ['conflict', 'not_allowed_now'],
  },
  listTrades: {
    title: text('成员交易台账', 'Trades'),
    kind: 'read',
    path: '/trades',
    access: 'trade.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      /** A town, a village or a co-op: trades of the co-ops inside it. */
      unitId: id.optional(),
      coopId: id.optional(),
      memberId: id.optional(),
      partyId: id.optional(),
      /** Only members, or only others (Art. 41). */
      with: z.enum(['members', 'others']).optional(),
      kind: z.enum(TRADE_KINDS).optional(),
      productId: id.optional(),
      orderId: id.optional(),
      settlementId: id.optional(),
      voucherId: id.optional(),
      /** What one call recorded. */
      batchId: id.optional(),
      /** These entries, for slips. */
      ids: commaList(id).optional(),
      period: month.optional(),
      from: day.optional(),
      to: day.optional(),
      posted: z.enum(['posted', 'open', 'none']).optional(),
      pending: z.stringbool().optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      members: sums,
      others: sums,
      rows: z.array(entryOutput),
    }),
  },
})
