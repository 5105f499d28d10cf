import { type Fraction, fraction } from '../../../kernel/fraction.ts'

/** How a value is written: whole, yuan, mu, days, share of a whole, or another ratio. */
export type NumberForm = 'count' | 'yuan' | 'mu' | 'days' | 'share' | 'rate'

/** Decimals of each form; shares are written in hundredths. */
const PLACES: Readonly<Record<NumberForm, number>> = {
  count: 0,
  yuan: 2,
  mu: 2,
  days: 1,
  share: 2,
  rate: 2,
}

/** A fraction as a decimal of so many places, the last one rounded half away from zero. */
export function decimal(value: Fraction, places: number): string {
  const scale = 10n ** BigInt(places)
  const size = value.num < 0n ? -value.num : value.num
  const scaled = (size * scale * 2n + value.den) / (value.den * 2n)
  const whole = (scaled / scale).toString()
  const sign = value.num < 0n && scaled !== 0n ? '-' : ''
  return places === 0
    ? `${sign}${whole}`
    : `${sign}${whole}.${(scaled % scale).toString().padStart(places, '0')}`
}

/** A score of the whole as points of a hundred. */
export const sayScore = (score: Fraction): string =>
  decimal(fraction(score.num * 100n, score.den), 2)

/** A value as reports write it; null where it was not computed. */
export function sayNumber(value: Fraction | null, form: NumberForm): string {
  if (value === null) return '—'
  if (form === 'share')
    return `${decimal({ num: value.num * 100n, den: value.den }, PLACES.share)}%`
  return decimal(value, PLACES[form])
}

/** A change with its sign; of shares in percentage points. */
export function sayChange(now: Fraction | null, before: Fraction | null, form: NumberForm): string {
  if (now === null || before === null) return '—'
  const change = fraction(now.num * before.den - before.num * now.den, now.den * before.den)
  const scaled = form === 'share' ? fraction(change.num * 100n, change.den) : change
  const said = decimal(scaled, PLACES[form])
  const sign = change.num > 0n && !/^-|^0(\.0+)?$/.test(said) ? '+' : ''
  return `${sign}${said}${form === 'share' ? '个百分点' : ''}`
}
