import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addFractions,
  compareFractions,
  formatFraction,
  type Fraction,
  fraction,
  multiplyFractions,
} from '../../../kernel/fraction.ts'
import { liftsOf } from './lift.ts'
import { type RankedIndicator, type RankedUnit, rankUnits } from './rank.ts'

const NORMALISE = ['minmax', 'ratio', 'rank', 'none'] as const

/** Indicators and units with whole values; above zero, so that every normalisation has a meaning. */
const field = fc
  .record({
    indicators: fc.array(
      fc.record({
        weight: fc.integer({ min: 1, max: 5 }),
        direction: fc.constantFrom('up' as const, 'down' as const),
        normalise: fc.constantFrom(...NORMALISE),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    rows: fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 5,
    }),
  })
  .map(({ indicators, rows }) => ({
    indicators: indicators.map((each, k): RankedIndicator => ({
      ...each,
      id: `k${k}`,
      weight: fraction(each.weight),
    })),
    units: rows.map((row, i): RankedUnit => ({
      id: `u${i}`,
      values: row.slice(0, indicators.length).map((value) => fraction(value)),
    })),
  }))

const places = (units: readonly RankedUnit[], indicators: readonly RankedIndicator[]) =>
  new Map(rankUnits(units, indicators).map(({ id, rank }) => [id, rank]))

const scaled = (units: readonly RankedUnit[], k: number, factor: Fraction) =>
  units.map((unit) => ({
    ...unit,
    values: unit.values.map((value, at) => (at === k ? multiplyFractions(value, factor) : value)),
  }))

describe('rank', () => {
  test('a table by hand: shared places, components that add up', () => {
    const indicators: RankedIndicator[] = [
      { id: 'a', weight: fraction(3), direction: 'up', normalise: 'minmax' },
      { id: 'b', weight: fraction(1), direction: 'down', normalise: 'ratio' },
    ]
    const unit = (id: string, a: number, b: number) => ({ id, values: [fraction(a), fraction(b)] })
    const placed = rankUnits(
      [unit('d', 0, 4), unit('c', 5, 2), unit('b', 10, 2), unit('a', 5, 2)],
      indicators,
    )
    expect(placed.map(({ id, rank, score }) => [id, rank, formatFraction(score)])).toEqual([
      ['b', 1, '1/1'],
      ['a', 2, '5/8'],
      ['c', 2, '5/8'],
      ['d', 4, '1/8'],
    ])
    expect(placed[1]?.components.map(formatFraction)).toEqual(['3/8', '1/4'])
  })

  test('scores are the sums of their components, and places follow scores', () => {
    fc.assert(
      fc.property(field, ({ units, indicators }) => {
        const placed = rankUnits(units, indicators)
        for (const { score, components, rank } of placed) {
          expect(components.reduce(addFractions, fraction(0))).toEqual(score)
          const above = placed.filter((other) => compareFractions(other.score, score) > 0)
          expect(rank).toBe(above.length + 1)
        }
      }),
    )
  })

  test('the order of units and of indicators changes nothing', () => {
    fc.assert(
      fc.property(field, ({ units, indicators }) => {
        const turned = units.map((unit) => ({ ...unit, values: unit.values.toReversed() }))
        const again = rankUnits(turned.toReversed(), indicators.toReversed())
        expect(again.map(({ id, rank, score }) => ({ id, rank, score }))).toEqual(
          rankUnits(units, indicators).map(({ id, rank, score }) => ({ id, rank, score })),
        )
      }),
    )
  })

  test('the scale of a normalised indicator changes nothing', () => {
    fc.assert(
      fc.property(
        field,
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 99 }),
        ({ units, indicators }, num, den) => {
          indicators.forEach(({ normalise }, k) => {
            if (normalise === 'none') return
            expect(rankUnits(scaled(units, k, fraction(num, den)), indicators)).toEqual(
              rankUnits(units, indicators),
            )
          })
        },
      ),
    )
  })

  test('a second unit with the same values shares the place and moves nobody before another', () => {
    fc.assert(
      fc.property(field, fc.nat(), ({ units, indicators }, pick) => {
        const kept = indicators.map((each) =>
          each.normalise === 'rank' ? { ...each, normalise: 'minmax' as const } : each,
        )
        const one = units[pick % units.length]
        if (one === undefined) return
        const before = places(units, kept)
        const after = places([...units, { ...one, id: 'twin' }], kept)
        expect(after.get('twin')).toBe(after.get(one.id))
        for (const a of units) {
          for (const b of units) {
            const was = Math.sign((before.get(a.id) ?? 0) - (before.get(b.id) ?? 0))
            expect(Math.sign((after.get(a.id) ?? 0) - (after.get(b.id) ?? 0))).toBe(was)
          }
        }
      }),
    )
  })
})

/** The nearest value on the grid that gains a place, by trying every one within reach. */
function tried(
  units: readonly RankedUnit[],
  indicators: readonly RankedIndicator[],
  at: { readonly unit: RankedUnit; readonly k: number },
): { change: Fraction; to: Fraction } | null {
  const now = places(units, indicators).get(at.unit.id) ?? 1
  const ratio = indicators[at.k]?.normalise === 'ratio'
  for (let distance = 1; distance <= 400; distance++) {
    for (const sign of [1, -1]) {
      const change = fraction(distance, 4)
      const own = at.unit.values[at.k] ?? fraction(0)
      const to = addFractions(own, { num: change.num * BigInt(sign), den: change.den })
      if (ratio && to.num <= 0n) continue
      const moved = units.map((unit) =>
        unit.id === at.unit.id ? { ...unit, values: unit.values.with(at.k, to) } : unit,
      )
      if ((places(moved, indicators).get(at.unit.id) ?? 1) < now) return { change, to }
    }
  }
  return null
}

test('the lift is the nearest one that trying every value finds', () => {
  fc.assert(
    fc.property(field, ({ units, indicators }) => {
      const lifts = liftsOf(units, indicators, {
        steps: indicators.map(() => fraction(1, 4)),
      })
      for (const unit of units) {
        const found = indicators.map(({ id }, k) => ({
          id,
          best: tried(units, indicators, { unit, k }),
        }))
        for (const { id, best } of found) {
          const lift = lifts.get(unit.id)?.find(({ indicator }) => indicator === id)
          // What lies farther than was tried cannot be compared.
          if (lift !== undefined && compareFractions(lift.change, fraction(100)) > 0) continue
          expect(lift === undefined ? null : { change: lift.change, to: lift.to }).toEqual(best)
        }
      }
    }),
    { numRuns: 80 },
  )
})

test('bounds hold a lift back: nothing below zero, nothing above the whole', () => {
  const indicators: RankedIndicator[] = [
    { id: 'late', weight: fraction(1), direction: 'down', normalise: 'minmax' },
    { id: 'kept', weight: fraction(2), direction: 'up', normalise: 'minmax' },
  ]
  const units = [
    { id: 'a', values: [fraction(0), fraction(1)] },
    { id: 'b', values: [fraction(1), fraction(0)] },
  ]
  expect(
    liftsOf(units, indicators)
      .get('b')
      ?.map(({ indicator }) => indicator),
  ).toEqual(['kept'])
  const held = liftsOf(units, indicators, {
    bounds: [{ least: fraction(0) }, { most: fraction(1, 3) }],
  })
  expect(held.get('b')).toEqual([])
})
