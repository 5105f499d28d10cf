import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addFractions,
  compareFractions,
  type Fraction,
  formatFraction,
  fraction,
} from '../../../kernel/fraction.ts'
import type { Inputs, Item, Setup, Sheet } from '../model.ts'
import { canonicalText } from './canonical.ts'
import {
  apartIn,
  duplicateSheet,
  resultOf,
  scaled,
  sheetFaults,
  spreadOf,
  trimmedMean,
  trimOf,
} from './score.ts'
import { starsAfter } from './stars.ts'

const item = (id: string, group: string, more: Partial<Item> = {}): Item => ({
  id,
  group,
  title: id,
  weight: '1',
  kind: 'judged',
  max: 100,
  rubric: '',
  indicator: null,
  normalise: null,
  ...more,
})

const setup: Setup = {
  title: '擂台赛',
  from: '2020-11-01' as Setup['from'],
  to: '2020-11-01' as Setup['from'],
  place: '',
  level: 'town',
  guide: '',
  stops: [],
  groups: [
    { id: 'a', title: '一', weight: '25' },
    { id: 'b', title: '二', weight: '75' },
  ],
  items: [
    item('talk', 'a'),
    item('new', 'a', { max: 50 }),
    item('coverage', 'b', { kind: 'data', indicator: 'coverage', normalise: 'ratio' }),
  ],
  trim: 1,
  sheets: 2,
  spread: '0.2',
  period: '2020-11',
  appealDays: 5,
}

const points = fc.integer({ min: 0, max: 400 }).map((n) => fraction(n, 4))

/** Drops one at each end at a time, by looking for them. */
function bruteMean(given: readonly Fraction[], trim: number): Fraction | null {
  const left = [...given]
  const drop = (sign: 1 | -1): void => {
    let at = 0
    left.forEach((one, i) => {
      if (compareFractions(one, left[at] ?? one) === sign) at = i
    })
    left.splice(at, 1)
  }
  for (let i = 0; i < trim && left.length > 2; i += 1) {
    drop(1)
    drop(-1)
  }
  if (left.length === 0) return null
  const sum = left.reduce(addFractions, fraction(0))
  return fraction(sum.num, sum.den * BigInt(left.length))
}

describe('trimmed mean', () => {
  test('is what dropping by hand gives, exactly', () => {
    fc.assert(
      fc.property(
        fc.array(points, { maxLength: 12 }),
        fc.integer({ min: 0, max: 5 }),
        (given, k) => {
          expect(trimmedMean(given, k)).toEqual(bruteMean(given, k))
        },
      ),
    )
  })

  test('does not depend on the order, and lies between the ends', () => {
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 9 }), (given) => {
        const mean = trimmedMean(given, 1)
        expect(trimmedMean(given.toReversed(), 1)).toEqual(mean)
        const sorted = given.toSorted(compareFractions)
        expect(mean).not.toBeNull()
        if (mean === null || sorted[0] === undefined) return
        expect(compareFractions(mean, sorted[0])).toBeGreaterThanOrEqual(0)
        expect(compareFractions(mean, sorted.at(-1) ?? mean)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test('leaves out nobody where two scored, and thirds stay exact', () => {
    expect(trimOf(2, 1)).toBe(0)
    expect(trimOf(3, 1)).toBe(1)
    expect(trimOf(3, 5)).toBe(1)
    const mean = trimmedMean([fraction(80), fraction(81), fraction(81)], 0)
    expect(mean === null ? null : formatFraction(mean)).toBe('242/3')
    expect(formatFraction(spreadOf([fraction(80), fraction(95), fraction(81)]))).toBe('15/1')
  })
})

const units = ['u1', 'u2', 'u3', 'u4'].map((id) => ({ id, name: id }))
const judges = ['j1', 'j2', 'j3']

const inputsOf = (scores: readonly number[]): Inputs => ({
  setup,
  units,
  sheets: units.flatMap(({ id: unitId }, u) =>
    judges.map((judge, j): Sheet => {
      const own = scores[u * judges.length + j] ?? 0
      return { judge, unitId, scores: { talk: String(own), new: String(Math.floor(own / 2)) } }
    }),
  ),
  data: units.map(({ id: unitId }, u) => ({
    item: 'coverage',
    unitId,
    value: u === 3 ? null : `${(scores[u] ?? 0) + 1}/100`,
    direction: 'up' as const,
    why: u === 3 ? 'zero_denominator' : null,
  })),
  vetoes: [],
})
const scores = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 12, maxLength: 12 })

