import { expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { dutyWorld } from './testing.ts'

const world = await dutyWorld()
const { as, ids, setDay } = world

interface Cell {
  duty: string
  state: string
  asked: number
  done: number
  late: number
  open: number
  overdue: number
}
interface Matrix {
  total: number
  duties: { id: string; period: string; postTitle: { zh: string }; version: number }[]
  rows: { unit: { id: string }; cells: Cell[] }[]
}
interface Rows {
  standing: Cell
  holder: { name: string } | null
  period: string
  total: number
  rows: { outcome: string; dueOn: string | null; on: string | null; door: { kind: string } }[]
}
const matrix = (by: string, level: string, more: object = {}) =>
  as<Matrix>(by, 'readDutyMatrix', { level, ...more })
const cell = async (
  by: string,
  of: { level: string; unit: string; duty: string; asOf?: string },
) => {
  const { rows } = await matrix(by, of.level, of.asOf === undefined ? {} : { asOf: of.asOf })
  return rows.find(({ unit }) => unit.id === of.unit)?.cells.find(({ duty }) => duty === of.duty)
}
const proofs = (by: string, unitId: string, duty: string) =>
  as<Rows>(by, 'readDutyRows', { unitId, duty })
const meet = (by: string, unitId: string, heldOn: string, kind = 'special') =>
  as(by, 'recordMeeting', {
    unitId,
    kind,
    heldOn,
    chair: '县委书记',
    place: '会议室',
    topic: `${heldOn} 专题会议`,
    items: [{ said: '部署创办' }],
  })

test('a meeting recorded is what proves the duty: one is not two, and a town’s own does not count for the county', async () => {
  const of = { level: 'county', unit: ids.county, duty: 'county-meeting' }
  expect(await cell('county', of)).toMatchObject({ state: 'due', asked: 2, done: 0 })
  await meet('county', ids.county, '2020-03-01')
  await meet('town', ids.townA, '2020-11-10')
  // A dispatch is none of the meetings that the duty means.
  await meet('county', ids.county, '2020-04-01', 'dispatch')
  expect(await cell('county', of)).toMatchObject({ state: 'due', done: 1 })
  await meet('county', ids.county, '2020-11-20', 'leading_group')
  expect(await cell('county', of)).toMatchObject({ state: 'done', done: 2 })
  expect(
    await cell('county', { level: 'town', unit: ids.townA, duty: 'town-meeting' }),
  ).toMatchObject({ state: 'done', done: 1 })
  expect(
    await cell('county', { level: 'town', unit: ids.townB, duty: 'town-meeting' }),
  ).toMatchObject({ state: 'due', done: 0 })
  const { rows, period } = await proofs('county', ids.county, 'county-meeting')
  expect(period).toBe('2020')
  expect(rows.map(({ on, door }) => [on, door.kind])).toEqual([
    ['2020-11-20', 'meeting'],
    ['2020-03-01', 'meeting'],
  ])
})

test('assignments by the day of the reply: answered in time, late, overdue', async () => {
  const give = async (dueOn: string) => {
    const { ids: made } = await as<{ ids: string[] }>('county', 'giveAssignments', {
      unitId: ids.county,
      to: [ids.townA],
      what: `${dueOn} 前核对`,
      responsible: '经管站',
      dueOn,
    })
    return made[0] ?? ''
  }
  const of = { level: 'town', unit: ids.townA, duty: 'town-orders' }
  expect(await cell('town', of)).toMatchObject({ state: 'none', asked: 0 })
  await setDay('2020-12-01')
  const [soon, far] = [await give('2020-12-03'), await give('2020-12-20')]
  expect(await cell('town', of)).toMatchObject({ state: 'due', asked: 2, open: 2 })
  await setDay('2020-12-04')
  expect(await cell('town', of)).toMatchObject({ state: 'missing', overdue: 1, open: 1 })
  await as('town', 'replyAssignment', { assignmentId: soon, words: '已核对' })
  expect(await cell('town', of)).toMatchObject({ state: 'due', late: 1, open: 1 })
  await as('town', 'replyAssignment', { assignmentId: far, words: '已核对' })
  expect(await cell('town', of)).toMatchObject({ state: 'late', asked: 2, done: 2, late: 1 })
  const { rows } = await proofs('town', ids.townA, 'town-orders')
  expect(rows.map(({ outcome }) => outcome)).toEqual(['late', 'done'])
  await setDay('2020-11-30')
})

test('a call to a department stands with that department alone', async () => {
  const { dueOn } = await as<{ dueOn: string }>('town', 'callUp', {
    unitId: ids.townA,
    level: 'county',
    role: 'natural_resources',
    what: '姜窖用地备案',
    responsible: '镇长',
  })
  const at = (duty: string) =>
    cell('county', { level: 'county', unit: ids.county, duty, asOf: '2020-12-10' })
  await setDay('2020-12-10')
  expect(dueOn < '2020-12-10').toBe(true)
  expect(await at('dept-land')).toMatchObject({ state: 'missing', overdue: 1 })
  expect(await at('dept-credit')).toMatchObject({ state: 'none' })
  await setDay('2020-11-30')
})

test('weekly logs: a week that nobody wrote is missing, one written afterwards is late', async () => {
  await as('town', 'saveTaskForceMember', {
    townId: ids.townA,
    name: '李某',
    post: '书记',
    part: 'head',
    duties: '牵头',
    from: '2020-11-16',
  })
  const week = (day: string) =>
    as('town', 'writeTaskForceWeek', { townId: ids.townA, week: day, done: '走访' })
  await week('2020-11-16')
  const of = { level: 'town', unit: ids.townA, duty: 'town-force' }
  expect(await cell('town', of)).toMatchObject({ state: 'missing', late: 1, overdue: 1 })
  await week('2020-11-30')
  const forces = await as<{ late: number; missing: number; towns: { missing: string[] }[] }>(
    'town',
    'listTaskForces',
    {},
  )
  expect(forces).toMatchObject({ late: 1, missing: 1, towns: [{ missing: ['2020-11-23'] }] })
  // A town that has no task force owes one.
  expect(
    await cell('county', { level: 'town', unit: ids.townB, duty: 'town-force' }),
  ).toMatchObject({ state: 'missing', overdue: 1 })
})

test('each counted co-op owes an assembly; its village answers for it', async () => {
  const of = { level: 'village', unit: ids.villageA, duty: 'branch-assembly' }
  expect(await cell('county', of)).toMatchObject({ state: 'due', asked: 1, open: 1 })
  expect(await cell('county', { ...of, unit: ids.villageB })).toMatchObject({
    state: 'none',
    asked: 0,
  })
})

test('who holds a post: replaced with the reason, kept, seen only inside the own reach', async () => {
  const hold = (by: string, unitId: string, name: string, from: string, more: object = {}) =>
    as<{ holderId: string; replaced: string | null }>(by, 'saveDutyHolder', {
      unitId,
      post: 'town_secretary',
      name,
      from,
      ...more,
    })
  const first = await hold('town', ids.townA, '李某', '2020-01-01')
  expect(first.replaced).toBeNull()
  const second = await hold('county', ids.townA, '王某', '2020-11-01', { why: '调任' })
  expect(second.replaced).toBe(first.holderId)
  await hold('other-town', ids.townB, '张某', '2020-01-01')
  const past = await as<{ rows: { name: string; to: string | null; why: string | null }[] }>(
    'town',
    'listDutyHolders',
    { past: 'true' },
  )
  expect(past.rows.map(({ name, to, why }) => [name, to, why])).toEqual([
    ['王某', null, null],
    ['李某', '2020-11-01', '调任'],
  ])
  expect((await proofs('town', ids.townA, 'town-plan')).holder).toMatchObject({ name: '王某' })
  await expect(hold('town', ids.townB, '赵某', '2020-02-01')).rejects.toMatchObject({
    code: 'not_found',
  })
  const wrong = await refusalOf(hold('county', ids.county, '赵某', '2020-02-01'))
  expect(wrong.faults[0]?.path).toBe('$.post')
  await as('town', 'endDutyHolder', {
    unitId: ids.townA,
    holderId: second.holderId,
    on: '2020-11-20',
    why: '离任',
  })
  expect((await proofs('town', ids.townA, 'town-plan')).holder).toBeNull()
})

test('the county words a duty anew from a day; the past stays as it was judged', async () => {
  const { rows } = await as<{ rows: { id: string; post: string }[] }>('county', 'listDuties', {})
  expect(rows.length).toBeGreaterThan(20)
  const spec = {
    id: 'county-meeting',
    post: 'county_secretary',
    title: { zh: '专题会议', en: 'Meetings' },
    duty: { zh: '每季度一次', en: 'Once a quarter' },
    clause: '县委文件',
    every: 'quarter',
    source: 'meetings',
    least: 3,
  }
  const save = (more: object) =>
    as('county', 'saveDuty', { spec, validFrom: '2020-11-30', reason: '加密', ...more })
  expect((await refusalOf(save({ validFrom: '2020-11-29' }))).faults[0]?.path).toBe('$.validFrom')
  const nowhere = { spec: { ...spec, document: 'no-such-paper' } }
  expect((await refusalOf(save(nowhere))).faults[0]?.path).toBe('$.spec.document')
  await save({})
  const of = { level: 'county', unit: ids.county, duty: 'county-meeting' }
  expect(await cell('county', of)).toMatchObject({ state: 'due', asked: 3, done: 1 })
  expect(await cell('county', { ...of, asOf: '2020-11-29' })).toMatchObject({ asked: 2 })
  await expect(
    as('town', 'saveDuty', { spec, validFrom: '2020-12-01', reason: '改' }),
  ).rejects.toMatchObject({ code: 'not_found' })
  await as('county', 'strikeDuty', { duty: 'group-site', validFrom: '2020-11-30', reason: '停' })
  const { duties } = await matrix('county', 'county')
  expect(duties.map(({ id }) => id)).not.toContain('group-site')
  expect(
    (await matrix('county', 'county', { asOf: '2020-11-29' })).duties.map(({ id }) => id),
  ).toContain('group-site')
})

test('the mechanism: departments under the county’s own names, documents of the library', async () => {
  const body = {
    label: '“2+5”工作推进机制',
    reading: '两个文件、五个部门',
    documents: ['yishui-opinions'],
    departments: [
      { role: 'natural_resources', name: '自然资源局', leader: '赵某', duties: '用地' },
    ],
    validFrom: '2020-11-30',
    reason: '机构改革',
  }
  await as('county', 'saveMechanism', body)
  const { departments, documents } = await as<{
    departments: { name: string; catalogue: { duty: string }[] }[]
    documents: { id: string | null; clauses: number }[]
  }>('county', 'readMechanism', {})
  expect(departments).toMatchObject([{ name: '自然资源局', catalogue: [{ duty: 'dept-land' }] }])
  expect(documents[0]?.id).not.toBeNull()
  expect(documents[0]?.clauses).toBeGreaterThan(0)
  const { duties } = await matrix('county', 'county')
  expect(duties.find(({ id }) => id === 'dept-land')?.postTitle.zh).toBe('自然资源局')
  const twice = { ...body, departments: [...body.departments, ...body.departments] }
  expect((await refusalOf(as('county', 'saveMechanism', twice))).faults[0]?.path).toBe(
    '$.departments[1].role',
  )
})

test('a town sees its own rows, a village its own; nobody sees the county’s from below', async () => {
  expect((await matrix('town', 'town')).rows.map(({ unit }) => unit.id)).toEqual([ids.townA])
  expect((await matrix('secretary', 'village')).rows.map(({ unit }) => unit.id)).toEqual([
    ids.villageA,
  ])
  expect((await matrix('secretary', 'town')).total).toBe(0)
  await expect(proofs('town', ids.county, 'county-visit')).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(proofs('town', ids.townA, 'county-visit')).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the list of duties as PDF and Word', async () => {
  for (const format of ['pdf', 'docx']) {
    const file = await as<{ name: string; content: string }>('town', 'printDutyList', {
      unitId: ids.townA,
      format,
    })
    const head = Buffer.from(file.content, 'base64').subarray(0, 4).toString('latin1')
    expect(head).toBe(format === 'pdf' ? '%PDF' : 'PK\u0003\u0004')
  }
})
