import { type Fraction } from '../../../../kernel/fraction.ts'
import { layOut, type RegisterFacts, type Sheet } from '../facts.ts'
import { judgeAll, worsened } from '../judge.ts'
import { type Census, censusOf, countsWorse, householdBases, unitsAllowed } from '../membership.ts'
import type { RegisterPolicy, RuleId } from '../policy.ts'
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
const JOIN_MAX = 100_000

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

const withFarmers = (census: Census, more: number): Census => ({
  ...census,
  members: census.members + more,
  farmers: census.farmers + more,
})

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

/** The least number of farmers from `least` on that worsens no count. */
function joining(
  { sheet, policy }: Situation,
  least: number | null,
  newHouseholds = false,
): PeopleFix | null {
  if (least === null) return null
  const census = censusOf(sheet, policy)
  const join = fewestJoining(census, policy, { least, reaches: () => true, from: census })
  return join === null ? null : { join, newHouseholds, leave: [] }
}

/** The least number from `least` on after which a condition holds and no count is worse than `from`. */
function fewestJoining(
  census: Census,
  policy: RegisterPolicy,
  wish: {
    readonly least: number
    readonly from: Census
    readonly reaches: (after: Census) => boolean
  },
): number | null {
  for (let more = wish.least; more <= wish.least + JOIN_MAX; more++) {
    const after = withFarmers(census, more)
    if (wish.reaches(after) && !countsWorse(wish.from, after, policy)) return more
  }
  return null
}

/**
 * COOP-UNIT: units leave, farmers join (more members allow more units), or both; the fewest heads in all,
 * and among equals the fewest units that leave.
 */
function fewerUnits(situation: Situation, census: Census): PeopleFix | null {
  const { sheet, policy, judged } = situation
  const { parameters } = policy['COOP-UNIT']
  const units = judged.find(({ rule }) => rule === 'COOP-UNIT')?.bound?.places ?? []
  const able = units.filter((place) => sheet.holders[place]?.class !== 'collective')
  const plans: { leaving: number; join: number }[] = []
  for (let leaving = 0; leaving <= able.length; leaving++) {
    const left = {
      ...census,
      members: census.members - leaving,
      units: census.units - leaving,
    }
    const join = fewestJoining(left, policy, {
      least: 0,
      from: census,
      reaches: (after) => after.units <= unitsAllowed(after.members, parameters),
    })
    if (join !== null) plans.push({ leaving, join })
  }
  plans.sort((a, b) => a.leaving + a.join - b.leaving - b.join || a.leaving - b.leaving)
  const budget = budgetOf(sheet)
  for (const { leaving, join } of plans) {
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
  const join = fewestJoining(rest, policy, { least: 0, from: census, reaches: () => true })
  return join === null ? null : { join, newHouseholds: false, leave }
}

const without = (sheet: Sheet, leave: readonly number[]): RegisterFacts => {
  const gone = new Set(leave)
  return { ...sheet.facts, holders: sheet.holders.filter((_, place) => !gone.has(place)) }
}

/**
 * Which units can leave with their holdings so that no rule about shares is worsened: the smallest first,
 * then every other choice, as far as the budget goes. Counts are looked at where farmers join.
 */
function harmless(
  { sheet, policy, judged }: Situation,
  { able, count }: { readonly able: readonly number[]; readonly count: number },
  budget: { trials: number },
): number[] | null {
  const size = (place: number): bigint => {
    const holder = sheet.holders[place]
    return holder === undefined ? 0n : holder.paid + holder.promised
  }
  const ordered = able.toSorted((a, b) =>
    size(a) === size(b) ? a - b : size(a) < size(b) ? -1 : 1,
  )
  for (const chosen of combinations(ordered, count)) {
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

/** All choices of `count` items, those of early items first. */
function* combinations(items: readonly number[], count: number): Generator<number[]> {
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
