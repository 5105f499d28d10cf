import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { AnyId } from '../../kernel/id.ts'
import { refusalOf, testCounty } from '../policy/testing.ts'
import type { registryContract } from './contract.ts'
import { readShippedDivisions } from './data.ts'
import { registryModule } from './index.ts'

type Answer<K extends keyof typeof registryContract> = z.input<
  (typeof registryContract)[K]['output']
>

const world = await testCounty([registryModule])
const { run, countyId } = world
const units = { east: '' as AnyId, west: '' as AnyId, a: '' as AnyId }
let coops: string[] = []
let far = ''

beforeAll(async () => {
  await run('importDivisions', {
    vintage: '2016',
    effectiveFrom: '2016-07-31',
    source: '国家统计局',
    csv: readShippedDivisions('2016'),
  })
  await run('installCatalogues', {})
  const { nodes } = await run<Answer<'divisionTree'>>('divisionTree', {})
  const [east, west] = nodes.filter((node) => node.level === 'town')
  const first = (town: typeof east) => nodes.find((node) => node.parentId === town?.id)?.id
  units.east = east?.id as AnyId
  units.west = west?.id as AnyId
  units.a = first(east) as AnyId
  const row = (name: string, villageId: string | undefined) => ({
    name,
    villageId,
    mainKind: 'production',
    industry: 'apple',
    from: '2018-01-01',
    status: 'registered',
  })
  const made = await run<Answer<'registerCooperatives'>>('registerCooperatives', {
    unitId: countyId,
    rows: ['甲', '乙', '丙', '丁', '戊']
      .map((name) => row(`${name}果社`, units.a))
      .concat(row('远果社', first(west))),
  })
  coops = made.ids.slice(0, 5)
  far = made.ids[5] ?? ''
  await world.account('east', 'town_station', { unit: units.east })
  await world.account('west', 'town_station', { unit: units.west })
})

const form = (memberIds: string[], more: object = {}) =>
  run<Answer<'formUnion'>>('formUnion', {
    seatId: units.east,
    name: '马站果业联合社',
    foundedOn: '2019-01-01',
    memberIds,
    document: '设立大会决议',
    ...more,
  })
const read = (unionId: string, asOf?: string) =>
  run<Answer<'readUnion'>>('readUnion', { unionId, ...(asOf === undefined ? {} : { asOf }) })
const change = (unionId: string, on: string, more: object) =>
  run<Answer<'changeUnionMembers'>>('changeUnionMembers', {
    unionId,
    on,
    reason: '成员大会决议',
    document: '决议1号',
    ...more,
  })

