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
type Coops = Answer<'listCooperatives'>
type Registered = Answer<'registerCooperatives'>
type Read = Answer<'readCooperative'>

const world = await testCounty([registryModule])
const { run, countyId } = world

const units = {
  east: '' as AnyId,
  west: '' as AnyId,
  a: '' as AnyId,
  b: '' as AnyId,
  c: '' as AnyId,
}
const coop = (more: object = {}) => ({
  name: '沂水县绿源土地股份专业合作社',
  villageId: units.a,
  mainKind: 'land_share',
  from: '2019-06-01',
  status: 'registered',
  ...more,
})
const register = async (...rows: object[]) =>
  run<Registered>('registerCooperatives', { unitId: countyId, rows })
const listed = (query: object = {}) => run<Coops>('listCooperatives', query)
const names = async (query: object = {}) => (await listed(query)).rows.map((row) => row.name)
const read = async (coopId: string, asOf?: string) =>
  (await run<Read>('readCooperative', { coopId, ...(asOf === undefined ? {} : { asOf }) }))
    .cooperative

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
  const below = (town: typeof east) => nodes.filter((node) => node.parentId === town?.id)
  units.east = east?.id as AnyId
  units.west = west?.id as AnyId
  units.a = below(east)[0]?.id as AnyId
  units.b = below(east)[1]?.id as AnyId
  units.c = below(west)[0]?.id as AnyId
  await world.account('east', 'town_station', { unit: units.east })
  await world.account('west', 'town_station', { unit: units.west })
  await world.account('leader', 'county_leader', { unit: countyId })
})

describe('registering', () => {
  test('a wrong check digit is recorded and warned about, not refused', async () => {
    const { ids, warnings } = await register(
      coop({ name: '𠮷祥果蔬专业合作社', creditCode: '93371323ma3n000118', industry: 'apple' }),
    )
    expect(warnings).toMatchObject([{ rule: 'ID-CREDIT', severity: 'warn', rows: ids }])
    const state = await read(ids[0] ?? '')
    expect(state).toMatchObject({
      name: '𠮷祥果蔬专业合作社',
      creditCode: '93371323MA3N000118',
      creditCodeCheck: 'wrong_check_digit',
      industry: { name: '苹果' },
    })
    expect((await listed({ creditCode: 'wrong_check_digit' })).total).toBe(1)
  })

  test('one wrong row refuses all, each fault with its place', async () => {
    const before = (await listed({ status: 'all' })).total
    const refusal = await refusalOf(
      register(
        coop({ name: '甲' }),
        coop({ name: '乙', mainKind: 'nothing' }),
        coop({ name: '丙', secondaryKinds: ['land_share'] }),
        coop({ name: '丁', branchId: units.a }),
      ),
    )
    expect(refusal.faults.map((fault) => fault.path)).toEqual([
      '$.rows[1].mainKind',
      '$.rows[2].secondaryKinds',
      '$.rows[3].branchId',
    ])
    expect((await listed({ status: 'all' })).total).toBe(before)
  })

  test('a name once a village, a code once a county, nothing from the future', async () => {
    await register(coop({ creditCode: '93371323MA3N000117' }))
    expect((await refusalOf(register(coop()))).faults[0]?.path).toBe('$.rows[0].name')
    const twin = register(coop({ name: '另一家', creditCode: '93371323 MA3N 000117' }))
    const refusal = await refusalOf(twin)
    expect([refusal.code, refusal.faults[0]?.path]).toEqual(['conflict', '$.rows[0].creditCode'])
    const future = await refusalOf(register(coop({ name: '明日社', from: '2020-12-01' })))
    expect(future.faults[0]?.path).toBe('$.rows[0].from')
  })

  test('300 co-ops in one call', async () => {
    const rows = Array.from({ length: 300 }, (_, i) =>
      coop({
        name: `第${i}合作社`,
        villageId: units.c,
        mainKind: 'production',
        registeredOn: i < 120 ? '2018-05-01' : '2019-05-01',
        areaMu: '12.50',
      }),
    )
    expect((await register(...rows)).ids).toHaveLength(300)
    const west = await listed({ unitId: units.west })
    expect(west.total).toBe(300)
    expect(west.areaMu).toBe('3750.00')
    expect(west.rows).toHaveLength(50)
    expect((await listed({ unitId: units.west, cohort: 'before' })).total).toBe(120)
  })
})

