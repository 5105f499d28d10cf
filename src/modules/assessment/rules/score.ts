import { must } from '../../../kernel/assert.ts'
import {
  addFractions,
  compareFractions,
  formatFraction,
  type Fraction,
  fraction,
  parseFraction,
} from '../../../kernel/fraction.ts'
import type { CountedFact, Inputs, Item, Line, Part, Scheme, Score } from '../model.ts'

const [ZERO, ONE] = [fraction(0), fraction(1)]

/** A number that the scheme's faults have let through. */
export const exact = (written: string): Fraction => must(parseFraction(written), written)

const minus = (a: Fraction, b: Fraction): Fraction => addFractions(a, fraction(-b.num, b.den))
const over = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den, a.den * b.num)

/** Between 0 and 1. */
const share = (value: Fraction): Fraction =>
  compareFractions(value, ZERO) < 0 ? ZERO : compareFractions(value, ONE) > 0 ? ONE : value

/** Whole thousandths of a share of points: cut off below, the one rounding there is. */
const cut = (points: number, part: Fraction): number =>
  Number((BigInt(points) * part.num) / part.den)

const reaches = (value: Fraction, at: Fraction, direction: Item['direction']): boolean =>
  direction === 'up' ? compareFractions(value, at) >= 0 : compareFractions(value, at) <= 0

/** Points of an item (thousandths) for a figure; a better figure never brings fewer. */
export function pointsFor(item: Item, value: Fraction): number {
  const { rule, direction, points } = item
  switch (rule.kind) {
    case 'target': {
      const target = exact(rule.target)
      if (reaches(value, target, direction)) return points
      // In proportion: the figure over the target, or the target over the figure. Neither says anything below zero.
      if (target.num <= 0n || value.num <= 0n) return 0
      return cut(points, share(direction === 'up' ? over(value, target) : over(target, value)))
    }
    case 'linear': {
      const [none, full] = [exact(rule.none), exact(rule.full)]
      return cut(points, share(over(minus(value, none), minus(full, none))))
    }
    case 'bands':
      return rule.bands.reduce(
        (most, { at, points: given }) =>
          reaches(value, exact(at), direction) ? Math.max(most, given) : most,
        0,
      )
  }
}

/** The figure of an item: the sum of its parts, or of their changes; null as soon as one cannot be computed. */
export function figureOf(item: Item, parts: readonly Part[]): Fraction | null {
  let sum = ZERO
  for (const { value, before } of parts) {
    if (value === null || (item.base !== 'none' && before === null)) return null
    const change = before === null || item.base === 'none' ? ZERO : exact(before)
    sum = addFractions(sum, minus(exact(value), change))
  }
  return parts.length === 0 ? null : sum
}

function lineOf(item: Item, parts: readonly Part[]): Line {
  const value = figureOf(item, parts)
  return {
    item: item.id,
    value: value === null ? null : formatFraction(value),
    points: value === null ? (item.missing === 'full' ? item.points : 0) : pointsFor(item, value),
    full: item.points,
  }
}

/** What facts of one sign bring: each kind up to its cap, all together up to the scheme's. */
function adjusted(
  scheme: Scheme,
  facts: readonly CountedFact[],
  kind: 'bonus' | 'deduction',
): number {
  const sum = scheme.adjustments
    .filter((one) => one.kind === kind)
    .map(({ id, most, cap }) =>
      Math.min(
        cap,
        facts.reduce(
          (all, { item, points }) => (item === id ? all + Math.min(points, most) : all),
          0,
        ),
      ),
    )
    .reduce((all, one) => all + one, 0)
  return Math.min(sum, kind === 'bonus' ? scheme.bonusCap : scheme.deductionCap)
}

/** The mean share of a year's months; a month's weight does not depend on its scheme's total. */
function monthsOf(scheme: Scheme, inputs: Inputs): Score['months'] {
  if (scheme.months === null) return null
  const { months } = inputs
  const sum = months.reduce(
    (all, { points, total }) => addFractions(all, fraction(points, total)),
    ZERO,
  )
  const mean = months.length === 0 ? null : share(over(sum, fraction(months.length)))
  return {
    count: months.length,
    share: mean === null ? null : formatFraction(mean),
    points: mean === null ? 0 : cut(scheme.months.points, mean),
    full: scheme.months.points,
  }
}

/** The best band that so many points reach. */
export const bandAt = (scheme: Pick<Scheme, 'bands'>, points: number): string =>
  must(
    scheme.bands.find(({ from }) => points >= from),
    'the last band begins at 0',
  ).id

/**
 * A score from a scheme and what it was frozen with, in thousandths of a point. Each item, and the months of a year,
 * is cut to whole thousandths; the sum lies between 0 and the scheme's total. Nothing else enters.
 */
export function scoreOf(scheme: Scheme, inputs: Inputs): Score {
  const lines = scheme.items.map((item) => lineOf(item, inputs.figures[item.id] ?? []))
  const months = monthsOf(scheme, inputs)
  const bonus = adjusted(scheme, inputs.facts, 'bonus')
  const deduction = adjusted(scheme, inputs.facts, 'deduction')
  const sum = lines.reduce((all, { points }) => all + points, months?.points ?? 0)
  const points = Math.max(0, Math.min(scheme.total, sum + bonus - deduction))
  return {
    points,
    lines,
    months,
    bonus,
    deduction,
    band: bandAt(scheme, points),
    graded: scheme.months === null || inputs.months.length >= scheme.months.least,
  }
}

/** Of the county's overall assessment of 100: the item's own points (thousandths), cut; null where it has none. */
export const overallOf = (scheme: Scheme, points: number): number | null =>
  scheme.overall === null ? null : cut(scheme.overall, fraction(points, scheme.total))
