import { compareFractions, type Fraction, fraction } from '../../../../kernel/fraction.ts'
import { layOut, type RegisterFacts, type Sheet } from '../facts.ts'
import { judgeAll, worsened } from '../judge.ts'
import { type Census, censusOf, householdBases, unitsAllowed } from '../membership.ts'
import type { ParametersOf, RegisterPolicy, RuleId } from '../policy.ts'
import type { Judged } from '../reading.ts'
import { ceiling } from './bounds.ts'

/*
 * Fixes that need people. New members are farmers, so that the share of farmers never suffers; they join
 * without contributing, so that no share moves. Persons are never told to leave; units may have to, and
 * then with what they hold, so every rule is judged again without them.
 */

export interface PeopleFix {
  /** Farmers to join; for SEED-HH10 each from a household that has nobody in the register yet. */
  readonly join: number
  readonly newHouseholds: boolean
  /** Places of units to leave. */
  readonly leave: readonly number[]
}

interface Situation {
  readonly sheet: Sheet
  readonly policy: RegisterPolicy
  readonly judged: readonly Judged[]
}

/** Registers judged again at most, times holders; beyond it nobody is told to leave. */
const TRIALS = 200_000

/** The fewest heads that make a counting rule pass; null when none do. */
export function peopleFix(situation: Situation, rule: RuleId): PeopleFix | null {
  const { sheet, policy } = situation
  const census = censusOf(sheet, policy)
  switch (rule) {
    case 'COOP-MIN':
      return joining(situation, policy['COOP-MIN'].parameters.members - census.members)
    case 'COOP-FARMER80':
      return joining(situation, farmersMissing(census, policy['COOP-FARMER80'].parameters.min))
    case 'SEED-HH10':
      return joining(situation, householdsMissing(situation, census), true)
    case 'COOP-UNIT':
      return fewerUnits(situation, census)
    case 'COOP-PUBLIC':
      return withoutPublic(situation, census)
    case 'SEED-COLL':
    case 'SEED-BRANCH':
    case 'SEED-MAX20':
      return null
  }
}

/** (farmers + n) / (members + n) ≥ min, for the least n; null where even everybody would not do. */
function farmersMissing({ farmers, members }: Census, { num, den }: Fraction): number | null {
  if (num === den) return farmers === members ? 0 : null
  const short = num * BigInt(members) - den * BigInt(farmers)
  return short <= 0n ? 0 : Number(ceiling(short, den - num))
}

function householdsMissing({ sheet, judged, policy }: Situation, census: Census): number | null {
  const { min } = policy['SEED-HH10'].parameters
  const binding = judged.find(({ rule }) => rule === 'SEED-HH10')?.binding
  const base = householdBases(sheet).find(({ id }) => id === binding)?.base ?? null
  if (base === null || base === 0) return null
  return Number(ceiling(min.num * BigInt(base), min.den)) - census.households
}

/** The least number of farmers from `least` on that leaves no more units too many than there are. */
function joining(
  { sheet, policy }: Situation,
  least: number | null,
  newHouseholds = false,
): PeopleFix | null {
  if (least === null) return null
  const census = censusOf(sheet, policy)
  const { parameters } = policy['COOP-UNIT']
  const allowed = Math.min(census.units, unitsAllowed(census.members, parameters))
  const join = joinUntil(census.members, { least, allowed }, parameters)
  return join === null ? null : { join, newHouseholds, leave: [] }
}

/**
 * The least number of at least `least` joining `members` so that so many units are allowed. Up to twenty
 * members the number allowed is fixed, beyond it grows with every member: there are two places to look.
 */
function joinUntil(
  members: number,
  wish: { readonly least: number; readonly allowed: number },
  parameters: ParametersOf<'COOP-UNIT'>,
): number | null {
  const { least, allowed } = wish
  const { small, max } = parameters
  if (unitsAllowed(members + least, parameters) >= allowed) return least
  if (max.num === 0n) return null
  const enough = Number(ceiling(BigInt(allowed) * max.den, max.num))
  return Math.max(least, small + 1 - members, enough - members)
}

/**
 * COOP-UNIT: units leave, farmers join (more members allow more units), or both; the fewest heads in all,
 * and among equals the fewest units that leave.
 */
