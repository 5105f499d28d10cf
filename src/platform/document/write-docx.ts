import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  ImageRun,
  type IParagraphOptions,
  type ITableBordersOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Instant } from '../../kernel/date.ts'
import type { Paper, PaperFoot, PaperPicture, PaperRow, PaperSection } from '../../kernel/paper.ts'
import { codeImage } from './code-image.ts'
import { handHeight } from './ease.ts'
import { headingCells } from './headings.ts'
import { cellText, layTable } from './layout.ts'

/* Lengths of Word: twentieths of a point (A4 11906 × 16838); sizes of type in half points. */
const SHORT = 11_906
const LONG = 16_838
const MARGIN = { top: 1_134, bottom: 1_134, left: 1_247, right: 850 }
const TITLE = 36
const TEXT = 21
const SMALL = 18
const FOOT = 15
/** Chinese text in the face offices print with, figures in one of even width. */
const FONT = { ascii: 'Times New Roman', eastAsia: '宋体', hAnsi: 'Times New Roman' }
const BOLD_FONT = { ascii: 'Times New Roman', eastAsia: '黑体', hAnsi: 'Times New Roman' }
/** The side of a code in dots of 1/96 inch: 22 mm. */
const CODE_SIDE = 83

const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const
const THICK = { style: BorderStyle.SINGLE, size: 10, color: '000000' } as const
const BORDERS: ITableBordersOptions = {
  top: THICK,
  bottom: THICK,
  left: THICK,
  right: THICK,
  insideHorizontal: THIN,
  insideVertical: THIN,
}

/**
 * A paper as a Word document on A4, to be filled in, changed and signed: the same title, tables, remarks and
 * places to sign as `writePdf` prints, headings repeated on every page, page numbers and proof line at the foot.
 */
