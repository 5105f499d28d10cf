import { describe, expect, test } from 'vitest'
import { refusalOf, testCounty } from '../policy/testing.ts'
import type { z } from 'zod'
import type { divisionContract } from './contract/divisions.ts'
import { readShippedDivisions } from './data.ts'
import { registryModule } from './index.ts'

type Answer<K extends keyof typeof divisionContract> = z.input<
  (typeof divisionContract)[K]['output']
>
type Import = Answer<'importDivisions'>
type Tree = Answer<'divisionTree'>
type Division = Answer<'readDivision'>
type Villages = Answer<'listVillages'>

const world = await testCounty([registryModule])
const { run, setDay, countyId } = world

const list = (
  vintage: '2016' | '2023',
  effectiveFrom: string,
  csv = readShippedDivisions(vintage),
) => run<Import>('importDivisions', { vintage, effectiveFrom, source: '国家统计局', csv })
const tree = (asOf?: string) => run<Tree>('divisionTree', asOf === undefined ? {} : { asOf })
const nodeOf = async (name: string, asOf?: string) => {
  const found = (await tree(asOf)).nodes.filter((node) => node.shortName === name)
  expect(found, name).toHaveLength(1)
  return found[0] as Tree['nodes'][number]
}
const inTown = async (town: string, name: string, asOf?: string) => {
  const { nodes } = await tree(asOf)
  const above = nodes.find((node) => node.shortName === town)
  return nodes.find((node) => node.parentId === above?.id && node.shortName === name)
}
const townOf = (nodes: Tree['nodes'], name: string) =>
  nodes.find((node) => node.level === 'town' && node.shortName === name)

describe('2016', () => {
  test('a broken list changes nothing, and every fault is named', async () => {
    const csv = readShippedDivisions('2016').replace('371323101201,', '37132310120X,')
    const refusal = await refusalOf(list('2016', '2016-07-31', csv))
    expect(refusal.code).toBe('bad_input')
    expect(refusal.faults).toHaveLength(1)
    expect((await tree()).nodes).toEqual([])
  })

  test('a list of another county is refused', async () => {
    const csv =
      'code,name,level,parent\n371324,兰陵县,county,3713\n371324001,卞庄街道,town,371324\n'
    const refusal = await refusalOf(list('2016', '2016-07-31', csv))
    expect(refusal.faults[0]?.text.zh).toContain('371324')
  })

  test('the first import makes 1,040 villages and 23 communities in 18 towns', async () => {
    const answer = await list('2016', '2016-07-31')
    expect(answer.changed).toBe(true)
    expect(answer.counts).toMatchObject({
      units: 1082,
      towns: 18,
      villages: 1040,
      communities: 23,
      matched: 0,
      new: 1063,
      unmatchedOld: 0,
      open: 0,
    })
  })

  test('as of the seed’s day the tree says 1,040 villages, and how it counted', async () => {
    const { total, countingRule, vintage, nodes } = await tree('2020-11-30')
    expect(total).toEqual({ towns: 18, villages: 1040, communities: 23, notInLatestList: 0 })
    expect(vintage).toBe('2016')
    expect(countingRule.zh).toContain('1040 个村(村委会),23 个社区(居委会)')
    expect(nodes.find((node) => node.level === 'county')?.id).toBe(countyId)
    expect((await tree('2016-07-30')).nodes).toEqual([])
  })

  test('院东头镇 has the 72 units that the press names', async () => {
    const { nodes } = await tree()
    const town = townOf(nodes, '院东头镇')
    const below = await run<Tree>('divisionTree', { parentId: town?.id })
    expect(below.nodes).toHaveLength(72)
  })

  test('the same list again changes nothing; another under its label is refused', async () => {
    const again = await list('2016', '2016-07-31')
    expect(again.changed).toBe(false)
    expect((await tree()).nodes).toHaveLength(1082)
    const other = readShippedDivisions('2016').replace('井峪村委会', '井谷村委会')
    expect((await refusalOf(list('2016', '2016-07-31', other))).code).toBe('conflict')
    expect((await refusalOf(list('2023', '2016-01-01'))).code).toBe('conflict')
  })

  test('a list that takes effect after today waits', async () => {
    const refusal = await refusalOf(list('2023', '2023-06-30'))
    expect(refusal.faults.map((fault) => fault.path)).toEqual(['$.effectiveFrom'])
  })

  test('villages are found by text, pinyin, initials and code', async () => {
    const find = async (q: string) =>
      (await run<Villages>('listVillages', { q, limit: '500' })).rows.map((row) => row.shortName)
    for (const q of ['朝阳官庄', 'chaoyangguanzhuang', 'cygz', '371323001272'])
      expect(await find(q), q).toContain('朝阳官庄村')
    expect(await find('%')).toEqual([])
    const all = await run<Villages>('listVillages', { level: 'village', limit: '1' })
    expect([all.total, all.villages, all.communities]).toEqual([1040, 1040, 0])
  })
})

