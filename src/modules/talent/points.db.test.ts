import { expect, test } from 'vitest'
import { PHOTO, talentWorld } from './testing.ts'

const world = await talentWorld()
const { as, ids, party, head, others, told, count } = world

const deed = { villageId: ids.villageA, personId: party, item: 'work', on: '2020-11-20' }
const record = (more: object = {}) =>
  as<{ eventId: string; points: number; leftOut: number }>('secretary', 'recordPoints', {
    ...deed,
    evidence: '清理姜窖半天,出工簿第 12 页',
    ...more,
  })

interface Own {
  member: boolean
  total: number
  items: { key: string; got: number }[]
  entries: { eventId: string; counts: boolean }[]
  closedOn: string | null
}
const own = (by: string, more: object = {}) => as<Own>(by, 'readOwnPoints', more)

test('points come from recorded deeds, capped by deed and year', async () => {
  expect(await record({ times: 10, file: { name: '出工.png', content: PHOTO } })).toMatchObject({
    points: 10,
    leftOut: 0,
  })
  expect(await record({ times: 5 })).toMatchObject({ points: 2, leftOut: 3 })
  await expect(record()).rejects.toMatchObject({ code: 'not_allowed_now' })
  // Another year and another deed have caps of their own.
  await record({ on: '2019-11-20' })
  await record({ item: 'technique' })
  expect(await own('m0')).toMatchObject({ member: true, total: 15 })
  expect(await own('m0', { year: 2019 })).toMatchObject({ total: 1 })
})

test('only Party members of the village, only known deeds, never the future', async () => {
  await expect(record({ personId: others[0] })).rejects.toMatchObject({ code: 'bad_input' })
  await expect(record({ item: 'clicks' })).rejects.toMatchObject({ code: 'bad_input' })
  await expect(record({ on: '2020-12-01' })).rejects.toMatchObject({ code: 'bad_input' })
})

