import PDFDocument from 'pdfkit'
import type { Instant, LocalDate } from '../../kernel/date.ts'
import { drawCode } from './draw-code.ts'
import { missingNote, type Pen, penFor } from './font.ts'
import { wrap } from './layout.ts'

/** A5 across in points; two of them stand on a sheet of A4 upright. */
const WIDTH = 595.28
const HEIGHT = 420.94
const MARGIN = 40
const INNER = WIDTH - 2 * MARGIN
const CODE = 96
const GREY = '#555555'
/** Sizes of the text, largest first; a long one takes the next smaller. */
const SIZES = [16, 14, 12, 10.5]

/** A notice for one person: what waits for them, by when, where it is done; the lower part is the receipt. */
export interface PrintedNotice {
  readonly title: string
  /** Who gives it out. */
  readonly organisation: string
  readonly to: string
  readonly text: string
  readonly due: LocalDate | null
  /** The page it leads to, as a code to scan; null where there is none. */
  readonly address: string | null
  readonly made: LocalDate
}

/**
 * Notices as PDF: `a5` one to a page, `a4` two to a sheet with a line to cut along. The same notices and instant
 * give the same bytes.
 */
export async function writeNotices(
  notices: readonly PrintedNotice[],
  options: { readonly at: Instant; readonly size: 'a4' | 'a5' },
): Promise<Buffer> {
  const perPage = options.size === 'a4' ? 2 : 1
  const page: [number, number] = [WIDTH, HEIGHT * perPage]
  const document = new PDFDocument({
    size: page,
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: notices[0]?.title ?? '',
      Author: notices[0]?.organisation ?? '',
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
  const pen = await penFor(document)
  for (const [i, notice] of notices.entries()) {
    const place = i % perPage
    if (place === 0) {
      document.addPage({ size: page, margin: 0 })
      if (perPage > 1) document.lineWidth(0.3).moveTo(0, HEIGHT).lineTo(WIDTH, HEIGHT).stroke()
    }
    drawNotice({ document, pen }, notice, place * HEIGHT)
  }
  document.end()
  return await promise
}

interface Tools {
  readonly document: PDFDocument
  readonly pen: Pen
}

function drawNotice({ document, pen }: Tools, notice: PrintedNotice, top: number): void {
  pen.beginNotes()
  let y = top + MARGIN - 6
  for (const [text, size, bold] of [
    [notice.title, 22, true],
    [notice.organisation, 12, false],
  ] as const) {
    pen.draw(text, { x: (WIDTH - pen.measure(text, size, bold)) / 2, y }, { size, bold })
    y += size * 1.5
  }
  y += 6
  const width = notice.address === null ? INNER : INNER - CODE - 16
  const bottom = top + HEIGHT - 108
  const write = (text: string, style: { size: number; bold?: boolean }): void => {
    for (const line of wrap(text, width, (part) => pen.measure(part, style.size, style.bold))) {
      pen.draw(line, { x: MARGIN, y }, style)
      y += style.size * 1.5
    }
  }
  if (notice.address !== null) {
    const x = WIDTH - MARGIN - CODE
    drawCode(document, notice.address, { x, y, side: CODE })
    pen.draw('扫码登录办理', { x: x + 18, y: y + CODE + 2 }, { size: 9, colour: GREY })
  }
  write(notice.to, { size: 15, bold: true })
  y += 4
  const room = bottom - y - 30
  const fits = (size: number): boolean =>
    wrap(notice.text, width, (part) => pen.measure(part, size)).length * size * 1.5 <= room
  write(notice.text, { size: SIZES.find(fits) ?? SIZES.at(-1) ?? 10 })
  if (notice.due !== null) write(`最迟 ${notice.due} 办理。`, { size: 14, bold: true })
  drawReceipt({ document, pen }, notice, bottom + 14)
}

/** What stays with whoever hands it over. */
function drawReceipt({ document, pen }: Tools, notice: PrintedNotice, y: number): void {
  document
    .lineWidth(0.6)
    .moveTo(MARGIN, y)
    .lineTo(WIDTH - MARGIN, y)
    .stroke()
  const style = { size: 12 }
  pen.draw('收件人签名：', { x: MARGIN, y: y + 16 }, style)
  pen.draw('送达人签名：', { x: MARGIN + 190, y: y + 16 }, style)
  pen.draw('日期：', { x: MARGIN + 380, y: y + 16 }, style)
  pen.draw(`通知日期：${notice.made}`, { x: MARGIN, y: y + 52 }, { size: 9, colour: GREY })
  if (pen.missing.length > 0) {
    pen.draw(missingNote(pen.missing), { x: MARGIN + 150, y: y + 52 }, { size: 9, colour: GREY })
  }
}
