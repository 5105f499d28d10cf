import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { planSchema } from '../model/plan.ts'
import {
  base,
  LAWFUL,
  lawful,
  measure,
  outcomes,
  person,
  plan,
  readings,
  run,
  step,
  totals,
  amounts,
  year,
} from '../testing.ts'
import { planOf2413 } from './onward.ts'
import { computePlan, planFails, runPlanInput } from './plan-document.ts'

describe('schemes in use', () => {
  const egg = [1, 2, 3].map((i) =>
    person(`o${i}`, { contribution: '100', groups: ['ordinary'], measures: { kg: '10000' } }),
  )
  const people = [
    ...egg,
    ...[1, 2].map((i) =>
      person(`d${i}`, {
        contribution: '10000',
        groups: ['development'],
        measures: { kg: '10000' },
      }),
    ),
  ]

  test('the rest to development members only departs from Art. 44 and is said so', () => {
    const answer = run({
      plan: plan([step.back('3/5'), step.rest({ group: 'development' })]),
      year: year('1000000'),
      people,
    })
    expect(totals(answer)).toEqual({
      d1: '320000.00',
      d2: '320000.00',
      o1: '120000.00',
      o2: '120000.00',
      o3: '120000.00',
    })
    expect(outcomes(answer)).toEqual({ ...LAWFUL, 'DIST-RESIDUAL': 'fails' })
    expect(answer.findings[3]?.rows).toEqual(['o1', 'o2', 'o3'])
  })

  test('2413 as it is shipped: a collective of 51.1 %, managers about 5.1 % of the whole surplus', () => {
    const answer = run({
      plan: plan([step.rest()]),
      year: year('1000000'),
      people: [
        person('c', { contribution: '511', measures: {} }),
        person('m', { contribution: '489', measures: { kg: '1' } }),
      ],
      nested: {
        memberId: 'c',
        plan: z.encode(planSchema, planOf2413()),
        people: [
          ...['v1', 'v2', 'v3', 'v4'].map((id) => person(id, { groups: ['villager'] })),
          person('g1', { groups: ['manager'] }),
          person('g2', { groups: ['manager', 'villager'] }),
        ],
      },
    })
    expect(totals(answer)).toMatchObject({ c: '511000.00' })
    // 20 % to villagers, 40 % for industry, 10 % to managers, 30 % for public works.
    expect(answer.nested && amounts(answer.nested)).toEqual({
      dividend: '511000.00',
      villagers: '102200.00',
      industry: '204400.00',
      managers: '51100.00',
      works: '153300.00',
    })
    expect(
      answer.nested?.steps.map(({ id, fund, people }) => [id, fund?.zh ?? null, people]),
    ).toEqual([
      ['dividend', null, 0],
      ['villagers', null, 5],
      ['industry', '产业发展滚动资金', 0],
      ['managers', null, 2],
      ['works', '村内公益事业', 0],
    ])
    expect(answer.nested && totals(answer.nested)).toEqual({
      v1: '20440.00',
      v2: '20440.00',
      v3: '20440.00',
      v4: '20440.00',
      g1: '25550.00',
      g2: '45990.00',
    })
    const left = answer.nested?.statement
    expect(left).toMatchObject({ otherUses: '357700.00', row20: '0.00' })
  })

  test('2413: the collective divides its own dividend, to the fen', () => {
    const of = (id: string, weight: string, to: object) => ({
      id,
      title: { zh: id, en: id },
      class: 'other' as const,
      weight,
      to: to as { kind: 'fund'; name: { zh: string; en: string } },
    })
    const fund = (name: string) => ({ kind: 'fund', name: { zh: name, en: name } })
    const answer = run({
      plan: plan([step.back('3/5'), step.rest()]),
      year: year('100000'),
      people: [
        person('c', { contribution: '511', measures: {} }),
        person('m', { contribution: '489', measures: { kg: '1' } }),
      ],
      nested: {
        memberId: 'c',
        plan: {
          body: 'collective',
          steps: [
            {
              kind: 'partition',
              id: 'all',
              title: { zh: '二四一三', en: '2413' },
              amount: { by: 'rest' },
              parts: [
                of('villagers', '2', { kind: 'people', by: { by: 'head' } }),
                of('industry', '4', fund('产业滚动')),
                of('managers', '1', fund('管理人员')),
                of('works', '3', fund('公益事业')),
              ],
            },
          ],
        },
        people: ['v1', 'v2', 'v3'].map((id) => person(id)),
      },
    })
    expect(totals(answer)).toEqual({ c: '20440.00', m: '79560.00' })
    expect(answer.nested && amounts(answer.nested)).toEqual({
      all: '20440.00',
      villagers: '4088.00',
      industry: '8176.00',
      managers: '2044.00',
      works: '6132.00',
    })
    expect(answer.nested && totals(answer.nested)).toEqual({
      v1: '1362.67',
      v2: '1362.67',
      v3: '1362.66',
    })
    expect(answer.nested && outcomes(answer.nested)).toEqual({ 'DIST-COVER': 'passes' })
    expect(planFails(computePlan(runPlanInput.parse({ ...base, plan: lawful })))).toBe(false)
  })

  test('land at a guaranteed price and a share above it: by trade alone it is not 60 %', () => {
    const answer = run({
      plan: plan(
        [
          step.pay('land', {
            class: 'patronage',
            amount: { by: 'unit', price: '800' },
            to: { kind: 'people', by: { by: 'measure', parts: [{ measure: 'mu', weight: '1' }] } },
          }),
          step.rest(),
        ],
        { measures: [measure('mu', 'land')], transaction: [] },
      ),
      year: year('10000'),
      people: [
        person('a', { contribution: '1', measures: { mu: '5.5' } }),
        person('b', { contribution: '1', measures: { mu: '2' } }),
      ],
    })
    expect(amounts(answer)).toEqual({ land: '6000.00', rest: '4000.00' })
    expect(totals(answer)).toEqual({ a: '6400.00', b: '3600.00' })
    expect(readings(answer, 'DIST-60')).toEqual({
      H1: 'passes',
      H2: 'passes',
      'H1-trade-only': 'depends',
    })
    expect(outcomes(answer)['DIST-60']).toBe('depends')
  })

  test('a transaction that counts work-days beside goods is not trade alone', () => {
    const answer = run({
      plan: plan([step.back('3/5'), step.rest()], {
        measures: [measure('kg'), measure('days', 'labour')],
        transaction: [
          { measure: 'kg', weight: '1' },
          { measure: 'days', weight: '80' },
        ],
      }),
      year: year('1000'),
      people: [
        person('a', { contribution: '1', measures: { kg: '160' } }),
        person('b', { contribution: '1', measures: { days: '3' } }),
      ],
    })
    expect(totals(answer)).toEqual({ a: '440.00', b: '560.00' })
    expect(readings(answer, 'DIST-60')['H1-trade-only']).toBe('depends')
  })

  test('a guarantee that the surplus does not cover fails and is shared in proportion', () => {
    const answer = run({
      plan: plan([step.pay('ticket', { amount: { by: 'unit', price: '150' } })]),
      year: year('200'),
      people: [person('a'), person('b')],
    })
    expect(answer.steps[0]).toMatchObject({ amount: '200.00', short: '100.00', people: 2 })
    expect(outcomes(answer)).toMatchObject({ 'DIST-COVER': 'fails', 'DIST-60': 'fails' })
    expect(answer.explanation.at(-1)?.formula.zh).toBe('150.00 × 2;盈余不足,少 100.00 元')
  })
})

