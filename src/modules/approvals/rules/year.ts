import { addDays, date, type LocalDate } from '../../../kernel/date.ts'
import type { HolidayNotice } from '../data/holidays.ts'
import type { Calendar } from '../model.ts'

/** A year's days that differ from the week, day by day. */
export interface DaysOfYear {
  readonly year: number
  readonly free: readonly LocalDate[]
  readonly worked: readonly LocalDate[]
  readonly source: string
}

/** A notice with its stretches written out. */
export const daysOfNotice = ({ year, source, free, worked }: HolidayNotice): DaysOfYear => ({
  year,
  source,
  free: free.flatMap(([first, last]) => {
    const days: LocalDate[] = []
    for (let day = date(first); day <= date(last); day = addDays(day, 1)) days.push(day)
    return days
  }),
  worked: worked.map(date),
})

/** The years that count: what the county recorded wins over what the product ships. */
export function yearsOf(
  shipped: readonly DaysOfYear[],
  recorded: readonly DaysOfYear[],
): readonly DaysOfYear[] {
  const years = new Map([...shipped, ...recorded].map((year) => [year.year, year]))
  return [...years.values()].toSorted((a, b) => a.year - b.year)
}

/**
 * The calendar of a row of years. It reaches from the first year to the last that follows without a gap:
 * beyond a missing year nothing is known.
 */
export function calendarOf(years: readonly DaysOfYear[]): Calendar {
  const [first] = years
  const start = first?.year ?? 0
  const through = years.findIndex(({ year }, i) => year !== start + i)
  const joined = through < 0 ? years : years.slice(0, through)
  const end = joined.at(-1)?.year ?? start - 1
  return {
    coveredFrom: date(`${String(Math.max(start, 1800)).padStart(4, '0')}-01-01`),
    coveredThrough: date(`${String(Math.max(end, 1800)).padStart(4, '0')}-12-31`),
    free: new Set(joined.flatMap(({ free }) => free)),
    worked: new Set(joined.flatMap(({ worked }) => worked)),
  }
}
