import { z } from 'zod'
import { id, paragraph } from '../../../kernel/schema.ts'
import { textSchema } from '../../../kernel/finding.ts'

/* The words of help as they cross JSON. */

export const CHANNELS = ['county_leader', 'town_leader', 'department', 'enterprise'] as const
export const REACHES = ['all', 'supported', 'none'] as const
export const SUPPORTED_CLASSES = ['model', 'improve', 'transform', 'rebuild', 'none'] as const
export const ISSUE_ACTS = ['raise', 'forward', 'answer', 'solve', 'reopen'] as const
export const ISSUE_STATES = ['open', 'answered', 'solved'] as const
const ANSWERERS = [
  'town_secretary',
  'town_station',
  'county_agriculture',
  'county_organisation',
  'natural_resources',
  'finance_centre',
  'finance_bureau',
  'county_leader',
] as const
const ISSUE_KINDS = [
  'money',
  'land',
  'market',
  'technology',
  'labour',
  'management',
  'other',
] as const
const RESOURCE_KINDS = ['technology', 'market', 'labour', 'land', 'equipment'] as const

export const channel = z.enum(CHANNELS)
export const answerer = z.enum(ANSWERERS)
export const issueKind = z.enum(ISSUE_KINDS)
export const resourceKind = z.enum(RESOURCE_KINDS)
export const named = z.object({ id, name: z.string() })
export const count = z.number().int()
/** A paragraph that must say something. */
export const said = (max = 2_000) =>
  paragraph(max).refine((value) => value !== '', { error: 'empty' })
export const fileOut = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })
/** A photograph or paper in base64. */
export const fileIn = z.strictObject({
  name: z.string().trim().min(1, { error: 'empty' }).max(200),
  content: z.string().min(1, { error: 'empty' }),
})
/** What to know before it is done for good: shown by the dry run, kept with the answer. */
export const warnings = z.array(textSchema)
export const format = z.enum(['pdf', 'docx']).default('pdf')
