import { z } from 'zod'
import { id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'

const DOCUMENT_STATUSES = ['inbox', 'booked', 'rejected'] as const

/** A file in base64 as the download door gives it. */
export const download = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })

const documentOutput = z.object({
  id,
  coopId: id,
  coopName: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  note: z.string(),
  status: z.enum(DOCUMENT_STATUSES),
  /** Why it was rejected, for whoever sent it. */
  reason: z.string().nullable(),
  draftId: id.nullable(),
  voucherId: id.nullable(),
  addedAt: z.string(),
  addedBy: z.string(),
  /** Whether the caller sent it. */
  mine: z.boolean(),
  /** Whole days since it came. */
  days: z.number().int(),
})

/** Photographs and papers on their way into the books. */
export const documentVerbs = defineVerbs({
  addSourceDocuments: {
    title: text('上传单据', 'Hand in documents'),
    kind: 'write',
    path: '/cooperatives/:coopId/source-documents',
    access: 'document.add',
    scope: unitScope('coopId'),
    secret: ['content'],
    bodyLimit: 64 * 1024 * 1024,
    /** JPEG, PNG, WebP, HEIC, PDF or OFD by content, 10 MiB each; all of them or none. */
    input: z.strictObject({
      coopId: id,
      documents: z
        .array(
          z.strictObject({
            name: line(200),
            note: z.string().trim().max(500).default(''),
            /** The file in base64. */
            content: z.string().min(1, { error: 'empty' }),
          }),
        )
        .min(1)
        .max(20),
    }),
    output: z.object({
      documents: z.array(
        z.object({
          documentId: id,
          /** The same file is here already: nothing was added, and this is where it is. */
          already: z
            .object({
              name: z.string(),
              status: z.enum(DOCUMENT_STATUSES),
              reason: z.string().nullable(),
              addedAt: z.string(),
              addedBy: z.string(),
              draftId: id.nullable(),
              voucherId: id.nullable(),
            })
            .nullable(),
        }),
      ),
    }),
    refusals: ['too_large'],
  },
  listSourceDocuments: {
    title: text('单据收件箱', 'Inbox of documents'),
    kind: 'read',
    path: '/source-documents',
    access: 'ledger.read',
    scope: LIST_SCOPE,
    /** Oldest first, over all co-ops in scope. */
    input: z.strictObject({
      unitId: id.optional(),
      status: z.enum(DOCUMENT_STATUSES).default('inbox'),
      /** At least this many days old. */
      days: z.coerce.number().int().min(0).max(3_650).optional(),
      ...page,
    }),
    output: z.object({ total: z.number().int(), rows: z.array(documentOutput) }),
  },
  readSourceDocument: {
    title: text('查看单据', 'Read a document'),
    kind: 'read',
    path: '/cooperatives/:coopId/source-documents/:documentId/file',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    download: true,
    input: z.strictObject({ coopId: id, documentId: id }),
    output: download,
  },
  rejectSourceDocument: {
    title: text('退回单据', 'Reject a document'),
    kind: 'write',
    path: '/cooperatives/:coopId/source-documents/reject',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, documentId: id, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
})
