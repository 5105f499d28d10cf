import {
  type ColumnMapping,
  type Confidence,
  type Field,
  MONEY_FIELDS,
  type MoneyUnit,
  type SheetMapping,
  type SourceSheet,
} from '../model.ts'
import { guessByContents } from './contents.ts'
import { type Grid, gridOf } from './grid.ts'
import { fieldsOf, fieldsWithin, type Heading, readHeading, unitOfTitle } from './headings.ts'

/** A heading stands among the first rows; above it are titles, units, dates. */
const HEADER_ROWS = 30
const HEADER_HEIGHT = 3
const MIN_MATCHES = 2

/** What the county's memory says of a heading line: fields and units by column position. */
export type Remembered = readonly {
  readonly column: number
  readonly field: ColumnMapping['field']
  readonly unit: MoneyUnit | null
}[]

/**
 * Guesses what each sheet and column of a file means. Sheets without a recognisable heading and hidden
 * ones are listed but not used. `remember` answers for a signature seen before.
 */
export function guessMapping(
  sheets: readonly SourceSheet[],
  remember: (signature: string) => Remembered | null,
): SheetMapping[] {
  return sheets.map((sheet) => {
    const grid = gridOf(sheet)
    const taught = candidateHeaders(grid).find(
      (header) => remember(signatureOf(grid, header)) !== null,
    )
    const header = taught ?? findHeader(grid)
    if (header === null) {
      const none = { headerTop: 0, headerBottom: 0, signature: '', columns: [] }
      return { sheet: sheet.name, used: false, ...none }
    }
    const guessed = mapSheet(sheet, grid, header)
    const known = remember(guessed.signature)
    const columns = known === null ? guessed.columns : recall(guessed.columns, known)
    const named = columns.some((column) => column.field === 'name')
    return { ...guessed, used: !sheet.hidden && named, columns }
  })
}

/** The signatures of all rows that may be headings, to be looked up in the county's memory. */
export const signaturesOf = (sheets: readonly SourceSheet[]): string[] =>
  sheets.flatMap((sheet) => {
    const grid = gridOf(sheet)
    return candidateHeaders(grid).map((header) => signatureOf(grid, header))
  })

interface Header {
  readonly top: number
  readonly bottom: number
}

/** The likeliest heading first, then each of the first rows alone and with the one below it. */
function candidateHeaders(grid: Grid): Header[] {
  const found = findHeader(grid)
  const rows = grid.rows.slice(0, HEADER_ROWS).flatMap(({ row }) => [
    { top: row, bottom: row },
    { top: row, bottom: row + 1 },
  ])
  return found === null ? rows : [found, ...rows]
}

/** Headings and units in order: what makes two files alike. */
const signatureOf = (grid: Grid, header: Header): string =>
  signature(unitAbove(grid, header.top), headingTexts(grid, header))

function signature(
  titleUnit: MoneyUnit | null,
  headings: readonly { readonly text: string }[],
): string {
  const words = headings.map(({ text }) => {
    const { key, unit } = readHeading(text)
    return unit === null ? key : `${key}/${unit}`
  })
  return `${titleUnit ?? ''}#${words.join('|')}`
}

/** The mapping of one sheet for a heading the clerk has pointed at. */
export function mapSheet(sheet: SourceSheet, grid: Grid, header: Header): SheetMapping {
  const titleUnit = unitAbove(grid, header.top)
  const headings = headingTexts(grid, header).map(({ column, text }) => ({
    column,
    text,
    heading: readHeading(text),
  }))
  const candidates = headings.map(({ column, text, heading }) => ({
    column,
    text,
    ...candidatesOf(heading, grid, { column, below: header.bottom }),
  }))
  const taken = assign(candidates)
  const columns = candidates.map((candidate): ColumnMapping => {
    const field = taken.get(candidate.column) ?? 'ignore'
    return {
      column: candidate.column,
      heading: candidate.text,
      field,
      unit: MONEY_FIELDS.has(field) ? (candidate.unit ?? titleUnit ?? 'yuan') : null,
      confidence: field === 'ignore' ? 'none' : candidate.confidence,
      alternatives: candidate.fields.filter((other) => other !== field),
    }
  })
  return {
    sheet: sheet.name,
    used: true,
    headerTop: header.top,
    headerBottom: header.bottom,
    signature: signature(titleUnit, headings),
    columns,
  }
}

/**
 * The row with the most known headings, with the rows its joined cells reach into. One known heading is
 * enough only where it is plainly the name, beside others.
 */
