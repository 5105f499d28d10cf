import PDFDocument from 'pdfkit'
import type { CertificateSheet } from '../../kernel/certificate.ts'
import type { Instant } from '../../kernel/date.ts'
import type { PaperFoot } from '../../kernel/paper.ts'
import { drawCode } from './draw-code.ts'
import { missingNote, type Pen, penFor } from './font.ts'
import { wrap } from './layout.ts'

/** A4 lying, in points. */
const WIDTH = 841.89
const HEIGHT = 595.28
const SIDE = 118
const INNER = WIDTH - 2 * SIDE
const RED = '#b3202a'
const GREY = '#444444'
const TITLE = { size: 42, spacing: 16, y: 92 }
const TEXT = 21
const LEADING = 1.9
const SMALL = 8
const CODE = 84

/**
 * A certificate as PDF on A4 lying: a frame, the title, whom it is given to and why, the place of the seal with the
 * day, a code. The same certificate, foot and instant give the same bytes.
 */
export async function writeCertificate(
  sheet: CertificateSheet,
  foot: PaperFoot,
  options: { readonly at: Instant },
): Promise<Buffer> {
  const document = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: `${sheet.title} ${sheet.recipient}`,
      Author: sheet.issuer,
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
  document.addPage({ size: [WIDTH, HEIGHT], margin: 0 })
  drawFrame(document)
  drawTitle(pen, sheet.title)
  drawText(pen, sheet)
  drawSeal(pen, sheet)
  drawFoot(document, pen, sheet, foot)
  document.end()
  return await promise
}

/** Two lines of red around the whole. */
function drawFrame(document: PDFDocument): void {
  document.strokeColor(RED)
  for (const [inset, width] of [
    [30, 3],
    [38, 0.8],
  ] as const) {
    document.lineWidth(width)
    document.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset).stroke()
  }
  document.strokeColor('#000000')
}

function drawTitle(pen: Pen, title: string): void {
  const spread = TITLE.spacing * (Array.from(title).length - 1)
  const width = pen.measure(title, TITLE.size, true) + spread
  const style = { size: TITLE.size, bold: true, spacing: TITLE.spacing, colour: RED }
  pen.draw(title, { x: (WIDTH - width) / 2, y: TITLE.y }, style)
}

/** Whom and why; long words are set smaller until they stand above the seal. */
function drawText(pen: Pen, { recipient, paragraphs }: CertificateSheet): void {
  const [top, room] = [186, 190]
  const whole = (size: number) => [
    ...wrap(`${recipient}：`, INNER, (part) => pen.measure(part, size, true)),
    ...paragraphs.flatMap((one) => wrap(`　　${one}`, INNER, (part) => pen.measure(part, size))),
  ]
  const size = [TEXT, 18, 15, 12.5].find((one) => whole(one).length * one * LEADING <= room) ?? 10.5
  const heads = wrap(`${recipient}：`, INNER, (part) => pen.measure(part, size, true)).length
  for (const [i, line] of whole(size).entries()) {
    const y = top + i * size * LEADING
    pen.draw(line, { x: SIDE, y }, { size, bold: i < heads })
  }
}

/** Who gives it above the day, right, with room for the seal over both. */
function drawSeal(pen: Pen, { issuer, day }: CertificateSheet): void {
  const size = 17
  const wide = Math.max(pen.measure(issuer, size), pen.measure(day, size))
  const middle = WIDTH - SIDE - wide / 2
  for (const [i, line] of [issuer, day, '（盖章）'].entries()) {
    const small = i === 2
    const type = small ? 10 : size
    const x = middle - pen.measure(line, type) / 2
    const y = 402 + i * size * 1.8
    pen.draw(line, { x, y }, { size: type, ...(small ? { colour: GREY } : {}) })
  }
}

function drawFoot(
  document: PDFDocument,
  pen: Pen,
  { code }: CertificateSheet,
  foot: PaperFoot,
): void {
  drawCode(document, code.content, { x: SIDE - 14, y: 400, side: CODE })
  const style = { size: SMALL, colour: GREY }
  pen.draw(code.caption, { x: SIDE, y: 400 + CODE + 2 }, style)
  const y = HEIGHT - 56
  pen.draw(foot.printed, { x: SIDE, y }, style)
  const note = pen.missing.length === 0 ? '' : missingNote(pen.missing)
  if (note !== '') pen.draw(note, { x: SIDE + 160, y }, style)
  if (foot.proof === null) return
  pen.draw(foot.proof, { x: WIDTH - SIDE - pen.measure(foot.proof, SMALL), y }, style)
}
