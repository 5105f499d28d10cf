import type {
  Paper,
  PaperCell,
  PaperColumn,
  PaperRow,
  PaperSection,
} from '../../../kernel/paper.ts'

/* Short words in which the papers of spending are written. */

export const column = (
  title: string,
  width: number,
  align: PaperColumn['align'] = 'left',
): PaperColumn => ({ title, width, align })

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

/** 2020年11月30日, as papers write a day; an unknown one is left to be written in. */
export function paperDay(day: string | null): string {
  if (day === null) return '　　　　年　　月　　日'
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

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
