import { describe, expect, test } from 'vitest'
import { addDays, date } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import { approvalsModule } from '../approvals/index.ts'
import { distributionModule } from '../distribution/index.ts'
import { governanceModule } from '../governance/index.ts'
import { identityModule } from '../identity/index.ts'
import { deliverFacts } from '../../platform/outbox.ts'
import { refusalOf } from '../policy/testing.ts'
import { sharesWorld } from '../shares/testing.ts'
import { tradeModule } from '../trade/index.ts'
import { foundingModule } from './index.ts'
import { PDF } from './testing.ts'

const world = await sharesWorld([
  identityModule,
  approvalsModule,
  governanceModule,
  tradeModule,
  distributionModule,
  foundingModule,
])
const { run, as, ids, account } = world
const unit = (id: string) => ({ unit: id as AnyId })
await account('county', 'county_agriculture', unit(ids.county))
await account('station', 'town_station', unit(ids.townA))
await account('secretary', 'village_secretary', unit(ids.villageA))
const coops = [
  await world.lawful(ids.villageA),
  await world.lawful(ids.villageA),
  await world.lawful(ids.villageA),
]
const [lead = '', second = '', third = ''] = coops.map(({ coopId }) => coopId)

const NOTICE = 15
const dayAfter = (n: number) => addDays(date('2020-11-30'), n)
let now = 0
const later = (days: number) => {
  now += days
  return world.setDay(dayAfter(now))
}

let [unionId, caseId] = ['', '']
const sign = (by: string, step: string, values: object = {}) =>
  as<{ stepDone: boolean }>(by, 'signStep', { caseId, step, values })
const bring = (step: string, kinds: readonly string[]) =>
  Promise.all(
    kinds.map((kind) =>
      as('secretary', 'addCasePaper', { caseId, step, kind, name: `${kind}.pdf`, content: PDF }),
    ),
  )

/** Puts the union before an assembly, holds it, and everybody says the same. */
async function resolve(coopId: string, choice: 'yes' | 'no'): Promise<void> {
  const { meetingId } = await as<{ meetingId: string }>('station', 'putUnionBefore', {
    coopId,
    unionId,
    heldOn: dayAfter(now + NOTICE),
    startsAt: '09:00',
    place: '村委会议室',
  })
  await run('giveNotice', { meetingId, reason: '测试' })
  await later(NOTICE)
  await run('openMeeting', { meetingId })
  const { rows } = await run<{ rows: { holderId: string }[] }>('readMeetingRoll', { meetingId })
  const holderIds = rows.map(({ holderId }) => holderId)
  await run('signMembersIn', { meetingId, holderIds })
  const { agenda } = await run<{ agenda: { matterId: string; majority: string }[] }>(
    'readMeeting',
    { meetingId },
  )
  expect(agenda[0]?.majority).toBe('special')
  const at = { meetingId, matterId: agenda[0]?.matterId }
  await run('openVoting', at)
  const hands = holderIds.map((holderId) => ({ holderId, choice: [choice] }))
  await run('recordHands', { ...at, rows: hands })
  await run('closeVoting', at)
  await run('declareResult', at)
  await run('writeMinutes', { meetingId, minutes: '无', chairName: '甲', recorderName: '乙' })
  await run('closeMeeting', { meetingId })
}

