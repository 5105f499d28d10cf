import {
  displayDecimal,
  displayPercent,
  type Fraction,
  fraction,
} from '../../../kernel/fraction.ts'

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

/** A score of the whole as points of a hundred. */
export const sayScore = (score: Fraction): string =>
  displayDecimal(fraction(score.num * 100n, score.den), 2)

/** A value as reports write it; null where it was not computed. */
export function sayNumber(value: Fraction | null, form: NumberForm): string {
  if (value === null) return '—'
  if (form === 'share') return displayPercent(value, PLACES.share)
  return displayDecimal(value, PLACES[form])
}

/** A change with its sign; of shares in percentage points. */
export function sayChange(now: Fraction | null, before: Fraction | null, form: NumberForm): string {
  if (now === null || before === null) return '—'
  const change = fraction(now.num * before.den - before.num * now.den, now.den * before.den)
  const scaled = form === 'share' ? fraction(change.num * 100n, change.den) : change
  const said = displayDecimal(scaled, PLACES[form])
  const sign = change.num > 0n && !/^-|^0(\.0+)?$/.test(said) ? '+' : ''
  return `${sign}${said}${form === 'share' ? '个百分点' : ''}`
}
