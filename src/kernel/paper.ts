/*
 * A table on its way to paper or a workbook: modules describe their reports in this shape, the platform's
 * writers print it. It knows no cooperative.
 */

/** A cell: text as it stands, money in fen (written with two decimals and separators), or nothing. */
export type PaperCell = string | bigint | null

export interface PaperColumn {
  readonly title: string
  /** Columns beside each other with the same group share a heading above theirs. */
  readonly group?: string
  /** Relative width. */
  readonly width: number
  readonly align: 'left' | 'center' | 'right'
}

/** `sum` rows are printed bold, texts of `heading` rows small and centred. */
export interface PaperRow {
  readonly kind: 'plain' | 'sum' | 'heading'
  readonly cells: readonly PaperCell[]
}

/** A photograph: its bytes, its size in dots, what is said below it. */
export interface PaperPicture {
  readonly bytes: Uint8Array
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
  readonly caption: string
}

/** One section of a paper: text above, then a table (which may have no columns), then photographs. */
export interface PaperSection {
  readonly heading: string | null
  readonly paragraphs: readonly string[]
  readonly columns: readonly PaperColumn[]
  readonly rows: readonly PaperRow[]
  readonly pictures?: readonly PaperPicture[]
}

export interface Paper {
  readonly title: string
  /** The number of the official form, right above the table; null where none is prescribed. */
  readonly form: string | null
  /** Under the title: a date or a stretch of time. */
  readonly period: string
  /** Left above the table: who reports. */
  readonly organisation: string
  /** Right above the table: the unit of its amounts. */
  readonly unit: string
  readonly orientation: 'portrait' | 'landscape'
  /** A paper that hangs on a wall: everything √2 as large. A4 unless said. */
  readonly sheet?: 'A3'
  /** A form that must stand on one page: its rows are spread or drawn together to fill it. */
  readonly onePage: boolean
  readonly sections: readonly PaperSection[]
  /** Below the last table. */
  readonly remarks: readonly string[]
  /** Who signs, left to right. */
  readonly signatures: readonly string[]
  /** A code right above the title that leads to where the paper came from, with what to type by hand. */
  readonly code?: { readonly content: string; readonly caption: string }
}

/** What stands at the foot of every page. */
export interface PaperFoot {
  /** As shown: "打印时间：2020-12-31 16:05". */
  readonly printed: string
  /** A line by which the print can be checked against the books: "校验：…"; null when there is none. */
  readonly proof: string | null
}

/** A column; text stands left unless said. */
export const column = (
  title: string,
  width: number,
  align: PaperColumn['align'] = 'left',
): PaperColumn => ({ title, width, align })

/** 2020年11月30日, as papers write a day; an unknown one is left to be written in. */
export function paperDay(day: string | null): string {
  if (day === null) return '　　　　年　　月　　日'
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}
