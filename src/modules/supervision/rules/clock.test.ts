import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, date } from '../../../kernel/date.ts'
import type { ClockEvent } from '../model.ts'
import { clockOfProblem, daysLate, mondayOf, mondaysBetween } from './clock.ts'

const FIRST = date('2020-11-30')
const entered: ClockEvent = { kind: 'due', on: FIRST, dueOn: date('2020-12-20') }
const at = (kind: ClockEvent['kind'], on: string, dueOn: string | null = null): ClockEvent => ({
  kind,
  on: date(on),
  dueOn: dueOn === null ? null : date(dueOn),
})

test('pausing moves the last day on by exactly the days it stood, however often', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 60 })), {
        maxLength: 6,
      }),
      (stands) => {
        let day = FIRST
        const events: ClockEvent[] = [entered]
        for (const [runs, stood] of stands) {
          day = addDays(day, runs)
          events.push({ kind: 'paused', on: day, dueOn: null })
          day = addDays(day, stood)
          events.push({ kind: 'resumed', on: day, dueOn: null })
        }
        const all = stands.reduce((sum, [, stood]) => sum + stood, 0)
        expect(clockOfProblem(events)).toEqual({
          dueOn: addDays(date('2020-12-20'), all),
          paused: false,
        })
      },
    ),
  )
})

test('an extension sets the day; a pause begun twice counts once; reopening lets the clock run', () => {
  const extended = [entered, at('extended', '2020-12-01', '2021-01-10')]
  expect(clockOfProblem(extended).dueOn).toBe('2021-01-10')
  const paused = [entered, at('paused', '2020-12-01'), at('paused', '2020-12-05')]
  expect(clockOfProblem(paused)).toEqual({ dueOn: '2020-12-20', paused: true })
  expect(clockOfProblem([...paused, at('resumed', '2020-12-06')]).dueOn).toBe('2020-12-25')
  expect(clockOfProblem([...paused, at('reopened', '2021-03-01', '2021-04-01')])).toEqual({
    dueOn: '2021-04-01',
    paused: false,
  })
})

test('what is late is counted from the last day on; nothing is late while the clock stands', () => {
  const of = { dueOn: date('2020-12-20'), paused: false }
  expect(daysLate({ ...of, until: date('2020-12-20') })).toBe(0)
  expect(daysLate({ ...of, until: date('2021-01-02') })).toBe(13)
  expect(daysLate({ ...of, paused: true, until: date('2021-01-02') })).toBe(0)
})

test('weeks begin on Monday; the present one is not missing yet', () => {
  expect(mondayOf(date('2020-12-06'))).toBe('2020-11-30')
  expect(mondayOf(date('1969-12-31'))).toBe('1969-12-29')
  expect(mondaysBetween(date('2020-12-01'), date('2020-12-16'))).toEqual([
    '2020-11-30',
    '2020-12-07',
  ])
})
