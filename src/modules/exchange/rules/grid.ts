import type { SourceCell, SourceRow, SourceSheet } from '../model.ts'

/** A sheet addressed by row and column, with joined cells known. */
export interface Grid {
  readonly rows: readonly SourceRow[]
  /** The cell itself; null when it is empty. */
  readonly cell: (row: number, column: number) => SourceCell | null
  /** The cell, or the first of the joined cells it belongs to. */
  readonly joined: (row: number, column: number) => SourceCell | null
  /** The last row of the joined cells that begin at or cover this one; the row itself otherwise. */
  readonly span: (row: number, column: number) => { readonly top: number; readonly bottom: number }
}

/** Joined cells of headings and households are small; larger ones are decoration. */
const MAX_JOINED = 10_000

export function gridOf(sheet: SourceSheet): Grid {
  const byRow = new Map<number, Map<number, SourceCell>>()
  for (const { row, cells } of sheet.rows) {
    byRow.set(row, new Map(cells.map((cell) => [cell.column, cell])))
  }
  const first = new Map<string, SourceSheet['merges'][number]>()
  for (const merge of sheet.merges) {
    const size = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
    if (size > MAX_JOINED || size < 2) continue
    for (let row = merge.top; row <= merge.bottom; row++) {
      for (let column = merge.left; column <= merge.right; column++) {
        first.set(`${row}:${column}`, merge)
      }
    }
  }
  const cell = (row: number, column: number): SourceCell | null =>
    byRow.get(row)?.get(column) ?? null
  return {
    rows: sheet.rows,
    cell,
    joined: (row, column) => {
      const merge = first.get(`${row}:${column}`)
      return merge === undefined ? cell(row, column) : cell(merge.top, merge.left)
    },
    span: (row, column) => {
      const merge = first.get(`${row}:${column}`)
      return merge === undefined
        ? { top: row, bottom: row }
        : { top: merge.top, bottom: merge.bottom }
    },
  }
}
