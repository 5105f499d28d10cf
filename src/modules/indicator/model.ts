import type { LocalDate } from '../../kernel/date.ts'
import type { Fraction } from '../../kernel/fraction.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Permission } from '../../kernel/permission.ts'
import type { UnitKind } from '../../kernel/role.ts'
import type { Text } from '../../kernel/text.ts'

/** The units that have figures, from the top down. */
export const LEVELS = ['county', 'town', 'village', 'coop'] as const satisfies readonly UnitKind[]
export type Level = (typeof LEVELS)[number]

/** How sure a figure is: proved by records, put down beforehand, or typed in by somebody. */
export const MARKS = ['actual', 'estimate', 'claim'] as const
export type Mark = (typeof MARKS)[number]

/** What an amount of a fact is counted in: heads, fen, millionths of a mu, days. */
export type Measure = 'count' | 'fen' | 'mu' | 'days'

/**
 * One row source of the store. All facts of a family come from one pass over the same rows, so that asking for
 * the county's figures reads each table once.
 */
export const FAMILIES = [
  'village',
  'coop',
  'finding',
  'member',
  'contribution',
  'land',
  'assistance',
  'union',
  'party',
  'income',
  'doubling',
  'support',
  'receivable',
  'closing',
  'voucher',
  'dividend',
  'meeting',
  'overdue',
  'promotion',
  'allocation',
  'claim',
] as const
export type Family = (typeof FAMILIES)[number]

/** What a row of a fact is, so that the desk can open it. */
export type RefKind =
  | 'coop'
  | 'village'
  | 'person'
  | 'household'
  | 'union'
  | 'voucher'
  | 'case'
  | 'meeting'
  | 'promotion'
  | 'claim'
  | 'none'

/**
 * A named, exact measure. Its value for a unit is the sum of the amounts, or the number of distinct keys, of its
 * rows below that unit; so every figure opens to its rows by construction.
 */
export interface FactSpec {
  readonly id: string
  readonly family: Family
  readonly title: Text
  readonly measure: Measure
  /** `sum` of amounts, or `distinct`: each key once, wherever it appears below the unit. */
  readonly fold: 'sum' | 'distinct'
  /** `day`: what stands on the day; `period`: what happened in it; `year`: since the first of January. */
  readonly span: 'day' | 'period' | 'year'
  /** The lowest units that have a value of their own. */
  readonly lowest: 'coop' | 'village'
  readonly mark: Mark
  /** What is counted, and what is left out. */
  readonly counts: Text
  readonly leavesOut: Text
  readonly source: string
  /** Figures of the books and of the Party side are shown to those who may read these. */
  readonly needs: Permission
}

/** A formula over facts; values in heads, yuan, mu and days, exact. */
export type Expression =
  | { readonly fact: string }
  | { readonly sum: readonly Expression[] }
  | { readonly minus: readonly [Expression, Expression] }
  | { readonly over: readonly [Expression, Expression] }
  | { readonly times: string; readonly of: Expression }

export const FORMS = ['count', 'yuan', 'mu', 'days', 'share', 'rate'] as const
/** How a value is written: a whole number, yuan, mu, days, a share of a whole, or any other ratio. */
export type Form = (typeof FORMS)[number]

export const GROUPS = [
  'coverage',
  'people',
  'income',
  'support',
  'classes',
  'rules',
  'books',
  'decisions',
  'growth',
] as const
export type Group = (typeof GROUPS)[number]

export const FREQUENCIES = ['week', 'month', 'quarter', 'year'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** An indicator: data with its source, of which the county may save a version of its own. */
export interface IndicatorSpec {
  readonly id: string
  readonly title: Text
  readonly group: Group
  readonly formula: Expression
  /** `up`: more is better; `down`: less is better; `none`: neither. */
  readonly direction: 'up' | 'down' | 'none'
  readonly form: Form
  readonly unit: Text
  readonly levels: readonly Level[]
  readonly frequency: Frequency
  readonly source: string
  /** The year the figure is compared with, where there is one. */
  readonly baseYear: number | null
  /** Whether it stands on the first page. */
  readonly headline: boolean
}

/** What the county sets for all its figures. */
export interface Parameters {
  /** Of 清零倍增; null: the year before. */
  readonly baseYear: number | null
  /** Fen; at or below it a village's collective income is zero. */
  readonly zeroLine: string
  /** Days after a month's end within which its books must be closed. */
  readonly closingDays: number
  /** Days without a movement after which what a party owes is old. */
  readonly oldDays: number
}

export const NORMALISATIONS = ['minmax', 'ratio', 'rank', 'none'] as const
export type Normalisation = (typeof NORMALISATIONS)[number]

export interface RankingLine {
  readonly indicator: string
  /** A fraction or decimal, not below zero. */
  readonly weight: string
  readonly normalise: Normalisation
  readonly group: string
}

/** What towns (or co-ops of a class) are ranked by: data with its source. */
export interface RankingSet {
  readonly id: string
  readonly title: Text
  readonly level: 'town' | 'coop'
  readonly groups: readonly { readonly id: string; readonly title: Text }[]
  readonly lines: readonly RankingLine[]
  readonly ties: 'shared'
  readonly source: string
}

export const PERIOD_KINDS = ['week', 'month', 'quarter', 'year'] as const

/** A period of figures: '2020-W48', '2020-11', '2020-Q4', '2020'. */
export interface FigurePeriod {
  readonly name: string
  readonly kind: (typeof PERIOD_KINDS)[number]
  readonly from: LocalDate
  readonly to: LocalDate
}

/** One unit of an edition with its values in the order of the edition's facts; null: the unit has none. */
export interface UnitFigures {
  readonly unitId: AnyId
  readonly kind: Level
  readonly parentId: AnyId | null
  readonly name: string
  /** Of a co-op: its class on that day. */
  readonly class: string | null
  readonly values: readonly (bigint | null)[]
}

/** What was meant when an edition was frozen. */
export interface Definitions {
  readonly indicators: readonly IndicatorSpec[]
  readonly sets: readonly RankingSet[]
  readonly parameters: Parameters
  /** Title, counting rule and mark of each fact, as they stood. */
  readonly facts: readonly FactSpec[]
  readonly countingRule: Text
}

/** A table of facts by unit, live or frozen: everything that figures are computed from. */
export interface FactTable {
  readonly period: FigurePeriod
  readonly asOf: LocalDate
  readonly definitions: Definitions
  readonly units: readonly UnitFigures[]
}

export type NotComputed = 'zero_denominator' | 'not_for_level' | 'no_permission'

/** A value of an indicator; `value` is null with the reason where it cannot be computed. */
export interface FigureValue {
  readonly value: Fraction | null
  readonly why: NotComputed | null
}
