import { must } from '../../../kernel/assert.ts'
import {
  addFractions,
  compareFractions,
  type Fraction,
  fraction,
  multiplyFractions,
} from '../../../kernel/fraction.ts'
import { compareCodePoints } from '../../../kernel/text.ts'
import { divide, ends, type RankedIndicator, type RankedUnit, rankUnits, subtract } from './rank.ts'

/*
 * What would lift a unit one place: the least change of one raw value after which, everything normalised anew,
 * fewer units stand before it. Values move in steps of a millionth, the finest a quantity is written in.
 *
 * Moving a value the good way never widens the lead of a unit that stands before (each normalisation is monotone in
 * the mover and turns the others down or leaves them), so for each of them there is one threshold, found by halving.
 */

export const STEP = fraction(1, 1_000_000)

export interface Lift {
  readonly indicator: string
  readonly to: Fraction
  /** |to − value|. */
  readonly change: Fraction
}

/** Where the values of an indicator end by their nature: a count is not below 0, a share not above 1. */
export interface Bounds {
  readonly least?: Fraction
  readonly most?: Fraction
}

interface Field {
  readonly units: readonly RankedUnit[]
  readonly indicators: readonly RankedIndicator[]
  /** Of each unit, by id: Σ weight × normalised, not divided. */
  readonly totals: ReadonlyMap<string, Fraction>
  readonly weighted: ReadonlyMap<string, readonly Fraction[]>
  readonly bounds: readonly Bounds[]
  readonly steps: readonly Fraction[]
}

/**
 * Every lift of every unit, the least change first, ties by the indicator's id; an empty list for the first place
 * and where no single value suffices.
 */
export function liftsOf(
  units: readonly RankedUnit[],
  indicators: readonly RankedIndicator[],
  how: {
    /** The grid of each indicator's `to`; a millionth where none is given. */
    readonly steps?: readonly Fraction[]
    readonly bounds?: readonly Bounds[]
    /** Only of this unit; of all when absent. */
    readonly only?: string
  } = {},
): Map<string, Lift[]> {
  const placed = rankUnits(units, indicators)
  const weighted = new Map(
    placed.map(({ id, normalised }) => [
      id,
      normalised.map((value, k) => multiplyFractions(indicators[k]?.weight ?? fraction(0), value)),
    ]),
  )
  const totals = new Map(
    Array.from(weighted, ([id, parts]) => [id, parts.reduce(addFractions, fraction(0))]),
  )
  const field: Field = {
    units,
    indicators,
    totals,
    weighted,
    bounds: how.bounds ?? [],
    steps: how.steps ?? [],
  }
  const asked = units.filter(({ id }) => how.only === undefined || id === how.only)
  return new Map(asked.map((unit) => [unit.id, liftsOfUnit(field, unit)]))
}

function liftsOfUnit(field: Field, unit: RankedUnit): Lift[] {
  const own = field.totals.get(unit.id) ?? fraction(0)
  const before = field.units.filter(
    ({ id }) => compareFractions(field.totals.get(id) ?? own, own) > 0,
  )
  if (before.length === 0) return []
  return field.indicators
    .flatMap((indicator, k) => {
      const to = threshold(field, { unit, before, k })
      if (to === null) return []
      const moved = subtract(to, unit.values[k] ?? fraction(0))
      const change = moved.num < 0n ? { num: -moved.num, den: moved.den } : moved
      return [{ indicator: indicator.id, to, change }]
    })
    .toSorted(
      (a, b) => compareFractions(a.change, b.change) || compareCodePoints(a.indicator, b.indicator),
    )
}

interface Question {
  readonly unit: RankedUnit
  readonly before: readonly RankedUnit[]
  readonly k: number
}

/** The value of indicator `k` nearest to the present one that gains a place; null where none does. */
function threshold(field: Field, { unit, before, k }: Question): Fraction | null {
  const indicator = field.indicators[k]
  const now = unit.values[k]
  if (indicator === undefined || now === undefined || indicator.weight.num === 0n) return null
  const mover = moverOf(field, unit, k)
  let best: bigint | null = null
  for (const other of before) {
    const leads = (place: bigint): boolean => mover.gap(other, place) >= 0
    // Somebody nearer was found: this one is of interest only below that.
    if (best !== null && !leads(best - mover.way)) continue
    const far: bigint | null = best === null ? mover.farthest(other) : best - mover.way
    if (far === null || !leads(far)) continue
    best = halve(mover.first, far, { leads, way: mover.way })
  }
  return best === null ? null : mover.value(best)
}

/** The first place from `from` to `to` (which leads) that leads, going `way`. */
function halve(
  from: bigint,
  to: bigint,
  how: { readonly leads: (place: bigint) => boolean; readonly way: bigint },
): bigint {
  let [low, high] = [0n, (to - from) * how.way]
  while (low < high) {
    const middle = (low + high) / 2n
    if (how.leads(from + middle * how.way)) high = middle
    else low = middle + 1n
  }
  return from + low * how.way
}

interface Mover {
  /** 1n: a larger value is better. */
  readonly way: bigint
  /** The first place of the grid beyond the present value. */
  readonly first: bigint
  readonly value: (place: bigint) => Fraction
  /** Sign of (own score − the other's) when the value stands at this place. */
  readonly gap: (other: RankedUnit, place: bigint) => -1 | 0 | 1
  /** A place at which everything about this other is decided; null where nothing can be gained. */
  readonly farthest: (other: RankedUnit) => bigint | null
}