describe('unions', () => {
  let union = ''

  test('where one could be formed', async () => {
    const { proposals } = await run<Answer<'proposeUnions'>>('proposeUnions', {})
    expect(proposals).toHaveLength(1)
    expect(proposals[0]).toMatchObject({ town: { id: units.east }, industry: { name: '苹果' } })
    expect(proposals[0]?.cooperatives).toHaveLength(5)
  })

  test('two co-ops are refused with the finding and its fix', async () => {
    const refusal = await refusalOf(form(coops.slice(0, 2)))
    expect(refusal.code).toBe('rule_blocked')
    expect(refusal.data).toMatchObject({
      findings: [{ rule: 'UNION-3', severity: 'block', outcome: 'fails', fix: { total: '1' } }],
    })
  })

  test('three found a union: one co-op one vote, no delegates', async () => {
    const answer = await form(coops.slice(0, 3), { creditCode: '93371323MA3C7K2P35' })
    union = answer.id
    expect(answer.findings.map((finding) => [finding.rule, finding.outcome])).toEqual([
      ['UNION-3', 'passes'],
      ['UNION-1V', 'passes'],
    ])
    const state = await read(union)
    expect(state.union).toMatchObject({ members: 3, votes: 3, creditCodeCheck: 'valid' })
    expect(state.members.map((member) => member.votes)).toEqual([1, 1, 1])
  })

  test('members are different co-ops inside the seat, and no unions', async () => {
    expect((await refusalOf(form([...coops.slice(0, 2), far]))).code).toBe('not_found')
    const twice = await refusalOf(form([coops[0] ?? '', coops[0] ?? '', coops[1] ?? '']))
    expect(twice.faults.map((fault) => fault.path)).toEqual(['$.memberIds[1]'])
    const nested = await refusalOf(form([...coops.slice(0, 2), union]))
    expect(nested.faults.map((fault) => fault.path)).toEqual(['$.memberIds[2]'])
    const taken = form(coops.slice(0, 3), { name: '另一家', creditCode: '93371323MA3C7K2P35' })
    expect((await refusalOf(taken)).code).toBe('conflict')
  })

  test('its own facts change from a day; what counted before stays for its days', async () => {
    const alter = (from: string, changes: object) =>
      run<Answer<'changeUnion'>>('changeUnion', {
        unionId: union,
        from,
        reason: '更名',
        document: '决议2号',
        changes,
      })
    expect((await read(union)).union).toMatchObject({ status: 'founding', factsFrom: '2019-01-01' })
    const alone = await refusalOf(alter('2019-02-01', { status: 'registered' }))
    expect(alone.faults.map((fault) => fault.path)).toEqual(['$.changes.registeredOn'])
    const jump = await refusalOf(alter('2019-02-01', { status: 'suspended' }))
    expect(jump.faults[0]?.text.zh).toContain('可变更为:存续')
    const answer = await alter('2019-02-01', {
      name: '马站果业示例联合社',
      status: 'registered',
      registeredOn: '2019-01-28',
      registeredAddress: '马站镇一号',
      registeredCapital: '500000.00',
      industry: 'apple',
      chairName: '王秀英',
    })
    expect(answer.changed.toSorted()).toEqual(
      'chairName industry name registeredAddress registeredCapital registeredOn status'.split(' '),
    )
    const state = await read(union)
    expect(state.union).toMatchObject({
      name: '马站果业示例联合社',
      status: 'registered',
      registeredCapital: '500000.00',
      industry: { name: '苹果' },
      creditCode: '93371323MA3C7K2P35',
      nextStatuses: ['suspended', 'revoked', 'liquidating'],
    })
    expect(state.history).toMatchObject([
      { validFrom: '2019-01-01', validTo: '2019-02-01', name: '马站果业联合社', chairName: null },
    ])
    expect((await read(union, '2019-01-31')).union).toMatchObject({
      name: '马站果业联合社',
      status: 'founding',
      registeredAddress: null,
    })
    expect((await alter('2019-03-01', { chairName: '王秀英' })).changed).toEqual([])
    expect((await refusalOf(alter('2019-01-15', { chairName: null }))).code).toBe('conflict')
    const taken = alter('2019-03-01', { creditCode: '93371323MA3C7K2P36' })
    expect((await taken).warnings).toHaveLength(1)
    await alter('2019-03-01', { creditCode: '93371323MA3C7K2P35' })
    const unit = await world.db.owner.query('SELECT name FROM org_unit WHERE id = $1', [union])
    expect(unit.rows[0]?.name).toBe('马站果业示例联合社')
    const west = world.as('west', 'changeUnion', {
      unionId: union,
      from: '2019-04-01',
      reason: '试',
      document: '试',
      changes: { name: '别人的' },
    })
    expect((await refusalOf(west)).code).toBe('not_found')
  })

  test('under three: warned, six months to cure, blocking when overdue, cured by a new member', async () => {
    const fell = await change(union, '2020-01-15', { remove: [coops[2]] })
    expect(fell.findings[0]).toMatchObject({ rule: 'UNION-3', outcome: 'fails', severity: 'block' })
    const state = await read(union)
    expect(state.union).toMatchObject({ belowSince: '2020-01-15', cureUntil: '2020-07-15' })
    expect(state.former.map((member) => member.leftOn)).toEqual(['2020-01-15'])
    const cured = await change(union, '2020-08-01', { add: [coops[3], coops[4]] })
    expect(cured).toMatchObject({ members: 4 })
    expect((await read(union)).union.belowSince).toBeNull()
    expect((await read(union, '2020-01-14')).union.members).toBe(3)
    expect((await read(union, '2020-03-01')).union.members).toBe(2)
  })

  test('within the six months it is a warning', async () => {
    const fell = await change(union, '2020-11-01', { remove: [coops[3], coops[4]] })
    expect(fell.findings[0]).toMatchObject({ severity: 'warn', outcome: 'fails' })
    expect(fell.findings[0]?.text.zh).toContain('须在 2021-05-01 前补足')
    await change(union, '2020-11-10', { add: [coops[3]] })
  })

  test('unions are counted apart from co-ops, and filtered by', async () => {
    const list = await run<Answer<'listCooperatives'>>('listCooperatives', {})
    expect([list.total, list.unions]).toEqual([6, 1])
    const members = await run<Answer<'listCooperatives'>>('listCooperatives', { unionId: union })
    expect(members.rows.map((row) => row.name)).toEqual(['丁果社', '甲果社', '乙果社'])
    expect(members.rows[0]?.unions).toEqual([{ id: union, name: '马站果业示例联合社' }])
    const free = await run<Answer<'listCooperatives'>>('listCooperatives', { inUnion: 'false' })
    expect(free.total).toBe(3)
    const west = await world.as<Answer<'listUnions'>>('west', 'listUnions', {})
    expect(west.rows).toEqual([])
    expect((await refusalOf(world.as('west', 'readUnion', { unionId: union }))).code).toBe(
      'not_found',
    )
    const found = await run<Answer<'searchRegistry'>>('searchRegistry', { q: 'mzgy' })
    expect(found.hits).toMatchObject([{ kind: 'union', id: union, by: 'initials' }])
  })

  test('a co-op that is deregistered leaves, and the union falls under three', async () => {
    const step = (status: string, on: string) =>
      run('changeStatus', { coopId: coops[3], status, on, reason: '解散' })
    await step('liquidating', '2020-11-15')
    await step('deregistered', '2020-11-20')
    expect((await read(union)).union).toMatchObject({ members: 2, belowSince: '2020-11-20' })
  })

  test('a union ends with its memberships', async () => {
    const end = () =>
      run('endUnion', { unionId: union, on: '2020-11-25', reason: '解散', document: '决议' })
    await end()
    expect((await run<Answer<'listUnions'>>('listUnions', {})).total).toBe(0)
    expect((await run<Answer<'listUnions'>>('listUnions', { asOf: '2020-11-24' })).total).toBe(1)
    expect((await refusalOf(end())).code).toBe('not_allowed_now')
  })
})

