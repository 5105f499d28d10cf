import { createHash } from 'node:crypto'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { insertPaper, paperContent } from '../store/papers.ts'
import type { PaperRow } from '../store.ts'

/** Keeps the files that came with a request, a contract or a record; all or none. */
export async function keepPapers(
  ctx: Ctx,
  about: { readonly coopId: Id<'unit'>; readonly subjectId: AnyId },
  papers: readonly { readonly name: string; readonly content: string }[],
): Promise<void> {
  const faults: Fault[] = []
  const read = papers.map(({ name, content }, i) => {
    const bytes = Buffer.from(content, 'base64')
    if (bytes.length > FILE_BYTES) {
      throw new Refusal('too_large', text('单个文件不超过 10 MB。', 'A file has at most 10 MB.'))
    }
    const mediaType = mediaTypeOf(bytes)
    if (mediaType === null) {
      faults.push({
        path: `$.papers[${i}].content`,
        text: text('应为照片、PDF 或 OFD 文件', 'must be a photograph, a PDF or an OFD'),
      })
    }
    return { name, bytes, mediaType: mediaType ?? '' }
  })
  if (faults.length > 0) throw badInput(faults)
  for (const { name, bytes, mediaType } of read) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const id = ctx.newId()
    await insertPaper(
      ctx,
      {
        id,
        coop_id: about.coopId,
        subject_id: about.subjectId,
        name,
        media_type: mediaType,
        bytes: bytes.length,
        sha256,
      },
      bytes,
    )
    ctx.record({ entity: 'spending_paper', id, after: { name, sha256, about: about.subjectId } })
  }
}

export async function readPaper(ctx: Ctx, coopId: AnyId, paperId: AnyId) {
  const found = await paperContent(ctx, coopId, paperId)
  if (found === null) throw notFound()
  return { ...found, content: found.content.toString('base64') }
}

export const paperOut = (row: PaperRow) => ({
  paperId: row.id,
  name: row.name,
  mediaType: row.media_type,
  bytes: row.bytes,
  sha256: row.sha256,
  addedAt: row.added_at,
  addedBy: row.added_by,
})
