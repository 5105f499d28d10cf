import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, date } from '../../../kernel/date.ts'
import { OUTCOMES } from '../model.ts'
import { outcomeOf, standingOf } from './judge.ts'

const TODAY = date('2020-11-30')
const END = date('2020-12-31')
const rows = fc.array(fc.record({ outcome: fc.constantFrom(...OUTCOMES) }), { maxLength: 30 })
const least = fc.option(fc.integer({ min: 1, max: 10 }), { nil: null })
const at = { periodEnd: END, today: TODAY }

describe('a row', () => {
  test.each([
    ['2020-11-20', '2020-11-20', 'done'],
    ['2020-11-21', '2020-11-20', 'late'],
    ['2020-11-21', null, 'done'],
    [null, '2020-11-29', 'overdue'],
    [null, '2020-11-30', 'open'],
    [null, null, 'open'],
  ])('done on %s, due on %s: %s', (doneOn, dueOn, outcome) => {
    const day = (written: string | null) => (written === null ? null : date(written))
    expect(outcomeOf({ doneOn: day(doneOn), dueOn: day(dueOn) }, TODAY)).toBe(outcome)
  })
})

describe('a duty', () => {
  test('a number asked for: due while the period runs, missing when it is over', () => {
    const one = [{ outcome: 'done' as const }]
    expect(standingOf({ least: 2 }, one, at).state).toBe('due')
    expect(standingOf({ least: 2 }, one, { periodEnd: TODAY, today: TODAY }).state).toBe('due')
    const over = { periodEnd: addDays(TODAY, -1), today: TODAY }
    expect(standingOf({ least: 2 }, one, over).state).toBe('missing')
    expect(standingOf({ least: 1 }, one, over)).toMatchObject({ state: 'done', asked: 1, done: 1 })
  })

  test('each that is due: nothing due is neither done nor missing', () => {
    expect(standingOf({ least: null }, [], at).state).toBe('none')
    const late = [{ outcome: 'done' as const }, { outcome: 'late' as const }]
    expect(standingOf({ least: null }, late, at)).toMatchObject({ state: 'late', done: 2, late: 1 })
  })

  test('is done only when the rows say so: never without rows, never with one overdue', () => {
    fc.assert(
      fc.property(rows, least, (list, number) => {
        const { state, done } = standingOf({ least: number }, list, at)
        const really = list.filter(({ outcome }) => outcome === 'done' || outcome === 'late')
        expect(done).toBe(really.length)
        if (state !== 'done' && state !== 'late') return
        expect(done).toBeGreaterThan(0)
        if (number === null) expect(done).toBe(list.length)
        else expect(done).toBeGreaterThanOrEqual(number)
      }),
    )
  })

  test('one row more that is done never makes it worse', () => {
    const rank = { missing: 0, due: 1, none: 2, late: 2, done: 3 }
    fc.assert(
      fc.property(rows, least, (list, number) => {
        const before = standingOf({ least: number }, list, at).state
        const after = standingOf({ least: number }, [...list, { outcome: 'done' }], at).state
        expect(rank[after]).toBeGreaterThanOrEqual(rank[before])
      }),
    )
  })
})
