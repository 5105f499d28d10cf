import excel from 'exceljs'
import { integerValue, safeText, sheetName } from '../sheet/write-xlsx.ts'
import type { Paper, PaperCell, PaperFoot, PaperRow, PaperSection } from '../../kernel/paper.ts'
import { headingCells } from './headings.ts'

const MONEY = '#,##0.00;-#,##0.00'
const HEADING_FILL = 'FFF2F2F2'
const A4 = 9
/** Characters of half width across an A4 page, upright and lying. */
const CHARACTERS = { portrait: 92, landscape: 140 } as const
const THIN: Partial<excel.Borders> = {
  top: { style: 'thin' },
  left: { style: 'thin' },
  bottom: { style: 'thin' },
  right: { style: 'thin' },
}

/**
 * A paper as one sheet of an .xlsx workbook that looks like its print: title, form number, table with
 * rules, remarks, places to sign, A4 page setup with repeated headings and the same foot. Amounts are
 * numbers, everything else is text.
 */
export async function writeWorkbook(paper: Paper, foot: PaperFoot): Promise<Buffer> {
  const book = new excel.Workbook()
  const sheet = book.addWorksheet(sheetName(paper.title, new Set()), {
    pageSetup: {
      paperSize: A4,
      orientation: paper.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: paper.onePage ? 1 : 0,
      horizontalCentered: true,
      margins: { left: 0.6, right: 0.5, top: 0.7, bottom: 0.8, header: 0.3, footer: 0.4 },
    },
    headerFooter: { oddFooter: footCode(foot) },
  })
  const columns = Math.max(1, ...paper.sections.map((section) => section.columns.length))
  setWidths(sheet, paper, columns)
  line(sheet, columns, paper.title, { size: 18, bold: true, align: 'center' })
  line(sheet, columns, paper.period, { size: 11, align: 'center' })
  if (paper.form !== null) line(sheet, columns, paper.form, { align: 'right' })
  line(sheet, columns, `${paper.organisation}　　${paper.unit}`, { align: 'left' })
  for (const section of paper.sections) writeSection(sheet, section, columns)
  for (const remark of paper.remarks) line(sheet, columns, remark, { align: 'left' })
  sheet.addRow([])
  const last = sheet.addRow([])
  for (const [i, name] of paper.signatures.entries()) {
    const cell = last.getCell(1 + Math.floor((i * columns) / paper.signatures.length))
    cell.value = `${safeText(name)}：`
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

function setWidths(sheet: excel.Worksheet, paper: Paper, columns: number): void {
  const widest = paper.sections.find((section) => section.columns.length === columns)
  const whole = (widest?.columns ?? []).reduce((sum, column) => sum + column.width, 0)
  for (const [i, column] of (widest?.columns ?? []).entries()) {
    const share = Math.round((column.width / whole) * CHARACTERS[paper.orientation])
    sheet.getColumn(i + 1).width = Math.max(column.align === 'right' ? 14 : 6, share)
  }
}

interface LineStyle {
  readonly align: 'left' | 'center' | 'right'
  readonly size?: number
  readonly bold?: boolean
}

/** A line of text across the whole table. */
function line(sheet: excel.Worksheet, columns: number, text: string, style: LineStyle): void {
  const row = sheet.addRow([safeText(text)])
  if (columns > 1) sheet.mergeCells(row.number, 1, row.number, columns)
  const cell = row.getCell(1)
  cell.font = { size: style.size ?? 10, bold: style.bold === true }
  cell.alignment = { horizontal: style.align, vertical: 'middle', wrapText: true }
  if (style.size !== undefined) row.height = style.size * 1.8
}

function writeSection(sheet: excel.Worksheet, section: PaperSection, columns: number): void {
  if (section.heading !== null) {
    line(sheet, columns, section.heading, { size: 11, bold: true, align: 'left' })
  }
  for (const paragraph of section.paragraphs) {
    line(sheet, columns, `　　${paragraph}`, { align: 'left' })
  }
  if (section.columns.length === 0 || section.rows.length === 0) return
  writeHeadings(sheet, section)
  for (const row of section.rows) writeRow(sheet, section, row)
}

function writeHeadings(sheet: excel.Worksheet, section: PaperSection): void {
  const cells = headingCells(section.columns)
  const top = sheet.rowCount + 1
  const bottom = top + Math.max(...cells.map(({ row, rows }) => row + rows)) - 1
  for (const { title, row, column, columns, rows } of cells) {
    const [firstRow, firstColumn] = [top + row, column + 1]
    if (columns > 1 || rows > 1) {
      sheet.mergeCells(firstRow, firstColumn, firstRow + rows - 1, firstColumn + columns - 1)
    }
    sheet.getCell(firstRow, firstColumn).value = safeText(title)
  }
  for (let row = top; row <= bottom; row++) {
    for (let column = 1; column <= section.columns.length; column++) {
      const cell = sheet.getCell(row, column)
      cell.font = { size: 10, bold: true }
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: HEADING_FILL } }
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
      cell.border = THIN
    }
  }
  sheet.pageSetup.printTitlesRow ??= `${top}:${bottom}`
}

function writeRow(sheet: excel.Worksheet, section: PaperSection, row: PaperRow): void {
  const written = sheet.addRow(section.columns.map((_, i) => valueOf(row.cells[i] ?? null)))
  for (const [i, column] of section.columns.entries()) {
    const cell = written.getCell(i + 1)
    const small = row.kind === 'heading' && column.align === 'right'
    cell.font = { size: small ? 9 : 10, bold: row.kind === 'sum' }
    cell.numFmt = typeof row.cells[i] === 'bigint' ? MONEY : '@'
    cell.alignment = {
      horizontal: small ? 'center' : column.align,
      vertical: 'middle',
      wrapText: true,
    }
    cell.border = THIN
  }
}

const valueOf = (cell: PaperCell): excel.CellValue =>
  cell === null ? null : typeof cell === 'bigint' ? integerValue(cell, 'money') : safeText(cell)

/** Excel reads "&" as a command in headers and footers. */
const footCode = ({ printed, proof }: PaperFoot): string => {
  const plain = (text: string): string => safeText(text).replaceAll('&', '&&')
  return `&L${plain(printed)}&C第 &P 页　共 &N 页&R${plain(proof ?? '')}`
}
