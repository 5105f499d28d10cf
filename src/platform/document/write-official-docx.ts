import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  PageNumber,
  Paragraph,
  type ParagraphChild,
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
import type { Official, OfficialBlock } from '../../kernel/official.ts'
import { packFixed } from './fixed-docx.ts'
import { partsOf } from './official-layout.ts'

/* Lengths of Word: twentieths of a point; sizes of type in half points. Faces by GB/T 9704-2012. */
const A4 = { width: 11_906, height: 16_838 }
const mm = (length: number): number => Math.round((length * 1440) / 25.4)
/** 天头 37, 订口 28; what is left below and on the right of 225 × 156 mm. */
const MARGIN = { top: mm(37), left: mm(28), right: mm(26), bottom: mm(35), footer: mm(25) }
const WIDTH = mm(156)
const PITCH = Math.round((225 / 22 / 25.4) * 1440)
const face = (eastAsia: string) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia,
})
const FANGSONG = face('仿宋_GB2312')
const HEI = face('黑体')
const KAI = face('楷体_GB2312')
const XIAOBIAOSONG = face('方正小标宋简体')
const SONG = face('宋体')
const BODY = 32
const TITLE = 44
const FOLIO = 28
const SMALL = 21
const RED = 'E60012'

type Type = { readonly font: typeof HEI; readonly size: number; readonly color?: string }
const text = (said: string, type: Type): TextRun => new TextRun({ text: said, ...type })

const SPACING = { line: PITCH, lineRule: LineRuleType.EXACTLY, before: 0, after: 0 }
const line = (
  children: readonly ParagraphChild[],
  more: Omit<ConstructorParameters<typeof Paragraph>[0] & object, 'children'> = {},
): Paragraph => new Paragraph({ spacing: SPACING, ...more, children: [...children] })

const EMPTY = (): Paragraph => line([text('', { font: FANGSONG, size: BODY })])
const centred = { alignment: AlignmentType.CENTER } as const
const indent = { indent: { firstLine: 2 * BODY * 10 } } as const

/**
 * An official document as Word file by GB/T 9704-2012, with the faces the standard names (the reader's machine has them).
 * The same document and instant give the same bytes.
 */
export function writeOfficialDocx(
  official: Official,
  options: { readonly at: Instant },
): Promise<Buffer> {
  const title = official.title.replaceAll('\n', '')
  const parts = partsOf(official)
  const document = new Document({
    title,
    creator: 'Miaoqi',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: FANGSONG, size: BODY, language: { value: 'en-US', eastAsia: 'zh-CN' } },
        },
      },
    },
    sections: [
      {
        properties: { page: { size: A4, margin: MARGIN } },
        footers: {
          default: new Footer({ children: [folio(AlignmentType.RIGHT)] }),
          even: new Footer({ children: [folio(AlignmentType.LEFT)] }),
        },
        children: [
          ...head(official),
          ...parts.body.flatMap(blockOf),
          ...foot(official),
          ...parts.annexes.flatMap(blockOf),
          ...colophon(official),
        ],
      },
    ],
  })
  return packFixed(document, { at: options.at, title })
}

const folio = (alignment: (typeof AlignmentType)['RIGHT' | 'LEFT']): Paragraph =>
  new Paragraph({
    alignment,
    indent: { left: FOLIO * 10, right: FOLIO * 10 },
    children: [
      new TextRun({ font: SONG, size: FOLIO, children: ['— ', PageNumber.CURRENT, ' —'] }),
    ],
  })

