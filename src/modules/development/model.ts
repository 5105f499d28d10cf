import type { Fraction } from '../../kernel/fraction.ts'
import { type Text, text } from '../../kernel/text.ts'

/* The words of classes, campaigns, pairings and forms of business. Shares are exact fractions. */

/** 示范引领型, 规范提升型, 改造转化型, 重新组建型 (seed R67-R70), the best first. */
export const CLASSES = ['model', 'improve', 'transform', 'rebuild'] as const
export type CoopClass = (typeof CLASSES)[number]

/** What a class is entered by: facts of the ledgers, or what a person saw and put down. */
export const FACTS = [
  'members',
  'household_share',
  'collective_share',
  'largest_share',
  'branch_led',
  'red',
  'amber',
  'books',
  'operated',
  'own_surplus',
  'paid',
  'audited',
  'disclosed',
  'big_household',
  'business_misfit',
  'named_only',
  'stopped',
  'funds_taken',
  'illegal_finance',
  'unusable_entity',
] as const
export type FactId = (typeof FACTS)[number]

/** In what a fact is told: yes or no (1, 0), heads, a share of a whole, fen. */
export type Measure = 'yes' | 'count' | 'share' | 'fen'

export interface FactKind {
  readonly title: Text
  readonly measure: Measure
  /** What is counted and what is left out. */
  readonly counts: Text
  /** Where its rows stand; `person`: put down by people, with day and evidence. */
  readonly from: 'register' | 'findings' | 'books' | 'registry' | 'person'
}

/** How a fact is compared. */
export const OPERATORS = ['atLeast', 'atMost', 'above', 'below', 'yes', 'no'] as const
export type Operator = (typeof OPERATORS)[number]

/**
 * One entry test. Of `transform` and `rebuild` one that holds suffices; `model` and `improve` ask for all, of
 * tests with the same group for one.
 */
export interface ClassTest {
  readonly id: string
  readonly class: CoopClass
  readonly title: Text
  readonly fact: FactId
  readonly operator: Operator
  readonly limit: Fraction
  readonly group: string
  readonly clause: string
  readonly on: boolean
  /** What to do where it is met (transform, rebuild) or missed (model, improve), by whom, within how many days. */
  readonly cure: Text
  readonly responsible: string
  readonly days: number
}

/** How pairs and unions are weighed; whole numbers, so that the sum of a proposal is exact. */
export interface MatchTerms {
  /** Followers one leader can carry. */
  readonly capacity: number
  /** From so many members a co-op counts as big; a follower has at most half of it. */
  readonly bigMembers: number
  readonly sameIndustry: number
  readonly sameKind: number
  readonly sameVillage: number
  readonly sameTown: number
  readonly borderingTown: number
  /** Taken off for each whole kilometre where both places are known. */
  readonly perKilometre: number
  readonly farthestKilometres: number
  /** For each class between leader and follower. */
  readonly perClass: number
  /** Least sum for a pair to be proposed. */
  readonly least: number
  readonly seconds: number
}

export interface UnionTerms {
  /** Statute: three (农民专业合作社法 56). */
  readonly least: number
  readonly most: number
  readonly classes: readonly CoopClass[]
}

/** All that the county sets here, as it counts from a day on. */
export interface DevelopmentRules {
  readonly tests: readonly ClassTest[]
  readonly pairing: MatchTerms
  readonly union: UnionTerms
  /** All stakes of a co-op in enterprises together, of its paid-in contributions at most. */
  readonly stakeCap: Fraction
}

/** A fact of a co-op on a day. */
export interface Fact {
  readonly value: Fraction | null
  /** Why it is not known. */
  readonly missing: Text | null
  /** What it rests on, in words: which rule failed, who saw what. */
  readonly notes: readonly Text[]
}

export type Facts = Readonly<Record<FactId, Fact>>

/** A test laid against the facts. */
export interface TestResult {
  readonly test: ClassTest
  readonly measured: Fraction | null
  /** Whether what the test says is so; null where the fact is not known. */
  readonly holds: boolean | null
  readonly missing: Text | null
  readonly notes: readonly Text[]
}

export interface ClassProposal {
  readonly proposed: CoopClass
  /** Every class that what is not known could still make of it; one: the proposal is unanimous. */
  readonly possible: readonly CoopClass[]
  readonly results: readonly TestResult[]
}

export const COHORTS = ['before', 'after', 'all'] as const
export type Cohort = (typeof COHORTS)[number]

export const PURPOSES = ['quality', 'scale'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Forms of business with records of their own (seed R73, R76, R81). Orders and e-commerce stand in trade. */
export const FORMS = ['tourism', 'logistics', 'stake', 'processing', 'complex'] as const
export type Form = (typeof FORMS)[number]

/** What a line of the books is to a business. */
export const LINE_ROLES = ['income', 'cost', 'investment', 'dividend'] as const
export type LineRole = (typeof LINE_ROLES)[number]

export const CLASS_TITLES: Readonly<Record<CoopClass, Text>> = {
  model: text('示范引领型', 'model-leading'),
  improve: text('规范提升型', 'regulate and improve'),
  transform: text('改造转化型', 'transform'),
  rebuild: text('重新组建型', 'rebuild'),
}

export const FORM_TITLES: Readonly<Record<Form, Text>> = {
  tourism: text('乡村旅游', 'Rural tourism'),
  logistics: text('商务物流', 'Logistics and storage'),
  stake: text('入股龙头企业', 'Stakes in enterprises'),
  processing: text('农产品加工', 'Processing'),
  complex: text('综合体', 'Complexes'),
}
