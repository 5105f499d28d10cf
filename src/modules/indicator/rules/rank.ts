import {
  addFractions,
  compareFractions,
  type Fraction,
  fraction,
  multiplyFractions,
} from '../../../kernel/fraction.ts'
import { compareCodePoints } from '../../../kernel/text.ts'
import type { Normalisation } from '../model.ts'

/*
 * Ranking of units by weighted indicators (seed R88), exact from end to end. Units are towns, or co-ops of a class;
 * nothing here ranks persons.
 */

export interface RankedIndicator {
  readonly id: string
  /** Not below zero; not all zero. */
  readonly weight: Fraction
  readonly direction: 'up' | 'down'
  readonly normalise: Normalisation
}

export interface RankedUnit {
  readonly id: string
  /** In the order of the indicators. */
  readonly values: readonly Fraction[]
}

export interface Placed {
  readonly id: string
  /** Σ weight × normalised / Σ weight. */
  readonly score: Fraction
  /** 1, 2, 2, 4: one more than the units with a higher score. */
  readonly rank: number
  /** What each indicator brings to the score, in their order; they add up to it. */
  readonly components: readonly Fraction[]
  /** Each indicator's value on its own scale, in their order. */
  readonly normalised: readonly Fraction[]
}

const ZERO = fraction(0)
const ONE = fraction(1)
const negative = (f: Fraction): Fraction => ({ num: -f.num, den: f.den })
export const subtract = (a: Fraction, b: Fraction): Fraction => addFractions(a, negative(b))
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den, a.den * b.num)

/**
 * The values of one indicator on a common scale:
 * - `minmax`: (value − least) / (greatest − least), downward turned round;
 * - `ratio`: value / greatest; downward least / value (values above zero then, else not below zero);
 * - `rank`: (n − place) / (n − 1), places shared;
 * - `none`: the value itself, downward its negative.
 * Zero spread gives every unit 1, except where nothing is normalised.
 */
export function normalised(
  values: readonly Fraction[],
  how: Pick<RankedIndicator, 'direction' | 'normalise'>,
): Fraction[] {
  const down = how.direction === 'down'
  if (how.normalise === 'none') return values.map((value) => (down ? negative(value) : value))
  const { least, greatest } = ends(values)
  if (compareFractions(least, greatest) === 0) return values.map(() => ONE)
  switch (how.normalise) {
    case 'minmax': {
      const spread = subtract(greatest, least)
      return values.map((value) =>
        divide(down ? subtract(greatest, value) : subtract(value, least), spread),
      )
    }
    case 'ratio':
      return values.map((value) => (down ? divide(least, value) : divide(value, greatest)))
    case 'rank':
      return placesOf(down ? values.map(negative) : values).map((place) =>
        fraction(values.length - place, values.length - 1),
      )
  }
}

/** Least and greatest of values; both zero where there are none. */
export function ends(values: readonly Fraction[]): { least: Fraction; greatest: Fraction } {
  let [least = ZERO, greatest = ZERO] = [values[0], values[0]]
  for (const value of values) {
    if (compareFractions(value, least) < 0) least = value
    if (compareFractions(value, greatest) > 0) greatest = value
  }
  return { least, greatest }
}

/** Competition ranking of values, the greatest first: 1, 2, 2, 4. */
export function placesOf(values: readonly Fraction[]): number[] {
  const order = values
    .map((value, i) => ({ value, i }))
    .toSorted((a, b) => compareFractions(b.value, a.value))
  const places = values.map(() => 1)
  let place = 1
  order.forEach(({ value, i }, at) => {
    const before = order[at - 1]
    if (before === undefined || compareFractions(before.value, value) !== 0) place = at + 1
    places[i] = place
  })
  return places
}

/**
 * Scores and places of the units, by place, ties by id. The order of the units, their number of equals and, for
 * `minmax`, `ratio` and `rank`, the scale of an indicator change nothing about who stands before whom.
 */
export function rankUnits(
  units: readonly RankedUnit[],
  indicators: readonly RankedIndicator[],
): Placed[] {
  const weights = indicators.reduce((sum, { weight }) => addFractions(sum, weight), ZERO)
  const columns = indicators.map((indicator, k) =>
    normalised(
      units.map(({ values }) => values[k] ?? ZERO),
      indicator,
    ),
  )
  const scored = units.map(({ id }, i) => {
    const own = columns.map((column) => column[i] ?? ZERO)
    const components = own.map((value, k) =>
      divide(multiplyFractions(indicators[k]?.weight ?? ZERO, value), weights),
    )
    return { id, components, normalised: own, score: components.reduce(addFractions, ZERO) }
  })
  const places = placesOf(scored.map(({ score }) => score))
  return scored
    .map((unit, i) => ({ ...unit, rank: places[i] ?? 1 }))
    .toSorted((a, b) => a.rank - b.rank || compareCodePoints(a.id, b.id))
}
