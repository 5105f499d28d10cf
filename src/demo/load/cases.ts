import { must } from '../../kernel/assert.ts'
import { addDays, date, type LocalDate } from '../../kernel/date.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import { idOf } from './ids.ts'
import { receiptPicture } from './receipt.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * Village matters on their way through 四议两公开: one finished, one in publication, one overdue, one taken back, one
 * just begun. Waiting times run by the county's clock, so the clock is set back and walks through the days.
 */

const [VILLAGE, TOWN] = ['demo-village', 'demo-town']
/** Between the first day of a case here and the day the clock shows in the end. */
const FIRST_DAYS_AGO = 48

type Values = Readonly<Record<string, unknown>>

/** One act of the demonstration: on which day (before today), what. */
export interface Play {
  readonly ago: number
  readonly matter: string
  readonly do:
    | { readonly open: Values }
    | { readonly sign: string; readonly values: Values; readonly papers?: readonly string[] }
    | { readonly withdraw: string }
  readonly who?: string
}

/** Gives the county's clock a day; the loader has the means to do so, nobody else. */
export type SetDay = (day: LocalDate) => Promise<unknown>

/** The part of a load that brings village matters on their way. */
export const caseSteps = (
  runtime: Runtime,
  { accounts, setDay }: { readonly accounts: readonly DemoAccount[]; readonly setDay: SetDay },
): readonly Step[] =>
  accounts.some(({ username }) => username === VILLAGE)
    ? [
        {
          name: 'cases',
          title: text('办件', 'Cases'),
          weight: 150,
          run: (load) =>
            withDesk(runtime, { accounts, names: [VILLAGE, TOWN] }, (desk) =>
              playAll(load, desk, setDay),
            ),
        },
      ]
    : []

async function playAll(load: Load, desk: Desk, setDay: SetDay): Promise<void> {
  const today = date(load.plan.today)
  const cases = new Map<string, string>()
  const plays = PLAYS.toSorted((a, b) => b.ago - a.ago)
  try {
    const first = addDays(today, -FIRST_DAYS_AGO)
    await setDay(first)
    await grantEarlier(load, { first, today })
    for (const [i, play] of plays.entries()) {
      const day = addDays(today, -play.ago)
      await setDay(day)
      await perform({ load, desk, cases, day }, play, i)
      load.tell((i + 1) / plays.length)
    }
  } finally {
    await setDay(today)
  }
}

/** The people of the village and the town held their posts before the day on which the demonstration stands. */
async function grantEarlier(
  { door, ids, plan }: Load,
  { first: validFrom, today }: { readonly first: LocalDate; readonly today: LocalDate },
): Promise<void> {
  const { rows } = await door.identity.listAccounts({ limit: 500 })
  const { villageCode } = showCoop(plan)
  const posts = [
    [VILLAGE, 'village_secretary', idOf(ids.villages, villageCode)],
    [TOWN, 'town_station', idOf(ids.towns, villageCode.slice(0, 9))],
  ] as const
  const grants = posts.flatMap(([username, role, unitId]) => {
    const account = must(
      rows.find((row) => row.username === username),
      username,
    )
    const held = account.grants.some(
      (grant) => grant.role === role && grant.unit?.id === unitId && grant.validFrom <= validFrom,
    )
    return held ? [] : [{ accountId: account.id, role, unitId, validFrom, validTo: today }]
  })
  if (grants.length > 0) await door.identity.grantRoles({ grants })
}

interface Stage {
  readonly load: Load
  readonly desk: Desk
  readonly cases: Map<string, string>
  readonly day: LocalDate
}

async function perform({ load, desk, cases, day }: Stage, play: Play, i: number): Promise<void> {
  const verbs = (what: string) => desk.as(play.who ?? VILLAGE, `case ${i} ${what}`).approvals
  if ('open' in play.do) {
    const { caseId } = await verbs('open').openCase({
      unitId: idOf(load.ids.villages, showCoop(load.plan).villageCode),
      process: 'four-discussions',
      title: play.matter,
      facts: play.do.open as never,
    })
    cases.set(play.matter, caseId)
    return
  }
  const caseId = must(cases.get(play.matter), play.matter)
  if ('withdraw' in play.do) {
    await verbs('withdraw').withdrawCase({ caseId, reason: play.do.withdraw })
    return
  }
  const { sign: step, values, papers = [] } = play.do
  for (const kind of papers) {
    const content = receiptPicture([`DEMO ${day}`]).toString('base64')
    await verbs(kind).addCasePaper({ caseId, step, kind, name: `${kind}-${day}.png`, content })
  }
  const onDay = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value === 'today' ? day : value]),
  )
  await verbs('sign').signStep({ caseId, step, values: onDay as never })
}

