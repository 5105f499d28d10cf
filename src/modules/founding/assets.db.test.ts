import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { foundingWorld } from './testing.ts'

const world = await foundingWorld({ carried: true })
const { as, run, ids } = world
let [projectId, land] = ['', '']
const villageId = ids.villageA

beforeAll(async () => {
  ;({ projectId } = await world.start())
})

interface Sum {
  kind: string
  measure: string
  quantity: string
  idle: string
  utilisation: string
}
const asset = (kind: string, quantity: string, idle: string, more: object = {}) => ({
  kind,
  name: `${kind}一处`,
  owner: 'collective',
  quantity,
  measure: kind === 'land' ? '亩' : '间',
  idle,
  ...more,
})

describe('idle assets', () => {
  test('recorded with what lies idle; utilisation is of the whole', async () => {
    const recorded = await as<{ ids: string[] }>('secretary', 'recordAssets', {
      villageId,
      rows: [
        asset('land', '80', '60'),
        asset('land', '20.5', '0'),
        asset('building', '6', '2'),
        asset('fund', '50000', '50000', { measure: '元' }),
      ],
    })
    land = recorded.ids[0] ?? ''
    const { sums, total } = await as<{ total: number; sums: Sum[] }>('station', 'listAssets', {})
    expect(total).toBe(4)
    // 80 + 20.5 mu, of which 60 idle: 40.5 of 100.5 used.
    expect(sums.find(({ kind }) => kind === 'land')).toEqual({
      kind: 'land',
      measure: '亩',
      assets: 2,
      quantity: '100.5',
      idle: '60',
      utilisation: '27/67',
    })
    expect(sums.find(({ kind }) => kind === 'fund')?.utilisation).toBe('0/1')
  })

  test('more idle than there is, or a unit of another village, is refused', async () => {
    const rows = [asset('land', '10', '11')]
    const refused = await refusalOf(as('secretary', 'recordAssets', { villageId, rows }))
    expect(refused.faults[0]?.path).toBe('$.rows[0].idle')
    const strange = as('neighbour', 'recordAssets', { villageId, rows: [asset('land', '1', '0')] })
    expect((await refusalOf(strange)).code).toBe('not_found')
    const foreign = as('neighbour', 'changeAsset', {
      villageId: ids.villageB,
      assetId: land,
      idle: '0',
    })
    expect((await refusalOf(foreign)).code).toBe('not_found')
  })

  test('matched with a project up to what lies idle', async () => {
    interface Suggested {
      rows: {
        kind: string
        suits: boolean
        free: string
        matched: string
        reason: { zh: string } | null
      }[]
    }
    const before = await as<Suggested>('secretary', 'suggestAssets', { projectId })
    // A land-share co-op lives on land, water and machines; money suits everybody; rooms do not.
    expect(before.rows.map(({ kind, suits }) => [kind, suits])).toEqual([
      ['fund', true],
      ['land', true],
      ['building', false],
      ['land', false],
    ])
    const match = (quantity: string) =>
      as('secretary', 'matchAsset', { projectId, assetId: land, quantity })
    expect((await refusalOf(match('61'))).faults[0]?.text.zh).toBe('最多还可配 60 亩')
    expect(await match('45')).toEqual({ left: '15' })
    const after = await as<Suggested>('secretary', 'suggestAssets', { projectId })
    expect(after.rows.find(({ matched }) => matched === '45')?.free).toBe('15')
    expect(await match('0')).toEqual({ left: '60' })
  })

  test('towns and villages roll up; candidates have the industry and something idle', async () => {
    const roll = (by: string) =>
      as<{ rows: (Sum & { unit: { name: string } })[] }>('county', 'assetRollUp', { by })
    expect(
      (await roll('town')).rows.map(({ unit, kind, idle }) => [unit.name, kind, idle]),
    ).toEqual([
      ['许家湖镇', 'building', '2'],
      ['许家湖镇', 'fund', '50000'],
      ['许家湖镇', 'land', '60'],
    ])
    expect((await roll('village')).rows).toHaveLength(3)
    const { industries } = await run<{ industries: { code: string }[] }>('listIndustries', {})
    const industry = industries[0]?.code
    await run('recordVillageIndustries', {
      unitId: villageId,
      rows: [{ villageId, industry, from: '2020-01-01' }],
    })
    const found = await as<{ total: number; rows: { village: { id: string } }[] }>(
      'county',
      'assetCandidates',
      { industry },
    )
    expect(found.rows.map(({ village }) => village.id)).toEqual([villageId])
  })

  test('a later day says more; an ended one is out of the list', async () => {
    await world.setDay('2020-12-15')
    await as('station', 'changeAsset', {
      villageId,
      assetId: land,
      idle: '10',
      usedFor: '种植大姜',
    })
    const again = as('station', 'changeAsset', { villageId, assetId: land, idle: '5' })
    expect((await refusalOf(again)).code).toBe('conflict')
    const { sums } = await as<{ sums: Sum[] }>('station', 'listAssets', { kind: 'land' })
    expect(sums[0]).toMatchObject({ idle: '10', utilisation: '181/201' })
    await as('station', 'endAsset', { villageId, assetId: land, why: '转为建设用地' })
    const { total } = await as<{ total: number }>('station', 'listAssets', { kind: 'land' })
    expect(total).toBe(1)
  })
})

