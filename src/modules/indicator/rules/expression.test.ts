import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addFractions,
  type Fraction,
  fraction,
  multiplyFractions,
} from '../../../kernel/fraction.ts'
import { FACT_BY_ID, FACTS } from '../data/facts.ts'
import { SHIPPED_INDICATORS } from '../data/indicators.ts'
import { SHIPPED_SETS } from '../data/ranking-sets.ts'
import type { Expression } from '../model.ts'
import { evaluate, factsOf, faultOf, formulaText, inUnits, markOf } from './expression.ts'
import { faultsOfSet } from './ranking.ts'

const NAMES = ['coops', 'members', 'income', 'area'] as const
const leaf = fc.constantFrom(...NAMES).map((fact): Expression => ({ fact }))
const formula: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((sum) => ({ sum })),
    fc.tuple(tie('tree'), tie('tree')).map((minus) => ({ minus })),
    fc.tuple(tie('tree'), tie('tree')).map((over) => ({ over })),
    fc.record({ times: fc.constantFrom('1/100', '2.5', '3'), of: tie('tree') }),
  ),
})).tree

const facts = fc.record(
  Object.fromEntries(
    NAMES.map((name) => [name, fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })]),
  ),
)

/** The value by cross-multiplied integers, without any of the code under test. */
function byHand(of: Expression, read: (name: string) => Fraction): Fraction | null {
  if ('fact' in of) return read(of.fact)
  if ('times' in of) {
    const [num = '', den = '1'] = of.times.includes('/') ? of.times.split('/') : [of.times]
    const value = byHand(of.of, read)
    const factor = num === '2.5' ? fraction(5, 2) : fraction(BigInt(num), BigInt(den))
    return value === null ? null : multiplyFractions(factor, value)
  }
  const parts = ('sum' in of ? of.sum : 'minus' in of ? of.minus : of.over).map((part) =>
    byHand(part, read),
  )
  const known = parts.filter((part) => part !== null)
  const [a = fraction(0), b = fraction(0)] = known
  if (known.length < parts.length) return null
  if ('sum' in of) return known.reduce(addFractions, fraction(0))
  if ('minus' in of) return fraction(a.num * b.den - b.num * a.den, a.den * b.den)
  return b.num === 0n ? null : fraction(a.num * b.den, a.den * b.num)
}

describe('formulas', () => {
  test('are exact, and zero denominators give no value with the reason', () => {
    fc.assert(
      fc.property(formula, facts, (expression, values) => {
        const read = (name: string) => fraction(values[name] ?? 0n)
        const { value, why } = evaluate(expression, read)
        expect(value).toEqual(byHand(expression, read))
        expect(why).toBe(value === null ? 'zero_denominator' : null)
      }),
    )
  })

  test('a fact that a unit has not takes the whole formula with it', () => {
    const { value, why } = evaluate({ sum: [{ fact: 'coops' }, { fact: 'villages' }] }, (id) =>
      id === 'villages' ? null : fraction(3),
    )
    expect([value, why]).toEqual([null, 'not_for_level'])
  })

  test('a faulty formula names the place', () => {
    const wrong: Expression = { over: [{ fact: 'coops' }, { sum: [{ fact: 'nothing' }] }] }
    expect(faultOf(wrong, FACT_BY_ID)?.path).toBe('$.formula.over[1].sum[0].fact')
    expect(faultOf({ times: '1/0', of: { fact: 'coops' } }, FACT_BY_ID)?.path).toBe(
      '$.formula.times',
    )
    let deep: Expression = { fact: 'coops' }
    for (let i = 0; i < 20; i++) deep = { sum: [deep] }
    expect(faultOf(deep, FACT_BY_ID)).not.toBeNull()
  })

  test('an indicator is no surer than its weakest fact', () => {
    expect(markOf({ sum: [{ fact: 'coops' }, { fact: 'trainings' }] }, FACT_BY_ID)).toBe('claim')
    expect(markOf({ fact: 'estimated-collective' }, FACT_BY_ID)).toBe('estimate')
    expect(markOf({ fact: 'coops' }, FACT_BY_ID)).toBe('actual')
  })

  test('are written in words', () => {
    const said = formulaText(
      { over: [{ fact: 'covered' }, { sum: [{ fact: 'villages' }, { fact: 'communities' }] }] },
      FACT_BY_ID,
    )
    expect(said.zh).toBe('已有合作社的村(社区) ÷ （村 + 社区）')
  })

  test('fen, millionths of a mu and heads are read in yuan, mu and heads', () => {
    expect(inUnits(12_345n, 'fen')).toEqual(fraction(12_345, 100))
    expect(inUnits(1_500_000n, 'mu')).toEqual(fraction(3, 2))
    expect(inUnits(7n, 'count')).toEqual(fraction(7))
  })
})

describe('what the product ships with', () => {
  test('facts and indicators have one id each, and every formula can be computed', () => {
    expect(new Set(FACTS.map(({ id }) => id)).size).toBe(FACTS.length)
    expect(new Set(SHIPPED_INDICATORS.map(({ id }) => id)).size).toBe(SHIPPED_INDICATORS.length)
    for (const { id, formula: own } of SHIPPED_INDICATORS) {
      expect(faultOf(own, FACT_BY_ID), id).toBeNull()
      expect(factsOf(own).length, id).toBeGreaterThan(0)
    }
  })

  test('ranking sets name indicators of their level, with a direction, and weigh 100', () => {
    const known = new Map(SHIPPED_INDICATORS.map((spec) => [spec.id, spec]))
    for (const set of SHIPPED_SETS) {
      expect(faultsOfSet(set, known), set.id).toEqual([])
      expect(
        set.lines.reduce((sum, { weight }) => sum + Number(weight), 0),
        set.id,
      ).toBe(100)
    }
  })
})
