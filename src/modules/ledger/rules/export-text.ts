import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { formatYuan, sumFen } from '../../../kernel/money.ts'
import type { AccountClass, Line, Voucher } from '../model.ts'
import { type Chart, parentCode } from '../model/chart.ts'
import { voucherLabel } from './voucher.ts'

/*
 * A book as text that other people's tools read: hledger, beancount, CSV. Piece by piece: the head once,
 * then voucher after voucher in the order they come, so that a book of any size needs no memory.
 */

export const EXPORT_FORMATS = ['hledger', 'beancount', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What a voucher shows outside; opening balances that the product keeps as vouchers have kind 'opening'. */
export type ExportVoucher = Pick<
  Voucher,
  'period' | 'number' | 'onDate' | 'summary' | 'lines' | 'attachments'
> & { readonly kind: Voucher['kind'] | 'opening' }

/** One sub-ledger balance that is carried into the stretch exported. */
export interface OpeningBalance {
  readonly account: string
  readonly memberId: AnyId | null
  readonly partyId: AnyId | null
  /** Debit minus credit, in fen. */
  readonly net: bigint
}

export interface ExportBook {
  /** The co-op's name, for the head. */
  readonly title: string
  readonly chart: Chart
  /** Accounts are opened and the opening balances stand on this day; no voucher lies before it. */
  readonly from: LocalDate
  readonly opening: readonly OpeningBalance[]
  /** How members and parties are called outside; what is not known is written by its id. */
  readonly memberName: (id: AnyId) => string | null
  readonly partyName: (id: AnyId) => string | null
}

interface Writer {
  readonly head: (book: ExportBook) => Generator<string>
  readonly voucher: (book: ExportBook, voucher: ExportVoucher) => Generator<string>
}

/**
 * A book, a few lines a piece; a later page of it (`begun`) has no head and no opening balances. Vouchers
 * are written in the order given: by period, kind and number the same book gives the same bytes.
 */
export function* exportText(
  format: ExportFormat,
  book: ExportBook & { readonly begun?: boolean },
  vouchers: Iterable<ExportVoucher>,
): Generator<string> {
  const writer = WRITERS[format]
  if (book.begun !== true) {
    yield* writer.head(book)
    yield* openingText(writer, book)
  }
  for (const voucher of vouchers) yield* writer.voucher(book, voucher)
}

function* openingText(writer: Writer, book: ExportBook): Generator<string> {
  const lines = book.opening
    .filter(({ net }) => net !== 0n)
    .map(({ account, memberId, partyId, net }): Line => {
      const about = { account, memberId, partyId, item: null, assisted: false, summary: null }
      const [debit, credit] = net > 0n ? [net, 0n] : [0n, -net]
      return { ...about, debit: sumFen([debit]), credit: sumFen([credit]) }
    })
  if (lines.length === 0) return
  yield* writer.voucher(book, {
    period: Number(book.from.slice(0, 4)) * 100,
    kind: 'opening',
    number: 0,
    onDate: book.from,
    summary: '期初余额',
    lines,
    attachments: 0,
  })
}

const labelOf = (voucher: ExportVoucher): string =>
  voucher.kind === 'opening' ? '期初' : voucherLabel(voucher.kind, voucher.number)

/** Debit minus credit with two decimals and the commodity. */
const amountOf = (one: Line): string => `${formatYuan(one.debit - one.credit)} CNY`

/** One line of text without control characters. */
const oneLine = (value: string): string => value.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

interface Detail {
  readonly key: string
  readonly value: string
}

/** What a line says besides account and amount, in a fixed order. */
function detailsOf(book: ExportBook, one: Line): Detail[] {
  const { memberId, partyId } = one
  const details = [
    { key: 'member', value: memberId === null ? '' : (book.memberName(memberId) ?? memberId) },
    { key: 'party', value: partyId === null ? '' : (book.partyName(partyId) ?? partyId) },
    { key: 'item', value: one.item ?? '' },
    { key: 'assisted', value: one.assisted ? 'yes' : '' },
    // A negative line is red ink on its own side, not an entry on the other.
    { key: 'red', value: one.debit < 0n ? 'debit' : one.credit < 0n ? 'credit' : '' },
    { key: 'summary', value: one.summary ?? '' },
  ]
  return details.filter(({ value }) => value !== '')
}

/** The codes from the national account down to this one. */
const pathOf = (code: string): string[] => {
  const above = parentCode(code)
  return above === null ? [code] : [...pathOf(above), code]
}

/** The account with those above it, each as its tool wants it; unknown levels are left out. */
function accountPath(
  book: ExportBook,
  code: string,
  name: (code: string, name: string) => string,
): string {
  const levels = pathOf(code).flatMap((level) => {
    const account = book.chart.exact(level)
    return account === null && level !== code ? [] : [name(level, account?.name.zh ?? '')]
  })
  return levels.join(':')
}

const classOf = (book: ExportBook, code: string): AccountClass =>
  book.chart.nearest(code)?.class ?? 'asset'

/* hledger: free account names, two spaces before the amount, tags in comments. */

/** 401 生产成本 is shown among the stock, so it stands with the assets. */
const HLEDGER_ROOTS: Readonly<Record<AccountClass, string>> = {
  asset: '资产',
  cost: '资产',
  liability: '负债',
  equity: '权益',
  revenue: '收入',
  expense: '支出',
}
const HLEDGER_TYPES = [
  ['资产', 'A'],
  ['负债', 'L'],
  ['权益', 'E'],
  ['收入', 'R'],
  ['支出', 'X'],
] as const

/** Colons divide levels, semicolons begin comments, two spaces end the name, a first bracket means virtual. */
const hledgerName = (code: string, name: string): string =>
  `${code} ${oneLine(name).replaceAll(/[:;|]/g, '·')}`.replaceAll(/\s+/g, ' ').trim()

const hledgerAccount = (book: ExportBook, code: string): string =>
  `${HLEDGER_ROOTS[classOf(book, code)]}:${accountPath(book, code, hledgerName)}`

/** A tag's value ends at a comma; a colon would begin another tag. */
const hledgerTag = ({ key, value }: Detail): string =>
  `${key}:${oneLine(value).replaceAll(',', '，').replaceAll(':', '：')}`

const hledgerSummary = (value: string): string =>
  oneLine(value).replaceAll(';', '；').replaceAll('|', '｜')

const HLEDGER: Writer = {
  *head(book) {
    yield `; ${oneLine(book.title)}\n; 财会〔2021〕37号\n\ndecimal-mark .\ncommodity 1000.00 CNY\n\n`
    for (const [name, type] of HLEDGER_TYPES) yield `account ${name}  ; type:${type}\n`
    for (const { code } of book.chart.accounts) yield `account ${hledgerAccount(book, code)}\n`
    yield '\n'
  },
  *voucher(book, voucher) {
    const tags = [`period:${voucher.period}`, `attachments:${voucher.attachments}`].join(', ')
    const summary = hledgerSummary(voucher.summary)
    yield `${voucher.onDate} * (${labelOf(voucher)}) ${summary}  ; ${tags}\n`
    for (const one of voucher.lines) {
      const details = detailsOf(book, one).map(hledgerTag).join(', ')
      const comment = details === '' ? '' : `  ; ${details}`
      yield `    ${hledgerAccount(book, one.account)}  ${amountOf(one)}${comment}\n`
    }
    yield '\n'
  },
}

/* beancount: five English roots, names of letters, digits and dashes, every account opened. */

const BEANCOUNT_ROOTS: Readonly<Record<AccountClass, string>> = {
  asset: 'Assets',
  cost: 'Assets',
  liability: 'Liabilities',
  equity: 'Equity',
  revenue: 'Income',
  expense: 'Expenses',
}

const beancountName = (code: string, name: string): string =>
  `${code}-${name}`.replaceAll(/[^\p{L}\p{Nd}]+/gu, '-').replaceAll(/^-+|-+$/g, '')

const beancountAccount = (book: ExportBook, code: string): string =>
  `${BEANCOUNT_ROOTS[classOf(book, code)]}:${accountPath(book, code, beancountName)}`

const quoted = (value: string): string =>
  `"${oneLine(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

const BEANCOUNT: Writer = {
  *head(book) {
    yield `;; 财会〔2021〕37号\noption "title" ${quoted(book.title)}\n`
    yield 'option "operating_currency" "CNY"\n\n'
    yield `${book.from} commodity CNY\n\n`
    for (const { code, name } of book.chart.accounts) {
      yield `${book.from} open ${beancountAccount(book, code)} CNY\n  name: ${quoted(name.zh)}\n`
    }
    yield '\n'
  },
  *voucher(book, voucher) {
    yield `${voucher.onDate} * ${quoted(voucher.summary)}\n  number: ${quoted(labelOf(voucher))}\n`
    yield `  period: "${voucher.period}"\n  attachments: ${voucher.attachments}\n`
    for (const one of voucher.lines) {
      yield `  ${beancountAccount(book, one.account)}  ${amountOf(one)}\n`
      for (const { key, value } of detailsOf(book, one)) yield `    ${key}: ${quoted(value)}\n`
    }
    yield '\n'
  },
}

/* CSV: what a spreadsheet opens, a row a line. */

const COLUMNS = [
  '会计期间',
  '日期',
  '凭证号',
  '摘要',
  '科目编码',
  '科目名称',
  '借方金额',
  '贷方金额',
  '成员',
  '往来单位',
  '项目',
  '扶贫项目资产',
  '附件数',
] as const

/** Text that a spreadsheet would take for a formula gets an apostrophe in front. */
const csvText = (value: string): string => {
  const safe = /^[=+\-@]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csvAmount = (value: bigint): string => (value === 0n ? '' : formatYuan(value))

const CSV: Writer = {
  // Spreadsheets take a file for UTF-8 only when it says so.
  *head() {
    yield `\uFEFF${COLUMNS.join(',')}\r\n`
  },
  *voucher(book, voucher) {
    for (const one of voucher.lines) {
      const { memberId, partyId } = one
      const cells = [
        voucher.period.toString(),
        voucher.onDate,
        csvText(labelOf(voucher)),
        csvText(oneLine(one.summary ?? voucher.summary)),
        one.account,
        csvText(book.chart.fullName(one.account).zh),
        csvAmount(one.debit),
        csvAmount(one.credit),
        csvText(memberId === null ? '' : oneLine(book.memberName(memberId) ?? memberId)),
        csvText(partyId === null ? '' : oneLine(book.partyName(partyId) ?? partyId)),
        one.item ?? '',
        one.assisted ? '是' : '',
        voucher.attachments.toString(),
      ]
      yield `${cells.join(',')}\r\n`
    }
  },
}

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  hledger: HLEDGER,
  beancount: BEANCOUNT,
  csv: CSV,
}