describe('changing', () => {
  test('facts are as they were before the day and as they are from it on', async () => {
    const { ids } = await register(coop({ name: '旧名合作社', villageId: units.b, areaMu: '100' }))
    const id = ids[0] ?? ''
    const change = { coopId: id, from: '2020-03-01', reason: '成员大会决议' }
    const answer = await run<Answer<'changeCooperative'>>('changeCooperative', {
      ...change,
      changes: { name: '新名合作社', secondaryKinds: ['service'], areaMu: null },
    })
    expect(answer.changed).toEqual(['name', 'secondaryKinds', 'areaMu'])
    expect(await read(id, '2020-02-29')).toMatchObject({ name: '旧名合作社', areaMu: '100.00' })
    expect(await read(id, '2020-03-01')).toMatchObject({ name: '新名合作社', areaMu: null })
    expect((await refusalOf(run('readCooperative', { coopId: id, asOf: '2019-05-31' }))).code).toBe(
      'not_found',
    )
    const earlier = run('changeCooperative', {
      ...change,
      from: '2020-02-01',
      changes: { name: '再' },
    })
    expect((await refusalOf(earlier)).code).toBe('conflict')
    const { versions } = await run<Answer<'cooperativeHistory'>>('cooperativeHistory', {
      coopId: id,
    })
    expect(versions.map((version) => [version.validFrom, version.changed])).toEqual([
      ['2019-06-01', []],
      ['2020-03-01', ['name', 'secondaryKinds', 'areaMu']],
    ])
    const nothing = await run<Answer<'changeCooperative'>>('changeCooperative', {
      ...change,
      from: '2020-05-01',
      changes: { name: '新名合作社' },
    })
    expect(nothing.changed).toEqual([])
    const audit = await world.db.owner.query(
      `SELECT changes FROM audit_event WHERE verb = 'changeCooperative' AND target = $1
       AND outcome = 'done' ORDER BY recorded_at LIMIT 1`,
      [id],
    )
    expect(audit.rows[0].changes[0]).toMatchObject({
      entity: 'cooperative',
      id,
      before: { name: '旧名合作社' },
      after: { name: '新名合作社' },
    })
  })

  test('status goes by the table, is dated and listed', async () => {
    const { ids } = await register(
      coop({ name: '状态社', villageId: units.b, status: 'preparing' }),
    )
    const id = ids[0] ?? ''
    const step = (status: string, on: string) =>
      run<Answer<'changeStatus'>>('changeStatus', { coopId: id, status, on, reason: '按程序' })
    expect(await names({ q: '状态社' })).toEqual([])
    expect((await refusalOf(step('registered', '2020-01-01'))).code).toBe('not_allowed_now')
    await step('founding', '2020-01-01')
    const answer = await step('registered', '2020-02-01')
    expect(answer.nextStatuses).toEqual(['suspended', 'revoked', 'liquidating'])
    expect((await read(id, '2020-01-31')).status).toBe('founding')
    expect(await names({ q: '状态社' })).toEqual(['状态社'])
    expect(await names({ q: '状态社', asOf: '2020-01-31' })).toEqual([])
    expect(await names({ q: '状态社', asOf: '2020-01-31', status: 'founding' })).toEqual(['状态社'])
  })

  test('classes are dated and reasoned; the newest counts', async () => {
    const [first] = (await listed({ unitId: units.west, sort: 'name' })).rows
    const classify = (name: string, on: string) =>
      run('classifyCooperatives', {
        unitId: countyId,
        rows: [{ coopId: first?.id, class: name, on, reason: '年度评定' }],
      })
    await classify('improve', '2020-01-01')
    await classify('model', '2020-06-01')
    expect((await refusalOf(classify('rebuild', '2020-05-01'))).faults[0]?.path).toBe(
      '$.rows[0].on',
    )
    expect((await read(first?.id ?? '', '2020-05-31')).class).toBe('improve')
    expect((await listed({ class: 'model' })).rows.map((row) => row.id)).toEqual([first?.id])
    expect((await listed({ unitId: units.west })).byClass).toEqual({ model: 1, none: 299 })
  })
})

