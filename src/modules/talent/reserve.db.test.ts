import { expect, test } from 'vitest'
import { talentWorld } from './testing.ts'

const world = await talentWorld()
const { as, run, ids, coop, others, setDay } = world
const [young = '', mentor = '', brother = ''] = others

const nomination = {
  villageId: ids.villageA,
  personId: young,
  source: 'graduate',
  direction: '合作社经营管理',
  reason: '农学专业毕业,在合作社任技术员',
  consentOn: '2020-11-20',
  consentPaper: '本人书面同意书',
}
const { reserveId } = await as<{ reserveId: string }>('town', 'nominateReserve', nomination)
const entry = { villageId: ids.villageA, reserveId }

interface Read {
  step: string | null
  mentor: { name: string; kin: { zh: string } | null } | null
  posts: { post: string }[]
  trainings: { trainingId: string; withdrawn: string | null }[]
  events: { act: string }[]
}
const read = (by: string) => as<Read>(by, 'readReserve', entry)

test('a town sees its own nominations and no more; personnel is the organisation department’s', async () => {
  const own = await as<{ rows: object[]; waiting: number }>('town', 'listNominations', {})
  expect(own).toMatchObject({ waiting: 1, rows: [{ reserveId, state: 'nominated' }] })
  expect(JSON.stringify(own)).not.toContain('技术员')
  expect(await as('townB', 'listNominations', {})).toMatchObject({ total: 0 })
  for (const by of ['town', 'desk', 'auditor', 'secretary', 'm2']) {
    await expect(as(by, 'listReserve', {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(read(by)).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(as('secretary', 'nominateReserve', nomination)).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('nobody is nominated twice, without consent, from elsewhere or from no source', async () => {
  const asked = (more: object) => as('town', 'nominateReserve', { ...nomination, ...more })
  await expect(asked({})).rejects.toMatchObject({ code: 'conflict' })
  const fresh = { personId: mentor }
  await expect(asked({ ...fresh, consentOn: '2020-12-01' })).rejects.toMatchObject({
    code: 'bad_input',
  })
  await expect(asked({ ...fresh, source: 'friend' })).rejects.toMatchObject({ code: 'bad_input' })
  const away = await world.people(ids.villageB, 1)
  await expect(asked({ personId: away.personIds[0] })).rejects.toMatchObject({ code: 'bad_input' })
})

test('a nomination is decided once; only then somebody is led on', async () => {
  const step = { ...entry, step: 'training', reason: '参加县委党校培训' }
  await expect(as('organisation', 'moveReserve', step)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  const decision = { ...entry, decision: 'confirm', reason: '符合条件' }
  await expect(as('town', 'decideNomination', decision)).rejects.toMatchObject({
    code: 'forbidden',
  })
  const late = { ...decision, reviewOn: '2020-11-30' }
  await expect(as('organisation', 'decideNomination', late)).rejects.toMatchObject({
    code: 'bad_input',
  })
  await as('organisation', 'decideNomination', { ...decision, reviewOn: '2020-12-31' })
  await expect(as('organisation', 'decideNomination', decision)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await as('organisation', 'moveReserve', { ...step, reviewOn: '2021-03-31' })
  expect(await read('organisation')).toMatchObject({ step: 'training' })
})

test('a mentor who is kin is shown as kin, and is not refused', async () => {
  const name = (personId: string, who: string) =>
    as<{ kin: { zh: string } | null }>('organisation', 'assignMentor', {
      ...entry,
      name: who,
      personId,
    })
  await expect(name(young, '本人')).rejects.toMatchObject({ code: 'bad_input' })
  expect((await name(mentor, '导师')).kin).toBeNull()
  await run('registerLinkedGroups', {
    unitId: ids.villageA,
    groups: [
      {
        name: '兄弟',
        kind: 'kin',
        evidence: '户口簿',
        from: '2020-01-01',
        personIds: [young, brother],
      },
    ],
  })
  expect((await name(brother, '兄长')).kin?.zh).toBe('登记为关联人')
  expect((await read('organisation')).mentor).toMatchObject({ name: '兄长' })
  const list = await as<{ rows: object[] }>('organisation', 'listReserve', {})
  expect(list.rows).toMatchObject([{ mentor: '兄长', kin: true }])
})

test('trainings add up without those taken back; posts are read from the co-op itself', async () => {
  const course = (hours: number) =>
    as<{ trainingId: string }>('organisation', 'recordTraining', {
      ...entry,
      course: '合作社财务',
      heldBy: '县委党校',
      from: '2020-11-10',
      until: '2020-11-12',
      hours,
      result: 'passed',
    })
  const { trainingId } = await course(24)
  await course(16)
  await expect(
    as('organisation', 'recordTraining', {
      ...entry,
      course: '未来',
      heldBy: '县委党校',
      from: '2020-12-01',
      until: '2020-12-02',
      hours: 8,
      result: 'passed',
    }),
  ).rejects.toMatchObject({ code: 'bad_input' })
  const back = { ...entry, trainingId, reason: '登记重复' }
  await as('organisation', 'withdrawTraining', back)
  await expect(as('organisation', 'withdrawTraining', back)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  expect(await as('organisation', 'listReserve', {})).toMatchObject({ rows: [{ hours: 16 }] })
  expect((await read('organisation')).posts).toEqual([])
  await run('recordPosts', {
    coopId: coop.coopId,
    asFound: true,
    rows: [{ post: 'manager', personId: young, from: '2020-06-01' }],
    reason: '补登',
  })
  expect((await read('organisation')).posts).toMatchObject([{ post: '经理' }])
})

test('a review comes due on its day; who leaves may be nominated again', async () => {
  const due = () =>
    as<{ review: number; rows: object[] }>('organisation', 'listReserve', { state: 'review' })
  expect((await due()).review).toBe(0)
  await setDay('2021-03-31')
  expect(await due()).toMatchObject({ review: 1, rows: [{ reserveId, reviewDue: true }] })
  const leave = { ...entry, reason: '外出务工' }
  await as('organisation', 'leaveReserve', leave)
  await expect(as('organisation', 'leaveReserve', leave)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await as('town', 'nominateReserve', nomination)
  expect(await as('organisation', 'listReserve', { state: 'left' })).toMatchObject({ total: 1 })
})