export async function writeDocx(
  paper: Paper,
  foot: PaperFoot,
  options: { readonly at: Instant; readonly lang?: string },
): Promise<Buffer> {
  const upright = paper.orientation === 'portrait'
  const width = (upright ? SHORT : LONG) - MARGIN.left - MARGIN.right
  const document = new Document({
    title: `${paper.title} ${paper.period}`,
    creator: 'Miaoqi',
    lastModifiedBy: 'Miaoqi',
    description: paper.organisation,
    styles: {
      default: { document: { run: { font: FONT, size: TEXT, language: languageOf(options) } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: SHORT,
              height: LONG,
              orientation: upright ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE,
            },
            margin: paper.onePage ? { ...MARGIN, top: 600, bottom: 700 } : MARGIN,
          },
        },
        footers: { default: footer(foot, width) },
        children: [
          ...headOf(paper, width),
          ...paper.sections.flatMap((one) => sectionOf(one, { width, tight: paper.onePage })),
          ...tailOf(paper, width),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

const languageOf = ({ lang }: { readonly lang?: string }) =>
  lang === 'en' ? { value: 'en-GB' } : { value: 'en-US', eastAsia: 'zh-CN' }

const run = (text: string, more: { size?: number; bold?: boolean; color?: string } = {}): TextRun =>
  new TextRun({ text, font: more.bold === true ? BOLD_FONT : FONT, ...more })

/** A paragraph of one text; line ends within it stay. */
function paragraph(
  text: string,
  more: IParagraphOptions & { readonly type?: { size?: number; bold?: boolean } } = {},
): Paragraph {
  const { type = {}, ...options } = more
  const font = type.bold === true ? BOLD_FONT : FONT
  const children = text
    .split('\n')
    .map((line, i) => new TextRun({ text: line, font, ...type, ...(i === 0 ? {} : { break: 1 }) }))
  return new Paragraph({ children, ...options })
}

/** The width of a page's text; `tight`: the paper must stand on one page. */
interface Room {
  readonly width: number
  readonly tight: boolean
}

function headOf(paper: Paper, width: number): Paragraph[] {
  const head: Paragraph[] = []
  const { code } = paper
  if (code !== undefined) {
    head.push(
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          new ImageRun({
            type: 'png',
            data: codeImage(code.content),
            transformation: { width: CODE_SIDE, height: CODE_SIDE },
            altText: { name: 'QR', title: 'QR', description: code.content },
          }),
        ],
      }),
      paragraph(code.caption, { alignment: AlignmentType.RIGHT, type: { size: FOOT } }),
    )
  }
  head.push(
    paragraph(paper.title, {
      alignment: AlignmentType.CENTER,
      spacing: { after: 120 },
      type: { size: TITLE, bold: true },
    }),
  )
  head.push(between(['', paper.period, paper.form ?? ''], width))
  head.push(between([paper.organisation, '', paper.unit], width))
  return head
}

/** Three texts of a line: left, middle, right. */
function between(
  [left, middle, right]: readonly [string, string, string],
  width: number,
): Paragraph {
  return new Paragraph({
    spacing: { after: 60 },
    tabStops: [
      { type: TabStopType.CENTER, position: Math.round(width / 2) },
      { type: TabStopType.RIGHT, position: width },
    ],
    children: [
      run(left, { size: SMALL }),
      new TextRun({ children: [new Tab()] }),
      run(middle, { size: SMALL }),
      new TextRun({ children: [new Tab()] }),
      run(right, { size: SMALL }),
    ],
  })
}

function sectionOf(section: PaperSection, { width, tight }: Room): (Paragraph | Table)[] {
  const parts: (Paragraph | Table)[] = []
  if (section.heading !== null) {
    parts.push(
      paragraph(section.heading, {
        keepNext: true,
        spacing: { before: 160, after: 80 },
        type: { bold: true, size: 24 },
      }),
    )
  }
  for (const text of section.paragraphs) {
    parts.push(paragraph(text, { indent: { firstLine: 2 * TEXT * 10 }, spacing: { line: 360 } }))
  }
  if (section.columns.length > 0 && section.rows.length > 0) {
    parts.push(tableOf(section, { width, tight }))
  }
  if (section.pictures !== undefined) {
    parts.push(...section.pictures.flatMap((picture) => pictureOf(picture, width)))
  }
  return parts
}

/** Dots of 1/96 inch in a twentieth of a point. */
const DOTS = 96 / 1_440

/** A photograph over two thirds of the width of text, at most 100 mm high, with what is said below it. */
function pictureOf(picture: PaperPicture, width: number): Paragraph[] {
  const scale = Math.min((width * DOTS * 2) / 3 / picture.width, 378 / picture.height)
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 120 },
      children: [
        new ImageRun({
          type: picture.mediaType === 'image/png' ? 'png' : 'jpg',
          data: picture.bytes,
          transformation: {
            width: Math.round(picture.width * scale),
            height: Math.round(picture.height * scale),
          },
          altText: { name: picture.caption, title: picture.caption, description: picture.caption },
        }),
      ],
    }),
    paragraph(picture.caption, { alignment: AlignmentType.CENTER, type: { size: SMALL } }),
  ]
}

/** Twentieths in a point. */
const TWIPS = 20
/** Columns from which on a table is set in the smaller type. */
const MANY = 7
/** Sizes of a table's type in points: a wide table takes the next smaller one rather than break its figures. */
const WORD_SIZES = [TEXT / 2, 10, 9.5, 9, 8.5, 8, 7.5, 7]
/** What the margins of a cell take beyond those of a printed one, in points. */
const CELL_MORE = 3

/**
 * How wide Word will set a text: it is not here to be asked, so figures are taken as of a wide face, with the quarter
 * of a sign that Word puts between them and Chinese letters.
 */
function estimate(text: string, size: number): number {
  const signs = Array.from(text).reduce((sum, sign) => sum + (sign < '\u0080' ? 0.56 : 1), 0)
  const joints = text.match(/(?<=[!-~])(?=[^ -~])|(?<=[^ -~])(?=[!-~])/gu)
  return (signs + (joints?.length ?? 0) / 4) * size + CELL_MORE
}

function tableOf(section: PaperSection, { width, tight }: Room): Table {
  const { columns, rows } = section
  const largest = tight || columns.length > MANY ? SMALL / 2 : TEXT / 2
  const laid = layTable(section, { width: width / TWIPS, largest, sizes: WORD_SIZES }, estimate)
  const widths = laid.widths.map((each) => Math.round(each * TWIPS))
  const size = laid.size * 2
  const titled = columns.some(({ title }) => title !== '')
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    borders: BORDERS,
    rows: [
      ...(titled ? headingRows(section, widths) : []),
      ...rows.map((row) => rowOf(row, section, { widths, tight, size })),
    ],
  })
}

