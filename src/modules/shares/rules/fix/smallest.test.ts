import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fraction } from '../../../../kernel/fraction.ts'
import { type HolderFacts, layOut, type RegisterFacts } from '../facts.ts'
import { judgeAll, worsened } from '../judge.ts'
import type { Judged } from '../reading.ts'
import { type RegisterPolicy, policyWith, type RuleId } from '../policy.ts'
import { holder, register } from '../testing.ts'
import { smallestFix } from './smallest.ts'

/*
 * The smallest fix against exhaustive search: registers of three to five holders with a few fen, every way
 * to move or add them tried. What the search may do is written here again, from the definition: it judges the
 * changed register afresh and knows nothing of bounds.
 */

type MoneyRule = 'SEED-COLL' | 'SEED-BRANCH' | 'SEED-MAX20'
const RULES: readonly MoneyRule[] = ['SEED-COLL', 'SEED-BRANCH', 'SEED-MAX20']

interface Case {
  readonly facts: RegisterFacts
  readonly policy: RegisterPolicy
  /** What the rules say of it. */
  readonly was: readonly Judged[]
}

/** Whether the change makes the rule's binding reading pass and worsens no other. */
function mends({ policy, was }: Case, after: RegisterFacts, rule: RuleId): boolean {
  const is = judgeAll(layOut(after), policy)
  const bound = is.find((one) => one.rule === rule)
  const binding = was.find((one) => one.rule === rule)?.binding
  const reading = bound?.readings.find(({ id }) => id === binding)
  return reading?.outcome === 'passes' && worsened(was, is).every((worse) => worse === rule)
}

/** All ways to split a whole number into parts. */
function* splits(total: number, parts: number): Generator<number[]> {
  if (parts === 0) {
    if (total === 0) yield []
    return
  }
  if (parts === 1) {
    yield [total]
    return
  }
  for (let first = 0; first <= total; first++) {
    for (const rest of splits(total - first, parts - 1)) yield [first, ...rest]
  }
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n)
const drop = (before: readonly bigint[], after: readonly bigint[]): bigint =>
  sum(before.map((amount, i) => (amount > (after[i] ?? 0n) ? amount - (after[i] ?? 0n) : 0n)))

/** The least total of any transfer below a limit; null when there is none. */
function leastTransfer(one: Case, rule: MoneyRule, below: bigint | null): bigint | null {
  const { holders } = one.facts
  const [paid, promised] = [holders.map((h) => h.paid), holders.map((h) => h.promised)]
  const binding = one.policy[rule].binding
  const movesPromises = !binding.includes('paid')
  const promisedWays = movesPromises
    ? [...splits(Number(sum(promised)), holders.length)].map((way) => way.map(BigInt))
    : [promised]
  const ways = [...splits(Number(sum(paid)), holders.length)].map((way) => way.map(BigInt))
  let best = below
  for (const newPaid of ways) {
    const moved = drop(paid, newPaid)
    if (best !== null && moved >= best) continue
    for (const newPromised of promisedWays) {
      const total = moved + drop(promised, newPromised)
      if (total === 0n || (best !== null && total >= best)) continue
      const after = holders.map((h, i) => ({
        ...h,
        paid: newPaid[i] ?? 0n,
        promised: newPromised[i] ?? 0n,
      }))
      if (mends(one, { ...one.facts, holders: after }, rule)) best = total
    }
  }
  return best === below ? null : best
}

const newcomer = (id: string): HolderFacts => holder(id, { farmer: false })

/** The register after new money, people of the branch joining where they contribute. */
function contributed(one: Case, amounts: ReadonlyMap<string, bigint>): RegisterFacts {
  const known = new Set(one.facts.holders.map(({ id }) => id))
  const joined = [...amounts.keys()].filter((id) => !known.has(id)).map(newcomer)
  return {
    ...one.facts,
    holders: [...one.facts.holders, ...joined].map((h) => ({
      ...h,
      paid: h.paid + (amounts.get(h.id) ?? 0n),
    })),
  }
}

