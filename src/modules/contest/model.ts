import type { LocalDate } from '../../kernel/date.ts'
import type { Fraction } from '../../kernel/fraction.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Text } from '../../kernel/text.ts'

export const KINDS = ['tour', 'contest'] as const
export type Kind = (typeof KINDS)[number]

export const STATES = ['draft', 'open', 'scored', 'closed', 'published', 'cancelled'] as const
export type State = (typeof STATES)[number]

export const PARTS = ['judge', 'observer', 'extra'] as const
/** `extra`: a third judge, called where two were far apart. */
export type Part = (typeof PARTS)[number]

export const CONFLICTS = ['own_unit', 'post', 'kin', 'helper', 'enterprise', 'other'] as const
export type ConflictKind = (typeof CONFLICTS)[number]

export const VETOES = ['fraud', 'unpaid_wages', 'mass_complaint', 'false_data'] as const
export type Veto = (typeof VETOES)[number]

export const EVENTS = [
  'drafted',
  'opened',
  'scored',
  'reopened',
  'closed',
  'submitted',
  'published',
  'returned',
  'recomputed',
  'cancelled',
] as const
export type EventKind = (typeof EVENTS)[number]

export const AWARD_KINDS = ['rotating_flag', 'permanent_flag', 'star'] as const
export type AwardKind = (typeof AWARD_KINDS)[number]

/** One of the four groups of 四比四看, or any other; its weight among the groups. */
export interface Group {
  readonly id: string
  readonly title: string
  readonly weight: string
}

/** What is scored: by judges out of `max` points, or from a figure of the frozen edition. */
export interface Item {
  readonly id: string
  readonly group: string
  readonly title: string
  /** Among the items of its group. */
  readonly weight: string
  readonly kind: 'judged' | 'data'
  /** Points a judge may give at most; 100 for data. */
  readonly max: number
  /** What deserves how many points, or what the figure says. */
  readonly rubric: string
  readonly indicator: string | null
  readonly normalise: 'ratio' | 'rank' | null
}

export interface Stop {
  readonly unitId: AnyId | null
  readonly place: string
  readonly look: string
  readonly minutes: number
}

/** An edition as it is set up. */
export interface Setup {
  readonly title: string
  readonly from: LocalDate
  readonly to: LocalDate
  readonly place: string
  readonly level: 'town' | 'coop'
  readonly guide: string
  readonly stops: readonly Stop[]
  readonly groups: readonly Group[]
  readonly items: readonly Item[]
  /** Sheets left out at each end. */
  readonly trim: number
  /** Sheets that each unit needs at least: two for blind double scoring. */
  readonly sheets: number
  /** Points between the highest and the lowest, as a share of an item's points, above which a third judge is called. */
  readonly spread: string
  /** Period of the figures, where there are data items. */
  readonly period: string | null
  /** Days for appeals between closing and publication. */
  readonly appealDays: number
}

/** Everything a result is computed from; kept with it. */
export interface Inputs {
  readonly setup: Setup
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly sheets: readonly Sheet[]
  readonly data: readonly Datum[]
  readonly vetoes: readonly { readonly unitId: string; readonly kind: Veto }[]
}

export interface Sheet {
  readonly judge: string
  readonly unitId: string
  /** Item → points, exact, as text. */
  readonly scores: Readonly<Record<string, string>>
}

export interface Datum {
  readonly item: string
  readonly unitId: string
  readonly value: string | null
  readonly direction: 'up' | 'down'
  /** Why there is no value. */
  readonly why: string | null
}

export interface ItemScore {
  readonly item: string
  /** From 0 to 1. */
  readonly share: Fraction
  /** What it brings to the score out of 100. */
  readonly points: Fraction
  /** Of judged items: the points given, in order, without names; what was left out at each end. */
  readonly given: readonly Fraction[]
  readonly trimmed: number
  readonly spread: Fraction | null
  readonly apart: boolean
  readonly value: Fraction | null
  readonly why: string | null
}

export interface UnitScore {
  readonly unitId: string
  readonly name: string
  readonly place: number
  readonly score: Fraction
  readonly groups: readonly { readonly id: string; readonly points: Fraction }[]
  readonly items: readonly ItemScore[]
  readonly vetoes: readonly Veto[]
}

/** Two judges too far apart on an item of a unit, before a third has scored it. */
export interface Apart {
  readonly unitId: string
  readonly item: string
}

export interface StarRules {
  /** Places that lift a unit one star, and that lower it by one, of a published contest. */
  readonly promote: number
  readonly demote: number
  /** Whether a veto takes all stars. */
  readonly vetoTakesAll: boolean
  /** Months a star stays valid. */
  readonly months: number
}

export interface Conflict {
  readonly kind: ConflictKind
  readonly said: Text
}
