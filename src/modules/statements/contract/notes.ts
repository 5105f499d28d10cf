import { z } from 'zod'
import { day, id, line, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, unitScope } from '../../../kernel/verb.ts'

/** What of the notes only a person can say, as plain words. */
export const NOTE_TEXTS = [
  'servedMembers',
  'mainBusiness',
  'keyItems',
  'mainBusinessChange',
  'foreignTrade',
  'distributionPlan',
  'litigation',
] as const

/** What of the notes is a list of things with amounts; an empty list says that there are none (无). */
export const NOTE_LISTS = [
  'losses',
  'nominalAssets',
  'majorMatters',
  'support',
  'taxAdjustments',
  'others',
] as const

const LINES_MAX = 200
const words = z.string().trim().min(1, { error: 'empty' }).max(4_000)
const year = z.coerce.number<number>().int().min(2000).max(2200)
const remark = z.string().trim().max(300)

const listLine = z.strictObject({ name: line(100), amount: yuan.nullable(), remark })
const officer = z.strictObject({ post: line(40), name: line(40), change: remark })

/** One field of the notes with what it says; null takes back what was said before. */
const note = z.discriminatedUnion('field', [
  z.strictObject({ field: z.enum(NOTE_TEXTS), content: words.nullable() }),
  z.strictObject({
    field: z.enum(NOTE_LISTS),
    content: z.array(listLine).max(LINES_MAX).nullable(),
  }),
  z.strictObject({
    field: z.literal('officers'),
    content: z.array(officer).max(LINES_MAX).nullable(),
  }),
])

const version = z.object({ id, recordedAt: z.string(), recordedBy: z.string() })

/** The notes to the statements (附注): what people say beyond the books. */
export const noteVerbs = defineVerbs({
  readStatementNotes: {
    title: text('查看附注填写内容', 'Read what was put into the notes'),
    kind: 'read',
    path: '/cooperatives/:coopId/statement-notes/:year',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, year }),
    output: z.object({
      /** Fields that somebody has filled in; the versions latest first, the first one counts. */
      fields: z.array(z.object({ note, versions: z.array(version).min(1) })),
      /** The same of the year before, to be taken over where nothing has changed. */
      before: z.array(note),
      /** The last day of the year, for which the notes are written. */
      lastDay: day,
    }),
  },
  writeStatementNotes: {
    title: text('填写附注', 'Write the notes to the statements'),
    kind: 'write',
    path: '/cooperatives/:coopId/statement-notes',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /** `seen`: the version that was on the screen; another one written since is a conflict. */
    input: z.strictObject({
      coopId: id,
      year,
      fields: z
        .array(z.strictObject({ seen: id.nullable().default(null), note }))
        .min(1)
        .max(30),
    }),
    output: z.object({ written: z.number().int() }),
    refusals: ['conflict'],
  },
})
