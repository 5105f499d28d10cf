import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, date, dayNumber } from '../../../kernel/date.ts'
import { parsePeriod, periodBefore, periodOfDay, periodTitle, yearBefore } from './period.ts'

const span = (name: string) => {
  const period = parsePeriod(name)
  return period === null ? null : [period.from, period.to]
}

describe('periods', () => {
  test.each([
    ['2020-W48', '2020-11-23', '2020-11-29'],
    ['2020-W01', '2019-12-30', '2020-01-05'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2021-W01', '2021-01-04', '2021-01-10'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['2020-Q4', '2020-10-01', '2020-12-31'],
    ['2020', '2020-01-01', '2020-12-31'],
  ])('%s is %s to %s', (name, from, to) => {
    expect(span(name)).toEqual([from, to])
  })

  test.each(['2021-W53', '2020-W00', '2020-W54', '2020-13', '2020-Q5', '20-11', '2020-11-01', ''])(
    '%s is none',
    (name) => {
      expect(parsePeriod(name)).toBeNull()
    },
  )

  test('every day lies in one period of each kind, and periods follow each other without a gap', () => {
    const days = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(date('1980-01-01'), n))
    fc.assert(
      fc.property(days, fc.constantFrom('week', 'month', 'quarter', 'year'), (day, kind) => {
        const period = periodOfDay(day, kind)
        expect(period.kind).toBe(kind)
        expect(period.from <= day && day <= period.to).toBe(true)
        expect(dayNumber(periodBefore(period).to)).toBe(dayNumber(period.from) - 1)
        expect(parsePeriod(period.name)).toEqual(period)
        expect(yearBefore(period).kind).toBe(kind)
      }),
    )
  })

  test('a year earlier: the same name, a 53rd week becomes the last', () => {
    const before = (name: string) => yearBefore(periodOfDay(date(name), 'week')).name
    expect(before('2020-12-30')).toBe('2019-W52')
    expect(before('2020-11-25')).toBe('2019-W48')
  })

  test('are called as people call them', () => {
    expect(periodTitle(periodOfDay(date('2020-11-25'), 'week')).zh).toBe('2020年第48周')
    expect(periodTitle(periodOfDay(date('2020-11-25'), 'quarter')).zh).toBe('2020年第4季度')
  })
})
