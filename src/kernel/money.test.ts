import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayYuan, fen, formatYuan, parseYuan, sumFen } from './money.ts'

describe('yuan and fen', () => {
  test('reads and writes exactly, beyond what a float can hold', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (value) => {
        expect(parseYuan(formatYuan(value))).toBe(value)
      }),
    )
    expect(parseYuan('90071992547409.93')).toBe(9_007_199_254_740_993n)
  })

  test.each([
    ['0.1', 10n],
    ['0.01', 1n],
    ['-3', -300n],
    ['1234.50', 123_450n],
  ])('%s yuan', (text, value) => {
    expect(parseYuan(text)).toBe(value)
  })

  test.each([
    '',
    '1.234',
    '1,000',
    '1e3',
    ' 1',
    '１',
    '.5',
    '5.',
    '+1',
    '--1',
    'NaN',
    '1234567890123456789',
  ])('refuses %j', (text) => {
    expect(parseYuan(text)).toBe(null)
  })

  test('shows thousands and adds up', () => {
    expect(displayYuan(fen(-123_456_789n))).toBe('-1,234,567.89')
    expect(displayYuan(fen(99_900n))).toBe('999.00')
    expect(sumFen([1n, 2n, -4n])).toBe(-1n)
  })
})
