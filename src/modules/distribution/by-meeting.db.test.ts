import { describe, expect, test } from 'vitest'
import { MODEL_CHARTER } from '../governance/rules/charter.ts'
import { refusalOf } from '../policy/testing.ts'
import { distributionWorld, MEETINGS_FROM } from './service/testing.ts'

const world = await distributionWorld()
const { run, setDay, ids } = world
const CALLED = '2021-03-15'
const HELD = '2021-03-30'

interface Plan {
  readonly state: string
  readonly meetingsFrom: string
  readonly assembly: {
    readonly meetingId: string
    readonly sameVersion: boolean
    readonly decided: { readonly carried: boolean; readonly number: string } | null
  } | null
  readonly resolution: Record<string, unknown> | null
}
const read = (coopId: string) => run<Plan>('readDistribution', { coopId, year: 2020 })
const enter = (coopId: string, more: object = {}) =>
  run('recordResolutions', { unitId: coopId, resolutions: [{ coopId, year: 2020, ...more }] })
const submit = async (coopId: string, more: object = {}) => {
  const { meetingId, matterId } = await run<{ meetingId: string; matterId: string }>('submitPlan', {
    coopId,
    year: 2020,
    meeting: { title: '年度成员大会', heldOn: HELD, startsAt: '09:00', place: '村委会' },
    ...more,
  })
  return { meetingId, matterId }
}

/** Notice, doors, hands, result: so many of the eight in favour. */
async function decide(at: { meetingId: string; matterId: string }, holders: string[], yes: number) {
  await setDay(CALLED)
  await run('giveNotice', { meetingId: at.meetingId, reason: '乡镇意见未回' })
  await setDay(HELD)
  await run('openMeeting', { meetingId: at.meetingId })
  await run('signMembersIn', { meetingId: at.meetingId, holderIds: holders })
  await run('openVoting', at)
  await run('recordHands', {
    ...at,
    rows: holders.map((holderId, i) => ({ holderId, choice: [i < yes ? 'yes' : 'no'] })),
  })
  await run('closeVoting', at)
  return run<{ carried: boolean }>('declareResult', at)
}

describe('a plan and the assembly', () => {
  test('is put before it with its print, voted on, entered with the vote’s own figures, posted', async () => {
    const a = await world.onTheEve(ids.villageA, '甲社')
    await world.draft(a.coopId)
    expect((await refusalOf(submit(a.coopId))).code).toBe('not_allowed_now')
    await world.compute(a.coopId)
    const none = await refusalOf(enter(a.coopId))
    expect([none.code, none.text.zh]).toEqual([
      'rule_blocked',
      expect.stringContaining('提交成员大会'),
    ])
    const at = await submit(a.coopId)
    expect((await refusalOf(submit(a.coopId))).code).toBe('conflict')
    const meeting = await run<{
      findings: { rule: string; outcome: string }[]
      agenda: { papers: { name: string }[]; content: string }[]
    }>('readMeeting', { meetingId: at.meetingId })
    expect(meeting.agenda[0]?.papers.map(({ name }) => name)).toEqual(['甲社 2020 分配方案.pdf'])
    expect(meeting.findings.find(({ rule }) => rule === 'DOC-15D')?.outcome).toBe('passes')
    const waiting = await refusalOf(enter(a.coopId))
    expect(waiting.text.zh).toContain('还没有表决结果')
    expect(await decide(at, a.holders, 6)).toMatchObject({ carried: true })
    await enter(a.coopId)
    expect(await read(a.coopId)).toMatchObject({
      state: 'resolved',
      assembly: { sameVersion: true, decided: { carried: true, number: '2021年第1号' } },
      resolution: {
        number: '2021年第1号',
        decidedOn: HELD,
        heads: 8,
        present: 8,
        votes: 8,
        inFavour: 6,
        availableFrom: CALLED,
        warnings: [],
      },
    })
    expect((await world.post(a.coopId)).posted).toHaveLength(1)
  })

  test('a plan computed anew is another plan: what was carried does not carry it', async () => {
    const b = await world.onTheEve(ids.villageA, '乙社')
    await world.draft(b.coopId)
    await world.compute(b.coopId)
    const at = await submit(b.coopId)
    await world.draft(b.coopId, { reserveRate: '1/20', returnRate: '13/20' })
    await world.compute(b.coopId)
    await decide(at, b.holders, 8)
    const refused = await refusalOf(enter(b.coopId))
    expect([refused.code, refused.text.zh]).toEqual([
      'rule_blocked',
      expect.stringContaining('不是这一版'),
    ])
    expect((await read(b.coopId)).assembly?.sameVersion).toBe(false)
  })

  test('what the assembly refused stays refused', async () => {
    const c = await world.onTheEve(ids.villageA, '丙社')
    await world.draft(c.coopId)
    await world.compute(c.coopId)
    expect(await decide(await submit(c.coopId), c.holders, 4)).toMatchObject({ carried: false })
    expect((await refusalOf(enter(c.coopId))).text.zh).toContain('没有通过')
  })

  test('paper minutes count only for days before the county keeps its meetings here', async () => {
    const d = await world.onTheEve(ids.villageA, '丁社')
    await world.draft(d.coopId)
    await world.compute(d.coopId)
    const late = await refusalOf(world.resolve(d.coopId, { decidedOn: MEETINGS_FROM }))
    expect([late.code, late.text.zh]).toEqual([
      'rule_blocked',
      expect.stringContaining(MEETINGS_FROM),
    ])
    await world.resolve(d.coopId, { decidedOn: '2021-03-11' })
    expect(await read(d.coopId)).toMatchObject({ state: 'resolved', meetingsFrom: MEETINGS_FROM })
  })

  test('the agenda of another co-op takes no plan', async () => {
    const e = await world.onTheEve(ids.villageA, '戊社')
    const f = await world.onTheEve(ids.villageA, '己社')
    for (const { coopId } of [e, f]) {
      await world.draft(coopId)
      await world.compute(coopId)
    }
    const { meetingId } = await submit(e.coopId)
    const strange = submit(f.coopId, { meeting: undefined, meetingId })
    expect((await refusalOf(strange)).code).toBe('not_found')
  })
})

