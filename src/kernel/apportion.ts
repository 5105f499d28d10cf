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
  const parts = weights.map(({ key, weight }) => ({ key, size: weight.num * (den / weight.den) }))
  const whole = parts.reduce((sum, part) => sum + part.size, 0n)
  assert(
    whole > 0n && parts.every((p) => p.size >= 0n),
    'weights are positive somewhere, negative nowhere',
  )

  const shares = parts.map(({ key, size }) => ({
    key,
    amount: (total * size) / whole,
    remainder: (total * size) % whole,
  }))
  const left = total - shares.reduce((sum, share) => sum + share.amount, 0n)
  const byRemainder = shares.toSorted((a, b) =>
    a.remainder === b.remainder
      ? compareCodePoints(a.key, b.key)
      : a.remainder > b.remainder
        ? -1
        : 1,
  )
  const lucky = new Set(byRemainder.slice(0, Number(left)).map((share) => share.key))
  return shares.map(({ key, amount }) => ({ key, amount: lucky.has(key) ? amount + 1n : amount }))
}

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return (a / x) * b
}