function headingRows({ columns }: PaperSection, widths: readonly number[]): TableRow[] {
  const cells = headingCells(columns)
  const levels = cells.some(({ row }) => row === 1) ? [0, 1] : [0]
  return levels.map(
    (level) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: cells
          .filter(({ row }) => row === level)
          .map(
            (cell) =>
              new TableCell({
                columnSpan: cell.columns,
                rowSpan: cell.rows,
                width: widthOf(widths, cell.column, cell.columns),
                verticalAlign: VerticalAlign.CENTER,
                shading: { fill: 'F2F2F2' },
                children: [
                  paragraph(cell.title, {
                    alignment: AlignmentType.CENTER,
                    type: { bold: true, size: SMALL },
                  }),
                ],
              }),
          ),
      }),
  )
}

const widthOf = (widths: readonly number[], from: number, span: number) => ({
  size: widths.slice(from, from + span).reduce((sum, each) => sum + each, 0),
  type: WidthType.DXA,
})

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

function rowOf(
  row: PaperRow,
  section: PaperSection,
  of: { readonly widths: readonly number[]; readonly tight: boolean; readonly size: number },
): TableRow {
  const { columns } = section
  const { widths, tight, size } = of
  const bold = row.kind === 'sum'
  const hand = tight ? 0 : handHeight(section, row)
  return new TableRow({
    cantSplit: true,
    ...(hand > 0 ? { height: { value: hand * TWIPS, rule: HeightRule.ATLEAST } } : {}),
    children: columns.map(
      (column, i) =>
        new TableCell({
          width: widthOf(widths, i, 1),
          verticalAlign: VerticalAlign.CENTER,
          margins: { left: 80, right: 80, top: tight ? 10 : 40, bottom: tight ? 10 : 40 },
          children: [
            paragraph(cellText(row.cells[i] ?? null), {
              alignment: row.kind === 'heading' ? AlignmentType.CENTER : ALIGN[column.align],
              type: { bold, size: row.kind === 'heading' ? Math.min(size, SMALL) : size },
            }),
          ],
        }),
    ),
  })
}

function tailOf(paper: Paper, width: number): Paragraph[] {
  const remarks = paper.remarks.map((remark) =>
    paragraph(remark, { spacing: { before: 60 }, type: { size: SMALL } }),
  )
  if (paper.signatures.length === 0) return remarks
  const step = Math.round(width / paper.signatures.length)
  const signed = paper.signatures.flatMap((name, i) =>
    i === 0 ? [run(`${name}：`)] : [new TextRun({ children: [new Tab()] }), run(`${name}：`)],
  )
  const stops = paper.signatures.slice(1).map((_, i) => ({
    type: TabStopType.LEFT,
    position: step * (i + 1),
  }))
  return [
    ...remarks,
    new Paragraph({ keepLines: true, spacing: { before: 480 }, tabStops: stops, children: signed }),
  ]
}

function footer(foot: PaperFoot, width: number): Footer {
  const size = FOOT
  const page = new TextRun({
    font: FONT,
    size,
    children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'],
  })
  const stops = [
    { type: TabStopType.CENTER, position: Math.round(width / 2) },
    { type: TabStopType.RIGHT, position: width },
  ]
  const line = new Paragraph({
    tabStops: stops,
    border: { top: { style: BorderStyle.SINGLE, size: 2, color: '444444', space: 4 } },
    children: [
      run(foot.printed, { size }),
      new TextRun({ children: [new Tab()] }),
      page,
      ...(foot.proof === null || foot.proof.length > 30
        ? []
        : [new TextRun({ children: [new Tab()] }), run(foot.proof, { size })]),
    ],
  })
  // A long proof gets a line of its own.
  const proof =
    foot.proof === null || foot.proof.length <= 30
      ? []
      : [paragraph(foot.proof, { alignment: AlignmentType.RIGHT, type: { size } })]
  return new Footer({ children: [line, ...proof] })
}
