import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SHIPPED_RULES, SHIPPED_SCHEMES } from '../data/shipped.ts'
import { BLANK, part } from '../testing.ts'
import { nextUp, placeAmong, stepsOf } from './advice.ts'
import { personProposals, townProposals, type TownResults } from './measures.ts'
import { scoreOf } from './score.ts'
import { pointsText, ruleText, sayPeriod } from './words.ts'

const scheme = SHIPPED_SCHEMES.secretary_month
const inputs = {
  ...BLANK,
  figures: {
    'kept-share': [part('1/1')],
    closed: [part('1/2')],
    'overdue-tasks': [part('2/1', { form: 'count' })],
    'paid-share': [part(null)],
    'bare-vouchers': [part('0/1')],
    'party-joined': [part('3/5')],
  },
}

describe('what to do', () => {
  test('names what would gain most first, of bands the next one', () => {
    expect(stepsOf(scheme, scoreOf(scheme, inputs))).toEqual([
      { item: 'closed', gain: 12_500, to: '1/1' },
      { item: 'overdue-tasks', gain: 5_000, to: '1/1' },
      { item: 'party-joined', gain: 2_500, to: '4/5' },
    ])
  })

  test('doing what is named brings what is said', () => {
    const share = fc.integer({ min: 0, max: 100 }).map((n) => part(`${n}/100`))
    const late = fc.integer({ min: 0, max: 9 }).map((n) => part(`${n}/1`))
    fc.assert(
      fc.property(fc.array(share, { minLength: 6, maxLength: 6 }), late, (shares, tasks) => {
        const own = scheme.items.map(({ id }, i) => [
          id,
          [id === 'overdue-tasks' ? tasks : (shares[i % 6] ?? part('0/1'))],
        ])
        const figures = Object.fromEntries(own) as Record<string, ReturnType<typeof part>[]>
        const before = scoreOf(scheme, { ...BLANK, figures })
        for (const { item, gain, to } of stepsOf(scheme, before)) {
          const done = { ...figures, [item]: [part(to)] }
          expect(scoreOf(scheme, { ...BLANK, figures: done }).points - before.points).toBe(gain)
        }
      }),
    )
  })

  test('the gap to the next grade, and no grade above the best', () => {
    expect(nextUp(scheme, 58_250)).toEqual({ band: 'pass', gap: 1_750 })
    expect(nextUp(scheme, 60_000)).toEqual({ band: 'good', gap: 15_000 })
    expect(nextUp(scheme, 90_000)).toBeNull()
  })

  test('equals share a place', () => {
    expect([90, 80, 80, 70].map((one) => placeAmong(one, [90, 80, 80, 70]))).toEqual([1, 2, 2, 4])
  })
})

describe('proposals', () => {
  const year = SHIPPED_SCHEMES.secretary_year
  const score = { ...scoreOf(year, BLANK), graded: true, band: 'fail', points: 41_250 }

  test('of a year follow from its grade alone, with their grounds', () => {
    expect(
      personProposals(SHIPPED_RULES, { scheme: year, score, number: '2020' }).map(
        ({ kind, grounds }) => [kind, grounds],
      ),
    ).toEqual([
      ['talk', ['2020 年度考核 41.25 分,等次:不合格']],
      ['training', ['2020 年度考核 41.25 分,等次:不合格']],
    ])
    expect(
      personProposals(SHIPPED_RULES, {
        scheme: year,
        score: { ...score, graded: false },
        number: '2020',
      }),
    ).toEqual([])
  })

  test('of a town follow from lines that are reached; what never happened leads to nothing', () => {
    const results: TownResults = {
      closed_in_time: 3,
      closed_late: 0,
      overdue: 2,
      overdue_plates: 1,
      best_place: null,
      red_findings: null,
    }
    const rules = townProposals(SHIPPED_RULES, results, '台账').map(({ rule }) => rule)
    expect(rules).toEqual(['plates', 'overdue', 'in-time'])
    const first = townProposals(SHIPPED_RULES, { ...results, best_place: 3 }, '台账')
    expect(first.find(({ rule }) => rule === 'contest')?.grounds).toEqual([
      '观摩擂台最好名次:3(≤ 3)',
      '台账',
    ])
  })
})

test('points, periods and rules in words', () => {
  expect([87_325, 90_000, -1_500, 50, 0].map(pointsText)).toEqual([
    '87.325',
    '90',
    '-1.5',
    '0.05',
    '0',
  ])
  expect(['2020-11', '2020-Q4', '2020'].map(sayPeriod)).toEqual([
    '2020年11月',
    '2020年第4季度',
    '2020年',
  ])
  const tasks = scheme.items.find(({ id }) => id === 'overdue-tasks')
  if (tasks === undefined) throw new Error('no such item')
  expect(ruleText(tasks, (value) => value).zh).toBe('≤ 0 得 15 分;≤ 1 得 10 分;≤ 3 得 5 分')
})
