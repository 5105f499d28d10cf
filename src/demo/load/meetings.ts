import { assert } from '../../kernel/assert.ts'
import { addDays, date, type LocalDate } from '../../kernel/date.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import type { CoopPlan } from '../model.ts'
import { codesOn } from './ballots.ts'
import type { SetDay } from './cases.ts'
import { idOf } from './ids.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * Charters, posts and meetings: one held with its resolutions, one in session with a vote open on the phone, one
 * that was told, one that came to nothing for want of a quorum, one being drafted, one asked for by members, a
 * council. What lies back was done on its own day: the clock walks through them and ends where it stood.
 */

const VILLAGE = 'demo-village'
const TIMES = { startsAt: '09:00', place: '村党群服务中心会议室' } as const

/** A load with those who count. */
type Manned = Load & { readonly desk: Desk }

/** A co-op of the scenes, with the people of its register in the order of their numbers. */
interface Place {
  readonly coop: CoopPlan
  readonly coopId: string
  readonly holders: readonly { readonly holderId: string; readonly personId: string | null }[]
}

/** What happens so many days before the day on which the demonstration stands. */
interface Scene {
  readonly ago: number
  readonly run: () => Promise<void>
}

/** The part of a load that brings meetings. */
export const meetingSteps = (
  runtime: Runtime,
  { accounts, setDay }: { readonly accounts: readonly DemoAccount[]; readonly setDay: SetDay },
): readonly Step[] =>
  accounts.some(({ username }) => username === VILLAGE)
    ? [
        {
          name: 'meetings',
          title: text('会议', 'Meetings'),
          weight: 200,
          run: (load) =>
            withDesk(runtime, { accounts, names: COUNTERS }, (desk) =>
              playAll({ ...load, desk }, setDay),
            ),
        },
      ]
    : []

async function playAll(load: Manned, setDay: SetDay): Promise<void> {
  const today = date(load.plan.today)
  const first = idOf(load.ids.coops, showCoop(load.plan).key)
  // A load that was cut off in here keeps what it had: a meeting cannot be held a second time.
  const known = await load.door.governance.listMeetings({ unitId: first, limit: 1 })
  if (load.resumed && known.total > 0) return
  const scenes = (await scenesOf(load, today)).toSorted((a, b) => b.ago - a.ago)
  try {
    for (const [i, { ago, run }] of scenes.entries()) {
      await setDay(addDays(today, -ago))
      await run()
      load.tell((i + 1) / scenes.length)
    }
  } finally {
    await setDay(today)
  }
}

/** The co-op of the demonstration accounts and four sound neighbours. */
async function placesOf({ plan, ids, door }: Load): Promise<readonly Place[]> {
  const show = showCoop(plan)
  const town = show.villageCode.slice(0, 9)
  const near = plan.coops.filter(
    (coop) =>
      coop.counted &&
      coop.design === 'sound' &&
      coop.key !== show.key &&
      coop.villageCode.startsWith(town),
  )
  const places: Place[] = []
  for (const coop of [show, ...near.slice(0, 4)]) {
    const coopId = idOf(ids.coops, coop.key)
    const { rows } = await door.shares.readRegister({ coopId })
    places.push({ coop, coopId, holders: rows })
  }
  return places
}

async function scenesOf(load: Manned, today: LocalDate): Promise<Scene[]> {
  const places = await placesOf(load)
  const [show, told, short, drafted, asked] = places
  const all = [
    ...places.map((place, i) => charterScene(load, place, i)),
    ...(show === undefined ? [] : showScenes(load, show, today)),
    ...(told === undefined ? [] : toldScenes(load, told, today)),
    ...(short === undefined ? [] : shortScenes(load, short, today)),
    ...(drafted === undefined ? [] : draftScenes(load, drafted, today)),
    ...(asked === undefined ? [] : requestScenes(load, asked)),
  ]
  return all
}

type Charter = Awaited<ReturnType<Load['door']['governance']['readCharter']>>['parameters']