test('1+N pairing: a follower follows once, the pairing ends with a reason', async () => {
  const pair = (leadId: string | undefined, followerIds: (string | undefined)[]) =>
    run<Answer<'formPairing'>>('formPairing', {
      unitId: units.east,
      leadId,
      purpose: 'quality',
      followerIds,
      agreement: '结对协议',
      tasks: '统一技术、统一销售',
      from: '2020-02-01',
    })
  const { id } = await pair(coops[0], [coops[1], coops[2]])
  expect((await refusalOf(pair(coops[4], [coops[1]]))).code).toBe('conflict')
  expect((await refusalOf(pair(coops[0], [coops[0]]))).code).toBe('bad_input')
  const { pairings } = await run<Answer<'listPairings'>>('listPairings', { coopId: coops[1] })
  expect(pairings).toMatchObject([{ id, lead: { name: '甲果社' }, followers: [{}, {}] }])
  expect((await world.as<Answer<'listPairings'>>('west', 'listPairings', {})).pairings).toEqual([])
  await run('endPairing', {
    unitId: units.east,
    pairingId: id,
    on: '2020-10-01',
    reason: '任务完成',
  })
  expect((await run<Answer<'listPairings'>>('listPairings', {})).pairings).toEqual([])
  await pair(coops[4], [coops[1]])
})

