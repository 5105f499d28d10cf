import type { LocalDate } from '../../../kernel/date.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Text } from '../../../kernel/text.ts'

/*
 * The books of one co-op as the plan has them: members and parties by the plan's keys. Made for one co-op
 * at a time and thrown away when they are loaded, for all of them together would fill the memory.
 */

export type PartyKind = 'counterparty' | 'worker' | 'project' | 'source'

export interface PartyPlan {
  readonly key: string
  readonly kind: PartyKind
  readonly name: string
  readonly note: string | null
}

export interface BookLine {
  readonly account: string
  readonly debit: Fen
  readonly credit: Fen
  readonly member: string | null
  readonly party: string | null
  readonly item: string | null
  readonly summary: string | null
}

export interface VoucherPlan {
  readonly on: LocalDate
  /** Null: the month of the day; 13 marks the transfers of the year's end. */
  readonly period: number | null
  readonly kind: 'general' | 'receipt' | 'payment' | 'transfer'
  readonly summary: string
  /** Null where somebody wrote the lines by hand. */
  readonly template: string | null
  readonly clause: string | null
  readonly attachments: number
  readonly lines: readonly BookLine[]
}

export type TradeKind = 'delivery' | 'supply' | 'service'

/** What the co-op trades in with its members. */
export interface TradeProduct {
  readonly name: string
  readonly unit: 'kg' | 'mu'
  /** Fen a unit that what it supplies has cost; zero for what it takes in or does. */
  readonly cost: Fen
}

export interface TradeRow {
  readonly kind: TradeKind
  readonly on: LocalDate
  readonly product: string
  readonly member: string
  readonly quantity: number
  /** Fen a unit. */
  readonly price: Fen
}

/** What a voucher still waits for in the month that is open. */
export interface DraftPlan {
  readonly voucher: VoucherPlan
  readonly status: 'draft' | 'submitted' | 'returned'
  readonly reason: string | null
}

/** A receipt that somebody photographed and nobody has booked yet. */
export interface PhotoPlan {
  readonly name: string
  readonly note: string
  readonly on: LocalDate
  readonly amount: Fen
}

/** One line of the bank's statement, as the bank tells it. */
export interface BankLinePlan {
  readonly on: LocalDate
  /** Above zero: money came in. */
  readonly amount: Fen
  readonly balance: Fen
  readonly memo: string
  readonly otherSide: string
}

/** What a member traded in a whole year, where each trade stands in the vouchers and not in the trade ledger. */
export interface YearTrade {
  readonly kind: 'delivery' | 'supply' | 'service' | 'land' | 'work'
  readonly product: string
  readonly unit: 'kg' | 'mu' | 'day'
  readonly member: string
  /** With at most two decimals. */
  readonly quantity: string
  readonly amount: Fen
}

/** What the county put into a distribution on purpose, and the product lets pass with a word. */
export const DISTRIBUTION_BREACHES = ['notice_short', 'residual_by_contribution'] as const
export type DistributionBreach = (typeof DISTRIBUTION_BREACHES)[number]

/** How the surplus of a closed year is divided: what the assembly resolves on early in the next one. */
export interface DistributionPlan {
  readonly year: number
  readonly resolvedOn: LocalDate
  /** Since when plan and accounts could be looked into. */
  readonly availableFrom: LocalDate
  /** What counts as transaction: the value of trade, the land put in, the days worked. */
  readonly basis: 'value' | 'mu' | 'days'
  readonly reserveRate: string
  readonly returnRate: string
  readonly retainRate: string
  readonly breach: DistributionBreach | null
  /** Members on the day of the assembly, and how many of them came. */
  readonly heads: number
  readonly present: number
  readonly reserve: Fen
  /** Return and rest together: what the co-op owes its members. */
  readonly payable: Fen
  /** Null: the bank could not carry it yet. */
  readonly paidOn: LocalDate | null
  /** Who could not be reached, by the plan's keys. */
  readonly unpaid: readonly string[]
}

export interface BookPlan {
  readonly coopKey: string
  readonly openedPeriod: number
  readonly parties: readonly PartyPlan[]
  /** Balances at the beginning of the first year; empty for a co-op founded in it. */
  readonly opening: readonly BookLine[]
  /** In the order of their days. */
  readonly vouchers: readonly VoucherPlan[]
  /** Trades with members, where the co-op keeps them one by one; else they are among the vouchers. */
  readonly products: readonly TradeProduct[]
  readonly trades: readonly TradeRow[]
  /** What the distribution of 2019 counts and the trade ledger would not have otherwise. */
  readonly yearTrades: readonly YearTrade[]
  /** The year's surplus or loss before it is divided, fen by year. */
  readonly results: ReadonlyMap<number, Fen>
  readonly distribution: DistributionPlan | null
  /** Last month that is closed, yyyymm. */
  readonly closedThrough: number
  readonly drafts: readonly DraftPlan[]
  readonly photos: readonly PhotoPlan[]
  readonly statement: readonly BankLinePlan[]
}

/** What was put into the books on purpose. */
export const BOOK_BREACHES = [
  'split_payment',
  'related_payee',
  'grant_diverted',
  'grant_as_income',
  'white_slips',
  'cash_kept',
  'cash_negative',
  'months_unposted',
  'old_advance',
  'dividend_without_surplus',
  'members_netted',
  'wrong_period',
  'booked_twice',
] as const
export type BookBreach = (typeof BOOK_BREACHES)[number]

/** Which check of the product finds it: an audit point or a desk warning. */
export type BookSign =
  | { readonly by: 'audit'; readonly rule: string }
  | { readonly by: 'desk'; readonly kind: string }

export interface PlantedInBook {
  readonly breach: BookBreach
  readonly coopKey: string
  readonly sign: BookSign
  readonly what: Text
}
