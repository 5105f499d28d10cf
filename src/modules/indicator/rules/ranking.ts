import {
  addFractions,
  compareFractions,
  type Fraction,
  fraction,
  parseFraction,
} from '../../../kernel/fraction.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type {
  FactTable,
  Form,
  IndicatorSpec,
  NotComputed,
  RankingLine,
  RankingSet,
  UnitFigures,
} from '../model.ts'
import { type FactPlaces, placesIn, valueOf } from './figures.ts'
import { type Bounds, liftsOf } from './lift.ts'
import { divide, ends, type RankedIndicator, rankUnits, subtract } from './rank.ts'

export interface RankedLine {
  readonly indicator: string
  /** The raw value, its place on the common scale, and what it brings to the score. */
  readonly value: Fraction
  readonly normalised: Fraction
  readonly component: Fraction
}

export interface RankedRow {
  readonly unit: UnitFigures
  readonly rank: number
  readonly score: Fraction
  readonly lines: readonly RankedLine[]
  /** By group of the set: from 0 to 1 where every line is normalised, and what it brings to the score. */
  readonly groups: readonly {
    readonly id: string
    readonly score: Fraction
    readonly component: Fraction
  }[]
  /** What single values would gain a place, that nearest to its reach (change / spread) first. */
  readonly lifts: readonly { readonly indicator: string; readonly to: Fraction }[]
}

export interface Ranking {
  readonly rows: readonly RankedRow[]
  /** Units that a missing value keeps out, with the first indicator that is missing. */
  readonly unranked: readonly {
    readonly unit: UnitFigures
    readonly indicator: string
    readonly why: NotComputed
  }[]
}

const ZERO = fraction(0)

/** The grid on which a form's values are written. */
const STEPS: Readonly<Record<Form, Fraction>> = {
  count: fraction(1),
  days: fraction(1, 10),
  yuan: fraction(1, 100),
  mu: fraction(1, 100),
  rate: fraction(1, 100),
  share: fraction(1, 10_000),
}

/** Where a form's values end: nothing below zero, no share above the whole, unless values already lie outside. */
function boundsOf(form: Form, values: readonly Fraction[]): Bounds {
  const { least, greatest } = ends(values)
  return {
    ...(least.num < 0n ? {} : { least: ZERO }),
    ...(form === 'share' && compareFractions(greatest, fraction(1)) <= 0
      ? { most: fraction(1) }
      : {}),
  }
}

const ranked = (line: RankingLine, spec: IndicatorSpec): RankedIndicator => ({
  id: line.indicator,
  weight: parseFraction(line.weight) ?? ZERO,
  direction: spec.direction === 'down' ? 'down' : 'up',
  normalise: line.normalise,
})

/**
 * Ranks the units of a table by a set (seed R88, R4): towns, or co-ops, of `class` only where it is given. A unit with
 * a value that cannot be computed is not ranked and is named. `lifts`: for all, for one unit, or for none.
 */
export function rankingOf(
  table: FactTable,
  set: RankingSet,
  how: { readonly class?: string | undefined; readonly lifts: 'all' | 'none' | { unitId: string } },
): Ranking {
  const places = placesIn(table)
  const specs = new Map(table.definitions.indicators.map((each) => [each.id, each]))
  const lines = set.lines.flatMap((line) => {
    const spec = specs.get(line.indicator)
    return spec === undefined ? [] : [{ line, spec, ranked: ranked(line, spec) }]
  })
  const units = table.units.filter(
    ({ kind, class: own }) => kind === set.level && (how.class === undefined || own === how.class),
  )
  const read = units.map((unit) => valuesOf(unit, lines, places))
  const full = read.filter((one) => one.missing === null)
  const field = full.map(({ unit, values }) => ({ id: unit.unitId, values }))
  const indicators = lines.map((each) => each.ranked)
  const lifts =
    how.lifts === 'none'
      ? new Map()
      : liftsOf(field, indicators, {
          steps: lines.map(({ spec }) => STEPS[spec.form]),
          bounds: lines.map(({ spec }, k) =>
            boundsOf(
              spec.form,
              field.map(({ values }) => values[k] ?? ZERO),
            ),
          ),
          ...(how.lifts === 'all' ? {} : { only: how.lifts.unitId }),
        })
  const byId = new Map(full.map((one) => [one.unit.unitId as string, one]))
  const spreads = new Map(indicators.map(({ id }, k) => [id, spreadOf(field, k)]))
  const rows = rankUnits(field, indicators).flatMap((placed): RankedRow[] => {
    const own = byId.get(placed.id)
    if (own === undefined) return []
    const found: RankedLine[] = lines.map(({ line }, k) => ({
      indicator: line.indicator,
      value: own.values[k] ?? ZERO,
      normalised: placed.normalised[k] ?? ZERO,
      component: placed.components[k] ?? ZERO,
    }))
    return [
      {
        unit: own.unit,
        rank: placed.rank,
        score: placed.score,
        lines: found,
        groups: groupsOf(set, found),
        lifts: nearest(lifts.get(placed.id) ?? [], spreads),
      },
    ]
  })
  const unranked = read.flatMap(({ unit, missing }) =>
    missing === null ? [] : [{ unit, ...missing }],
  )
  return { rows, unranked }
}

