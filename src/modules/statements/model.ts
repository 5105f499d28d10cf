import type { Fen } from '../../kernel/money.ts'
import type { Text } from '../../kernel/text.ts'
import type { Balance, EquityItem, Turnover } from '../ledger/index.ts'

export type { Account, Balance, EquityItem, IncomeItem, Period, Turnover } from '../ledger/index.ts'

/*
 * The words of the statements (财会〔2021〕37号, 附录二). Everything here is reckoned from what the
 * books hold; nothing is kept. Amounts are fen, signs are those the forms print.
 */

/** What moved on 301, 311, 321 or 322 for one reason (items of EQUITY_ITEMS; null: not said). */
export interface EquityFlow {
  readonly account: string
  readonly item: EquityItem | null
  readonly debit: Fen
  readonly credit: Fen
}

/**
 * The books of one co-op from the first of January to the end of the period reported. Each account stands
 * with what was posted to it directly: sums of sub-accounts are made here, so a code is never counted twice.
 */
export interface YearBooks {
  /** At month 00 of the year. */
  readonly opening: readonly Balance[]
  /** At the end of the period: with month 13 when a whole year is reported, otherwise without. */
  readonly closing: readonly Balance[]
  /** Months 01 to the last of the period (at most 12). */
  readonly business: readonly Turnover[]
  /** Month 13; empty for interim periods and before the year is closed. */
  readonly yearEnd: readonly Turnover[]
  /** Flows of 301, 311, 321, 322 in all these months, 13 included. */
  readonly equityFlows: readonly EquityFlow[]
  /** Of what the year declared: shown in row 19 of 会农社02表 instead of rows 17 and 18. */
  readonly converted: Converted
}

/** Surplus return (221) and residual (222) of the year turned into contributions. */
export interface Converted {
  readonly surplusReturn: Fen
  readonly residual: Fen
}

/** How a row of a form enters its sums: an item, an item taken off ("减："), or a sum. */
export type RowKind = 'item' | 'less' | 'sum'

export interface BalanceSheetRow {
  /** 行次, 1-42. */
  readonly row: number
  readonly label: Text
  readonly kind: RowKind
  readonly closing: Fen
  readonly opening: Fen
}

/** An amount on an account for which the form has no row (181, or an own account outside the chart). */
export interface Unplaced {
  readonly account: string
  readonly closing: Fen
  readonly opening: Fen
}

/** 会农社01表 资产负债表. */
export interface BalanceSheet {
  readonly rows: readonly BalanceSheetRow[]
  readonly unplaced: readonly Unplaced[]
}

export interface SurplusRow {
  /** 行次, 1-20. */
  readonly row: number
  readonly label: Text
  readonly kind: RowKind
  readonly current: Fen
  /** Null in a co-op's first year on this system: the column stays blank. */
  readonly prior: Fen | null
}

/** 会农社02表 盈余及盈余分配表. */
export interface SurplusStatement {
  readonly rows: readonly SurplusRow[]
}

export const EQUITY_COLUMNS = [
  'contributions',
  'specialFund',
  'capitalReserve',
  'surplusReserve',
  'undistributed',
] as const
export type EquityColumnKey = (typeof EQUITY_COLUMNS)[number]

/** One "其中" of a column of 会农社03表. */
export interface EquityPart {
  readonly label: Text
  readonly amount: Fen
}

export interface EquityMovement {
  readonly total: Fen
  /** As the form prints them, zeros included; they need not add up to the total. */
  readonly parts: readonly EquityPart[]
}

export interface EquityColumn {
  readonly key: EquityColumnKey
  readonly label: Text
  readonly opening: Fen
  readonly increase: EquityMovement
  readonly decrease: EquityMovement
  /** opening + increase − decrease. */
  readonly closing: Fen
}

/** 会农社03表 成员权益变动表. */
export interface EquityStatement {
  readonly columns: readonly EquityColumn[]
  readonly total: Omit<EquityColumn, 'key' | 'increase' | 'decrease'> & {
    readonly increase: Fen
    readonly decrease: Fen
  }
  /** What stands in a total but has no line of its own on the form. */
  readonly remarks: readonly Text[]
}

/** The three statements of one co-op and period. */
export interface Statements {
  readonly balanceSheet: BalanceSheet
  readonly surplus: SurplusStatement
  readonly equity: EquityStatement
}

export const TIE_OUTS = [
  'ASSETS-EQUAL-CLAIMS',
  'UNDISTRIBUTED-02-01',
  'EQUITY-03-01',
  'UNDISTRIBUTED-03-02',
  'PRIOR-YEAR-02',
  'OPENING-CLOSING',
  'LEDGER-301',
  'CONTRIBUTIONS-301',
  'RESERVE-SHARES-322',
  'FUND-SHARES-311',
  'CLOSED-181',
  'CLOSED-PROFIT-AND-LOSS',
  'CLOSED-331',
  'CLOSED-33201',
  'CLOSED-33203',
  'PAYABLE-TO-MEMBERS',
  'INCOME-BY-SOURCE',
  'TRIAL-BALANCE',
  'UNPLACED-ACCOUNT',
  'RESERVE-COVERED-LOSS',
  'EQUITY-WITHOUT-ITEM',
  'NO-CONTRIBUTIONS',
  'NO-DEPRECIATION',
  'NO-RESERVE',
  'NEGATIVE-AMOUNT',
] as const
export type TieOutId = (typeof TIE_OUTS)[number]

/** A number and the place it was read from ("会农社01表 第22行"). */
export interface PlacedAmount {
  readonly place: Text
  readonly amount: Fen
}

/** Two numbers that must be one, or a number that gives cause to ask. */
export interface TieOut {
  readonly id: TieOutId
  /** `block`: the statement may not be issued; `warn`: it may, with an explanation. */
  readonly severity: 'block' | 'warn'
  readonly outcome: 'passes' | 'fails'
  readonly left: PlacedAmount
  readonly right: PlacedAmount
  /** left − right. */
  readonly difference: Fen
  /** The members (ids) or accounts (codes) that make the difference. */
  readonly rows: readonly string[]
  readonly source: string
  readonly text: Text
}
