import { must } from '../../../kernel/assert.ts'
import { addDays, type LocalDate } from '../../../kernel/date.ts'
import type { Calendar, Days, Standing, Step, StepNow } from '../model.ts'
import { dayAfter, isWorkingDay } from './calendar.ts'

/** The days of an open step: not before, not after; `uncovered` when the calendar does not reach that far. */
export interface Clock {
  readonly earliestOn: LocalDate | null
  readonly dueOn: LocalDate | null
  readonly uncovered: boolean
}

/** What the clocks of an open step say. A clock that the calendar cannot answer stops the step. */
export function clockOf(
  step: Step,
  now: StepNow,
  at: { readonly standing: Standing; readonly calendar: Calendar },
): Clock {
  const { openedOn } = now
  if (openedOn === null) return { earliestOn: null, dueOn: null, uncovered: false }
  const endOf = (days: Days): LocalDate | null => {
    const begun = at.standing.steps.find(({ key }) => key === days.from)
    // `faultsOfProcess` sees to it that the other step is done or skipped before this one opens.
    const from = days.from === null ? openedOn : must(begun?.doneOn, `the end of ${days.from}`)
    return dayAfter(from, days, at.calendar)
  }
  const last = step.wait === null ? null : endOf(step.wait)
  const earliestOn = last !== null && step.wait?.over === true ? addDays(last, 1) : last
  const end = step.due === null ? null : endOf(step.due)
  const dueOn = end === null ? null : afterHolidays(end, at.calendar)
  return {
    earliestOn,
    dueOn,
    uncovered: (step.wait !== null && earliestOn === null) || (step.due !== null && dueOn === null),
  }
}

/**
 * A period whose last day is free ends on the first day that is worked again (民法典 203). Where the calendar
 * does not reach, the day stands as counted.
 */
function afterHolidays(end: LocalDate, calendar: Calendar): LocalDate {
  let day = end
  while (isWorkingDay(day, calendar) === false) day = addDays(day, 1)
  return day
}
