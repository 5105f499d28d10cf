import { type Fraction, formatFraction } from '../../../kernel/fraction.ts'
import { compareCodePoints } from '../../../kernel/text.ts'

const isFraction = (value: object): value is Fraction => 'num' in value && 'den' in value

/**
 * A result as text of which the fingerprint is taken: keys in order, fractions as {"f": "31/100"}. The same values
 * give the same text whatever order they were put together in.
 */
export function canonicalText(value: unknown): string {
  return JSON.stringify(ordered(value))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  if (isFraction(value)) return { f: formatFraction(value) }
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => compareCodePoints(a, b))
      .map(([key, one]) => [key, ordered(one)]),
  )
}
