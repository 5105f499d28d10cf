import { date } from '../../../kernel/date.ts'
import type { RowFault, SheetMapping, SourceCell, SourceSheet } from '../model.ts'
import { guessMapping } from './mapping.ts'
import { readRegister } from './preview.ts'

/* Small sheets for tests of the import rules. */

export const TODAY = date('2020-11-30')

type Written = string | number | null | SourceCell

/** A sheet from rows of texts (or numbers) as they would stand in a file, from row 1 on. */
export function sheetOf(
  rows: readonly (readonly Written[])[],
  more: Partial<SourceSheet> = {},
): SourceSheet {
  return {
    name: '名册',
    hidden: false,
    merges: [],
    rows: rows.flatMap((row, i) => {
      const cells = row.flatMap((value, j): SourceCell[] => {
        if (value === null || value === '') return []
        if (typeof value === 'object') return [{ ...value, column: j + 1 }]
        const kind = typeof value === 'number' ? 'number' : 'text'
        return [{ column: j + 1, kind, text: String(value) }]
      })
      return cells.length === 0 ? [] : [{ row: i + 1, cells }]
    }),
    ...more,
  }
}

export const cellOf = (kind: SourceCell['kind'], text: string): SourceCell => ({
  column: 1,
  kind,
  text,
})

export const guess = (...sheets: readonly SourceSheet[]): SheetMapping[] =>
  guessMapping(sheets, () => null)

/** Guesses and reads in one go. */
export const readSheets = (...sheets: readonly SourceSheet[]) =>
  readRegister(sheets, guess(...sheets), TODAY)

/** A fault in one line: "error digits_lost 名册!3:2". */
export const faultLine = (fault: RowFault): string =>
  `${fault.level} ${fault.code} ${fault.sheet === null ? '-' : `${fault.sheet}!${fault.row ?? ''}:${fault.column ?? ''}`}`
