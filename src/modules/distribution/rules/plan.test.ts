import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf } from '../../../kernel/fault.ts'
import { formatYuan } from '../../../kernel/money.ts'
import {
  amounts,
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
  two,
  year,
} from '../testing.ts'
import { runPlanInput } from './plan-document.ts'

const fenOf = (yuan: string): bigint => BigInt(yuan.replace('.', ''))

describe('the language', () => {
  test('products count by their voted weights; who explains it can follow it', () => {
    const answer = run({
      plan: plan([step.back('1')], {
        measures: [measure('apple'), measure('pear')],
        transaction: [
          { measure: 'apple', weight: '1' },
          { measure: 'pear', weight: '1/2' },
        ],
      }),
      year: year('90'),
      people: [
        person('a', { measures: { apple: '2', pear: '2' } }),
        person('b', { measures: { pear: '3' } }),
      ],
    })
    expect(totals(answer)).toEqual({ a: '60.00', b: '30.00' })
    expect(answer.arithmetic[0]?.rows[0]?.formula.zh).toBe(
      '90.00 × 3 ÷ 4.5(apple 2 + pear 2 × 1/2)',
    )
  })

  test.each([
    ['full', { a: '50.00', b: '50.00' }, 'passes'],
    ['months', { a: '66.67', b: '33.33' }, 'depends'],
    ['none', { a: '100.00', b: '0.00' }, 'fails'],
  ])('half a year of membership counts %s', (partYear, expected, outcome) => {
    const answer = run({
      plan: plan([step.rest({ partYear })]),
      year: year('100'),
      people: [person('a', { contribution: '1' }), person('b', { contribution: '1', months: 6 })],
    })
    expect(totals(answer)).toEqual(expected)
    expect(outcomes(answer)['DIST-RESIDUAL']).toBe(outcome)
  })

  test('caps and floors of single people: what they free goes to the others', () => {
    const pay = (more: object) =>
      run({
        plan: plan([
          step.pay('pay', {
            to: {
              kind: 'people',
              by: { by: 'measure', parts: [{ measure: 'kg', weight: '1' }] },
              ...more,
            },
          }),
        ]),
        year: year('100'),
        people: [
          person('a', { measures: { kg: '8' } }),
          person('b', { measures: { kg: '1' } }),
          person('c', { measures: { kg: '1' } }),
          person('d'),
        ],
      })
    expect(totals(pay({ eachAtMost: '50' }))).toEqual({
      a: '50.00',
      b: '25.00',
      c: '25.00',
      d: '0.00',
    })
    expect(totals(pay({ eachAtLeast: '20' }))).toEqual({
      a: '60.00',
      b: '20.00',
      c: '20.00',
      d: '0.00',
    })
    const capped = pay({ eachAtMost: '10' })
    expect(totals(capped)).toEqual({ a: '10.00', b: '10.00', c: '10.00', d: '0.00' })
    expect(capped.retained).toBe('70.00')
    expect(totals(pay({ eachAtLeast: '30', eachAtMost: '50' }))).toEqual({
      a: '40.00',
      b: '30.00',
      c: '30.00',
      d: '0.00',
    })
    const poor = pay({ eachAtLeast: '40' })
    expect(totals(poor)).toEqual({ a: '33.34', b: '33.33', c: '33.33', d: '0.00' })
    expect(poor.steps[0]?.short).toBe('20.00')
  })

  test('steps with a cap and a floor, welfare, a prize to an outsider', () => {
    const answer = run({
      plan: plan([
        step.pay('welfare', {
          amount: { by: 'rate', rate: '1/10', of: 'surplus', atMost: '50' },
          to: { kind: 'fund', name: { zh: '福利', en: 'welfare' } },
        }),
        step.back('3/5'),
        step.pay('prize', {
          class: 'prize',
          amount: { by: 'rate', rate: '1/100', of: 'surplus', atLeast: '20' },
          to: { kind: 'people', group: 'manager', by: { by: 'head' } },
        }),
        step.rest(),
      ]),
      year: year('1000'),
      people: [...two, person('x', { member: false, groups: ['manager'] })],
    })
    expect(amounts(answer)).toEqual({
      welfare: '50.00',
      back: '600.00',
      prize: '20.00',
      rest: '330.00',
    })
    expect(outcomes(answer)).toEqual({
      ...LAWFUL,
      'DIST-RESIDUAL': 'depends',
      'DIST-MEMBERS': 'depends',
    })
    expect(answer.statement).toMatchObject({
      row17: '600.00',
      row18: '350.00',
      otherUses: '50.00',
      row20: '0.00',
    })
  })

  test('an outsider has no part where a step names nobody', () => {
    const answer = run({
      plan: plan([step.pay('pay', {})]),
      year: year('90'),
      people: [...two, person('x', { member: false })],
    })
    expect(totals(answer)).toEqual({ a: '45.00', b: '45.00', x: '0.00' })
  })

  test('what is called a return but divided by capital is none', () => {
    const answer = run({
      ...base,
      plan: plan([
        step.pay('back', {
          class: 'patronage',
          to: { kind: 'people', by: { by: 'account', parts: ['contribution'] } },
        }),
      ]),
    })
    expect(outcomes(answer)['DIST-60']).toBe('fails')
    expect(answer.patronage).toEqual({ paid: '0.00', least: '600.00', share: '0/1' })
  })

  test('a plan without its loss step, or out of order, fails DIST-ORDER', () => {
    const order = (steps: Parameters<typeof plan>[0], more = {}) =>
      outcomes(run({ plan: plan(steps), year: year('1000', more), people: two }))['DIST-ORDER']
    expect(order([step.back('3/5'), step.rest()])).toBe('passes')
    expect(order([step.back('3/5'), step.rest()], { priorLoss: '1' })).toBe('fails')
    expect(order([step.loss(), step.back('3/5'), step.reserve('1/10'), step.rest()])).toBe('fails')
    expect(order([step.reserve('1/10'), step.loss(), step.back('3/5')])).toBe('fails')
  })

  test('the reserve is at most what is there, a draw at most what was carried', () => {
    const answer = run({
      plan: plan([
        { ...step.reserve('1'), amount: { by: 'fixed', amount: '5000' } } as never,
        { kind: 'draw', id: 'draw', title: { zh: '动用', en: 'draw' }, amount: '80' },
        step.back('3/5'),
      ]),
      year: year('1000', { openingUndistributed: '50' }),
      people: two,
    })
    expect(amounts(answer)).toEqual({ reserve: '1000.00', draw: '50.00', back: '0.00' })
    expect(outcomes(answer)).toMatchObject({ 'DIST-COVER': 'fails', 'DIST-ORDER': 'passes' })
  })

  test('a grant step leaves nobody out and divides equally', () => {
    const grant = (to: object) =>
      readings(
        run({
          ...base,
          plan: plan([
            step.pay('grant', {
              class: 'grant',
              to: { kind: 'people', by: { by: 'head' }, ...to },
            }),
          ]),
        }),
        'DIST-EQUALGRANT',
      )['grant-steps']
    expect(grant({})).toBe('passes')
    expect(grant({ ids: ['a'] })).toBe('fails')
    expect(grant({ by: { by: 'account', parts: ['contribution'] } })).toBe('fails')
  })

  test('conversion: paid less in money, the gross return counts for 60 %, row 19 has it alone', () => {
    const answer = run({
      ...base,
      plan: plan([
        step.back('3/5'),
        step.rest(),
        {
          kind: 'convert',
          id: 'convert',
          title: { zh: '转出资', en: 'convert' },
          of: ['back', 'rest'],
          rate: '1/2',
          ids: ['a'],
        },
      ]),
    })
    expect(answer.people[0]).toMatchObject({ total: '750.00', converted: '375.00', cash: '375.00' })
    expect(answer.statement).toMatchObject({
      row17: '225.00',
      row18: '400.00',
      row19: '375.00',
      row20: '0.00',
    })
    expect(outcomes(answer)).toEqual(LAWFUL)
  })

  test('what is converted is converted once, and does not reach the member’s own plan as money', () => {
    const convert = (id: string, rate: string) => ({
      kind: 'convert' as const,
      id,
      title: { zh: id, en: id },
      of: ['rest'],
      rate,
    })
    const answer = run({
      ...base,
      plan: plan([
        step.back('3/5'),
        step.rest(),
        convert('half', '1/2'),
        convert('all', '1'),
        convert('again', '1'),
      ]),
      nested: {
        memberId: 'a',
        plan: { body: 'collective', steps: [step.pay('heads', {})] },
        people: [person('v')],
      },
      explainFor: ['v'],
    })
    // The rest is 300 and 100; the return of 450 and 150 stays money.
    expect(answer.people.map(({ converted, cash }) => [converted, cash])).toEqual([
      ['300.00', '450.00'],
      ['100.00', '150.00'],
    ])
    expect(answer.nested && totals(answer.nested)).toEqual({ v: '450.00' })
    expect(answer.nested?.arithmetic.map(({ id }) => id)).toEqual(['v'])
  })

  test('only the arithmetic that is asked for', () => {
    const answer = run({ ...base, plan: lawful, explainFor: ['b'] })
    expect(answer.arithmetic.map(({ id }) => id)).toEqual(['b'])
    expect(answer.arithmetic[0]?.rows.map(({ step: id, amount }) => [id, amount])).toEqual([
      ['reserve', '25.00'],
      ['back', '135.00'],
      ['rest', '90.00'],
      ['total', '225.00'],
    ])
    expect(answer.arithmetic[0]?.rows[2]?.formula).toEqual({
      zh: '360.00 × 100.00 ÷ 400.00(出资 100.00 + 公积金份额 0.00 + 补助份额 0.00 + 捐赠份额 0.00)',
      en: '360.00 × 100.00 ÷ 400.00 (contribution 100.00 + reserve share 0.00 + grant share 0.00 + donation share 0.00)',
    })
  })
})

