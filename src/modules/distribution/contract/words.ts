import { z } from 'zod'
import { findingSchema, OUTCOMES, textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, line, yuan } from '../../../kernel/schema.ts'
import { sayFaults } from '../../../kernel/fault.ts'
import { text } from '../../../kernel/text.ts'

export const year = z.coerce.number().int().min(2000).max(2200)

/** Where a co-op's distribution of a year stands. */
export const STATES = [
  'no_books',
  'books_open',
  'none',
  'draft',
  'computed',
  'resolved',
  'posted',
  'paid',
] as const

/** States of a meeting, as governance names them. */
export const MEETING_STATES = [
  'draft',
  'submitted',
  'notified',
  'open',
  'closed',
  'cancelled',
] as const

sayFaults({
  plan_json: text('不是合法的 JSON', 'is not JSON'),
  plan_terms_or_document: text(
    '约定比例与成文方案须且只能给出一种',
    'give either terms or a document, and only one of them',
  ),
  plan_meeting: text(
    '写明已有的会议,或新开会议的安排,二者其一',
    'name a meeting, or plan a new one',
  ),
  receipt_note: text(
    '代领须写明代领人和委托,撤销须写明理由',
    'say who signed by what right, or why the mark is withdrawn',
  ),
  slip_county: text('应为六位县代码', 'must be the six digits of the county'),
  slip_check: text('校验码为 16 位数字或字母 A-F', 'the check code has 16 digits or letters A-F'),
  pay_account: text('应为现金或银行科目', 'must be an account of cash or bank'),
})

/** A draft that crosses a query string as JSON text. */
export const jsonText = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .max(12_000)
    .transform((value, ctx): unknown => {
      try {
        return JSON.parse(value) as unknown
      } catch {
        ctx.issues.push({ code: 'custom', input: value, message: 'plan_json' })
        return z.NEVER
      }
    })
    .pipe(schema)

export const member = z.object({ holderId: id, number: z.string(), name: z.string() })

/** A co-op that was left out of a round, and why. */
export const left = z.object({ coopId: id, text: textSchema })

export const resolutionSchema = z.object({
  id,
  body: z.enum(['assembly', 'delegates']),
  number: z.string(),
  decidedOn: day,
  heads: z.number().int(),
  present: z.number().int(),
  votes: z.number().int(),
  inFavour: z.number().int(),
  availableFrom: day.nullable(),
  document: z.string(),
  review: z.string().nullable(),
  recordedBy: z.string(),
  warnings: z.array(textSchema),
})

/** How a member's part came about, line by line, in words. */
export const arithmeticRow = z.object({
  step: z.string(),
  title: textSchema,
  article: z.string().nullable(),
  formula: textSchema,
  amount: yuan,
})

export const planMember = member.extend({
  /** Months of membership in the year. */
  months: z.number().int(),
  contribution: yuan,
  reserveShare: yuan,
  grantShare: yuan,
  donationShare: yuan,
  /** What the transactions come to, in the unit of the plan's first measure; null without any. */
  transactions: z.string().nullable(),
  returned: yuan,
  residual: yuan,
  total: yuan,
  converted: yuan,
  cash: yuan,
  newReserveShare: yuan,
})

/** The bars from surplus to what is kept, each with its article. */
export const waterfallBar = z.object({
  step: z.string(),
  title: textSchema,
  article: z.string().nullable(),
  formula: textSchema,
  class: z.string().nullable(),
  /** What it adds (above zero) or takes; the figure itself where `total`. */
  amount: yuan,
  total: z.boolean(),
})

export const computedSchema = z.object({
  netSurplus: yuan,
  priorLoss: yuan,
  otherTransfersIn: yuan,
  openingUndistributed: yuan,
  afterLoss: yuan,
  reserve: yuan,
  distributable: yuan,
  returned: yuan,
  /** The least return the Act allows, and how many percent the plan returns, exactly. */
  leastReturn: yuan,
  /** The least part that goes back by transactions (DIST-60). */
  leastShare: fractionSchema,
  returnShare: z.string().nullable(),
  residual: yuan,
  converted: yuan,
  retained: yuan,
  drawn: yuan,
  unallocated: yuan,
  transactionUnit: textSchema.nullable(),
  statement: z.record(z.string(), yuan),
  waterfall: z.array(waterfallBar),
  findings: z.array(findingSchema),
  members: z.array(planMember),
})

export const planHead = z.object({
  planId: id,
  coopId: id,
  coopName: z.string(),
  year: z.number().int(),
  status: z.enum(['draft', 'computed', 'resolved', 'posted', 'paid', 'reversed']),
  outcome: z.enum(OUTCOMES).nullable(),
  contentHash: z.string().nullable(),
  computedAt: z.string().nullable(),
  postedAt: z.string().nullable(),
  postedBy: z.string().nullable(),
  reverseReason: z.string().nullable(),
})

export const reason = line(300)

export const downloaded = z.object({
  name: z.string(),
  mediaType: z.string(),
  content: z.string(),
})
