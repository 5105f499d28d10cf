import type { Cell, CellKind, Merge, Row, Sheet, SheetLimits } from './cell.ts'
import { isLong, plainDecimal, serialDate, timesHundred } from './number.ts'
import { refuseFile, refuseSize } from './refuse.ts'
import type { NumberStyle } from './style.ts'
import type { Attributes, XmlHandler } from './xml.ts'

/** What the cells of all sheets of a workbook refer to. */
export interface Shared {
  readonly strings: readonly string[]
  readonly styles: readonly NumberStyle[]
  readonly epoch1904: boolean
}

/** Cells counted over all sheets of the file. */
export interface CellCount {
  value: number
}

const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_384
const MAX_MERGES = 20_000

interface RawCell {
  readonly column: number
  readonly type: string
  readonly style: number
  formula: boolean
  /** Null until the file says that there is a value, be it empty. */
  value: string | null
}

/** Excel writes characters that XML forbids as "_x000D_", and a real "_x000D_" as "_x005F_x000D_". */
export const decodeEscapes = (value: string): string =>
  value.includes('_x')
    ? value.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : value

/**
 * Collects one worksheet. Rows and cells that hold nothing are skipped and not counted: a sheet whose
 * columns are coloured down to row 1,048,576 is an ordinary sheet.
 */
export function collectSheet(
  sheet: { readonly name: string; readonly hidden: boolean },
  shared: Shared,
  bounds: { readonly limits: SheetLimits; readonly count: CellCount },
): { readonly handler: XmlHandler; readonly result: () => Sheet } {
  const { limits, count } = bounds
  const rows: Row[] = []
  const merges: Merge[] = []
  let inData = false
  let row = 0
  let column = 0
  let cells: Cell[] = []
  let cell: RawCell | null = null
  let reading: 'v' | 't' | null = null
  let phonetic = false

  const openRow = (attributes: Attributes): void => {
    row = numberOf(attributes.get('r'), row + 1)
    if (row <= (rows.at(-1)?.row ?? 0) || row > LAST_ROW) throw refuseFile('damaged')
    column = 0
    cells = []
  }
  const openCell = (attributes: Attributes): void => {
    const at = columnOf(attributes.get('r'), column + 1)
    if (at <= column || at > LAST_COLUMN) throw refuseFile('damaged')
    column = at
    cell = {
      column,
      type: attributes.get('t') ?? 'n',
      style: numberOf(attributes.get('s'), 0),
      formula: false,
      value: null,
    }
  }
  const closeCell = (): void => {
    if (cell === null) return
    const read = readCell(cell, shared)
    cell = null
    if (read === null) return
    const place = `${sheet.name}!${row}:${column}`
    if (column > limits.columns) throw refuseSize('columns', limits, place)
    if (read.text.length > limits.characters) throw refuseSize('characters', limits, place)
    count.value += 1
    if (count.value > limits.cells) throw refuseSize('cells', limits, place)
    cells.push(read)
  }
  const closeRow = (): void => {
    if (cells.length === 0) return
    if (row > limits.rows) throw refuseSize('rows', limits, `${sheet.name}!${row}:1`)
    rows.push({ row, cells })
    cells = []
  }

  const handler: XmlHandler = {
    open: (name, attributes) => {
      if (name === 'sheetData') inData = true
      else if (name === 'mergeCell') addMerge(merges, attributes.get('ref'))
      else if (!inData) return
      else if (name === 'row') openRow(attributes)
      else if (name === 'c') openCell(attributes)
      else if (cell === null) return
      else if (name === 'f') cell.formula = true
      else if (name === 'rPh') phonetic = true
      else if (name === 'v' || (name === 't' && !phonetic)) {
        reading = name
        cell.value ??= ''
      }
    },
    text: (value) => {
      if (reading === null || cell === null) return
      cell.value = (cell.value ?? '') + value
      if (cell.value.length > limits.characters) {
        throw refuseSize('characters', limits, `${sheet.name}!${row}:${column}`)
      }
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = null
      else if (name === 'rPh') phonetic = false
      else if (name === 'c') closeCell()
      else if (name === 'row') closeRow()
      else if (name === 'sheetData') inData = false
    },
  }
  return { handler, result: () => ({ ...sheet, rows, merges }) }
}

function numberOf(raw: string | undefined, otherwise: number): number {
  if (raw === undefined) return otherwise
  if (!/^\d{1,7}$/.test(raw)) throw refuseFile('damaged')
  return Number(raw)
}

/** "AB12" → 28. */
function columnOf(address: string | undefined, otherwise: number): number {
  if (address === undefined) return otherwise
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(address)?.[1]
  if (letters === undefined) throw refuseFile('damaged')
  let column = 0
  for (const letter of letters) column = column * 26 + (letter.codePointAt(0) ?? 0) - 64
  return column
}

function addMerge(merges: Merge[], ref: string | undefined): void {
  const [from = '', to = ''] = (ref ?? '').split(':')
  const ends = [from, to].map((end) => /^[A-Z]{1,3}(\d{1,7})$/.exec(end)?.[1])
  const [top, bottom] = ends.map(Number)
  if (top === undefined || bottom === undefined || ends.includes(undefined)) return
  if (merges.length >= MAX_MERGES) throw refuseFile('damaged')
  merges.push({ top, bottom, left: columnOf(from, 1), right: columnOf(to, 1) })
}

function readCell(raw: RawCell, shared: Shared): Cell | null {
  const made = (kind: CellKind, text: string): Cell => ({ column: raw.column, kind, text })
  if (raw.value === null) return raw.formula ? made('uncalculated', '') : null
  if (raw.value === '') return null
  switch (raw.type) {
    case 'inlineStr':
    case 'str':
      return made('text', decodeEscapes(raw.value))
    case 's': {
      const found = shared.strings[numberOf(raw.value, 0)]
      if (found === undefined) throw refuseFile('damaged')
      return found === '' ? null : made('text', found)
    }
    case 'b':
      return made('boolean', raw.value === '1' ? 'TRUE' : 'FALSE')
    case 'e':
      return made('error', raw.value)
    case 'd':
      return made('date', raw.value.slice(0, 10))
    case 'n':
      return readNumber(raw.value, shared.styles[raw.style] ?? 'plain', { made, shared })
    default:
      throw refuseFile('damaged')
  }
}

function readNumber(
  value: string,
  style: NumberStyle,
  context: { made: (kind: CellKind, text: string) => Cell; shared: Shared },
): Cell {
  const { made, shared } = context
  const plain = plainDecimal(value.trim())
  if (plain === null) throw refuseFile('damaged')
  if (style === 'date') {
    const day = serialDate(plain, shared.epoch1904)
    return day === null ? made('error', plain) : made('date', day)
  }
  if (style === 'percent') return made('percent', `${timesHundred(plain)}%`)
  return made(isLong(plain) ? 'long-number' : 'number', plain)
}
