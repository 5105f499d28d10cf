import { addDays, dayNumber, type LocalDate } from '../../../kernel/date.ts'
import type { Calendar, Days } from '../model.ts'

/** Monday 0 … Sunday 6; 1970-01-01 was a Thursday. */
const weekday = (day: LocalDate): number => (((dayNumber(day) + 3) % 7) + 7) % 7

/** Whether offices work that day; null where the calendar does not reach. */
export function isWorkingDay(day: LocalDate, calendar: Calendar): boolean | null {
  if (day < calendar.coveredFrom || day > calendar.coveredThrough) return null
  if (calendar.worked.has(day)) return true
  return weekday(day) < 5 && !calendar.free.has(day)
}

/**
 * The day on which `days` whole days have passed since `from`: the day itself is not counted (民法典 201).
 * Null where working days are asked for beyond what the calendar covers: nobody guesses a holiday.
 */
export function dayAfter(
  from: LocalDate,
  { days, working }: Pick<Days, 'days' | 'working'>,
  calendar: Calendar,
): LocalDate | null {
  if (!working) return addDays(from, days)
  let day = from
  for (let left = days; left > 0;) {
    day = addDays(day, 1)
    const works = isWorkingDay(day, calendar)
    if (works === null) return null
    if (works) left -= 1
  }
  return day
}
