import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PriceFormula } from '../model.ts'
import { amountOf, priceOf } from './price.ts'

const micro = (text: string): bigint => {
  const [whole = '0', places = ''] = text.split('.')
  return BigInt(whole) * 1_000_000n + BigInt(places.padEnd(6, '0'))
}

describe('amountOf', () => {
  test.each([
    ['1250.5', '3.2', 400_160n],
    ['0.5', '0.01', 1n], // half a fen goes up
    ['0.499999', '0.01', 0n],
    ['3', '0.333333', 100n],
    ['0', '9.9', 0n],
  ])('%s units at %s yuan', (quantity, price, amount) => {
    expect(amountOf(micro(quantity), micro(price))).toBe(amount)
  })

  test('is the nearest fen, never more than half a fen off', () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 15n })
    fc.assert(
      fc.property(amounts, amounts, (quantity, price) => {
        const off = amountOf(quantity, price) * 10n ** 10n - quantity * price
        expect(off > -5n * 10n ** 9n && off <= 5n * 10n ** 9n).toBe(true)
      }),
    )
  })
})

describe('priceOf', () => {
  const graded: PriceFormula = {
    kind: 'graded',
    base: micro('3'),
    steps: [
      { grade: '一级', step: micro('0.4') },
      { grade: '二级', step: 0n },
      { grade: '等外', step: -micro('1.2') },
    ],
  }

  test('base and step by quality; an unknown grade has no price', () => {
    expect(priceOf(graded, '一级')).toBe(micro('3.4'))
    expect(priceOf(graded, '等外')).toBe(micro('1.8'))
    expect(priceOf(graded, '特级')).toBeNull()
    expect(priceOf(graded, null)).toBeNull()
    expect(priceOf({ kind: 'fixed', price: micro('2') }, '特级')).toBe(micro('2'))
  })

  test('a better grade is never cheaper than a worse one', () => {
    const steps = fc.uniqueArray(fc.bigInt({ min: -1000n, max: 1000n }), { minLength: 2 })
    fc.assert(
      fc.property(steps, (list) => {
        const sorted = list.toSorted((a, b) => (a < b ? -1 : 1))
        const formula: PriceFormula = {
          kind: 'graded',
          base: 1000n,
          steps: sorted.map((step, i) => ({ grade: String(i), step })),
        }
        const prices = sorted.map((_, i) => priceOf(formula, String(i)) ?? -1n)
        expect(prices.every((price, i) => i === 0 || price > (prices[i - 1] ?? 0n))).toBe(true)
        expect(prices.every((price) => price >= 0n)).toBe(true)
      }),
    )
  })
})