test('the branch alone sees persons, in the order of names; everybody above sees sums', async () => {
  const branch = await as<{ branches: { persons: { person: { id: string } }[] }[] }>(
    'secretary',
    'readBranchPoints',
    { villageId: ids.villageA },
  )
  const persons = branch.branches.flatMap((one) => one.persons.map(({ person }) => person.id))
  expect(persons.toSorted()).toEqual([head, party].toSorted())
  for (const by of ['organisation', 'town', 'desk', 'auditor', 'station', 'm0']) {
    await expect(as(by, 'readBranchPoints', { villageId: ids.villageA })).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  const sums = await as<{ rows: object[] }>('organisation', 'listPointSums', {})
  expect(sums).toMatchObject({ points: 15, entries: 3, rows: [{ active: 1, points: 15 }] })
  expect(JSON.stringify(sums)).not.toContain(party)
  expect(await as('townB', 'listPointSums', {})).toMatchObject({ total: 0 })
  await expect(as('desk', 'listPointSums', {})).rejects.toMatchObject({ code: 'forbidden' })
})

test('who is no Party member learns nothing, not even the deeds', async () => {
  expect(await own('m1')).toEqual({
    member: false,
    year: 2020,
    years: [],
    branch: null,
    total: 0,
    items: [],
    excluded: [],
    closedOn: null,
    entries: [],
  })
})

test('evidence of points opens for the branch and for who decides appeals, for nobody else', async () => {
  const { rows } = await world.db.owner.query<{ file_id: string }>(
    'SELECT file_id FROM point_event WHERE file_id IS NOT NULL',
  )
  const file = { villageId: ids.villageA, fileId: rows[0]?.file_id }
  for (const by of ['secretary', 'town']) {
    expect(await as(by, 'readPointFile', file)).toMatchObject({ mediaType: 'image/png' })
  }
  for (const by of ['organisation', 'auditor']) {
    await expect(as(by, 'readPointFile', file)).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('what was taken back wrongly counts again when the town says so; nobody else’s entry is appealed', async () => {
  const { eventId } = await record({ item: 'helped' })
  await as('secretary', 'withdrawPoints', { villageId: ids.villageA, eventId, reason: '记错人' })
  expect((await own('m0')).total).toBe(15)
  const appeal = { eventId, what: '当天我在场,有工友作证' }
  await expect(as('m1', 'appealPoints', appeal)).rejects.toMatchObject({ code: 'not_found' })
  // Five working days after Monday 2020-11-30.
  expect(await as('m0', 'appealPoints', appeal)).toEqual({ dueOn: '2020-12-07' })
  await expect(as('m0', 'appealPoints', appeal)).rejects.toMatchObject({ code: 'conflict' })
  await told()
  expect(await count('message', `topic = 'point.appealed'`)).toBe(1)
  expect(await as('townB', 'listPointAppeals', {})).toMatchObject({ total: 0 })
  const list = await as<{ open: number; rows: { appealId: string }[] }>(
    'town',
    'listPointAppeals',
    {},
  )
  expect(list.open).toBe(1)
  const decision = {
    villageId: ids.villageA,
    appealId: list.rows[0]?.appealId,
    decision: 'upheld',
    reason: '经核实当天出工',
  }
  await expect(as('secretary', 'decidePointAppeal', decision)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(as('townB', 'decidePointAppeal', decision)).rejects.toMatchObject({
    code: 'not_found',
  })
  await as('town', 'decidePointAppeal', decision)
  await expect(as('town', 'decidePointAppeal', decision)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  expect((await own('m0')).total).toBe(17)
})

test('a restored entry keeps the cap: what filled its place must go first', async () => {
  const first = await record({ item: 'promise', times: 2, on: '2020-10-01' })
  await as('secretary', 'withdrawPoints', {
    villageId: ids.villageA,
    eventId: first.eventId,
    reason: '材料不全',
  })
  await as('m0', 'appealPoints', { eventId: first.eventId, what: '材料已补' })
  const second = await record({ item: 'promise', times: 2, on: '2020-11-01' })
  const { rows } = await as<{ rows: { appealId: string }[] }>('town', 'listPointAppeals', {
    state: 'open',
  })
  const upheld = {
    villageId: ids.villageA,
    appealId: rows[0]?.appealId,
    decision: 'upheld',
    reason: '材料齐全',
  }
  await expect(as('town', 'decidePointAppeal', upheld)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await as('secretary', 'withdrawPoints', {
    villageId: ids.villageA,
    eventId: second.eventId,
    reason: '重复',
  })
  await as('town', 'decidePointAppeal', upheld)
  expect((await own('m0')).items.find(({ key }) => key === 'promise')?.got).toBe(6)
})

test('a year that is over is closed once; nothing of it changes any more', async () => {
  const year = { unitId: ids.townA, year: 2019 }
  const { eventId } = await record({ on: '2019-12-01', item: 'helped' })
  await as('m0', 'appealPoints', { eventId, what: '日期有误' })
  await expect(as('town', 'closePointYear', { ...year, year: 2020 })).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await expect(as('town', 'closePointYear', year)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  const { rows } = await as<{ rows: { appealId: string }[] }>('town', 'listPointAppeals', {
    state: 'open',
  })
  await as('town', 'decidePointAppeal', {
    villageId: ids.villageA,
    appealId: rows[0]?.appealId,
    decision: 'rejected',
    reason: '日期无误',
  })
  expect(await as('town', 'closePointYear', year)).toEqual({ closed: 1, persons: 1, points: 3 })
  await expect(as('town', 'closePointYear', year)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await expect(record({ on: '2019-12-02' })).rejects.toMatchObject({ code: 'not_allowed_now' })
  const back = { villageId: ids.villageA, eventId, reason: '更正' }
  await expect(as('secretary', 'withdrawPoints', back)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  expect(await own('m0', { year: 2019 })).toMatchObject({ total: 3, closedOn: '2020-11-30' })
})
