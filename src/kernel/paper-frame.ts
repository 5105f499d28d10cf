import {
  column,
  type Paper,
  type PaperCell,
  type PaperColumn,
  type PaperRow,
  type PaperSection,
} from './paper.ts'

/* Short words in which modules write their papers: labels with values, paragraphs, tables, the sheet around them. */

/** A row as it stands. */
export const plain = (...cells: readonly PaperCell[]): PaperRow => ({ kind: 'plain', cells })

/** Labels with what is said beside them, a line each; what is unknown is left to be written in. */
export const facts = (
  heading: string | null,
  rows: readonly (readonly [string, PaperCell])[],
): PaperSection => ({
  heading,
  paragraphs: [],
  columns: [column('', 2.1), column('', 7.9)],
  rows: rows.map(([label, value]) => plain(label, value ?? '')),
})

/** Two labels with their values beside each other, as the county's forms stand; one alone takes the whole line. */
export function pairs(given: readonly (readonly [string, string])[]): PaperSection {
  const rows: PaperRow[] = []
  for (let i = 0; i < given.length; i += 2) {
    const [left, right] = [given[i] ?? ['', ''], given[i + 1] ?? ['', '']]
    rows.push(plain(left[0], left[1], right[0], right[1]))
  }
  return {
    heading: null,
    paragraphs: [],
    columns: [column('', 1.6), column('', 3.4), column('', 1.6), column('', 3.4)],
    rows,
  }
}

/** Paragraphs under a heading. */
export const words = (heading: string, paragraphs: readonly string[]): PaperSection => ({
  heading,
  paragraphs,
  columns: [],
  rows: [],
})

const isRow = (row: PaperRow | readonly PaperCell[]): row is PaperRow => 'cells' in row

/** Rows under headings, with a sum below where one is given. */
export const table = (
  heading: string | null,
  of: {
    readonly columns: readonly PaperColumn[]
    readonly rows: readonly (PaperRow | readonly PaperCell[])[]
    readonly sum?: readonly PaperCell[]
  },
): PaperSection => ({
  heading,
  paragraphs: [],
  columns: of.columns,
  rows: [
    ...of.rows.map((row) => (isRow(row) ? row : plain(...row))),
    ...(of.sum === undefined ? [] : [{ kind: 'sum' as const, cells: of.sum }]),
  ],
})

/** A paper without a prescribed form, upright unless said. */
export const sheet = (
  head: Pick<Paper, 'title' | 'organisation' | 'period'>,
  body: Pick<Paper, 'sections' | 'signatures'> & Partial<Paper>,
): Paper => ({
  form: null,
  unit: '',
  orientation: 'portrait',
  onePage: false,
  remarks: [],
  ...head,
  ...body,
})
