import { z } from 'zod'

/** Passes under all computed readings, fails under all, or depends on the reading. */
export const OUTCOMES = ['passes', 'depends', 'fails'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What the product does about a finding that does not pass: refuse the act, ask for a reason, or only say so. */
export const SEVERITIES = ['block', 'warn', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

export const textSchema = z.object({ zh: z.string(), en: z.string() })

const readingSchema = z.object({
  id: z.string(),
  outcome: z.enum(OUTCOMES),
  /** The measured value, or null where the denominator is zero. */
  measured: z.string().nullable(),
  limit: z.string(),
})

const notComputedSchema = z.object({ id: z.string(), missing: z.string() })

const moveSchema = z.object({
  /** Absent for a new contribution: the money comes from outside the register. */
  from: z.string().optional(),
  to: z.string(),
  /** Yuan, for transfers and contributions. */
  amount: z.string().optional(),
  /** Heads, for fixes that need people. */
  count: z.number().int().optional(),
})

const fixSchema = z.object({
  kind: z.enum(['transfer', 'contribute', 'people']),
  moves: z.array(moveSchema),
  total: z.string(),
})

/** An expected "no" (or "yes") as data: everything a person needs to understand, check and mend it. */
export const findingSchema = z.object({
  rule: z.string(),
  version: z.string(),
  severity: z.enum(SEVERITIES),
  outcome: z.enum(OUTCOMES),
  /** The reading the county has chosen as binding. */
  binding: z.string(),
  readings: z.array(readingSchema),
  notComputed: z.array(notComputedSchema),
  /** Ids of the rows that made the measured value of the binding reading. */
  rows: z.array(z.string()),
  source: z.string(),
  /** The least change that makes the binding reading pass without worsening another rule. */
  fix: fixSchema.nullable(),
  text: textSchema,
})

export type Finding = z.infer<typeof findingSchema>
export type Fix = z.infer<typeof fixSchema>
export type Move = z.infer<typeof moveSchema>

/** The worst of several outcomes; `passes` when there are none. */
export function worstOutcome(outcomes: Iterable<Outcome>): Outcome {
  let worst = 0
  for (const outcome of outcomes) worst = Math.max(worst, OUTCOMES.indexOf(outcome))
  return OUTCOMES[worst] ?? 'passes'
}
