import PDFDocument from 'pdfkit'
import type { Instant } from '../../kernel/date.ts'
import type { Official, OfficialBlock } from '../../kernel/official.ts'
import { type Pen, penFor } from './font.ts'
import { wrap } from './layout.ts'
import {
  AREA,
  BODY,
  FOLIO,
  FOLIO_DROP,
  LINE,
  LINE_DROP,
  MARK,
  PAGE,
  partsOf,
  RED,
  TABLE_TYPE,
  TITLE,
} from './official-layout.ts'

const CELL = 4
const ROW_LINE = TABLE_TYPE * 1.45

/** The pages being written. */
class Pages {
  readonly document: PDFDocument
  readonly pen: Pen
  y: number = AREA.top

  constructor(document: PDFDocument, pen: Pen) {
    this.document = document
    this.pen = pen
    this.next()
  }

  get bottom(): number {
    return AREA.top + AREA.height
  }

  next(): void {
    this.document.addPage({ size: [PAGE.width, PAGE.height], margin: 0 })
    this.y = AREA.top
  }

  /** A new page where so much does not fit any more. */
  keep(height: number): void {
    if (this.y + height > this.bottom + 0.5) this.next()
  }

  line(text: string, at: { x: number; size: number; bold?: boolean; colour?: string }): void {
    const drop = (LINE - at.size) / 2 - at.size * 0.17
    this.pen.draw(text, { x: at.x, y: this.y + drop }, at)
    this.y += LINE
  }

  centred(text: string, size: number, style: { bold?: boolean; colour?: string } = {}): void {
    const width = this.pen.measure(text, size, style.bold === true)
    this.line(text, { x: AREA.left + (AREA.width - width) / 2, size, ...style })
  }

  rule(y: number, style: { width: number; colour: string }): void {
    this.document
      .lineWidth(style.width)
      .strokeColor(style.colour)
      .moveTo(AREA.left, y)
      .lineTo(AREA.left + AREA.width, y)
      .stroke()
  }
}

/**
 * An official document as PDF by GB/T 9704-2012: red head, number, red line, title, text of 22 lines of 28 characters,
 * issuer and day, colophon, page numbers — 1 — outside. 仿宋, 楷体 and 小标宋 cannot be shipped: the font of all papers
 * stands for them, bold for 黑体 and 小标宋. The same document and instant give the same bytes.
 */
export async function writeOfficialPdf(
  official: Official,
  options: { readonly at: Instant },
): Promise<Buffer> {
  const document = new PDFDocument({
    size: [0, 0],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: official.title.replaceAll('\n', ''),
      Author: official.from,
      Producer: 'Miaoqi',
      Creator: 'Miaoqi',
      CreationDate: new Date(options.at),
    },
  })
  const bytes = collected(document)
  const pages = new Pages(document, await penFor(document))
  head(pages, official)
  const { body, annexes } = partsOf(official)
  for (const block of body) writeBlock(pages, block)
  foot(pages, official)
  for (const block of annexes) writeBlock(pages, block)
  colophon(pages, official)
  folios(pages)
  document.end()
  return await bytes
}

function collected(document: PDFDocument): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const chunks: Buffer[] = []
  document
    .on('data', (chunk) => {
      chunks.push(chunk)
    })
    .on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    .on('error', reject)
  return promise
}

/** 版头 (7.2) and title: the mark 35 mm below the text area's top. */
function head(pages: Pages, official: Official): void {
  let size: number = MARK.size
  while (size > MARK.least && pages.pen.measure(official.mark, size, true) > AREA.width) size -= 1
  const width = pages.pen.measure(official.mark, size, true)
  const x = AREA.left + (AREA.width - width) / 2
  pages.pen.draw(official.mark, { x, y: AREA.top + 36 }, { size, bold: true, colour: RED })
  pages.y = AREA.top + 36 + size * 1.4 + LINE
  if (official.signer === null) pages.centred(official.number, BODY)
  else {
    const said = `签发人：${official.signer}`
    const right = AREA.left + AREA.width - BODY - pages.pen.measure(said, BODY)
    pages.pen.draw(said, { x: right, y: pages.y + (LINE - BODY) / 2 }, { size: BODY })
    pages.line(official.number, { x: AREA.left + BODY, size: BODY })
  }
  pages.rule(pages.y + LINE_DROP - 4, { width: 1.4, colour: RED })
  pages.y += LINE_DROP + LINE
  for (const line of wrapAt(pages, official.title, { size: TITLE, bold: true })) {
    pages.centred(line, TITLE, { bold: true })
  }
  pages.y += LINE
  if (official.to !== '') {
    for (const line of wrapAt(pages, `${official.to}：`, { size: BODY })) {
      pages.line(line, { x: AREA.left, size: BODY })
    }
  }
}

const wrapAt = (
  pages: Pages,
  text: string,
  { size, bold = false }: { readonly size: number; readonly bold?: boolean },
): string[] => wrap(text, AREA.width + 0.5, (part) => pages.pen.measure(part, size, bold))

function writeBlock(pages: Pages, block: OfficialBlock): void {
  switch (block.kind) {
    case 'heading':
      pages.keep(2 * LINE)
      indented(pages, block.text, block.level === 1)
      return
    case 'text':
      indented(pages, block.text, false)
      return
    case 'page':
      pages.next()
      pages.line(block.label, { x: AREA.left, size: BODY, bold: true })
      pages.y += LINE
      pages.centred(block.title, TITLE, { bold: true })
      pages.y += LINE
      return
    case 'table':
      drawTable(pages, block)
  }
}

/** A paragraph: two characters in, then from edge to edge. */
function indented(pages: Pages, text: string, bold: boolean): void {
  for (const line of wrapAt(pages, `　　${text}`, { size: BODY, bold })) {
    pages.keep(LINE)
    pages.line(line, { x: AREA.left, size: BODY, bold })
  }
}

