import type { Fraction } from '../../../kernel/fraction.ts'

/* A rate on a pool: one of the two roundings of the product (the other is largest remainder). */

/** rate × base, half a fen upwards; nothing of a base below zero. */
export function halfUp(rate: Fraction, base: bigint): bigint {
  if (base <= 0n) return 0n
  return (2n * rate.num * base + rate.den) / (2n * rate.den)
}

/** rate × base, upwards: a lawful rate never falls below its floor by a fen. */
export function ceiling(rate: Fraction, base: bigint): bigint {
  if (base <= 0n) return 0n
  return (rate.num * base + rate.den - 1n) / rate.den
}

export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
export const most = (a: bigint, b: bigint): bigint => (a > b ? a : b)

export const sum = (amounts: readonly bigint[]): bigint =>
  amounts.reduce((all, one) => all + one, 0n)
