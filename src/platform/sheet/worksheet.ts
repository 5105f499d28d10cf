import {
  type Cell,
  type CellKind,
  cellPath,
  type Merge,
  type Row,
  type Sheet,
  type SheetLimits,
} from './cell.ts'
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

/** A worksheet while its XML goes by. */
interface Collecting {
  readonly sheet: { readonly name: string; readonly hidden: boolean }
  readonly shared: Shared
  readonly limits: SheetLimits
  readonly count: CellCount
  readonly rows: Row[]
  readonly merges: Merge[]
  inData: boolean
  row: number
  column: number
  cells: Cell[]
  cell: RawCell | null
  reading: 'v' | 't' | null
  phonetic: boolean
}

const placeOf = (at: Collecting): string => cellPath(at.sheet.name, at.row, at.column)

/**
 * Collects one worksheet. Rows and cells that hold nothing are skipped and not counted: a sheet whose
 * columns are coloured down to row 1,048,576 is an ordinary sheet.
 */
export function collectSheet(
  sheet: { readonly name: string; readonly hidden: boolean },
  shared: Shared,
  bounds: { readonly limits: SheetLimits; readonly count: CellCount },
): { readonly handler: XmlHandler; readonly result: () => Sheet } {
  const at: Collecting = {
    sheet,
    shared,
    ...bounds,
    rows: [],
    merges: [],
    inData: false,
    row: 0,
    column: 0,
    cells: [],
    cell: null,
    reading: null,
    phonetic: false,
  }
  const handler: XmlHandler = {
    open: (name, attributes) => {
      if (name === 'sheetData') at.inData = true
      else if (name === 'mergeCell') addMerge(at.merges, attributes.get('ref'))
      else if (at.inData) openElement(at, name, attributes)
    },
    text: (value) => addText(at, value),
    close: (name) => {
      if (name === 'v' || name === 't') at.reading = null
      else if (name === 'rPh') at.phonetic = false
      else if (name === 'c') closeCell(at)
      else if (name === 'row') closeRow(at)
      else if (name === 'sheetData') at.inData = false
    },
  }
  const { name, hidden } = sheet
  return { handler, result: () => ({ name, hidden, rows: at.rows, merges: at.merges }) }
}

function openElement(at: Collecting, name: string, attributes: Attributes): void {
  if (name === 'row') {
    at.row = numberOf(attributes.get('r'), at.row + 1)
    if (at.row <= (at.rows.at(-1)?.row ?? 0) || at.row > LAST_ROW) throw refuseFile('damaged')
    at.column = 0
    at.cells = []
  } else if (name === 'c') openCell(at, attributes)
  else if (at.cell === null) return
  else if (name === 'f') at.cell.formula = true
  else if (name === 'rPh') at.phonetic = true
  else if (name === 'v' || (name === 't' && !at.phonetic)) {
    at.reading = name
    at.cell.value ??= ''
  }
}

function openCell(at: Collecting, attributes: Attributes): void {
  const column = columnOf(attributes.get('r'), at.column + 1)
  if (column <= at.column || column > LAST_COLUMN) throw refuseFile('damaged')
  at.column = column
  at.cell = {
    column,
    type: attributes.get('t') ?? 'n',
    style: numberOf(attributes.get('s'), 0),
    formula: false,
    value: null,
  }
}

function addText(at: Collecting, value: string): void {
  if (at.reading === null || at.cell === null) return
  at.cell.value = (at.cell.value ?? '') + value
  if (at.cell.value.length > at.limits.characters) {
    throw refuseSize('characters', at.limits, placeOf(at))
  }
}

function closeCell(at: Collecting): void {
  if (at.cell === null) return
  const read = readCell(at.cell, at.shared)
  at.cell = null
  if (read === null) return
  if (at.column > at.limits.columns) throw refuseSize('columns', at.limits, placeOf(at))
  if (read.text.length > at.limits.characters) {
    throw refuseSize('characters', at.limits, placeOf(at))
  }
  at.count.value += 1
  if (at.count.value > at.limits.cells) throw refuseSize('cells', at.limits, placeOf(at))
  at.cells.push(read)
}

function closeRow(at: Collecting): void {
  if (at.cells.length === 0) return
  if (at.row > at.limits.rows)
    throw refuseSize('rows', at.limits, cellPath(at.sheet.name, at.row, 1))
  at.rows.push({ row: at.row, cells: at.cells })
  at.cells = []
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
