import { addDays, date, type LocalDate } from '../../kernel/date.ts'

/** Excel keeps this many significant digits; what it writes beyond them is noise of binary fractions. */
const DIGITS = 15
const NUMBER = /^([+-]?)(\d{1,400})(?:\.(\d{0,400}))?(?:[eE]([+-]?\d{1,3}))?$/
const PLAIN = /^-?(?:0|[1-9]\d{0,8})(?:\.\d{1,4})?$/

/**
 * A number as the file writes it ("3.7132319800101E+17", "0.30000000000000004") as a plain decimal of
 * at most 15 significant digits ("371323198001010000", "0.3"); null when it is no number. Works on the
 * digits, so nothing passes through a float of ours.
 */
export function plainDecimal(raw: string): string | null {
  if (PLAIN.test(raw)) return raw
  const match = NUMBER.exec(raw)
  if (match === null) return null
  const [, sign, whole = '', decimals = '', exponent = '0'] = match
  const joined = whole + decimals
  const leading = joined.length - joined.replace(/^0+/, '').length
  const digits = joined.slice(leading)
  if (digits === '') return '0'
  // The decimal point stands after this many of `digits`.
  let point = whole.length - leading + Number(exponent)
  let kept = digits.slice(0, DIGITS)
  if (digits.length > DIGITS && digits.charCodeAt(DIGITS) >= 0x35) {
    const up = String(BigInt(kept) + 1n)
    if (up.length > kept.length) point += 1
    kept = up
  }
  kept = kept.replace(/0+$/, '')
  const minus = sign === '-' ? '-' : ''
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${kept}`
  if (point >= kept.length) return `${minus}${kept}${'0'.repeat(point - kept.length)}`
  return `${minus}${kept.slice(0, point)}.${kept.slice(point)}`
}

/** Whether the whole part of a plain decimal is longer than the digits Excel keeps. */
export const isLong = (plain: string): boolean => {
  const whole = plain.startsWith('-') ? plain.slice(1) : plain
  const point = whole.indexOf('.')
  return (point < 0 ? whole.length : point) > DIGITS
}

/** The plain decimal times a hundred, for cells shown as percentages: "0.3125" → "31.25". */
export function timesHundred(plain: string): string {
  const minus = plain.startsWith('-') ? '-' : ''
  const [whole = '0', decimals = ''] = plain.slice(minus.length).split('.')
  const moved = (whole + decimals.padEnd(2, '0').slice(0, 2)).replace(/^0+(?=\d)/, '')
  const rest = decimals.slice(2)
  return `${minus}${moved}${rest === '' ? '' : `.${rest}`}`
}

const EPOCH = date('1970-01-01')
/** Serial day 25569 is 1970-01-01 in the 1900 system; the 1904 system counts 1,462 days later. */
const DAYS_TO_EPOCH = 25_569
const DAYS_1904 = 1_462
/** Excel believes in 1900-02-29 (serial 60), so earlier serials are one day behind. */
const FALSE_LEAP_DAY = 60
const LAST_SERIAL = 2_958_465

/** The day of a serial number, its time of day dropped; null for what Excel itself cannot show. */
export function serialDate(plain: string, epoch1904: boolean): LocalDate | null {
  const whole = Number(plain.split('.')[0])
  const serial = epoch1904 ? whole + DAYS_1904 : whole
  if (!Number.isSafeInteger(serial) || plain.startsWith('-')) return null
  if (serial < 1 || serial > LAST_SERIAL || serial === FALSE_LEAP_DAY) return null
  return addDays(EPOCH, serial - DAYS_TO_EPOCH + (serial < FALSE_LEAP_DAY ? 1 : 0))
}
