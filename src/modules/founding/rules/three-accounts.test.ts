import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fraction } from '../../../kernel/fraction.ts'
import { fen, formatYuan, parseYuan } from '../../../kernel/money.ts'
import {
  CASES,
  fromSurplus,
  type GivenLine,
  halfUp,
  type Household3,
  reckon,
  type Scenario,
  type Terms,
} from './three-accounts.ts'

const yuan = (value: string) => parseYuan(value) ?? fen(0)
const line = (
  title: string,
  kind: 'income' | 'cost',
  price: string,
  quantity?: string,
): GivenLine => ({
  title,
  kind,
  quantity: quantity === undefined ? null : BigInt(Math.round(Number(quantity) * 100)),
  measure: '亩',
  price: yuan(price),
})

const TERMS: Terms = {
  contributions: yuan('500000'),
  allTrade: yuan('800000'),
  reserve: fraction(10, 100),
  returned: fraction(60, 100),
}
const scenario = (surplus: string, more: Partial<Scenario> = {}): Scenario => ({
  guaranteed: yuan('800'),
  surplus: yuan(surplus),
  from: 2,
  workdays: 60,
  wage: yuan('90'),
  trade: yuan('12000'),
  tradeCost: yuan('7000'),
  ...more,
})

/** A household with 3.5 mu that grew ginger itself and worked outside for 40 days. */
const HOUSEHOLD: Household3 = {
  past: {
    year: 2018,
    lines: [line('玉米', 'income', '1100', '3.5'), line('种子化肥', 'cost', '420', '3.5')],
  },
  present: {
    year: 2020,
    lines: [
      line('大姜', 'income', '6000', '2'),
      line('大姜成本', 'cost', '3500', '2'),
      line('打零工', 'income', '4000'),
    ],
  },
  years: 5,
  brings: { landMu: 350n, contribution: yuan('5000'), outside: [line('打零工', 'income', '1000')] },
  terms: TERMS,
  cases: {
    low: scenario('0', { workdays: 30 }),
    middle: scenario('100000'),
    high: scenario('200000', { from: 1, trade: yuan('15000') }),
  },
}

describe('a worked example', () => {
  const { past, present, cases } = reckon(HOUSEHOLD)

  // Reckoned by hand: 3.5 × 1,100 − 3.5 × 420; 2 × 6,000 − 2 × 3,500 + 4,000.
  test('what was and what is', () => {
    expect(formatYuan(past.total)).toBe('2380.00')
    expect(formatYuan(present.total)).toBe('9000.00')
    expect(past.lines[0]?.words.zh).toBe('3.5 亩 × 1,100.00 元 = 3,850.00 元')
  })

  test.each([
    // case, outside, guaranteed, wages, trade, returned, dividend, year, before, total of 5, gain
    [
      'low',
      '1000.00',
      '2800.00',
      '2700.00',
      '5000.00',
      '0.00',
      '0.00',
      '11500.00',
      '11500.00',
      '57500.00',
      '12500.00',
    ],
    [
      'middle',
      '1000.00',
      '2800.00',
      '5400.00',
      '5000.00',
      '810.00',
      '360.00',
      '15370.00',
      '14200.00',
      '75680.00',
      '30680.00',
    ],
    [
      'high',
      '1000.00',
      '2800.00',
      '5400.00',
      '8000.00',
      '2025.00',
      '720.00',
      '19945.00',
      '17200.00',
      '99725.00',
      '54725.00',
    ],
  ] as const)('%s', (name, ...expected) => {
    const one = cases[name]
    expect([
      ...one.lines.map(({ amount }) => formatYuan(amount)),
      formatYuan(one.year),
      formatYuan(one.before),
      formatYuan(one.total),
      formatYuan(one.gain),
    ]).toEqual(expected)
  })

  test('the arithmetic is said in words', () => {
    const said = cases.middle.lines.map(({ words }) => words.zh)
    expect(said[4]).toBe(
      '盈余 100,000.00 − 10,000.00 = 90,000.00 元,60.00% 即 54,000.00 元返还;本户交易 12,000.00 ÷ 全社 800,000.00 × 54,000.00 = 810.00 元',
    )
    expect(said[5]).toBe('本户出资 5,000.00 ÷ 全社 500,000.00 × 剩余 36,000.00 = 360.00 元')
  })

  test('who earns more without any surplus needs none', () => {
    expect(cases.low.breakEven).toBe(0n)
  })

  // Present 9,000; without surplus 1,000 + 2,800 + 0 + 0. Each yuan of surplus brings
  // 0.9 × (0.6 × 12,000/800,000 + 0.4 × 5,000/500,000) = 0.0117: 5,200 ÷ 0.0117 = 444,444.44….
  test('what the co-op must earn so that nobody is worse off', () => {
    const idle = scenario('0', { workdays: 0, tradeCost: yuan('12000') })
    const { cases: of } = reckon({ ...HOUSEHOLD, cases: { low: idle, middle: idle, high: idle } })
    const needed = of.low.breakEven ?? fen(0)
    // Two shares are each rounded half up: together they reach the gap up to a yuan of surplus earlier.
    expect(needed).toBeGreaterThan(444_443_00n)
    expect(needed).toBeLessThanOrEqual(444_444_45n)
  })

  test('without share and trade no surplus helps', () => {
    const alone = scenario('0', { workdays: 0, trade: fen(0), tradeCost: fen(0) })
    const { cases: of } = reckon({
      ...HOUSEHOLD,
      brings: { landMu: 0n, contribution: fen(0), outside: [] },
      cases: { low: alone, middle: alone, high: alone },
    })
    expect(of.low.breakEven).toBe(null)
  })
})

