import { must } from '../../kernel/assert.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import type { DemoAccount } from '../accounts.ts'
import { receiptPicture } from './receipt.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * 观摩擂台 at work: a contest of all towns scored by three judges, computed and open to appeals; a tour of towns that
 * is being scored; a tour of co-ops with photographs, computed; a flag for the first of each.
 */

const COUNTY = 'demo-county'
const JUDGES = ['demo-land', 'demo-bank', 'demo-finance']
const NAMES = [COUNTY, ...JUDGES]
const TOUR_TOWNS = 6
const COOPS = 5
const PERIOD = '2020-11'

/** The part of a load with contests; a county without these accounts has none. */
export const contestSteps = (runtime: Runtime, accounts: readonly DemoAccount[]): readonly Step[] =>
  NAMES.every((name) => accounts.some(({ username }) => username === name))
    ? [
        {
          name: 'contests',
          title: text('观摩擂台', 'Tours and contests'),
          weight: 250,
          run: (load) =>
            withDesk(runtime, { accounts, names: NAMES }, (desk) => contests(load, desk)),
        },
      ]
    : []

async function contests(load: Load, desk: Desk): Promise<void> {
  const entries = [...load.ids.towns.values()]
  const contestId = await begin(load, desk, { kind: 'contest', entries })
  for (const [j, judge] of JUDGES.entries()) {
    await fill(desk, { contestId, judge, j })
    load.tell(0.2 + 0.2 * j)
  }
  const county = (label: string) => desk.as(COUNTY, `contest ${label}`).contest
  await county('end').endScoring({ contestId })
  await county('close').closeContest({ contestId })
  const tour = await begin(load, desk, { kind: 'tour', entries: entries.slice(0, TOUR_TOWNS) })
  await fill(desk, { contestId: tour, judge: 'demo-land', j: 0 })
  const { result } = await county('read').readContest({ contestId })
  const best = must(result?.rows[0], 'the first of the contest')
  await coopTour(load, desk)
  await county('flag').giveAward({
    unitId: best.unit.id,
    kind: 'rotating_flag',
    title: '领办合作社工作流动红旗',
    document: '合作社工作领导小组办公室',
    reason: '擂台赛核算第一名',
    from: '2020-11-01',
  })
  load.tell(1)
}

/** A tour of co-ops seen stop by stop, with photographs, scored and computed; a flag for the first of it. */
async function coopTour(load: Load, desk: Desk): Promise<void> {
  const county = (label: string) => desk.as(COUNTY, `co-op tour ${label}`)
  const { rows } = await county('co-ops').registry.listCooperatives({
    class: 'model',
    sort: 'name',
    limit: COOPS,
  })
  if (rows.length < COOPS) return
  const stops = rows.map(({ id, name }) => ({
    unitId: id,
    place: `${name}生产基地`,
    look: '看现场、查台账、听成员说',
    minutes: 40,
  }))
  const contestId = await begin(load, desk, {
    kind: 'tour',
    level: 'coop',
    entries: rows.map(({ id }) => id),
    stops,
  })
  for (const [i, { id }] of rows.entries()) {
    const picture = receiptPicture(['DEMO', `${i + 1}`, '2020-11']).toString('base64')
    await county(`photo ${i}`).contest.addContestPhotos({
      contestId,
      stop: i + 1,
      unitId: id,
      takenOn: '2020-11-20',
      caption: '示例图片',
      photos: [{ name: `第${i + 1}站.png`, content: picture }],
    })
  }
  for (const [j, judge] of JUDGES.entries()) await fill(desk, { contestId, judge, j })
  await county('end').contest.endScoring({ contestId })
  await county('close').contest.closeContest({ contestId })
  const { result } = await county('read').contest.readContest({ contestId })
  const best = must(result?.rows[0], 'the first of the tour')
  await county('flag').contest.giveAward({
    unitId: best.unit.id,
    kind: 'permanent_flag',
    title: '示范合作社',
    document: '合作社工作领导小组办公室',
    reason: '现场观摩评分第一名',
    from: '2020-11-20',
  })
}

interface Begun {
  readonly kind: 'tour' | 'contest'
  readonly entries: readonly string[]
  readonly level?: 'town' | 'coop'
  readonly stops?: readonly {
    readonly unitId: string
    readonly place: string
    readonly look: string
    readonly minutes: number
  }[]
}

/** Sets a contest up as the product proposes, with its judges, and begins scoring. */
async function begin(load: Load, desk: Desk, of: Begun): Promise<string> {
  const { kind, level = 'town', stops = [] } = of
  const county = (label: string) => desk.as(COUNTY, `${kind} ${level} ${label}`).contest
  const { setup } = await county('suggest').suggestContest({ kind, level })
  const { contestId } = await county('add').addContest({
    unitId: load.ids.county,
    kind,
    setup: { ...setup, period: kind === 'contest' ? PERIOD : null, stops: [...stops] },
    entries: [...of.entries],
  })
  const { rows } = await county('people').listJudgeCandidates({ unitId: load.ids.county })
  const roles = JUDGES.map((name) => must(desk.has(name) ? name : undefined, name))
  const ids = await Promise.all(
    roles.map(async (name) => (await desk.as(name, 'self').identity.whoAmI({})).account.id),
  )
  await county('judges').addJudges({
    contestId,
    judges: ids.map((accountId) => ({
      accountId,
      post: must(rows.find((row) => row.accountId === accountId)?.post.zh, 'a post'),
      part: kind === 'tour' ? 'observer' : 'judge',
    })),
  })
  await county('open').openContest({ contestId })
  return contestId
}

/** Files the sheets of a judge for every unit it may score. */
async function fill(
  desk: Desk,
  of: { readonly contestId: string; readonly judge: string; readonly j: number },
): Promise<void> {
  const { contestId, judge, j } = of
  const as = (label: string) => desk.as(judge, `${contestId} ${label}`).contest
  const { setup, units } = await as('own').readOwnSheets({ contestId })
  const items = setup.items.filter(({ kind }) => kind === 'judged')
  for (const [u, { unit, conflicts, own }] of units.entries()) {
    if (conflicts.length > 0 || own !== null) continue
    await as(`sheet ${u}`).saveSheet({
      contestId,
      unitId: unit.id,
      scores: Object.fromEntries(
        items.map(({ id }, k) => [id, String(72 + ((u * 7 + k * 5) % 20) + ((u + j * 2 + k) % 5))]),
      ),
      comment: '',
    })
  }
}
