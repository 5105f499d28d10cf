import { expect, test } from 'vitest'
import { helpWorld } from './testing.ts'

const world = await helpWorld()
const { as, ids, coopA, coopA2, coopB, helper, assign, setDay, count } = world

interface Matrix {
  totals: {
    channel: string
    required: number
    covered: number
    gaps: number
    doubles: number
    visitsDue: number
  }[]
  overloads: { helper: { name: string }; load: number }[]
  rows: {
    coop: { id: string }
    cells: {
      channel: string
      state: string
      visitDue: boolean
      place: { id: string }
      helpers: { name: string }[]
    }[]
  }[]
  changes: {
    kind: string
    channel: string
    place: { id: string }
    from: { name: string } | null
    to: { id: string; name: string } | null
    mine: boolean
  }[]
  short: { channel: string; places: number }[]
}
const matrix = (by: string, more: object = {}) => as<Matrix>(by, 'readHelpMatrix', more)
const cell = (found: Matrix, coopId: string, channel: string) =>
  found.rows.find(({ coop }) => coop.id === coopId)?.cells.find((one) => one.channel === channel)

const leader = await helper('desk', ids.county, 'county_leader', { name: '张领导', post: '副县长' })
const deputy = await helper('town', ids.townA, 'town_leader', { name: '李委员', capacity: 1 })
const other = await helper('town', ids.townA, 'town_leader', { name: '王委员', capacity: 2 })

test('a leader at a town reaches its co-ops; what nobody reaches is a gap with who has room', async () => {
  await assign('desk', ids.county, leader, ids.townA)
  await assign('town', ids.townA, deputy, coopA)
  const found = await matrix('desk')
  expect(cell(found, coopA, 'county_leader')).toMatchObject({
    state: 'one',
    place: { id: ids.townA },
  })
  expect(cell(found, coopA2, 'county_leader')).toMatchObject({ state: 'one' })
  expect(cell(found, coopB, 'county_leader')).toMatchObject({
    state: 'gap',
    place: { id: ids.townB },
  })
  expect(cell(found, coopA, 'department')).toMatchObject({ state: 'none' })
  expect(found.totals.find(({ channel }) => channel === 'town_leader')).toMatchObject({
    required: 3,
    covered: 1,
    gaps: 2,
  })
  expect(
    found.changes.map(({ kind, channel, place, to }) => [kind, channel, place.id, to?.name]),
  ).toEqual([
    ['assign', 'county_leader', ids.townB, '张领导'],
    ['assign', 'town_leader', coopA2, '王委员'],
  ])
  expect(found.short).toEqual([{ channel: 'town_leader', places: 1 }])
})