describe('worked accounts', () => {
  test('member 甲: 8,187.50 of 571,000', () => {
    const account = (id: string, contribution: string, reserveShare: string) =>
      person(id, { contribution, reserveShare, grantShare: '2560', donationShare: '240' })
    const others = Array.from({ length: 48 }, (_, i) => account(`m${i}`, '5000', '387.50'))
    const answer = run({
      plan: plan([step.rest()]),
      year: year('571000'),
      people: [account('甲', '5000', '387.50'), ...others, account('z', '155000', '12012.50')],
      explainFor: ['甲'],
    })
    expect(totals(answer)['甲']).toBe('8187.50')
    expect(answer.arithmetic[0]?.rows[0]?.formula.zh).toBe(
      '571000.00 × 8187.50 ÷ 571000.00(出资 5000.00 + 公积金份额 387.50 + 补助份额 2560.00 + 捐赠份额 240.00)',
    )
  })

  test('the full chain as a plan, the collective’s part of the rest becoming contribution', () => {
    const chain = [
      ['M1', '300000', '18000', '0'],
      ['M2', '100000', '6000', '180000'],
      ['M3', '80000', '4800', '95500'],
      ['M4', '60000', '3600', '60250'],
      ['M5', '120000', '7200', '143333.33'],
      ['M6', '140000', '8400', '210000'],
      ['M7', '120000', '7200', '77777.77'],
      ['M8', '80000', '4800', '0'],
    ].map(([id = '', contribution = '', reserveShare = '', kg = '']) =>
      person(id, {
        contribution,
        reserveShare,
        grantShare: '10000',
        donationShare: '2000',
        measures: { kg },
      }),
    )
    const answer = run({
      plan: plan([
        step.loss(),
        step.reserve('1/10'),
        step.back('13/20'),
        step.rest({
          by: {
            by: 'account',
            parts: [
              'contribution',
              'reserveShare',
              'newReserveShare',
              'grantShare',
              'donationShare',
            ],
          },
        }),
        {
          kind: 'convert',
          id: 'convert',
          title: { zh: '转为成员出资', en: 'to contribution' },
          of: ['rest'],
          rate: '1',
          ids: ['M1'],
        },
      ]),
      year: year('172000', { priorLoss: '12000' }),
      people: chain,
    })
    expect(answer.people[0]).toMatchObject({
      total: '14397.54',
      converted: '14397.54',
      cash: '0.00',
      newReserveShare: '4800.00',
    })
    expect(answer.people[3]).toMatchObject({ total: '10646.22' })
    expect(answer.arithmetic[3]?.rows[1]?.formula.zh).toBe(
      '93600.00 × 60250 ÷ 766861.1;余数大,补 1 分',
    )
    expect(answer.statement).toEqual({
      row12: '172000.00',
      row13: '-12000.00',
      row14: '0.00',
      row15: '16000.00',
      row16: '144000.00',
      row17: '93600.00',
      row18: '36002.46',
      row19: '14397.54',
      otherUses: '0.00',
      row20: '0.00',
    })
    expect(answer.patronage).toEqual({ paid: '93600.00', least: '86400.00', share: '13/20' })
    expect(outcomes(answer)).toEqual(LAWFUL)
  })
})