/** A charter as it was on file before the product; the model's own where the co-op had nothing else. */
const charterScene = ({ door }: Load, { coop, coopId }: Place, i: number): Scene => ({
  ago: 60,
  run: async () => {
    const { parameters } = await door.governance.readCharter({ coopId })
    const own: Charter = {
      ...parameters,
      scope: '组织成员开展农产品种植、收购、销售和技术服务。',
      assembly: { ...parameters.assembly, online: true, proxies: i === 0 ? 1 : 0 },
      // One co-op is stricter than the county: its register is judged by that.
      contributions: {
        ...parameters.contributions,
        cap: i === 1 ? '3/20' : parameters.contributions.cap,
      },
    }
    const { charterId } = await door.governance.draftCharter({ coopId, parameters: own })
    const asFound = { adoptedOn: coop.foundedOn, document: '设立大会纪要和登记机关备案的章程' }
    await door.governance.adoptCharter({ coopId, charterId, asFound })
  },
})

type Matter = Parameters<Load['door']['governance']['draftMeeting']>[0]['matters']

async function drafts(
  { door }: Load,
  { coopId }: Place,
  of: {
    readonly kind: 'assembly' | 'council'
    readonly title: string
    readonly heldOn: LocalDate
    readonly matters: NonNullable<Matter>
  },
): Promise<string> {
  const { meetingId } = await door.governance.draftMeeting({ coopId, ...TIMES, ...of })
  return meetingId
}

/** So many of the people on the roll, as a part of all: 4 of 5. */
const part = (ids: readonly string[], [of, all]: readonly [number, number]): readonly string[] =>
  ids.slice(0, Math.ceil((ids.length * of) / all))

async function roll({ door }: Load, meetingId: string): Promise<readonly string[]> {
  const { rows } = await door.governance.readMeetingRoll({ meetingId })
  return rows.map(({ holderId }) => holderId)
}

async function mattersOf({ door }: Load, meetingId: string): Promise<readonly string[]> {
  const { agenda } = await door.governance.readMeeting({ meetingId })
  return agenda.map(({ matterId }) => matterId)
}

/** A vote by hands: all who are here but the last few are in favour. */
async function vote(
  { door }: Load,
  at: { readonly meetingId: string; readonly matterId: string },
  here: readonly string[],
  against: number,
): Promise<void> {
  const { governance } = door
  await governance.openVoting(at)
  const rows = here.map((holderId, i) => ({
    holderId,
    choice: [i < here.length - against ? 'yes' : 'no'],
  }))
  await governance.recordHands({ ...at, rows })
  await governance.closeVoting(at)
  await governance.declareResult(at)
}

/** Two who count, each on their own account. */
const COUNTERS = [VILLAGE, 'demo-town']
/** Of the ballots that came back: every so many-th is against, the last one is spoilt. */
const AGAINST = 6

/** A secret vote on paper: ballots printed, handed out, and counted by two persons without each other. */
async function voteOnPaper(
  { door, desk }: Manned,
  at: { readonly meetingId: string; readonly matterId: string },
  here: readonly string[],
): Promise<void> {
  const { governance } = door
  await governance.openVoting(at)
  await governance.issueBallots({ ...at, number: here.length })
  await governance.handOutBallots({ ...at, holderIds: [...here] })
  const { content } = await governance.printMeeting({ ...at, paper: 'ballots' })
  const codes = codesOn(Buffer.from(content, 'base64'))
  assert(codes.length === here.length, 'every ballot was read')
  await governance.closeVoting(at)
  const rows = codes.map((code, i) => ({
    code,
    choice: i + 1 === codes.length ? [] : [i % AGAINST === AGAINST - 1 ? 'no' : 'yes'],
    void: i + 1 === codes.length,
  }))
  for (const who of COUNTERS) {
    await desk.as(who, `count ${at.matterId}`).governance.recordCount({ ...at, rows })
  }
  await governance.declareResult(at)
}

/** Everything of the co-op of the demonstration accounts. */
const showScenes = (load: Manned, place: Place, today: LocalDate): Scene[] => [
  postScene(load, place),
  ...heldScenes(load, place, today),
  ...councilScenes(load, place, today),
  ...openScenes(load, place, today),
]

