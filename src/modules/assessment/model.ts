import type { Text } from '../../kernel/text.ts'

/*
 * Points are whole thousandths of a point everywhere: 100_000 stands for 100 points. Values of figures are exact
 * fractions written as text ('31/100' or '0.31').
 */

/** Towns by the county's item (R104), village secretaries by month (R105) and by year (R106). */
export const KINDS = ['town', 'secretary_month', 'secretary_year'] as const
export type Kind = (typeof KINDS)[number]

export const STATES = ['draft', 'notified', 'final', 'cancelled'] as const
export type State = (typeof STATES)[number]

export const EVENTS = [
  'scored',
  'notified',
  'rescored',
  'submitted',
  'returned',
  'final',
  'cancelled',
] as const
export type EventKind = (typeof EVENTS)[number]

/** How a figure becomes a share of an item's points. */
export type Rule =
  /** All points at the target or better, else in proportion to it. */
  | { readonly kind: 'target'; readonly target: string }
  /** No points at `none` or worse, all at `full` or better, between them in proportion. */
  | { readonly kind: 'linear'; readonly none: string; readonly full: string }
  /** The points of the best band that is reached; below all bands none. */
  | {
      readonly kind: 'bands'
      readonly bands: readonly { readonly at: string; readonly points: number }[]
    }

export interface Item {
  readonly id: string
  readonly title: string
  readonly points: number
  /** The figure is the sum of these indicators. */
  readonly indicators: readonly string[]
  /** Whether the figure itself counts, or its change against the period or the year before. */
  readonly base: 'none' | 'period_before' | 'year_before'
  readonly direction: 'up' | 'down'
  readonly rule: Rule
  /** What is given where the figure cannot be computed. */
  readonly missing: 'none' | 'full'
}

/** A kind of fact that adds or takes points. */
export interface Adjustment {
  readonly id: string
  readonly title: string
  readonly kind: 'bonus' | 'deduction'
  /** For one fact at most, and for all facts of the kind together. */
  readonly most: number
  readonly cap: number
}

/** A grade of the result, from so many points on. */
export interface Band {
  readonly id: string
  readonly title: string
  readonly from: number
}

export interface Scheme {
  readonly title: string
  readonly total: number
  readonly items: readonly Item[]
  /** Of the year: what its months bring, and how many of them a grade needs. */
  readonly months: { readonly points: number; readonly least: number } | null
  readonly adjustments: readonly Adjustment[]
  readonly bonusCap: number
  readonly deductionCap: number
  /** From the best down; the last one begins at 0. */
  readonly bands: readonly Band[]
  /** Working days to reply or appeal, and to decide an appeal. */
  readonly replyDays: number
  readonly decideDays: number
  /** Of towns: points of this item in the county's overall assessment of 100. */
  readonly overall: number | null
}

/** What one indicator of an item said in a frozen edition. */
export interface Part {
  readonly indicator: string
  readonly title: Text
  readonly form: string
  readonly unit: Text
  readonly value: string | null
  /** Where the indicator is a quotient: what stands above and below the line. */
  readonly numerator: string | null
  readonly denominator: string | null
  readonly why: string | null
  /** The same of the earlier period, where a change counts. */
  readonly before: string | null
}

export interface CountedFact {
  readonly id: string
  readonly item: string
  readonly points: number
  readonly on: string
  readonly what: string
  readonly evidence: string
}

export interface MonthScore {
  readonly runId: string
  readonly period: string
  readonly points: number
  readonly total: number
}

/** The person in post before within the period. */
export interface Predecessor {
  readonly name: string
  readonly from: string
  readonly to: string
}

/** All that a score is computed from; kept with it. */
export interface Inputs {
  readonly edition: { readonly id: string; readonly period: string; readonly hash: string }
  readonly base: { readonly id: string; readonly period: string; readonly hash: string } | null
  readonly figures: Readonly<Record<string, readonly Part[]>>
  readonly facts: readonly CountedFact[]
  readonly months: readonly MonthScore[]
  readonly postSince: string | null
  readonly predecessors: readonly Predecessor[]
}

export interface Line {
  readonly item: string
  /** The figure that counts; null where it cannot be computed. */
  readonly value: string | null
  readonly points: number
  readonly full: number
}

export interface Score {
  readonly points: number
  readonly lines: readonly Line[]
  /** Of the year: the mean share of its months, and what it brings. */
  readonly months: {
    readonly count: number
    readonly share: string | null
    readonly points: number
    readonly full: number
  } | null
  readonly bonus: number
  readonly deduction: number
  readonly band: string
  /** Whether enough months stand behind a year's result for a grade to follow from it. */
  readonly graded: boolean
}

export const MEASURE_KINDS = [
  'grade',
  'pay',
  'training',
  'talk',
  'removal',
  'reward',
  'penalty',
] as const
export type MeasureKind = (typeof MEASURE_KINDS)[number]

/** What a band of the final year leads to, as a proposal. */
export interface PersonRule {
  readonly id: string
  readonly band: string
  readonly kind: Extract<MeasureKind, 'grade' | 'pay' | 'training' | 'talk' | 'removal'>
  readonly what: string
}

/** What supervision, contests and rules say of a town in a period. */
export const TOWN_FACTS = [
  'closed_in_time',
  'closed_late',
  'overdue',
  'overdue_plates',
  'best_place',
  'red_findings',
] as const
export type TownFact = (typeof TOWN_FACTS)[number]

export interface TownRule {
  readonly id: string
  readonly fact: TownFact
  readonly compare: 'at_least' | 'at_most'
  readonly value: number
  readonly kind: Extract<MeasureKind, 'reward' | 'penalty'>
  readonly what: string
}

export interface MeasureRules {
  readonly persons: readonly PersonRule[]
  readonly towns: readonly TownRule[]
}

/** A proposal before anybody decided. */
export interface Proposal {
  readonly rule: string
  readonly kind: MeasureKind
  readonly what: string
  readonly grounds: readonly string[]
}
