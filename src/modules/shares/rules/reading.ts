import {
  compareFractions,
  type Fraction,
  formatFraction,
  fraction,
} from '../../../kernel/fraction.ts'
import { type Outcome } from '../../../kernel/finding.ts'
import { type Base, type Places, type Sheet, sumAt } from './facts.ts'
import type { RuleId } from './policy.ts'

/*
 * A reading is one way to understand a rule. Readings about shares are bounds on sums: every set of
 * places must hold at least `min` and at most `max` of the base. The smallest fix is computed from the
 * very same bounds, so that measuring and mending cannot drift apart.
 */

/** What is measured: the sum of one set, its mean by head, the least or the most of several sets. */
export type Statistic = 'sum' | 'average' | 'least' | 'most'

export interface ShareReading {
  readonly id: string
  readonly base: Base
  readonly statistic: Statistic
  readonly sets: readonly Places[]
  readonly min: Fraction | null
  readonly max: Fraction | null
}

/** A reading that counts heads. */
export interface CountReading {
  readonly id: string
  readonly measured: Fraction | null
  /** Whole heads are printed without a denominator. */
  readonly heads: boolean
  readonly limit: string
  /** How far from passing; zero when it passes. */
  readonly shortfall: Fraction
  readonly places: Places
}

export interface JudgedReading extends CountReading {
  readonly outcome: Outcome
  /** The bounds behind it; null for counts. */
  readonly share: ShareReading | null
}

export interface NotComputed {
  readonly id: string
  readonly missing: string
}

/** What one rule says of a register under all its readings. */
export interface Judged<R extends string = RuleId> {
  readonly rule: R
  readonly outcome: Outcome
  readonly binding: string
  /** The binding reading; null when nothing could be computed. */
  readonly bound: JudgedReading | null
  readonly readings: readonly JudgedReading[]
  readonly notComputed: readonly NotComputed[]
}

export const ZERO = fraction(0n)

/** What the rule files hand over: readings not yet judged. */
export interface Drafted {
  readonly shares?: readonly ShareReading[]
  readonly counts?: readonly CountReading[]
  readonly notComputed?: readonly NotComputed[]
}

/**
 * Judges all readings. A finding passes when all computed readings pass, fails when all fail, and depends
 * otherwise; with nothing computed it depends. Where the county's binding reading cannot be computed, the
 * first one that can be stands in for it.
 */
export function judge<R extends string>(rule: R, binding: string, drafted: Drafted): Judged<R> {
  const readings = [
    ...(drafted.shares ?? []).map(judgeShare),
    ...(drafted.counts ?? []).map(judgeCount),
  ]
  const bound = readings.find(({ id }) => id === binding) ?? readings[0] ?? null
  const all = (outcome: Outcome): boolean =>
    readings.length > 0 && readings.every((reading) => reading.outcome === outcome)
  return {
    rule,
    outcome: all('passes') ? 'passes' : all('fails') ? 'fails' : 'depends',
    binding: bound?.id ?? binding,
    bound,
    readings,
    notComputed: drafted.notComputed ?? [],
  }
}

function judgeCount(reading: CountReading): JudgedReading {
  const outcome =
    reading.measured === null ? 'depends' : reading.shortfall.num === 0n ? 'passes' : 'fails'
  return { ...reading, outcome, share: null }
}

/** Exact comparison by cross-multiplication; a base of zero makes the answer depend. */
function judgeShare(share: ShareReading): JudgedReading {
  const { base, statistic, sets, min, max } = share
  const found = statistic === 'least' || statistic === 'most' ? extreme(share) : (sets[0] ?? [])
  const limit = limitText(min, max)
  const common = { id: share.id, heads: false, limit, share }
  if (base.total === 0n) {
    return { ...common, outcome: 'depends', measured: null, shortfall: ZERO, places: [] }
  }
  const heads = statistic === 'average' ? BigInt(found.length) : 1n
  const measured = fraction(sumAt(base.amounts, found), base.total * heads)
  const shortfall = distance(measured, min, max)
  const outcome = shortfall.num === 0n ? 'passes' : 'fails'
  return { ...common, outcome, measured, shortfall, places: found }
}

/** The set with the least or the most; among equals the first in the order of ids. */
function extreme({ base, statistic, sets }: ShareReading): Places {
  let [best, bestSum] = [sets[0] ?? [], sumAt(base.amounts, sets[0] ?? [])]
  for (const set of sets) {
    const sum = set.length === 1 ? (base.amounts[set[0] ?? -1] ?? 0n) : sumAt(base.amounts, set)
    if (statistic === 'least' ? sum < bestSum : sum > bestSum) [best, bestSum] = [set, sum]
  }
  return best
}

/** How far a value lies outside a band; zero inside, bounds included. */
export function distance(value: Fraction, min: Fraction | null, max: Fraction | null): Fraction {
  if (min !== null && compareFractions(value, min) < 0) return subtract(min, value)
  if (max !== null && compareFractions(value, max) > 0) return subtract(value, max)
  return ZERO
}

export const subtract = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.num * b.den - b.num * a.den, a.den * b.den)

/** "1/5..2/5", or the one bound there is. Which side it bounds is said by the rule. */
const limitText = (min: Fraction | null, max: Fraction | null): string =>
  [min, max]
    .filter((bound) => bound !== null)
    .map(formatFraction)
    .join('..')

export const measuredText = ({ measured, heads }: CountReading): string | null =>
  measured === null ? null : heads ? measured.num.toString() : formatFraction(measured)

/** The readings of the bases that the register cannot give. */
export const missingBases = (sheet: Sheet, idOf: (base: string) => readonly string[]) =>
  sheet.missing.flatMap(({ base, what }): NotComputed[] =>
    idOf(base).map((id) => ({ id, missing: what })),
  )
