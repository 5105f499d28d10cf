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

/** A scan or photograph as it came: judged by its first bytes, kept whole. @returns its id. */
export async function keepFile(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly requestId: AnyId | null; readonly path: string },
  file: { readonly name: string; readonly content: string },
): Promise<AnyId> {
  const bytes = Buffer.from(file.content, 'base64')
  if (bytes.length > FILE_BYTES) {
    throw new Refusal('too_large', text('文件超过 10 MB。', 'The file is larger than 10 MiB.'))
  }
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) {
    const said = text('不是照片、PDF 或 OFD', 'is no photograph, PDF or OFD')
    throw badInput([{ path: of.path, text: said }])
  }
  const id = ctx.newId()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const row = { id, unitId: of.unitId, request_id: of.requestId, name: file.name, sha256 }
  await insertFile(ctx, { ...row, media_type: mediaType }, bytes)
  return id
}

const SHEETS = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

export interface SheetColumn {
  readonly title: string
  readonly kind: 'text' | 'money'
}

/** A list as a workbook or CSV in base64; amounts in fen. The name carries the county's day. */
export async function tableFile(
  ctx: Ctx,
  list: {
    readonly title: string
    readonly columns: readonly SheetColumn[]
    readonly rows: readonly (readonly (string | bigint | null)[])[]
  },
  format: keyof typeof SHEETS,
) {
  const table = { name: list.title, columns: list.columns, rows: list.rows }
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

/** Amounts are fen beyond what JSON's numbers hold. */
const exactly = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value

/** A paper as PDF or Word in base64, with a check code over what stands on it. */
export async function paperFile(ctx: Ctx, paper: Paper, format: keyof typeof PAPERS) {
  const code = createHash('sha256')
    .update(JSON.stringify(paper, exactly))
    .digest('hex')
    .slice(0, 16)
  const head = ctx.anchors().at(-1)
  const chain = head === undefined ? '' : `　审计链 第${head.seq}号 ${head.hash.slice(0, 16)}`
  const foot = {
    printed: `打印日期：${chinaDate(ctx.now)}`,
    proof: `内容校验码：${code.replaceAll(/(.{4})(?=.)/g, '$1 ')}${chain}`,
  }
  const bytes = await (format === 'pdf' ? writePdf : writeDocx)(paper, foot, { at: ctx.now })
  return {
    name: `${paper.organisation} ${paper.title}.${format}`.replaceAll(/[\\/:*?"<>|]/g, '·'),
    mediaType: PAPERS[format],
    content: bytes.toString('base64'),
  }
}