describe('faults of a plan', () => {
  const faults = (document: object) => {
    const parsed = runPlanInput.safeParse(document, { reportInput: true })
    return parsed.success ? [] : faultsOf(parsed.error).map((f) => `${f.path} ${f.text.en}`)
  }
  const withSteps = (...steps: Parameters<typeof plan>[0]) => ({ ...base, plan: plan(steps) })

  test.each([
    [withSteps(step.back('3/5'), step.back('1/5')), '$.plan.steps[1].id the id occurs twice'],
    [
      withSteps(step.loss(), { ...step.loss(), id: 'again' }),
      '$.plan.steps[1] losses are made up in one step',
    ],
    [
      { ...base, plan: plan([step.back('1')], { transaction: [] }) },
      '$.plan.steps[0].to.by needs the voted definition of transaction',
    ],
    [
      { ...base, plan: plan([step.back('1')], { transaction: [{ measure: 'mu', weight: '1' }] }) },
      '$.plan.transaction[0].measure the plan defines no such measure',
    ],
    [
      withSteps({ ...step.rest(), amount: { by: 'unit', price: '1' } } as never),
      '$.plan.steps[0].amount.by a price a unit needs a split by head or by measure',
    ],
    [
      withSteps({
        kind: 'convert',
        id: 'convert',
        title: { zh: '转', en: 'c' },
        of: ['rest'],
        rate: '1',
      }),
      '$.plan.steps[0].of must name an earlier step that pays people',
    ],
    [withSteps({ ...step.back('1'), more: 1 } as never), '$.plan.steps[0].more unknown field'],
    [
      withSteps(step.rest({ eachAtLeast: '2', eachAtMost: '1' })),
      '$.plan.steps[0].to.eachAtLeast the lower limit must not exceed the upper',
    ],
    [withSteps(step.back('2')), '$.plan.steps[0].amount.rate the rate must be between 0 and 1'],
    [
      { ...base, plan: lawful, explainFor: ['z'] },
      '$.explainFor[0] nobody on the list has this id',
    ],
    [
      { ...base, plan: lawful, people: [person('a', { measures: { t: '1' } })] },
      '$.people[0].measures.t the plan defines no such measure',
    ],
  ])('%#', (document, said) => {
    expect(faults(document)).toEqual([said])
  })
})

