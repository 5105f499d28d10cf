import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, date } from '../../../kernel/date.ts'
import type { Stretch } from '../model.ts'
import { firstSecretaryBeside, firstTasks, isThere, monthWithin, standingOf } from './postings.ts'

const START = date('2020-01-01')
const stretch = fc
  .record({
    kind: fc.constantFrom('first_secretary' as const, 'team_member' as const),
    from: fc.integer({ min: 0, max: 60 }),
    length: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
  })
  .map(({ kind, from, length }): Stretch => ({
    kind,
    from: addDays(START, from),
    to: length === null ? null : addDays(START, from + length),
  }))

test('no day has two first secretaries where nobody was beside; members are never in the way', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 12 }), (asked) => {
      const taken: Stretch[] = []
      for (const one of asked) if (firstSecretaryBeside(one, taken) === null) taken.push(one)
      for (let i = 0; i < 100; i++) {
        const day = addDays(START, i)
        const there = taken.filter((one) => one.kind === 'first_secretary' && isThere(one, day))
        expect(there.length).toBeLessThanOrEqual(1)
      }
      const members = (list: readonly Stretch[]) =>
        list.filter(({ kind }) => kind === 'team_member').length
      expect(members(taken)).toBe(members(asked))
    }),
  )
})

test('who is refused met somebody: a successor begins on the day the other left', () => {
  const before: Stretch = { kind: 'first_secretary', from: START, to: date('2020-03-01') }
  const after = (from: string): Stretch => ({ ...before, from: date(from), to: null })
  expect(firstSecretaryBeside(after('2020-03-01'), [before])).toBeNull()
  expect(firstSecretaryBeside(after('2020-02-29'), [before])).toBe(before)
})

describe('standing', () => {
  const posting = { kind: 'first_secretary' as const, from: START, to: null }
  const on = (today: string, until: string) =>
    standingOf({ ...posting, until: date(until) }, { today: date(today), endingDays: 60 })

  test('ends within sixty days, then is over until somebody ends it', () => {
    expect(on('2019-12-31', '2021-12-31')).toBe('coming')
    expect(on('2020-06-01', '2020-08-01')).toBe('there')
    expect(on('2020-06-02', '2020-08-01')).toBe('ending')
    expect(on('2020-08-01', '2020-08-01')).toBe('ending')
    expect(on('2020-08-02', '2020-08-01')).toBe('over')
    const ended = { ...posting, to: date('2020-05-01'), until: date('2020-08-01') }
    expect(standingOf(ended, { today: date('2020-05-01'), endingDays: 60 })).toBe('ended')
  })
})

test('there is always a task about a co-op, one for each, and none is due after the term', () => {
  const templates = [
    { what: '办社', days: 90, coop: true },
    { what: '走访', days: 30, coop: false },
  ]
  const term = { from: START, until: date('2020-02-15') }
  const two = firstTasks(templates, { ...term, coops: [{ name: '甲' }, { name: '乙' }] })
  expect(two.map(({ what, coop, dueOn }) => [what, coop?.name ?? null, dueOn])).toEqual([
    ['办社', '甲', '2020-02-15'],
    ['办社', '乙', '2020-02-15'],
    ['走访', null, '2020-01-31'],
  ])
  // A term that was over when it was registered leaves the days as they are.
  const over = firstTasks(templates, { from: START, until: date('2019-12-01'), coops: [] })
  expect(over.map(({ dueOn }) => dueOn)).toEqual(['2020-03-31', '2020-01-31'])
  const none = firstTasks(templates, { ...term, coops: [] })
  expect(none.filter(({ aboutCoop }) => aboutCoop)).toHaveLength(1)
})

test('the part of a month in which somebody was there', () => {
  const there = { from: date('2020-11-10'), to: date('2021-01-05') }
  expect(monthWithin('2020-10', there)).toBeNull()
  expect(monthWithin('2020-11', there)).toEqual({ from: '2020-11-10', to: '2020-11-30' })
  expect(monthWithin('2020-12', there)).toEqual({ from: '2020-12-01', to: '2020-12-31' })
  expect(monthWithin('2021-01', there)).toEqual({ from: '2021-01-01', to: '2021-01-05' })
})