function head(official: Official): Paragraph[] {
  const number: ParagraphChild[] =
    official.signer === null
      ? [text(official.number, { font: FANGSONG, size: BODY })]
      : [
          text(official.number, { font: FANGSONG, size: BODY }),
          new TextRun({ children: [new Tab()] }),
          text(`签发人：${official.signer}`, { font: FANGSONG, size: BODY }),
        ]
  const mark = official.mark.length > 14 ? 60 : 84
  return [
    new Paragraph({
      ...centred,
      spacing: { before: 500, after: PITCH },
      children: [text(official.mark, { font: XIAOBIAOSONG, size: mark, color: RED })],
    }),
    line(number, {
      ...(official.signer === null ? centred : {}),
      tabStops: [{ type: TabStopType.RIGHT, position: WIDTH - BODY * 10 }],
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 11 } },
    }),
    EMPTY(),
    ...official.title.split('\n').map((said) =>
      line([text(said, { font: XIAOBIAOSONG, size: TITLE })], {
        ...centred,
        spacing: { ...SPACING, line: Math.round(PITCH * 1.15) },
      }),
    ),
    EMPTY(),
    ...(official.to === ''
      ? []
      : [line([text(`${official.to}：`, { font: FANGSONG, size: BODY })])]),
  ]
}

function blockOf(block: OfficialBlock): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        line([text(block.text, { font: block.level === 1 ? HEI : KAI, size: BODY })], {
          ...indent,
          keepNext: true,
        }),
      ]
    case 'text':
      return [line([text(block.text, { font: FANGSONG, size: BODY })], indent)]
    case 'page':
      return [
        line([text(block.label, { font: HEI, size: BODY })], { pageBreakBefore: true }),
        EMPTY(),
        line([text(block.title, { font: XIAOBIAOSONG, size: TITLE })], centred),
        EMPTY(),
      ]
    case 'table':
      return [
        ...(block.caption === ''
          ? []
          : [line([text(block.caption, { font: HEI, size: 24 })], { ...centred, keepNext: true })]),
        tableOf(block),
        EMPTY(),
      ]
  }
}

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

function tableOf(block: Extract<OfficialBlock, { kind: 'table' }>): Table {
  const whole = block.columns.reduce((sum, column) => sum + column.width, 0)
  const widths = block.columns.map((column) => Math.round((column.width / whole) * WIDTH))
  const row = (cells: readonly string[], heading: boolean): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader: heading,
      children: cells.map(
        (cell, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            margins: { left: 60, right: 60, top: 30, bottom: 30 },
            children: [
              new Paragraph({
                alignment: heading
                  ? AlignmentType.CENTER
                  : ALIGN[block.columns[i]?.align ?? 'left'],
                children: [text(cell, { font: heading ? HEI : SONG, size: SMALL })],
              }),
            ],
          }),
      ),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(
        block.columns.map(({ title }) => title),
        true,
      ),
      ...block.rows.map((cells) => row(cells, false)),
    ],
  })
}

function foot(official: Official): Paragraph[] {
  const annexes = official.annexes.map((annex, i) => {
    const label = official.annexes.length === 1 ? '' : `${i + 1}. `
    const said = i === 0 ? `附件：${label}${annex}` : `　　　${label}${annex}`
    return line([text(said, { font: FANGSONG, size: BODY })], indent)
  })
  const right = (said: string, characters: number): Paragraph =>
    line([text(said, { font: FANGSONG, size: BODY })], {
      alignment: AlignmentType.RIGHT,
      indent: { right: characters * BODY * 10 },
    })
  return [
    ...(annexes.length === 0 ? [] : [EMPTY(), ...annexes]),
    EMPTY(),
    EMPTY(),
    right(official.from, 2),
    ...(official.day === '' ? [] : [right(official.day, 4)]),
    EMPTY(),
  ]
}

function colophon(official: Official): Paragraph[] {
  const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000', space: 1 })
  const printed = line(
    [
      text(official.printer, { font: FANGSONG, size: FOLIO }),
      new TextRun({ children: [new Tab()] }),
      text(`${official.printedOn}印发`, { font: FANGSONG, size: FOLIO }),
    ],
    {
      indent: { left: FOLIO * 10, right: FOLIO * 10 },
      tabStops: [{ type: TabStopType.RIGHT, position: WIDTH - FOLIO * 10 }],
      border: { top: rule(official.copies === '' ? 8 : 6), bottom: rule(8) },
    },
  )
  if (official.copies === '') return [printed]
  const copies = line([text(`抄送：${official.copies}`, { font: FANGSONG, size: FOLIO })], {
    indent: { left: FOLIO * 10, right: FOLIO * 10 },
    border: { top: rule(8) },
  })
  return [copies, printed]
}
