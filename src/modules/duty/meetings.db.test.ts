import { expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { dutyWorld } from './testing.ts'

const world = await dutyWorld()
const { as, ids, setDay } = world

interface Task {
  taskId: string
  what: string
  doneOn: string | null
  assignment: { assignmentId: string; state: string } | null
}
interface Meeting {
  number: string | null
  names: string[]
  items: { said: string; tasks: Task[] }[]
  rest: Task[]
}
interface Register {
  total: number
  tasks: number
  done: number
  overdue: number
  kinds: { kind: string; meetings: number }[]
  rows: {
    id: string
    unit: { id: string }
    number: string | null
    source: string
    tasks: number
    done: number
  }[]
  ordered: Task[]
}
const order = (unitId: string, what: string, dueOn = '2020-12-20') => ({
  unitId,
  what,
  responsible: '经管站',
  dueOn,
})
const record = (by: string, unitId: string, more: object = {}) =>
  as<{ meetingId: string; number: string; given: number }>(by, 'recordMeeting', {
    unitId,
    kind: 'special',
    heldOn: '2020-11-20',
    chair: '县委书记',
    place: '县委会议室',
    topic: '专题会议',
    attended: ['王某', '李某'],
    items: [
      {
        said: '各镇排出创办时间表',
        tasks: [order(ids.townA, '排时间表'), order(ids.townB, '排时间表')],
      },
      { said: '县里每周调度' },
    ],
    ...more,
  })
const register = (by: string, more: object = {}) => as<Register>(by, 'listMeetingRegister', more)
const read = (by: string, meetingId: string, unitId = ids.county) =>
  as<Meeting>(by, 'readRegisterMeeting', { unitId, meetingId })

test('what a meeting orders goes out as assignments; their end is the end of the task', async () => {
  const { meetingId, number, given } = await record('county', ids.county)
  expect([number, given]).toEqual(['会议〔2020〕1号', 2])
  const meeting = await read('county', meetingId)
  expect(meeting.names).toEqual(['王某', '李某'])
  expect(meeting.items.map(({ said, tasks }) => [said, tasks.length])).toEqual([
    ['各镇排出创办时间表', 2],
    ['县里每周调度', 0],
  ])
  expect(meeting.rest).toEqual([])
  // The town sees the order, not the meeting of the county.
  await expect(read('town', meetingId)).rejects.toMatchObject({ code: 'not_found' })
  const seen = await register('town')
  expect(seen.rows).toEqual([])
  const [own] = seen.ordered
  expect(seen.ordered).toHaveLength(1)
  const assignmentId = own?.assignment?.assignmentId
  await as('town', 'replyAssignment', { assignmentId, words: '已排' })
  expect(
    (await read('county', meetingId)).items[0]?.tasks
      .map(({ assignment }) => assignment?.state)
      .toSorted(),
  ).toEqual(['given', 'replied'])
  await as('county', 'judgeAssignment', { assignmentId, done: true, words: '办结' })
  const after = await register('county')
  expect(after).toMatchObject({ total: 1, tasks: 2, done: 1, overdue: 0 })
  expect(after.rows[0]).toMatchObject({ number, tasks: 2, done: 1 })
  await setDay('2020-12-21')
  expect(await register('county', { open: 'true' })).toMatchObject({ total: 1, overdue: 1 })
  await setDay('2020-11-30')
})

test('numbers have no gaps for a unit and year, whatever was refused between', async () => {
  const future = await refusalOf(
    record('town', ids.townA, { heldOn: '2020-12-01', items: [{ said: '部署' }] }),
  )
  expect(future.faults[0]?.path).toBe('$.heldOn')
  const outside = record('town', ids.townA, {
    items: [{ said: '部署', tasks: [order(ids.villageB, '越界')] }],
  })
  expect((await refusalOf(outside)).faults[0]?.path).toBe('$.tasks[0].unitId')
  const mine = await record('town', ids.townA, {
    items: [{ said: '部署', tasks: [order(ids.villageA, '入户')] }],
  })
  expect([mine.number, mine.given]).toEqual(['会议〔2020〕1号', 1])
  const next = await record('town', ids.townA, {
    heldOn: '2020-11-25',
    items: [{ said: '再部署' }],
  })
  expect(next.number).toBe('会议〔2020〕2号')
  await expect(record('town', ids.townB)).rejects.toMatchObject({ code: 'not_found' })
})

test('an on-site meeting names its tour, no other kind does', async () => {
  const nowhere = { contestId: ids.townA, items: [{ said: '观摩' }] }
  for (const kind of ['site', 'special']) {
    const wrong = await refusalOf(record('county', ids.county, { ...nowhere, kind }))
    expect(wrong.faults[0]?.path).toBe('$.contestId')
  }
  const both = { attended: ['王某'], absent: ['王某'], items: [{ said: '观摩' }] }
  expect((await refusalOf(record('county', ids.county, both))).faults[0]?.path).toBe(
    '$.attended[0]',
  )
})

test('a meeting written down without items is in the register all the same', async () => {
  const { meetingId } = await as<{ meetingId: string }>('county', 'recordPromotionMeeting', {
    unitId: ids.county,
    kind: 'other',
    heldOn: '2020-10-01',
    chair: '副书记',
    place: '会议室',
    topic: '碰头会',
    resolutions: '抓紧',
    tasks: [order(ids.townA, '报表')],
  })
  const meeting = await read('county', meetingId)
  expect(meeting).toMatchObject({ number: null, items: [{ said: '抓紧' }] })
  expect(meeting.rest).toHaveLength(1)
  const other = await register('county', { kind: 'other' })
  expect(other.rows.map(({ id }) => id)).toEqual([meetingId])
})

test('the minutes as PDF and Word', async () => {
  const { rows } = await register('county')
  for (const format of ['pdf', 'docx']) {
    const file = await as<{ content: string }>('county', 'printMeetingMinutes', {
      unitId: ids.county,
      meetingId: rows.find(({ unit }) => unit.id === ids.county)?.id,
      format,
    })
    const head = Buffer.from(file.content, 'base64').subarray(0, 4).toString('latin1')
    expect(head).toBe(format === 'pdf' ? '%PDF' : 'PK\u0003\u0004')
  }
})
