import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { id, line, paragraph, yuan, yuanAboveZero, yuanFromZero } from '../../../kernel/schema.ts'
import { BASES, CLASSES, KINDS, needed, ORGANS, READINGS } from '../rules/route.ts'

/* The words of spending, contracts and risks as they cross JSON. */

export { needed }
export const spendingClass = z.enum(CLASSES)
export const organ = z.enum(ORGANS)

export const limitRow = z.strictObject({
  organ,
  kind: z.enum(KINDS),
  /** Empty: every class. */
  classes: z.array(spendingClass).max(CLASSES.length),
  from: yuanFromZero,
  below: yuanAboveZero.nullable(),
  readings: z.array(z.enum(READINGS)).max(READINGS.length),
  windowDays: z.number().int().min(1).max(366),
  basis: z.enum(BASES),
  /** A voucher is kept out of the books without this organ's approval. */
  lock: z.boolean(),
})

const score = z.number().int().min(1).max(200)
export const limitTerms = z.strictObject({
  quotesFrom: yuanFromZero,
  quotesLeast: z.number().int().min(0).max(20),
  emergencyDays: z.number().int().min(1).max(60),
  expiryDays: z.number().int().min(1).max(366),
  risk: z.strictObject({
    factorMedium: score,
    factorHigh: score,
    totalMedium: score,
    totalHigh: score,
  }),
})

/** What is asked for a quote or tender. */
export const quoteInput = z.strictObject({
  way: z.enum(['quote', 'tender']).default('quote'),
  supplier: line(100),
  amount: yuanAboveZero,
  note: paragraph(300).default(''),
  chosen: z.boolean().default(false),
})
export const quoteOutput = z.object({
  way: z.enum(['quote', 'tender']),
  supplier: z.string(),
  amount: yuan,
  note: z.string(),
  chosen: z.boolean(),
})

/** A file in base64: photograph, PDF or OFD, 10 MiB. */
export const paperInput = z.strictObject({
  name: line(200),
  content: z.string().min(1, { error: 'empty' }),
})
export const paperOutput = z.object({
  paperId: id,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  addedAt: z.string(),
  addedBy: z.string(),
})

export const REQUEST_STATES = [
  'running',
  'approved',
  'free',
  'refused',
  'withdrawn',
  'cancelled',
] as const
export const requestState = z.enum(REQUEST_STATES)

export const caseRef = z.object({ caseId: id, number: z.string(), state: z.string() })

/** A step of the route as people read it before they submit. */
export const organStep = z.object({ organ, title: textSchema, basis: z.enum(BASES) })
