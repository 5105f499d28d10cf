import type { SourceSheet } from '../model.ts'
import { gridOf } from './grid.ts'
import { findHeader, mapSheet } from './mapping.ts'

/** The heading lines of a file's sheets, to be looked up before they are guessed. */
export function signaturesOf(sheets: readonly SourceSheet[]): string[] {
  return sheets.flatMap((sheet) => {
    const grid = gridOf(sheet)
    const header = findHeader(grid)
    return header === null ? [] : [mapSheet(sheet, grid, header).signature]
  })
}
