import { expect, test } from 'vitest'
import { talentWorld } from './testing.ts'

const world = await talentWorld()
const { as, run, ids, coop, setDay, morning, count } = world

interface List {
  total: number
  firstSecretaries: number
  ending: number
  over: number
  lateTasks: number
  rows: { postingId: string; number: string; standing: string }[]
  due: { village: { id: string }; secretary: string | null }[]
}
const list = (by: string, more: object = {}) => as<List>(by, 'listPostings', more)

const bureau = await as<{ helperId: string }>('organisation', 'saveHelper', {
  unitId: ids.county,
  channel: 'department',
  name: '县林业发展中心',
  capacity: 9,
})
const posting = {
  villageId: ids.villageA,
  kind: 'first_secretary',
  name: '周某',
  sendingUnit: '县林业发展中心',
  helperId: bureau.helperId,
  from: '2020-09-01',
  until: '2021-01-15',
  document: '派〔2020〕1号',
}
const { postingId, number, tasks } = await as<{
  postingId: string
  number: string
  tasks: number
}>('organisation', 'savePosting', posting)
const one = { villageId: ids.villageA, postingId }

interface Read {
  tasks: { taskId: string; aboutCoop: boolean; coop: { id: string } | null; state: string }[]
  coops: { coop: { id: string }; founded: boolean }[]
  visits: { did: string }[]
  offers: { title: string }[]
  terms: object[]
  months: string[]
}
const read = (by: string) => as<Read>(by, 'readPosting', one)

test('a posting begins with its number and tasks, one of them about the co-op of the village', async () => {
  expect(number).toBe('驻〔2020〕1号')
  expect(tasks).toBe(3)
  const found = await read('secretary')
  expect(found.tasks.filter(({ aboutCoop }) => aboutCoop)).toMatchObject([
    { coop: { id: coop.coopId } },
  ])
  expect(found.months).toEqual(['2020-11', '2020-10', '2020-09'])
  // The co-op is older than the posting.
  expect(found.coops).toMatchObject([{ coop: { id: coop.coopId }, founded: false }])
})

test('a village has one first secretary; team members beside are welcome; other towns see nothing', async () => {
  const second = { ...posting, name: '吴某', from: '2020-11-01' }
  await expect(as('town', 'savePosting', second)).rejects.toMatchObject({ code: 'conflict' })
  await as('town', 'savePosting', { ...second, kind: 'team_member' })
  await expect(as('townB', 'savePosting', second)).rejects.toMatchObject({ code: 'not_found' })
  await expect(as('station', 'savePosting', second)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await list('townB')).toMatchObject({ total: 0, due: [] })
  expect(await list('organisation')).toMatchObject({ total: 2, firstSecretaries: 1, ending: 2 })
})

test('visits and offers are those of the sending unit in help, of this village and this time', async () => {
  const visit = (unitId: string, on: string, did: string, helperId: string | null) =>
    as('desk', 'recordVisit', { unitId, helperId, on, did })
  await visit(coop.coopId, '2020-11-20', '看了姜窖', bureau.helperId)
  await visit(ids.villageA, '2020-08-20', '到任之前', bureau.helperId)
  await visit(ids.villageA, '2020-11-21', '别人来的', null)
  await as('desk', 'saveResource', {
    unitId: ids.county,
    side: 'offer',
    kind: 'technology',
    helperId: bureau.helperId,
    title: '苗木嫁接技术',
  })
  const found = await read('station')
  expect(found.visits.map(({ did }) => did)).toEqual(['看了姜窖'])
  expect(found.offers).toMatchObject([{ title: '苗木嫁接技术' }])
})

test('the monthly report is printed of a month somebody was there, and of no other', async () => {
  const print = (month: string, format = 'pdf') =>
    as<{ name: string; content: string }>('town', 'printPostingReport', { ...one, month, format })
  const pdf = await print('2020-11')
  expect(pdf.name).toContain('驻村帮扶工作月报.pdf')
  expect(Buffer.from(pdf.content, 'base64').subarray(0, 4).toString()).toBe('%PDF')
  const word = await print('2020-11', 'docx')
  expect(Buffer.from(word.content, 'base64').subarray(0, 2).toString()).toBe('PK')
  await expect(print('2020-08')).rejects.toMatchObject({ code: 'not_allowed_now' })
})

