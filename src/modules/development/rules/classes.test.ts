import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import { SHIPPED_RULES } from '../data/rules.ts'
import { CLASSES, type Fact, FACTS, type Facts } from '../model.ts'
import { isUnanimous, nextClass, proposeClass, sayProposal, stands, stepsTo } from './classes.ts'
import { draftPlan } from './plan.ts'
import { date } from '../../../kernel/date.ts'

const is = (value: Fraction | null): Fact => ({ value, missing: null, notes: [] })
const heads = (count: number): Fact => is(fraction(count))
const yes = is(fraction(1n))
const no = is(fraction(0n))

/** A co-op that passes every test of the first class. */
const MODEL: Facts = {
  members: heads(60),
  household_share: is(fraction(4n, 10n)),
  collective_share: is(fraction(3n, 10n)),
  largest_share: is(fraction(1n, 10n)),
  branch_led: yes,
  red: no,
  amber: no,
  books: yes,
  operated: yes,
  own_surplus: is(fraction(1n)),
  paid: is(fraction(100n)),
  audited: yes,
  disclosed: yes,
  big_household: no,
  business_misfit: no,
  named_only: no,
  stopped: no,
  funds_taken: no,
  illegal_finance: no,
  unusable_entity: no,
}

const { tests } = SHIPPED_RULES
const propose = (change: Partial<Facts> = {}) => proposeClass({ ...MODEL, ...change }, tests)

describe('the four classes', () => {
  test.each([
    ['everything shown', {}, 'model'],
    ['few members, but many of the village’s households', { members: heads(20) }, 'model'],
    ['neither many members nor households', { members: heads(20), household_share: no }, 'improve'],
    ['a surplus that is subsidy', { own_surplus: no }, 'improve'],
    ['no audit', { audited: no }, 'improve'],
    ['the collective holds a fifth exactly', { collective_share: is(fraction(1n, 5n)) }, 'model'],
    ['a hair less', { collective_share: is(fraction(199n, 1000n)) }, 'transform'],
    ['one holder above the cap', { largest_share: is(fraction(21n, 100n)) }, 'transform'],
    ['not led by a branch', { branch_led: no }, 'transform'],
    ['four members', { members: heads(4) }, 'rebuild'],
    ['idle for two years, though all else is well', { operated: no }, 'rebuild'],
    ['fraud goes before concentration', { funds_taken: yes, largest_share: yes }, 'rebuild'],
  ] as const)('%s: %s', (_, change, wanted) => {
    const proposal = propose(change)
    expect(proposal.proposed).toBe(wanted)
    expect(isUnanimous(proposal)).toBe(true)
  })

  test('what is unknown and could matter keeps the proposal open', () => {
    const proposal = propose({ own_surplus: is(null) })
    expect(proposal).toMatchObject({ proposed: 'improve', possible: ['model', 'improve'] })
    expect(sayProposal(proposal).zh).toContain('待核实')
  })

  test('what is unknown and could not matter does not', () => {
    expect(propose({ own_surplus: is(null), members: heads(3) }).possible).toEqual(['rebuild'])
    expect(propose({ own_surplus: is(null), audited: no }).possible).toEqual(['improve'])
  })

  test('a test that is switched off asks nothing', () => {
    const off = tests.map((one) => (one.id === 'audit' ? { ...one, on: false } : one))
    expect(proposeClass({ ...MODEL, audited: no }, off).proposed).toBe('model')
  })
})

const anyFact = fc.option(fc.record({ num: fc.bigInt(-5n, 100n), den: fc.bigInt(1n, 10n) }), {
  nil: null,
})
const anyFacts = fc.tuple(...FACTS.map(() => anyFact)).map(
  (values) =>
    Object.fromEntries(
      FACTS.map((id, i) => {
        const value = values[i] ?? null
        return [id, is(value === null ? null : fraction(value.num, value.den))]
      }),
    ) as unknown as Facts,
)

describe('for any facts', () => {
  test('the proposal is one of the possible classes, and finding out leads to one of them', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (facts, later) => {
        const { proposed, possible } = proposeClass(facts, tests)
        expect(possible).toContain(proposed)
        const found = Object.fromEntries(
          FACTS.map((id) => [id, facts[id].value === null ? later[id] : facts[id]]),
        ) as unknown as Facts
        const after = proposeClass(found, tests)
        for (const each of after.possible) expect(possible).toContain(each)
      }),
    )
  })

  test('with everything known there is one possible class', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const known = Object.fromEntries(
          FACTS.map((id) => [id, facts[id].value === null ? no : facts[id]]),
        ) as unknown as Facts
        expect(isUnanimous(proposeClass(known, tests))).toBe(true)
      }),
    )
  })

  test('there are no steps to a class that the tests give', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const proposal = proposeClass(facts, tests)
        if (proposal.proposed === 'model') expect(stepsTo(proposal, 'model')).toEqual([])
      }),
    )
  })
})

describe('steps and plans', () => {
  test('each class works towards the next; a broken one towards the second', () => {
    expect(CLASSES.map(nextClass)).toEqual([null, 'model', 'improve', 'improve'])
  })

  test('a step says what is, what is asked and how far it is', () => {
    const proposal = propose({ members: heads(38), household_share: is(fraction(1n, 10n)) })
    const said = stepsTo(proposal, 'model').map((step) => step.said.zh)
    expect(said).toEqual([
      '成员数现为 38,要求不低于 50,相差 12',
      '入社户数占本村户数现为 10.00%,要求不低于 30.00%,相差 20.00%',
    ])
  })

  test('a plan holds the tasks of the class and one for each step, in order of days', () => {
    const proposal = propose({ largest_share: is(fraction(1n, 2n)) })
    const plan = draftPlan('transform', proposal, date('2020-11-30'))
    expect(plan.tasks.map(({ test: id }) => id)).toContain('concentrated')
    expect(plan.notes[0]?.zh).toContain('不得强制稀释')
    expect(plan.dueOn).toBe('2021-11-30')
    const days = plan.tasks.map(({ dueOn }) => dueOn)
    expect(days).toEqual(days.toSorted())
  })

  test('limits are exact at the edge', () => {
    const limit = fraction(1n, 3n)
    expect(stands({ operator: 'atLeast', limit }, fraction(33333333n, 100000000n))).toBe(false)
    expect(stands({ operator: 'atMost', limit }, limit)).toBe(true)
    expect(stands({ operator: 'above', limit }, limit)).toBe(false)
  })
})
