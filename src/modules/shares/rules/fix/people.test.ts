import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fraction } from '../../../../kernel/fraction.ts'
import { type HolderFacts, layOut, type RegisterFacts } from '../facts.ts'
import { judgeAll, worsened } from '../judge.ts'
import { DEFAULT_POLICY, policyWith, type RegisterPolicy, type RuleId } from '../policy.ts'
import { fen, holder, lawful, register } from '../testing.ts'
import { smallestFix } from './smallest.ts'

type CountRule = 'SEED-HH10' | 'COOP-MIN' | 'COOP-FARMER80' | 'COOP-UNIT' | 'COOP-PUBLIC'
const RULES: readonly CountRule[] = [
  'SEED-HH10',
  'COOP-MIN',
  'COOP-FARMER80',
  'COOP-UNIT',
  'COOP-PUBLIC',
]

const fixOf = (facts: RegisterFacts, rule: RuleId, policy: RegisterPolicy = DEFAULT_POLICY) => {
  const sheet = layOut(facts)
  return smallestFix({ sheet, policy, judged: judgeAll(sheet, policy), rule })
}

/** The register after some leave and farmers join, each from a household of its own where that is the rule. */
function changed(
  facts: RegisterFacts,
  rule: RuleId,
  { join, leave }: { readonly join: number; readonly leave: readonly string[] },
): RegisterFacts {
  const joiners = Array.from({ length: join }, (_, i) =>
    holder(`new${i}`, { household: rule === 'SEED-HH10' ? `new${i}` : null }),
  )
  const staying = facts.holders.filter(({ id }) => !leave.includes(id))
  return { ...facts, holders: [...staying, ...joiners] }
}

function mends(
  facts: RegisterFacts,
  rule: RuleId,
  change: { readonly join: number; readonly leave: readonly string[] },
  policy: RegisterPolicy,
): boolean {
  const was = judgeAll(layOut(facts), policy)
  const is = judgeAll(layOut(changed(facts, rule, change)), policy)
  const bound = is.find((one) => one.rule === rule)?.bound
  return bound?.outcome === 'passes' && worsened(was, is).every((worse) => worse === rule)
}

const subsets = (ids: readonly string[]): string[][] =>
  ids.reduce<string[][]>((all, id) => [...all, ...all.map((some) => [...some, id])], [[]])

const JOIN_MOST = 14

/** The fewest heads by trying all of them. */
function fewest(facts: RegisterFacts, rule: CountRule, policy: RegisterPolicy): number | null {
  const leavers = facts.holders
    .filter((one) =>
      rule === 'COOP-PUBLIC'
        ? one.publicFunction
        : rule === 'COOP-UNIT' && (one.class === 'unit' || one.class === 'enterprise'),
    )
    .map(({ id }) => id)
  const sets = rule === 'COOP-PUBLIC' ? [leavers] : subsets(leavers)
  let best: number | null = null
  for (const leave of sets) {
    for (let join = 0; join <= JOIN_MOST; join++) {
      const total = join + leave.length
      if (best !== null && total >= best) break
      if (mends(facts, rule, { join, leave }, policy)) best = total
    }
  }
  return best
}

const some = <T>(...values: readonly [T, ...T[]]) => fc.constantFrom(...values)

const cases = fc.record({
  holders: fc.array(
    fc.record({
      class: some<HolderFacts['class']>(
        'person',
        'person',
        'person',
        'enterprise',
        'unit',
        'collective',
      ),
      farmer: fc.boolean(),
      household: some<string | null>(null, 'h1', 'h2', 'h3', 'h4'),
      publicFunction: fc.nat(9).map((n) => n === 0),
      paid: fc.bigInt({ min: 0n, max: 6n }),
    }),
    { maxLength: 9 },
  ),
  households: fc.nat(60),
  policy: fc
    .record({
      farmers: some(fraction(4, 5), fraction(1, 2), fraction(1)),
      small: some(20, 5, 7),
      max: some(fraction(1, 20), fraction(1, 4), fraction(1, 3)),
      cap: some(fraction(1, 5), fraction(1, 2)),
    })
    .map(({ farmers, small, max, cap }) =>
      policyWith({
        'COOP-FARMER80': { parameters: { min: farmers } },
        'COOP-UNIT': { parameters: { small, max } },
        'SEED-MAX20': { parameters: { max: cap } },
      }),
    ),
})

describe('the smallest fix of a rule that counts heads', () => {
  test('is right and nothing smaller is', () => {
    const seen = { people: 0, impossible: 0 }
    fc.assert(
      fc.property(cases, ({ holders, households, policy }) => {
        const facts = register(
          holders.map((one, i) => holder(`m${i}`, one)),
          { village: { households, residentHouseholds: null, collectiveHouseholds: null } },
        )
        for (const rule of RULES) {
          const fix = fixOf(facts, rule, policy)
          if (fix.kind === 'none' && (fix.why === 'passes' || fix.why === 'no_base')) continue
          const best = fewest(facts, rule, policy)
          if (fix.kind === 'none') {
            seen.impossible += 1
            expect(best).toBe(null)
            continue
          }
          if (fix.kind !== 'people') throw new Error('money does not mend a count')
          seen.people += 1
          const { ids } = layOut(facts)
          const leave = fix.leave.map((place) => ids[place] ?? '')
          expect(fix.total).toBe(fix.join + leave.length)
          expect(mends(facts, rule, { join: fix.join, leave }, policy)).toBe(true)
          if (fix.total <= JOIN_MOST) expect(best).toBe(fix.total)
          else expect(best === null || best > JOIN_MOST).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
    expect(seen.people).toBeGreaterThan(100)
    expect(seen.impossible).toBeGreaterThan(5)
  })

  test('a unit whose leaving would break a share stays, another goes', () => {
    const facts = lawful()
    const holders = [
      ...facts.holders.filter(({ id }) => id !== 'c'),
      // Exactly 40% of what is paid up: no paid-up fen of others may leave.
      holder('c', { class: 'collective', paid: fen('46700') }),
      holder('a-small', { class: 'enterprise', paid: fen('50') }),
      holder('b-promise', { class: 'unit', promised: fen('200') }),
    ]
    const policy = policyWith({ 'COOP-UNIT': { parameters: { smallUnits: 2 } } })
    expect(fixOf({ ...facts, holders }, 'COOP-UNIT', policy)).toEqual({
      kind: 'people',
      total: 1,
      join: 0,
      newHouseholds: false,
      leave: [1],
    })
    // Both cannot go: farmers join until two units are 5%, and the third one leaves.
    expect(fixOf({ ...facts, holders }, 'COOP-UNIT')).toMatchObject({ join: 28, leave: [1] })
    // Nobody may go at all where every unit holds paid-up money.
    const paid = holders.map((one) =>
      one.id === 'b-promise' ? { ...one, promised: 0n, paid: fen('100') } : one,
    )
    const full = paid.map((one) => (one.id === 'c' ? { ...one, paid: fen('46766.66') } : one))
    expect(fixOf({ ...facts, holders: full }, 'COOP-UNIT', policy)).toMatchObject({
      join: 47,
      leave: [],
    })
  })
})
