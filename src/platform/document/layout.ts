import { displayYuan } from '../../kernel/money.ts'
import type { PaperCell, PaperSection } from '../../kernel/paper.ts'

/** The width of a text at a size, in points. */
export type Measure = (text: string, size: number) => number

export interface TableLayout {
  /** Of the body's type, in points. */
  readonly size: number
  /** Of each column; their sum is the width given. */
  readonly widths: readonly number[]
}

/** Space left and right of a cell's text. */
export const CELL_PADDING = 3
/** From the size of a comfortable print to the smallest one can read. */
export const TYPE_SIZES = [9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5]
/** Text columns may not become narrower than this many characters. */
const TEXT_CHARACTERS = 4

/** A cell as printed. */
export const cellText = (cell: PaperCell): string =>
  cell === null ? '' : typeof cell === 'bigint' ? displayYuan(cell) : cell

/**
 * The largest type, up to `largest`, at which every amount of a table stands on one line within `width`, and the widths of
 * its columns: amounts get what they need, the rest goes by the columns' own proportions. When even the
 * smallest type is too wide the proportions alone decide and long amounts wrap.
 */
export function layTable(
  section: Pick<PaperSection, 'columns' | 'rows'>,
  of: { readonly width: number; readonly largest: number; readonly sizes?: readonly number[] },
  measure: Measure,
): TableLayout {
  const { columns } = section
  const { width, largest, sizes = TYPE_SIZES } = of
  const whole = columns.reduce((sum, column) => sum + column.width, 0)
  const wanted = columns.map((column) => (column.width / whole) * width)
  for (const size of sizes.filter((each) => each <= largest)) {
    const needed = columns.map((column, i) => {
      const amounts = section.rows
        .map(({ cells }) => cells[i] ?? null)
        .filter((cell) => isNumber(cell) || (column.align !== 'left' && isFigure(cell)))
        .map((cell) => measure(cellText(cell), size))
      const floor = column.align === 'left' ? TEXT_CHARACTERS * size : 2 * size
      return Math.max(floor, ...amounts) + 2 * CELL_PADDING
    })
    const widths = fit(wanted, needed, width)
    if (widths !== null) return { size, widths }
  }
  return { size: sizes.at(-1) ?? 5.5, widths: wanted }
}

/** Amounts, the numbers of papers (问题〔2020〕7号) and written days are never broken, wherever they stand. */
const isNumber = (cell: PaperCell): boolean =>
  typeof cell === 'bigint' ||
  (cell !== null &&
    /^(?:\p{L}{1,6}〔\d{4}〕\d+号|[\d　]{4}年[\d　]{1,2}月[\d　]{1,2}日)$/u.test(cell))

/** Nor are short figures (dates, voucher numbers, quantities) in a column that does not stand left. */
const isFigure = (cell: PaperCell): boolean =>
  typeof cell === 'string' && /^[\x21-\x7e]+$/.test(cell)

/** Widens the columns that need it and takes from the others in proportion to what they can spare. */
function fit(wanted: readonly number[], needed: readonly number[], width: number): number[] | null {
  const total = needed.reduce((sum, each) => sum + each, 0)
  if (total > width) return null
  const spare = wanted.map((each, i) => Math.max(0, each - (needed[i] ?? 0)))
  const spareTotal = spare.reduce((sum, each) => sum + each, 0)
  const left = width - total
  return needed.map((each, i) =>
    spareTotal === 0 ? each + left / needed.length : each + (left * (spare[i] ?? 0)) / spareTotal,
  )
}

/** Signs that may not begin a line, and signs that may not end one. */
const NOT_FIRST = /^[、。，；：！？）》」』”’％%)\],.;:!?·…—]$/u
const NOT_LAST = /^[（《「『“‘([]$/u

/**
 * Breaks a text into lines of at most `width`: between Chinese characters, at spaces, within a Latin word
 * only when it is longer than a line; closing signs stay with what they close.
 */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const piece of pieces(paragraph)) {
      if (measure(line + piece) <= width || line === '') {
        line += piece
      } else {
        lines.push(line.trimEnd())
        line = piece === ' ' ? '' : piece
      }
      while (measure(line) > width && characters(line) > 1) {
        const cut = cutAt(line, width, measure)
        lines.push(line.slice(0, cut))
        line = line.slice(cut)
      }
    }
    lines.push(line)
  }
  return lines
}

/** Code points: a rare character of two UTF-16 units is one. */
const characters = (text: string): number => Array.from(text).length

function pieces(text: string): string[] {
  const found = text.match(/[\x21-\x7e]+| |[^\x20-\x7e]/gu) ?? []
  const joined: string[] = []
  for (const piece of found) {
    const last = joined.at(-1)
    const sticks =
      last !== undefined && last !== ' ' && (NOT_FIRST.test(piece) || NOT_LAST.test(last.slice(-1)))
    if (sticks) joined[joined.length - 1] = last + piece
    else joined.push(piece)
  }
  return joined
}

function cutAt(line: string, width: number, measure: (text: string) => number): number {
  let end = 0
  for (const char of line) {
    if (end > 0 && measure(line.slice(0, end + char.length)) > width) return end
    end += char.length
  }
  return end
}