function fewerUnits(situation: Situation, census: Census): PeopleFix | null {
  const { sheet, policy, judged } = situation
  const { parameters } = policy['COOP-UNIT']
  const units = judged.find(({ rule }) => rule === 'COOP-UNIT')?.bound?.places ?? []
  const able = units
    .filter((place) => sheet.holders[place]?.class !== 'collective')
    .toSorted(bySmallest(sheet))
  const plans: { leaving: number; join: number }[] = []
  for (let leaving = 0; leaving <= able.length; leaving++) {
    const join = joinUntil(
      census.members - leaving,
      { least: leastAfter(census, leaving, policy), allowed: census.units - leaving },
      parameters,
    )
    if (join !== null) plans.push({ leaving, join })
  }
  plans.sort((a, b) => a.leaving + a.join - b.leaving - b.join || a.leaving - b.leaving)
  const budget = budgetOf(sheet)
  for (const { leaving, join } of plans) {
    if (leaving > 0 && budget.trials === 0) continue
    const leave = harmless(situation, { able, count: leaving }, budget)
    if (leave !== null) return { join, newHouseholds: false, leave }
  }
  return null
}

/** COOP-PUBLIC: every such unit leaves; farmers join where the co-op would become too small. */
function withoutPublic(situation: Situation, census: Census): PeopleFix | null {
  const { sheet, policy, judged } = situation
  const leave = judged.find(({ rule }) => rule === 'COOP-PUBLIC')?.bound?.places ?? []
  if (harmless(situation, { able: leave, count: leave.length }, budgetOf(sheet)) === null)
    return null
  const rest = censusOf(layOut(without(sheet, leave)), policy)
  const { parameters } = policy['COOP-UNIT']
  const excess = Math.max(0, census.units - unitsAllowed(census.members, parameters))
  const farmers = farmersMissing(rest, farmerFloor(census, policy))
  if (farmers === null) return null
  const least = Math.max(farmers, leastAfter(census, leave.length, policy))
  const join = joinUntil(rest.members, { least, allowed: rest.units - excess }, parameters)
  return join === null ? null : { join, newHouseholds: false, leave }
}

/** The share of farmers that must be kept: the rule's, or the register's own where that is less. */
function farmerFloor({ farmers, members }: Census, policy: RegisterPolicy): Fraction {
  const { min } = policy['COOP-FARMER80'].parameters
  const own = members === 0 ? min : fraction(farmers, members)
  return compareFractions(own, min) < 0 ? own : min
}

/** How many must join when so many leave, so that COOP-MIN is not worse and somebody is left to count. */
function leastAfter({ members, farmers }: Census, leaving: number, policy: RegisterPolicy): number {
  const floor = Math.min(members, policy['COOP-MIN'].parameters.members)
  const { min } = policy['COOP-FARMER80'].parameters
  const counted = members > 0 && min.num * BigInt(members) <= min.den * BigInt(farmers)
  return Math.max(0, floor - (members - leaving), counted && leaving === members ? 1 : 0)
}

const without = (sheet: Sheet, leave: readonly number[]): RegisterFacts => {
  const gone = new Set(leave)
  return { ...sheet.facts, holders: sheet.holders.filter((_, place) => !gone.has(place)) }
}

const bySmallest =
  ({ holders }: Sheet) =>
  (a: number, b: number): number => {
    const [x, y] = [a, b].map((place) => {
      const holder = holders[place]
      return holder === undefined ? 0n : holder.paid + holder.promised
    })
    return x === y || x === undefined || y === undefined ? a - b : x < y ? -1 : 1
  }

/**
 * Which units can leave with their holdings so that no rule about shares is worsened: the first of them,
 * then every other choice, as far as the budget goes. Counts are looked at where farmers join.
 */
function harmless(
  { sheet, policy, judged }: Situation,
  { able, count }: { readonly able: readonly number[]; readonly count: number },
  budget: { trials: number },
): number[] | null {
  for (const chosen of combinations(able, count)) {
    if (count === 0) return []
    if (budget.trials === 0) return null
    budget.trials -= 1
    const after = judgeAll(layOut(without(sheet, chosen)), policy)
    const hurt = worsened(judged, after).filter((rule) => !rule.startsWith('COOP-'))
    if (hurt.length === 0) return chosen
  }
  return null
}

const budgetOf = (sheet: Sheet): { trials: number } => ({
  trials: Math.max(1, Math.floor(TRIALS / (sheet.holders.length + 1))),
})

/** Choices of more items than this are too many to go through: only the first one is tried. */
const CHOICES_MAX = 24

/** All choices of `count` items, those of early items first. */
function* combinations(items: readonly number[], count: number): Generator<number[]> {
  if (count > items.length) return
  if (count > CHOICES_MAX) {
    yield items.slice(0, count)
    return
  }
  if (count === 0) {
    yield []
    return
  }
  for (let first = 0; first + count <= items.length; first++) {
    const [item, rest] = [items[first], items.slice(first + 1)]
    if (item === undefined) return
    for (const others of combinations(rest, count - 1)) yield [item, ...others]
  }
}
