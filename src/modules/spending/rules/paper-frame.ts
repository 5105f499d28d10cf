import {
  column,
  type Paper,
  type PaperCell,
  type PaperColumn,
  type PaperRow,
  type PaperSection,
} from '../../../kernel/paper.ts'

/* Short words in which the papers of spending are written. */

export const plain = (...cells: readonly PaperCell[]): PaperRow => ({ kind: 'plain', cells })

/** Two labels with their values beside each other, as the county's forms stand; one alone takes the whole line. */
export function pairs(facts: readonly (readonly [string, string])[]): PaperSection {
  const rows: PaperRow[] = []
  for (let i = 0; i < facts.length; i += 2) {
    const [left, right] = [facts[i] ?? ['', ''], facts[i + 1] ?? ['', '']]
    rows.push(plain(left[0], left[1], right[0], right[1]))
  }
  return {
    heading: null,
    paragraphs: [],
    columns: [column('', 1.6), column('', 3.4), column('', 1.6), column('', 3.4)],
    rows,
  }
}

/** Labels with what is said beside them, a line each. */
export const lines = (facts: readonly (readonly [string, string])[]): PaperSection => ({
  heading: null,
  paragraphs: [],
  columns: [column('', 1.6), column('', 8.4)],
  rows: facts.map(([label, value]) => plain(label, value)),
})

export const table = (
  heading: string | null,
  columns: readonly PaperColumn[],
  rows: readonly PaperRow[],
): PaperSection => ({ heading, paragraphs: [], columns, rows })

export const words = (heading: string, ...paragraphs: readonly string[]): PaperSection => ({
  heading,
  paragraphs,
  columns: [],
  rows: [],
})

export const sheet = (
  head: { readonly title: string; readonly organisation: string; readonly period: string },
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
