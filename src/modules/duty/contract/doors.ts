import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { id } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE } from '../../../kernel/verb.ts'
import { count } from './words.ts'

/** From a clause to what rests on it (seed R9, R10). */
export const doorVerbs = defineVerbs({
  readClauseDoors: {
    title: text('条款的应用', 'What rests on a document'),
    kind: 'read',
    path: '/documents/:documentId/doors',
    access: 'shares.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ documentId: id }),
    output: z.object({
      /** Rules of the document with what they find today among the co-ops the caller reaches. */
      rules: z.array(
        z.object({
          clauseId: id,
          rule: z.string(),
          fails: count,
          depends: count,
          exempt: count,
        }),
      ),
      /** Steps of processes whose clause names the document; `clauseId` null: no clause of it by number. */
      steps: z.array(
        z.object({
          clauseId: id.nullable(),
          process: z.string(),
          processTitle: textSchema,
          step: z.string(),
          stepTitle: textSchema,
          clause: z.string(),
        }),
      ),
      duties: z.array(
        z.object({
          clauseId: id.nullable(),
          duty: z.string(),
          title: textSchema,
          clause: z.string(),
        }),
      ),
    }),
  },
})