/** The least total of new money up to a limit; null when there is none. */
function leastContribution(one: Case, rule: MoneyRule, most: number): bigint | null {
  const sheet = layOut(one.facts)
  const absent = sheet.ids.slice(sheet.holders.length)
  const all = contributed(one, new Map(absent.map((id) => [id, 0n])))
  const counts: readonly RuleId[] = ['COOP-FARMER80', 'COOP-MIN', 'COOP-UNIT']
  const borne = !worsened(one.was, judgeAll(layOut(all), one.policy)).some((worse) =>
    counts.includes(worse),
  )
  const able = [...sheet.holders.map(({ id }) => id), ...(borne ? absent : [])]
  for (let total = 1; total <= most; total++) {
    for (const way of splits(total, able.length)) {
      const amounts = new Map(
        able.flatMap((id, i) => ((way[i] ?? 0) > 0 ? [[id, BigInt(way[i] ?? 0)] as const] : [])),
      )
      if (mends(one, contributed(one, amounts), rule)) return BigInt(total)
    }
  }
  return null
}

const some = <T>(...values: readonly [T, ...T[]]) => fc.constantFrom(...values)
const part = (num: number, den: number) => fraction(num, den)

const policies = fc
  .record({
    band: some(
      [part(1, 5), part(2, 5)],
      [part(1, 3), part(1, 2)],
      [part(1, 4), part(1, 4)],
      [part(0, 1), part(1, 3)],
    ),
    floor: some(part(1, 100), part(1, 10), part(1, 4)),
    cap: some(part(1, 5), part(1, 3), part(2, 5), part(1, 2)),
    farmers: some(part(4, 5), part(1, 2), part(0, 1)),
    base: some('paid', 'registered'),
    way: some('each', 'together', 'average'),
    who: some('committee', 'party'),
    scope: some('person', 'household', 'group'),
    enterprises: some('', '-no-enterprise'),
  })
  .map((p) =>
    policyWith({
      'SEED-COLL': { binding: p.base, parameters: { min: p.band[0], max: p.band[1] } },
      'SEED-BRANCH': { binding: `${p.way}-${p.who}-${p.base}`, parameters: { min: p.floor } },
      'SEED-MAX20': {
        binding: `${p.scope}-${p.base}${p.enterprises}`,
        parameters: { max: p.cap },
      },
      'COOP-FARMER80': { parameters: { min: p.farmers } },
    }),
  )

const holderOf = (most: number, promises: boolean) =>
  fc.record({
    class: some<HolderFacts['class']>('person', 'person', 'person', 'collective', 'enterprise'),
    household: some<string | null>(null, 'h1', 'h2'),
    group: some<string | null>(null, 'g1', 'g2'),
    paid: fc.bigInt({ min: 0n, max: BigInt(most) }),
    promised: promises ? fc.bigInt({ min: 0n, max: BigInt(most) }) : fc.constant(0n),
  })

const cases = (shape: {
  readonly holders: readonly [number, number]
  readonly most: number
  readonly promises: boolean
}): fc.Arbitrary<Case> =>
  fc
    .record({
      holders: fc.array(holderOf(shape.most, shape.promises), {
        minLength: shape.holders[0],
        maxLength: shape.holders[1],
      }),
      committee: fc.subarray(['a', 'b', 'x']),
      party: fc.subarray(['a', 'c', 'd', 'y']),
      policy: policies,
    })
    .map(({ holders, committee, party, policy }) => {
      const facts = register(
        holders.map((one, i) => holder(String.fromCodePoint(97 + i), one)),
        { branch: { committee, partyMembers: party } },
      )
      return { facts, policy, was: judgeAll(layOut(facts), policy) }
    })

/** How far new money is searched where no fix is said to exist. */
const CONTRIBUTION_MOST = 7

