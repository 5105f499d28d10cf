import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { dayNumber } from '../kernel/date.ts'
import { readShippedDivisions } from '../modules/registry/data.ts'
import { type HolderFacts, layOut } from '../modules/shares/rules/facts.ts'
import { judgeAll } from '../modules/shares/rules/judge.ts'
import type { Judged } from '../modules/shares/rules/reading.ts'
import { DEFAULT_POLICY } from '../modules/shares/rules/policy.ts'
import { parseDivisions } from './divisions.ts'
import { BREACHES, type CoopPlan, type CountyPlan, type HolderPlan } from './model.ts'
import { DEMO_SEED, planCounty } from './plan.ts'
import { PUBLISHED } from './plan/spread.ts'
import { planSmallCounty } from './small-county.ts'

const divisions = parseDivisions(readShippedDivisions('2016'))
const plan = planCounty(DEMO_SEED, divisions)
const counted = plan.coops.filter((coop) => coop.counted)
const people = new Map(plan.persons.map((person) => [person.key, person]))

const present = (coop: CoopPlan): HolderPlan[] => {
  const gone = new Set(coop.leavers.map(({ holderKey }) => holderKey))
  return coop.holders.filter(({ key }) => !gone.has(key))
}
const members = (coop: CoopPlan): HolderPlan[] =>
  present(coop).filter(({ kind }) => kind === 'person')

const helped = ({ assistance }: CoopPlan): string[] =>
  assistance.flatMap(({ beneficiaries }) => beneficiaries.map(({ personKey }) => personKey))

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? `${v}n` : v)))
    .digest('hex')

