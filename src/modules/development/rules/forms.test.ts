import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fraction } from '../../../kernel/fraction.ts'
import { LINE_ROLES } from '../model.ts'
import {
  amountOf,
  bySector,
  capOf,
  isShare,
  sayThousandths,
  sumRole,
  thousandths,
  yieldOf,
} from './forms.ts'

const anyLine = fc.record({
  role: fc.constantFrom(...LINE_ROLES),
  debit: fc.bigInt(-1000n, 1000n),
  credit: fc.bigInt(-1000n, 1000n),
  sector: fc.constantFrom(1, 2, 3, null),
  phase: fc.constant(null),
})

describe('amounts of a business', () => {
  test('income by industry adds up to all income', () => {
    fc.assert(
      fc.property(fc.array(anyLine), (lines) => {
        const { first, second, third, none } = bySector(lines)
        expect(first + second + third + none).toBe(sumRole(lines, 'income'))
      }),
    )
  })

  test('a red-ink copy of a line takes it away', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const red = { ...line, debit: -line.debit, credit: -line.credit }
        expect(amountOf(line) + amountOf(red)).toBe(0n)
      }),
    )
  })

  test('investment stands on the debit side, dividends on the credit side', () => {
    expect(amountOf({ role: 'investment', debit: 5n, credit: 0n })).toBe(5n)
    expect(amountOf({ role: 'dividend', debit: 0n, credit: 7n })).toBe(7n)
  })
})

describe('quantities and shares', () => {
  test('thousandths are read and said without loss', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), (value) => {
        expect(thousandths(sayThousandths(value))).toBe(value)
      }),
    )
    expect(sayThousandths(12_500n)).toBe('12.5')
  })

  test('a yield is exact, and none where nothing was put in', () => {
    expect(yieldOf(3000n, 1000n)).toEqual(fraction(1n, 3n))
    expect(yieldOf(0n, 0n)).toBeNull()
  })

  test('the cap is cut to the fen; a share is at most the whole', () => {
    expect(capOf(1001n, fraction(3n, 10n))).toBe(300n)
    expect(isShare(fraction(1n))).toBe(true)
    expect(isShare(fraction(0n))).toBe(false)
    expect(isShare(fraction(11n, 10n))).toBe(false)
  })
})
