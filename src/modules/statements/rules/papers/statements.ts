import { type Fen, fen, ZERO_FEN } from '../../../../kernel/money.ts'
import { type Text, text } from '../../../../kernel/text.ts'
import type { Paper, PaperCell, PaperRow } from '../../../../kernel/paper.ts'
import { cumulativeName, lastDay, paperDate, type ReportPeriod } from '../../model/period.ts'
import type {
  BalanceSheet,
  BalanceSheetRow,
  EquityColumn,
  EquityStatement,
  SurplusStatement,
} from '../../model.ts'
import { blankZero, center, left, money, type PaperHead, paperOf, tableOf } from './frame.ts'

/** Captions of the form: before this row stands this heading. */
const ASSET_CAPTIONS: ReadonlyMap<number, Text> = new Map([
  [1, text('流动资产：', 'Current assets:')],
  [6, text('非流动资产：', 'Non-current assets:')],
])
const CLAIM_CAPTIONS: ReadonlyMap<number, Text> = new Map([
  [23, text('流动负债：', 'Current liabilities:')],
  [32, text('非流动负债：', 'Non-current liabilities:')],
  [36, text('所有者权益：', 'Equity:')],
])
/** Rows that the form sets apart as totals of their side. */
const FIRST_CLAIM = 23
const EQUITY_CAPTION = 36

type Half = readonly [PaperCell, PaperCell, PaperCell, PaperCell]
const BLANK: Half = [null, null, null, null]

/** 会农社01表 side by side as the form stands: assets left, liabilities and equity right. */
export function balanceSheetPaper(
  head: PaperHead,
  period: ReportPeriod,
  sheet: BalanceSheet,
): Paper {
  const { language } = head
  const assets = sheet.rows.filter(({ row }) => row < FIRST_CLAIM)
  const claims = sheet.rows.filter(({ row }) => row >= FIRST_CLAIM)
  const leftHalf = halves(assets, ASSET_CAPTIONS, language)
  const rightHalf = halves(claims, CLAIM_CAPTIONS, language)
  // The form keeps both totals on its last line and the equity block right above it.
  const gap = Array.from({ length: leftHalf.length - rightHalf.length }, () => BLANK)
  const equity = rightHalf.length - claims.filter(({ row }) => row >= EQUITY_CAPTION).length - 1
  const filled = [...rightHalf.slice(0, equity), ...gap, ...rightHalf.slice(equity)]
  const word = (zh: string, en: string): string => text(zh, en)[language]
  const columns = [
    [word('资  产', 'Assets'), word('负债和所有者权益', 'Liabilities and equity')],
  ].flatMap((names) =>
    names.flatMap((name) => [
      left(name, 5.6),
      center(word('行次', 'Row'), 1.3),
      money(word('期末余额', 'Closing'), 3.6),
      money(word('年初余额', 'Opening'), 3.6),
    ]),
  )
  return paperOf(head, {
    title: text('资产负债表', 'Balance sheet'),
    form: '会农社01表',
    onePage: true,
    period: text(paperDate(lastDay(period)), lastDay(period)),
    orientation: 'landscape',
    sections: [
      tableOf(
        columns,
        leftHalf.map((half, i): PaperRow => {
          const other = filled[i] ?? BLANK
          return { kind: 'plain', cells: [...half, ...other] }
        }),
      ),
    ],
  })
}

function halves(
  rows: readonly BalanceSheetRow[],
  captions: ReadonlyMap<number, Text>,
  language: keyof Text,
): Half[] {
  return rows.flatMap((row): Half[] => {
    const caption = captions.get(row.row)
    const sum = row.kind === 'sum'
    const amount = (value: Fen): PaperCell => (sum ? value : blankZero(value))
    const half: Half = [
      `${sum ? '' : '　'}${row.label[language]}`,
      String(row.row),
      amount(row.closing),
      amount(row.opening),
    ]
    return caption === undefined ? [half] : [[caption[language], null, null, null], half]
  })
}

/** Rows whose label the form writes below "加：" or "减：" without repeating the word. */
const INDENTED = new Set([4, 5, 6, 14, 18, 19])

/** 会农社02表; `period` may be interim, then the amounts are cumulative. */
export function surplusPaper(
  head: PaperHead,
  period: ReportPeriod,
  statement: SurplusStatement,
): Paper {
  const { language } = head
  const word = (zh: string, en: string): string => text(zh, en)[language]
  const indent = (row: number, kind: string): string =>
    kind === 'sum' ? '' : INDENTED.has(row) ? '　　　　' : '　　'
  return paperOf(head, {
    title: text('盈余及盈余分配表', 'Statement of surplus and its distribution'),
    form: '会农社02表',
    onePage: true,
    period: cumulativeName(period),
    sections: [
      tableOf(
        [
          left(word('项  目', 'Item'), 7),
          center(word('行次', 'Row'), 1.4),
          money(word('本年金额', 'This year'), 4),
          money(word('上年金额', 'Last year'), 4),
        ],
        statement.rows.map(({ row, kind, label, current, prior }): PaperRow => {
          const sum = kind === 'sum'
          const shown = (value: Fen): PaperCell => (sum ? value : blankZero(value))
          return {
            kind: sum ? 'sum' : 'plain',
            cells: [
              `${indent(row, kind)}${label[language]}`,
              String(row),
              shown(current),
              prior === null ? null : shown(prior),
            ],
          }
        }),
      ),
    ],
  })
}

/**
 * 会农社03表: a column for each kind of equity; below each total the parts that the form names, their names
 * above their amounts in the same column.
 */
export function equityPaper(
  head: PaperHead,
  period: ReportPeriod,
  statement: EquityStatement,
): Paper {
  const { language } = head
  const { columns, total } = statement
  const word = (zh: string, en: string): string => text(zh, en)[language]
  const line = (name: string, pick: (column: EquityColumn) => Fen, sum: Fen): PaperRow => ({
    kind: 'sum',
    cells: [name, ...columns.map((column) => pick(column)), sum],
  })
  const parts = (side: 'increase' | 'decrease'): PaperRow[] => {
    const depth = Math.max(...columns.map((column) => column[side].parts.length))
    return Array.from({ length: depth }, (_, i) => i).flatMap((i): PaperRow[] => [
      {
        kind: 'heading',
        cells: [
          i === 0 ? word('　其中：', '  of which:') : null,
          ...columns.map((column) => column[side].parts[i]?.label[language] ?? null),
          null,
        ],
      },
      {
        kind: 'plain',
        cells: [
          null,
          ...columns.map((column) => blankZero(column[side].parts[i]?.amount ?? ZERO_FEN)),
          null,
        ],
      },
    ])
  }
  return paperOf(head, {
    title: text('成员权益变动表', 'Statement of changes in members’ equity'),
    form: '会农社03表',
    onePage: true,
    period: cumulativeName(period),
    orientation: 'landscape',
    sections: [
      tableOf(
        [
          left(word('项  目', 'Item'), 3),
          ...columns.map(({ label }) => money(label[language], 4)),
          money(total.label[language], 4),
        ],
        [
          line(word('年初余额', 'Opening'), (column) => column.opening, total.opening),
          line(word('本年增加数', 'Increase'), (column) => column.increase.total, total.increase),
          ...parts('increase'),
          line(word('本年减少数', 'Decrease'), (column) => column.decrease.total, total.decrease),
          ...parts('decrease'),
          line(word('年末余额', 'Closing'), (column) => column.closing, fen(total.closing)),
        ],
      ),
    ],
    remarks: statement.remarks.map((remark) => text(`注：${remark.zh}`, `Note: ${remark.en}`)),
  })
}
