import { type Fen, fen, ZERO_FEN } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Balance, BalanceSheet, BalanceSheetRow, RowKind, Unplaced } from '../model.ts'
import { nationalCode, netOf, PROFIT_AND_LOSS, sideOf } from './sums.ts'

/** Where a row's amount comes from. */
type Source =
  /** Debit balances; a credit balance prints negative (154). */
  | { readonly debit: readonly string[]; readonly members?: 'debitSide' }
  /** Credit balances; a debit balance prints negative (214). */
  | { readonly credit: readonly string[]; readonly members?: 'creditSide' }
  /** Other rows of the form, added or taken off. */
  | { readonly plus: readonly number[]; readonly less?: readonly number[] }

interface RowDefinition {
  readonly row: number
  readonly label: Text
  readonly kind: RowKind
  readonly source: Source
}

const item = (row: number, label: Text, source: Source): RowDefinition => ({
  row,
  label,
  kind: 'item',
  source,
})
const less = (row: number, label: Text, credit: string): RowDefinition => ({
  row,
  label,
  kind: 'less',
  source: { credit: [credit] },
})
const sum = (row: number, label: Text, plus: number[], off: number[] = []): RowDefinition => ({
  row,
  label,
  kind: 'sum',
  source: { plus, less: off },
})

/** The 42 rows of 会农社01表 and where each comes from (编制说明 3). */
const ROWS: readonly RowDefinition[] = [
  item(1, text('货币资金', 'Cash and bank'), { debit: ['101', '102', '109'] }),
  item(2, text('应收款项', 'Receivables'), { debit: ['113'], members: 'debitSide' }),
  item(3, text('存货', 'Inventories'), {
    debit: ['121', '122', '124', '125', '127', '128', '401'],
  }),
  item(4, text('消耗性生物资产', 'Consumable biological assets'), { debit: ['141'] }),
  sum(5, text('流动资产合计', 'Total current assets'), [1, 2, 3, 4]),
  item(6, text('对外投资', 'Outward investments'), { debit: ['131'] }),
  item(7, text('生产性生物资产原值', 'Productive biological assets, at cost'), { debit: ['142'] }),
  less(8, text('减：生产性生物资产累计折旧', 'Less: accumulated depreciation'), '143'),
  sum(9, text('生产性生物资产净值', 'Productive biological assets, net'), [7], [8]),
  item(10, text('固定资产原值', 'Fixed assets, at cost'), { debit: ['151'] }),
  less(11, text('减：累计折旧', 'Less: accumulated depreciation'), '152'),
  sum(12, text('固定资产净值', 'Fixed assets, net'), [10], [11]),
  item(13, text('在建工程', 'Construction in progress'), { debit: ['153'] }),
  item(14, text('固定资产清理', 'Disposal of fixed assets'), { debit: ['154'] }),
  sum(15, text('固定资产小计', 'Fixed assets, subtotal'), [12, 13, 14]),
  item(16, text('无形资产原值', 'Intangible assets, at cost'), { debit: ['161'] }),
  less(17, text('减：累计摊销', 'Less: accumulated amortization'), '162'),
  sum(18, text('无形资产净值', 'Intangible assets, net'), [16], [17]),
  item(19, text('公益性生物资产', 'Public-benefit biological assets'), { debit: ['144'] }),
  item(20, text('长期待摊费用', 'Long-term prepaid expenses'), { debit: ['171'] }),
  sum(21, text('非流动资产合计', 'Total non-current assets'), [6, 9, 15, 18, 19, 20]),
  sum(22, text('资产总计', 'Total assets'), [5, 21]),
  item(23, text('短期借款', 'Short-term loans'), { credit: ['201'] }),
  item(24, text('应付款项', 'Payables'), { credit: ['211'], members: 'creditSide' }),
  item(25, text('应付工资', 'Wages payable'), { credit: ['212'] }),
  item(26, text('应付劳务费', 'Casual labour payable'), { credit: ['213'] }),
  item(27, text('应交税费', 'Taxes payable'), { credit: ['214'] }),
  item(28, text('应付利息', 'Interest payable'), { credit: ['215'] }),
  item(29, text('应付盈余返还', 'Surplus return payable'), { credit: ['221'] }),
  item(30, text('应付剩余盈余', 'Residual surplus payable'), { credit: ['222'] }),
  sum(31, text('流动负债合计', 'Total current liabilities'), [23, 24, 25, 26, 27, 28, 29, 30]),
  item(32, text('长期借款', 'Long-term loans'), { credit: ['231'] }),
  item(33, text('专项应付款', 'Grants to be applied'), { credit: ['235'] }),
  sum(34, text('非流动负债合计', 'Total non-current liabilities'), [32, 33]),
  sum(35, text('负债合计', 'Total liabilities'), [31, 34]),
  item(36, text('股金', 'Members’ contributions'), { credit: ['301'] }),
  item(37, text('专项基金', 'Special fund'), { credit: ['311'] }),
  item(38, text('资本公积', 'Capital reserve'), { credit: ['321'] }),
  item(39, text('盈余公积', 'Surplus reserve'), { credit: ['322'] }),
  // Income is transferred once a year, so an interim sheet adds the running income and expenses.
  item(40, text('未分配盈余', 'Undistributed surplus'), {
    credit: ['331', '332', ...PROFIT_AND_LOSS],
  }),
  sum(41, text('所有者权益合计', 'Total equity'), [36, 37, 38, 39, 40]),
  sum(42, text('负债和所有者权益总计', 'Total liabilities and equity'), [35, 41]),
]