function valuesOf(
  unit: UnitFigures,
  lines: readonly { readonly line: RankingLine; readonly spec: IndicatorSpec }[],
  places: FactPlaces,
) {
  const values: Fraction[] = []
  let missing: { readonly indicator: string; readonly why: NotComputed } | null = null
  for (const { line, spec } of lines) {
    const { value, why } = valueOf(unit, spec, places)
    const odd =
      value !== null &&
      line.normalise === 'ratio' &&
      (value.num < 0n || (spec.direction === 'down' && value.num === 0n))
    if (value === null || odd) {
      missing ??= { indicator: line.indicator, why: why ?? 'zero_denominator' }
      values.push(ZERO)
    } else values.push(value)
  }
  return { unit, values, missing }
}

function spreadOf(field: readonly { readonly values: readonly Fraction[] }[], k: number): Fraction {
  const { least, greatest } = ends(field.map(({ values }) => values[k] ?? ZERO))
  return subtract(greatest, least)
}

/**
 * Lifts by how far they reach of what there is between the units, so that yuan and percent can be compared. Where all
 * stand at the same value the first fen would be worth the whole weight: nobody is told to go for that.
 */
function nearest(
  lifts: readonly {
    readonly indicator: string
    readonly to: Fraction
    readonly change: Fraction
  }[],
  spreads: ReadonlyMap<string, Fraction>,
) {
  const reach = ({ indicator, change }: (typeof lifts)[number]): Fraction => {
    const spread = spreads.get(indicator)
    return spread === undefined ? change : divide(change, spread)
  }
  return lifts
    .filter(({ indicator }) => spreads.get(indicator)?.num !== 0n)
    .toSorted((a, b) => compareFractions(reach(a), reach(b)))
    .map(({ indicator, to }) => ({ indicator, to }))
}

function groupsOf(set: RankingSet, lines: readonly RankedLine[]) {
  return set.groups.map(({ id }) => {
    const own = set.lines.flatMap((line) => {
      const found = lines.find(({ indicator }) => indicator === line.indicator)
      return line.group === id && found !== undefined
        ? [{ found, weight: parseFraction(line.weight) ?? ZERO }]
        : []
    })
    const weight = own.reduce((sum, each) => addFractions(sum, each.weight), ZERO)
    const total = own.reduce(
      (sum, { found, weight: part }) =>
        addFractions(
          sum,
          fraction(found.normalised.num * part.num, found.normalised.den * part.den),
        ),
      ZERO,
    )
    return {
      id,
      score: weight.num === 0n ? ZERO : divide(total, weight),
      component: own.reduce((sum, { found }) => addFractions(sum, found.component), ZERO),
    }
  })
}

/** What is wrong with a set that somebody wrote: unknown indicators, none to rank by, wrong weights or groups. */
export function faultsOfSet(
  set: RankingSet,
  indicators: ReadonlyMap<string, IndicatorSpec>,
): Fault[] {
  const seen = new Set<string>()
  const groups = new Set(set.groups.map(({ id }) => id))
  const said = (path: string, why: Text): Fault => ({ path, text: why })
  const faults = set.lines.flatMap((line, i): Fault[] => {
    const spec = indicators.get(line.indicator)
    const at = `$.lines[${i}]`
    const weight = parseFraction(line.weight)
    const twice = seen.has(line.indicator)
    seen.add(line.indicator)
    return [
      ...(spec === undefined
        ? [said(`${at}.indicator`, text('没有这个指标', 'there is no such indicator'))]
        : []),
      ...(spec !== undefined && !spec.levels.includes(set.level)
        ? [said(`${at}.indicator`, text('该指标不适用于这一级', 'is not for this level'))]
        : []),
      ...(spec?.direction === 'none'
        ? [said(`${at}.indicator`, text('该指标无优劣方向,不能排名', 'has no better direction'))]
        : []),
      ...(twice ? [said(`${at}.indicator`, text('指标重复', 'the indicator occurs twice'))] : []),
      ...(weight === null || weight.num < 0n
        ? [said(`${at}.weight`, text('权重应为不小于零的数', 'a weight is not below zero'))]
        : []),
      ...(groups.has(line.group)
        ? []
        : [said(`${at}.group`, text('没有这个分组', 'no such group'))]),
    ]
  })
  const total = set.lines.reduce(
    (sum, { weight }) => addFractions(sum, parseFraction(weight) ?? ZERO),
    ZERO,
  )
  return total.num > 0n
    ? faults
    : [...faults, said('$.lines', text('权重不能全为零', 'the weights must not all be zero'))]
}
