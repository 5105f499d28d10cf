import PDFDocument from 'pdfkit'
import type { Instant } from '../../kernel/date.ts'
import { drawPictures, pictureRoom } from './draw-pictures.ts'
import { missingNote, penFor } from './font.ts'
import { wrap } from './layout.ts'
import type { Paper, PaperFoot } from '../../kernel/paper.ts'
import { Sheet } from './sheet.ts'
import { drawTable } from './table.ts'

const TEXT_SIZE = 9.5
const HEADING_SIZE = 11
const SMALL = 8.5
const SIGNATURE_SPACE = 46
const FOOT_SIZE = 7.5
const GREY = '#444444'

/**
 * A paper as PDF on A4: title, form number, who reports, the table with its headings repeated on every
 * page, remarks, places to sign, page numbers, the time of printing and the proof line at the foot.
 * The same paper, foot and instant give the same bytes. Characters no font draws stand as a numbered 〓 and are
 * told below the table: code point and reading.
 */
export async function writePdf(
  paper: Paper,
  foot: PaperFoot,
  options: { readonly at: Instant; readonly lang?: string },
): Promise<Buffer> {
  const document = new PDFDocument({
    size: [0, 0],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: options.lang ?? 'zh-CN',
    displayTitle: true,
    info: {
      Title: `${paper.title} ${paper.period}`,
      Author: paper.organisation,
      Producer: 'Miaoqi',
      Creator: 'Miaoqi',
      CreationDate: new Date(options.at),
    },
  })
  const bytes = collect(document)
  const pen = await penFor(document)
  const sheet = new Sheet(document, pen, paper)
  sheet.begin()
  sheet.tail = tailHeight(sheet, paper)
  for (const section of paper.sections) {
    if (section.pictures !== undefined) sheet.keep(pictureRoom(sheet) + HEADING_SIZE * 3)
    if (section.heading !== null) writeText(sheet, section.heading, HEADING_SIZE)
    for (const paragraph of section.paragraphs) {
      writeText(sheet, `　　${paragraph}`, TEXT_SIZE * sheet.ease)
    }
    if (section.columns.length > 0 && section.rows.length > 0) drawTable(sheet, section)
    if (section.pictures !== undefined) drawPictures(sheet, section.pictures)
  }
  sheet.space(6)
  for (const remark of paper.remarks) writeText(sheet, remark, SMALL)
  if (pen.missing.length > 0) writeText(sheet, missingNote(pen.missing), SMALL)
  writeSignatures(sheet, paper.signatures)
  writeFeet(sheet, foot)
  document.end()
  return await bytes
}

function tailHeight(sheet: Sheet, paper: Paper): number {
  const lines = paper.remarks.flatMap((remark) =>
    wrap(remark, sheet.width, (part) => sheet.pen.measure(part, SMALL)),
  )
  return 12 + lines.length * SMALL * 1.6 + (paper.signatures.length > 0 ? SIGNATURE_SPACE : 0)
}

function collect(document: PDFDocument): Promise<Buffer> {
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

function writeText(sheet: Sheet, text: string, size: number): void {
  const bold = size === HEADING_SIZE
  const height = size * 1.6
  if (bold) sheet.space(6)
  const lines = wrap(text, sheet.width, (part) => sheet.pen.measure(part, size, bold))
  for (const [i, line] of lines.entries()) {
    // A heading takes a line of what it heads along to the next page.
    sheet.keep(bold && i === 0 ? lines.length * height + 30 : height)
    sheet.pen.draw(line, { x: sheet.left, y: sheet.y }, { size, bold })
    sheet.y += height
  }
  if (bold) sheet.space(2)
}

function writeSignatures(sheet: Sheet, signatures: readonly string[]): void {
  if (signatures.length === 0) return
  sheet.keep(SIGNATURE_SPACE)
  sheet.space(18)
  const step = sheet.width / signatures.length
  for (const [i, name] of signatures.entries()) {
    const x = sheet.left + i * step
    sheet.pen.draw(`${name}：`, { x, y: sheet.y }, { size: 10 })
  }
  sheet.y += 20
}

function writeFeet(sheet: Sheet, foot: PaperFoot): void {
  const { document, pen } = sheet
  const { start, count } = document.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    document.switchToPage(start + i)
    const y = sheet.footY
    const style = { size: FOOT_SIZE, colour: GREY }
    const page = `第 ${i + 1} 页　共 ${count} 页`
    const middle = sheet.left + (sheet.width - pen.measure(page, FOOT_SIZE)) / 2
    sheet.line(sheet.left, y - 5, sheet.left + sheet.width, 0.3)
    pen.draw(foot.printed, { x: sheet.left, y }, style)
    pen.draw(page, { x: middle, y }, style)
    if (foot.proof !== null) {
      const lines = wrap(foot.proof, sheet.width, (part) => pen.measure(part, FOOT_SIZE))
      const alone = pen.measure(foot.proof, FOOT_SIZE) > sheet.width * 0.36
      for (const [n, line] of lines.entries()) {
        const x = sheet.left + sheet.width - pen.measure(line, FOOT_SIZE)
        pen.draw(line, { x, y: y + (alone ? (n + 1) * FOOT_SIZE * 1.4 : 0) }, style)
      }
    }
  }
}