test('a town sees its own co-ops, and may do what is its own', async () => {
  const found = await matrix('town')
  expect(found.rows.map(({ coop }) => coop.id).toSorted()).toEqual([coopA, coopA2].toSorted())
  expect(found.changes.map(({ channel, mine }) => [channel, mine])).toEqual([['town_leader', true]])
  expect((await matrix('townB')).rows.map(({ coop }) => coop.id)).toEqual([coopB])
  await expect(assign('town', ids.townA, leader, coopA)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await expect(assign('townB', ids.townB, deputy, coopB)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await expect(assign('desk', ids.county, deputy, coopB)).rejects.toMatchObject({
    code: 'bad_input',
  })
  await expect(assign('desk', ids.county, leader, ids.villageA)).rejects.toMatchObject({
    code: 'bad_input',
  })
})

test('a second one of the channel and too many places are said, recorded, listed and mended by one act', async () => {
  const { warnings } = await assign('town', coopA, other)
  expect(warnings.map(({ zh }) => zh)).toEqual([expect.stringContaining('有 2 个:') as string])
  const more = await assign('town', coopA2, deputy)
  expect(more.warnings.map(({ zh }) => zh)).toEqual([
    expect.stringContaining('超过可承担的 1 处') as string,
  ])
  const found = await matrix('town')
  expect(found.overloads).toMatchObject([{ helper: { name: '李委员' }, load: 2 }])
  expect(cell(found, coopA, 'town_leader')).toMatchObject({ state: 'double' })
  // Ending the overloaded one at the double cures both.
  expect(found.changes).toMatchObject([
    { kind: 'end', from: { name: '李委员' }, place: { id: coopA } },
  ])
})

test('a change keeps the old one with reason and handover, and needs the same channel', async () => {
  const { rows } = await as<{ rows: { assignmentId: string; helper: { id: string } }[] }>(
    'town',
    'listHelp',
    { unitId: coopA2 },
  )
  const old = rows.find((row) => row.helper.id === deputy)?.assignmentId
  const input = {
    unitId: coopA2,
    assignmentId: old,
    on: '2020-11-30',
    why: '分工调整',
    handover: '移交台账一本',
  }
  const wrong = as('desk', 'changeHelper', { ...input, helperId: leader })
  await expect(wrong).rejects.toMatchObject({ code: 'bad_input' })
  await as('town', 'changeHelper', { ...input, helperId: other })
  const after = await as<{ rows: object[] }>('town', 'listHelp', { unitId: coopA2 })
  expect(after.rows).toMatchObject([
    { helper: { id: other }, from: '2020-11-30', to: null, replaces: old },
    { helper: { id: deputy }, to: '2020-11-30', endedWhy: '分工调整', handover: '移交台账一本' },
  ])
  await expect(as('town', 'changeHelper', { ...input, helperId: other })).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await expect(world.db.owner.query(`UPDATE helper SET channel = 'enterprise'`)).rejects.toThrow()
})

test('a helper with places cannot be retired; a version keeps what it was', async () => {
  const retire = { unitId: ids.county, helperId: leader, on: '2020-11-30', reason: '调离' }
  await expect(as('desk', 'retireHelper', retire)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  const facts = {
    unitId: ids.county,
    helperId: leader,
    channel: 'county_leader',
    name: '张领导',
    post: '县委常委',
    capacity: 6,
  }
  await expect(as('desk', 'saveHelper', facts)).rejects.toMatchObject({ code: 'bad_input' })
  expect(await as('desk', 'saveHelper', { ...facts, reason: '职务变动' })).toMatchObject({
    version: 2,
  })
  expect(await count('helper_version', `name = '张领导'`)).toBe(2)
  await expect(as('town', 'saveHelper', { ...facts, reason: '改' })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the county sets whom a channel must reach; a helper who does not come is due', async () => {
  const { rules } = await as<{
    rules: { reach: Record<string, string>; visitDays: Record<string, number> }
  }>('desk', 'readHelpRules', {})
  const changed = { ...rules, reach: { ...rules.reach, department: 'all', county_leader: 'none' } }
  await as('desk', 'saveHelpRules', {
    rules: changed,
    validFrom: '2020-11-30',
    reason: '联系帮扶村全覆盖',
  })
  const found = await matrix('desk')
  expect(found.totals.map(({ channel, required }) => [channel, required])).toEqual([
    ['county_leader', 0],
    ['town_leader', 3],
    ['department', 3],
    ['enterprise', 0],
  ])
  await expect(
    as('town', 'saveHelpRules', { rules, validFrom: '2020-11-30', reason: '改' }),
  ).rejects.toMatchObject({ code: 'not_found' })
  // 王委员 came to the co-op on the 1st: 31 days are over on the 3rd of December.
  expect(cell(found, coopA, 'town_leader')).toMatchObject({ visitDue: false })
  await setDay('2020-12-03')
  expect(cell(await matrix('desk'), coopA, 'town_leader')).toMatchObject({ visitDue: true })
  await as('town', 'recordVisit', {
    unitId: coopA,
    helperId: other,
    on: '2020-12-02',
    did: '看大姜窖储',
  })
  await as('town', 'recordVisit', {
    unitId: coopA,
    helperId: deputy,
    on: '2020-12-02',
    did: '看大姜窖储',
  })
  expect(cell(await matrix('desk'), coopA, 'town_leader')).toMatchObject({ visitDue: false })
})

test('the roster and the matrix leave as files', async () => {
  const paper = await as<{ name: string; content: string }>('town', 'printHelpRoster', {
    unitId: ids.townA,
  })
  expect(paper.name).toContain('联系帮包公示表.pdf')
  expect(Buffer.from(paper.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  const word = await as<{ content: string }>('desk', 'printHelpRoster', {
    unitId: ids.county,
    format: 'docx',
  })
  expect(Buffer.from(word.content, 'base64').subarray(0, 2).toString()).toBe('PK')
  const list = await as<{ content: string }>('town', 'exportHelpMatrix', { format: 'csv' })
  const csv = Buffer.from(list.content, 'base64').toString('utf8')
  expect(csv).toContain('甲村大姜专业合作社')
  expect(csv).not.toContain('乙村')
})
