import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { MODEL_CHARTER } from './rules/charter.ts'
import { foundingOf } from '../shares/testing.ts'
import { type Agenda, CALLED, governanceWorld, HELD } from './testing.ts'

/* Every kind of meeting from its notice to its resolution, with what each refuses. */

const world = await governanceWorld()
const { run, setDay, read, draft, opened, meetingCoop, ids } = world

const road: Agenda = { matter: 'other', title: '修一条路' }
const board: Agenda = { matter: 'board_decision', title: '购买种苗' }

type Result = { carried: boolean; entitled: number; quorum: number; needed: number; yes: number }

/** Signs these people in and takes one matter by hands; the first `yes` of them are in favour. */
async function decide(
  at: { meetingId: string; matterId: string },
  holders: readonly string[],
  choices: (i: number) => readonly string[],
): Promise<Result> {
  await run('signMembersIn', { meetingId: at.meetingId, holderIds: holders })
  await run('openVoting', at)
  await run('recordHands', {
    ...at,
    rows: holders.map((holderId, i) => ({ holderId, choice: choices(i) })),
  })
  await run('closeVoting', at)
  return run<Result>('declareResult', at)
}
const yesFor = (yes: number) => (i: number) => [i < yes ? 'yes' : 'no']

/** Minutes, the end, and the papers that are printed of it. */
async function conclude(meetingId: string): Promise<string> {
  await run('writeMinutes', { meetingId, minutes: '会议记录', chairName: '甲', recorderName: '乙' })
  await run('closeMeeting', { meetingId })
  const [matterId = ''] = await world.matterIds(meetingId)
  for (const paper of ['notice', 'sign-in', 'minutes', 'resolution']) {
    const of = paper === 'resolution' ? { matterId } : {}
    const printed = await run<{ content: string }>('printMeeting', { meetingId, paper, ...of })
    expect(Buffer.from(printed.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  }
  return (await read(meetingId)).state
}

const roll = async (meetingId: string): Promise<string[]> =>
  (await run<{ rows: { holderId: string }[] }>('readMeetingRoll', { meetingId })).rows.map(
    ({ holderId }) => holderId,
  )

async function seat(coopId: string, posts: readonly { post: string; personId: string }[]) {
  await run('recordPosts', {
    coopId,
    asFound: true,
    document: '登记',
    reason: '未声明公务',
    rows: posts.map((one) => ({ ...one, from: '2020-01-01' })),
  })
}

describe('the council and the supervisors', () => {
  const officers = async (prefix: string) => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, prefix)
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = coop.people.personIds
    await seat(coop.coopId, [
      { post: 'chair', personId: a },
      { post: 'director', personId: b },
      { post: 'director', personId: c },
      { post: 'supervisor_head', personId: d },
      { post: 'supervisor', personId: e },
      { post: 'supervisor', personId: f },
    ])
    return coop
  }

  test('the council: three days’ notice, its own members, one vote each', async () => {
    const coop = await officers('c')
    const early = await draft(coop.coopId, [board], { kind: 'council', heldOn: '2020-12-02' })
    expect((await refusalOf(run('giveNotice', { meetingId: early }))).text.zh).toContain('3 日')
    const { meetingId, matters } = await opened(coop.coopId, [board], { kind: 'council' })
    const at = { meetingId, matterId: matters[0] ?? '' }
    const seats = await roll(meetingId)
    expect(seats).toEqual([0, 1, 2].map(coop.holder))
    const stranger = run('signMembersIn', { meetingId, holderIds: [coop.holder(5)] })
    expect((await refusalOf(stranger)).code).toBe('not_found')
    await run('signMembersIn', { meetingId, holderIds: seats.slice(0, 1) })
    expect((await refusalOf(run('openVoting', at))).code).toBe('rule_blocked')
    expect(await decide(at, seats.slice(1), yesFor(2))).toMatchObject({
      carried: true,
      entitled: 3,
      quorum: 2,
      needed: 2,
      yes: 2,
    })
    expect(await conclude(meetingId)).toBe('closed')
    const assembly = draft(coop.coopId, [{ matter: 'distribution_plan', title: '分配' }], {
      kind: 'council',
    })
    expect((await refusalOf(assembly)).code).toBe('bad_input')
  })

  test('the supervisors: theirs alone, a tie carries nothing', async () => {
    const coop = await officers('s')
    const { meetingId, matters } = await opened(coop.coopId, [board], { kind: 'supervisors' })
    const seats = await roll(meetingId)
    expect(seats).toEqual([3, 4, 5].map(coop.holder))
    const at = { meetingId, matterId: matters[0] ?? '' }
    expect(await decide(at, seats.slice(0, 2), yesFor(1))).toMatchObject({ carried: false, yes: 1 })
    expect(await conclude(meetingId)).toBe('closed')
  })

  test('no council where nobody is recorded in it', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'v')
    const call = draft(coop.coopId, [board], { kind: 'council' })
    expect((await refusalOf(call)).code).toBe('not_allowed_now')
  })
})