type TableBlock = Extract<OfficialBlock, { kind: 'table' }>

function drawTable(pages: Pages, block: TableBlock): void {
  const whole = block.columns.reduce((sum, column) => sum + column.width, 0)
  const widths = block.columns.map((column) => (column.width / whole) * AREA.width)
  const titles = block.columns.map(({ title }) => title)
  if (block.caption !== '') {
    pages.keep(LINE + 3 * ROW_LINE)
    pages.centred(block.caption, TABLE_TYPE + 1.5, { bold: true })
  }
  drawRow(pages, { cells: titles, widths, columns: block.columns, bold: true })
  for (const cells of block.rows) {
    const height = rowHeight(pages, cells, widths)
    if (pages.y + height > pages.bottom) {
      pages.next()
      drawRow(pages, { cells: titles, widths, columns: block.columns, bold: true })
    }
    drawRow(pages, { cells, widths, columns: block.columns, bold: false })
  }
  pages.y += LINE / 2
}

const cellLines = (pages: Pages, cell: string, width: number): string[] =>
  wrap(cell, width - 2 * CELL, (part) => pages.pen.measure(part, TABLE_TYPE))

function rowHeight(pages: Pages, cells: readonly string[], widths: readonly number[]): number {
  const most = Math.max(...cells.map((cell, i) => cellLines(pages, cell, widths[i] ?? 0).length))
  return most * ROW_LINE + 6
}

function drawRow(
  pages: Pages,
  row: {
    readonly cells: readonly string[]
    readonly widths: readonly number[]
    readonly columns: TableBlock['columns']
    readonly bold: boolean
  },
): void {
  const height = rowHeight(pages, row.cells, row.widths)
  pages.keep(height)
  let x = AREA.left
  for (const [i, cell] of row.cells.entries()) {
    const width = row.widths[i] ?? 0
    pages.document.lineWidth(0.5).strokeColor('#000000').rect(x, pages.y, width, height).stroke()
    const lines = cellLines(pages, cell, width)
    const align = row.bold ? 'center' : (row.columns[i]?.align ?? 'left')
    let y = pages.y + (height - lines.length * ROW_LINE) / 2 - TABLE_TYPE * 0.05
    for (const line of lines) {
      const free = width - 2 * CELL - pages.pen.measure(line, TABLE_TYPE, row.bold)
      const shift = align === 'left' ? 0 : align === 'right' ? free : free / 2
      const style = { size: TABLE_TYPE, bold: row.bold }
      pages.pen.draw(line, { x: x + CELL + shift, y }, style)
      y += ROW_LINE
    }
    x += width
  }
  pages.y += height
}

/** 附件说明 and 落款 (7.3.4, 7.3.5): the day four characters from the right, the issuer centred over it. */
function foot(pages: Pages, official: Official): void {
  if (official.annexes.length > 0) {
    pages.y += LINE
    for (const [i, annex] of official.annexes.entries()) {
      const label = official.annexes.length === 1 ? '' : `${i + 1}. `
      const said = i === 0 ? `　　附件：${label}${annex}` : `　　　　　${label}${annex}`
      pages.keep(LINE)
      pages.line(said, { x: AREA.left, size: BODY })
    }
  }
  pages.y += 2 * LINE
  pages.keep(2 * LINE)
  const right = AREA.left + AREA.width - 4 * BODY
  const day = pages.pen.measure(official.day, BODY)
  const from = pages.pen.measure(official.from, BODY)
  const middle = right - day / 2
  const most = AREA.left + AREA.width - 2 * BODY - from
  pages.line(official.from, { x: Math.min(middle - from / 2, most), size: BODY })
  if (official.day !== '') pages.line(official.day, { x: right - day, size: BODY })
}

/** 版记 (7.4) at the foot of the last page: thick rules first and last, a thin one between. */
function colophon(pages: Pages, official: Official): void {
  const copies =
    official.copies === ''
      ? []
      : wrap(`抄送：${official.copies}`, AREA.width - 2 * FOLIO, (part) =>
          pages.pen.measure(part, FOLIO),
        )
  const height = (copies.length + 1) * LINE
  if (pages.y + height + LINE > pages.bottom) pages.next()
  pages.y = pages.bottom - height
  pages.rule(pages.y, { width: 1, colour: '#000000' })
  for (const row of copies) pages.line(row, { x: AREA.left + FOLIO, size: FOLIO })
  if (copies.length > 0) pages.rule(pages.y, { width: 0.7, colour: '#000000' })
  const [left, right] = [official.printer, `${official.printedOn}印发`]
  // Who printed it and when stand on one line, in smaller type where it must be.
  let size: number = FOLIO
  const room = AREA.width - 3 * FOLIO
  while (size > 9 && pages.pen.measure(left + right, size) > room) size -= 0.5
  const top = pages.y
  pages.line(left, { x: AREA.left + FOLIO, size })
  pages.y = top
  const width = pages.pen.measure(right, size)
  pages.line(right, { x: AREA.left + AREA.width - FOLIO - width, size })
  pages.rule(pages.bottom, { width: 1, colour: '#000000' })
}

/** 7.5: — 1 —, one character from the outer edge: right on odd pages, left on even ones. */
function folios(pages: Pages): void {
  const { start, count } = pages.document.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    pages.document.switchToPage(start + i)
    const text = `— ${i + 1} —`
    const width = pages.pen.measure(text, FOLIO)
    const x = i % 2 === 0 ? AREA.left + AREA.width - FOLIO - width : AREA.left + FOLIO
    pages.pen.draw(text, { x, y: AREA.top + AREA.height + FOLIO_DROP }, { size: FOLIO })
  }
}
