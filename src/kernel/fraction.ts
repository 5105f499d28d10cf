import { assert } from './assert.ts'

/** An exact share of a whole, in lowest terms, denominator positive. */
export interface Fraction {
  readonly num: bigint
  readonly den: bigint
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** num/den in lowest terms. A zero denominator is a bug of the caller. */
export function fraction(num: bigint | number, den: bigint | number = 1n): Fraction {
  let [n, d] = [BigInt(num), BigInt(den)]
  assert(d !== 0n, 'a fraction has a denominator')
  if (d < 0n) [n, d] = [-n, -d]
  const g = gcd(n, d)
  return g === 0n ? { num: 0n, den: 1n } : { num: n / g, den: d / g }
}

const RATIO = /^(-?\d{1,30})\/(\d{1,30})$/
const DECIMAL = /^(-?)(\d{1,20})(?:\.(\d{1,6}))?$/

/** Reads "31/100" or a decimal of at most six places ("2.5"); null for anything else. */
export function parseFraction(text: string): Fraction | null {
  const ratio = RATIO.exec(text)
  if (ratio !== null) {
    const den = BigInt(ratio[2] ?? '0')
    return den === 0n ? null : fraction(BigInt(ratio[1] ?? '0'), den)
  }
  const decimal = DECIMAL.exec(text)
  if (decimal === null) return null
  const [, sign, whole = '0', places = ''] = decimal
  const value = fraction(BigInt(whole + places), 10n ** BigInt(places.length))
  return sign === '-' ? { num: -value.num, den: value.den } : value
}

/** "31/100"; whole numbers are written with the denominator 1. */
export const formatFraction = (f: Fraction): string => `${f.num}/${f.den}`

export function compareFractions(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const addFractions = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.num * b.den + b.num * a.den, a.den * b.den)

export const multiplyFractions = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.num * b.num, a.den * b.den)

/**
 * For people only: the fraction as a decimal of `places`, thousands parted by commas, cut and not rounded: what is just
 * below a limit never reads as the limit. "1,234.56"
 */
export function displayDecimal(f: Fraction, places: number): string {
  const scale = 10n ** BigInt(places)
  const scaled = (f.num * scale) / f.den
  const size = scaled < 0n ? -scaled : scaled
  const whole = (size / scale).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const rest = places === 0 ? '' : `.${(size % scale).toString().padStart(places, '0')}`
  return `${scaled < 0n ? '-' : ''}${whole}${rest}`
}

/** For people only: the fraction as a percentage, cut to `places` decimals: "31.25%". */
export const displayPercent = (f: Fraction, places = 2): string =>
  `${displayDecimal({ num: f.num * 100n, den: f.den }, places)}%`
