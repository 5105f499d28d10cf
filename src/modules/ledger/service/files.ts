import { badInput } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Workbook } from '../../../platform/sheet/cell.ts'
import { readWorkbook } from '../../../platform/sheet/read.ts'
import type { Table } from '../../../platform/sheet/table.ts'
import { writeCsv } from '../../../platform/sheet/write-csv.ts'
import { writeXlsx } from '../../../platform/sheet/write-xlsx.ts'
import type { FileFault, Mapping } from '../model/sheet.ts'
import { type Guess, guessAt, guessMapping, type Headings } from '../rules/sheet.ts'

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/** The bytes of a base64 text; null when it is none. */
export const bytesOf = (content: string): Buffer | null =>
  BASE64.test(content) && content.length % 4 === 0 ? Buffer.from(content, 'base64') : null

/** A table that came as base64. Refuses what is no such file. */
export async function openTable(fileName: string, content: string): Promise<Workbook> {
  const bytes = bytesOf(content)
  if (bytes === null) {
    throw badInput([{ path: '$.content', text: text('文件内容损坏', 'the content is not base64') }])
  }
  return await readWorkbook(bytes, fileName)
}

/** How a file is read, ready to be shown. */
export type ReadMapping = Omit<Guess, 'columns'> & { readonly columns: Guess['columns'][number][] }

/** What the clerk has corrected; what is left out stays as guessed. */
export interface Corrected {
  readonly sheet?: string | undefined
  readonly headerRow?: number | undefined
  readonly columns?: readonly { readonly column: number; readonly field: string }[] | undefined
}

/**
 * How a file is to be read: the guess, with the clerk's corrections over it.
 * @throws Refusal `bad_input` when no headings are found and none were pointed at.
 */
export function mappingOf(book: Workbook, headings: Headings, corrected: Corrected): ReadMapping {
  const { sheet, headerRow, columns = [] } = corrected
  const sheets =
    sheet === undefined ? book.sheets : book.sheets.filter(({ name }) => name === sheet)
  const [first] = sheets
  if (first === undefined) {
    const why = text(`文件里没有工作表“${sheet ?? ''}”`, `the file has no sheet “${sheet ?? ''}”`)
    throw badInput([{ path: '$.mapping.sheet', text: why }])
  }
  const shown = sheet === undefined ? sheets : sheets.map((each) => ({ ...each, hidden: false }))
  const guess =
    headerRow === undefined ? guessMapping(shown, headings) : guessAt(first, headerRow, headings)
  if (guess === null) {
    const why = text('没有找到表头,请指明表头所在行', 'no headings were found; name their row')
    throw badInput([{ path: '$.mapping.headerRow', text: why }])
  }
  const said = new Map(columns.map(({ column, field }) => [column, field]))
  return {
    ...guess,
    columns: guess.columns.map((column) => {
      const field = said.get(column.column)
      return field === undefined ? column : { ...column, field, confidence: 'exact' as const }
    }),
  }
}

export const plainMapping = ({ sheet, headerRow, columns }: Guess): Mapping => ({
  sheet,
  headerRow,
  columns: columns.map(({ column, field }) => ({ column, field })),
})

/** At most this many faults of a file are told at once. */
const FAULTS_SHOWN = 500

export const shownFaults = (faults: readonly FileFault[]): FileFault[] =>
  faults.slice(0, FAULTS_SHOWN)

const MEDIA_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** Tables as a file to download; a CSV file holds the first one only. */
export async function tableFile(
  tables: readonly [Table, ...Table[]],
  name: string,
  format: 'xlsx' | 'csv',
) {
  const bytes = format === 'xlsx' ? await writeXlsx(tables) : writeCsv(tables[0])
  return {
    name: `${name}.${format}`,
    mediaType: MEDIA_TYPES[format],
    content: bytes.toString('base64'),
  }
}
