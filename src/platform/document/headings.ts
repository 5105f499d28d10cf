import type { PaperColumn } from '../../kernel/paper.ts'

/** Headings of the table: one row, or two when columns are grouped; cells span columns and rows. */
export interface HeadingCell {
  readonly title: string
  readonly row: 0 | 1
  readonly column: number
  readonly columns: number
  readonly rows: number
}

/** The heading cells of the columns, grouped columns joined. */
export function headingCells(columns: readonly PaperColumn[]): HeadingCell[] {
  const grouped = columns.some(({ group }) => group !== undefined)
  if (!grouped) {
    return columns.map(({ title }, column) => ({ title, row: 0, column, columns: 1, rows: 1 }))
  }
  return columns.flatMap(({ title, group }, column): HeadingCell[] => {
    if (group === undefined) return [{ title, row: 0, column, columns: 1, rows: 2 }]
    const own: HeadingCell = { title, row: 1, column, columns: 1, rows: 1 }
    if (columns[column - 1]?.group === group) return [own]
    let width = 1
    while (columns[column + width]?.group === group) width += 1
    return [{ title: group, row: 0, column, columns: width, rows: 1 }, own]
  })
}
