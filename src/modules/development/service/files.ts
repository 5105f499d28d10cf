import { createHash } from 'node:crypto'
import { chinaDate } from '../../../kernel/date.ts'
import type { Paper } from '../../../kernel/paper.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import type { TableColumn, TableValue } from '../../../platform/sheet/table.ts'
import { writeCsv } from '../../../platform/sheet/write-csv.ts'
import { writeXlsx } from '../../../platform/sheet/write-xlsx.ts'

type Language = keyof Text

export interface FileColumn<Row> {
  readonly title: Text
  readonly kind: TableColumn['kind']
  readonly width?: number
  readonly value: (row: Row, language: Language) => TableValue
}

const SHEETS = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** A list as a workbook or CSV in base64; the name carries the county's day. */
export async function tableFile<Row>(
  ctx: Ctx,
  list: {
    readonly title: Text
    readonly columns: readonly FileColumn<Row>[]
    readonly rows: readonly Row[]
  },
  asked: { readonly format: keyof typeof SHEETS; readonly language: Language },
) {
  const { format, language } = asked
  const table = {
    name: list.title[language],
    columns: list.columns.map(({ title, kind, width }) => ({
      title: title[language],
      kind,
      ...(width === undefined ? {} : { width }),
    })),
    rows: list.rows.map((row) => list.columns.map((column) => column.value(row, language))),
  }
  const bytes = format === 'csv' ? writeCsv(table) : await writeXlsx([table])
  return {
    name: `${list.title[language]} ${ctx.today}.${format}`,
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
  const written = JSON.stringify(paper, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  const code = createHash('sha256').update(written).digest('hex').slice(0, 16)
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
