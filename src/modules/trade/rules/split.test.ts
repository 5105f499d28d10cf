import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fraction } from '../../../kernel/fraction.ts'
import { exactShares, faultsOfSettlement, type Part, poolOf, splitPool } from './split.ts'

const part = (key: string, quantity: bigint, value: bigint | null = null): Part => ({
  key,
  quantity,
  value: value === null ? null : fraction(value),
})

const sums = {
  gross: 100_000n,
  fee: 5_000n,
  refunds: 3_000n,
  net: 92_000n,
  basis: 'net',
  commission: 0n,
} as const

describe('splitPool', () => {
  test('largest remainder; of equal remainders the smaller member number is first', () => {
    const parts = [part('003', 1n), part('001', 1n), part('002', 1n)]
    expect(splitPool(100n, parts, 'quantity')).toEqual([33n, 34n, 33n])
    expect(splitPool(101n, parts, 'quantity')).toEqual([33n, 34n, 34n])
  })

  test('by value it does not look at the quantity', () => {
    const parts = [part('001', 9n, 1n), part('002', 1n, 3n)]
    expect(splitPool(400n, parts, 'value')).toEqual([100n, 300n])
  })

  test('adds up to the pool, each within a fen of its exact share, whatever the order', () => {
    const quantities = fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(quantities, fc.bigInt({ min: 1n, max: 10n ** 12n }), (list, pool) => {
        const parts = list.map((quantity, i) => part(String(i).padStart(3, '0'), quantity))
        const amounts = splitPool(pool, parts, 'quantity')
        const whole = list.reduce((sum, one) => sum + one, 0n)
        expect(amounts.reduce((sum, one) => sum + one, 0n)).toBe(pool)
        amounts.forEach((amount, i) => {
          const off = amount * whole - pool * (list[i] ?? 0n)
          expect(off > -whole && off < whole).toBe(true)
        })
        expect(splitPool(pool, parts.toReversed(), 'quantity').toReversed()).toEqual(amounts)
      }),
    )
  })
})

describe('a settlement adds up', () => {
  const faulty = (more: object, lines: Parameters<typeof faultsOfSettlement>[1] = []) =>
    faultsOfSettlement({ ...sums, ...more }, lines).map(({ path }) => path)

  test('net, lines and what is left for the deliverers', () => {
    const line = { gross: 60_000n, fee: 0n, refund: 1_000n }
    const rest = { gross: 40_000n, fee: 0n, refund: 2_000n }
    expect(faulty({})).toEqual([])
    expect(faulty({}, [line, rest])).toEqual([])
    expect(faulty({ net: 92_001n })).toEqual(['$.net'])
    expect(faulty({}, [line])).toEqual(['$.gross', '$.refunds'])
    expect(faulty({}, [{ ...line, fee: 1n }, rest])).toEqual(['$.fee'])
    expect(faulty({ commission: 92_000n })).toEqual(['$.commission'])
  })

  test('who bears the fee', () => {
    expect(poolOf(sums)).toBe(92_000n)
    expect(poolOf({ ...sums, basis: 'gross' })).toBe(97_000n)
    expect(poolOf({ ...sums, commission: 2_000n })).toBe(90_000n)
  })
})

describe('exactShares', () => {
  test('cut to the millionth, by quantity or by value; unknown where a value is', () => {
    const parts = [part('1', 1n, 2n), part('2', 2n, 1n)]
    expect(exactShares(100n, parts, 'quantity')).toEqual([333_333n, 666_666n])
    expect(exactShares(-100n, parts, 'value')).toEqual([-666_666n, -333_333n])
    expect(exactShares(100n, [part('1', 1n, 2n), part('2', 2n)], 'value')).toBeNull()
    expect(exactShares(100n, [part('1', 0n)], 'quantity')).toBeNull()
  })
})
