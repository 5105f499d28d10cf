import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Role } from '../../kernel/role.ts'
import { type Text, text } from '../../kernel/text.ts'

/** Whose money it is (R27). */
export const LEVELS = ['central', 'province', 'city', 'county', 'town', 'social'] as const
export type Level = (typeof LEVELS)[number]

export const LEVEL_WORDS: Readonly<Record<Level, Text>> = {
  central: text('中央', 'Central'),
  province: text('省级', 'Province'),
  city: text('市级', 'City'),
  county: text('县级', 'County'),
  town: text('乡镇', 'Town'),
  social: text('社会资金', 'Private'),
}

export const DECIDERS = ['leading_group', 'finance', 'government', 'town'] as const
export type Decider = (typeof DECIDERS)[number]

export const DECIDER_WORDS: Readonly<Record<Decider, Text>> = {
  leading_group: text('领导小组', 'Leading group'),
  finance: text('财政局', 'Finance bureau'),
  government: text('县政府', 'County government'),
  town: text('乡镇(街道)', 'Town'),
}

export const LINK_KINDS = ['arrival', 'refund', 'use'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

export const REQUEST_KINDS = ['fund', 'loan', 'land'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

export const REQUEST_WORDS: Readonly<Record<RequestKind, Text>> = {
  fund: text('扶持资金', 'Funds'),
  loan: text('贷款推荐', 'Loan recommendation'),
  land: text('产业用地', 'Land'),
}

export const OUTCOMES = ['granted', 'partly', 'refused', 'withdrawn'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const OUTCOME_WORDS: Readonly<Record<Outcome, Text>> = {
  granted: text('同意', 'Granted'),
  partly: text('部分同意', 'Granted in part'),
  refused: text('不同意', 'Refused'),
  withdrawn: text('已撤回', 'Withdrawn'),
}

/** The departments of the leading group are desks of the product; their names and duties are data (R14). */
export const DEPARTMENTS = [
  'county_organisation',
  'county_agriculture',
  'natural_resources',
  'finance_centre',
  'finance_bureau',
] as const satisfies readonly Role[]
export type DepartmentRole = (typeof DEPARTMENTS)[number]

export interface Department {
  readonly role: DepartmentRole
  readonly name: string
  readonly leader: string
  readonly liaison: string
  readonly duties: readonly string[]
}

/**
 * One point of judgement (R28). From the value at which it gives nothing to the value at which it gives all, in exact
 * fractions; `class` gives what is written beside each class. Points are thousandths.
 */
export type Criterion = {
  readonly id: string
  readonly title: Text
  readonly points: number
} & (
  | {
      readonly kind: 'indicator'
      readonly indicator: string
      readonly zero: string
      readonly full: string
    }
  | { readonly kind: 'class'; readonly classes: Readonly<Record<ClassKey, number>> }
)

export const CLASS_KEYS = ['model', 'improve', 'transform', 'rebuild', 'none'] as const
export type ClassKey = (typeof CLASS_KEYS)[number]

/** One criterion as it was judged: the value it was judged by (null: not known), and what it gave. */
export interface CriterionScore {
  readonly id: string
  readonly title: Text
  readonly value: string | null
  readonly points: number
  readonly of: number
}

/** A sum of money on its way, for the ledgers. Fen. */
export interface Allocated {
  readonly year: number
  readonly level: Level
  readonly given: bigint
  readonly returned: bigint
  readonly arrived: bigint
  readonly used: bigint
}

/** A line of the books on which support may have come in, or been used. Fen. */
export interface MoneyLine {
  readonly coopId: AnyId
  readonly voucherId: AnyId
  readonly line: number
  readonly on: LocalDate
  /** What of it stands in no link yet. */
  readonly free: bigint
  readonly words: string
}

/** An allocation that still waits for money. */
export interface Waiting {
  readonly allocationId: AnyId
  readonly decidedOn: LocalDate
  readonly missing: bigint
  /** Titles, purpose and codes that a voucher may repeat. */
  readonly words: readonly string[]
}

/** A line with its voucher, as far as it tells what happened to support money (财会〔2021〕37号 235, 311). Fen. */
export interface SupportLine {
  readonly account: string
  readonly debit: bigint
  readonly credit: bigint
  readonly template: string | null
  /** It stands in the opening balances: what came before the books began. */
  readonly opening: boolean
  /** What the voucher as a whole moved: money in, money out, and what it put on 311. */
  readonly cashIn: bigint
  readonly cashOut: bigint
  readonly formed: bigint
  readonly fromProject: bigint
}