/** Codes of the accounts a figure is read from, or the rows of its form that it adds up. */
export interface RowParts {
  readonly accounts: readonly string[]
  readonly rows: readonly number[]
}

/** What a row of the form is made of (成员往来 where it has a side in the row). */
export function rowParts(row: number): RowParts {
  const source = ROWS.find((definition) => definition.row === row)?.source
  if (source === undefined) return { accounts: [], rows: [] }
  if ('plus' in source) return { accounts: [], rows: [...source.plus, ...(source.less ?? [])] }
  const own = 'debit' in source ? source.debit : source.credit
  return { accounts: source.members === undefined ? own : [...own, MEMBER_ACCOUNT], rows: [] }
}

/** 成员往来: its members on the debit side are receivables, those on the credit side payables. */
const MEMBER_ACCOUNT = '114'

const PLACED: ReadonlySet<string> = new Set([
  MEMBER_ACCOUNT,
  ...ROWS.flatMap(({ source }) =>
    'debit' in source ? source.debit : 'credit' in source ? source.credit : [],
  ),
])

/**
 * 会农社01表 from the balances at both dates, in fen, signs as printed: rows 8, 11, 17 positive and taken
 * off; 14, 27, 40 negative when the account stands on its other side. What the form has no row for
 * (181 before it is cleared) is listed in `unplaced` and makes row 22 differ from row 42.
 */
export function balanceSheet(facts: {
  readonly closing: readonly Balance[]
  readonly opening: readonly Balance[]
}): BalanceSheet {
  const closing = columnOf(facts.closing)
  const opening = columnOf(facts.opening)
  return {
    rows: ROWS.map(({ row, label, kind }): BalanceSheetRow => ({
      row,
      label,
      kind,
      closing: closing.get(row) ?? ZERO_FEN,
      opening: opening.get(row) ?? ZERO_FEN,
    })),
    unplaced: unplacedOf(facts.closing, facts.opening),
  }
}

function columnOf(balances: readonly Balance[]): ReadonlyMap<number, Fen> {
  const amounts = new Map<number, Fen>()
  const total = (rows: readonly number[]): bigint =>
    rows.reduce((whole, row) => whole + (amounts.get(row) ?? 0n), 0n)
  for (const { row, source } of ROWS) {
    if ('plus' in source) amounts.set(row, fen(total(source.plus) - total(source.less ?? [])))
    else amounts.set(row, fen(accountsOf(balances, source)))
  }
  return amounts
}

function accountsOf(balances: readonly Balance[], source: Exclude<Source, { plus: unknown }>) {
  const debits = (codes: readonly string[]): bigint =>
    codes.reduce((whole, code) => whole + netOf(balances, code), 0n)
  const members =
    source.members === undefined ? 0n : sideOf(balances, MEMBER_ACCOUNT, source.members)
  return members + ('debit' in source ? debits(source.debit) : -debits(source.credit))
}

function unplacedOf(closing: readonly Balance[], opening: readonly Balance[]): Unplaced[] {
  const codes = new Set([...closing, ...opening].map(({ account }) => nationalCode(account)))
  return [...codes]
    .filter((code) => !PLACED.has(code))
    .toSorted((a, b) => Number(a) - Number(b))
    .map((account) => ({
      account,
      closing: netOf(closing, account),
      opening: netOf(opening, account),
    }))
    .filter((each) => each.closing !== 0n || each.opening !== 0n)
}
