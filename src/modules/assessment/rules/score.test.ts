import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareFractions, formatFraction, fraction } from '../../../kernel/fraction.ts'
import { SHIPPED_SCHEMES } from '../data/shipped.ts'
import type { Inputs, Item, Rule, Scheme } from '../model.ts'
import { BLANK, part } from '../testing.ts'
import { bandAt, overallOf, pointsFor, scoreOf } from './score.ts'

const item = (rule: Rule, more: Partial<Item> = {}): Item => ({
  id: 'a',
  title: '一',
  points: 20_000,
  indicators: ['closed'],
  base: 'none',
  direction: 'up',
  rule,
  missing: 'none',
  ...more,
})
const points = (rule: Rule, value: string, more: Partial<Item> = {}): number => {
  const [num = '0', den = '1'] = value.split('/')
  return pointsFor(item(rule, more), fraction(BigInt(num), BigInt(den)))
}
const down = { direction: 'down' } as const

describe('points of a figure', () => {
  test.each<[string, Rule, string, Partial<Item>, number]>([
    ['the target reached', { kind: 'target', target: '0.8' }, '4/5', {}, 20_000],
    ['in proportion below it', { kind: 'target', target: '0.8' }, '1/5', {}, 5_000],
    ['cut, not rounded', { kind: 'target', target: '3' }, '2/1', {}, 13_333],
    ['nothing below zero', { kind: 'target', target: '3' }, '-2/1', {}, 0],
    ['less is better', { kind: 'target', target: '10' }, '20/1', down, 10_000],
    ['a target of zero is kept or not', { kind: 'target', target: '0' }, '1/1', down, 0],
    ['at no points', { kind: 'linear', none: '0.2', full: '0.7' }, '1/10', {}, 0],
    ['between', { kind: 'linear', none: '0.2', full: '0.7' }, '9/20', {}, 10_000],
    ['above full', { kind: 'linear', none: '0.2', full: '0.7' }, '9/10', {}, 20_000],
    ['downward', { kind: 'linear', none: '0.3', full: '0' }, '1/10', down, 13_333],
  ])('%s', (_what, rule, value, more, expected) => {
    expect(points(rule, value, more)).toBe(expected)
  })

  test('bands give the best that is reached, and nothing below all of them', () => {
    const rule: Rule = {
      kind: 'bands',
      bands: [
        { at: '0', points: 20_000 },
        { at: '3', points: 7_000 },
      ],
    }
    expect(['0/1', '1/1', '3/1', '4/1'].map((value) => points(rule, value, down))).toEqual([
      20_000, 7_000, 7_000, 0,
    ])
  })

  const number = fc.tuple(fc.integer({ min: -50, max: 200 }), fc.integer({ min: 1, max: 60 }))
  const exact = ([num, den]: [number, number]) => fraction(num, den)
  const rules = fc.oneof(
    number.map((at): Rule => ({ kind: 'target', target: formatFraction(exact(at)) })),
    fc
      .tuple(number, number)
      .filter(([a, b]) => compareFractions(exact(a), exact(b)) < 0)
      .map(([none, full]): Rule => ({
        kind: 'linear',
        none: formatFraction(exact(none)),
        full: formatFraction(exact(full)),
      })),
    fc
      .uniqueArray(fc.integer({ min: -50, max: 200 }), { minLength: 1, maxLength: 5 })
      .map((ats): Rule => ({
        kind: 'bands',
        bands: ats
          .toSorted((a, b) => b - a)
          .map((at, i) => ({ at: String(at), points: 20_000 - i * 3_000 })),
      })),
  )
  /** The same rule for figures of which less is better: everything mirrored. */
  const mirrored = (rule: Rule): Rule => {
    const flip = (value: string): string => (value.startsWith('-') ? value.slice(1) : `-${value}`)
    switch (rule.kind) {
      case 'target':
        return rule
      case 'linear':
        return { kind: 'linear', none: flip(rule.none), full: flip(rule.full) }
      case 'bands':
        return { kind: 'bands', bands: rule.bands.map((band) => ({ ...band, at: flip(band.at) })) }
    }
  }

  test('a better figure never brings fewer points, and none brings more than there are', () => {
    fc.assert(
      fc.property(rules, number, number, fc.boolean(), (rule, one, other, less) => {
        const [worse, better] = [exact(one), exact(other)].toSorted((a, b) =>
          less ? compareFractions(b, a) : compareFractions(a, b),
        )
        if (worse === undefined || better === undefined) return
        const of = item(less ? mirrored(rule) : rule, { direction: less ? 'down' : 'up' })
        const [low, high] = [pointsFor(of, worse), pointsFor(of, better)]
        expect(low).toBeLessThanOrEqual(high)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(of.points)
      }),
    )
  })

  test('the scale of a figure does not matter where its rule is scaled with it', () => {
    fc.assert(
      fc.property(
        number,
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 1_000 }),
        (value, target, scale) => {
          const figure = exact(value)
          const wide = fraction(figure.num * BigInt(scale), figure.den)
          expect(pointsFor(item({ kind: 'target', target: String(target * scale) }), wide)).toBe(
            pointsFor(item({ kind: 'target', target: String(target) }), figure),
          )
        },
      ),
    )
  })
})

/*
 * Reckoned by hand. Full 100: closing 40 (from 50 % to 100 %), tasks 20 (0 → 20, 2 → 8), growth of households by
 * a target of 30 over last year 30, papers 10 (30 % → 0 %).
 */
