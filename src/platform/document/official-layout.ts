import type { Official, OfficialBlock } from '../../kernel/official.ts'

/* Lengths of GB/T 9704-2012 in points. A4 is 210 × 297 mm; the text stands on 156 × 225 mm. */

const mm = (length: number): number => (length * 72) / 25.4

export const PAGE = { width: 595.28, height: 841.89 } as const
/** 5.2.1: 天头 37 mm, 订口 28 mm; the text area follows. */
export const AREA = { top: mm(37), left: mm(28), width: mm(156), height: mm(225) } as const
/** 5.2.2 and 5.2.3: 三号, 22 lines of 28 characters on a page. */
export const BODY = AREA.width / 28
export const LINE = AREA.height / 22
/** 二号 for titles, 四号 for page numbers, 小四 in tables. */
export const TITLE = 22
export const FOLIO = 14
export const TABLE_TYPE = 10.5
/** 7.2.4: the mark in red, large, so that it is plainly the head. */
export const MARK = { size: 42, least: 26 } as const
export const RED = '#e60012'
/** 7.5: the page number 7 mm below the text area. */
export const FOLIO_DROP = mm(7)
/** 7.2.7: the red line 4 mm below the number. */
export const LINE_DROP = mm(4)

/** What stands before the issuer's name and what after it: annexes follow the day (7.3.5, 7.3.7). */
export function partsOf({ blocks, annexes }: Official): {
  readonly body: readonly OfficialBlock[]
  readonly annexes: readonly OfficialBlock[]
} {
  const first = blocks.findIndex(({ kind }) => kind === 'page')
  const cut = annexes.length === 0 || first < 0 ? blocks.length : first
  return { body: blocks.slice(0, cut), annexes: blocks.slice(cut) }
}