describe('task forces and meetings', () => {
  test('one head; a replacement ends the old row with its reason', async () => {
    const townId = ids.townA
    const put = (name: string, part: string, more: object = {}) =>
      as<{ memberId: string }>('town', 'saveTaskForceMember', {
        townId,
        name,
        post: '党委书记',
        part,
        duties: '牵头',
        from: '2020-11-01',
        ...more,
      })
    const { memberId } = await put('王某', 'head')
    expect((await refusalOf(put('李某', 'head'))).code).toBe('conflict')
    await put('李某', 'head', { from: '2020-12-01', replaces: memberId, why: '工作调动' })
    const { towns, headless } = await as<{
      headless: number
      towns: { head: string | null; past: { name: string; to: string; why: string }[] }[]
    }>('county', 'listTaskForces', {})
    expect(headless).toBe(1)
    const own = towns.find(({ head }) => head !== null)
    expect(own).toMatchObject({
      head: '李某',
      past: [{ name: '王某', to: '2020-12-01', why: '工作调动' }],
    })
  })

  test('the week begins on Monday; written again, the last word counts', async () => {
    const week = (done: string) =>
      as('station', 'writeTaskForceWeek', { townId: ids.townA, week: '2020-12-13', done })
    expect(await week('走访 3 村')).toEqual({ monday: '2020-12-07', version: 1 })
    expect(await week('走访 4 村')).toEqual({ monday: '2020-12-07', version: 2 })
    const { towns } = await as<{ towns: { weeks: { done: string }[] }[] }>(
      'town',
      'listTaskForces',
      {},
    )
    expect(towns.map(({ weeks }) => weeks.map(({ done }) => done))).toEqual([['走访 4 村']])
  })

  test('a meeting’s tasks reach the towns they are for, and nobody else', async () => {
    const task = (unitId: string, dueOn: string) => ({
      unitId,
      what: '摸底',
      responsible: '经管站',
      dueOn,
    })
    const meeting = {
      unitId: ids.county,
      kind: 'special',
      heldOn: '2020-12-01',
      chair: '县委书记',
      place: '县委',
      topic: '领办合作社专题会',
      resolutions: '月底前完成摸底',
      tasks: [task(ids.townA, '2020-12-10'), task(ids.townB, '2020-12-31')],
    }
    const early = { ...meeting, tasks: [task(ids.townA, '2020-11-01')] }
    expect((await refusalOf(as('county', 'recordPromotionMeeting', early))).faults[0]?.path).toBe(
      '$.tasks[0].dueOn',
    )
    await as('county', 'recordPromotionMeeting', meeting)
    interface List {
      tasks: number
      overdue: number
      rows: unknown[]
      ordered: { taskId: string; overdue: boolean }[]
    }
    const seen = await as<List>('station', 'listPromotionMeetings', {})
    expect(seen).toMatchObject({ tasks: 1, overdue: 1, rows: [], ordered: [{ overdue: true }] })
    expect(await as<List>('county', 'listPromotionMeetings', {})).toMatchObject({
      tasks: 2,
      overdue: 1,
      ordered: [],
    })
    const finish = (by: string, unitId: string) =>
      as(by, 'finishPromotionTask', {
        unitId,
        taskId: seen.ordered[0]?.taskId,
        on: '2020-12-12',
        note: '已完成',
      })
    expect((await refusalOf(finish('county', ids.townB))).code).toBe('not_found')
    await finish('station', ids.townA)
    expect((await refusalOf(finish('station', ids.townA))).code).toBe('not_found')
    expect(await as<List>('county', 'listPromotionMeetings', { open: 'true' })).toMatchObject({
      done: 1,
      overdue: 0,
    })
  })
})
