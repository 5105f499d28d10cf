import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { CALLED, governanceWorld, HELD, nonce, PHOTO } from './testing.ts'

const world = await governanceWorld()
const { run, as, setDay, draft, read, opened, meetingCoop } = world

const other = { matter: 'other', title: '修一条路' }
const plan = { matter: 'distribution_plan', title: '2019 年盈余分配方案' }
const failing = (meeting: { findings: readonly { rule: string; outcome: string }[] }): string[] =>
  meeting.findings.filter(({ outcome }) => outcome !== 'passes').map(({ rule }) => rule)

describe('notice', () => {
  test('fifteen days before, and not a day less', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'n')
    const early = await draft(coop.coopId, [other], { heldOn: '2020-12-14' })
    expect(failing(await read(early))).toContain('MEET-NOTICE')
    const refused = await refusalOf(run('giveNotice', { meetingId: early }))
    expect([refused.code, refused.text.zh]).toEqual(['rule_blocked', expect.stringContaining(HELD)])
    await run('changeMeeting', {
      meetingId: early,
      title: '大会',
      heldOn: HELD,
      startsAt: '09:00',
      place: '会议室',
    })
    await expect(run('giveNotice', { meetingId: early })).resolves.toMatchObject({ notified: 11 })
    expect((await read(early)).state).toBe('notified')
  })

  test('papers of a plan lie open fifteen days before; later papers do not make up for it', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'd')
    const meetingId = await draft(coop.coopId, [plan])
    expect(failing(await read(meetingId))).toContain('DOC-15D')
    expect((await refusalOf(run('giveNotice', { meetingId, reason: '急' }))).code).toBe(
      'rule_blocked',
    )
    const [matterId] = await world.matterIds(meetingId)
    await run('addMeetingPaper', {
      meetingId,
      matterId,
      kind: 'document',
      name: '方案.png',
      content: PHOTO,
    })
    await setDay('2020-12-01')
    expect(failing(await read(meetingId))).toEqual(
      expect.arrayContaining(['MEET-NOTICE', 'DOC-15D']),
    )
    await setDay(CALLED)
    await run('giveNotice', { meetingId, reason: '乡镇意见未回' })
    expect((await read(meetingId)).agenda[0]?.papersFrom).toBe(CALLED)
  })

  test('the doors open on the day of the notice and on no other', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'o')
    const meetingId = await draft(coop.coopId, [other])
    await run('giveNotice', { meetingId })
    for (const day of ['2020-12-14', '2020-12-16']) {
      await setDay(day)
      expect((await refusalOf(run('openMeeting', { meetingId }))).code).toBe('not_allowed_now')
    }
    await setDay(HELD)
    await expect(run('openMeeting', { meetingId })).resolves.toMatchObject({ entitled: 11 })
  })

  test('an extraordinary assembly is due twenty days after three tenths ask for it', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'x')
    const ask = (n: number) =>
      run<{ requestId: string; dueOn: string }>('requestMeeting', {
        coopId: coop.coopId,
        byWhom: 'members',
        holderIds: Array.from({ length: n }, (_, i) => coop.holder(i)),
        reason: '账目不清',
        document: '联名书',
      })
    expect((await refusalOf(ask(3))).code).toBe('rule_blocked')
    const { requestId, dueOn } = await ask(4)
    expect(dueOn).toBe('2020-12-20')
    const late = await draft(coop.coopId, [other], {
      heldOn: '2020-12-21',
      requestId,
      call: 'members',
    })
    expect(failing(await read(late))).toEqual(['MEET-20D'])
    await setDay('2020-12-21')
    const duties = await run<{
      overdue: number
      rows: { requestId: string; findings: unknown[] }[]
    }>('listMeetingDuties', { unitId: coop.coopId })
    expect(duties.overdue).toBe(1)
    expect(duties.rows[0]).toMatchObject({ requestId, findings: [{ rule: 'MEET-20D' }] })
  })

  test('delegates only where there are more than 150 members', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'g')
    const call = run('draftMeeting', {
      coopId: coop.coopId,
      kind: 'delegates',
      title: '代表大会',
      heldOn: HELD,
      startsAt: '09:00',
      place: '会议室',
      matters: [other],
    })
    expect((await refusalOf(call)).code).toBe('not_allowed_now')
  })
})