test('a town’s chain groups its co-ops and what they share', async () => {
  const { id } = await run<Answer<'defineChain'>>('defineChain', {
    townId: units.east,
    name: '苹果全产业链',
    industry: 'apple',
    facilities: ['冷库'],
    from: '2020-01-01',
    cooperatives: [{ coopId: coops[0], link: 'production' }],
  })
  await run('changeChain', {
    townId: units.east,
    chainId: id,
    facilities: ['冷库', '分拣线'],
    add: [
      { coopId: coops[0], link: 'sales' },
      { coopId: coops[1], link: 'storage' },
    ],
  })
  const { chains } = await run<Answer<'listChains'>>('listChains', {})
  expect(chains).toMatchObject([
    { name: '苹果全产业链', facilities: ['冷库', '分拣线'], areaMu: '0.00' },
  ])
  expect(chains[0]?.cooperatives.map((row) => [row.name, row.link])).toEqual([
    ['甲果社', 'sales'],
    ['乙果社', 'storage'],
  ])
  expect((await world.as<Answer<'listChains'>>('west', 'listChains', {})).chains).toEqual([])
  const elsewhere = run('changeChain', {
    townId: units.east,
    chainId: id,
    add: [{ coopId: far, link: 'sales' }],
  })
  expect((await refusalOf(elsewhere)).code).toBe('not_found')
})

describe('land, products and labour', () => {
  const parcel = (parcelCode: string, areaMu: string) => ({
    certificateNumber: 'J371323001001',
    parcelCode,
    place: '村东',
    right: 'contracted',
    areaMu,
    from: '2019-01-01',
  })
  const production = (asOf?: string) =>
    run<Answer<'listProduction'>>('listProduction', {
      coopId: coops[0],
      ...(asOf === undefined ? {} : { asOf }),
    })

  test('a parcel comes in once, areas add up exactly', async () => {
    const { areaMu, ids } = await run<Answer<'recordParcels'>>('recordParcels', {
      coopId: coops[0],
      rows: [parcel('01', '3.10'), parcel('02', '4.2')],
    })
    expect(areaMu).toBe('7.30')
    const twice = run('recordParcels', { coopId: coops[1], rows: [parcel('02', '4.20')] })
    expect((await refusalOf(twice)).faults.map((fault) => fault.path)).toEqual([
      '$.rows[0].parcelCode',
    ])
    await run('endRecords', {
      coopId: coops[0],
      of: 'parcel',
      ids: ids.slice(1),
      on: '2020-01-01',
      reason: '退社',
    })
    expect((await production()).parcelAreaMu).toBe('3.10')
    expect((await production('2019-12-31')).parcelAreaMu).toBe('7.30')
    await run('recordParcels', { coopId: coops[1], rows: [parcel('02', '4.20')] })
    const none = run('recordParcels', { coopId: coops[0], rows: [parcel('03', '0.00')] })
    expect((await refusalOf(none)).faults[0]?.path).toBe('$.rows[0].areaMu')
  })

  test('products, jobs and contracts; a worker is seen by the co-op, named only to those who may', async () => {
    await run('recordProducts', {
      coopId: coops[0],
      rows: [
        {
          name: '红富士',
          certification: '绿色食品',
          measure: '公斤',
          yearlyQuantity: '120000',
          from: '2019-01-01',
        },
      ],
    })
    const jobs = await run<Answer<'recordJobs'>>('recordJobs', {
      coopId: coops[0],
      rows: [
        {
          title: '采摘工',
          posts: 20,
          payBasis: 'day',
          pay: '80.00',
          season: '9—10月',
          from: '2019-01-01',
        },
      ],
    })
    const { persons } = await run<Answer<'addPersons'>>('addPersons', {
      unitId: units.a,
      rows: [{ name: '工人甲' }],
    })
    const contract = {
      number: 'L-1',
      jobId: jobs.ids[0],
      personId: persons[0]?.id,
      insured: false,
      from: '2020-09-01',
      until: '2021-09-01',
    }
    await run('recordLabourContracts', { coopId: coops[0], rows: [contract] })
    const again = run('recordLabourContracts', { coopId: coops[0], rows: [contract] })
    expect((await refusalOf(again)).code).toBe('conflict')
    const state = await production()
    expect(state).toMatchObject({
      products: [{ name: '红富士', yearlyQuantity: '120000.000' }],
      jobs: [{ title: '采摘工', posts: 20, filled: 1, pay: '80.00' }],
      contracts: [{ worker: { name: '工人甲' }, insured: false }],
      workers: 1,
      uninsured: 1,
    })
    await world.account('resources', 'natural_resources', { unit: countyId })
    const seen = await world.as<Answer<'listProduction'>>('resources', 'listProduction', {
      coopId: coops[0],
    })
    expect(seen.contracts[0]?.worker).toBeNull()
  })
})
