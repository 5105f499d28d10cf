import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id } from '../../../kernel/schema.ts'

/* Words that several verbs of figures share. */

/** '2020-W48', '2020-11', '2020-Q4', '2020'. */
export const periodName = z.string().max(8)
export const count = z.number().int()
export const code = z
  .string()
  .min(1, { error: 'empty' })
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/)
export const level = z.enum(['county', 'town', 'village', 'coop'])
export const mark = z.enum(['actual', 'estimate', 'claim'])
export const form = z.enum(['count', 'yuan', 'mu', 'days', 'share', 'rate'])
export const direction = z.enum(['up', 'down', 'none'])
export const normalisation = z.enum(['minmax', 'ratio', 'rank', 'none'])
export const why = z.enum(['zero_denominator', 'not_for_level', 'no_permission'])
export const group = z.enum([
  'coverage',
  'people',
  'income',
  'support',
  'classes',
  'rules',
  'books',
  'decisions',
  'growth',
])
export const frequency = z.enum(['week', 'month', 'quarter', 'year'])

export const unit = z.object({ id, kind: level, name: z.string() })

/** Which figures are meant: a frozen edition, the latest of a period, or the period as the books stand now. */
export const which = {
  /** The present month when absent. */
  period: periodName.optional(),
  editionId: id.optional(),
  /** Reckoned now although the period is frozen. */
  live: z.stringbool().default(false),
}

/** Where figures come from: `edition` is null where they are reckoned now. */
export const origin = z.object({
  period: periodName,
  title: textSchema,
  asOf: day,
  countingRule: textSchema,
  edition: z
    .object({
      id,
      edition: count,
      hash: z.string(),
      frozenAt: z.string(),
      frozenBy: z.string(),
      reason: z.string(),
    })
    .nullable(),
})

export const exact = fractionSchema.nullable()

export const indicatorHead = z.object({
  id: z.string(),
  title: textSchema,
  group,
  direction,
  form,
  unit: textSchema,
  mark,
  headline: z.boolean(),
})

export const change = z.object({
  /** The period compared with; null where nothing was frozen for it. */
  period: periodName.nullable(),
  value: exact,
  change: exact,
  better: z.boolean().nullable(),
})

/** A file in base64 as the download door gives it. */
export const download = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })
export const language = z.enum(['zh', 'en'])
