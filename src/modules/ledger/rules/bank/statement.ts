import type { LocalDate } from '../../../../kernel/date.ts'
import { displayYuan, type Fen, fen, sumFen } from '../../../../kernel/money.ts'
import { text } from '../../../../kernel/text.ts'
import type { BankDraft } from '../../model/bank.ts'
import type { FileFault, Mapping, SourceSheet } from '../../model/sheet.ts'
import {
  compact,
  dayOf,
  doubleFields,
  faultIn,
  type FieldRow,
  type Headings,
  moneyOf,
  NOT_A_DAY,
  NOT_MONEY,
  rowsBelow,
  textIn,
} from '../sheet.ts'

/* Statements of banks. A bank writes 贷方 for what came in: the account is its liability. */

export const STATEMENT_HEADINGS: Headings = {
  date: ['交易日期', '记账日期', '入账日期', '日期', '交易时间', '发生日期', '账务日期', 'date'],
  memo: ['摘要', '用途', '附言', '交易摘要', '业务摘要', '摘要用途', '备注', '交易说明', 'summary'],
  in: [
    '收入金额',
    '贷方发生额',
    '贷方金额',
    '存入金额',
    '转入金额',
    '入账金额',
    '收入',
    '贷方',
    '存入',
    'in',
  ],
  out: [
    '支出金额',
    '借方发生额',
    '借方金额',
    '支取金额',
    '转出金额',
    '支出',
    '借方',
    '支取',
    'out',
  ],
  amount: ['交易金额', '发生额', '发生金额', '金额', 'amount'],
  direction: ['借贷标志', '借贷标记', '收支标志', '借贷方向', '收支', '收付标志', '借贷'],
  balance: ['账户余额', '余额', '本次余额', '当前余额', '交易后余额', 'balance'],
  other: [
    '对方户名',
    '对方名称',
    '对方账户名称',
    '对方账户名',
    '交易对手',
    '对方单位',
    '收付款人',
    '对方',
  ],
  reference: [
    '交易流水号',
    '流水号',
    '日志号',
    '业务编号',
    '交易序号',
    '核心流水号',
    '凭证号',
    '回单编号',
  ],
}

export interface ReadStatement {
  /** Oldest first. */
  readonly lines: readonly BankDraft[]
  readonly faults: readonly FileFault[]
  /** The balance before the first line and after the last; null where the file does not tell. */
  readonly opening: Fen | null
  readonly closing: Fen | null
}

export interface Asked {
  /** Typed by the clerk where the file has no column of balances. */
  readonly opening: Fen | null
  readonly closing: Fen | null
  readonly today: LocalDate
}

const NO_LINE = /合计|总计|小计|承前页|过次页|期初|期末|上期|上年|累计|打印|制表/

/** The lines of a statement by its mapping, with everything that is wrong; balances must follow each other. */
export function readStatement(
  sheets: readonly SourceSheet[],
  mapping: Mapping,
  asked: Asked,
): ReadStatement {
  const faults: FileFault[] = [...doubleFields(mapping), ...missingColumns(mapping)]
  if (faults.length > 0) return { lines: [], faults, opening: null, closing: null }
  const read: BankDraft[] = []
  for (const row of rowsBelow(sheets, mapping)) {
    const line = lineOf(row, asked.today, faults)
    if (line !== null) read.push(line)
  }
  if (read.length === 0 && faults.length === 0) {
    faults.push(wholeSheet(mapping, text('没有读到一笔流水', 'no line was found')))
  }
  const lines = oldestFirst(read, asked)
  const balances = openingAndClosing(lines, asked)
  faults.push(...breaks(lines, mapping), ...typedWrong(lines, asked, mapping))
  return { lines: running(lines, balances.opening), faults, ...balances }
}

const wholeSheet = (mapping: Mapping, why: FileFault['text']): FileFault => ({
  level: 'error',
  sheet: mapping.sheet,
  row: mapping.headerRow,
  column: 0,
  text: why,
})