describe('2023', () => {
  test('the reconciliation agrees with the counts of the two files', async () => {
    await setDay('2024-03-01')
    const answer = await list('2023', '2023-06-30')
    expect(answer.counts).toEqual({
      units: 405,
      towns: 18,
      villages: 357,
      communities: 29,
      matched: 227,
      unchanged: 60,
      renamed: 14,
      recoded: 158,
      relevelled: 2,
      new: 159,
      unmatchedOld: 836,
      open: 836,
    })
    expect(answer.relevelled.map((row) => [row.oldName, row.newName])).toEqual([
      ['西朱家庄村委会', '西朱家庄社区居民委员会'],
      ['前马荒村委会', '前马荒社区居民委员会'],
    ])
    // Eight 街, 新村, two villages that became communities and three that call themselves one.
    expect(
      answer.renamed.map((row) => row.shortName).filter((name) => !name.endsWith('街道')),
    ).toEqual(
      '阳东 阳西 茶庵 回民 新村 东关 南关 北关 城里 西朱家庄 前马荒 常庄 夏蔚东 高庄'
        .split(' ')
        .map((name) => `${name}社区`),
    )
    const town = answer.recoded.find((row) => row.newName === '龙家圈街道')
    expect(town).toMatchObject({ oldName: '龙家圈镇', oldCode: '371323114', newCode: '371323002' })
  })

  test('before the day the tree is the old one, from it on the new one', async () => {
    expect((await tree('2023-06-29')).total).toMatchObject({ villages: 1040, communities: 23 })
    const now = await tree('2023-06-30')
    expect(now.total).toEqual({ towns: 18, villages: 357, communities: 29, notInLatestList: 836 })
    expect(now.countingRule.zh).toContain('836 个旧名录单位未登记去向,不计入')
    expect((await nodeOf('龙家圈镇', '2023-06-29')).id).toBe((await nodeOf('龙家圈街道')).id)
  })

  test('a division keeps its codes by vintage; a code alone does not identify it', async () => {
    const village = await inTown('道托镇', '道托村')
    const read = await run<Division>('readDivision', { divisionId: village?.id })
    expect(read.codes).toEqual([
      { vintage: '2016', code: '371323116246', name: '道托村委会' },
      { vintage: '2023', code: '371323116200', name: '道托村村民委员会' },
    ])
    expect(read.versions.map((version) => version.validTo)).toEqual(['2023-06-30', null])
    expect(read.above.map((unit) => unit.name)).toEqual(['沂水县', '道托镇'])
    const other = await inTown('道托镇', '塔坡村')
    expect(other?.code).toBe('371323116246')
  })
})