function moverOf(field: Field, unit: RankedUnit, k: number): Mover {
  const { indicators, totals, weighted } = field
  const step = field.steps[k] ?? STEP
  const indicator = must(indicators[k], 'the indicator')
  const now = must(unit.values[k], 'its value')
  const way = indicator.direction === 'up' ? 1n : -1n
  const others = field.units
    .filter(({ id }) => id !== unit.id)
    .map(({ values }) => values[k] ?? fraction(0))
  const rest = (id: string): Fraction =>
    subtract(totals.get(id) ?? fraction(0), weighted.get(id)?.[k] ?? fraction(0))
  const value = (place: bigint): Fraction => multiplyFractions(step, fraction(place))
  const pair = pairOf(indicator, others)
  const lead = (other: RankedUnit): Fraction => subtract(rest(unit.id), rest(other.id))
  const gap = (other: RankedUnit, place: bigint): -1 | 0 | 1 => {
    const [mine, theirs] = pair(value(place), other.values[k] ?? fraction(0))
    const moved = multiplyFractions(indicator.weight, subtract(mine, theirs))
    return compareFractions(addFractions(lead(other), moved), fraction(0))
  }
  const first = beyond(now, step, way)
  const limit = limitOf(field.bounds[k] ?? {}, { step, way, ratioDown: isRatioDown(indicator) })
  const farthest = (other: RankedUnit): bigint | null => {
    const far = farPlace({ indicator, others, first, way, step }, lead(other), other.values[k])
    const held = limit === null || (limit - far) * way >= 0n ? far : limit
    return (held - first) * way < 0n ? null : held
  }
  return { way, first, value, gap, farthest }
}

const isRatioDown = ({ normalise, direction }: RankedIndicator): boolean =>
  normalise === 'ratio' && direction === 'down'

/** The place next to a value, on the good side of it. */
const beyond = (value: Fraction, step: Fraction, way: bigint): bigint => {
  const at = divide(value, step)
  return way > 0n ? floor(at) + 1n : -floor({ num: -at.num, den: at.den }) - 1n
}

function floor(f: Fraction): bigint {
  const cut = f.num / f.den
  return f.num < 0n && cut * f.den !== f.num ? cut - 1n : cut
}

const ceil = (f: Fraction): bigint => -floor({ num: -f.num, den: f.den })

/** The last place that the nature of the values allows; null where there is no end. */
function limitOf(
  bounds: Bounds,
  how: { readonly step: Fraction; readonly way: bigint; readonly ratioDown: boolean },
): bigint | null {
  const bound = how.way > 0n ? bounds.most : bounds.least
  const given = bound === undefined ? null : (how.way > 0n ? floor : ceil)(divide(bound, how.step))
  // Least / value has no meaning at zero.
  if (how.ratioDown) return given === null || given < 1n ? 1n : given
  return given
}

/** Both normalised values when the mover stands at `x`, the rest of the field where it is. */
function pairOf(
  { direction, normalise }: RankedIndicator,
  others: readonly Fraction[],
): (x: Fraction, other: Fraction) => readonly [Fraction, Fraction] {
  const sides = ends(others)
  const down = direction === 'down'
  const better = (a: Fraction, b: Fraction): boolean => compareFractions(a, b) === (down ? -1 : 1)
  const sorted = others.toSorted((a, b) => compareFractions(a, b) * (down ? 1 : -1))
  const one = fraction(1)
  return (x, other) => {
    if (normalise === 'none') {
      return down ? [subtract(fraction(0), x), subtract(fraction(0), other)] : [x, other]
    }
    const { least, greatest } = ends([sides.least, sides.greatest, x])
    if (compareFractions(least, greatest) === 0) return [one, one]
    if (normalise === 'rank') {
      const scale = (value: Fraction): Fraction => {
        const ahead = countBefore(sorted, (each) => better(each, value))
        return fraction(others.length - ahead - (better(x, value) ? 1 : 0), others.length)
      }
      return [scale(x), scale(other)]
    }
    const scale = (value: Fraction): Fraction =>
      normalise === 'ratio'
        ? down
          ? divide(least, value)
          : divide(value, greatest)
        : divide(
            down ? subtract(greatest, value) : subtract(value, least),
            subtract(greatest, least),
          )
    return [scale(x), scale(other)]
  }
}

/** How many of a list hold a condition that holds for the first ones only. */
function countBefore<T>(list: readonly T[], holds: (each: T) => boolean): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const each = list[middle]
    if (each !== undefined && holds(each)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * A place so far that going farther gains nothing against this other. Beyond the best of the rest the mover's own
 * value is 1 and the other's falls as 1 / distance, so the place where the lead is made good can be computed.
 */
function farPlace(
  at: {
    readonly indicator: RankedIndicator
    readonly others: readonly Fraction[]
    readonly first: bigint
    readonly way: bigint
    readonly step: Fraction
  },
  lead: Fraction,
  other: Fraction = fraction(0),
): bigint {
  const { indicator, way, step } = at
  const { least, greatest } = ends(at.others)
  const [best, worst] = way > 0n ? [greatest, least] : [least, greatest]
  const edge = beyond(best, step, way)
  const near = (edge - at.first) * way > 0n ? edge : at.first
  if (isRatioDown(indicator)) return 1n
  if (indicator.normalise === 'rank') return near
  const toPlace = (value: Fraction): bigint => (way > 0n ? ceil : floor)(divide(value, step))
  const farther = (place: bigint): bigint => ((place - near) * way > 0n ? place : near)
  if (indicator.normalise === 'none') {
    const needed = divide(lead, indicator.weight)
    return farther(toPlace(way > 0n ? subtract(other, needed) : addFractions(other, needed)))
  }
  const room = addFractions(lead, indicator.weight)
  if (room.num <= 0n) return near
  const base = indicator.normalise === 'ratio' ? fraction(0) : worst
  const distance = divide(multiplyFractions(indicator.weight, subtract(other, base)), room)
  return farther(toPlace(addFractions(base, distance)))
}