function missingColumns(mapping: Mapping): FileFault[] {
  const has = (field: string): boolean => mapping.columns.some((column) => column.field === field)
  const faults: FileFault[] = []
  if (!has('date')) {
    faults.push(wholeSheet(mapping, text('没有指明哪一列是日期', 'no column is the date')))
  }
  if (!has('amount') && !has('in') && !has('out')) {
    const why = text('没有指明收入、支出或金额的列', 'no column is the money in, out or the amount')
    faults.push(wholeSheet(mapping, why))
  }
  return faults
}

function lineOf(row: FieldRow, today: LocalDate, faults: FileFault[]): BankDraft | null {
  const dated = row.cell('date')
  const amount = amountOf(row, faults)
  if (dated === null || NO_LINE.test(compact(dated.text))) {
    const note = ['memo', 'other', 'reference'].some((f) => NO_LINE.test(row.cell(f)?.text ?? ''))
    if (dated === null && amount !== null && amount !== 0n && !note) {
      faults.push(faultIn(row, 'date', text('有金额而没有日期', 'an amount without a day')))
    }
    return null
  }
  const onDate = dayOf(dated)
  if (onDate === null) {
    if (amount !== null) faults.push(faultIn(row, 'date', NOT_A_DAY))
    return null
  }
  if (onDate > today) {
    faults.push(faultIn(row, 'date', text('日期在今天之后', 'lies in the future')))
  }
  const balanceCell = row.cell('balance')
  const balance = balanceCell === null ? null : moneyOf(balanceCell)
  if (balance === undefined) faults.push(faultIn(row, 'balance', NOT_MONEY))
  if (amount === null) return null
  if (amount === 0n) return null
  return {
    row: row.row,
    onDate,
    amount,
    balance: balance ?? null,
    otherSide: textIn(row, 'other', 100) ?? '',
    memo: textIn(row, 'memo') ?? '',
    bankReference: textIn(row, 'reference', 60) ?? '',
  }
}

const OUT_WORDS = /^(?:借|支|付|出|d|debit|-)/i

/** Above zero: money came in. Null where the row holds no amount. */
function amountOf(row: FieldRow, faults: FileFault[]): Fen | null {
  const value = (field: string): bigint | null => {
    const cell = row.cell(field)
    if (cell === null) return null
    const read = moneyOf(cell)
    if (read !== undefined) return read
    if (row.cell('date') !== null) faults.push(faultIn(row, field, NOT_MONEY))
    return null
  }
  const [came, went, plain] = [value('in'), value('out'), value('amount')]
  if (came !== null || went !== null) {
    // Some banks write what went out below zero in a column of its own.
    const out = went ?? 0n
    return fen((came ?? 0n) - (row.cell('in') === null && out < 0n ? -out : out))
  }
  if (plain === null) return null
  const direction = textIn(row, 'direction')
  if (direction === null) return fen(plain)
  const size = plain < 0n ? -plain : plain
  return fen(OUT_WORDS.test(compact(direction)) ? -size : size)
}

/** How often a balance is not the one before it plus the amount. */
const breaksIn = (lines: readonly BankDraft[]): number =>
  lines.filter((line, i) => isBroken(lines[i - 1], line)).length

const isBroken = (before: BankDraft | undefined, line: BankDraft): boolean =>
  before !== undefined &&
  before.balance !== null &&
  line.balance !== null &&
  before.balance + line.amount !== line.balance

/**
 * Banks print the newest line first as often as the oldest. Where days and balances allow both (the same sum in and
 * out on one day), the balance the clerk typed decides.
 */
function oldestFirst(lines: readonly BankDraft[], asked: Asked): readonly BankDraft[] {
  const turned = lines.toReversed()
  const [first, last] = [lines[0]?.onDate ?? '', lines.at(-1)?.onDate ?? '']
  if (first > last) return turned
  if (first < last) return lines
  const against = (order: readonly BankDraft[]): number =>
    breaksIn(order) + typedAgainst(order, asked).length
  return against(turned) < against(lines) ? turned : lines
}

