import { CELL_PADDING, cellText, layTable, type TableLayout, TYPE_SIZES, wrap } from './layout.ts'
import type { PaperCell, PaperColumn, PaperRow, PaperSection } from '../../kernel/paper.ts'
import { handHeight } from './ease.ts'
import { headingCells } from './headings.ts'
import type { Sheet } from './sheet.ts'

const THIN = 0.5
const THICK = 1.1
const LINE_HEIGHT = 1.35
const ROW_PADDING = 2.8
/** Of papers whose type is larger than usual. */
const LARGER_SIZES = [18, 16, 14, 12.5, 11.25, 10.5, 10, 9.5]
/** Of the rows of a form that fills its page. */
const PADDINGS = { least: 0.9, most: 5.5 } as const
/** The middle of a line of this font lies this much of its size below the middle of its box. */
const SINK = 0.17
const HEADING_FILL = '#f2f2f2'

interface LaidCell {
  readonly lines: readonly string[]
  readonly align: PaperColumn['align']
  readonly size: number
  readonly bold: boolean
}

/** A table with thin rules inside and a thick frame, its headings repeated on every page it reaches. */
export function drawTable(sheet: Sheet, section: PaperSection): void {
  const { columns, rows } = section
  const layout = layOut(sheet, section)
  let top = sheet.y
  const untitled = columns.every(({ title }) => title === '')
  const headings = (): void => {
    top = sheet.y
    // A form of labels and values has no headings.
    if (!untitled) drawHeadings(sheet, columns, layout)
  }
  const first = rows[0]
  const firstHeight =
    first === undefined ? 0 : heightOf(layCells(sheet, first, columns, layout), layout.padding)
  sheet.keep(headingHeights(sheet, columns, layout).reduce((a, b) => a + b, 0) + firstHeight)
  headings()
  let joined = false
  sheet.repeating(headings, () => {
    for (const row of rows) {
      const cells = layCells(sheet, row, columns, layout)
      const hand = sheet.onePage ? 0 : handHeight(section, row)
      const height = Math.max(heightOf(cells, layout.padding), hand)
      if (sheet.room < height) {
        frame(sheet, top)
        sheet.nextPage()
        joined = false
      }
      drawRow(sheet, cells, { layout, height, open: joined })
      joined = row.kind === 'heading'
    }
  })
  frame(sheet, top)
  sheet.space(4)
}

interface Laid extends TableLayout {
  /** Above and below the text of each row. */
  readonly padding: number
}

/** The table's type and row height; a form of one page takes the largest type with which it fits. */
function layOut(sheet: Sheet, section: PaperSection): Laid {
  const measure = (text: string, size: number): number => sheet.pen.measure(text, size, true)
  const { width, ease } = sheet
  const sizes = ease > 1 ? [...LARGER_SIZES, ...TYPE_SIZES] : TYPE_SIZES
  const lay = (largest: number): Laid => ({
    ...layTable(section, { width, largest, sizes }, measure),
    padding: ROW_PADDING * ease,
  })
  const widest = lay((TYPE_SIZES[0] ?? 9) * ease)
  if (!sheet.onePage) return widest
  for (const largest of TYPE_SIZES.filter((size) => size <= widest.size)) {
    const layout = lay(largest)
    const padding = spread(sheet, section, layout)
    if (padding >= PADDINGS.least) return { ...layout, padding: Math.min(PADDINGS.most, padding) }
  }
  return widest
}

/** The padding with which the table just fills what the page has left. */
function spread(sheet: Sheet, section: PaperSection, layout: Laid): number {
  const bare = { ...layout, padding: 0 }
  const headings = headingHeights(sheet, section.columns, bare)
  const rows = section.rows.map((row) =>
    heightOf(layCells(sheet, row, section.columns, bare), bare.padding),
  )
  const text = [...headings, ...rows].reduce((sum, height) => sum + height, 0)
  return (sheet.room - sheet.tail - text) / (2 * (headings.length + rows.length))
}

function frame(sheet: Sheet, top: number): void {
  sheet.document
    .lineWidth(THICK)
    .rect(sheet.left, top, sheet.width, sheet.y - top)
    .stroke()
}

