import { expect, test } from 'vitest'
import { helpWorld, PHOTO } from './testing.ts'

const world = await helpWorld()
const { as, ids, coopA, coopB, helper, assign, setDay } = world
const deputy = await helper('town', ids.townA, 'town_leader', { name: '李委员' })
await assign('town', ids.townA, deputy, coopA)

interface Issues {
  total: number
  open: number
  late: number
  mine: number
  solved: number
  rows: {
    issueId: string
    state: string
    dueOn: string
    open: string[]
    late: boolean
    acts: object[]
  }[]
}
const issues = (by: string, more: object = {}) => as<Issues>(by, 'listIssues', more)

test('a visit with a photograph and an issue: the desk it was sent to answers, another says solved', async () => {
  const visit = {
    unitId: coopA,
    helperId: deputy,
    on: '2020-11-30',
    place: '大姜种植基地',
    did: '查看大姜窖储和销路',
    photos: [{ name: '基地.png', content: PHOTO }],
    issues: [{ kind: 'land', what: '姜窖用地手续没有办', toRole: 'natural_resources' }],
  }
  const { visitId, issueIds } = await as<{ visitId: string; issueIds: string[] }>(
    'town',
    'recordVisit',
    visit,
  )
  const [issueId] = issueIds
  // Ten working days after Monday 2020-11-30.
  expect(await issues('land')).toMatchObject({
    total: 1,
    open: 1,
    mine: 1,
    rows: [{ issueId, dueOn: '2020-12-14', open: ['answer', 'forward'] }],
  })
  expect(await issues('town')).toMatchObject({ mine: 0, rows: [{ open: [] }] })
  const list = await as<{ rows: { files: { fileId: string }[] }[] }>(
    'secretary',
    'listHelpVisits',
    {},
  )
  expect(list.rows).toMatchObject([
    { visitId, helper: { name: '李委员' }, channel: 'town_leader', issues: 1, openIssues: 1 },
  ])
  const fileId = list.rows[0]?.files[0]?.fileId
  const file = await as<{ content: string; mediaType: string }>('secretary', 'readHelpFile', {
    unitId: coopA,
    fileId,
  })
  expect(file).toMatchObject({ content: PHOTO, mediaType: 'image/png' })
  const act = (by: string, what: string) =>
    as(by, 'actOnIssue', { unitId: coopA, issueId, act: what, said: '已查' })
  await expect(act('town', 'answer')).rejects.toMatchObject({ code: 'not_allowed_now' })
  expect(await act('land', 'answer')).toMatchObject({ state: 'answered' })
  await expect(act('land', 'solve')).rejects.toMatchObject({ code: 'not_allowed_now' })
  expect(await act('secretary', 'reopen')).toMatchObject({ state: 'open', dueOn: '2020-12-14' })
  await act('land', 'answer')
  expect(await act('town', 'solve')).toMatchObject({ state: 'solved' })
  expect(await issues('desk')).toMatchObject({
    open: 0,
    solved: 1,
    rows: [{ acts: [{}, {}, {}, {}, {}] }],
  })
})

test('other towns and villages see nothing of it; late is said the day after', async () => {
  const { issueId } = await as<{ issueId: string }>('secretary', 'raiseIssue', {
    unitId: coopA,
    kind: 'market',
    what: '大姜滞销',
    toRole: 'county_agriculture',
    dueOn: '2020-12-05',
  })
  expect(await issues('townB')).toMatchObject({ total: 0 })
  await expect(
    as('townB', 'actOnIssue', { unitId: coopA, issueId, act: 'answer', said: '好' }),
  ).rejects.toMatchObject({ code: 'not_found' })
  await setDay('2020-12-05')
  expect(await issues('desk', { state: 'late' })).toMatchObject({ total: 0, late: 0 })
  await setDay('2020-12-06')
  expect(await issues('desk', { state: 'late' })).toMatchObject({
    total: 1,
    late: 1,
    rows: [{ issueId, late: true }],
  })
  const forwarded = { unitId: coopA, issueId, act: 'forward', said: '请乡镇先对接' }
  await expect(as('desk', 'actOnIssue', forwarded)).rejects.toMatchObject({ code: 'bad_input' })
  await as('desk', 'actOnIssue', { ...forwarded, toRole: 'town_secretary' })
  expect(await issues('town', { state: 'mine' })).toMatchObject({ total: 1, late: 0 })
})

