import { fraction, formatFraction, parseFraction } from '../../../src/kernel/fraction.ts'
import type { In, Out } from '../../api.ts'

export const STATES = [
  'no_books',
  'books_open',
  'none',
  'draft',
  'computed',
  'resolved',
  'posted',
  'paid',
] as const
export type State = (typeof STATES)[number]
export type Plan = Out<'readDistribution'>
export type Computed = NonNullable<Plan['computed']>
export type Terms = NonNullable<NonNullable<In<'draftPlans'>['plans'][number]['terms']>>

/** The usual terms of a plan: those that the law and most charters begin with. */
export const USUAL_TERMS: Terms = { reserveRate: '1/10', returnRate: '3/5' }

/** A year is distributed after it has ended: until July the year before is meant. */
export const defaultYear = (today: string): number => Number(today.slice(0, 4)) - 1

export const yearsTo = (today: string): number[] => {
  const last = Number(today.slice(0, 4))
  return [last, last - 1, last - 2, last - 3]
}

export function stateTone(state: string): { tone?: 'fail' | 'depends' | 'pass' | 'accent' } {
  if (state === 'paid' || state === 'posted') return { tone: 'pass' }
  if (state === 'resolved' || state === 'computed') return { tone: 'accent' }
  return state === 'no_books' || state === 'books_open' ? { tone: 'depends' } : {}
}

const PERCENT = /^\d{1,3}(\.\d{1,2})?$/

/** '62.5' per cent as the fraction the server takes; null when it is no share of a whole. */
export function rateOf(percent: string): string | null {
  if (!PERCENT.test(percent.trim())) return null
  const whole = parseFraction(percent.trim())
  if (whole === null) return null
  const rate = fraction(whole.num, whole.den * 100n)
  return rate.num <= rate.den ? formatFraction(rate) : null
}

/** A fraction as people type per cent, at most two decimals. */
export function percentOf(rate: string | undefined): string {
  const exact = rate === undefined ? null : parseFraction(rate)
  if (exact === null) return '0'
  const hundredths = (exact.num * 10_000n) / exact.den
  const places = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '')
  return `${hundredths / 100n}${places === '' ? '' : `.${places}`}`
}
