import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findingSchema } from '../../../kernel/finding.ts'
import { compareFractions, fraction } from '../../../kernel/fraction.ts'
import { concentration } from './concentration.ts'
import { type HolderFacts, layOut, type RegisterFacts } from './facts.ts'
import { findingsOf } from './findings.ts'
import { judgeAll, worsened } from './judge.ts'
import { capRoom, collectiveRoom, lookAhead } from './look-ahead.ts'
import {
  DEFAULT_POLICY,
  PARAMETERS,
  policyOfVersions,
  policyWith,
  RULE_IDS,
  type RuleId,
  SHARE_RULES,
} from './policy.ts'
import { fen, holder, lawful, register } from './testing.ts'

const some = <T>(...values: readonly [T, ...T[]]) => fc.constantFrom(...values)
const amounts = fc.bigInt({ min: 0n, max: 10n ** 9n })

const registers: fc.Arbitrary<RegisterFacts> = fc
  .record({
    holders: fc.array(
      fc.record({
        class: some<HolderFacts['class']>(
          'person',
          'person',
          'collective',
          'enterprise',
          'unit',
          'other',
        ),
        farmer: fc.boolean(),
        household: some<string | null>(null, 'h1', 'h2', 'h3'),
        group: some<string | null>(null, 'g1', 'g2'),
        publicFunction: fc.boolean(),
        paid: amounts,
        promised: amounts,
        internalUnits: amounts,
        dividendRights: fc.option(amounts),
      }),
      { maxLength: 24 },
    ),
    committee: fc.subarray(['m00', 'm01', 'x']),
    party: fc.subarray(['m02', 'm03', 'y']),
    households: fc.nat(60),
    stage: some('founding' as const, 'running' as const),
  })
  .map(({ holders, committee, party, households, stage }) =>
    register(
      holders.map((facts, i) => holder(`m${String(i).padStart(2, '0')}`, facts)),
      {
        branch: { committee, partyMembers: party },
        village: { households, residentHouseholds: null, collectiveHouseholds: households },
        stage,
      },
    ),
  )

const finding = (facts: RegisterFacts, rule: RuleId, policy = DEFAULT_POLICY) => {
  const found = findingsOf(facts, policy).find((one) => one.rule === rule)
  if (found === undefined) throw new Error(`no finding of ${rule}`)
  return found
}
const reading = (facts: RegisterFacts, rule: RuleId, id: string) =>
  finding(facts, rule).readings.find((one) => one.id === id)

