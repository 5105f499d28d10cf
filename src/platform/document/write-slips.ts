import PDFDocument from 'pdfkit'
import type { Instant } from '../../kernel/date.ts'
import type { PaperFoot } from '../../kernel/paper.ts'
import type { Slip, SlipLine } from '../../kernel/slip.ts'
import { drawCode } from './draw-code.ts'
import { missingNote, type Pen, penFor } from './font.ts'
import { wrap } from './layout.ts'

/** A4 upright in points, with the margin on every side. */
const WIDTH = 595.28
const HEIGHT = 841.89
const MARGIN = 48
const INNER = WIDTH - 2 * MARGIN

/** Sizes for people who read without glasses: 16 pt text, 13 pt arithmetic. */
const TITLE = 24
const TEXT = 16
const SMALL = 13
const HEADLINE = 34
const FOOT = 9
/** The side of the code, quiet zone included: 40 mm read well from a hand. */
const CODE = 114
const GREY = '#444444'

/**
 * Slips as PDF on A4, one person a page, in large type; a long one goes on over the page. The same slips,
 * foot and instant give the same bytes.
 */
export async function writeSlips(
  slips: readonly Slip[],
  foot: PaperFoot,
  options: { readonly at: Instant; readonly title: string },
): Promise<Buffer> {
  const document = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: options.title,
      Author: slips[0]?.organisation ?? '',
      Producer: 'Miaoqi',
      Creator: 'Miaoqi',
      CreationDate: new Date(options.at),
    },
  })
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
  const page = new SlipPage(document, await penFor(document), foot)
  for (const slip of slips) page.write(slip)
  document.end()
  return await promise
}

interface Style {
  readonly size: number
  readonly bold?: boolean
  readonly colour?: string
}

class SlipPage {
  readonly #document: PDFDocument
  readonly #pen: Pen
  readonly #foot: PaperFoot
  #y = 0
  #serial = ''

  constructor(document: PDFDocument, pen: Pen, foot: PaperFoot) {
    this.#document = document
    this.#pen = pen
    this.#foot = foot
  }

  write(slip: Slip): void {
    this.#serial = slip.serial
    this.#pen.beginNotes()
    this.#begin()
    this.#centred(slip.title, { size: TITLE, bold: true })
    this.#centred(slip.organisation, { size: TEXT })
    this.#rule()
    this.#facts(slip)
    this.#y += 8
    this.#text(slip.headline.label, { size: TEXT })
    this.#text(slip.headline.value, { size: HEADLINE, bold: true })
    this.#rule()
    for (const line of slip.lines) this.#line(line)
    this.#rule()
    for (const note of slip.notes) this.#text(note, { size: SMALL, colour: GREY })
    const { missing } = this.#pen
    if (missing.length > 0) this.#text(missingNote(missing), { size: SMALL, colour: GREY })
    this.#signatures(slip.signatures)
  }

  #begin(): void {
    this.#document.addPage({ size: [WIDTH, HEIGHT], margin: 0 })
    this.#y = MARGIN
    const y = HEIGHT - MARGIN + 12
    const style = { size: FOOT, colour: GREY }
    this.#pen.draw(`编号：${this.#serial}`, { x: MARGIN, y }, style)
    const right = this.#foot.printed
    this.#pen.draw(right, { x: WIDTH - MARGIN - this.#pen.measure(right, FOOT), y }, style)
  }

  #keep(height: number): void {
    if (this.#y + height > HEIGHT - MARGIN) this.#begin()
  }

  /** The facts on the left; on the right the code that proves the paper, its caption below it. */
  #facts({ facts, qr }: Slip): void {
    const top = this.#y
    const width = qr === undefined ? INNER : INNER - CODE - 20
    for (const [label, value] of facts) this.#text(`${label}：${value}`, { size: TEXT }, width)
    if (qr === undefined) return
    const x = WIDTH - MARGIN - CODE
    drawCode(this.#document, qr.content, { x, y: top, side: CODE })
    let y = top + CODE + 4
    const style = { size: FOOT, colour: GREY }
    for (const line of wrap(qr.caption, CODE, (part) => this.#pen.measure(part, FOOT))) {
      this.#pen.draw(line, { x, y }, style)
      y += FOOT * 1.4
    }
    this.#y = Math.max(this.#y, y + 4)
  }

  #text(text: string, style: Style, width = INNER): void {
    const { size, bold = false } = style
    for (const line of wrap(text, width, (part) => this.#pen.measure(part, size, bold))) {
      this.#keep(size * 1.5)
      this.#pen.draw(line, { x: MARGIN, y: this.#y }, style)
      this.#y += size * 1.5
    }
  }

  #centred(text: string, style: Style): void {
    const { size, bold = false } = style
    for (const line of wrap(text, INNER, (part) => this.#pen.measure(part, size, bold))) {
      const x = MARGIN + (INNER - this.#pen.measure(line, size, bold)) / 2
      this.#pen.draw(line, { x, y: this.#y }, style)
      this.#y += size * 1.6
    }
  }

  #line({ title, amount, words, article }: SlipLine): void {
    this.#keep(TEXT * 1.5 + SMALL * 3)
    const width = this.#pen.measure(amount, TEXT, true)
    this.#pen.draw(amount, { x: WIDTH - MARGIN - width, y: this.#y }, { size: TEXT, bold: true })
    this.#text(title, { size: TEXT, bold: true })
    this.#text(words, { size: SMALL })
    if (article !== null) this.#text(`依据：${article}`, { size: SMALL, colour: GREY })
    this.#y += 8
  }

  #rule(): void {
    this.#y += 4
    this.#document
      .lineWidth(0.8)
      .moveTo(MARGIN, this.#y)
      .lineTo(WIDTH - MARGIN, this.#y)
      .stroke()
    this.#y += 10
  }

  #signatures(names: readonly string[]): void {
    if (names.length === 0) return
    this.#keep(TEXT * 3)
    this.#y += TEXT
    const step = INNER / names.length
    for (const [i, name] of names.entries()) {
      this.#pen.draw(`${name}：`, { x: MARGIN + i * step, y: this.#y }, { size: TEXT })
    }
    this.#y += TEXT * 2
  }
}