describe('totals', () => {
  test('the published numbers come out exactly', () => {
    const assisted = counted.filter(({ assistance }) => assistance.length > 0)
    expect({
      villages: plan.villages.filter(({ division }) => division.level === 'village').length,
      cooperatives: counted.length,
      members: counted.reduce((sum, coop) => sum + members(coop).length, 0),
      earlierYears: counted.filter((coop) => coop.class !== null).length,
      withAssistance: assisted.length,
      beneficiaries: new Set(assisted.flatMap(helped)).size,
      unions: plan.unions.length,
      today: plan.today,
    }).toEqual(PUBLISHED)
  })

  test('the towns are the 18 real ones, each with a co-op, 70 of them in 院东头镇', () => {
    const towns = Map.groupBy(counted, ({ villageCode }) => villageCode.slice(0, 9))
    expect(towns.size).toBe(18)
    expect([...towns.keys()].toSorted()).toEqual(plan.towns.map(({ code }) => code).toSorted())
    expect(towns.get('371323113')).toHaveLength(70)
  })

  test('every village has at most one co-op, every name and code is given once', () => {
    for (const of of ['villageCode', 'name', 'key'] as const) {
      expect(new Set(plan.coops.map((coop) => coop[of])).size).toBe(plan.coops.length)
    }
    const codes = plan.coops.flatMap(({ creditCode }) => creditCode ?? [])
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('sizes run from 5 to about 300 with a mean of 46.6', () => {
    const sizes = counted.map((coop) => members(coop).length).toSorted((a, b) => a - b)
    expect(sizes[0]).toBeGreaterThanOrEqual(5)
    expect(sizes[0]).toBeLessThan(10)
    expect(sizes.at(-1)).toBeGreaterThan(215)
    expect(sizes.filter((size) => size > 150).length).toBeGreaterThan(3)
  })

  test('each union has three members or more of one town and one industry, and no co-op two', () => {
    const joined = plan.unions.flatMap((union) => union.members)
    expect(new Set(joined).size).toBe(joined.length)
    for (const union of plan.unions) {
      const coops = counted.filter(({ key }) => union.members.includes(key))
      expect(coops.length).toBeGreaterThanOrEqual(3)
      expect(new Set(coops.map(({ industry }) => industry))).toEqual(new Set([union.industry]))
      expect(coops.every(({ villageCode }) => villageCode.startsWith(union.townCode))).toBe(true)
      expect(coops.every(({ registeredOn }) => (registeredOn ?? '') < union.foundedOn)).toBe(true)
    }
  })
})

describe('determinism', () => {
  test('the same seed gives the same county, another seed another one with the same totals', () => {
    expect(hashOf(planCounty(DEMO_SEED, divisions))).toBe(hashOf(plan))
    // Whoever changes the county on purpose writes the new hash here and prints docs/demo.md again.
    expect(hashOf(plan)).toBe('0c67068dd47126a1802bb2a68848a626280f41dd6bc1033c436c125675b76e62')
    const other = planCounty(7, divisions)
    expect(hashOf(other)).not.toBe(hashOf(plan))
    const coops = other.coops.filter((coop) => coop.counted)
    expect(coops.reduce((sum, coop) => sum + members(coop).length, 0)).toBe(PUBLISHED.members)
  })
})

describe('people', () => {
  test('numbers are right by form, unique, and nobody’s', () => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    for (const { idNumber, birthDate, sex } of plan.persons) {
      expect(idNumber.startsWith('371399')).toBe(true)
      const sum = weights.reduce((total, weight, i) => total + weight * Number(idNumber[i]), 0)
      expect(idNumber[17]).toBe('10X98765432'[sum % 11])
      expect(idNumber.slice(6, 14)).toBe(birthDate.replaceAll('-', ''))
      expect(Number(idNumber[16]) % 2).toBe(sex === 'male' ? 1 : 0)
    }
    expect(new Set(plan.persons.map(({ idNumber }) => idNumber)).size).toBe(plan.persons.length)
    const phones = plan.persons.flatMap(({ phone }) => phone ?? [])
    expect(phones.every((phone) => /^154\d{8}$/.test(phone))).toBe(true)
    expect(new Set(phones).size).toBe(phones.length)
  })

  test('nobody is in two co-ops, and members were grown up when they joined', () => {
    const joined = plan.coops.flatMap(({ holders }) =>
      holders.flatMap(({ personKey, joinedOn }) =>
        personKey === null ? [] : [{ personKey, joinedOn }],
      ),
    )
    expect(new Set(joined.map(({ personKey }) => personKey)).size).toBe(joined.length)
    for (const { personKey, joinedOn } of joined) {
      const born = people.get(personKey)?.birthDate
      expect(born).toBeDefined()
      expect(dayNumber(joinedOn) - dayNumber(born ?? joinedOn)).toBeGreaterThan(18 * 365)
    }
  })

  test('names that careless software loses are among them', () => {
    for (const sign of ['𠮷', '㐂', '䶮', '𪚥', '·']) {
      expect(
        plan.persons.some(({ name }) => name.includes(sign)),
        sign,
      ).toBe(true)
    }
    expect(plan.persons.every(({ name }) => name === name.normalize('NFC').trim())).toBe(true)
  })

  test('everybody lives in a household of their own village, and every household has a head', () => {
    const homes = new Map(plan.households.map((home) => [home.key, home]))
    const heads = new Set<string>()
    for (const { householdKey, villageCode, relation } of plan.persons) {
      expect(homes.get(householdKey)?.villageCode).toBe(villageCode)
      if (relation === '户主') heads.add(householdKey)
    }
    expect(heads.size).toBe(homes.size)
  })
})

describe('dates', () => {
  test('the 120 were registered before 2019, the others from June 2019 to the day', () => {
    for (const { class: group, registeredOn } of counted) {
      const day = registeredOn ?? ''
      if (group === null) expect(day >= '2019-06-01' && day <= plan.today).toBe(true)
      else expect(day >= '2011-01-01' && day < '2019-01-01').toBe(true)
    }
  })

  test('nothing happens after today, before the founding or out of order', () => {
    for (const coop of plan.coops) {
      const days = coop.steps.map(({ on }) => on)
      expect(days).toEqual(days.toSorted())
      expect((days.at(-1) ?? '') <= plan.today).toBe(true)
      for (const { joinedOn, contributions } of coop.holders) {
        for (const on of [joinedOn, ...contributions.map((part) => part.on)]) {
          expect(on >= coop.foundedOn && on <= plan.today).toBe(true)
        }
      }
    }
  })
})

/** The register of a co-op as the rules of the product see it. */
function judgeCoop(county: CountyPlan, coop: CoopPlan): Map<string, Judged> {
  const base = county.villages.find(({ division }) => division.code === coop.villageCode)?.base
  const party = county.party.filter(({ villageCode }) => villageCode === coop.villageCode)
  const residents = new Map(county.persons.map((person) => [person.key, person]))
  const units = present(coop).some((holder) => holder.units.length > 0)
  const holders = present(coop).map((holder): HolderFacts => {
    const own = holder.units.reduce((sum, row) => sum + row.units, 0)
    const internal = units ? BigInt(own) * 1_000_000n : null
    return {
      id: holder.personKey ?? holder.key,
      name: holder.name,
      class: holder.kind,
      farmer: holder.farmer,
      household: residents.get(holder.personKey ?? '')?.householdKey ?? null,
      group: holder.relatedGroup,
      publicFunction: holder.publicFunction,
      poverty: holder.class === 'assisted',
      paid: holder.contributions.reduce((sum, part) => sum + part.paid, 0n),
      promised: holder.contributions.reduce((sum, part) => sum + part.promised, 0n),
      internalUnits: internal,
      dividendRights: internal,
    }
  })
  const sheet = layOut({
    asOf: county.today,
    village: {
      households: base?.registered ?? 0,
      residentHouseholds: base?.resident ?? null,
      collectiveHouseholds: base?.collective ?? null,
    },
    branch: {
      committee: party.filter(({ committee }) => committee).map(({ personKey }) => personKey),
      partyMembers: party.map(({ personKey }) => personKey),
    },
    stage: 'running',
    holders,
  })
  return new Map(judgeAll(sheet, DEFAULT_POLICY).map((judged) => [judged.rule, judged]))
}

describe('rules', () => {
  const judged = new Map(counted.map((coop) => [coop.key, judgeCoop(plan, coop)]))
  const outcomes = (coop: CoopPlan): string[] =>
    Array.from(judged.get(coop.key) ?? [], ([rule, { outcome }]) => `${rule} ${outcome}`).filter(
      (line) => !line.endsWith('passes'),
    )

  test('every planted breach is found by its rule, and by no other', () => {
    expect(plan.planted.length).toBeGreaterThanOrEqual(40)
    expect(new Set(plan.planted.map(({ breach }) => breach))).toEqual(new Set(BREACHES))
    for (const { coopKey, expect: wanted, what } of plan.planted) {
      const coop = counted.find(({ key }) => key === coopKey)
      const found = coop === undefined ? ['missing'] : outcomes(coop)
      const line = wanted === null ? [] : [`${wanted.rule} ${wanted.outcome}`]
      expect(found, `${coop?.name}: ${what.zh}`).toEqual(line)
    }
  })

  test('sound registers pass every rule under every reading', () => {
    const sound = counted.filter(({ design }) => design === 'sound')
    expect(sound.length).toBeGreaterThan(150)
    for (const coop of sound) expect(outcomes(coop), coop.name).toEqual([])
  })

  test('registers that depend on the reading do so by the rule they were made for', () => {
    const made = {
      party_partly: 'SEED-BRANCH depends',
      resident_base: 'SEED-HH10 depends',
      labour_dilutes: 'SEED-COLL depends',
    } as const
    for (const [design, line] of Object.entries(made)) {
      const coops = counted.filter((coop) => coop.design === design)
      expect(coops.length).toBeGreaterThanOrEqual(10)
      for (const coop of coops) expect(outcomes(coop), `${coop.name} ${design}`).toContain(line)
    }
  })

  test('the breaches without a rule are in the plan', () => {
    const of = (breach: string): CoopPlan[] => counted.filter(({ design }) => design === breach)
    const dead = new Map(plan.deaths.map(({ personKey, on }) => [personKey, on]))
    for (const coop of of('beneficiary_dead')) {
      const listed = helped(coop).filter((personKey) => dead.has(personKey))
      expect(listed).toHaveLength(2)
    }
    for (const { assistance } of of('fund_over')) {
      expect(assistance.map(({ to }) => (to ?? '9999') < plan.today)).toEqual([true, false])
    }
    for (const coop of of('code_wrong')) expect(coop.creditCode).toMatch(/^93371323DM\d{6}/)
  })
})

describe('the second county', () => {
  const small = planSmallCounty(DEMO_SEED)
  test('it is small, sound and shares nobody with the first', () => {
    expect(small.towns).toHaveLength(2)
    expect(small.villages).toHaveLength(6)
    expect(small.coops).toHaveLength(3)
    for (const coop of small.coops) {
      const lines = Array.from(judgeCoop(small, coop).values(), ({ outcome }) => outcome)
      expect(new Set(lines)).toEqual(new Set(['passes']))
    }
  })
})
