import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  chinaDate,
  date,
  dayNumber,
  instant,
  parseDate,
  yearOf,
} from './date.ts'

const anyDay = fc
  .integer({ min: dayNumber(date('1950-01-01')), max: dayNumber(date('2150-12-31')) })
  .map((n) => addDays(date('1970-01-01'), n))

describe('days', () => {
  test('count forth and back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
        expect(addDays(addDays(day, n), -n)).toBe(day)
        expect(dayNumber(addDays(day, n)) - dayNumber(day)).toBe(n)
        expect(parseDate(day)).toBe(day)
      }),
    )
  })

  test('months end where the month ends', () => {
    expect(addMonths(date('2020-01-31'), 1)).toBe('2020-02-29')
    expect(addMonths(date('2021-03-31'), -1)).toBe('2021-02-28')
    expect(addMonths(date('2020-11-30'), 6)).toBe('2021-05-30')
    expect(yearOf(date('2020-11-30'))).toBe(2020)
  })

  test.each(['2021-02-29', '2020-13-01', '2020-00-10', '2020-1-1', '20200101', '1799-12-31', ''])(
    'refuses %j',
    (text) => {
      expect(parseDate(text)).toBe(null)
    },
  )

  test('the day in China begins at 16:00 UTC', () => {
    expect(chinaDate(instant(Date.parse('2020-11-29T15:59:59.999Z')))).toBe('2020-11-29')
    expect(chinaDate(instant(Date.parse('2020-11-29T16:00:00.000Z')))).toBe('2020-11-30')
  })
})