/** Compares one rule of one register; tells what kind of answer it was. */
function compare(one: Case, rule: MoneyRule): string {
  const sheet = layOut(one.facts)
  const fix = smallestFix({ sheet, policy: one.policy, judged: one.was, rule })
  if (fix.kind === 'none') {
    expect(fix.why).not.toBe('unknown')
    if (fix.why !== 'impossible') return fix.why
    expect(leastTransfer(one, rule, null)).toBe(null)
    expect(leastContribution(one, rule, CONTRIBUTION_MOST)).toBe(null)
    return fix.why
  }
  if (fix.kind === 'people') throw new Error('no people in a rule about shares')
  const after = new Map(one.facts.holders.map((h) => [h.id, { ...h }]))
  let total = 0n
  for (const { from, to, paid, promised } of fix.moves) {
    const [giver, id] = [from === null ? null : sheet.ids[from], sheet.ids[to] ?? '']
    const taker = after.get(id) ?? newcomer(id)
    after.set(id, { ...taker, paid: taker.paid + paid, promised: taker.promised + promised })
    if (giver !== null && giver !== undefined) {
      const known = after.get(giver) ?? newcomer(giver)
      const rest = { ...known, paid: known.paid - paid, promised: known.promised - promised }
      expect(rest.paid >= 0n && rest.promised >= 0n).toBe(true)
      after.set(giver, rest)
    }
    total += paid + promised
  }
  expect(total).toBe(fix.total)
  expect(fix.moves.every(({ from }) => (from === null) === (fix.kind === 'contribute'))).toBe(true)
  expect(mends(one, { ...one.facts, holders: [...after.values()] }, rule)).toBe(true)
  expect(leastTransfer(one, rule, fix.total)).toBe(null)
  const smaller = Number(fix.total) - 1
  expect(leastContribution(one, rule, Math.min(smaller, CONTRIBUTION_MOST))).toBe(null)
  if (fix.kind === 'contribute') expect(leastTransfer(one, rule, fix.total + 1n)).toBe(null)
  return fix.kind
}

describe('the smallest fix of a rule about shares', () => {
  test.each([
    { name: 'paid-up money only', holders: [3, 4], most: 5, promises: false, runs: 60 },
    { name: 'five holders', holders: [5, 5], most: 3, promises: false, runs: 15 },
    { name: 'with promises', holders: [3, 4], most: 2, promises: true, runs: 25 },
  ] as const)(
    'is right and nothing smaller is: $name',
    ({ runs, ...shape }) => {
      const seen: Record<string, number> = {}
      fc.assert(
        fc.property(cases(shape), (one) => {
          for (const rule of RULES) {
            const kind = compare(one, rule)
            seen[kind] = (seen[kind] ?? 0) + 1
          }
        }),
        { numRuns: runs },
      )
      for (const kind of ['transfer', 'contribute', 'impossible', 'passes']) {
        expect(seen[kind], kind).toBeGreaterThan(0)
      }
    },
    120_000,
  )
})

describe('large registers', () => {
  const people = (count: number, paid: bigint): HolderFacts[] =>
    Array.from({ length: count }, (_, i) => holder(`p${String(i).padStart(4, '0')}`, { paid }))
  const fixOf = (facts: RegisterFacts, rule: MoneyRule, policy: RegisterPolicy) => {
    const sheet = layOut(facts)
    return smallestFix({ sheet, policy, judged: judgeAll(sheet, policy), rule })
  }
  const collective = (paid: bigint) => holder('c', { class: 'collective', paid })

  test('one per cent for each of more than a hundred is impossible, and said so', () => {
    const holders = [collective(300_000n), ...people(700, 1000n)]
    const party = holders.slice(1, 121).map(({ id }) => id)
    const policy = policyWith({ 'SEED-BRANCH': { binding: 'each-party-paid' } })
    const facts = register(holders, { branch: { committee: [], partyMembers: party } })
    expect(fixOf(facts, 'SEED-BRANCH', policy)).toEqual({ kind: 'none', why: 'impossible' })
  })

  test('fifty of the branch are filled up to the fen', () => {
    const holders = [collective(300_000n), ...people(700, 1000n)]
    const party = holders.slice(1, 51).map(({ id }) => id)
    const policy = policyWith({ 'SEED-BRANCH': { binding: 'each-party-paid' } })
    const facts = register(holders, { branch: { committee: [], partyMembers: party } })
    // 1% of 1,000,000 is 10,000: fifty people lack 9,000 each.
    const fix = fixOf(facts, 'SEED-BRANCH', policy)
    expect(fix).toMatchObject({ kind: 'transfer', total: 450_000n })
  })

  test.each([
    [20, 'impossible'],
    [2000, 'unknown'],
  ] as const)('a cap that %i people cannot keep together is %s', (count, why) => {
    const policy = policyWith({ 'SEED-MAX20': { parameters: { max: fraction(1, count + 1) } } })
    expect(fixOf(register(people(count, 7n)), 'SEED-MAX20', policy)).toEqual({ kind: 'none', why })
  })
})