describe('listing', () => {
  test('the counting rule stands beside the total and can be set', async () => {
    const before = await listed()
    expect(before.countingRule.zh).toContain('状态为存续、歇业的合作社')
    expect(before.countingRule.zh).toContain('联合社不计入')
    await run('setCountingRules', { opinionsDate: '2019-03-01', reason: '按实施意见' })
    expect((await listed()).countingRule.zh).toContain('2019-03-01(实施意见)以前注册')
    const rules = await run<Answer<'readCountingRules'>>('readCountingRules', {})
    expect(rules).toMatchObject({ opinionsDate: '2019-03-01', opinionsDateIsDefault: false })
  })

  test('by kind, main and secondary; by industry and all below it', async () => {
    expect(await names({ kind: 'service' })).toEqual([])
    expect(await names({ kind: 'service', withSecondary: 'true' })).toEqual(['新名合作社'])
    expect(await names({ industry: 'fruit' })).toEqual(['𠮷祥果蔬专业合作社'])
    expect(await names({ industry: 'vegetables' })).toEqual([])
  })

  test('sorting and paging walk through everything once', async () => {
    const seen = new Set<string>()
    for (let offset = 0; offset < 300; offset += 100) {
      const page = await listed({ unitId: units.west, sort: '-name', limit: '100', offset })
      for (const row of page.rows) seen.add(row.id)
    }
    expect(seen.size).toBe(300)
  })

  test('a town sees its own co-ops only, and cannot open or change another’s', async () => {
    const east = await world.as<Coops>('east', 'listCooperatives', { limit: '500' })
    expect(new Set(east.rows.map((row) => row.town.id))).toEqual(new Set([units.east]))
    const other = (await listed({ unitId: units.west })).rows[0]?.id
    const calls: [string, object][] = [
      ['readCooperative', { coopId: other }],
      ['cooperativeHistory', { coopId: other }],
      ['changeStatus', { coopId: other, status: 'suspended', on: '2020-11-01', reason: '试' }],
      ['listProduction', { coopId: other }],
      ['registerCooperatives', { unitId: units.east, rows: [coop({ villageId: units.c })] }],
    ]
    for (const [verb, input] of calls)
      expect((await refusalOf(world.as('east', verb, input))).code, verb).toBe('not_found')
    const move = world.as('east', 'changeCooperative', {
      coopId: east.rows[0]?.id,
      from: '2020-11-01',
      reason: '试',
      changes: { villageId: units.c },
    })
    expect((await refusalOf(move)).code).toBe('not_found')
    const write = world.as('leader', 'changeStatus', {
      coopId: other,
      status: 'suspended',
      on: '2020-11-01',
      reason: '试',
    })
    expect((await refusalOf(write)).code).toBe('forbidden')
  })
})

