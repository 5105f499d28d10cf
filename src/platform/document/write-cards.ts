import PDFDocument from 'pdfkit'
import type { Card } from '../../kernel/card.ts'
import type { Instant } from '../../kernel/date.ts'
import { drawCode } from './draw-code.ts'
import { type Pen, penFor } from './font.ts'
import { wrap } from './layout.ts'

/** A4 upright in points; a card is a quarter of it (A6). */
const WIDTH = 595.28
const HEIGHT = 841.89
const CARD = { width: WIDTH / 2, height: HEIGHT / 2 }
const MARGIN = 22
const INNER = CARD.width - 2 * MARGIN
const CODE_SIDE = 64
const PER_SHEET = 4
const GREY = '#666666'

/** Sizes of type, largest first; a ballot with many names takes the next smaller one. */
const SIZES = [15, 13, 11, 9.5, 8]

/**
 * Cards as PDF, four on a sheet of A4 with lines to cut along. The same cards and instant give the same bytes.
 */
export async function writeCards(
  cards: readonly Card[],
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
      Author: cards[0]?.organisation ?? '',
      Producer: 'Miaoqi',
      Creator: 'Miaoqi',
      CreationDate: new Date(options.at),
    },
  })
  const pen = await penFor(document)
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
  for (const [i, card] of cards.entries()) {
    const place = i % PER_SHEET
    if (place === 0) {
      document.addPage({ size: [WIDTH, HEIGHT], margin: 0 })
      cutLines(document)
    }
    const corner = { x: (place % 2) * CARD.width, y: Math.floor(place / 2) * CARD.height }
    drawCard({ document, pen }, card, corner)
  }
  document.end()
  return await promise
}

function cutLines(document: PDFDocument): void {
  document.lineWidth(0.3)
  document.moveTo(CARD.width, 0).lineTo(CARD.width, HEIGHT).stroke()
  document.moveTo(0, CARD.height).lineTo(WIDTH, CARD.height).stroke()
}

interface Tools {
  readonly document: PDFDocument
  readonly pen: Pen
}

const lines = (pen: Pen, text: string, type: { size: number; bold?: boolean; width?: number }) =>
  wrap(text, type.width ?? INNER, (part) => pen.measure(part, type.size, type.bold === true))

/** The largest type at which boxes and lines fit between the head and the code. */
function sizeFor(pen: Pen, card: Card, room: number): number {
  const height = (size: number): number =>
    card.lines.flatMap((line) => lines(pen, line, { size })).length * size * 1.5 +
    card.boxes.flatMap((box) => lines(pen, box, { size, width: INNER - size * 1.8 })).length *
      size *
      1.9
  return SIZES.find((size) => height(size) <= room) ?? SIZES.at(-1) ?? 8
}

function drawCard({ document, pen }: Tools, card: Card, corner: { x: number; y: number }): void {
  const left = corner.x + MARGIN
  let y = corner.y + MARGIN
  const centred = (text: string, size: number, bold: boolean): void => {
    for (const line of lines(pen, text, { size, bold })) {
      const x = left + (INNER - pen.measure(line, size, bold)) / 2
      pen.draw(line, { x, y }, { size, bold })
      y += size * 1.4
    }
  }
  centred(card.organisation, 10, false)
  centred(card.title, 16, true)
  y += 6
  const bottom = corner.y + CARD.height - MARGIN - CODE_SIDE
  const size = sizeFor(pen, card, bottom - y - 8)
  for (const text of card.lines) {
    for (const line of lines(pen, text, { size })) {
      pen.draw(line, { x: left, y }, { size })
      y += size * 1.5
    }
  }
  y += 4
  for (const box of card.boxes) {
    document
      .lineWidth(1)
      .rect(left, y + size * 0.1, size, size)
      .stroke()
    for (const line of lines(pen, box, { size, width: INNER - size * 1.8 })) {
      pen.draw(line, { x: left + size * 1.8, y }, { size, bold: true })
      y += size * 1.9
    }
  }
  drawCode(document, card.code, {
    x: corner.x + CARD.width - MARGIN - CODE_SIDE + 6,
    y: bottom,
    side: CODE_SIDE,
  })
  pen.draw(card.code, { x: left, y: bottom + 14 }, { size: 17, bold: true })
  const noteWidth = INNER - CODE_SIDE
  lines(pen, card.note, { size: 8, width: noteWidth }).forEach((line, i) => {
    pen.draw(line, { x: left, y: bottom + 38 + i * 11 }, { size: 8, colour: GREY })
  })
}
