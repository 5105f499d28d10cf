import fc from 'fast-check'
import { expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import type { PromiseFacts } from '../model.ts'
import { isOpen, promiseState, publicName, verdictOf } from './promises.ts'

const facts: PromiseFacts = {
  dueOn: date('2020-11-30'),
  published: false,
  withdrawn: false,
  assessed: null,
}
const on = (more: Partial<PromiseFacts>, today: string) =>
  promiseState({ ...facts, ...more }, date(today))

test('promised, shown, late the day after; withdrawn whatever else is said', () => {
  expect(on({}, '2020-11-30')).toBe('promised')
  expect(on({ published: true }, '2020-11-30')).toBe('published')
  expect(on({ published: true }, '2020-12-01')).toBe('late')
  expect(on({ withdrawn: true }, '2020-12-01')).toBe('withdrawn')
})

test('phones speak when their last day is over; an assessment without a word changes nothing', () => {
  const ballots = { kept: 3, partly: 0, unkept: 1 }
  const assessed = { ballots, until: date('2020-11-20'), how: 'phone' as const }
  expect(isOpen({ ...facts, assessed }, date('2020-11-20'))).toBe(true)
  expect(on({ published: true, assessed }, '2020-11-20')).toBe('published')
  expect(on({ published: true, assessed }, '2020-11-21')).toBe('kept')
  const silent = { ...assessed, ballots: { kept: 0, partly: 0, unkept: 0 } }
  expect(on({ published: true, assessed: silent }, '2020-12-05')).toBe('late')
  expect(on({ published: true, assessed: { ...assessed, how: 'paper' } }, '2020-11-20')).toBe(
    'kept',
  )
})

test('more than half: a tie is never the better word, and a better ballot never makes it worse', () => {
  expect(verdictOf({ kept: 2, partly: 1, unkept: 1 })).toBe('partly')
  expect(verdictOf({ kept: 1, partly: 0, unkept: 1 })).toBe('unkept')
  expect(verdictOf({ kept: 0, partly: 0, unkept: 0 })).toBeNull()
  const order = ['unkept', 'partly', 'kept']
  const n = fc.nat({ max: 50 })
  fc.assert(
    fc.property(n, n, fc.integer({ min: 1, max: 50 }), (kept, partly, unkept) => {
      const before = order.indexOf(verdictOf({ kept, partly, unkept }) ?? '')
      const after = order.indexOf(verdictOf({ kept: kept + 1, partly, unkept: unkept - 1 }) ?? '')
      expect(after).toBeGreaterThanOrEqual(before)
    }),
  )
})

test('a name in public: whole, or the surname', () => {
  expect(publicName('𠮷大海', 'full')).toBe('𠮷大海')
  expect(publicName('𠮷大海', 'surname')).toBe('𠮷某')
  expect(publicName('欧阳大海', 'surname')).toBe('欧阳某')
})
