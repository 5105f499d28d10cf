import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addFractions,
  compareFractions,
  displayPercent,
  formatFraction,
  fraction,
  multiplyFractions,
  parseFraction,
} from './fraction.ts'

const anyFraction = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    fc.bigInt({ min: 1n, max: 10n ** 12n }),
  )
  .map(([num, den]) => fraction(num, den))

describe('fractions', () => {
  test('are in lowest terms and read back', () => {
    fc.assert(
      fc.property(anyFraction, (f) => {
        expect(parseFraction(formatFraction(f))).toEqual(f)
        expect(f.den > 0n).toBe(true)
      }),
    )
    expect(fraction(2, -4)).toEqual({ num: -1n, den: 2n })
    expect(fraction(0, 5)).toEqual({ num: 0n, den: 1n })
  })

  test('compare, add and multiply like numbers', () => {
    fc.assert(
      fc.property(anyFraction, anyFraction, (a, b) => {
        const order = compareFractions(a, b)
        expect(compareFractions(b, a)).toBe(order === 0 ? 0 : -order)
        expect(addFractions(a, b)).toEqual(addFractions(b, a))
        expect(addFractions(addFractions(a, b), { num: -b.num, den: b.den })).toEqual(a)
        if (b.num !== 0n) {
          const inverse = fraction(b.den, b.num)
          expect(multiplyFractions(multiplyFractions(a, b), inverse)).toEqual(a)
        }
      }),
    )
  })

  test('read decimals and ratios, refuse the rest', () => {
    expect(parseFraction('2.5')).toEqual(fraction(5, 2))
    expect(parseFraction('-0.000001')).toEqual(fraction(-1, 1_000_000))
    for (const bad of ['1/0', '0.0000001', '1/ 2', 'x', '', '1/-2', '1e2']) {
      expect(parseFraction(bad), bad).toBe(null)
    }
  })

  test('show a percentage cut, never rounded up to the limit', () => {
    expect(displayPercent(fraction(1, 3))).toBe('33.33%')
    expect(displayPercent(fraction(199_999, 1_000_000))).toBe('19.99%')
    expect(displayPercent(fraction(1, 4), 0)).toBe('25%')
    expect(displayPercent(fraction(-1, 8))).toBe('-12.50%')
  })
})