const amount = (most: number) => fc.bigInt({ min: 0n, max: BigInt(most) }).map((v) => fen(v))
const share = fc.integer({ min: 0, max: 100 }).map((n) => fraction(n, 100))
const terms = fc.record({
  contributions: amount(10 ** 9),
  allTrade: amount(10 ** 9),
  reserve: share,
  returned: fc.integer({ min: 60, max: 100 }).map((n) => fraction(n, 100)),
})
const own = fc.record({ contribution: amount(10 ** 8), trade: amount(10 ** 8) })

describe('for every household', () => {
  test('the surplus is divided to the fen', () => {
    fc.assert(
      fc.property(amount(10 ** 10), terms, own, (surplus, of, mine) => {
        const got = fromSurplus(surplus, of, mine)
        expect(got.reserve + got.pool + got.rest).toBe(surplus)
        expect(got.rest >= 0n && got.pool >= 0n).toBe(true)
        // The lawful floor of the return never falls through rounding.
        if (of.allTrade > 0n) {
          expect(got.pool * of.returned.den >= of.returned.num * got.distributable).toBe(true)
        }
      }),
    )
  })

  test('more surplus never brings less', () => {
    fc.assert(
      fc.property(amount(10 ** 9), terms, own, (surplus, of, mine) => {
        const [less, more] = [fromSurplus(surplus, of, mine), fromSurplus(surplus + 1n, of, mine)]
        expect(more.returned + more.dividend >= less.returned + less.dividend).toBe(true)
      }),
    )
  })

  test('the break-even is enough, and a fen less is not', () => {
    const household = fc.record({
      terms,
      contribution: amount(10 ** 8),
      present: amount(10 ** 7),
      trade: amount(10 ** 8),
      landMu: fc.bigInt({ min: 0n, max: 5_000n }),
      guaranteed: amount(10 ** 6),
    })
    let asked = 0
    fc.assert(
      fc.property(household, (of) => {
        const one = scenario('0', {
          trade: of.trade,
          tradeCost: of.trade,
          guaranteed: of.guaranteed,
          workdays: 0,
        })
        const given: Household3 = {
          ...HOUSEHOLD,
          present: { year: 2020, lines: [{ ...line('收入', 'income', '0'), price: of.present }] },
          brings: { landMu: of.landMu, contribution: of.contribution, outside: [] },
          terms: of.terms,
          cases: { low: one, middle: one, high: one },
        }
        const { breakEven, before } = reckon(given).cases.low
        const brings = (surplus: bigint) => {
          const { returned, dividend } = fromSurplus(surplus, of.terms, of)
          return before + returned + dividend
        }
        if (breakEven === null) return
        expect(brings(breakEven) >= of.present).toBe(true)
        if (breakEven > 0n) {
          asked += 1
          expect(brings(breakEven - 1n) < of.present).toBe(true)
        }
      }),
    )
    expect(asked).toBeGreaterThan(5)
  })

  test('every sum is the sum of its lines, every total of its years', () => {
    fc.assert(
      fc.property(
        terms,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 25 }),
        (of, years, from) => {
          const one = scenario('123456.78', { from })
          const { cases } = reckon({
            ...HOUSEHOLD,
            terms: of,
            years,
            cases: { low: one, middle: one, high: one },
          })
          for (const name of CASES) {
            const { lines, year, before, total } = cases[name]
            expect(lines.reduce((all, { amount: a }) => all + a, 0n)).toBe(year)
            let sum = 0n
            for (let n = 1; n <= years; n++) sum += n >= from ? year : before
            expect(sum).toBe(total)
          }
        },
      ),
    )
  })

  test('half up is half up', () => {
    expect([
      halfUp(fraction(1, 2), 1n),
      halfUp(fraction(1, 3), 1n),
      halfUp(fraction(2, 3), 1n),
    ]).toEqual([1n, 0n, 1n])
  })
})
