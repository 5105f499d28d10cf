import { assert } from './assert.ts'

/** A calendar day 'YYYY-MM-DD' in the county's own time (China has one zone). Ordered as text. */
export type LocalDate = string & { readonly kind: 'date' }
/** An instant in UTC, ISO 8601 with milliseconds. */
export type Instant = string & { readonly kind: 'instant' }

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const CHINA_OFFSET_MS = 8 * 3_600_000

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

function monthDays(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}

/** Reads 'YYYY-MM-DD'; null when it is no day of the calendar. */
export function parseDate(text: string): LocalDate | null {
  const match = DATE.exec(text)
  if (match === null) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const real =
    year >= 1800 && month >= 1 && month <= 12 && day >= 1 && day <= monthDays(year, month)
  return real ? (text as LocalDate) : null
}

/** A date that the code itself wrote; a wrong one is a bug. */
export function date(text: string): LocalDate {
  const value = parseDate(text)
  assert(value !== null, `${text} is a date`)
  return value
}

/** Days since 1970-01-01. */
export function dayNumber(day: LocalDate): number {
  const parts = day.split('-').map(Number)
  return Math.round(Date.UTC(parts[0] ?? 0, (parts[1] ?? 1) - 1, parts[2] ?? 1) / 86_400_000)
}

export function addDays(day: LocalDate, days: number): LocalDate {
  return new Date((dayNumber(day) + days) * 86_400_000).toISOString().slice(0, 10) as LocalDate
}

/** The same day of a later (or earlier) month, held back to the month's last day. */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  const index = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1]
  const d = Math.min(dayOfMonth, monthDays(y, m))
  return date(`${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`)
}

export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4))

/** The day it is in China at this instant. */
export function chinaDate(instant: Instant): LocalDate {
  return new Date(Date.parse(instant) + CHINA_OFFSET_MS).toISOString().slice(0, 10) as LocalDate
}

export const instant = (milliseconds: number): Instant =>
  new Date(milliseconds).toISOString() as Instant
