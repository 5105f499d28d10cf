import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { contribution, type Lawful, sharesWorld, transfer } from './testing.ts'

const world = await sharesWorld()
const { run, as, ids, record } = world
let one: Lawful
let other: Lawful

beforeAll(async () => {
  one = await world.lawful(ids.villageA)
  other = await world.lawful(ids.villageB)
  const [first, second] = one.people.personIds
  await world.account('member', 'member', { person: first as never })
  await world.account('neighbour', 'member', { person: second as never })
  await world.account('nobody', 'member')
  await world.account('secretary', 'village_secretary', { unit: ids.villageA as never })
  await world.account('stationA', 'town_station', { unit: ids.townA as never })
})

interface Home {
  name: string
  household: { id: string; number: string } | null
  memberships: {
    coopId: string
    holderId: string
    paid: string
    share: string
    units: string
    history: { kind: string; paid: string; reversed: boolean }[]
    certificates: { number: string; outdated: boolean }[]
    assistance: { fund: string; units: string }[]
    rules: { rule: string; bound: string; text: { zh: string; en: string } }[]
  }[]
}

describe('a member’s own page', () => {
  test('own holdings, history, certificates, benefits, and the rules in plain words', async () => {
    const { coopId, holders, people } = one
    await record(coopId, [transfer(holders.get('p0'), holders.get('p1'), '50')])
    await record(coopId, [
      {
        kind: 'unit_grant',
        holder: holders.get('p0'),
        units: [{ unitClass: 'labour', units: '2.5' }],
        note: '工票',
      },
    ])
    await run('issueCertificates', { coopId, holderIds: [holders.get('p0')] })
    await run('addAssistance', {
      coopId,
      name: '扶贫股',
      fundSource: 's',
      fundDocument: 'd',
      amount: '1000',
      units: '10',
      conversionRule: 'c',
      from: '2020-03-01',
      beneficiaries: [
        { householdId: people.households[0], persons: 2, units: '4', from: '2020-03-01' },
      ],
    })
    const home = await as<Home>('member', 'memberHome', {})
    expect(home.household?.id).toBe(people.households[0])
    expect(home.memberships).toHaveLength(1)
    expect(home.memberships[0]).toMatchObject({
      coopId,
      holderId: holders.get('p0'),
      paid: '650.00',
      share: '13/200',
      units: '2.5',
      history: [
        { kind: 'contribution', paid: '700.00' },
        { kind: 'transfer', paid: '-50.00' },
        { kind: 'unit_grant', paid: '0.00' },
      ],
      certificates: [{ number: '2020-0001', outdated: false }],
      assistance: [{ fund: '扶贫股', units: '4' }],
    })
    const rules = home.memberships[0]?.rules ?? []
    expect(rules.map(({ rule }) => rule)).toContain('SEED-MAX20')
    expect(rules.find(({ rule }) => rule === 'SEED-COLL')?.text.zh).toMatch(/30\.00%/)
  })

  test('not a word about anybody else: no name, no id of another holder', async () => {
    const { holders, coopId } = one
    const answer = JSON.stringify(await as('member', 'memberHome', {}))
    const { rows } = await run<{ rows: { name: string; holderId: string; kind: string }[] }>(
      'readRegister',
      { coopId },
    )
    const others = rows.filter(({ holderId }) => holderId !== holders.get('p0'))
    expect(others).toHaveLength(10)
    for (const row of others) {
      expect(answer).not.toContain(row.holderId)
      if (row.kind === 'person') expect(answer).not.toContain(`"${row.name}"`)
    }
    const neighbour = await as<Home>('neighbour', 'memberHome', {})
    expect(neighbour.memberships.map(({ holderId }) => holderId)).toEqual([holders.get('p1')])
    expect(neighbour.memberships[0]?.assistance).toEqual([])
  })

  test('an account of no person has no page; the register itself is closed to members', async () => {
    expect((await refusalOf(as('nobody', 'memberHome', {}))).code).toBe('not_found')
    const register = as('member', 'readRegister', { coopId: one.coopId })
    expect((await refusalOf(register)).code).toBe('forbidden')
  })
})

