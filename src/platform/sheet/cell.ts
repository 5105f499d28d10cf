/**
 * How a cell is to be understood.
 * - `text`, `number` (a plain decimal, no exponent), `percent` ("31%"), `date` ('YYYY-MM-DD'),
 *   `boolean` ("TRUE", "FALSE");
 * - `long-number`: a number of more than 15 digits; Excel keeps 15, so its last digits are already lost;
 * - `error`: "#DIV/0!" and its kin; `uncalculated`: a formula whose result was never saved.
 */
export type CellKind =
  | 'text'
  | 'number'
  | 'percent'
  | 'date'
  | 'boolean'
  | 'long-number'
  | 'error'
  | 'uncalculated'

/** A cell that is not empty; the column counts from 1. */
export interface Cell {
  readonly column: number
  readonly kind: CellKind
  readonly text: string
}

/** A row that is not empty; `row` is the number Excel shows at its left. */
export interface Row {
  readonly row: number
  readonly cells: readonly Cell[]
}

/** Cells joined into one: only the first holds the value. Rows and columns count from 1, ends included. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface Sheet {
  readonly name: string
  /** Hidden by whoever saved the file: the reader of the screen does not see it. */
  readonly hidden: boolean
  readonly rows: readonly Row[]
  readonly merges: readonly Merge[]
}

type SheetFormat = 'xlsx' | 'csv'

export interface Workbook {
  readonly format: SheetFormat
  /** Of a CSV file: 'utf-8', 'utf-16le' or 'gb18030'. */
  readonly encoding: string
  readonly sheets: readonly Sheet[]
  /** Whether cells point into other files; such links are never followed, saved values are used. */
  readonly externalLinks: boolean
}

/** What a file may ask of us. Everything is checked before or while it is unpacked, never after. */
export interface SheetLimits {
  readonly fileBytes: number
  readonly entries: number
  readonly unpackedBytes: number
  /** Unpacked over packed size, checked for entries above 1 MiB. */
  readonly ratio: number
  readonly sheets: number
  readonly rows: number
  readonly columns: number
  readonly cells: number
  readonly characters: number
}

export const SHEET_LIMITS: SheetLimits = {
  fileBytes: 12 * 1024 * 1024,
  entries: 2_000,
  unpackedBytes: 300 * 1024 * 1024,
  ratio: 250,
  sheets: 60,
  rows: 200_000,
  columns: 200,
  cells: 1_000_000,
  characters: 32_767,
}

/** 1 → "A", 27 → "AA": the letters Excel writes above a column. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCodePoint(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** The place of a fault, "sheet!row:column": "成员名册!5:3". */
export const cellPath = (sheet: string, row: number, column: number): string =>
  `${sheet}!${row}:${column}`