describe('search', () => {
  const find = async (q: string, who?: string) => {
    const answer =
      who === undefined ? run('searchRegistry', { q }) : world.as(who, 'searchRegistry', { q })
    return ((await answer) as Answer<'searchRegistry'>).hits.map((hit) => [
      hit.kind,
      hit.name,
      hit.by,
    ])
  }
  const LV = '沂水县绿源土地股份专业合作社'
  test.each([
    ['绿源', 'name'],
    ['lvyuan', 'pinyin'],
    ['ysxly', 'initials'],
    ['lytd', 'initials'],
    ['93371323MA3N000117', 'code'],
    ['９３３７１３２３ma3n', 'code'],
  ])('%s', async (q, by) => {
    expect(await find(q)).toContainEqual(['coop', LV, by])
  })

  test('towns and villages by code, the best hit first', async () => {
    expect((await find('371323101'))[0]).toEqual(['town', '马站镇', 'code'])
    expect((await find('mzz'))[0]).toEqual(['town', '马站镇', 'initials'])
    expect(await find('𠮷祥')).toEqual([['coop', '𠮷祥果蔬专业合作社', 'name']])
    expect(await find('%%')).toEqual([])
  })

  test('only what the searcher reaches', async () => {
    expect(await find('绿源', 'east')).toHaveLength(1)
    expect(await find('绿源', 'west')).toEqual([])
  })
})

test('candidates: a village with an industry and no co-op, with its reasons', async () => {
  const { nodes } = await run<Answer<'divisionTree'>>('divisionTree', { parentId: units.east })
  const village = nodes.at(-1)?.id
  await run('recordVillageIndustries', {
    unitId: countyId,
    rows: [
      { villageId: village, industry: 'apple', areaMu: '300', households: 80, from: '2019-01-01' },
      { villageId: units.a, industry: 'apple', from: '2019-01-01' },
    ],
  })
  const { rows, total } = await run<Answer<'listVillages'>>('listVillages', { candidate: 'true' })
  expect([total, rows[0]?.id]).toEqual([1, village])
  expect(rows[0]?.reasons.map((reason) => reason.zh)).toEqual([
    '有苹果产业(300.00 亩、80 户),尚无村党支部领办合作社',
    '同镇已有 1 家苹果合作社,可结对或加入产业链',
  ])
  const page = await run<Answer<'readVillage'>>('readVillage', { villageId: units.a })
  expect(page.candidate).toBe(false)
  expect(page.cooperatives.map((row) => row.name)).toContain('𠮷祥果蔬专业合作社')
})

test('a village’s survey suggests kinds, with reasons', async () => {
  const { suggestions } = await run<Answer<'surveyVillage'>>('surveyVillage', {
    villageId: units.b,
    surveyedOn: '2020-05-01',
    answers: { landMu: '1014', certified: true, products: ['花生'], scenic: true },
  })
  expect(suggestions.map((row) => row.kind)).toEqual(['land_share', 'production', 'service'])
  const page = await run<Answer<'readVillage'>>('readVillage', { villageId: units.b })
  expect(page.survey).toMatchObject({ surveyedOn: '2020-05-01', answers: { landMu: '1014' } })
  expect(page.suggestions).toEqual(suggestions)
  const earlier = await run<Answer<'readVillage'>>('readVillage', {
    villageId: units.b,
    asOf: '2020-04-30',
  })
  expect(earlier.survey).toBeNull()
})

test('catalogues are open, and installing again adds nothing', async () => {
  expect(await run('installCatalogues', {})).toEqual({ kinds: 0, industries: 0 })
  await run('addCoopKind', { code: 'credit', name: { zh: '资金互助型', en: 'Credit' } })
  const { kinds } = await run<Answer<'listCoopKinds'>>('listCoopKinds', {})
  expect(kinds.map((kind) => kind.code)).toEqual([
    'land_share',
    'production',
    'service',
    'comprehensive',
    'credit',
  ])
  const blueberry = { code: 'blueberry', parent: 'berries', name: { zh: '蓝莓', en: 'Blueberry' } }
  const berries = { code: 'berries', parent: 'fruit', name: { zh: '浆果', en: 'Berries' } }
  const wrong = run('addIndustries', { rows: [blueberry, berries] })
  expect((await refusalOf(wrong)).faults[0]?.path).toBe('$.rows[0].parent')
  const { industries } = await run<Answer<'addIndustries'>>('addIndustries', {
    rows: [berries, blueberry],
  })
  expect(industries[1]?.path).toEqual(['planting', 'fruit', 'berries', 'blueberry'])
})