const SCHEME: Scheme = {
  ...SHIPPED_SCHEMES.secretary_month,
  total: 100_000,
  items: [
    item({ kind: 'linear', none: '0.5', full: '1' }, { id: 'closed', points: 40_000 }),
    item(
      {
        kind: 'bands',
        bands: [
          { at: '0', points: 20_000 },
          { at: '2', points: 8_000 },
        ],
      },
      { id: 'tasks', ...down },
    ),
    item(
      { kind: 'target', target: '30' },
      { id: 'growth', points: 30_000, base: 'year_before', indicators: ['a', 'b'] },
    ),
    item(
      { kind: 'linear', none: '0.3', full: '0' },
      { id: 'papers', points: 10_000, missing: 'full', ...down },
    ),
  ],
}
const FACT = { id: 'f', on: '2020-11-02', what: '一事', evidence: '一文' }
const INPUTS: Inputs = {
  ...BLANK,
  figures: {
    // 11 of 12: (11/12 − 1/2) / (1/2) = 5/6 of 40 = 33.333…
    closed: [part('11/12')],
    // One late: 8.
    tasks: [part('1/1')],
    // 25 − 20 and 14 − 5 more: 14 of 30 → 14.
    growth: [part('25/1', { before: '20/1' }), part('14/1', { before: '5/1' })],
    // No vouchers at all: full, 10.
    papers: [part(null)],
  },
  // Two honours of 2 are capped at 3; false data 5 is a deduction.
  facts: [
    { ...FACT, item: 'honour', points: 2_000 },
    { ...FACT, item: 'honour', points: 2_000 },
    { ...FACT, item: 'false-data', points: 5_000 },
    { ...FACT, item: 'unknown', points: 9_000 },
  ],
}

describe('a score', () => {
  test('the worked example', () => {
    expect(scoreOf(SCHEME, INPUTS)).toEqual({
      // 33.333 + 8 + 14 + 10 + 3 − 5
      points: 63_333,
      lines: [
        { item: 'closed', value: '11/12', points: 33_333, full: 40_000 },
        { item: 'tasks', value: '1/1', points: 8_000, full: 20_000 },
        { item: 'growth', value: '14/1', points: 14_000, full: 30_000 },
        { item: 'papers', value: null, points: 10_000, full: 10_000 },
      ],
      months: null,
      bonus: 3_000,
      deduction: 5_000,
      band: 'pass',
      graded: true,
    })
  })

  test('a change without an earlier figure is no figure', () => {
    const figures = { ...INPUTS.figures, growth: [part('25/1'), part('14/1', { before: '5/1' })] }
    const [, , growth] = scoreOf(SCHEME, { ...INPUTS, figures }).lines
    expect(growth).toMatchObject({ value: null, points: 0 })
  })

  test('stays between nothing and everything', () => {
    const bad = { ...BLANK, facts: [{ ...FACT, item: 'false-data', points: 5_000 }] }
    expect(scoreOf(SHIPPED_SCHEMES.town, bad).points).toBe(5_000)
    const scheme = { ...SCHEME, items: SCHEME.items.slice(3), total: 10_000 }
    const good = { ...BLANK, facts: [{ ...FACT, item: 'honour', points: 2_000 }] }
    expect(scoreOf(scheme, { ...good, figures: { papers: [part('0/1')] } }).points).toBe(10_000)
  })

  test('the year takes the mean of its months, each by its own total; too few give no grade', () => {
    const year = SHIPPED_SCHEMES.secretary_year
    const month = (points: number, total = 100_000) => ({ runId: 'r', period: 'm', points, total })
    const months = [month(90_000), month(80_000), month(35_000, 50_000)]
    const score = scoreOf(year, { ...BLANK, months })
    // (0.9 + 0.8 + 0.7) / 3 = 0.8 of 60.
    expect(score.months).toEqual({ count: 3, share: '4/5', points: 48_000, full: 60_000 })
    expect(score.graded).toBe(false)
    expect(scoreOf(year, { ...BLANK, months: [...months, ...months] }).graded).toBe(true)
    expect(scoreOf(year, BLANK).months).toMatchObject({ count: 0, share: null, points: 0 })
  })

  test('more months of the same kind change nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 12 }), (p, n) => {
        const one = { runId: 'r', period: 'm', points: p, total: 100_000 }
        const many = Array.from({ length: n }, () => one)
        const year = SHIPPED_SCHEMES.secretary_year
        expect(scoreOf(year, { ...BLANK, months: many }).months?.points).toBe(
          scoreOf(year, { ...BLANK, months: [one] }).months?.points,
        )
      }),
    )
  })

  test('grades begin at their points', () => {
    const { secretary_month: scheme } = SHIPPED_SCHEMES
    expect([90_000, 89_999, 60_000, 59_999, 0].map((one) => bandAt(scheme, one))).toEqual([
      'excellent',
      'good',
      'pass',
      'fail',
      'fail',
    ])
  })

  test('the county’s points are the same share, cut', () => {
    const { town } = SHIPPED_SCHEMES
    expect(overallOf(town, 63_333)).toBe(9_499)
    expect(overallOf(town, 100_000)).toBe(15_000)
    expect(overallOf(SHIPPED_SCHEMES.secretary_month, 50_000)).toBeNull()
  })
})