test('no day to come, no paper for a photograph, no stranger as visitor; taken back by who wrote it', async () => {
  const base = { unitId: coopA, on: '2020-12-06', did: '看' }
  await expect(as('town', 'recordVisit', { ...base, on: '2020-12-07' })).rejects.toMatchObject({
    code: 'bad_input',
  })
  const pdf = Buffer.from('%PDF-1.4').toString('base64')
  await expect(
    as('town', 'recordVisit', { ...base, photos: [{ name: 'a.png', content: pdf }] }),
  ).rejects.toMatchObject({ code: 'bad_input' })
  const stranger = { unitId: coopB, on: '2020-12-06', did: '看', helperId: deputy }
  await expect(as('townB', 'recordVisit', stranger)).rejects.toMatchObject({ code: 'bad_input' })
  const { visitId } = await as<{ visitId: string }>('town', 'recordVisit', base)
  const back = { unitId: coopA, visitId, reason: '登记错了地点' }
  await expect(as('desk', 'withdrawVisit', back)).rejects.toMatchObject({ code: 'not_allowed_now' })
  await as('town', 'withdrawVisit', back)
  const list = await as<{ rows: object[] }>('desk', 'listHelpVisits', {})
  expect(list.rows).toMatchObject([{ visitId, withdrawn: '登记错了地点' }, { withdrawn: null }])
})

test('the log of visits as a paper', async () => {
  const log = { unitId: ids.townA, from: '2020-11-01', to: '2020-12-31' }
  const paper = await as<{ name: string; content: string }>('town', 'printVisitLog', log)
  expect(paper.name).toContain('走访台账.pdf')
  expect(Buffer.from(paper.content, 'base64').length).toBeGreaterThan(1_000)
})

test('a need meets offers of the whole county, near first; a match ends with its result', async () => {
  const offer = (by: string, unitId: string, title: string) =>
    as<{ resourceId: string }>(by, 'saveResource', {
      unitId,
      side: 'offer',
      kind: 'equipment',
      title,
    })
  const far = await offer('townB', ids.townB, '烘干机')
  const near = await offer('town', ids.townA, '冷库车')
  const { resourceId: needId } = await as<{ resourceId: string }>('secretary', 'saveResource', {
    unitId: coopA,
    side: 'need',
    kind: 'equipment',
    title: '运输车辆',
  })
  const asked = { unitId: coopA, resourceId: needId }
  const found = await as<{ proposals: { offer: { title: string } }[] }>(
    'secretary',
    'proposeMatches',
    asked,
  )
  expect(found.proposals.map((one) => one.offer.title)).toEqual(['冷库车', '烘干机'])
  const match = { unitId: coopA, needId, offerId: near.resourceId, note: '12 月 10 日用车' }
  const { matchId } = await as<{ matchId: string }>('secretary', 'agreeMatch', match)
  await expect(as('secretary', 'agreeMatch', match)).rejects.toMatchObject({ code: 'conflict' })
  const close = { ...asked, why: '不再需要' }
  await expect(as('secretary', 'closeResource', close)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await as('secretary', 'endMatch', { unitId: coopA, matchId, outcome: 'done', result: '运出大姜' })
  await as('secretary', 'closeResource', close)
  const board = await as<{ needs: number; rows: object[] }>('desk', 'listResources', {
    open: 'true',
  })
  expect(board).toMatchObject({ needs: 0, offers: 2 })
  expect(far.resourceId).not.toBe(near.resourceId)
})
