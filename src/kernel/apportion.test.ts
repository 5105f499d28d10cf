import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apportion, divide } from './apportion.ts'
import { apportionInput, apportionTotal } from './commands.ts'
import { faultsOf } from './fault.ts'
import { fraction } from './fraction.ts'
import { compareCodePoints } from './text.ts'

const weights = fc
  .uniqueArray(
    fc.tuple(fc.string({ minLength: 1 }), fc.nat(1000), fc.integer({ min: 1, max: 60 })),
    {
      selector: ([key]) => key,
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((rows) => rows.map(([key, num, den]) => ({ key, weight: fraction(num, den) })))
  .filter((rows) => rows.some((row) => row.weight.num > 0n))
const totals = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const amountsOf = (shares: readonly { key: string; amount: bigint }[]) =>
  Object.fromEntries(shares.map((s) => [s.key, s.amount]))

describe('largest remainder', () => {
  test('sums to the total, and nobody is a fen off the exact part', () => {
    fc.assert(
      fc.property(totals, weights, (total, rows) => {
        const shares = apportion(total, rows)
        expect(shares.reduce((sum, s) => sum + s.amount, 0n)).toBe(total)
        const whole = rows.reduce((sum, r) => sum + Number(r.weight.num) / Number(r.weight.den), 0)
        expect(whole).toBeGreaterThan(0)
        const den = rows.reduce((d, r) => d * r.weight.den, 1n)
        const sum = rows.reduce((n, r) => n + (r.weight.num * den) / r.weight.den, 0n)
        for (const [i, share] of shares.entries()) {
          const part = ((rows[i]?.weight ?? fraction(0)).num * den) / (rows[i]?.weight.den ?? 1n)
          const difference = share.amount * sum - total * part
          expect((difference < 0n ? -difference : difference) < sum).toBe(true)
        }
      }),
    )
  })

  test('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(totals, weights, fc.func(fc.nat()), (total, rows, mix) => {
        const mixed = rows.toSorted((a, b) => mix(a.key) - mix(b.key))
        expect(amountsOf(apportion(total, mixed))).toEqual(amountsOf(apportion(total, rows)))
      }),
    )
  })

  test('equal weights are at most a fen apart, the smaller keys first', () => {
    const rows = ['b', 'a', '𠮷', '﨎'].map((key) => ({ key, weight: fraction(1, 3) }))
    expect(amountsOf(apportion(10n, rows))).toEqual({ a: 3n, b: 3n, 﨎: 2n, 𠮷: 2n })
    expect(amountsOf(apportion(11n, rows))).toEqual({ a: 3n, b: 3n, 﨎: 3n, 𠮷: 2n })
  })
})

describe('whole parts in the order of their keys', () => {
  test.each([
    [10_000n, [1n, 1n, 1n], [3334n, 3333n, 3333n]],
    [1n, [1n, 1n, 1n], [1n, 0n, 0n]],
    [5n, [7n, 7n, 7n, 7n, 7n, 7n, 7n], [1n, 1n, 1n, 1n, 1n, 0n, 0n]],
    [10_000n, [0n, 1n, 0n], [0n, 10_000n, 0n]],
    [0n, [1n, 2n], [0n, 0n]],
  ])('a small split: %#', (total, sizes, amounts) => {
    expect(divide(total, sizes)).toEqual(amounts)
  })

  test('nothing to divide by, a negative part, a negative total: bugs of the caller', () => {
    expect(() => divide(1n, [0n, 0n])).toThrow('divide by')
    expect(() => divide(1n, [])).toThrow('divide by')
    expect(() => divide(1n, [2n, -1n])).toThrow('negative')
    expect(() => divide(-1n, [1n])).toThrow('divide by')
  })

  test('is the general split where the denominators are one', () => {
    fc.assert(
      fc.property(totals, weights, (total, rows) => {
        const sorted = rows.toSorted((a, b) => compareCodePoints(a.key, b.key))
        const size = total < 0n ? -total : total
        const whole = sorted.map(({ key, weight }) => ({ key, weight: fraction(weight.num) }))
        expect(
          divide(
            size,
            whole.map(({ weight }) => weight.num),
          ),
        ).toEqual(apportion(size, whole).map(({ amount }) => amount))
      }),
    )
  })
})

describe('the apportion command', () => {
  const run = (document: unknown) => apportionTotal(apportionInput.parse(document))
  const faults = (document: unknown) => {
    const parsed = apportionInput.safeParse(document, { reportInput: true })
    return parsed.success ? [] : faultsOf(parsed.error).map((f) => `${f.path} ${f.text.en}`)
  }

  test('reads fractions and decimals', () => {
    const answer = run({
      total: '100',
      weights: [
        { key: 'x', weight: '1/3' },
        { key: 'y', weight: '2.5' },
      ],
    })
    expect(answer).toEqual({
      amounts: [
        { key: 'x', amount: '11.76' },
        { key: 'y', amount: '88.24' },
      ],
    })
  })

  test('negative and all-zero weights, doubles and unknown fields are faults', () => {
    const row = (key: string, weight: string) => ({ key, weight })
    expect(faults({ total: '1', weights: [row('a', '-1'), row('b', '2')] })).toEqual([
      '$.weights[0].weight the weight must not be negative',
    ])
    expect(faults({ total: '1', weights: [row('a', '0')] })).toEqual([
      '$.weights the weights must not all be zero',
    ])
    expect(faults({ total: '1', weights: [row('a', '1'), row('a', '1')] })).toEqual([
      '$.weights[1].key the key occurs twice',
    ])
    expect(faults({ total: '1.005', weights: [row('a', '1')], x: 1 })).toHaveLength(2)
  })
})
