import { compareFractions, type Fraction, fraction } from '../../../kernel/fraction.ts'
import type {
  FactSpec,
  FactTable,
  FigureValue,
  IndicatorSpec,
  Level,
  UnitFigures,
} from '../model.ts'
import { evaluate, factsOf, inUnits } from './expression.ts'
import { subtract } from './rank.ts'

const DEPTH: Readonly<Record<Level, number>> = { county: 0, town: 1, village: 2, coop: 3 }

/** Whether units of a kind have values of a fact: a fact of villages has none for a co-op. */
export const reaches = (fact: Pick<FactSpec, 'lowest'>, kind: Level): boolean =>
  DEPTH[kind] <= DEPTH[fact.lowest]

/** The facts of a table by id, with their places in each unit's values. */
export interface FactPlaces {
  readonly specs: ReadonlyMap<string, FactSpec>
  readonly at: ReadonlyMap<string, number>
}

export function placesIn(table: Pick<FactTable, 'definitions'>): FactPlaces {
  const { facts } = table.definitions
  return {
    specs: new Map(facts.map((fact) => [fact.id, fact])),
    at: new Map(facts.map(({ id }, i) => [id, i])),
  }
}

/** An indicator of one unit, exact; null with the reason where it cannot be computed. */
export function valueOf(
  unit: Pick<UnitFigures, 'kind' | 'values'>,
  indicator: IndicatorSpec,
  places: FactPlaces,
): FigureValue {
  if (!indicator.levels.includes(unit.kind)) return { value: null, why: 'not_for_level' }
  return evaluate(indicator.formula, (id) => factValue(unit, id, places))
}

/** A fact of one unit in heads, yuan, mu or days; null where the unit has none. */
export function factValue(
  unit: Pick<UnitFigures, 'values'>,
  id: string,
  { specs, at }: FactPlaces,
): Fraction | null {
  const [spec, place] = [specs.get(id), at.get(id)]
  if (spec === undefined || place === undefined) return null
  const amount = unit.values[place]
  return amount === null || amount === undefined ? null : inUnits(amount, spec.measure)
}

/** Whether somebody who may see these facts only may see the indicator. */
export const visible = (
  indicator: IndicatorSpec,
  places: FactPlaces,
  may: (needs: FactSpec['needs']) => boolean,
): boolean =>
  factsOf(indicator.formula).every((id) => {
    const spec = places.specs.get(id)
    return spec !== undefined && may(spec.needs)
  })

export interface Change {
  readonly value: Fraction | null
  readonly change: Fraction | null
  /** Whether the change is for the better; null where it is neither. */
  readonly better: boolean | null
}

/** Against an earlier value of the same indicator. */
export function changeOf(
  now: Fraction | null,
  earlier: Fraction | null,
  direction: IndicatorSpec['direction'],
): Change {
  if (now === null || earlier === null) return { value: earlier, change: null, better: null }
  const change = subtract(now, earlier)
  const sign = compareFractions(change, fraction(0))
  const better = sign === 0 || direction === 'none' ? null : sign > 0 === (direction === 'up')
  return { value: earlier, change, better }
}
