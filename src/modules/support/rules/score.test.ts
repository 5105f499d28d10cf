import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareFractions, type Fraction, fraction } from '../../../kernel/fraction.ts'
import { text } from '../../../kernel/text.ts'
import type { Criterion } from '../model.ts'
import { type Candidate, pointsFor, sayPoints, scoreOf } from './score.ts'

const fractions = fc
  .tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 50n }))
  .map(([num, den]) => fraction(num, den))
const points = fc.integer({ min: 0, max: 100_000 })

describe('points of one criterion', () => {
  test.each([
    // value, zero, full, of, given
    [0n, 0n, 60n, 20_000, 0],
    [15n, 0n, 60n, 20_000, 5_000],
    [60n, 0n, 60n, 20_000, 20_000],
    [90n, 0n, 60n, 20_000, 20_000],
    [-5n, 0n, 60n, 20_000, 0],
    // Less is better.
    [0n, 300_000n, 0n, 20_000, 20_000],
    [75_000n, 300_000n, 0n, 20_000, 15_000],
    [300_001n, 300_000n, 0n, 20_000, 0],
    // Half up to the thousandth: 1/3 of 10 is 3.333.., 2/3 is 6.667.
    [1n, 0n, 3n, 10_000, 3_333],
    [2n, 0n, 3n, 10_000, 6_667],
    [1n, 0n, 2n, 1, 1],
  ])('%s between %s and %s of %s gives %s', (value, zero, full, of, given) => {
    const line = { zero: fraction(zero), full: fraction(full), points: of }
    expect(pointsFor(fraction(value), line)).toBe(given)
  })

  test('what is not known gives nothing', () => {
    expect(pointsFor(null, { zero: fraction(1n), full: fraction(0n), points: 10 })).toBe(0)
  })

  test('stays within its own points and never falls while the value moves towards the full one', () => {
    fc.assert(
      fc.property(fractions, fractions, fractions, fractions, points, (a, b, zero, full, of) => {
        const line = { zero, full, points: of }
        const [low, high] = compareFractions(a, b) <= 0 ? [a, b] : [b, a]
        const rising = compareFractions(zero, full) <= 0
        const [worse, better] = rising ? [low, high] : [high, low]
        const [less, more] = [pointsFor(worse, line), pointsFor(better, line)]
        expect(less).toBeLessThanOrEqual(more)
        expect(less).toBeGreaterThanOrEqual(0)
        expect(more).toBeLessThanOrEqual(of)
      }),
    )
  })

  test('does not depend on the unit in which all three are told', () => {
    const times = (f: Fraction, n: bigint): Fraction => fraction(f.num * n, f.den)
    fc.assert(
      fc.property(
        fractions,
        fractions,
        fractions,
        points,
        fc.bigInt({ min: 1n, max: 99n }),
        (value, zero, full, of, n) => {
          const line = { zero, full, points: of }
          const scaled = { zero: times(zero, n), full: times(full, n), points: of }
          expect(pointsFor(times(value, n), scaled)).toBe(pointsFor(value, line))
        },
      ),
    )
  })
})

const CRITERIA: readonly Criterion[] = [
  {
    id: 'households',
    title: text('农户', 'households'),
    points: 10_000,
    kind: 'indicator',
    indicator: 'households',
    zero: '0',
    full: '10',
  },
  {
    id: 'class',
    title: text('分类', 'class'),
    points: 5_000,
    kind: 'class',
    classes: { model: 5_000, improve: 4_000, transform: 3_000, rebuild: 1_000, none: 0 },
  },
]
const candidate = (
  coopId: string,
  households: bigint | null,
  kind: Candidate['class'],
): Candidate => ({
  coopId,
  class: kind,
  values: new Map([['households', households === null ? null : fraction(households)]]),
})

describe('the order of co-ops', () => {
  test('most points first, equal ones share a place', () => {
    const found = scoreOf(CRITERIA, [
      candidate('d', null, 'none'),
      candidate('c', 4n, 'rebuild'),
      candidate('b', 1n, 'improve'),
      candidate('a', 10n, 'model'),
    ])
    expect(found.map(({ coopId, points: given, place }) => [coopId, given, place])).toEqual([
      ['a', 15_000, 1],
      ['b', 5_000, 2],
      ['c', 5_000, 2],
      ['d', 0, 4],
    ])
  })

  test('the order in which co-ops are given changes nothing', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 })
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (sizes, chance) => {
        const all = sizes.map((n) =>
          candidate(`c${n}`, BigInt(n % 12), n % 2 === 0 ? 'model' : 'none'),
        )
        const shuffled = all
          .map((one) => [chance.next().value ?? 0, one] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, one]) => one)
        expect(scoreOf(CRITERIA, shuffled)).toEqual(scoreOf(CRITERIA, all))
      }),
    )
  })

  test('points are written without needless noughts', () => {
    expect([12_500, 0, 20_000, 7, 10_010].map(sayPoints)).toEqual([
      '12.5',
      '0',
      '20',
      '0.007',
      '10.01',
    ])
  })
})