describe('a founding assembly', () => {
  const charter: Agenda = { matter: 'charter_adoption', title: '通过章程' }

  test('needs every founder, and every vote', async () => {
    const coop = await meetingCoop(10, 'f')
    const { meetingId, matters } = await opened(coop.coopId, [charter, charter], {
      kind: 'founding',
    })
    const everybody = await roll(meetingId)
    const [first = '', second = ''] = matters
    await run('signMembersIn', { meetingId, holderIds: everybody.slice(0, 10) })
    const short = await refusalOf(run('openVoting', { meetingId, matterId: first }))
    expect([short.code, short.text.zh]).toEqual(['rule_blocked', expect.stringContaining('11')])
    await run('signMembersIn', { meetingId, holderIds: everybody.slice(10) })
    const hands = async (matterId: string, yes: number) => {
      const at = { meetingId, matterId }
      await run('openVoting', at)
      const rows = everybody.map((holderId, i) => ({ holderId, choice: yesFor(yes)(i) }))
      await run('recordHands', { ...at, rows })
      await run('closeVoting', at)
      return run<Result>('declareResult', at)
    }
    expect(await hands(first, 10)).toMatchObject({ carried: false, needed: 11 })
    expect(await hands(second, 11)).toMatchObject({ carried: true, quorum: 11, needed: 11 })
    expect(await conclude(meetingId)).toBe('closed')
  })

  test('adopts charters; an ordinary assembly does not', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'w')
    expect((await refusalOf(draft(coop.coopId, [charter]))).code).toBe('bad_input')
  })
})

describe('a union', () => {
  const union = async (coops: number, name: string) => {
    await setDay(CALLED)
    const memberIds: string[] = []
    for (let i = 0; i < coops; i++) {
      memberIds.push((await meetingCoop(10, `${name}${i}`)).coopId)
    }
    const { id } = await run<{ id: string }>('formUnion', {
      seatId: ids.townA,
      name,
      foundedOn: '2020-06-01',
      memberIds,
      document: '章程',
    })
    return { unionId: id, memberIds }
  }

  test('one co-op one vote; more than half of all co-ops carry, two thirds must come', async () => {
    const { unionId, memberIds } = await union(4, '联合社甲')
    const { meetingId, matters } = await opened(unionId, [road], { kind: 'union' })
    const at = { meetingId, matterId: matters[0] ?? '' }
    expect((await roll(meetingId)).toSorted()).toEqual(memberIds.toSorted())
    for (const holderId of memberIds) {
      await run('appointProxy', {
        meetingId,
        holderId,
        kind: 'representative',
        name: '社长',
        document: '委派书',
      })
    }
    await run('signMembersIn', { meetingId, holderIds: memberIds.slice(0, 2) })
    expect((await refusalOf(run('openVoting', at))).code).toBe('rule_blocked')
    const two = await decide(at, memberIds.slice(2, 3), yesFor(1))
    expect(two).toMatchObject({ carried: false, entitled: 4, quorum: 3, needed: 3, yes: 1 })
    expect(await conclude(meetingId)).toBe('closed')
  })
})

