import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, paragraph } from '../../../kernel/schema.ts'

/* The words of assessments as they cross JSON. Points are whole thousandths of a point: 100000 stands for 100. */

export const kind = z.enum(['town', 'secretary_month', 'secretary_year'])
export const state = z.enum(['draft', 'notified', 'final', 'cancelled'])
export const count = z.number().int()
export const named = z.object({ id, name: z.string() })
export const format = z.enum(['pdf', 'docx']).default('pdf')
export const fileOut = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })
/** A paragraph that must say something. */
export const said = (max = 1_000) =>
  paragraph(max).refine((value) => value !== '', { error: 'empty' })
/** '2020-11', '2020-Q4', '2020'. */
export const period = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$/)

const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const points = z.number().int().min(0).max(1_000_000)
const number = z.string().max(40)

const rule = z.union([
  z.strictObject({ kind: z.literal('target'), target: number }),
  z.strictObject({ kind: z.literal('linear'), none: number, full: number }),
  z.strictObject({
    kind: z.literal('bands'),
    bands: z
      .array(z.strictObject({ at: number, points }))
      .min(1)
      .max(12),
  }),
])

const item = z.strictObject({
  id: code,
  title: line(60),
  points: points.min(1),
  indicators: z.array(code).min(1).max(6),
  base: z.enum(['none', 'period_before', 'year_before']),
  direction: z.enum(['up', 'down']),
  rule,
  missing: z.enum(['none', 'full']),
})

export const scheme = z.strictObject({
  title: line(80),
  total: points.min(1_000),
  items: z.array(item).min(1).max(40),
  /** Of the year: what its months bring, and how many of them a grade needs. */
  months: z.strictObject({ points, least: z.number().int().min(1).max(12) }).nullable(),
  adjustments: z
    .array(
      z.strictObject({
        id: code,
        title: line(60),
        kind: z.enum(['bonus', 'deduction']),
        most: points.min(1),
        cap: points.min(1),
      }),
    )
    .max(20),
  bonusCap: points,
  deductionCap: points,
  bands: z
    .array(z.strictObject({ id: code, title: line(20), from: points }))
    .min(1)
    .max(8),
  /** Working days to reply or appeal, and to decide. */
  replyDays: z.number().int().min(1).max(30),
  decideDays: z.number().int().min(1).max(30),
  /** Of towns: points in the county's overall assessment of 100. */
  overall: points.max(100_000).nullable(),
})

export const personKind = z.enum(['grade', 'pay', 'training', 'talk', 'removal'])
export const townKind = z.enum(['reward', 'penalty'])
export const townFact = z.enum([
  'closed_in_time',
  'closed_late',
  'overdue',
  'overdue_plates',
  'best_place',
  'red_findings',
])

export const measureRules = z.strictObject({
  persons: z
    .array(z.strictObject({ id: code, band: code, kind: personKind, what: line(200) }))
    .max(40),
  towns: z
    .array(
      z.strictObject({
        id: code,
        fact: townFact,
        compare: z.enum(['at_least', 'at_most']),
        value: z.number().int().min(0).max(100_000),
        kind: townKind,
        what: line(200),
      }),
    )
    .max(40),
})

/** Where a definition comes from; `proposal`: it is the product's, nobody has set it yet. */
export const origin = z.object({
  version: count,
  validFrom: day.nullable(),
  source: z.string(),
  proposal: z.boolean(),
})

/** One line of a sheet, with what stands behind it. */
export const lineOut = z.object({
  item: z.string(),
  title: z.string(),
  points: count,
  pointsText: z.string(),
  fullText: z.string(),
  full: count,
  valueText: z.string(),
  ruleText: textSchema,
  missing: z.boolean(),
  /** Each opens to its rows in the frozen edition. */
  parts: z.array(
    z.object({
      indicator: z.string(),
      title: textSchema,
      valueText: z.string(),
      numerator: z.string().nullable(),
      denominator: z.string().nullable(),
      before: z.string().nullable(),
      why: z.string().nullable(),
    }),
  ),
})

/** A sheet as its subject and the desks see it. */
export const sheetOut = z.object({
  subjectId: id,
  runId: id,
  kind,
  number: z.string(),
  title: z.string(),
  period: z.string(),
  periodText: z.string(),
  state,
  unit: named,
  town: named,
  /** The secretary; empty for a town. */
  name: z.string(),
  points: count,
  pointsText: z.string(),
  totalText: z.string(),
  band: z.object({ id: z.string(), title: z.string() }),
  graded: z.boolean(),
  /** In the county's overall assessment, for a town. */
  overallText: z.string().nullable(),
  lines: z.array(lineOut),
  months: z
    .object({
      count,
      least: count,
      pointsText: z.string(),
      fullText: z.string(),
      rows: z.array(
        z.object({ period: z.string(), periodText: z.string(), pointsText: z.string() }),
      ),
    })
    .nullable(),
  facts: z.array(
    z.object({
      id,
      kind: z.enum(['bonus', 'deduction']),
      title: z.string(),
      pointsText: z.string(),
      on: day,
      what: z.string(),
      evidence: z.string(),
    }),
  ),
  bonusText: z.string(),
  deductionText: z.string(),
  postSince: day.nullable(),
  predecessors: z.array(z.object({ name: z.string(), from: day, to: day })),
  edition: z.object({ id, period: z.string(), hash: z.string() }),
  version: count,
  sha256: z.string(),
  versions: z.array(
    z.object({ version: count, pointsText: z.string(), reason: z.string(), on: z.string() }),
  ),
  replyUntil: day.nullable(),
  replies: z.array(
    z.object({
      replyId: id,
      kind: z.enum(['reply', 'appeal']),
      said: z.string(),
      on: day,
      dueOn: day.nullable(),
      outcome: z.enum(['upheld', 'rejected']).nullable(),
      reasons: z.string(),
      decidedOn: day.nullable(),
      decidedBy: z.string(),
    }),
  ),
})
