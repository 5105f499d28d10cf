import { z } from 'zod'
import { day, fractionSchema, id, line, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, scopeOf, unitScope } from '../../../kernel/verb.ts'
import { FORMS, HOLDER_KINDS, quantity } from './words.ts'

/** What stands on the paper: the holder's row on the day of issue and the proof of that day. */
const printed = z.object({
  memberNumber: z.string(),
  holderKind: z.enum(HOLDER_KINDS),
  holderName: z.string(),
  joinedOn: day,
  asOf: day,
  contributions: z.array(z.object({ form: z.enum(FORMS), paid: yuan, promised: yuan })),
  paid: yuan,
  promised: yuan,
  share: fractionSchema.nullable(),
  units: quantity,
  /** The head of the audit chain at issue; null before the first seal. */
  auditHead: z.object({ seq: z.string(), hash: z.string() }).nullable(),
})

const certificateSchema = z.object({
  id,
  coopId: id,
  holderId: id,
  /** `2020-0017`: gapless within co-op and year. */
  number: z.string(),
  issuedOn: day,
  issuedBy: z.string(),
  status: z.enum(['valid', 'replaced', 'void']),
  replaces: id.nullable(),
  ended: z.object({ on: day, by: z.string(), reason: z.string() }).nullable(),
  printed,
  /** The register has changed since: the paper no longer says what the holder holds. */
  outdated: z.boolean(),
})

const row = certificateSchema.omit({ printed: true }).extend({
  holderName: z.string(),
  memberNumber: z.string(),
  paid: yuan,
})

/** The verbs of share certificates (股权证). */
export const certificateVerbs = defineVerbs({
  issueCertificates: {
    title: text('发放股权证', 'Issue share certificates'),
    kind: 'write',
    path: '/cooperatives/:coopId/certificates',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      /** All members without a valid certificate when left out. */
      holderIds: z.array(id).min(1).max(5000).optional(),
    }),
    output: z.object({
      certificates: z.array(z.object({ id, holderId: id, number: z.string() })),
    }),
    refusals: ['conflict', 'not_allowed_now'],
  },
  replaceCertificate: {
    title: text('换发股权证', 'Replace a share certificate'),
    kind: 'write',
    path: '/certificates/:certificateId/replace',
    access: 'shares.write',
    scope: scopeOf('certificate', 'certificateId'),
    input: z.strictObject({ certificateId: id, reason: line(300) }),
    output: z.object({ id, number: z.string() }),
    refusals: ['conflict'],
  },
  voidCertificate: {
    title: text('作废股权证', 'Void a share certificate'),
    kind: 'write',
    path: '/certificates/:certificateId/void',
    access: 'shares.write',
    scope: scopeOf('certificate', 'certificateId'),
    input: z.strictObject({ certificateId: id, reason: line(300) }),
    output: z.object({ id }),
    refusals: ['conflict'],
  },
  readCertificate: {
    title: text('股权证', 'A share certificate'),
    kind: 'read',
    path: '/certificates/:certificateId',
    access: 'shares.read',
    scope: scopeOf('certificate', 'certificateId'),
    input: z.strictObject({ certificateId: id }),
    output: certificateSchema,
  },
  listCertificates: {
    title: text('股权证清册', 'Share certificates'),
    kind: 'read',
    path: '/cooperatives/:coopId/certificates',
    access: 'shares.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      year: z.coerce.number().int().min(1950).max(2200).optional(),
      status: z.enum(['valid', 'replaced', 'void']).optional(),
      ...page,
    }),
    output: z.object({ total: z.number().int(), certificates: z.array(row) }),
  },
})