describe('delegates', () => {
  test('are elected by the members, sit for them, decide what the charter hands them', async () => {
    await setDay(CALLED)
    const found = await world.people(ids.villageA, 160)
    const coopId = await world.cooperative(ids.villageA, found, '大社')
    const register = foundingOf(coopId, found.personIds, '40000')
    const answer = await run<{ registers: { holders: { key: string; holderId: string }[] }[] }>(
      'openRegisters',
      { unitId: coopId, asFound: true, sourceNote: '成员册', registers: [register] },
    )
    const holderOf = new Map(answer.registers[0]?.holders.map((one) => [one.key, one.holderId]))
    const persons = found.personIds.slice(0, 51)
    const election: Agenda = {
      matter: 'election',
      title: '选举成员代表',
      post: 'delegate',
      seats: 51,
      candidates: persons,
    }
    const assembly = await opened(coopId, [election])
    const at = { meetingId: assembly.meetingId, matterId: assembly.matters[0] ?? '' }
    const people = Array.from({ length: 160 }, (_, i) => holderOf.get(`p${i}`) ?? '')
    const { candidates } = (await read(at.meetingId)).agenda[0] ?? { candidates: [] }
    const all = candidates.map(({ candidateId }) => candidateId)
    // 161 members: 108 must come, 81 votes elect.
    await run('signMembersIn', { meetingId: at.meetingId, holderIds: people.slice(0, 107) })
    expect((await refusalOf(run('openVoting', at))).text.zh).toContain('108')
    await run('signMembersIn', { meetingId: at.meetingId, holderIds: [people[107]] })
    await run('openVoting', at)
    await run('recordHands', {
      ...at,
      rows: people.slice(0, 108).map((holderId, i) => ({ holderId, choice: i < 81 ? all : [] })),
    })
    await run('closeVoting', at)
    const elected = await run<{ resolutionId: string; carried: boolean; needed: number }>(
      'declareResult',
      at,
    )
    expect(elected).toMatchObject({ carried: true, needed: 81 })
    const { charterId } = await run<{ charterId: string }>('draftCharter', {
      coopId,
      parameters: {
        ...MODEL_CHARTER,
        name: '大社',
        address: '甲村',
        scope: '种植',
        assembly: { ...MODEL_CHARTER.assembly, delegates: true, delegatePowers: ['other'] },
      },
    })
    const asFound = { adoptedOn: '2020-01-01', document: '备案章程' }
    await run('adoptCharter', { coopId, charterId, asFound })
    const record = (some: readonly string[], more: object = {}) =>
      run('recordPosts', {
        coopId,
        resolutionId: elected.resolutionId,
        reason: '未声明公务',
        rows: some.map((personId) => ({ post: 'delegate', personId, from: HELD, ...more })),
      })
    const stranger = record([found.personIds[60] ?? ''])
    expect((await refusalOf(stranger)).code).toBe('bad_input')
    const long = record(persons.slice(0, 1), { termEnds: '2024-12-15' })
    expect((await refusalOf(long)).faults[0]?.text.zh).toContain('3 年')
    await record(persons.slice(0, 50))
    const few = await run<{ meetingId: string }>('draftMeeting', {
      coopId,
      kind: 'delegates',
      title: '成员代表大会',
      heldOn: '2020-12-30',
      startsAt: '09:00',
      place: '会议室',
      matters: [road],
    })
    const short = await refusalOf(run('giveNotice', { meetingId: few.meetingId }))
    expect(short.text.zh).toContain('51')
    await record(persons.slice(50))
    await run('setMatters', {
      meetingId: few.meetingId,
      matters: [road, { matter: 'distribution_plan', title: '分配方案' }],
    })
    const beyond = await refusalOf(run('giveNotice', { meetingId: few.meetingId, reason: '急' }))
    expect(JSON.stringify(beyond.data)).toContain('DEL-POWERS')
    await run('setMatters', { meetingId: few.meetingId, matters: [road] })
    await run('giveNotice', { meetingId: few.meetingId })
    await setDay('2020-12-30')
    await run('openMeeting', { meetingId: few.meetingId })
    const seats = await roll(few.meetingId)
    expect(seats).toHaveLength(51)
    const [matterId = ''] = await world.matterIds(few.meetingId)
    const here = { meetingId: few.meetingId, matterId }
    await run('signMembersIn', { meetingId: few.meetingId, holderIds: seats.slice(0, 33) })
    expect((await refusalOf(run('openVoting', here))).text.zh).toContain('34')
    expect(await decide(here, seats.slice(33, 34), yesFor(1))).toMatchObject({
      carried: false,
      entitled: 51,
      quorum: 34,
      needed: 26,
    })
    const member = run('signMembersIn', { meetingId: few.meetingId, holderIds: [people[159]] })
    expect((await refusalOf(member)).code).toBe('not_found')
    expect(await conclude(few.meetingId)).toBe('closed')
    const { now } = await run<{ now: { termEnds: string | null }[] }>('readPosts', { coopId })
    expect(new Set(now.map(({ termEnds }) => termEnds))).toEqual(new Set(['2023-12-15']))
  })
})

describe('one person, one ballot', () => {
  test('who has taken part once is refused by every other way, in every kind of meeting', async () => {
    const coop = await meetingCoop(10, 'b')
    const { meetingId, matters } = await opened(coop.coopId, [road])
    const at = { meetingId, matterId: matters[0] ?? '' }
    const everybody = Array.from({ length: 10 }, (_, i) => coop.holder(i))
    await run('signMembersIn', { meetingId, holderIds: everybody })
    await run('openVoting', at)
    await run('issueBallots', { ...at, number: 12 })
    await run('handOutBallots', { ...at, holderIds: [coop.holder(0)] })
    const again = run('handOutBallots', { ...at, holderIds: [coop.holder(0)] })
    expect((await refusalOf(again)).code).toBe('conflict')
    const hands = run('recordHands', {
      ...at,
      rows: [{ holderId: coop.holder(0), choice: ['yes'] }],
    })
    expect((await refusalOf(hands)).code).toBe('conflict')
  })
})
