import { chinaDate, dayNumber, type Instant } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { sha256 } from '../../../platform/secrets.ts'
import type { documentVerbs as contract } from '../contract/documents.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import {
  documentById,
  documentContent,
  type DocumentRow,
  documentRows,
  documentsByHash,
  insertDocument,
  markRejected,
} from '../store/documents.ts'
import { bytesOf } from './files.ts'

interface Given {
  readonly name: string
  readonly note: string
  readonly bytes: Buffer
  readonly hash: string
  readonly mediaType: string
}

const DAY_MS = 86_400_000

export const documentVerbs: Verbs<typeof contract, Ctx> = {
  addSourceDocuments: async (ctx, { coopId, documents }) => {
    const given = readAll(documents)
    // Two phones that send one paper at once: the second sees the first.
    await lockFor(ctx.tx, `documents:${coopId}`)
    const hashes = given.map(({ hash }) => hash)
    const known = await documentsByHash(ctx, coopId, hashes)
    const added = new Map<string, AnyId>()
    const answers = []
    for (const document of given) {
      const before = known.get(document.hash)
      const twice = added.get(document.hash)
      if (before !== undefined) {
        answers.push({ documentId: before.id, already: placeOf(before) })
      } else if (twice !== undefined) {
        answers.push({ documentId: twice, already: justNow(ctx, document) })
      } else {
        const id = await addOne(ctx, coopId, document)
        added.set(document.hash, id)
        answers.push({ documentId: id, already: null })
      }
    }
    ctx.record({
      entity: 'ledger_document',
      id: coopId,
      after: { added: [...added.values()], already: answers.length - added.size },
    })
    return { documents: answers }
  },

  listSourceDocuments: async (ctx, { unitId, status, days, limit, offset }) => {
    const before =
      days === undefined ? null : new Date(Date.parse(ctx.now) - days * DAY_MS).toISOString()
    const { total, rows } = await documentRows(ctx, { unitId, status, before, limit, offset })
    const me = actorAccount(ctx)
    return {
      total,
      rows: rows.map(({ sha256: _hash, addedById, ...row }) => ({
        ...row,
        mine: addedById !== null && addedById === me,
        days: dayNumber(ctx.today) - dayNumber(chinaDate(row.addedAt as Instant)),
      })),
    }
  },

  readSourceDocument: async (ctx, { coopId, documentId }) => {
    const row = await documentById(ctx, { coopId, documentId })
    const content = row === null ? null : await documentContent(ctx, documentId)
    if (row === null || content === null) throw notFound()
    return { name: row.name, mediaType: row.mediaType, content: content.toString('base64') }
  },

  rejectSourceDocument: async (ctx, { coopId, documentId, reason }) => {
    const row = await documentById(ctx, { coopId, documentId, lock: true })
    if (row === null) throw notFound()
    if (row.status !== 'inbox') {
      throw new Refusal(
        'not_allowed_now',
        row.status === 'booked'
          ? text('单据已经用于凭证,不能退回。', 'The document belongs to a voucher already.')
          : text('单据已经退回。', 'The document has been rejected already.'),
      )
    }
    await markRejected(ctx, documentId, reason)
    ctx.record({ entity: 'ledger_document', id: documentId, after: { status: 'rejected', reason } })
    return {}
  },
}

/** Every file read and told by its content; one that is wrong stops all. */
function readAll(
  documents: readonly { readonly name: string; readonly note: string; readonly content: string }[],
): Given[] {
  const faults: Fault[] = []
  const given = documents.map(({ name, note, content }, i): Given => {
    const path = `$.documents[${i}].content`
    const bytes = bytesOf(content)
    if (bytes === null) {
      faults.push({ path, text: text('文件内容损坏', 'the content is not base64') })
      return { name, note, bytes: Buffer.alloc(0), hash: '', mediaType: '' }
    }
    const mediaType = mediaTypeOf(bytes)
    if (bytes.length > FILE_BYTES) {
      faults.push({ path, text: text('文件超过 10 MB', 'is larger than 10 MiB') })
    } else if (mediaType === null) {
      const why = text(
        `“${name}”不是照片(JPEG、PNG、WebP、HEIC)、PDF 或 OFD`,
        `“${name}” is no photograph (JPEG, PNG, WebP, HEIC), PDF or OFD`,
      )
      faults.push({ path, text: why })
    }
    return { name, note, bytes, hash: sha256(bytes), mediaType: mediaType ?? '' }
  })
  if (faults.length > 0) throw badInput(faults)
  return given
}

async function addOne(ctx: Ctx, coopId: AnyId, document: Given): Promise<AnyId> {
  const id = ctx.newId()
  await insertDocument(ctx, {
    id,
    coopId,
    name: document.name,
    mediaType: document.mediaType,
    sha256: document.hash,
    note: document.note,
    content: document.bytes,
    addedBy: actorAccount(ctx),
    addedName: actorName(ctx),
  })
  return id
}

const placeOf = ({ name, status, reason, addedAt, addedBy, draftId, voucherId }: DocumentRow) => ({
  name,
  status,
  reason,
  addedAt,
  addedBy,
  draftId,
  voucherId,
})

const justNow = (ctx: Ctx, { name }: Given) => ({
  name,
  status: 'inbox' as const,
  reason: null,
  addedAt: ctx.now,
  addedBy: actorName(ctx),
  draftId: null,
  voucherId: null,
})
