import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, date } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { Actual, PlanBody, PlanLine } from '../model.ts'
import { behind, faultsOf, planNow } from './plan.ts'

const id = (name: string) => name as AnyId
const TODAY = date('2020-11-30')
const line = (key: string, more: Partial<PlanLine> = {}): PlanLine => ({
  key,
  villageId: id('甲'),
  industryId: null,
  name: '大姜合作社',
  coops: 1,
  investment: fen(30_000_00),
  dueOn: date('2020-10-31'),
  responsible: '王某',
  ...more,
})
const coop = (name: string, on: string, more: Partial<Actual['coops'][number]> = {}) => ({
  id: id(name),
  name,
  villageId: id('甲'),
  industryId: null,
  registeredOn: date(on),
  ...more,
})
const NOTHING: Actual = {
  coops: [],
  foundings: [],
  invested: new Map(),
  townInvested: fen(0),
  shown: [],
}
const plan = (more: Partial<PlanBody>): PlanBody => ({
  responsible: '李某',
  aims: '',
  lines: [line('l1')],
  milestones: [],
  ...more,
})

describe('a plan before records', () => {
  const known = { year: 2020, villages: new Set([id('甲'), id('乙')]) }
  test('days outside the year, villages outside the town, keys twice', () => {
    const wrong = plan({
      lines: [line('l1', { dueOn: date('2021-01-01') }), line('l1', { villageId: id('丙') })],
    })
    expect(faultsOf(wrong, known).map(({ path }) => path)).toEqual([
      '$.lines[0].dueOn',
      '$.lines[1].key',
      '$.lines[1].villageId',
    ])
  })
  test('two lines of a village are told apart by industry', () => {
    const ginger = id('姜')
    const peach = id('桃')
    const two = (a: AnyId | null, b: AnyId | null) =>
      faultsOf(plan({ lines: [line('a', { industryId: a }), line('b', { industryId: b })] }), known)
    expect(two(ginger, peach)).toEqual([])
    for (const [a, b] of [
      [ginger, ginger],
      [null, peach],
      [ginger, null],
    ] as const) {
      expect(two(a, b).map(({ path }) => path)).toEqual(['$.lines[1].villageId'])
    }
  })
})

describe('a plan against records', () => {
  test('a line is reached by the co-op that fills it: in time, late, or not at all', () => {
    const now = (coops: Actual['coops']) =>
      planNow(plan({}), { ...NOTHING, coops }, TODAY).lines[0]?.state
    expect(now([])).toBe('overdue')
    expect(now([coop('a', '2020-10-31')])).toBe('done')
    expect(now([coop('a', '2020-11-01')])).toBe('late')
    expect(now([coop('a', '2020-10-01', { villageId: id('乙') })])).toBe('overdue')
  })

  test('of two lines each co-op fills the one of its industry', () => {
    const [ginger, peach] = [id('姜'), id('桃')]
    const body = plan({
      lines: [line('g', { industryId: ginger }), line('p', { industryId: peach })],
    })
    const { lines, unplanned } = planNow(
      body,
      { ...NOTHING, coops: [coop('a', '2020-05-01', { industryId: peach })] },
      TODAY,
    )
    expect(lines.map(({ done }) => done.length)).toEqual([0, 1])
    expect(unplanned).toEqual([])
  })

  test('milestones: the day the last one wanted was registered; money; what was shown', () => {
    const at = (proof: PlanBody['milestones'][number]['proof'], dueOn = '2020-11-15') => ({
      key: proof.kind,
      title: proof.kind,
      dueOn: date(dueOn),
      responsible: '王某',
      proof,
    })
    const body = plan({
      milestones: [
        at({ kind: 'coops', count: 2 }),
        at({ kind: 'investment', amount: fen(100_00) }),
        at({ kind: 'record' }, '2020-12-15'),
        at({ kind: 'foundings', count: 1 }, '2021-01-31'),
      ],
    })
    const before = planNow(body, { ...NOTHING, townInvested: fen(99_99) }, TODAY)
    expect(before.milestones.map(({ state }) => state)).toEqual([
      'overdue',
      'overdue',
      'soon',
      'open',
    ])
    expect(behind(before)).toEqual(['l1', 'coops', 'investment'])
    const after = planNow(
      body,
      {
        ...NOTHING,
        coops: [coop('b', '2020-11-20'), coop('a', '2020-03-01')],
        townInvested: fen(100_00),
        shown: [{ milestone: 'record', on: date('2020-11-29') }],
      },
      TODAY,
    )
    expect(after.milestones.map(({ state, doneOn }) => [state, doneOn])).toEqual([
      ['late', '2020-11-20'],
      ['done', null],
      ['done', '2020-11-29'],
      ['open', null],
    ])
    expect(after.milestones[0]?.reached).toBe('2/2')
  })

  test('every co-op of the year stands in one line or beside the plan, never in two', () => {
    const villages = ['甲', '乙', '丙'].map(id)
    const industries = [null, id('姜'), id('桃')]
    const coops = fc.array(
      fc.record({
        villageId: fc.constantFrom(...villages),
        industryId: fc.constantFrom(...industries),
        ago: fc.integer({ min: 0, max: 300 }),
      }),
      { maxLength: 20 },
    )
    const lines = fc.uniqueArray(
      fc.record({
        villageId: fc.constantFrom(...villages),
        industryId: fc.constantFrom(...industries),
        coops: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 5, selector: (one) => `${one.villageId} ${one.industryId}` },
    )
    fc.assert(
      fc.property(coops, lines, (some, planned) => {
        const registered = some.map(({ ago, ...one }, i) => ({
          ...coop(`c${i}`, addDays(TODAY, -ago)),
          ...one,
        }))
        const body = plan({ lines: planned.map((one, i) => line(`l${i}`, one)) })
        const now = planNow(body, { ...NOTHING, coops: registered }, TODAY)
        const placed = [...now.lines.flatMap(({ done }) => done), ...now.unplanned]
        expect(placed.map((one) => one.id).toSorted()).toEqual(
          registered.map((one) => one.id).toSorted(),
        )
        for (const { line: own, done } of now.lines) {
          for (const one of done) expect(one.villageId).toBe(own.villageId)
        }
      }),
    )
  })
})