function postScene({ door }: Load, { coop, coopId, holders }: Place): Scene {
  const people = holders.flatMap(({ personId }) => (personId === null ? [] : [personId]))
  const [chair, one, two, supervisor, accountant, cashier] = people
  const posts = [
    ['chair', chair],
    ['director', one],
    ['director', two],
    ['supervisor', supervisor],
    ['accountant', accountant],
    ['cashier', cashier],
  ] as const
  return {
    ago: 59,
    run: async () => {
      await door.governance.recordPosts({
        coopId,
        asFound: true,
        document: '第一届成员大会选举结果',
        reason: '任职早于系统启用,公务声明补办',
        rows: posts.flatMap(([post, personId]) =>
          personId === undefined ? [] : [{ post, personId, from: coop.foundedOn, termEnds: null }],
        ),
      })
    },
  }
}

/** Held three weeks ago, with three resolutions: two by hands, one by secret ballot on paper. */
function heldScenes(load: Manned, place: Place, today: LocalDate): Scene[] {
  const { governance } = load.door
  const held = { id: '' }
  return [
    {
      ago: 38,
      run: async () => {
        held.id = await drafts(load, place, {
          kind: 'assembly',
          title: '2020年第二次成员大会',
          heldOn: addDays(today, -20),
          matters: [
            {
              matter: 'investment',
              title: '与联合社共建冷库',
              content: '出资不超过 20 万元,从公积金列支。',
            },
            {
              matter: 'internal_rules',
              title: '通过社务公开制度',
              content: '按季度公开财务和经营情况。',
            },
            {
              matter: 'other',
              title: '理事长、监事误工补贴标准',
              content: '理事长每月不超过 600 元,监事每次会议 50 元。',
              secret: true,
            },
          ],
        })
        await governance.giveNotice({ meetingId: held.id, reason: '乡镇意见另行送达' })
      },
    },
    {
      ago: 20,
      run: async () => {
        const meetingId = held.id
        await governance.openMeeting({ meetingId })
        const here = part(await roll(load, meetingId), [9, 10])
        await governance.signMembersIn({ meetingId, holderIds: [...here] })
        const [first = '', second = '', third = ''] = await mattersOf(load, meetingId)
        await vote(load, { meetingId, matterId: first }, here, 2)
        await vote(load, { meetingId, matterId: second }, here, 0)
        await voteOnPaper(load, { meetingId, matterId: third }, here)
        await governance.writeMinutes({
          meetingId,
          minutes:
            '理事长报告冷库项目和资金来源,成员提问后表决;社务公开制度逐条宣读后表决;误工补贴标准无记名投票,两人分别计票,结果一致。',
          chairName: '演示·主持人',
          recorderName: '演示·记录人',
        })
        await governance.closeMeeting({ meetingId })
      },
    },
  ]
}

/** The council, a week ago. */
function councilScenes(load: Load, place: Place, today: LocalDate): Scene[] {
  const { governance } = load.door
  const council = { id: '' }
  return [
    {
      ago: 12,
      run: async () => {
        council.id = await drafts(load, place, {
          kind: 'council',
          title: '理事会第四次会议',
          heldOn: addDays(today, -7),
          matters: [{ matter: 'board_decision', title: '确定收购价格', content: '按市场价浮动。' }],
        })
        await governance.giveNotice({ meetingId: council.id })
      },
    },
    {
      ago: 7,
      run: async () => {
        const meetingId = council.id
        await governance.openMeeting({ meetingId })
        const here = await roll(load, meetingId)
        await governance.signMembersIn({ meetingId, holderIds: [...here] })
        const [matterId = ''] = await mattersOf(load, meetingId)
        await vote(load, { meetingId, matterId }, here, 0)
        await governance.closeMeeting({ meetingId })
      },
    },
  ]
}

/** In session today, with a vote open on the phone. */
function openScenes(load: Load, place: Place, today: LocalDate): Scene[] {
  const { governance } = load.door
  const open = { id: '' }
  return [
    {
      ago: 16,
      run: async () => {
        open.id = await drafts(load, place, {
          kind: 'assembly',
          title: '2020年第三次成员大会',
          heldOn: today,
          matters: [
            {
              matter: 'other',
              title: '明年种苗统一采购',
              content: '由合作社集中询价,成员按需登记。',
            },
            {
              matter: 'other',
              title: '年终慰问困难成员',
              content: '每户不超过 500 元。',
              secret: true,
            },
          ],
        })
        await governance.giveNotice({ meetingId: open.id })
      },
    },
    { ago: 0, run: () => openToday(load, open.id) },
  ]
}

