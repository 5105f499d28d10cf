import { CsvError, parse } from 'csv-parse/sync'
import { type Cell, cellPath, type Row, type SheetLimits, type Workbook } from './cell.ts'
import { refuseFile, refuseSize } from './refuse.ts'
import { unquoteFormula } from './formula.ts'

const SAMPLE = 20_000
const DELIMITERS = [',', '\t', ';'] as const

/** Reads comma, tab or semicolon separated text; every cell is text, nothing is computed. */
export function readCsv(bytes: Buffer, name: string, limits: SheetLimits): Workbook {
  const { text, encoding } = decodeText(bytes)
  if (text.includes('\0')) throw refuseFile('not_a_table')
  if (/^\s*<(?:!doctype|html|table|\?xml)/i.test(text)) throw refuseFile('web_page')
  const rows: Row[] = []
  let count = 0
  const records = parseRecords(text, delimiterOf(text), limits.rows + 1)
  if (records.length > limits.rows) throw refuseSize('rows', limits)
  for (const [index, record] of records.entries()) {
    const cells: Cell[] = []
    for (const [place, raw] of record.entries()) {
      const value = unquoteFormula(raw)
      if (value.trim() === '') continue
      if (place >= limits.columns) throw refuseSize('columns', limits, cellPath(name, index + 1, 1))
      if (value.length > limits.characters) {
        throw refuseSize('characters', limits, cellPath(name, index + 1, place + 1))
      }
      cells.push({ column: place + 1, kind: 'text', text: value })
    }
    count += cells.length
    if (count > limits.cells) throw refuseSize('cells', limits)
    if (cells.length > 0) rows.push({ row: index + 1, cells })
  }
  const sheet = { name, hidden: false, rows, merges: [] }
  return { format: 'csv', encoding, sheets: [sheet], externalLinks: false }
}

/** UTF-8 with or without a mark, Excel's "Unicode text", or GB18030, of which GBK and GB 2312 are parts. */
export function decodeText(bytes: Buffer): { text: string; encoding: string } {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe
  const candidates = marked ? ['utf-16le'] : ['utf-8', 'gb18030']
  for (const encoding of candidates) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
    } catch {
      continue
    }
  }
  throw refuseFile('encoding')
}

/** The separator that is most frequent outside of quotes near the beginning. */
function delimiterOf(text: string): string {
  const sample = text.slice(0, SAMPLE).replaceAll(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((delimiter) => sample.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

function parseRecords(text: string, delimiter: string, rows: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      to: rows,
      record_delimiter: ['\r\n', '\n', '\r'],
      // A quote inside an unquoted field is a character: 5" pipe.
      relax_quotes: true,
    })
  } catch (error) {
    if (error instanceof CsvError) throw refuseFile('quotes')
    throw error
  }
}
