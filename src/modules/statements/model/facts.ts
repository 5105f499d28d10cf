import type { LocalDate } from '../../../kernel/date.ts'
import type { Fraction } from '../../../kernel/fraction.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { IncomeItem, Period } from '../model.ts'

/** What a member holds by the member accounts, at the end of the period. */
export interface MemberPosition {
  readonly memberId: string
  readonly contribution: Fen
  /** Quantified 公积金. */
  readonly reserveShare: Fen
  readonly grantShare: Fen
  readonly donationShare: Fen
  /**
   * Surplus return and residual declared since the co-op began, and what became of it; null: not kept from
   * the beginning, nothing is held against 221 and 222.
   */
  readonly declared: Fen | null
  readonly paid: Fen
  readonly converted: Fen
}

/** What the ledger holds for a member on 301, 221 or 222: credit minus debit. */
export interface MemberBalance {
  readonly account: string
  readonly memberId: string
  readonly amount: Fen
}

/** One line of an account on its way into a ledger page, in the order of posting. */
export interface LedgerEntry {
  readonly voucherId: string
  readonly period: Period
  readonly onDate: LocalDate
  /** general, receipt, payment or transfer. */
  readonly kind: string
  readonly number: number
  readonly summary: string
  /** The member or party the line names. */
  readonly who: string | null
  readonly debit: Fen
  readonly credit: Fen
}

/** Income by source: what moved on 501, 502 or 511 for one source; a null item has none on its lines. */
export interface IncomeFlow {
  readonly account: string
  readonly item: IncomeItem | null
  readonly debit: Fen
  readonly credit: Fen
}

/** A product or service in the columns of the member account. */
export interface ProductColumn {
  readonly id: string
  readonly name: string
  /** 斤, 公斤, 亩, 工日 … */
  readonly unit: string
}

/** The amounts of a member account that carry over from year to year. */
export interface MemberHolding {
  /** 来源于到户类扶贫项目资产的出资额. */
  readonly assistedContribution: Fen
  readonly otherContribution: Fen
  readonly reserveShare: Fen
  readonly grantShare: Fen
  readonly donationShare: Fen
}

/** One dated line of a member account: changes of holdings, deliveries, distributions. */
export interface MemberAccountEntry extends MemberHolding {
  readonly onDate: LocalDate
  readonly summary: string
  /** By product id, at most six decimals. */
  readonly volumes: ReadonlyMap<string, Fraction>
  readonly values: ReadonlyMap<string, Fen>
  readonly surplusReturn: Fen
  readonly residual: Fen
}

export interface MemberAccountFacts {
  readonly member: { readonly number: string; readonly name: string; readonly address: string }
  readonly year: number
  readonly products: readonly ProductColumn[]
  readonly opening: MemberHolding
  readonly entries: readonly MemberAccountEntry[]
}

/** A name with an amount or a quantity, as the notes list them. */
export interface NoteLine {
  readonly name: string
  readonly amount: Fen | null
  readonly remark: string
}

/** Somebody with a post in the co-op, and what changed with it in the year. */
export interface NoteOfficer {
  readonly post: string
  readonly name: string
  readonly change: string
}

/** What people put into the notes of a year. Absent or null: nobody has; an empty list: 无. */
export interface TypedNotes {
  readonly servedMembers?: string | null
  readonly mainBusiness?: string | null
  readonly officers?: readonly NoteOfficer[] | null
  readonly keyItems?: string | null
  readonly losses?: readonly NoteLine[] | null
  readonly nominalAssets?: readonly NoteLine[] | null
  readonly mainBusinessChange?: string | null
  readonly foreignTrade?: string | null
  readonly majorMatters?: readonly NoteLine[] | null
  readonly support?: readonly NoteLine[] | null
  readonly distributionPlan?: string | null
  readonly litigation?: string | null
  readonly taxAdjustments?: readonly NoteLine[] | null
  readonly others?: readonly NoteLine[] | null
}

/** What the notes (附注) say beyond the statements. Null: nobody has supplied it; an empty list: 无. */
export interface NoteFacts {
  readonly coopName: string
  readonly members: number
  readonly farmers: number
  readonly unitMembers: number
  readonly contributions: Fen
  readonly servedMembers: string | null
  readonly mainBusiness: string | null
  readonly officers: readonly NoteOfficer[] | null
  readonly holdings: readonly {
    readonly number: string
    readonly name: string
    readonly contribution: Fen
    readonly reserveShare: Fen
    readonly change: string
  }[]
  /** Words beside the table of the balance sheet's rows; null where there are none. */
  readonly keyItems: string | null
  readonly lossesNotWrittenOff: readonly NoteLine[]
  readonly nominalAssets: readonly NoteLine[] | null
  readonly mainBusinessChange: string | null
  readonly foreignTrade: string | null
  readonly majorMatters: readonly NoteLine[] | null
  readonly donations: readonly NoteLine[]
  readonly support: readonly NoteLine[]
  readonly tradeWithMembers: Fen | null
  readonly tradeWithOthers: Fen | null
  readonly reserveRate: Fraction | null
  readonly distributionPlan: string | null
  readonly litigation: string | null
  readonly taxAdjustments: readonly NoteLine[] | null
  readonly others: readonly NoteLine[] | null
}

/** Whether the books prove a figure, somebody reported it as earned, or it was put down beforehand. */
export type FigureMark = 'actual' | 'claim' | 'estimate'
export type ReportedMark = Exclude<FigureMark, 'actual'>

/** Whose income a reported figure is: the collective's, or that of the households that joined. */
export type IncomeAbout = 'collective' | 'households'

/** A village's or household group's income in the base year and in the year reported. */
export interface UnitIncome {
  readonly id: string
  readonly name: string
  /** Null: not known; the unit stays out of sums and is listed. */
  readonly base: Fen | null
  readonly current: Fen | null
  readonly mark: FigureMark
}