describe('events', () => {
  const record = (...events: object[]) =>
    run<Answer<'recordDivisionEvents'>>('recordDivisionEvents', { events })
  const document = '沂政字〔2018〕1号'
  const reconciliation = () => run<Import>('readReconciliation', { vintage: '2023' })

  test('a merger into a unit of the newer list: both trees tell it, the merged hang under it', async () => {
    const { unmatchedOld, new: fresh } = await reconciliation()
    const survivor = fresh.find((row) => row.town === '道托镇')
    const name = survivor?.name ?? ''
    const gone = unmatchedOld.filter((row) => row.town === '道托镇').slice(0, 2)
    await record({
      kind: 'merge',
      date: '2018-09-01',
      document,
      from: gone.map((row) => row.id),
      to: [{ id: survivor?.id }],
    })
    expect((await reconciliation()).counts.open).toBe(834)
    expect((await tree('2018-08-31')).total.villages).toBe(1040)
    expect((await tree('2018-09-01')).total.villages).toBe(1039)
    expect(await inTown('道托镇', name, '2018-08-31')).toBeUndefined()
    expect((await inTown('道托镇', name, '2018-09-01'))?.id).toBe(survivor?.id)
    const read = await run<Division>('readDivision', { divisionId: gone[0]?.id })
    expect(read.current).toBeNull()
    expect(read.successors).toEqual([{ id: survivor?.id, name }])
    const heir = await run<Division>('readDivision', { divisionId: survivor?.id })
    expect(heir.predecessors.map((unit) => unit.id).toSorted()).toEqual(
      gone.map((row) => row.id).toSorted(),
    )
    const above = await world.db.owner.query(
      'SELECT parent_id, ancestors FROM org_unit WHERE id = $1',
      [gone[0]?.id],
    )
    expect(above.rows[0]).toMatchObject({ parent_id: survivor?.id })
    expect(above.rows[0].ancestors).toContain(countyId)
  })

  test('split, transfer, rename and dissolve in one batch, all or nothing', async () => {
    const [a, b] = [await inTown('马站镇', '王家旺村'), await inTown('马站镇', '书堂旺村')]
    const target = await nodeOf('沙沟镇')
    const events = [
      { kind: 'transfer', date: '2023-08-01', document, from: [a?.id], parentId: target.id },
      { kind: 'rename', date: '2023-08-02', document, from: [a?.id], name: '新旺村村民委员会' },
      { kind: 'dissolve', date: '2023-08-01', document, from: [b?.id] },
    ]
    const wrong = { kind: 'rename', date: '2023-08-01', document, from: [b?.id] }
    const refusal = await refusalOf(record(...events, wrong))
    expect(refusal.faults.map((fault) => fault.path)).toEqual(['$.events[3].from[0]'])
    expect(await inTown('马站镇', '王家旺村')).toBeDefined()
    await record(...events)
    expect((await inTown('沙沟镇', '新旺村'))?.id).toBe(a?.id)
    expect((await inTown('马站镇', '王家旺村', '2023-07-31'))?.id).toBe(a?.id)
    expect(await inTown('马站镇', '书堂旺村')).toBeUndefined()
    const unit = await world.db.owner.query('SELECT name FROM org_unit WHERE id = $1', [a?.id])
    expect(unit.rows[0]?.name).toBe('新旺村')
  })

  test('a new village made by an event has no code until the next list', async () => {
    const town = await nodeOf('圈里乡')
    const [old] = (await reconciliation()).unmatchedOld.filter(
      (row) => row.town === '圈里乡' && !row.settled,
    )
    const { events } = await record({
      kind: 'split',
      date: '2023-09-01',
      document,
      from: [old?.id],
      to: ['𠮷上村', '㐂下村'].map((name) => ({ name, level: 'village', parentId: town.id })),
    })
    const made = events[0]?.to ?? []
    const read = await run<Division>('readDivision', { divisionId: made[0] })
    expect(read.current).toMatchObject({ shortName: '𠮷上村', code: null, vintage: null })
    expect(read.predecessors.map((unit) => unit.id)).toEqual([old?.id])
    const found = await run<Villages>('listVillages', { q: '㐂' })
    expect(found.rows.map((row) => row.shortName)).toEqual(['㐂下村'])
  })

  test('recorded events are listed, the newest first, with who recorded them', async () => {
    const all = await run<Answer<'listDivisionEvents'>>('listDivisionEvents', { limit: 2 })
    expect(all.total).toBe(5)
    expect(all.events.map((event) => event.kind)).toEqual(['split', 'rename'])
    expect(all.events[0]?.to.map((unit) => unit.name).toSorted()).toEqual(['㐂下村', '𠮷上村'])
    expect(all.events[0]).toMatchObject({ document, recordedBy: 'test' })
    const merged = await run<Answer<'listDivisionEvents'>>('listDivisionEvents', { kind: 'merge' })
    expect(merged).toMatchObject({ total: 1, events: [{ date: '2018-09-01' }] })
    expect(merged.events[0]?.from).toHaveLength(2)
  })

  test('an event recorded wrongly is withdrawn with its reason; the tree of its day is without it', async () => {
    const { events } = await run<Answer<'listDivisionEvents'>>('listDivisionEvents', {})
    const merged = events.find((event) => event.kind === 'merge')
    const [transfer, rename] = ['transfer', 'rename'].map((kind) =>
      events.find((event) => event.kind === kind),
    )
    const withdraw = (eventId: string | undefined) =>
      run<Answer<'withdrawDivisionEvent'>>('withdrawDivisionEvent', {
        eventId,
        reason: '文件看错了村',
        document: '更正1号',
      })
    const later = await refusalOf(withdraw(transfer?.id))
    expect([later.code, later.text.zh]).toEqual([
      'not_allowed_now',
      expect.stringContaining('2023-08-02'),
    ])
    const survivor = merged?.to[0]?.id
    const gone = (merged?.from ?? []).map((unit) => unit.id)
    const answer = await withdraw(merged?.id)
    expect(answer.restored.map((unit) => unit.id).toSorted()).toEqual(gone.toSorted())
    expect(answer.unmade).toEqual([])
    expect((await tree('2018-09-01')).total.villages).toBe(1040)
    expect((await reconciliation()).counts.open).toBe(834)
    const heir = await run<Division>('readDivision', { divisionId: survivor })
    expect(heir.versions.map((version) => version.validFrom)).toEqual(['2023-06-30'])
    expect(heir.predecessors).toEqual([])
    expect(heir.events[0]?.withdrawn).toMatchObject({ reason: '文件看错了村', by: 'test' })
    const placed = await world.db.owner.query('SELECT parent_id FROM org_unit WHERE id = ANY($1)', [
      gone,
    ])
    expect(placed.rows.map((row) => row.parent_id)).not.toContain(survivor)
    expect((await refusalOf(withdraw(merged?.id))).code).toBe('not_allowed_now')
    await withdraw(rename?.id)
    await withdraw(transfer?.id)
    const back = await inTown('马站镇', '王家旺村')
    expect(back?.id).toBe(rename?.from[0]?.id)
    const named = await world.db.owner.query('SELECT name FROM org_unit WHERE id = $1', [back?.id])
    expect(named.rows[0]?.name).toBe('王家旺村')
    const list = await run<Answer<'listDivisionEvents'>>('listDivisionEvents', {})
    expect(list.total).toBe(5)
    expect(list.events.filter((event) => event.withdrawn !== null)).toHaveLength(3)
    const kept = await world.db.owner.query('SELECT 1 FROM division_version_withdrawn')
    // The transfer and the renaming had begun one version each, the merger into a listed unit none.
    expect(kept.rowCount).toBe(2)
  })

  test('a unit that the event alone made never was, unless something is registered in it', async () => {
    const { events } = await run<Answer<'listDivisionEvents'>>('listDivisionEvents', {
      kind: 'split',
    })
    const [split] = events
    const [first, second] = split?.to ?? []
    const input = { eventId: split?.id, reason: '未获批准' }
    const { persons } = await run<{ persons: { id: string }[] }>('addPersons', {
      unitId: first?.id,
      rows: [{ name: '李新村', villageId: first?.id }],
    })
    const refusal = await refusalOf(run('withdrawDivisionEvent', input))
    expect(refusal.text.zh).toContain(first?.name)
    expect((await run<Villages>('listVillages', { q: '㐂' })).total).toBe(1)
    await run('changePerson', {
      personId: persons[0]?.id,
      reason: '改归原村',
      changes: { villageId: split?.from[0]?.id },
    })
    const answer = await run<Answer<'withdrawDivisionEvent'>>('withdrawDivisionEvent', input)
    expect(answer.unmade.map((unit) => unit.name).toSorted()).toEqual(['㐂下村', '𠮷上村'])
    expect((await run<Villages>('listVillages', { q: '㐂' })).total).toBe(0)
    const missing = run('readDivision', { divisionId: second?.id })
    expect((await refusalOf(missing)).code).toBe('not_found')
    const again = await run<Answer<'listDivisionEvents'>>('listDivisionEvents', { kind: 'split' })
    expect(again.events[0]?.to.map((unit) => unit.name).toSorted()).toEqual(['㐂下村', '𠮷上村'])
  })

  test('a version leaves the tree only by the withdrawal of its event', async () => {
    const taken = world.db.owner.query(
      'DELETE FROM division_version WHERE valid_to IS NULL AND event_id IS NULL',
    )
    await expect(taken).rejects.toThrow(/withdrawal/)
  })

  test('a list older than the last event can no longer be laid over it', async () => {
    const refusal = await refusalOf(
      run('importDivisions', {
        vintage: '2023b',
        effectiveFrom: '2023-07-15',
        source: '测试',
        csv: readShippedDivisions('2023'),
      }),
    )
    expect(refusal.code).toBe('conflict')
  })
})

test('who may read and who may write', async () => {
  const towns = (await tree()).nodes.filter((node) => node.level === 'town')
  await world.account('town', 'town_station', { unit: towns[0]?.id as never })
  const seen = await world.as<Tree>('town', 'divisionTree', {})
  expect(seen.nodes.filter((node) => node.level === 'town').map((node) => node.id)).toEqual([
    towns[0]?.id,
  ])
  const other = world.as('town', 'readDivision', { divisionId: towns[1]?.id })
  expect((await refusalOf(other)).code).toBe('not_found')
  const write = world.as('town', 'recordDivisionEvents', { events: [] })
  expect((await refusalOf(write)).code).toBe('forbidden')
})
