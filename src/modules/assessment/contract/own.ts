import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE } from '../../../kernel/verb.ts'
import { count, fileOut, format, kind, said, sheetOut, state } from './words.ts'

/** A village secretary's own scores: no name and no score of anybody else (R108). */
export const ownVerbs = defineVerbs({
  readOwnAssessment: {
    title: text('我的考核', 'My assessment'),
    kind: 'read',
    path: '/own-assessment',
    access: 'assessment.own',
    scope: NO_SCOPE,
    input: z.strictObject({ subjectId: id.optional() }),
    output: z.object({
      /** Whether the account is bound to a person: without one nothing can be the own. */
      known: z.boolean(),
      sheet: sheetOut.nullable(),
      /** Among the secretaries of the own town. */
      place: z.object({ place: count, of: count }).nullable(),
      next: z.object({ band: z.string(), gapText: z.string() }).nullable(),
      /** What would gain most, in words, the best first. */
      steps: z.array(
        z.object({ item: z.string(), title: z.string(), gainText: z.string(), text: textSchema }),
      ),
      history: z.array(
        z.object({
          subjectId: id,
          kind,
          period: z.string(),
          periodText: z.string(),
          state,
          pointsText: z.string(),
          points: count,
          total: count,
          band: z.string(),
          place: count,
          of: count,
        }),
      ),
      mayReply: z.boolean(),
    }),
  },
  replyOwnAssessment: {
    title: text('回复或申诉', 'Reply or appeal'),
    kind: 'write',
    path: '/own-assessment/:subjectId/replies',
    access: 'assessment.own',
    scope: NO_SCOPE,
    secret: ['said'],
    input: z.strictObject({ subjectId: id, kind: z.enum(['reply', 'appeal']), said: said() }),
    output: z.object({ replyId: id, dueOn: day.nullable() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  printOwnAssessment: {
    title: text('打印我的考核', 'Print the own sheet'),
    kind: 'read',
    path: '/own-assessment/:subjectId/paper',
    access: 'assessment.own',
    scope: NO_SCOPE,
    download: true,
    audited: true,
    input: z.strictObject({
      subjectId: id,
      paper: z.enum(['sheet', 'notice']).default('sheet'),
      format,
    }),
    output: fileOut,
  },
})