function layCells(
  sheet: Sheet,
  row: PaperRow,
  columns: readonly PaperColumn[],
  layout: Laid,
): LaidCell[] {
  const bold = row.kind === 'sum'
  return columns.map((column, i) => {
    const cell = row.cells[i] ?? null
    const small = row.kind === 'heading' && column.align === 'right'
    const size = small ? layout.size - 1 : layout.size
    const width = (layout.widths[i] ?? 0) - 2 * CELL_PADDING
    return {
      lines: linesOf(cell, width, (text) => sheet.pen.measure(text, size, bold)),
      align: small ? 'center' : column.align,
      size,
      bold,
    }
  })
}

function linesOf(cell: PaperCell, width: number, measure: (text: string) => number): string[] {
  return cell === null ? [] : wrap(cellText(cell), width + 0.01, measure)
}

const heightOf = (cells: readonly LaidCell[], padding: number): number =>
  Math.max(...cells.map(({ lines, size }) => Math.max(1, lines.length) * size * LINE_HEIGHT)) +
  2 * padding

function drawRow(
  sheet: Sheet,
  cells: readonly LaidCell[],
  row: { readonly layout: Laid; readonly height: number; readonly open: boolean },
): void {
  let x = sheet.left
  for (const [i, cell] of cells.entries()) {
    const width = row.layout.widths[i] ?? 0
    drawCell(sheet, cell, { x, y: sheet.y, width, height: row.height, open: row.open })
    x += width
  }
  sheet.y += row.height
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** No rule above: the cell goes on from the one before it. */
  readonly open: boolean
}

function drawCell(sheet: Sheet, cell: LaidCell, box: Box): void {
  const bottom = box.y + box.height
  sheet.document.lineWidth(THIN)
  for (const x of [box.x, box.x + box.width]) sheet.document.moveTo(x, box.y).lineTo(x, bottom)
  if (!box.open) sheet.document.moveTo(box.x, box.y).lineTo(box.x + box.width, box.y)
  sheet.document.stroke()
  const { size, bold, lines, align } = cell
  const step = size * LINE_HEIGHT
  let y = box.y + (box.height - lines.length * step) / 2 + size * SINK
  for (const line of lines) {
    const width = sheet.pen.measure(line, size, bold)
    const free = box.width - 2 * CELL_PADDING - width
    const shift = align === 'right' ? free : align === 'center' ? free / 2 : 0
    sheet.pen.draw(line, { x: box.x + CELL_PADDING + shift, y }, { size, bold })
    y += step
  }
}

/** Heights of the one or two rows of headings. */
function headingHeights(sheet: Sheet, columns: readonly PaperColumn[], layout: Laid): number[] {
  const cells = headingCells(columns)
  const need = (rows: readonly number[], span: number): number =>
    Math.max(
      0,
      ...cells
        .filter((cell) => rows.includes(cell.row) && cell.rows === span)
        .map((cell) => heightOf([layHeading(sheet, cell, layout)], layout.padding)),
    )
  if (cells.every((cell) => cell.row === 0)) return [need([0], 1)]
  const [upper, lower] = [need([0], 1), need([1], 1)]
  const both = Math.max(upper + lower, need([0], 2))
  return [upper, both - upper]
}

function layHeading(
  sheet: Sheet,
  cell: { readonly title: string; readonly column: number; readonly columns: number },
  layout: Laid,
): LaidCell {
  const width = spanWidth(layout, cell.column, cell.columns) - 2 * CELL_PADDING
  const { size } = layout
  const lines = wrap(cell.title, width, (text) => sheet.pen.measure(text, size, true))
  return { lines, align: 'center', size, bold: true }
}

const spanWidth = (layout: Laid, column: number, columns: number): number =>
  layout.widths.slice(column, column + columns).reduce((sum, width) => sum + width, 0)

function drawHeadings(sheet: Sheet, columns: readonly PaperColumn[], layout: Laid): void {
  const heights = headingHeights(sheet, columns, layout)
  const [upper = 0, lower = 0] = heights
  for (const cell of headingCells(columns)) {
    const box = {
      x: sheet.left + spanWidth(layout, 0, cell.column),
      y: sheet.y + (cell.row === 0 ? 0 : upper),
      width: spanWidth(layout, cell.column, cell.columns),
      open: false,
      height: cell.rows === 2 ? upper + lower : cell.row === 0 ? upper : lower,
    }
    sheet.document.rect(box.x, box.y, box.width, box.height).fill(HEADING_FILL)
    drawCell(sheet, layHeading(sheet, cell, layout), box)
  }
  sheet.y += upper + lower
}
