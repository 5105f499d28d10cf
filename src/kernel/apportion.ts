import { assert } from './assert.ts'
import type { Fraction } from './fraction.ts'
import { compareCodePoints } from './text.ts'

export interface Weight {
  readonly key: string
  readonly weight: Fraction
}

export interface Share {
  readonly key: string
  readonly amount: bigint
}

/**
 * Splits `total` (fen or any whole unit) among the weights by largest remainder; ties go to the smaller
 * key in code-point order, so the answer does not depend on the order of rows. The sum is always `total`.
 * A negative total is the mirror image of the positive one. One of the two roundings of the product.
 * The caller has checked that no weight is negative, that they are not all zero and that keys are unique.
 */
export function apportion(total: bigint, weights: readonly Weight[]): Share[] {
  if (total < 0n) return apportion(-total, weights).map((s) => ({ key: s.key, amount: -s.amount }))
  const den = weights.reduce((product, { weight }) => lcm(product, weight.den), 1n)
  const order = weights.map((_, i) => i)
  order.sort((a, b) => compareCodePoints(weights[a]?.key ?? '', weights[b]?.key ?? ''))
  const inOrder = divide(
    total,
    order.map((i) => sizeOf(weights[i], den)),
  )
  const amounts = Array.from(weights, () => 0n)
  order.forEach((place, i) => (amounts[place] = inOrder[i] ?? 0n))
  return weights.map(({ key }, i) => ({ key, amount: amounts[i] ?? 0n }))
}

const sizeOf = (row: Weight | undefined, den: bigint): bigint =>
  row === undefined ? 0n : row.weight.num * (den / row.weight.den)

/**
 * The same split where the parts are whole numbers already and stand in the order of their keys: the hot
 * path of thousands of members, without a fraction an item. `total` is not negative, the sizes are not
 * negative and not all zero; of equal remainders the earlier row is served first.
 */
export function divide(total: bigint, sizes: readonly bigint[]): bigint[] {
  let whole = 0n
  for (const size of sizes) {
    assert(size >= 0n, 'no weight is negative')
    whole += size
  }
  assert(whole > 0n && total >= 0n, 'there is something to divide by')
  const amounts: bigint[] = []
  const remainders: bigint[] = []
  let left = total
  for (const size of sizes) {
    const product = total * size
    const amount = product / whole
    amounts.push(amount)
    remainders.push(product - amount * whole)
    left -= amount
  }
  if (left === 0n) return amounts
  const lucky = remainders.flatMap((remainder, i) => (remainder > 0n ? [i] : []))
  lucky.sort((a, b) => {
    const [x, y] = [remainders[a] ?? 0n, remainders[b] ?? 0n]
    return x === y ? a - b : x > y ? -1 : 1
  })
  for (const i of lucky.slice(0, Number(left))) amounts[i] = (amounts[i] ?? 0n) + 1n
  return amounts
}

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return (a / x) * b
}
