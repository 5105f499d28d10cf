import { expect, test } from 'vitest'
import { PHOTO, supervisionWorld } from './testing.ts'

const world = await supervisionWorld()
const { as, ids, setDay, morning } = world

interface Row {
  assignmentId: string
  state: string
  overdue: boolean
  unanswered: boolean
  passed: number
  passedDone: number
  mine: string[]
  answerBy: string
  dueOn: string
}
const read = (assignmentId: string, by: string) =>
  as<Row & { acts: { kind: string; photos: { photoId: string }[] }[] }>(by, 'readAssignment', {
    assignmentId,
  })
const give = (unitId: string, to: string[], by: string, more: object = {}) =>
  as<{ ids: string[] }>(by, 'giveAssignments', {
    unitId,
    to,
    what: '月底前完成成员账户核对',
    responsible: '经管站',
    dueOn: '2020-12-10',
    ...more,
  })

test('county to town to village and back: acknowledged, passed on, answered with a photograph, judged', async () => {
  const [down = ''] = (await give(ids.county, [ids.townA], 'county')).ids
  expect((await read(down, 'town')).mine).toEqual(['acknowledge', 'reply', 'pass'])
  expect((await read(down, 'county')).mine).toEqual(['withdraw'])
  await expect(read(down, 'other-town')).rejects.toMatchObject({ code: 'not_found' })
  await as('town', 'acknowledgeAssignment', { assignmentId: down })
  const [child = ''] = (await give(ids.townA, [ids.villageA], 'town', { parentId: down })).ids
  await as('secretary', 'replyAssignment', {
    assignmentId: child,
    words: '已核对 15 户',
    photos: [{ name: '核对表.jpg', content: PHOTO }],
  })
  // The village cannot judge its own reply; the town returns it, then confirms.
  await expect(
    as('secretary', 'judgeAssignment', { assignmentId: child, done: true, words: '好' }),
  ).rejects.toMatchObject({ code: 'not_allowed_now' })
  await as('town', 'judgeAssignment', { assignmentId: child, done: false, words: '缺签字' })
  await as('secretary', 'replyAssignment', { assignmentId: child, words: '已补签' })
  await as('town', 'judgeAssignment', { assignmentId: child, done: true, words: '合格' })
  expect(await read(down, 'county')).toMatchObject({ passed: 1, passedDone: 1 })
  const told = await read(child, 'county')
  expect(told.acts.map(({ kind }) => kind)).toEqual([
    'acknowledge',
    'reply',
    'return',
    'reply',
    'confirm',
  ])
  const photoId = told.acts[1]?.photos[0]?.photoId
  const photo = await as<{ mediaType: string }>('county', 'readAssignmentPhoto', {
    assignmentId: child,
    photoId,
  })
  expect(photo.mediaType).toBe('image/jpeg')
  await as('town', 'replyAssignment', { assignmentId: down, words: '全镇完成' })
  await as('county', 'judgeAssignment', { assignmentId: down, done: true, words: '办结' })
  expect(await read(down, 'town')).toMatchObject({ state: 'done', mine: [] })
})

test('nobody is given anything outside the giver’s own reach', async () => {
  await expect(give(ids.townA, [ids.villageB], 'town')).rejects.toMatchObject({
    faults: [{ path: '$.to[0]' }],
  })
  await expect(give(ids.county, [ids.townA], 'town')).rejects.toMatchObject({ code: 'not_found' })
})

test('a town calls a department of the county: its desk alone answers, within the clock', async () => {
  const call = await as<{ assignmentId: string; answerBy: string; dueOn: string }>(
    'town',
    'callUp',
    {
      unitId: ids.townA,
      level: 'county',
      role: 'finance_bureau',
      what: '帮扶资金拨付卡在国库支付,请协调',
      responsible: '镇党委书记',
    },
  )
  // Two and five working days from Monday 2020-11-30.
  expect(call).toMatchObject({ answerBy: '2020-12-02', dueOn: '2020-12-07' })
  const { assignmentId } = call
  await expect(as('county', 'acknowledgeAssignment', { assignmentId })).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await setDay('2020-12-03')
  expect(await read(assignmentId, 'town')).toMatchObject({ unanswered: true, overdue: false })
  await setDay('2020-12-08')
  await morning()
  await morning()
  const late = await read(assignmentId, 'finance')
  expect(late).toMatchObject({ overdue: true, mine: ['acknowledge', 'reply'] })
  expect(late.acts.filter(({ kind }) => kind === 'overdue')).toHaveLength(1)
  await as('finance', 'replyAssignment', { assignmentId, words: '已拨付' })
  await as('town', 'judgeAssignment', { assignmentId, done: true, words: '已到账' })
  await setDay('2020-11-30')
})

test('a village calls its town', async () => {
  const { assignmentId } = await as<{ assignmentId: string }>('secretary', 'callUp', {
    unitId: ids.villageA,
    level: 'town',
    what: '请派会计辅导记账',
    responsible: '书记',
  })
  const { rows, mine } = await as<{ rows: Row[]; mine: number }>('station', 'listAssignments', {
    direction: 'up',
    state: 'mine',
  })
  expect(rows.map((row) => row.assignmentId)).toContain(assignmentId)
  expect(mine).toBeGreaterThan(0)
})

test('orders of a meeting are given out once and finished where they were written down', async () => {
  await as('county', 'recordPromotionMeeting', {
    unitId: ids.county,
    kind: 'special',
    heldOn: '2020-11-30',
    chair: '县委书记',
    place: '县委',
    topic: '推进会',
    resolutions: '各镇核对台账',
    tasks: [
      { unitId: ids.townA, what: '核对台账', responsible: '经管站', dueOn: '2020-12-15' },
      { unitId: ids.townB, what: '核对台账', responsible: '经管站', dueOn: '2020-12-15' },
    ],
  })
  const take = () => as<{ given: number }>('county', 'takeMeetingOrders', { unitId: ids.county })
  expect((await take()).given).toBe(2)
  expect((await take()).given).toBe(0)
  const { rows } = await as<{ rows: (Row & { source: string })[] }>('town', 'listAssignments', {
    direction: 'down',
  })
  const order = rows.find(({ source }) => source === 'meeting')
  const assignmentId = order?.assignmentId ?? ''
  await as('town', 'replyAssignment', { assignmentId, words: '已核对' })
  await as('county', 'judgeAssignment', { assignmentId, done: true, words: '属实' })
  const meetings = await as<{ done: number }>('county', 'listPromotionMeetings', {})
  expect(meetings.done).toBe(1)
})
