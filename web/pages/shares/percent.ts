import { parseFraction } from '../../../src/kernel/fraction.ts'

/** A percentage as the part of one that the contract takes; null when it is none. */
export function partOfPercent(typed: string): string | null {
  const value = parseFraction(typed.trim().replace(/\s*[%%]$/, ''))
  return value === null ? null : `${value.num}/${value.den * 100n}`
}
