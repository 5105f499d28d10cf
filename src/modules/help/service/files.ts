import { createHash } from 'node:crypto'
import { chinaDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Paper } from '../../../kernel/paper.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { writeCsv } from '../../../platform/sheet/write-csv.ts'
import { writeXlsx } from '../../../platform/sheet/write-xlsx.ts'
import { insertFile } from '../store/files.ts'

/** A photograph or paper as it came: judged by its first bytes, kept whole. @returns its id. */
export async function keepFile(
  ctx: Ctx,
  unitId: AnyId,
  file: {
    readonly name: string
    readonly content: string
    readonly path: string
    readonly photo: boolean
  },
): Promise<AnyId> {
  const bytes = Buffer.from(file.content, 'base64')
  if (bytes.length > FILE_BYTES) {
    throw new Refusal('too_large', text('文件超过 10 MB。', 'The file is larger than 10 MiB.'))
  }
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null || (file.photo && !mediaType.startsWith('image/'))) {
    const said = file.photo
      ? text('不是照片', 'is no photograph')
      : text('不是照片、PDF 或 OFD', 'is no photograph, PDF or OFD')
    throw badInput([{ path: file.path, text: said }])
  }
  const id = ctx.newId()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await insertFile(ctx, { id, unitId, name: file.name, media_type: mediaType, sha256 }, bytes)
  return id
}

const SHEETS = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** A list of words as a workbook or CSV in base64; the name carries the county's day. */
export async function tableFile(
  ctx: Ctx,
  list: {
    readonly title: string
    readonly columns: readonly string[]
    readonly rows: readonly (readonly string[])[]
  },
  format: keyof typeof SHEETS,
) {
  const columns = list.columns.map((title) => ({ title, kind: 'text' as const }))
  const table = { name: list.title, columns, rows: list.rows }
  const bytes = format === 'csv' ? writeCsv(table) : await writeXlsx([table])
  return {
    name: `${list.title} ${ctx.today}.${format}`,
    mediaType: SHEETS[format],
    content: bytes.toString('base64'),
  }
}

const PAPERS = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** A paper as PDF or Word in base64, with a check code over what stands on it. */
export async function paperFile(ctx: Ctx, paper: Paper, format: keyof typeof PAPERS) {
  const code = createHash('sha256').update(JSON.stringify(paper)).digest('hex').slice(0, 16)
  const foot = {
    printed: `打印日期：${chinaDate(ctx.now)}`,
    proof: `内容校验码：${code.replaceAll(/(.{4})(?=.)/g, '$1 ')}`,
  }
  const bytes = await (format === 'pdf' ? writePdf : writeDocx)(paper, foot, { at: ctx.now })
  return {
    name: `${paper.organisation} ${paper.title}.${format}`.replaceAll(/[\\/:*?"<>|]/g, '·'),
    mediaType: PAPERS[format],
    content: bytes.toString('base64'),
  }
}
