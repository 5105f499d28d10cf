import {
  addDays,
  addMonths,
  date,
  dayNumber,
  type LocalDate,
  parseDate,
  yearOf,
} from '../../../kernel/date.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { FigurePeriod } from '../model.ts'

const WRITTEN = /^(\d{4})(?:-(?:W(\d{2})|Q([1-4])|(0[1-9]|1[0-2])))?$/

/**
 * Reads '2020-W48' (a week of ISO 8601, Monday to Sunday, whose Thursday lies in the year), '2020-11', '2020-Q4' or
 * '2020'; null for anything else, also for a 53rd week of a year that has none.
 */
export function parsePeriod(written: string): FigurePeriod | null {
  const match = WRITTEN.exec(written)
  if (match === null || parseDate(`${match[1]}-01-01`) === null) return null
  const [, year = '', week, quarter, month] = match
  if (week !== undefined) return weekOf(Number(year), Number(week))
  const [first, months] =
    quarter !== undefined
      ? [Number(quarter) * 3 - 2, 3]
      : month !== undefined
        ? [Number(month), 1]
        : [1, 12]
  const from = date(`${year}-${String(first).padStart(2, '0')}-01`)
  const kind = quarter !== undefined ? 'quarter' : month !== undefined ? 'month' : 'year'
  return { name: written, kind, from, to: addDays(addMonths(from, months), -1) }
}

/** Monday is 0. 1970-01-01 was a Thursday. */
const weekday = (day: LocalDate): number => (((dayNumber(day) + 3) % 7) + 7) % 7

function weekOf(year: number, week: number): FigurePeriod | null {
  const fourth = date(`${year}-01-04`)
  const from = addDays(fourth, (week - 1) * 7 - weekday(fourth))
  if (week < 1 || yearOf(addDays(from, 3)) !== year) return null
  const name = `${year}-W${String(week).padStart(2, '0')}`
  return { name, kind: 'week', from, to: addDays(from, 6) }
}

/** The period of a kind in which a day lies. */
export function periodOfDay(day: LocalDate, kind: FigurePeriod['kind']): FigurePeriod {
  const [year, month] = [yearOf(day), Number(day.slice(5, 7))]
  const thursday = addDays(day, 3 - weekday(day))
  const week = Math.floor((dayNumber(thursday) - dayNumber(date(`${yearOf(thursday)}-01-01`))) / 7)
  const name = {
    week: `${yearOf(thursday)}-W${String(week + 1).padStart(2, '0')}`,
    month: day.slice(0, 7),
    quarter: `${year}-Q${Math.ceil(month / 3)}`,
    year: String(year),
  }[kind]
  const period = parsePeriod(name)
  if (period === null) throw new Error(`${name} is a period`)
  return period
}

/** The period of the same kind just before. */
export const periodBefore = (period: FigurePeriod): FigurePeriod =>
  periodOfDay(addDays(period.from, -1), period.kind)

/** The same period a year earlier; of a 53rd week the last one of that year. */
export function yearBefore(period: FigurePeriod): FigurePeriod {
  const year = Number(period.name.slice(0, 4)) - 1
  const same = parsePeriod(`${year}${period.name.slice(4)}`)
  return same ?? periodOfDay(date(`${year}-12-28`), 'week')
}

/** How people call it: 2020年第48周, 2020年11月, 2020年第4季度, 2020年. */
export function periodTitle(period: FigurePeriod): Text {
  const [year = '', part = ''] = period.name.split('-')
  const number = Number(part.replace(/\D/, ''))
  switch (period.kind) {
    case 'week':
      return text(`${year}年第${number}周`, `week ${number} of ${year}`)
    case 'month':
      return text(`${year}年${number}月`, `${year}-${part}`)
    case 'quarter':
      return text(`${year}年第${number}季度`, `quarter ${number} of ${year}`)
    case 'year':
      return text(`${year}年`, year)
  }
}
