import { must } from '../../../kernel/assert.ts'
import { addDays, dayNumber, type LocalDate } from '../../../kernel/date.ts'
import type { ClockEvent, ProblemClock } from '../model.ts'

/**
 * A problem's clock from what happened to it, in order. While it is paused no day counts: resuming moves the last
 * day on by the days it stood. An extension or reopening sets a new last day.
 */
export function clockOfProblem(events: readonly ClockEvent[]): ProblemClock {
  let dueOn: LocalDate | null = null
  let pausedOn: LocalDate | null = null
  for (const event of events) {
    switch (event.kind) {
      case 'due':
      case 'extended':
      case 'reopened':
        dueOn = event.dueOn ?? dueOn
        if (event.kind === 'reopened') pausedOn = null
        break
      case 'paused':
        pausedOn ??= event.on
        break
      case 'resumed':
        if (pausedOn !== null && dueOn !== null) {
          dueOn = addDays(dueOn, dayNumber(event.on) - dayNumber(pausedOn))
        }
        pausedOn = null
        break
      case 'overdue':
      case 'mended':
      case 'found_again':
      case 'note':
        break
    }
  }
  return { dueOn: must(dueOn, 'the last day of a problem'), paused: pausedOn !== null }
}

/** Days after the last day, 0 when not late: up to today, or to the day it was closed. A paused one is not late. */
export function daysLate(of: {
  readonly dueOn: LocalDate
  readonly paused: boolean
  readonly until: LocalDate
}): number {
  return of.paused ? 0 : Math.max(0, dayNumber(of.until) - dayNumber(of.dueOn))
}

/** The Monday of a day's week (ISO 8601): 1970-01-01 was a Thursday. */
export const mondayOf = (day: LocalDate): LocalDate =>
  addDays(day, -((((dayNumber(day) + 3) % 7) + 7) % 7))

/** Mondays from a first week to the week before the last one, in order. */
export function mondaysBetween(first: LocalDate, today: LocalDate): LocalDate[] {
  const mondays: LocalDate[] = []
  for (let day = mondayOf(first); day < mondayOf(today); day = addDays(day, 7)) mondays.push(day)
  return mondays
}
