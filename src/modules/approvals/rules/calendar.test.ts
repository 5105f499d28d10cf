import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, date, dayNumber } from '../../../kernel/date.ts'
import { HOLIDAY_NOTICES } from '../data/holidays.ts'
import { dayAfter, isWorkingDay } from './calendar.ts'
import { calendarOf, daysOfNotice, yearsOf } from './year.ts'

const shipped = HOLIDAY_NOTICES.map(daysOfNotice)
const calendar = calendarOf(yearsOf(shipped, []))
const after = (from: string, days: number, working = true): string | null =>
  dayAfter(date(from), { days, working }, calendar)

describe('days', () => {
  test.each([
    // The day itself is not counted (民法典 201).
    ['2020-11-02', 1, '2020-11-03'],
    ['2020-11-06', 1, '2020-11-09'],
    // National Day: free 1st to 8th, Saturday the 10th worked.
    ['2020-09-30', 1, '2020-10-09'],
    ['2020-09-30', 2, '2020-10-10'],
    ['2020-09-30', 3, '2020-10-12'],
    // The epidemic: the Spring Festival of 2020 lasted until 2 February.
    ['2020-01-23', 1, '2020-02-03'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2020-11-02', 0, '2020-11-02'],
  ])('%s and %i working days: %s', (from, days, to) => {
    expect(after(from, days)).toBe(to)
  })

  test('plain days run through holidays, beyond any calendar', () => {
    expect(after('2020-09-30', 7, false)).toBe('2020-10-07')
    expect(after('2199-12-31', 1, false)).toBe('2200-01-01')
  })

  test('beyond what is known nothing is counted', () => {
    expect(after('2026-12-30', 1)).toBe('2026-12-31')
    expect(after('2026-12-30', 2)).toBeNull()
    expect(isWorkingDay(date('2027-01-04'), calendar)).toBeNull()
    expect(isWorkingDay(date('2018-12-31'), calendar)).toBeNull()
    expect(after('2018-12-28', 1)).toBeNull()
  })

  test('so many working days lie between, the last of them worked', () => {
    const froms = fc.integer({ min: 0, max: 2_500 }).map((n) => addDays(date('2019-01-01'), n))
    fc.assert(
      fc.property(froms, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const to = dayAfter(from, { days, working: true }, calendar)
        if (to === null) {
          expect(dayNumber(date('2026-12-31')) - dayNumber(from)).toBeLessThan(days * 3)
          return
        }
        let worked = 0
        for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
          if (isWorkingDay(day, calendar) === true) worked += 1
        }
        expect(worked).toBe(days)
        expect(isWorkingDay(to, calendar)).toBe(true)
      }),
    )
  })
})

describe('years', () => {
  test('what the county recorded wins over what the product ships', () => {
    const own = { year: 2026, free: [date('2026-11-23')], worked: [], source: '省通知' }
    const changed = calendarOf(yearsOf(shipped, [own]))
    expect(isWorkingDay(date('2026-11-23'), changed)).toBe(false)
    expect(isWorkingDay(date('2026-10-01'), changed)).toBe(true)
    expect(isWorkingDay(date('2025-10-01'), changed)).toBe(false)
  })

  test('a missing year ends what is known', () => {
    const own = { year: 2028, free: [date('2028-01-01')], worked: [], source: '通知' }
    expect(calendarOf(yearsOf(shipped, [own])).coveredThrough).toBe('2026-12-31')
    const both = [own, { ...own, year: 2027, free: [date('2027-01-01')] }]
    expect(calendarOf(yearsOf(shipped, both)).coveredThrough).toBe('2028-12-31')
  })
})

describe('the shipped notices', () => {
  test.each(HOLIDAY_NOTICES.map((notice) => [notice.year, notice] as const))(
    '%i moves weekdays only onto weekends',
    (year, notice) => {
      const { free, worked } = daysOfNotice(notice)
      const weekend = (day: string): boolean => (dayNumber(date(day)) + 3) % 7 > 4
      expect(worked.every(weekend)).toBe(true)
      expect(worked.filter((day) => free.includes(day))).toEqual([])
      expect([...free, ...worked].every((day) => day.startsWith(String(year)))).toBe(true)
      expect(notice.source).toMatch(/国办发明电|国务院/u)
      // Eleven public holidays (thirteen from 2025), the other free weekdays are paid for with weekends.
      const statutory = year >= 2025 ? 13 : 11
      const gained = free.filter((day) => !weekend(day)).length - worked.length
      expect(gained).toBeGreaterThanOrEqual(statutory - 4)
      expect(gained).toBeLessThanOrEqual(statutory + 3)
    },
  )
})