describe('all rules', () => {
  test('every register gets eight well-formed findings in their order', () => {
    fc.assert(
      fc.property(registers, (facts) => {
        const findings = findingsOf(facts)
        expect(findings.map(({ rule }) => rule)).toEqual(RULE_IDS)
        for (const one of findings) {
          expect(findingSchema.parse(one)).toEqual(one)
          expect(one.text.zh.length).toBeGreaterThan(5)
          expect(one.text.en).not.toMatch(/undefined|\[object/)
          const known = SHARE_RULES[one.rule as RuleId].readings.map(({ id }) => id)
          const listed = [...one.readings, ...one.notComputed].map(({ id }) => id)
          expect(listed.toSorted()).toEqual(known.toSorted())
          const outcomes = new Set(one.readings.map(({ outcome }) => outcome))
          const alone = outcomes.size === 1 ? [...outcomes][0] : 'depends'
          expect(one.outcome).toBe(alone)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('the order of holders does not matter', () => {
    fc.assert(
      fc.property(registers, fc.func(fc.nat()), (facts, mix) => {
        const holders = facts.holders.toSorted((a, b) => mix(a.id) - mix(b.id))
        expect(findingsOf({ ...facts, holders })).toEqual(findingsOf(facts))
      }),
      { numRuns: 100 },
    )
  })

  test('the unit of money does not matter', () => {
    const plain = (facts: RegisterFacts) =>
      findingsOf(facts).map(({ outcome, readings, rows }) => ({ outcome, readings, rows }))
    fc.assert(
      fc.property(registers, fc.bigInt({ min: 2n, max: 1000n }), (facts, factor) => {
        const holders = facts.holders.map((one) => ({
          ...one,
          paid: one.paid * factor,
          promised: one.promised * factor,
        }))
        expect(plain({ ...facts, holders })).toEqual(plain(facts))
      }),
      { numRuns: 100 },
    )
  })

  test('holders who hold nothing change no share', () => {
    fc.assert(
      fc.property(registers, (facts) => {
        const more = holder('z', { internalUnits: 0n, dividendRights: 0n, farmer: true })
        const after = judgeAll(
          layOut({ ...facts, holders: [...facts.holders, more] }),
          DEFAULT_POLICY,
        )
        const before = judgeAll(layOut(facts), DEFAULT_POLICY)
        const moved = worsened(before, after).filter((rule) => rule.startsWith('SEED'))
        expect(moved).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  test('a lawful register passes everything', () => {
    expect(findingsOf(lawful()).filter(({ outcome }) => outcome !== 'passes')).toEqual([])
  })

  test('an empty register is judged too', () => {
    const outcomes = findingsOf(register([])).map(({ rule, outcome }) => `${rule} ${outcome}`)
    expect(outcomes).toEqual([
      'SEED-COLL depends',
      'SEED-BRANCH depends',
      'SEED-MAX20 depends',
      'SEED-HH10 fails',
      'COOP-MIN fails',
      'COOP-FARMER80 depends',
      'COOP-UNIT passes',
      'COOP-PUBLIC passes',
    ])
  })
})

describe('readings', () => {
  test('the base of a share holds every holder, shares set aside included', () => {
    const facts = register([
      holder('c', { class: 'collective', paid: fen('30') }),
      holder('r', { class: 'other', paid: fen('50') }),
      holder('a', { paid: fen('20') }),
    ])
    expect(reading(facts, 'SEED-COLL', 'paid')?.measured).toBe('3/10')
    expect(reading(facts, 'SEED-MAX20', 'person-paid')?.measured).toBe('1/5')
    expect(reading(facts, 'COOP-MIN', 'members')?.measured).toBe('2')
  })

  test('units that not everybody states are missing, by name', () => {
    const facts = register([
      holder('a', { paid: 1n, internalUnits: 5n }),
      ...['b', 'd', 'e', 'f'].map((id) => holder(id, { paid: 1n })),
    ])
    expect(finding(facts, 'SEED-COLL').notComputed).toEqual([
      { id: 'internal', missing: 'internalUnits: b, d, e +1' },
      { id: 'dividend', missing: 'dividendRights' },
    ])
  })

  test('each, together and average of the committee; who holds nothing counts as zero', () => {
    const facts = register(
      [
        holder('a', { paid: fen('2') }),
        holder('b', { paid: fen('1') }),
        holder('z', { paid: fen('97') }),
      ],
      { branch: { committee: ['a', 'x'], partyMembers: ['b'] } },
    )
    const measured = (id: string) => reading(facts, 'SEED-BRANCH', id)?.measured
    expect(measured('each-committee-paid')).toBe('0/1')
    expect(measured('together-committee-paid')).toBe('1/50')
    expect(measured('average-committee-paid')).toBe('1/100')
    expect(measured('together-party-paid')).toBe('3/100')
    expect(measured('average-party-paid')).toBe('1/100')
    const policy = policyWith({ 'SEED-BRANCH': { binding: 'each-committee-paid' } })
    expect(finding(facts, 'SEED-BRANCH', policy).rows).toEqual(['x'])
  })

  test('a branch of which nobody is named cannot be measured', () => {
    const facts = register([holder('a', { paid: 1n })])
    const found = finding(facts, 'SEED-BRANCH')
    expect(found).toMatchObject({ outcome: 'depends', readings: [], fix: null, rows: [] })
    expect(found.notComputed).toContainEqual({
      id: 'each-committee-paid',
      missing: 'branch.committee',
    })
  })

  test('linked members of different households count together only as a group', () => {
    const facts = register([
      holder('a', { paid: fen('15'), household: 'h1', group: 'g' }),
      holder('b', { paid: fen('15'), household: 'h2', group: 'g' }),
      holder('z', { class: 'collective', paid: fen('70'), group: 'g' }),
    ])
    expect(reading(facts, 'SEED-MAX20', 'household-paid')?.measured).toBe('3/20')
    expect(reading(facts, 'SEED-MAX20', 'group-paid')?.measured).toBe('3/10')
    expect(finding(facts, 'SEED-MAX20').outcome).toBe('depends')
  })

  test('too few farmers refuse a founding and warn a co-op that runs', () => {
    const holders = [1, 2, 3, 4, 5].map((i) => holder(`p${i}`, { farmer: i > 2 }))
    expect(finding(register(holders, { stage: 'founding' }), 'COOP-FARMER80').severity).toBe(
      'block',
    )
    expect(finding(register(holders), 'COOP-FARMER80').severity).toBe('warn')
  })

  test('an organisation is no farmer, whatever its row says', () => {
    const facts = register([holder('e', { class: 'enterprise', farmer: true }), holder('a')])
    expect(reading(facts, 'COOP-FARMER80', 'farmers')?.measured).toBe('1/2')
  })

  test('whether the collective is a unit is a parameter', () => {
    const holders = [
      holder('c', { class: 'collective' }),
      holder('e', { class: 'enterprise' }),
      ...[1, 2, 3, 4].map((i) => holder(`p${i}`)),
    ]
    expect(finding(register(holders), 'COOP-UNIT').outcome).toBe('fails')
    const policy = policyWith({ 'COOP-UNIT': { parameters: { collectiveCounts: false } } })
    expect(finding(register(holders), 'COOP-UNIT', policy).outcome).toBe('passes')
  })

  test('findings say what stands in the other readings', () => {
    const facts = lawful()
    const unpaid = facts.holders.map((one) =>
      one.id === 'c' ? { ...one, paid: 0n, promised: one.paid } : one,
    )
    const { text } = finding({ ...facts, holders: unpaid }, 'SEED-COLL')
    expect(text.zh).toContain('集体按实缴出资占 0.00%,以 20%—40% 为宜,低 20.00 个百分点')
    expect(text.zh).toContain('但按认缴出资口径符合')
    expect(text.en).toContain('1 other reading(s) pass')
  })
})

describe('policy', () => {
  test('the defaults are the county’s figures and the Act’s', () => {
    const parameters = RULE_IDS.map((rule) => SHARE_RULES[rule].defaults)
    expect(parameters).toEqual([
      { min: '20/100', max: '40/100' },
      { min: '1/100' },
      { max: '20/100' },
      { min: '10/100' },
      { members: 5 },
      { min: '80/100' },
      { small: 20, smallUnits: 1, max: '5/100', collectiveCounts: true },
      {},
    ])
    for (const rule of RULE_IDS) {
      const { binding, readings, clause, source, title } = SHARE_RULES[rule]
      expect(readings.map(({ id }) => id)).toContain(binding)
      expect(new Set(readings.map(({ text }) => text.zh)).size).toBe(readings.length)
      expect(clause.number.length * source.length * title.zh.length).toBeGreaterThan(0)
      expect(PARAMETERS[rule].safeParse({ ...SHARE_RULES[rule].defaults, more: 1 }).success).toBe(
        false,
      )
    }
    expect(PARAMETERS['SEED-COLL'].safeParse({ min: '2/5', max: '1/5' }).success).toBe(false)
  })

  test('a county’s rule set replaces what it holds', () => {
    const policy = policyOfVersions([
      {
        rule: 'SEED-MAX20',
        version: '3',
        severity: 'warn',
        binding: 'household-paid',
        parameters: { max: '0.15' },
      },
      { rule: 'LEDGER-1', version: '1', severity: 'info', binding: 'x', parameters: {} },
    ])
    expect(policy['SEED-MAX20']).toMatchObject({
      version: '3',
      parameters: { max: fraction(3, 20) },
    })
    expect(policy['SEED-COLL']).toEqual(DEFAULT_POLICY['SEED-COLL'])
  })
})

describe('looking ahead', () => {
  const after = (facts: RegisterFacts, id: string, more: bigint): RegisterFacts => ({
    ...facts,
    holders: facts.holders.map((one) => (one.id === id ? { ...one, paid: one.paid + more } : one)),
  })
  const failing = (facts: RegisterFacts): string[] =>
    judgeAll(layOut(facts), DEFAULT_POLICY).flatMap(({ rule, bound }) =>
      bound?.outcome === 'fails' ? [rule] : [],
    )

  test('the room is exact: all of it breaks nothing, a fen more does', () => {
    const facts = lawful()
    for (const { id } of facts.holders) {
      const { room, limitedBy } = lookAhead(layOut(facts), DEFAULT_POLICY, id)
      expect(room).not.toBe(null)
      expect(failing(after(facts, id, room ?? 0n))).toEqual([])
      expect(failing(after(facts, id, (room ?? 0n) + 1n))).toEqual([limitedBy])
    }
  })

  test('the room under the cap, for new money and for a transfer', () => {
    const facts = lawful()
    const room = capRoom(layOut(facts), DEFAULT_POLICY, { scope: 'person', key: 'p001' })
    // 7,000 of 100,000: 20% of what stands is 13,000 more; with new money y = (20,000 − 7,000) / 0.8.
    expect(room).toEqual({ contribute: fen('16250'), receive: fen('13000') })
    const household = capRoom(layOut(facts), DEFAULT_POLICY, { scope: 'household', key: 'h1' })
    expect(household).toEqual(room)
    expect(capRoom(layOut(facts), DEFAULT_POLICY, { scope: 'person', key: 'c' })).toBe(null)
    // 30,000 of 100,000 up to 40%: y = (40,000 − 30,000) / 0.6, cut to the fen.
    expect(collectiveRoom(layOut(facts), DEFAULT_POLICY)).toBe(fen('16666.66'))
  })

  test('who is over already has no room, and where nothing is measured there is no limit', () => {
    const over = after(lawful(), 'p001', fen('90000'))
    expect(lookAhead(layOut(over), DEFAULT_POLICY, 'p001').room).toBe(0n)
    expect(capRoom(layOut(over), DEFAULT_POLICY, { scope: 'person', key: 'p001' })).toEqual({
      contribute: 0n,
      receive: 0n,
    })
    const empty = layOut(register([holder('a')]))
    expect(lookAhead(empty, DEFAULT_POLICY, 'a')).toEqual({ room: null, limitedBy: null })
    const free = policyWith({ 'SEED-MAX20': { parameters: { max: fraction(1) } } })
    const room = capRoom(layOut(lawful()), free, { scope: 'person', key: 'p001' })
    expect(room?.contribute).toBe(null)
  })
})

describe('concentration', () => {
  test('a worked example', () => {
    const sheet = layOut(
      register([
        holder('c', { class: 'collective', paid: 30n }),
        holder('a', { paid: 20n, household: 'h' }),
        holder('b', { paid: 20n, household: 'h' }),
        holder('d', { paid: 20n, group: 'g' }),
        holder('e', { paid: 10n, group: 'g' }),
      ]),
    )
    expect(concentration(sheet, 'paid', 'person')).toEqual({
      largest: fraction(1, 5),
      top3: fraction(3, 5),
      top5: fraction(7, 10),
      herfindahl: fraction(900 + 400 + 400 + 400 + 100, 10_000),
    })
    expect(concentration(sheet, 'paid', 'household').largest).toEqual(fraction(2, 5))
    expect(concentration(sheet, 'paid', 'group').largest).toEqual(fraction(3, 10))
    expect(concentration(sheet, 'dividend', 'person').largest).toBe(null)
  })

  test('measures are ordered and grouping never lowers them', () => {
    fc.assert(
      fc.property(registers, (facts) => {
        const sheet = layOut(facts)
        const person = concentration(sheet, 'registered', 'person')
        const household = concentration(sheet, 'registered', 'household')
        const { largest, top3, top5, herfindahl } = person
        if (largest === null || top3 === null || top5 === null || herfindahl === null) return
        expect(compareFractions(largest, top3)).toBeLessThanOrEqual(0)
        expect(compareFractions(top3, top5)).toBeLessThanOrEqual(0)
        expect(compareFractions(herfindahl, fraction(1))).toBeLessThanOrEqual(0)
        expect(compareFractions(largest, household.largest ?? fraction(0))).toBeLessThanOrEqual(0)
        expect(
          compareFractions(herfindahl, household.herfindahl ?? fraction(0)),
        ).toBeLessThanOrEqual(0)
      }),
    )
  })
})