/** Most are in the room; the first matter is being voted on, and some have voted by hand. */
async function openToday(load: Load, meetingId: string): Promise<void> {
  const { governance } = load.door
  await governance.openMeeting({ meetingId })
  const everybody = await roll(load, meetingId)
  // From the end of the roll: the member with the demonstration account signs in by phone.
  const here = part(everybody.toReversed(), [7, 10])
  await governance.signMembersIn({ meetingId, holderIds: [...here] })
  const [matterId = ''] = await mattersOf(load, meetingId)
  await governance.openVoting({ meetingId, matterId })
  await governance.recordHands({
    meetingId,
    matterId,
    rows: part(here, [1, 3]).map((holderId) => ({ holderId, choice: ['yes'] })),
  })
}

/** Told six days ago, to be held in ten. */
const toldScenes = (load: Load, place: Place, today: LocalDate): Scene[] => [
  {
    ago: 6,
    run: async () => {
      const { governance } = load.door
      const meetingId = await drafts(load, place, {
        kind: 'assembly',
        title: '2020年临时成员大会',
        heldOn: addDays(today, 10),
        matters: [
          { matter: 'other', title: '土地托管服务收费标准', content: '每亩每季不超过 120 元。' },
        ],
      })
      await governance.giveNotice({ meetingId })
      const some = part(await roll(load, meetingId), [2, 3])
      await governance.recordDelivery({ meetingId, how: 'visit', holderIds: [...some] })
    },
  },
]

/** Half of the members came: nothing could be decided, and the minutes say so. */
function shortScenes(load: Load, place: Place, today: LocalDate): Scene[] {
  const { governance } = load.door
  const told = { id: '' }
  return [
    {
      ago: 25,
      run: async () => {
        told.id = await drafts(load, place, {
          kind: 'assembly',
          title: '2020年第二次成员大会',
          heldOn: addDays(today, -9),
          matters: [{ matter: 'managers', title: '聘用经理一名', content: '聘期三年。' }],
        })
        await governance.giveNotice({ meetingId: told.id })
      },
    },
    {
      ago: 9,
      run: async () => {
        const meetingId = told.id
        await governance.openMeeting({ meetingId })
        const here = part(await roll(load, meetingId), [1, 2])
        await governance.signMembersIn({ meetingId, holderIds: [...here] })
        const [matterId = ''] = await mattersOf(load, meetingId)
        await governance.withdrawMatter({
          meetingId,
          matterId,
          reason: '到会不足三分之二,不能表决',
        })
        await governance.writeMinutes({
          meetingId,
          minutes: '到会人数不足三分之二,依法不能表决,另行通知开会。',
          chairName: '演示·主持人',
          recorderName: '演示·记录人',
        })
        await governance.closeMeeting({ meetingId })
      },
    },
  ]
}

/** Being drafted: a matter that asks for papers and for the town's opinion. */
const draftScenes = (load: Load, place: Place, today: LocalDate): Scene[] => [
  {
    ago: 2,
    run: async () => {
      const meetingId = await drafts(load, place, {
        kind: 'assembly',
        title: '2020年年终成员大会',
        heldOn: addDays(today, 25),
        matters: [
          { matter: 'annual_report', title: '2020年度业务报告', content: '' },
          { matter: 'asset_disposal', title: '处置闲置烘干设备', content: '评估后公开处置。' },
        ],
      })
      await load.door.governance.submitMeeting({ meetingId })
    },
  },
]

/** Members asked for an assembly four weeks ago, and none was held: overdue. */
const requestScenes = ({ door }: Load, { coopId, holders }: Place): Scene[] => [
  {
    ago: 28,
    run: async () => {
      const asking = Math.ceil((holders.length * 3) / 10)
      await door.governance.requestMeeting({
        coopId,
        byWhom: 'members',
        holderIds: holders.slice(0, asking).map(({ holderId }) => holderId),
        reason: '要求公布收购结算情况',
        document: '联名提议书',
      })
    },
  },
]