describe('result', () => {
  test('the order of units, sheets and figures changes nothing', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const inputs = inputsOf(given)
        const turned = {
          ...inputs,
          units: inputs.units.toReversed(),
          sheets: inputs.sheets.toReversed(),
          data: inputs.data.toReversed(),
        }
        expect(canonicalText(resultOf(turned))).toBe(canonicalText(resultOf(inputs)))
      }),
    )
  })

  test('components add up to the score, the score stays within 0 and 100, places are shared', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const rows = resultOf(inputsOf(given))
        for (const row of rows) {
          const sum = row.items.map((one) => one.points).reduce(addFractions, fraction(0))
          expect(sum).toEqual(row.score)
          expect(compareFractions(row.score, fraction(0))).toBeGreaterThanOrEqual(0)
          expect(compareFractions(row.score, fraction(100))).toBeLessThanOrEqual(0)
          const before = rows.filter((one) => compareFractions(one.score, row.score) > 0).length
          expect(row.place).toBe(before + 1)
        }
      }),
    )
  })

  test('a veto puts the best unit last, without a deduction', () => {
    const inputs = inputsOf([100, 100, 100, 50, 50, 50, 40, 40, 40, 30, 30, 30])
    const [best] = resultOf(inputs)
    expect(best?.unitId).toBe('u1')
    const vetoed = resultOf({ ...inputs, vetoes: [{ unitId: 'u1', kind: 'false_data' }] })
    const last = vetoed.at(-1)
    expect([last?.unitId, last?.place, last?.vetoes]).toEqual(['u1', 4, ['false_data']])
    expect(last?.score).toEqual(best?.score)
    expect(vetoed[0]?.unitId).toBe('u2')
  })

  test('a unit without a figure gets no points and is told why', () => {
    const row = resultOf(inputsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9])).find(
      ({ unitId }) => unitId === 'u4',
    )
    const coverage = row?.items.find((one) => one.item === 'coverage')
    expect([coverage?.points, coverage?.why]).toEqual([fraction(0), 'zero_denominator'])
  })

  test('the scale of a figure changes nobody’s share', () => {
    const values = (times: bigint) =>
      [3n, 7n, 5n].map((n) => ({ value: `${n * times}/10`, direction: 'up' as const }))
    for (const how of ['ratio', 'rank'] as const) {
      expect(scaled(values(9n), how)).toEqual(scaled(values(1n), how))
    }
    const down = [2, 4, 0].map((n) => ({ value: `${n}/1`, direction: 'down' as const }))
    expect(scaled(down, 'rank').map(formatFraction)).toEqual(['1/2', '0/1', '1/1'])
  })
})

describe('judging', () => {
  test('two judges apart call for a third, three do not', () => {
    const sheet = (judge: string, talk: string): Sheet => ({
      judge,
      unitId: 'u1',
      scores: { talk, new: '25' },
    })
    const of = (sheets: readonly Sheet[]) => apartIn({ setup, units, sheets })
    expect(of([sheet('j1', '60'), sheet('j2', '80')])).toEqual([])
    expect(of([sheet('j1', '60'), sheet('j2', '80.5')])).toEqual([{ unitId: 'u1', item: 'talk' }])
    expect(of([sheet('j1', '60'), sheet('j2', '80.5'), sheet('j3', '70')])).toEqual([])
  })

  test('a second sheet of the same judge for a unit is found', () => {
    const sheet: Sheet = { judge: 'j1', unitId: 'u1', scores: {} }
    expect(duplicateSheet([sheet, { ...sheet, unitId: 'u2' }])).toBeNull()
    expect(duplicateSheet([sheet, { ...sheet }])).toEqual(sheet)
  })

  test('a sheet has every judged item and nothing else, within its points', () => {
    expect(sheetFaults(setup, { talk: '100', new: '50' })).toEqual([])
    expect(sheetFaults(setup, { talk: '101', coverage: '1' })).toEqual([
      { item: 'talk', why: 'range' },
      { item: 'new', why: 'missing' },
      { item: 'coverage', why: 'unknown' },
    ])
  })
})

describe('stars', () => {
  const rules = { promote: 2, demote: 1, vetoTakesAll: true, months: 12 }
  test('rise for the first, fall for the last, go with a veto, never past five', () => {
    const after = (place: number, stars: number, vetoed = false) =>
      starsAfter({ place, units: 5, vetoed, stars }, rules)
    expect([after(1, 0), after(2, 5), after(3, 2), after(5, 1), after(5, 0)]).toEqual([
      1, 5, 2, 0, 0,
    ])
    expect(after(1, 4, true)).toBe(0)
  })
})
