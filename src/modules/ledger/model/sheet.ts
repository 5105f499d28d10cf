import type { Text } from '../../../kernel/text.ts'

/* A table out of a file, as the reader of files hands it over; the words of `platform/sheet/cell.ts`. */

export interface SourceCell {
  /** Counts from 1. */
  readonly column: number
  readonly kind: string
  readonly text: string
}

export interface SourceRow {
  readonly row: number
  readonly cells: readonly SourceCell[]
}

export interface SourceSheet {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly SourceRow[]
}

/** What a column means; `ignore` where it says nothing we keep. */
export interface MappedColumn {
  readonly column: number
  readonly field: string
}

/** How a file is read: which sheet, where its headings stand, what its columns mean. */
export interface Mapping {
  readonly sheet: string
  readonly headerRow: number
  readonly columns: readonly MappedColumn[]
}

/** Something wrong (or doubtful) at a place of a file. Row and column count from 1, 0 for the whole sheet. */
export interface FileFault {
  readonly level: 'error' | 'warning'
  readonly sheet: string
  readonly row: number
  readonly column: number
  readonly text: Text
}
