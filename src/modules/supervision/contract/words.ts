import { z } from 'zod'
import { SEVERITIES, textSchema } from '../../../kernel/finding.ts'
import { UNIT_KINDS } from '../../../kernel/role.ts'
import { day, id, paragraph } from '../../../kernel/schema.ts'

export const count = z.number().int()
export const CHANNELS = [
  'rule',
  'audit',
  'decision',
  'statement',
  'help',
  'inspection',
  'contest',
  'complaint',
] as const
export const channel = z.enum(CHANNELS)
export const severity = z.enum(SEVERITIES)
export const issuer = z.enum(['county', 'town'])

/** Text that must say something. */
export const said = (max = 2_000) => paragraph(max).refine((v) => v !== '', { error: 'empty' })

export const unit = z.object({ id, name: z.string(), kind: z.enum(UNIT_KINDS) })

/** What a problem rests on, with the door to it. */
export const ref = z.object({
  kind: z.enum(['coop', 'village', 'voucher', 'finding', 'case', 'note']),
  id: id.nullable(),
  /** Of a voucher: whose books. */
  coopId: id.nullable(),
  label: z.string().max(300),
})

/** Where a problem stands: the step its case waits at, or how it ended. */
export const STAGES = [
  'draft',
  'review',
  'issue',
  'acknowledge',
  'plan',
  'reply',
  'verify',
  'close',
  'closed',
  'withdrawn',
] as const
export const stage = z.enum(STAGES)

export const problemRow = z.object({
  problemId: id,
  number: z.string(),
  unit,
  townName: z.string().nullable(),
  issuer,
  foundOn: day,
  channel,
  severity,
  title: z.string(),
  amount: z.string().nullable(),
  responsible: z.string(),
  leader: z.string(),
  public: z.boolean(),
  stage,
  dueOn: day,
  closedOn: day.nullable(),
  paused: z.boolean(),
  overdue: z.boolean(),
  /** Days late, today or when it was closed. */
  daysLate: count,
  /** The facts it was made of are no longer found: since when. Not closed by that. */
  mendedOn: day.nullable(),
  reopened: count,
  caseId: id,
  /** Of its plate, where it has one. */
  plate: z.string().nullable(),
})

export const file = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })
export const printed = file.extend({ serial: z.string() })
export const format = z.enum(['pdf', 'docx'])
export const words = textSchema