describe('the town’s opinion', () => {
  const major = { matter: 'investment', title: '投资冷库' }
  const sign = (who: string, caseId: string, step: string, more: object) =>
    as(who, 'signStep', { caseId, step, basis: 'guidance', ...more })

  test('a major matter without it asks for a reason; with it, opposed or not, members are told', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 't')
    const meetingId = await draft(coop.coopId, [major])
    const refused = await refusalOf(run('giveNotice', { meetingId }))
    expect(refused.text.zh).toContain('理由')
    await as('t-accountant', 'submitMeeting', { meetingId })
    expect(failing(await read(meetingId))).toEqual(['MEET-REVIEW'])
    const { caseId } = (await read(meetingId)).review ?? { caseId: '' }
    await sign('town', caseId, 'station', { values: { remarks: '请补充可行性材料' } })
    await sign('secretary', caseId, 'committee', { outcome: 'opposed', reason: '风险大' })
    const reviewed = await read(meetingId)
    expect(failing(reviewed)).toEqual([])
    expect(reviewed.review?.opinions.map(({ outcome }) => outcome)).toEqual(['agreed', 'opposed'])
    await run('giveNotice', { meetingId })
    const mine = await as<{ review: { opinions: { reason: string }[] } }>('t0', 'readMyMeeting', {
      meetingId,
    })
    expect(mine.review.opinions.map(({ reason }) => reason)).toEqual(['请补充可行性材料', '风险大'])
  })

  test('the county adds to the statute’s list and cannot take away from it', async () => {
    const list = async () =>
      (await as<{ matters: { matter: string; major: string | null }[] }>('town', 'listMatters', {}))
        .matters
    const majorOf = async (matter: string) =>
      (await list()).find((one) => one.matter === matter)?.major
    expect(await majorOf('admission')).toBe(null)
    const rows = [{ matter: 'admission', major: true, source: '本县规定' }]
    await as('county', 'setMajorMatters', { rows })
    expect(await majorOf('admission')).toBe('county')
    const off = [{ matter: 'dissolution', major: false, source: '本县规定' }]
    expect((await refusalOf(as('county', 'setMajorMatters', { rows: off }))).code).toBe('bad_input')
    await as('county', 'setMajorMatters', { rows: [{ ...rows[0], major: false }] })
    expect(await majorOf('admission')).toBe(null)
  })
})

describe('who may vote', () => {
  test('members and additional votes count as of the record date, whatever happens later', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'r')
    await run('addPublicRecord', {
      coopId: coop.coopId,
      kind: 'additional_votes',
      title: '附加表决权',
      basis: '章程',
      holderId: coop.holder(0),
      votes: 2,
      from: '2020-12-10',
      to: null,
    })
    const before = await draft(coop.coopId, [other], { recordOn: '2020-12-09' })
    const after = await draft(coop.coopId, [other], { recordOn: '2020-12-10' })
    await run('giveNotice', { meetingId: before })
    await run('giveNotice', { meetingId: after })
    await setDay(HELD)
    await expect(run('openMeeting', { meetingId: before })).resolves.toMatchObject({ allVotes: 11 })
    await expect(run('openMeeting', { meetingId: after })).resolves.toMatchObject({ allVotes: 13 })
    const roll = await run<{ fixed: boolean; rows: { holderId: string; additional: number }[] }>(
      'readMeetingRoll',
      { meetingId: after },
    )
    expect(roll.fixed).toBe(true)
    expect(roll.rows.find(({ holderId }) => holderId === coop.holder(0))?.additional).toBe(2)
  })

  test('no vote without a quorum of heads', async () => {
    const coop = await meetingCoop(10, 'q')
    const { meetingId, matters } = await opened(coop.coopId, [other])
    const [matterId = ''] = matters
    const come = (from: number, to: number) =>
      run('signMembersIn', {
        meetingId,
        holderIds: Array.from({ length: to - from }, (_, i) => coop.holder(from + i)),
      })
    await come(0, 7)
    const refused = await refusalOf(run('openVoting', { meetingId, matterId }))
    expect([refused.code, refused.text.zh]).toEqual(['rule_blocked', expect.stringContaining('8')])
    await come(7, 8)
    await expect(run('openVoting', { meetingId, matterId })).resolves.toEqual({ matterId })
    expect((await refusalOf(come(7, 8))).code).toBe('conflict')
  })

  test('a proxy only where the charter allows it', async () => {
    const coop = await meetingCoop(10, 'p')
    const { meetingId } = await opened(coop.coopId, [other])
    const call = run('appointProxy', {
      meetingId,
      holderId: coop.holder(0),
      kind: 'proxy',
      toHolderId: coop.holder(1),
      document: '委托书',
    })
    expect((await refusalOf(call)).code).toBe('rule_blocked')
    await run('appointProxy', {
      meetingId,
      holderId: coop.collective,
      kind: 'representative',
      name: '村主任',
      document: '授权书',
    })
    await run('signMembersIn', { meetingId, holderIds: [coop.collective] })
    const roll = await run<{ rows: { holderId: string; presentName: string | null }[] }>(
      'readMeetingRoll',
      { meetingId },
    )
    const unit = roll.rows.find(({ holderId }) => holderId === coop.collective)
    expect(unit?.presentName).toBe('村主任')
  })
})

describe('scope', () => {
  test('another town, a stranger and a missing meeting get one answer', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 's')
    const strangers = await meetingCoop(10, 'z')
    const meetingId = await draft(coop.coopId, [other])
    await run('giveNotice', { meetingId })
    const missing = await refusalOf(as('other', 'readMeeting', { meetingId: randomUUID() }))
    expect(missing.code).toBe('not_found')
    expect((await refusalOf(as('other', 'readMeeting', { meetingId }))).code).toBe('not_found')
    expect((await refusalOf(as('z0', 'readMyMeeting', { meetingId }))).code).toBe('not_found')
    expect((await refusalOf(as('s0', 'readMeeting', { meetingId }))).code).toBe('forbidden')
    const vote = {
      meetingId,
      matterId: randomUUID(),
      holderId: coop.holder(0),
      choice: ['yes'],
      nonce: nonce(),
    }
    expect((await refusalOf(as('z0', 'castVote', vote))).code).toBe('not_found')
    const own = await as<{ meetings: unknown[] }>('s0', 'myMeetings', {})
    expect(own.meetings).toHaveLength(1)
    expect(strangers.coopId).not.toBe(coop.coopId)
    const listed = await as<{ rows: unknown[] }>('other', 'listMeetings', {})
    expect(listed.rows).toEqual([])
  })
})