describe('a union founded by process', () => {
  test('two co-ops are not enough, and the lead is one of them', async () => {
    const start = (memberIds: readonly string[], leadId = lead) =>
      as('station', 'startUnionFounding', {
        seatId: ids.townA,
        name: '许家湖大姜联合社',
        leadId,
        memberIds,
      })
    const few = await refusalOf(start([lead, second]))
    expect(few.code).toBe('rule_blocked')
    expect(few.text.zh).toContain('联合社须有三家以上合作社')
    expect((await refusalOf(start([second, third], lead))).faults[0]?.path).toBe('$.leadId')
    const outside = as('secretary', 'startUnionFounding', {
      seatId: ids.townA,
      name: '联合社',
      leadId: lead,
      memberIds: [lead, second, third],
    })
    expect((await refusalOf(outside)).code).toBe('forbidden')
    const made = await start([lead, second, third])
    ;({ unionId, caseId } = made as { unionId: string; caseId: string })
    const { union } = await run<{ union: { status: string } }>('readUnion', { unionId })
    expect(union.status).toBe('founding')
  })

  test('every co-op’s own assembly decides; one that says no holds it up', async () => {
    await sign('station', 'proposal', { reason: '统一收储和销售大姜' })
    await resolve(lead, 'yes')
    await resolve(second, 'yes')
    const early = await refusalOf(sign('secretary', 'resolutions'))
    expect(early.text.zh).toContain('还没有成员大会决议的')
    await resolve(third, 'no')
    expect((await refusalOf(sign('secretary', 'resolutions'))).text.zh).toContain('还没有')
    await resolve(third, 'yes')
    expect((await sign('secretary', 'resolutions')).stepDone).toBe(true)
  })

  test('charter, founding assembly of the co-ops, licence, filing', async () => {
    await bring('charter', ['charter-draft'])
    await sign('secretary', 'charter', { rules: '一社一票' })
    await bring('assembly', ['founding-minutes', 'charter'])
    const held = () => sign('secretary', 'assembly', { heldOn: dayAfter(now), coops: 3 })
    expect((await refusalOf(held())).text.zh).toContain('设立大会还没有通过的决议')
    await resolve(unionId, 'yes')
    expect((await held()).stepDone).toBe(true)
    await bring('registration', ['licence'])
    const licensed = () => sign('secretary', 'registration', { licensedOn: dayAfter(now) })
    expect((await refusalOf(licensed())).text.zh).toContain('请先在联合社页面登记执照')
    await as('station', 'changeUnion', {
      unionId,
      from: dayAfter(now),
      reason: '领取执照',
      document: '营业执照',
      changes: {
        status: 'registered',
        creditCode: '93371323MA3TTTTT8R',
        registeredOn: dayAfter(now),
      },
    })
    await licensed()
    await as('station', 'addCasePaper', {
      caseId,
      step: 'filing',
      kind: 'filing-form',
      name: '备案表.pdf',
      content: PDF,
    })
    await sign('station', 'filing', { number: '备2021-1' })
    await sign('county', 'filing')
    interface Read {
      founding: { state: string; members: { resolution: { number: string } | null }[] } | null
    }
    const { founding } = await as<Read>('station', 'readUnionFounding', { unionId })
    expect(founding?.state).toBe('done')
    expect(founding?.members.map(({ resolution }) => resolution === null)).toEqual([
      false,
      false,
      false,
    ])
  })

  test('a union that is ended on its way takes its case back with it', async () => {
    const started = await as<{ unionId: string; caseId: string }>('county', 'startUnionFounding', {
      seatId: ids.townA,
      name: '半途联合社',
      leadId: lead,
      memberIds: [lead, second, third],
    })
    await later(2)
    const tell = async () => {
      while ((await deliverFacts(world.runtime, 1)) > 0);
    }
    const state = async () =>
      (await as<{ state: string }>('county', 'readCase', { caseId: started.caseId })).state
    await tell()
    expect(await state()).toBe('running')
    const ended = { on: dayAfter(now), reason: '成员社改变主意', document: '会议纪要' }
    await as('county', 'endUnion', { unionId: started.unionId, ...ended })
    await tell()
    expect(await state()).toBe('withdrawn')
    const story = await as('county', 'readCase', {
      caseId: started.caseId,
    })
    expect(JSON.stringify(story)).toContain(`联合社已于${dayAfter(now)}终止`)
    // Another change of the same union tells it again: nothing more happens.
    await tell()
    expect(await state()).toBe('withdrawn')
  })

  test('a union that was entered without a process has none', async () => {
    const { id } = await run<{ id: string }>('formUnion', {
      seatId: ids.townA,
      name: '旧联合社',
      foundedOn: dayAfter(now),
      memberIds: [lead, second, third],
      document: '登记档案',
    })
    expect(await as('county', 'readUnionFounding', { unionId: id })).toEqual({ founding: null })
  })
})
