import { must } from '../../kernel/assert.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import type { DemoAccount } from '../accounts.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * 观摩擂台 at work: a contest of all towns scored by three judges, computed and open to appeals; a tour that is being
 * scored; a flag for the first.
 */

const COUNTY = 'demo-county'
const JUDGES = ['demo-land', 'demo-bank', 'demo-finance']
const NAMES = [COUNTY, ...JUDGES]
const TOUR_TOWNS = 6
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

/** Sets a contest up as the product proposes, with its judges, and begins scoring. */
async function begin(
  load: Load,
  desk: Desk,
  of: { readonly kind: 'tour' | 'contest'; readonly entries: readonly string[] },
): Promise<string> {
  const { kind } = of
  const county = (label: string) => desk.as(COUNTY, `${kind} ${label}`).contest
  const { setup } = await county('suggest').suggestContest({ kind })
  const { contestId } = await county('add').addContest({
    unitId: load.ids.county,
    kind,
    setup: { ...setup, period: kind === 'contest' ? PERIOD : null },
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