function breaks(lines: readonly BankDraft[], mapping: Mapping): FileFault[] {
  const column = mapping.columns.find(({ field }) => field === 'balance')?.column ?? 0
  const early = lines.flatMap((line, i): FileFault[] => {
    const before = lines[i - 1]
    if (before === undefined || before.onDate <= line.onDate) return []
    const why = text('日期没有按顺序排列', 'the days are not in order')
    return [{ level: 'error', sheet: mapping.sheet, row: line.row, column: 0, text: why }]
  })
  return early.concat(
    lines.flatMap((line, i): FileFault[] => {
      const before = lines[i - 1]
      if (before === undefined || !isBroken(before, line)) return []
      const due = displayYuan((before.balance ?? 0n) + line.amount)
      const why = text(
        `余额不连续:按上一笔应为 ${due} 元,可能漏了流水`,
        `the balance does not follow: it should be ${due} yuan; lines may be missing`,
      )
      return [{ level: 'error', sheet: mapping.sheet, row: line.row, column, text: why }]
    }),
  )
}

function openingAndClosing(
  lines: readonly BankDraft[],
  asked: Asked,
): { opening: Fen | null; closing: Fen | null } {
  const total = sumFen(lines.map(({ amount }) => amount))
  let before = 0n
  for (const line of lines) {
    before += line.amount
    if (line.balance === null) continue
    const opening = line.balance - before
    return { opening: fen(opening), closing: fen(opening + total) }
  }
  if (asked.opening !== null) return { opening: asked.opening, closing: fen(asked.opening + total) }
  if (asked.closing !== null) return { opening: fen(asked.closing - total), closing: asked.closing }
  return { opening: null, closing: null }
}

/** The typed balances that are not those of the lines, with both. */
function typedAgainst(
  lines: readonly BankDraft[],
  asked: Asked,
): { end: 'opening' | 'closing'; typed: Fen; read: Fen }[] {
  const found = openingAndClosing(lines, asked)
  return (['opening', 'closing'] as const).flatMap((end) => {
    const [typed, read] = [asked[end], found[end]]
    return typed === null || read === null || typed === read ? [] : [{ end, typed, read }]
  })
}

/** What the clerk typed must be what the lines say. */
const typedWrong = (lines: readonly BankDraft[], asked: Asked, mapping: Mapping): FileFault[] =>
  typedAgainst(lines, asked).map(({ end, typed, read }) =>
    wholeSheet(
      mapping,
      text(
        `${end === 'opening' ? '期初' : '期末'}余额应为 ${displayYuan(read)} 元,填的是 ${displayYuan(typed)} 元`,
        `the ${end} balance is ${displayYuan(read)} yuan by the lines, not ${displayYuan(typed)}`,
      ),
    ),
  )

/** Every line with the balance after it, where the first balance is known. */
function running(lines: readonly BankDraft[], opening: Fen | null): BankDraft[] {
  if (opening === null) return [...lines]
  let balance = opening as bigint
  return lines.map((line) => {
    balance += line.amount
    return { ...line, balance: line.balance ?? fen(balance) }
  })
}

/**
 * What makes a line the same line when it comes again: the bank's own number with day and amount, else
 * everything that stands in the row; equal rows are counted. The balance is left out, since not every
 * print of a statement shows it.
 */
export function identities(lines: readonly BankDraft[]): string[] {
  const seen = new Map<string, number>()
  return lines.map(({ onDate, amount, bankReference, otherSide, memo }) => {
    const rest = bankReference === '' ? `${otherSide}\u001F${memo}` : bankReference
    const mark = bankReference === '' ? 'row' : 'number'
    const key = [mark, onDate, amount.toString(), rest].join('\u001F')
    const nth = (seen.get(key) ?? 0) + 1
    seen.set(key, nth)
    return `${key}\u001F${nth}`
  })
}
