import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Allocated, LEVELS } from '../model.ts'
import { sumOf, totalsOf } from './sums.ts'

const part = (whole: bigint, share: number): bigint => (whole * BigInt(share)) / 100n
/** An allocation as the database allows it: used <= arrived <= given - returned. */
const allocated: fc.Arbitrary<Allocated> = fc
  .tuple(
    fc.integer({ min: 2019, max: 2021 }),
    fc.constantFrom(...LEVELS),
    fc.bigInt({ min: 1n, max: 10n ** 12n }),
    fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)),
  )
  .map(([year, level, given, [back, come, spent]]) => {
    const returned = part(given, back)
    const arrived = part(given - returned, come)
    return { year, level, given, returned, arrived, used: part(arrived, spent) }
  })

test('the totals by year and source add up to the whole, to the fen', () => {
  fc.assert(
    fc.property(fc.array(allocated, { maxLength: 60 }), (rows) => {
      const totals = totalsOf(rows)
      const whole = sumOf(rows)
      const keys = ['given', 'returned', 'net', 'arrived', 'used', 'waiting', 'left'] as const
      for (const key of keys) {
        expect(totals.reduce((sum, { sum: one }) => sum + one[key], 0n)).toBe(whole[key])
      }
      expect(totals.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length)
      expect(whole.net).toBe(whole.arrived + whole.waiting)
      expect(whole.arrived).toBe(whole.used + whole.left)
      expect(whole.given).toBe(whole.net + whole.returned)
    }),
  )
})

test('years in order, sources from the centre down, one line each', () => {
  const row = { given: 5n, returned: 1n, arrived: 2n, used: 1n }
  const totals = totalsOf([
    { ...row, year: 2020, level: 'county' },
    { ...row, year: 2019, level: 'town' },
    { ...row, year: 2020, level: 'central' },
    { ...row, year: 2020, level: 'county' },
  ])
  expect(totals.map(({ year, level, count, sum }) => [year, level, count, sum.waiting])).toEqual([
    [2019, 'town', 1, 2n],
    [2020, 'central', 1, 2n],
    [2020, 'county', 2, 4n],
  ])
})