describe('any plan', () => {
  const cents = fc.bigInt({ min: 0n, max: 10n ** 8n }).map((v) => formatYuan(v))
  const worlds = fc.record({
    surplus: cents,
    people: fc.array(
      fc.record({ contribution: cents, kg: cents, months: fc.nat(12), cap: fc.boolean() }),
      { minLength: 1, maxLength: 12 },
    ),
    cap: fc.option(cents, { nil: undefined }),
    floor: fc.option(cents, { nil: undefined }),
    partYear: fc.constantFrom('full', 'months', 'none'),
  })

  test('what comes in goes out: to people, funds, reserve, carried or not allocated', () => {
    fc.assert(
      fc.property(worlds, ({ surplus, people, cap, floor: low, partYear }) => {
        const above = low !== undefined && cap !== undefined && fenOf(low) > fenOf(cap)
        const floor = above ? undefined : low
        const each = {
          ...(cap === undefined ? {} : { eachAtMost: cap }),
          ...(floor === undefined ? {} : { eachAtLeast: floor }),
        }
        const answer = run({
          plan: plan([
            step.loss(),
            step.reserve('1/7'),
            step.back('3/5'),
            step.pay('heads', {
              amount: { by: 'unit', price: '3.33' },
              to: { kind: 'people', by: { by: 'head' }, partYear },
            }),
            step.rest(each),
          ]),
          year: year(surplus),
          people: people.map((one, i) =>
            person(`p${i}`, {
              contribution: one.contribution,
              months: one.months,
              measures: { kg: one.kg },
            }),
          ),
        })
        const paid = answer.people.reduce((all, one) => all + fenOf(one.total), 0n)
        const rest = [answer.reserve, answer.retained, answer.unallocated].map(fenOf)
        expect(paid + rest.reduce((all, one) => all + one, 0n)).toBe(fenOf(surplus))
        const steps = answer.steps.map(({ id }) => id)
        for (const one of answer.people) {
          const parts = one.parts.reduce((all, part) => all + fenOf(part.amount), 0n)
          expect(parts).toBe(fenOf(one.total))
          expect(one.parts.every((part) => fenOf(part.amount) >= 0n)).toBe(true)
          expect(one.parts.every((part) => steps.includes(part.step))).toBe(true)
          if (cap !== undefined) {
            const own = one.parts.find((part) => part.step === 'rest')
            expect(fenOf(own?.amount ?? '0.00') <= fenOf(cap)).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