describe('the charter', () => {
  test('gives the terms of a plan and the least return, and is cited', async () => {
    const g = await world.onTheEve(ids.villageA, '庚社')
    const { charterId } = await run<{ charterId: string }>('draftCharter', {
      coopId: g.coopId,
      parameters: {
        ...MODEL_CHARTER,
        name: '庚社',
        address: '甲村',
        scope: '种植',
        finance: { ...MODEL_CHARTER.finance, reserveRate: '1/5', returnRate: '7/10' },
      },
    })
    await run('adoptCharter', {
      coopId: g.coopId,
      charterId,
      asFound: { adoptedOn: '2020-06-01', document: '备案章程' },
    })
    await world.draft(g.coopId, {})
    const terms = (
      await run<{ terms: object }>('readDistribution', { coopId: g.coopId, year: 2020 })
    ).terms
    expect(terms).toMatchObject({ reserveRate: '1/5', returnRate: '7/10', quantifyBy: 'patronage' })
    await world.draft(g.coopId, { returnRate: '3/5' })
    const { computed } = await world.compute(g.coopId)
    expect(computed[0]?.failing).toContain('DIST-60')
    const { computed: shown } = await run<{
      computed: { findings: { rule: string; source: string; readings: { limit: string }[] }[] }
    }>('readDistribution', { coopId: g.coopId, year: 2020 })
    const least = shown.findings.find(({ rule }) => rule === 'DIST-60')
    expect(least?.source).toMatch(/^本社章程第.+条;/)
    expect(least?.readings[0]?.limit).toBe('7/10')
  })

  test('asks for its reserve: a plan below the rate is told its article, one at it passes', async () => {
    const h = await world.onTheEve(ids.villageA, '辛社')
    const reserve = async (reserveRate: string) => {
      await world.draft(h.coopId, { reserveRate })
      await world.compute(h.coopId)
      const { computed } = await run<{
        computed: { findings: { rule: string; source: string; outcome: string }[] }
      }>('readDistribution', { coopId: h.coopId, year: 2020 })
      return computed.findings.find(({ rule }) => rule === 'DIST-RESERVE')
    }
    expect(await reserve('1/20')).toBeUndefined()
    const { charterId } = await run<{ charterId: string }>('draftCharter', {
      coopId: h.coopId,
      parameters: {
        ...MODEL_CHARTER,
        name: '辛社',
        address: '甲村',
        scope: '种植',
        finance: { ...MODEL_CHARTER.finance, reserveRate: '1/5' },
      },
    })
    await run('adoptCharter', {
      coopId: h.coopId,
      charterId,
      asFound: { adoptedOn: '2020-06-01', document: '备案章程' },
    })
    expect(await reserve('1/20')).toMatchObject({
      outcome: 'fails',
      severity: 'warn',
      source: expect.stringMatching(/^本社章程第.+条;农民专业合作社法/),
      readings: [{ limit: '1/5' }],
    })
    expect(await reserve('1/5')).toMatchObject({ outcome: 'passes' })
  })
})
