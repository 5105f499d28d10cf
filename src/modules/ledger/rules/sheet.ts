import { addDays, date, type LocalDate, parseDate } from '../../../kernel/date.ts'
import { fen, type Fen } from '../../../kernel/money.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text, toHalfWidth } from '../../../kernel/text.ts'
import type { FileFault, Mapping, SourceCell, SourceSheet } from '../model/sheet.ts'

/* Reading tables that people made: what their headings mean, and single cells, exactly or not at all. */

/** The headings of each field, as they are met in files. */
export type Headings = Readonly<Record<string, readonly string[]>>

export interface GuessedColumn {
  readonly column: number
  readonly heading: string
  /** A field of the headings, or `ignore`. */
  readonly field: string
  readonly confidence: 'exact' | 'part' | 'none'
}

export interface Guess {
  readonly sheet: string
  readonly headerRow: number
  readonly columns: readonly GuessedColumn[]
}

/** Headings stand among the first rows; above them are titles, account numbers, dates. */
const HEADER_ROWS = 40
const MIN_MATCHES = 2
const LONGEST_HEADING = 60
const BRACKETED = /[([{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]/g
const MARKS = /[\s\p{Cf}\p{P}\p{S}]/gu

/** "收入金额（元）*" as 收入金额: without brackets, marks, blanks and differences of width. */
export const headingKey = (raw: string): string =>
  raw
    .slice(0, LONGEST_HEADING)
    .normalize('NFKC')
    .replaceAll(BRACKETED, '')
    .replaceAll(MARKS, '')
    .toLowerCase()

interface Wish {
  readonly column: number
  readonly field: string
  readonly confidence: 'exact' | 'part'
  /** Longer matches are surer. */
  readonly size: number
}

function wishesFor(heading: { column: number; key: string }, headings: Headings): Wish[] {
  return Object.entries(headings).flatMap(([field, words]): Wish[] => {
    const keys = words.map(headingKey)
    const { column, key } = heading
    if (keys.includes(key)) return [{ column, field, confidence: 'exact' as const, size: 99 }]
    const size = Math.max(
      0,
      ...keys.filter((k) => k.length > 1 && key.includes(k)).map((k) => k.length),
    )
    return size === 0 ? [] : [{ column, field, confidence: 'part' as const, size }]
  })
}

/** The first visible sheet with recognisable headings, and what they mean; null when there is none. */
export function guessMapping(sheets: readonly SourceSheet[], headings: Headings): Guess | null {
  for (const sheet of sheets.filter((each) => !each.hidden)) {
    let best: Guess | null = null
    let most = MIN_MATCHES - 1
    for (const { row } of sheet.rows.slice(0, HEADER_ROWS)) {
      const guess = guessAt(sheet, row, headings)
      const found = guess.columns.filter((c) => c.confidence === 'exact').length * 2
      const matches = found + guess.columns.filter((c) => c.confidence === 'part').length
      const known = guess.columns.filter(({ field }) => field !== 'ignore').length
      if (known >= MIN_MATCHES && matches > most) [best, most] = [guess, matches]
    }
    if (best !== null) return best
  }
  return null
}

/** What the columns mean when the headings stand in this row: each field once, the surest first. */
export function guessAt(sheet: SourceSheet, headerRow: number, headings: Headings): Guess {
  const cells = (sheet.rows.find(({ row }) => row === headerRow)?.cells ?? []).filter(
    ({ kind, text: said }) => kind === 'text' && said.trim() !== '',
  )
  const wishes = cells
    .flatMap((cell) => wishesFor({ column: cell.column, key: headingKey(cell.text) }, headings))
    .toSorted((a, b) => b.size - a.size || a.column - b.column)
  const byColumn = new Map<number, Wish>()
  const taken = new Set<string>()
  for (const wish of wishes) {
    if (byColumn.has(wish.column) || taken.has(wish.field)) continue
    byColumn.set(wish.column, wish)
    taken.add(wish.field)
  }
  return {
    sheet: sheet.name,
    headerRow,
    columns: cells.map(({ column, text: heading }) => ({
      column,
      heading: heading.trim().slice(0, LONGEST_HEADING),
      field: byColumn.get(column)?.field ?? 'ignore',
      confidence: byColumn.get(column)?.confidence ?? ('none' as const),
    })),
  }
}

/** A row below the headings, by field. */
export interface FieldRow {
  readonly sheet: string
  readonly row: number
  /** The cell of a field; null when it is empty or the file has no such column. */
  readonly cell: (field: string) => SourceCell | null
  /** The column of a field, 0 when the file has none. */
  readonly column: (field: string) => number
}

/** The rows below the headings of the mapped sheet; a sheet that is not there has none. */
export function rowsBelow(sheets: readonly SourceSheet[], mapping: Mapping): FieldRow[] {
  const sheet = sheets.find(({ name }) => name === mapping.sheet)
  const columns = new Map(mapping.columns.map(({ field, column }) => [field, column]))
  return (sheet?.rows ?? [])
    .filter(({ row }) => row > mapping.headerRow)
    .map(({ row, cells }) => {
      const byColumn = new Map(cells.map((cell) => [cell.column, cell]))
      return {
        sheet: mapping.sheet,
        row,
        column: (field) => columns.get(field) ?? 0,
        cell: (field) => {
          const found = byColumn.get(columns.get(field) ?? 0)
          return found === undefined || isNothing(found.text) ? null : found
        },
      }
    })
}

/** A field that is mapped to two columns: the file would be read two ways. */
export function doubleFields(mapping: Mapping): FileFault[] {
  const seen = new Set<string>()
  return mapping.columns.flatMap(({ field, column }) => {
    if (field === 'ignore' || !seen.has(field)) {
      seen.add(field)
      return []
    }
    const why = text('两列的含义相同', 'two columns have the same meaning')
    return [
      { level: 'error' as const, sheet: mapping.sheet, row: mapping.headerRow, column, text: why },
    ]
  })
}

export const faultIn = (row: FieldRow, field: string, why: Text): FileFault => ({
  level: 'error',
  sheet: row.sheet,
  row: row.row,
  column: row.column(field),
  text: why,
})

/** As the refusal shows it: "流水!5:3". */
export const asFault = ({ sheet, row, column, text: why }: FileFault): Fault => ({
  path: `${sheet}!${row}:${column}`,
  text: why,
})

const NOTHING = new Set(['', '-', '--', '—', '——', '/', '无'])
const isNothing = (value: string): boolean => NOTHING.has(compact(value))

/** A text as people meant it: composed, single blanks, no control or direction marks. */
export const clean = (value: string): string =>
  value
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s\u3000]+/g, ' ')
    .trim()

export const compact = (value: string): string => toHalfWidth(clean(value)).replaceAll(' ', '')

/** The text of a field; null when empty. At most `max` characters are kept. */
export const textIn = (row: FieldRow, field: string, max = 200): string | null => {
  const cell = row.cell(field)
  return cell === null ? null : Array.from(clean(cell.text)).slice(0, max).join('')
}

const AMOUNT = /^([+-]?)(\d{1,15})(?:\.(\d{1,10}))?元?$/
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?/

/** Money of a cell in fen; `undefined` where the cell holds something else or more than two decimals. */
export function moneyOf(cell: SourceCell): Fen | undefined {
  const bare = compact(cell.text).replace(/^([+-]?)(?:[¥￥]|人民币|RMB|CNY)/i, '$1')
  const match = AMOUNT.exec(GROUPED.test(bare) ? bare.replaceAll(',', '') : bare)
  if (match === null || cell.kind === 'long-number' || cell.kind === 'date') return undefined
  const [, sign = '', whole = '0', decimals = ''] = match
  const places = decimals.replace(/0+$/, '')
  if (places.length > 2) return undefined
  const size = BigInt(whole) * 100n + BigInt(places.padEnd(2, '0'))
  return fen(sign === '-' ? -size : size)
}

export const NOT_MONEY = text(
  '不是金额(元,最多两位小数)',
  'is not an amount of yuan with at most two decimals',
)
export const NOT_A_DAY = text('不是日期,请写成 2020-11-30', 'is no date like 2020-11-30')

const YMD = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?/
const DIGITS = /^(\d{4})(\d{2})(\d{2})(?:\d{6})?$/
/** Serial days of 1950 to 2100: a day typed into a cell without a date format. */
const SERIAL = /^(?:1[89]\d{3}|[2-6]\d{4}|7[0-2]\d{3})$/
const SERIAL_EPOCH = date('1899-12-30')

/** The day of a cell, a time of day dropped; null when it is none. */
export function dayOf(cell: SourceCell): LocalDate | null {
  const bare = compact(cell.text)
  if (cell.kind === 'number' && SERIAL.test(bare)) return addDays(SERIAL_EPOCH, Number(bare))
  const match = YMD.exec(bare) ?? DIGITS.exec(bare)
  if (match === null) return null
  const [, year = '', month = '', day = ''] = match
  return parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
