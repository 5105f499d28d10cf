import { date, type LocalDate } from '../../../kernel/date.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Period } from '../model.ts'

/** What a report is about: a month, a quarter, a half-year or a whole year. */
export type ReportPeriod =
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'half' | 'quarter' | 'month'; readonly year: number; readonly part: number }

const WRITTEN = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?$/

/** Reads "2020", "2020-Q1", "2020-H1" or "2020-06"; null for anything else. */
export function parseReportPeriod(written: string): ReportPeriod | null {
  const match = WRITTEN.exec(written)
  if (match === null) return null
  const [, year, quarter, half, month] = match
  const base = { year: Number(year) }
  if (base.year < 1900) return null
  if (quarter !== undefined) return { ...base, kind: 'quarter', part: Number(quarter) }
  if (half !== undefined) return { ...base, kind: 'half', part: Number(half) }
  if (month !== undefined) return { ...base, kind: 'month', part: Number(month) }
  return { ...base, kind: 'year' }
}

/** The written form: "2020", "2020-Q1", "2020-H1", "2020-06". */
export function writeReportPeriod(period: ReportPeriod): string {
  if (period.kind === 'year') return String(period.year)
  const letter = { quarter: 'Q', half: 'H', month: '' }[period.kind]
  const part = period.kind === 'month' ? String(period.part).padStart(2, '0') : period.part
  return `${period.year}-${letter}${part}`
}

const MONTHS = { month: 1, quarter: 3, half: 6 } as const

/**
 * The periods of the books behind a report: `opening` (month 00 of the year), the first and last month of
 * the report, and `through`, the last period whose postings are in the closing balances: the year's own
 * report holds month 13, interim reports (also of December, Q4 and H2) show the books before the transfers.
 */
export function bookPeriods(period: ReportPeriod): {
  readonly opening: Period
  readonly first: Period
  readonly last: Period
  readonly through: Period
} {
  const base = period.year * 100
  if (period.kind === 'year') {
    return { opening: base, first: base + 1, last: base + 12, through: base + 13 }
  }
  const months = MONTHS[period.kind]
  const last = base + period.part * months
  return { opening: base, first: last - months + 1, last, through: last }
}

/** The last day of the report, the date of its balance sheet. */
export function lastDay(period: ReportPeriod): LocalDate {
  const month = bookPeriods(period).last % 100
  const leap = period.year % 4 === 0 && (period.year % 100 !== 0 || period.year % 400 === 0)
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return date(`${period.year}-${String(month).padStart(2, '0')}-${days}`)
}

/** The same period a year before. */
export const yearBefore = (period: ReportPeriod): ReportPeriod => ({
  ...period,
  year: period.year - 1,
})

/** As the forms head it: 2020年度, 2020年第1季度, 2020年上半年, 2020年6月. */
export function periodName(period: ReportPeriod): Text {
  const { year } = period
  switch (period.kind) {
    case 'year':
      return text(`${year}年度`, `Year ${year}`)
    case 'half':
      return period.part === 1
        ? text(`${year}年上半年`, `First half of ${year}`)
        : text(`${year}年下半年`, `Second half of ${year}`)
    case 'quarter':
      return text(`${year}年第${period.part}季度`, `Quarter ${period.part} of ${year}`)
    case 'month':
      return text(`${year}年${period.part}月`, writeReportPeriod(period))
  }
}

/** What the amounts of 会农社02表 cover: an interim form is cumulative from the first of January. */
export function cumulativeName(period: ReportPeriod): Text {
  if (period.kind === 'year') return periodName(period)
  const month = bookPeriods(period).last % 100
  return month === 1
    ? text(`${period.year}年1月`, `January ${period.year}`)
    : text(`${period.year}年1—${month}月`, `January to month ${month} of ${period.year}`)
}

/** 2020年11月30日, as paper dates are written. */
export function paperDate(day: LocalDate): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number)
  return `${year}年${month}月${dayOfMonth}日`
}
