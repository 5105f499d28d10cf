import { z } from 'zod'
import { day, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, scopeOf } from '../../../kernel/verb.ts'

const PROJECT = scopeOf('founding', 'projectId')
const KINDS = ['wish', 'account'] as const

/** Signed sheets of single households: taken back by photograph, sealed, seen by the village alone. */
export const sheetVerbs = defineVerbs({
  takeBackSheet: {
    title: text('拍照交回签字表', 'Take back a signed sheet'),
    kind: 'write',
    path: '/foundings/:projectId/signed-sheets',
    access: 'mobilisation.write',
    scope: PROJECT,
    secret: ['serial', 'on', 'name', 'content'],
    bodyLimit: 16 * 1024 * 1024,
    input: z.strictObject({
      projectId: id,
      /** As printed under the code: it says whose sheet it is. */
      serial: line(120),
      /** The day on which the household signed. */
      on: day,
      name: line(200),
      /** Photograph, PDF or OFD in base64, 10 MiB. */
      content: z.string().min(1, { error: 'empty' }),
    }),
    output: z.object({
      kind: z.enum(KINDS),
      household: z.object({ number: z.string(), headName: z.string() }),
    }),
    refusals: ['not_allowed_now', 'too_large'],
  },
  readSignedSheet: {
    title: text('查看签字表', 'Read a signed sheet'),
    kind: 'read',
    path: '/foundings/:projectId/signed-sheets/:kind/:sheetId',
    access: 'mobilisation.read',
    scope: PROJECT,
    download: true,
    input: z.strictObject({ projectId: id, kind: z.enum(KINDS), sheetId: id }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
  },
})
