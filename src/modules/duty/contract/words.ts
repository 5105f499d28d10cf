import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, paragraph } from '../../../kernel/schema.ts'

/* The words of duties as they cross JSON. */

export const level = z.enum(['county', 'town', 'village'])
export const post = z.enum([
  'county_secretary',
  'leading_group',
  'department',
  'town_committee',
  'town_secretary',
  'village_secretary',
  'branch',
])
export const every = z.enum(['week', 'month', 'quarter', 'year'])
export const source = z.enum([
  'meetings',
  'site',
  'dispatch',
  'bulletins',
  'analyses',
  'receipts',
  'orders',
  'desk',
  'problems',
  'weeks',
  'visits',
  'assembly',
  'closing',
  'plan',
])
/** The desks that departments of the leading group are in the product. */
export const department = z.enum([
  'county_organisation',
  'county_agriculture',
  'natural_resources',
  'finance_centre',
  'finance_bureau',
])
export const outcome = z.enum(['done', 'late', 'open', 'overdue'])
export const state = z.enum(['done', 'late', 'due', 'missing', 'none'])
export const door = z.enum([
  'meeting',
  'contest',
  'report',
  'assignment',
  'case',
  'issue',
  'problem',
  'week',
  'visit',
  'coop',
  'plan',
])
export const count = z.number().int()
export const named = z.object({ id, name: z.string() })
export const period = z.string().regex(/^\d{4}(-(W\d{2}|Q[1-4]|\d{2}))?$/)
/** A paragraph that must say something. */
export const said = (max = 1_000) =>
  paragraph(max).refine((value) => value !== '', { error: 'empty' })
export const fileOut = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })
export const format = z.enum(['pdf', 'docx']).default('pdf')

const said2 = (max: number) => z.strictObject({ zh: line(max), en: line(max) })

export const dutyIn = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  post,
  department: department.nullable().default(null),
  title: said2(60),
  duty: said2(300),
  /** Code of a document of the library. */
  document: z.string().trim().max(60).nullable().default(null),
  clause: line(300),
  every,
  source,
  /** So many rows are wanted; null: each that is due must be done. */
  least: z.number().int().min(1).max(1_000).nullable().default(null),
})

export const dutyOut = z.object({
  id: z.string(),
  post,
  department: department.nullable(),
  title: textSchema,
  duty: textSchema,
  document: z.string().nullable(),
  clause: z.string(),
  every,
  source,
  least: count.nullable(),
  /** Title of the post, of a department by its own name. */
  postTitle: textSchema,
  /** What proves it, and what is left out. */
  proof: textSchema,
  /** 0: as the product ships it. */
  version: count,
  validFrom: day.nullable(),
})

export const standing = z.object({
  state,
  asked: count,
  done: count,
  late: count,
  open: count,
  overdue: count,
})
