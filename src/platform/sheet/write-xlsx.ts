import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import excel from 'exceljs'
import { assert } from '../../kernel/assert.ts'
import { formatYuan } from '../../kernel/money.ts'
import { percentText, type Table, type TableColumn, type TableValue } from './table.ts'

/** Excel keeps 15 digits: fen below this are exact as a number with two decimals, others become text. */
const EXACT_FEN = 10n ** 15n
const EXACT_DIGITS = 15
const MAX_CHARACTERS = 32_767
const HEADER_FILL = 'FFF3F0EC'
const FORMATS = {
  text: '@',
  money: '#,##0.00;[Red]-#,##0.00',
  integer: '#,##0',
  decimal: '#,##0.######',
  percent: '0.00%',
  date: 'yyyy-mm-dd',
} as const satisfies Record<TableColumn['kind'], string>
const WIDTHS = { text: 16, money: 16, integer: 10, decimal: 12, percent: 10, date: 12 } as const
/** The first day after the leap day that only Excel knows; earlier days are written as text. */
const FIRST_DATE = '1900-03-01'

/** The tables as sheets of one workbook: styled frozen headings, filters, texts as text. Streamed. */
export async function writeXlsx(tables: readonly Table[]): Promise<Buffer> {
  const stream = new PassThrough()
  const collected = buffer(stream)
  const book = new excel.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  })
  const taken = new Set<string>()
  for (const table of tables) {
    addSheet(book, table, sheetName(table.name, taken))
  }
  await book.commit()
  return await collected
}

function addSheet(book: excel.stream.xlsx.WorkbookWriter, table: Table, name: string): void {
  const { columns } = table
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((column) => ({
    width: column.width ?? Math.max(WIDTHS[column.kind], shownWidth(column.title) + 4),
    style: { numFmt: FORMATS[column.kind] },
  }))
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  const heading = sheet.addRow(columns.map((column) => safeText(column.title)))
  heading.eachCell((cell) => {
    cell.font = { bold: true }
    cell.numFmt = '@'
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: HEADER_FILL } }
    cell.border = { bottom: { style: 'thin' } }
    cell.alignment = { vertical: 'middle', wrapText: true }
  })
  heading.commit()
  for (const row of table.rows) {
    assert(row.length === columns.length, 'a row has a value for each column')
    sheet.addRow(row.map((value, i) => cellValue(value, columns[i]?.kind ?? 'text'))).commit()
  }
  sheet.commit()
}

function cellValue(value: TableValue, kind: TableColumn['kind']): excel.CellValue {
  if (value === null) return null
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return integerValue(value, kind)
  if (typeof value === 'object') return hundredth(percentText(value))
  if (kind === 'date' && value >= FIRST_DATE) return new Date(`${value}T00:00:00Z`)
  if (kind === 'decimal' && value.replaceAll(/\D/g, '').length <= EXACT_DIGITS) return Number(value)
  return safeText(value)
}

/** Fen as the exact number Excel keeps, or as text beyond its fifteen digits. */
export function integerValue(value: bigint, kind: TableColumn['kind']): string | number {
  const exact = value < EXACT_FEN && value > -EXACT_FEN
  if (kind === 'money') return exact ? Number(formatYuan(value)) : formatYuan(value)
  return exact ? Number(value) : value.toString()
}

/** "31.2500" per cent as the number that Excel shows as 31.25%, its point moved in the digits. */
const hundredth = (percent: string): number => Number(`${percent}e-2`)

/** What Excel would decode ("_x000D_") is escaped, what XML cannot hold is dropped. */
export const safeText = (value: string): string =>
  value
    .slice(0, MAX_CHARACTERS)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, (sign) => (/[\t\n\r\x7F-\x9F]/.test(sign) ? sign : ''))

/** Excel's own rules for sheet names: 31 characters, none of []:*?/\, no two alike. */
export function sheetName(wanted: string, taken: Set<string>): string {
  const base = wanted.replaceAll(/[[\]:*?/\\']/g, ' ').trim() || 'Sheet'
  let name = base.slice(0, 31)
  for (let i = 2; taken.has(name.toLowerCase()); i++) {
    name = `${base.slice(0, 27)}(${i})`
  }
  taken.add(name.toLowerCase())
  return name
}

/** Chinese characters take two half-width places. */
function shownWidth(text: string): number {
  let width = 0
  for (const char of text) width += (char.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1
  return width
}