test('a village that is due one is a gap until somebody comes', async () => {
  const row = { villageId: ids.villageB, reason: '软弱涣散村整顿', from: '2020-10-01' }
  await expect(as('town', 'markDueVillages', { rows: [row] })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const rows = [row, { ...row, villageId: ids.villageA, reason: '原贫困村' }]
  await as('organisation', 'markDueVillages', { rows })
  await expect(as('organisation', 'markDueVillages', { rows })).rejects.toMatchObject({
    code: 'bad_input',
  })
  await expect(
    as('organisation', 'markDueVillages', { rows: [{ ...row, villageId: ids.townA }] }),
  ).rejects.toMatchObject({ code: 'bad_input' })
  const { due } = await list('organisation')
  expect(new Map(due.map(({ village, secretary }) => [village.id, secretary]))).toEqual(
    new Map([
      [ids.villageA, '周某'],
      [ids.villageB, null],
    ]),
  )
  const end = { villageId: ids.villageB, on: '2020-11-30', reason: '整顿验收合格' }
  await as('organisation', 'endDueVillage', end)
  await expect(as('organisation', 'endDueVillage', end)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  expect((await list('organisation')).due).toHaveLength(1)
})

test('tasks are given and reported once; a co-op of elsewhere is none of this village', async () => {
  const other = await world.people(ids.villageB, 3)
  const far = await world.cooperative(ids.villageB, other)
  const task = { ...one, what: '办理营业执照变更', dueOn: '2020-12-10' }
  await expect(as('secretary', 'addPostingTask', { ...task, coopId: far })).rejects.toMatchObject({
    code: 'bad_input',
  })
  const { taskId } = await as<{ taskId: string }>('station', 'addPostingTask', {
    ...task,
    coopId: coop.coopId,
  })
  const done = { ...one, taskId, outcome: 'done', on: '2020-11-30', said: '已办好' }
  await as('secretary', 'finishPostingTask', done)
  await expect(as('secretary', 'finishPostingTask', done)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  const { tasks: after } = await read('town')
  expect(after.find((each) => each.taskId === taskId)).toMatchObject({ state: 'done' })
})

test('what ends or is late is told once, and told no more when it is done', async () => {
  await morning()
  await morning()
  // Two terms end within sixty days: each is told to the organisation department and the town.
  expect(await count('message', `topic = 'posting.ending'`)).toBe(4)
  const prolonged = { ...one, until: '2021-01-10', reason: '延长' }
  await expect(as('organisation', 'prolongPosting', prolonged)).rejects.toMatchObject({
    code: 'bad_input',
  })
  await as('organisation', 'prolongPosting', { ...prolonged, until: '2021-12-31' })
  expect((await read('town')).terms).toHaveLength(2)
  const due = { ...one, what: '上墙公开', dueOn: '2020-11-30' }
  await as('town', 'addPostingTask', due)
  expect(await list('organisation')).toMatchObject({ lateTasks: 0 })
  await setDay('2020-12-01')
  expect(await list('organisation')).toMatchObject({ lateTasks: 1, ending: 1 })
  await morning()
  await morning()
  // Each to the town and the village.
  expect(await count('message', `topic = 'posting.task'`)).toBe(2)
})

test('an end before the term needs its own word; the next comes after the one before has gone', async () => {
  const end = { ...one, on: '2020-12-01', ending: 'term', reason: '工作调整' }
  await expect(as('organisation', 'endPosting', end)).rejects.toMatchObject({ code: 'bad_input' })
  const next = { ...posting, name: '郑某', from: '2020-12-01', replacesId: postingId }
  await expect(as('organisation', 'savePosting', next)).rejects.toMatchObject({
    code: 'bad_input',
  })
  expect(
    await as('organisation', 'endPosting', { ...end, ending: 'recall', handover: '台账已移交' }),
  ).toMatchObject({ openTasks: 4 })
  await expect(as('organisation', 'endPosting', end)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await as('organisation', 'savePosting', { ...next, until: '2022-12-01' })
  expect(await list('organisation', { standing: 'now', kind: 'first_secretary' })).toMatchObject({
    total: 1,
    rows: [{ number: '驻〔2020〕3号' }],
  })
})

test('the county’s rules count from today or later, and at least one task is about co-ops', async () => {
  const { rules } = await run<{ rules: { posting: { tasks: { coop: boolean }[] } } }>(
    'readTalentRules',
    {},
  )
  const save = (more: object) =>
    as('organisation', 'saveTalentRules', {
      rules,
      validFrom: '2020-12-01',
      reason: '调整',
      ...more,
    })
  await expect(save({ validFrom: '2020-11-30' })).rejects.toMatchObject({ code: 'bad_input' })
  const without = rules.posting.tasks.filter(({ coop: about }) => !about)
  await expect(
    save({ rules: { ...rules, posting: { ...rules.posting, tasks: without } } }),
  ).rejects.toMatchObject({ code: 'bad_input' })
  expect(await save({})).toEqual({ version: 1 })
  await expect(
    as('desk', 'saveTalentRules', { rules, validFrom: '2020-12-01', reason: '调整' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})
