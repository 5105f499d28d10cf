import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, paragraph } from '../../../kernel/schema.ts'

/* The words of contests as they cross JSON. */

export const kind = z.enum(['tour', 'contest'])
export const state = z.enum(['draft', 'open', 'scored', 'closed', 'published', 'cancelled'])
export const part = z.enum(['judge', 'observer', 'extra'])
export const conflictKind = z.enum(['own_unit', 'post', 'kin', 'helper', 'enterprise', 'other'])
export const veto = z.enum(['fraud', 'unpaid_wages', 'mass_complaint', 'false_data'])
export const awardKind = z.enum(['rotating_flag', 'permanent_flag', 'star'])
export const count = z.number().int()
export const named = z.object({ id, name: z.string() })
export const format = z.enum(['pdf', 'docx']).default('pdf')
export const fileOut = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })
/** A paragraph that must say something. */
export const said = (max = 1_000) =>
  paragraph(max).refine((value) => value !== '', { error: 'empty' })

const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const weight = z.string().regex(/^\d{1,6}(\.\d{1,4})?$/)
/** Points as they are given: at most two decimals. */
export const points = z.string().regex(/^\d{1,4}(\.\d{1,2})?$/)

const item = z.strictObject({
  id: code,
  group: code,
  title: line(60),
  weight,
  kind: z.enum(['judged', 'data']),
  max: z.number().int().min(1).max(1_000),
  rubric: paragraph(500),
  indicator: code.nullable(),
  normalise: z.enum(['ratio', 'rank']).nullable(),
})

export const setup = z.strictObject({
  title: line(80),
  from: day,
  to: day,
  place: z.string().trim().max(100),
  level: z.enum(['town', 'coop']),
  guide: paragraph(4_000),
  stops: z
    .array(
      z.strictObject({
        unitId: id.nullable(),
        place: line(100),
        look: paragraph(500),
        minutes: z.number().int().min(0).max(600),
      }),
    )
    .max(50),
  groups: z
    .array(z.strictObject({ id: code, title: line(60), weight }))
    .min(1)
    .max(12),
  items: z.array(item).min(1).max(60),
  /** Sheets left out at each end. */
  trim: z.number().int().min(0).max(5),
  /** Sheets each unit needs; two for blind double scoring. */
  sheets: z.number().int().min(2).max(50),
  /** Share of an item's points between two judges above which a third is called. */
  spread: z.string().max(20),
  period: z.string().max(10).nullable(),
  appealDays: z.number().int().min(1).max(60),
})

export const conflictOut = z.object({
  accountId: id,
  unitId: id,
  kind: conflictKind,
  source: z.enum(['found', 'declared', 'desk']),
  said: textSchema,
  by: z.string(),
})
