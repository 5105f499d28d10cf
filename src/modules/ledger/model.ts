import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { Id } from '../../kernel/id.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Text } from '../../kernel/text.ts'

/*
 * The words of the books (财会〔2021〕37号). Codes of accounts: three digits of the national chart, two
 * more for each level a co-op adds below ('102', '10201', '3320102'). The first three digits are always
 * the national account.
 */

export type AccountClass = 'asset' | 'liability' | 'equity' | 'cost' | 'revenue' | 'expense'

/** What a line of the account must name besides the amount (37号, 明细核算). */
export type Dimension = 'member' | 'counterparty' | 'worker' | 'project' | 'source' | 'bank'

export interface Account {
  readonly code: string
  readonly name: Text
  readonly class: AccountClass
  /** The side on which the account normally stands. */
  readonly side: 'debit' | 'credit'
  readonly dimension: Dimension | null
  /** May stand on either side at a period's end (114, 154, 214, 331, 332, 511). */
  readonly twoSided: boolean
  /** Must be zero at a year's end (181, 33201, profit and loss, 331). */
  readonly zeroAtYearEnd: boolean
}

/** Kinds of vouchers; each is numbered from 1 in each year of each co-op. */
export const VOUCHER_KINDS = ['general', 'receipt', 'payment', 'transfer'] as const
export type VoucherKind = (typeof VOUCHER_KINDS)[number]

/**
 * A period of the books: yyyymm. Month 00 holds the opening balances, 01-12 the business, 13 the
 * transfers of the year's end (结转), so that income stays readable after the year is closed.
 */
export type Period = number

/** One line of a voucher. Exactly one side is not zero; a red-ink line (红字) is negative on its side. */
export interface Line {
  readonly account: string
  readonly debit: Fen
  readonly credit: Fen
  /** The membership (share holder) the line concerns; 114, 221, 222, 301 must name it. */
  readonly memberId: Id<'holder'> | null
  /** The other side outside the membership, the worker, grant project, donor or bank account. */
  readonly partyId: Id<'party'> | null
  /** Why the amount moved, for the statements: an equity flow of 301-322 or an income source of 501, 502. */
  readonly item: string | null
  /** The line concerns an asset of a poverty-alleviation project (扶贫项目资产). */
  readonly assisted: boolean
  /** Null: as the voucher. */
  readonly summary: string | null
}

/** A voucher as it stands in the books: never changed; undone by a linked red-ink copy. */
export interface Voucher {
  readonly id: Id<'voucher'>
  readonly coopId: Id<'unit'>
  readonly period: Period
  readonly kind: VoucherKind
  readonly number: number
  readonly onDate: LocalDate
  readonly summary: string
  readonly lines: readonly Line[]
  readonly attachments: number
  /** The template it was made by, and the clause that template follows. */
  readonly template: string | null
  readonly clause: string | null
  readonly reversesId: Id<'voucher'> | null
  readonly reversedById: Id<'voucher'> | null
  readonly preparedBy: string
  readonly approvedBy: string
  readonly postedAt: Instant
}

/**
 * What an account holds at a moment, in fen. `net` is debit minus credit. `debitSide` and `creditSide`
 * are the sums over its members (or parties) of those standing on each side: for 成员往来 the statement
 * shows both and never nets them. Without a dimension one of them is zero.
 */
export interface Balance {
  readonly account: string
  readonly net: Fen
  readonly debitSide: Fen
  readonly creditSide: Fen
}

/** What moved on an account within a stretch of periods, in fen. */
export interface Turnover {
  readonly account: string
  readonly debit: Fen
  readonly credit: Fen
}

/** Equity flows: the items of 301, 311, 321, 322 that the statement of members' equity (会农社03表) lists. */
export const EQUITY_ITEMS = [
  'contribution', // 成员出资增减 (301, 321 premium)
  'capital_reserve_to_contribution', // 资本公积转增
  'surplus_reserve_to_contribution', // 盈余公积转增
  'surplus_to_contribution', // 盈余转为成员出资
  'state_grant', // 接受国家财政直接补助形成
  'donation', // 接受他人捐赠形成
  'revaluation', // 资产评估增值 (321)
  'from_surplus', // 从盈余中提取 (322)
  'loss_cover', // 弥补亏损 (322, 321)
  'exit', // 成员退社 (301, 322)
  'other',
] as const
export type EquityItem = (typeof EQUITY_ITEMS)[number]

/** Income by source (R63): growth that is only subsidy must show as such. Items of 501, 502, 511. */
export const INCOME_ITEMS = [
  'sales', // 产品销售
  'service', // 服务
  'land', // 土地经营
  'labour', // 劳务
  'processing', // 加工
  'tourism', // 旅游
  'lease', // 租赁
  'subsidy', // 补助
  'investment', // 投资
  'other',
] as const
export type IncomeItem = (typeof INCOME_ITEMS)[number]