describe('the public side', () => {
  interface Nature {
    shares: Record<'registered' | 'paid' | 'internal' | 'dividend', { share: string } | null>
    votes: Record<string, unknown>
    records: { kind: string; title: string }[]
  }
  const nature = (asOf?: string) =>
    run<Nature>('readPublicNature', {
      coopId: other.coopId,
      ...(asOf === undefined ? {} : { asOf }),
    })

  test('shares by four measures, one vote a member, additional votes within a fifth', async () => {
    const { coopId, holders } = other
    expect(await nature()).toMatchObject({
      shares: { registered: { share: '3/10' }, internal: null, dividend: null },
      votes: {
        basic: 11,
        additional: 0,
        additionalLimit: 2,
        collective: 1,
        collectiveShare: '1/11',
      },
    })
    const votes = (count: number) =>
      run('addPublicRecord', {
        coopId,
        kind: 'additional_votes',
        title: '附加表决权',
        basis: '章程第二十条',
        holderId: holders.get('c'),
        votes: count,
        from: '2020-01-01',
      })
    expect((await refusalOf(votes(3))).code).toBe('rule_blocked')
    await votes(2)
    expect((await refusalOf(votes(1))).code).toBe('rule_blocked')
    expect((await nature()).votes).toMatchObject({
      additional: 2,
      collective: 3,
      collectiveShare: '3/13',
    })
  })

  test('units make the internal measures appear; promised money the registered one', async () => {
    const { coopId, holders } = other
    await record(
      coopId,
      [
        {
          kind: 'unit_grant',
          holder: holders.get('c'),
          units: [{ unitClass: 'resource', units: '100', dividendUnits: '50' }],
          note: '资源股',
        },
        {
          kind: 'unit_grant',
          holder: holders.get('p0'),
          units: [{ unitClass: 'labour', units: '300', dividendUnits: '300' }],
          note: '劳务股',
        },
        contribution(holders.get('p0'), '0', '100'),
      ],
      { reason: '内部份额按决议调整' },
    )
    expect((await nature()).shares).toMatchObject({
      registered: { own: '3000.00', whole: '10100.00', share: '30/101' },
      paid: { share: '3/10' },
      internal: { own: '100', whole: '400', share: '1/4' },
      dividend: { share: '1/7' },
    })
  })

  test('records have a time', async () => {
    const { coopId } = other
    const { recordId } = await run<{ recordId: string }>('addPublicRecord', {
      coopId,
      kind: 'asset_lent',
      title: '村集体仓库',
      basis: '租赁合同',
      amount: '12000',
      from: '2020-05-01',
    })
    expect((await nature('2020-04-30')).records.map(({ kind }) => kind)).not.toContain('asset_lent')
    expect((await nature()).records.map(({ title }) => title)).toContain('村集体仓库')
    await run('endPublicRecord', { coopId, recordId, on: '2020-11-15' })
    expect((await nature()).records.map(({ title }) => title)).not.toContain('村集体仓库')
    const again = run('endPublicRecord', { coopId, recordId, on: '2020-11-20' })
    expect((await refusalOf(again)).code).toBe('conflict')
  })
})

describe('how the Party side joined', () => {
  test('members of the branch, in which order they joined, and their share', async () => {
    interface Joining {
      partyMembers: number
      joined: number
      share: string
      people: {
        personId: string
        committee: boolean
        order: number | null
        joinedOn: string | null
      }[]
    }
    const input = { coopId: one.coopId }
    const joining = await as<Joining>('secretary', 'partyJoining', input)
    expect(joining).toMatchObject({ partyMembers: 2, joined: 2, share: '1/1' })
    expect(joining.people.map(({ personId }) => personId).toSorted()).toEqual(
      one.people.personIds.slice(0, 2).toSorted(),
    )
    expect(
      joining.people.every(({ order, joinedOn }) => order === 1 && joinedOn === '2020-01-01'),
    ).toBe(true)
    expect(joining.people.filter(({ committee }) => committee)).toHaveLength(1)
    expect((await refusalOf(as('stationA', 'partyJoining', input))).code).toBe('forbidden')
  })
})

describe('pure commands', () => {
  test('check-id, apportion and check-register answer without a county', async () => {
    const anonymous = { caller: { kind: 'anonymous', source: 'test' } as const }
    expect(
      await run('checkId', { codes: ['91350100M000100Y43', '11010519491231002X'] }, anonymous),
    ).toMatchObject({ results: [{ kind: 'credit-code', valid: true }, { valid: true }] })
    expect(
      await run(
        'apportion',
        { total: '1.00', weights: ['a', 'b', 'c'].map((key) => ({ key, weight: '1/3' })) },
        anonymous,
      ),
    ).toEqual({
      amounts: [
        { key: 'a', amount: '0.34' },
        { key: 'b', amount: '0.33' },
        { key: 'c', amount: '0.33' },
      ],
    })
    const checked = await run<{ outcome: string; findings: { rule: string }[] }>(
      'checkRegister',
      {
        asOf: '2020-11-30',
        village: { households: 10 },
        branch: { committee: [], partyMembers: [] },
        holders: [],
      },
      anonymous,
    )
    expect(checked.findings).toHaveLength(8)
    expect(checked.outcome).toBe('fails')
  })
})
