import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, date } from '../../../kernel/date.ts'
import { text } from '../../../kernel/text.ts'
import type { PointEntry } from '../model.ts'
import { entryCounts, roomFor, totalOf, worthOf } from './points.ts'

const item = { key: 'work', title: text('义务出工', 'work'), points: 2, yearCap: 12 }
const entry = (points: number, on: string, counts = true, key = 'work'): PointEntry => ({
  item: key,
  points,
  on: date(on),
  counts,
})
const entries = [
  entry(5, '2020-01-01'),
  entry(4, '2020-12-31'),
  entry(9, '2020-06-01', false),
  entry(3, '2019-12-31'),
  entry(6, '2020-05-01', true, 'brought'),
]

test('a cap is of one deed, one person and one year; what no longer counts frees it', () => {
  expect(roomFor(item, entries, date('2020-07-01'))).toBe(3)
  expect(roomFor(item, entries, date('2019-07-01'))).toBe(9)
  expect(roomFor(item, [...entries, entry(9, '2020-07-01')], date('2020-07-01'))).toBe(0)
})

test('the total of a year leaves out what does not count', () => {
  expect([2019, 2020, 2021].map((year) => totalOf(entries, year))).toEqual([3, 15, 0])
})

test('whatever is recorded in whatever order, the year never exceeds the cap and loses no point below it', () => {
  const deed = fc.record({ times: fc.integer({ min: 1, max: 9 }), day: fc.nat({ max: 365 }) })
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 20 }), (deeds) => {
      const list: PointEntry[] = []
      let asked = 0
      for (const { times, day } of deeds) {
        const on = addDays(date('2020-01-01'), day)
        const points = worthOf(item, times, { entries: list, on })
        asked += item.points * times
        if (points > 0) list.push({ item: 'work', points, on, counts: true })
      }
      expect(totalOf(list, 2020)).toBe(Math.min(asked, item.yearCap))
    }),
  )
})

test('an appeal that is upheld turns an entry round', () => {
  expect(entryCounts({ withdrawn: false, upheld: false })).toBe(true)
  expect(entryCounts({ withdrawn: true, upheld: false })).toBe(false)
  expect(entryCounts({ withdrawn: true, upheld: true })).toBe(true)
  expect(entryCounts({ withdrawn: false, upheld: true })).toBe(false)
})