const meeting = (expected: number, present: number, content: string) => ({
  heldOn: 'today',
  form: 'meeting',
  expected,
  present,
  content,
})

/** The steps of a matter from the proposal up to the publication, `start` days ago. */
export function discussed(matter: string, facts: Values, start: number): Play[] {
  const collective = facts['collective'] === true
  const at = (after: number, sign: string, values: Values, papers: readonly string[]): Play => ({
    ago: start - after,
    matter,
    do: { sign, values, papers },
  })
  return [
    { ago: start, matter, do: { open: facts } },
    at(0, 'branch', meeting(5, 5, '同意提议'), ['branch-sheet']),
    at(2, 'committees', { ...meeting(9, 8, '同意商议意见'), agree: 8 }, ['committees-sheet']),
    at(3, 'notice', { sentOn: 'today' }, ['plan']),
    ...(collective
      ? [
          at(3, 'collective-notice', { sentOn: 'today', agenda: '审议村集体资产入股事项' }, [
            'collective-notice-photo',
          ]),
        ]
      : []),
    at(6, 'party', { ...meeting(36, 30, '同意'), agree: 29 }, ['party-sheet']),
    at(
      9,
      'representatives',
      {
        ...meeting(42, 38, '同意'),
        body: 'representatives',
        womenExpected: 15,
        womenPresent: 13,
        agree: 35,
        against: 2,
        abstain: 1,
      },
      ['representatives-sheet', 'sign-in'],
    ),
    ...(collective
      ? [
          at(
            13,
            'collective',
            {
              collectiveBody: 'delegates',
              collectiveHeldOn: 'today',
              collectiveAll: 45,
              collectivePresent: 40,
              collectiveYes: 37,
            },
            ['collective-resolution'],
          ),
        ]
      : []),
    at(14, 'publish', { postedOn: 'today', place: '村务公开栏、村民微信群' }, ['publish-photo']),
  ]
}

const STORE = '村集体以冷库评估作价入股合作社'
const LAMPS = '村内主街路灯安装'
const LAND = '流转闲置宅基地建设晾晒场'
const SHOP = '村集体出租沿街房'
const SCALE = '村集体购置电子地磅'

const PLAYS: readonly Play[] = [
  ...discussed(
    STORE,
    {
      origin: 'cadres',
      matter: 'assets',
      amount: '186000',
      content: '冷库一座经评估作价十八万六千元,入股本村党支部领办的合作社。',
      collective: true,
    },
    FIRST_DAYS_AGO,
  ),
  {
    ago: FIRST_DAYS_AGO - 22,
    matter: STORE,
    do: {
      sign: 'objections',
      values: {
        objections: [
          { who: '村民一户', objection: '评估价格如何确定', answer: '由评估机构评定,报告可查阅' },
        ],
        supervision: '公开内容属实,程序合规。',
      },
      papers: ['publish-sheet'],
    },
  },
  {
    ago: FIRST_DAYS_AGO - 24,
    matter: STORE,
    who: TOWN,
    do: { sign: 'filing', values: { opinion: '材料齐全,予以备案。' } },
  },
  {
    ago: FIRST_DAYS_AGO - 40,
    matter: STORE,
    do: {
      sign: 'result',
      values: {
        postedOn: 'today',
        outcome: '冷库已移交合作社使用,入股手续办结。',
        supervision: '属实。',
      },
      papers: ['result-sheet', 'result-photo'],
    },
  },
  ...discussed(
    LAMPS,
    {
      origin: 'villagers',
      matter: 'other',
      amount: '32000',
      content: '安装太阳能路灯四十盏。',
      collective: false,
    },
    18,
  ),
  {
    ago: 15,
    matter: LAND,
    do: {
      open: {
        origin: 'cadres',
        matter: 'assets',
        content: '流转闲置宅基地六亩建设生姜晾晒场。',
        collective: true,
      },
    },
  },
  {
    ago: 14,
    matter: LAND,
    do: { sign: 'branch', values: meeting(5, 4, '同意提议'), papers: ['branch-sheet'] },
  },
  {
    ago: 9,
    matter: SHOP,
    do: {
      open: {
        origin: 'villagers',
        matter: 'assets',
        content: '沿街房三间对外出租。',
        collective: true,
      },
    },
  },
  { ago: 7, matter: SHOP, do: { withdraw: '承租方变更,待条件明确后重新提议。' } },
  {
    ago: 0,
    matter: SCALE,
    do: {
      open: {
        origin: 'cadres',
        matter: 'invest',
        amount: '28000',
        content: '购置三十吨电子地磅一台。',
        collective: true,
      },
    },
  },
]
