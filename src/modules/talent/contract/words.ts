import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { textSchema } from '../../../kernel/finding.ts'
import { id, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'

/* The words of postings, reserve, points and promises as they cross JSON. */

sayFaults({
  talent_key: text('代码应为小写字母开头', 'must be a code that begins with a small letter'),
  talent_coop_task: text(
    '至少有一项任务涉及合作社(驻村帮扶的重要内容)',
    'at least one task must be about co-ops',
  ),
})

export const POSTING_KINDS = ['first_secretary', 'team_leader', 'team_member'] as const
export const postingKind = z.enum(POSTING_KINDS)
export const ending = z.enum(['term', 'recall', 'transfer', 'other'])
export const standing = z.enum(['coming', 'there', 'ending', 'over', 'ended'])
export const step = z.enum(['entered', 'training', 'trial', 'ready', 'appointed'])
export const reserveState = z.enum(['nominated', 'confirmed', 'returned', 'left'])
export const verdict = z.enum(['kept', 'partly', 'unkept'])
export const promiseState = z.enum([
  'promised',
  'published',
  'late',
  'withdrawn',
  'kept',
  'partly',
  'unkept',
])
export const named = z.object({ id, name: z.string() })
export const count = z.number().int()
/** A paragraph that must say something. */
export const said = (max = 2_000) =>
  paragraph(max).refine((value) => value !== '', { error: 'empty' })
/** A photograph or paper in base64, 10 MiB at most. */
export const fileIn = z.strictObject({
  name: z.string().trim().min(1, { error: 'empty' }).max(200),
  content: z.string().min(1, { error: 'empty' }),
})
export const fileOut = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })
export const format = z.enum(['pdf', 'docx']).default('pdf')
/** Room for one photograph or scan in base64. */
export const FILE_BODY = 16 * 1024 * 1024
export const year = z.coerce.number().int().min(2000).max(2100)

const key = z.string().regex(/^[a-z][a-z0-9_]{0,29}$/, { error: 'talent_key' })
const differ = (rows: readonly { readonly key: string }[]): boolean =>
  new Set(rows.map((row) => row.key)).size === rows.length
const amount = (max: number) => z.number().int().min(1).max(max)

export const pointItem = z.strictObject({
  key,
  title: textSchema,
  points: amount(100),
  yearCap: amount(1_000),
})

export const rulesSchema = z.strictObject({
  posting: z.strictObject({
    oneFirstSecretary: z.boolean(),
    endingDays: amount(366),
    tasks: z
      .array(z.strictObject({ what: said(200), days: amount(1_500), coop: z.boolean() }))
      .min(1)
      .max(20)
      // R36: the co-op is part of the work of everybody who is sent.
      .refine((tasks) => tasks.some(({ coop }) => coop), { error: 'talent_coop_task' }),
  }),
  reserve: z.strictObject({
    sources: z
      .array(z.strictObject({ key, title: textSchema }))
      .min(1)
      .max(30)
      .refine(differ, { error: 'duplicate_key' }),
  }),
  points: z.strictObject({
    items: z.array(pointItem).min(1).max(50).refine(differ, { error: 'duplicate_key' }),
    excluded: z.array(textSchema).max(20),
    appealDays: amount(60),
  }),
  promises: z.strictObject({ names: z.enum(['full', 'surname']) }),
})