function findHeader(grid: Grid): Header | null {
  let best = { row: 0, matches: 0, name: false }
  for (const { row, cells } of grid.rows.slice(0, HEADER_ROWS)) {
    const found = cells
      .filter(({ kind }) => kind === 'text')
      .map(({ text }) => fieldsOf(readHeading(text)).fields)
      .filter((fields) => fields.length > 0)
    const name =
      cells.length > 1 && found.some(([first, ...more]) => first === 'name' && more.length === 0)
    if (found.length > best.matches) best = { row, matches: found.length, name }
  }
  if (best.matches < MIN_MATCHES && !best.name) return null
  let [top, bottom] = [best.row, best.row]
  for (const { row, cells } of grid.rows) {
    if (Math.abs(row - best.row) > HEADER_HEIGHT) continue
    for (const { column } of cells) {
      const span = grid.span(row, column)
      const touches = span.top <= best.row && span.bottom >= best.row
      if (!touches || span.bottom - span.top >= HEADER_HEIGHT) continue
      top = Math.min(top, span.top)
      bottom = Math.max(bottom, span.bottom)
    }
  }
  return { top, bottom }
}

function unitAbove(grid: Grid, top: number): MoneyUnit | null {
  for (const { row, cells } of grid.rows) {
    if (row >= top) return null
    for (const { text } of cells) {
      const unit = unitOfTitle(text)
      if (unit !== null) return unit
    }
  }
  return null
}

/** The heading over each column; over two lines ("出资额" above "货币") both, once each. */
function headingTexts(grid: Grid, header: Header): { column: number; text: string }[] {
  const columns = new Set<number>()
  for (const { row, cells } of grid.rows) {
    if (row > header.bottom) break
    if (row < header.top) continue
    for (const { column } of cells) columns.add(column)
  }
  return [...columns]
    .toSorted((a, b) => a - b)
    .map((column) => {
      const parts: string[] = []
      for (let row = header.top; row <= header.bottom; row++) {
        const text = grid.joined(row, column)?.text.trim() ?? ''
        if (text !== '' && parts.at(-1) !== text) parts.push(text)
      }
      return { column, text: plainHeading(lastKnown(parts)) }
    })
}

/** The lower line alone where it says enough ("货币出资额"), else both lines together. */
function lastKnown(parts: readonly string[]): string {
  const whole = parts.join(' ')
  const last = parts.at(-1) ?? ''
  if (parts.length < 2 || fieldsOf(readHeading(whole)).fields.length > 0) return whole
  return fieldsOf(readHeading(last)).fields.length > 0 ? last : whole
}

const LONGEST_HEADING = 100

/** Headings are kept in clear. A row of data taken for one must not leave an ID number there. */
const plainHeading = (text: string): string =>
  text.slice(0, LONGEST_HEADING).replaceAll(/\d{6,}[\dXx]*/g, '…')

interface Candidates {
  readonly fields: readonly Field[]
  readonly unit: MoneyUnit | null
  readonly confidence: Confidence
}

function candidatesOf(
  heading: Heading,
  grid: Grid,
  at: { readonly column: number; readonly below: number },
): Candidates {
  const exact = fieldsOf(heading)
  if (exact.fields.length > 0) return { ...exact, confidence: 'exact' }
  const part = fieldsWithin(heading)
  if (part.length > 0) return { fields: part, unit: heading.unit, confidence: 'part' }
  const fields = guessByContents(grid, at)
  const confidence = fields.length > 0 ? 'content' : 'none'
  return { fields, unit: heading.unit, confidence }
}

const RANK: Readonly<Record<Confidence, number>> = {
  remembered: 0,
  exact: 1,
  part: 2,
  content: 3,
  none: 4,
}

/** Gives each field to one column: surer headings first, first meanings before second ones, then from the left. */
function assign(
  candidates: readonly (Candidates & { readonly column: number })[],
): Map<number, Field> {
  const wishes = candidates.flatMap(({ column, fields, confidence }) =>
    fields.map((field, choice) => ({
      column,
      field,
      // 户主 is the member's name only where no column says so plainly.
      rank: RANK[confidence] * 10 + choice + (fields.length > 1 ? 1 : 0),
    })),
  )
  const byColumn = new Map<number, Field>()
  const used = new Set<Field>()
  for (const { column, field } of wishes.toSorted(
    (a, b) => a.rank - b.rank || a.column - b.column,
  )) {
    if (byColumn.has(column) || used.has(field)) continue
    byColumn.set(column, field)
    used.add(field)
  }
  return byColumn
}

/** What was corrected last time, where the column still stands. */
function recall(columns: readonly ColumnMapping[], known: Remembered): ColumnMapping[] {
  const byColumn = new Map(known.map((one) => [one.column, one]))
  return columns.map((column) => {
    const one = byColumn.get(column.column)
    return one === undefined
      ? column
      : { ...column, field: one.field, unit: one.unit, confidence: 'remembered' as const }
  })
}
