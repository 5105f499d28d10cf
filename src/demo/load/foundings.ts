import { must } from '../../kernel/assert.ts'
import { addDays, date, type LocalDate } from '../../kernel/date.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import { discussed, type SetDay } from './cases.ts'
import { caseOf, playThrough, type Play, sign, type Stage, unitAt } from './founding-stage.ts'
import {
  FEASIBILITY,
  HOME_ACCOUNT,
  type ProjectWords,
  PROJECTS,
  QUESTIONS,
} from './founding-words.ts'
import { idOf } from './ids.ts'
import { promotionPlays } from './promotion.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * Co-ops that villages want to found, at different steps in different towns; what lies idle, who is on the task
 * forces, what the meetings ordered. Days run by the county's clock, so the clock walks through them.
 */

const [VILLAGE, TOWN, COUNTY] = ['demo-village', 'demo-town', 'demo-county']
const FIRST_DAYS_AGO = 45
/** Households of the show village that were asked so far, of those that are recorded. */
const ASKED = 40

/** The part of a load that brings foundings on their way. */
export const foundingSteps = (
  runtime: Runtime,
  { accounts, setDay }: { readonly accounts: readonly DemoAccount[]; readonly setDay: SetDay },
): readonly Step[] =>
  accounts.some(({ username }) => username === VILLAGE)
    ? [
        {
          name: 'foundings',
          title: text('创办与推进', 'Foundings'),
          weight: 200,
          run: (load) =>
            withDesk(runtime, { accounts, names: [VILLAGE, TOWN, COUNTY] }, (desk) =>
              playAll(load, desk, setDay),
            ),
        },
      ]
    : []

async function playAll(load: Load, desk: Desk, setDay: SetDay): Promise<void> {
  const today = date(load.plan.today)
  const places = placesOf(load)
  const stage: Stage = { load, desk, today, places, made: new Map() }
  const plays = [...PROJECTS.flatMap(playsOf), ...promotionPlays(stage), ...homePlays()]
  const granted: Play = { ago: FIRST_DAYS_AGO, run: grantEarlier }
  await playThrough(stage, [granted, ...plays], setDay)
}

/** The show village first, then villages of other towns that have something to start from and no co-op yet. */
function placesOf({ plan }: Load): string[] {
  const own = showCoop(plan).villageCode
  const taken = new Set(plan.coops.map(({ villageCode }) => villageCode))
  const towns = new Set([own.slice(0, 9)])
  const others = plan.surveys
    .map(({ villageCode }) => villageCode)
    .toSorted()
    .filter((code) => {
      if (taken.has(code) || towns.has(code.slice(0, 9))) return false
      towns.add(code.slice(0, 9))
      return true
    })
  return [own, ...others]
}

/** Those who acted held their posts until today; what they hold from today on stays as it is. */
async function grantEarlier({ load, today, places }: Stage): Promise<void> {
  const { door, ids } = load
  const { rows } = await door.identity.listAccounts({ limit: 500 })
  const span = { validFrom: addDays(today, -FIRST_DAYS_AGO), validTo: today }
  const used = places.slice(0, PROJECTS.length)
  const posts = [
    [COUNTY, 'county_agriculture', [ids.county]],
    [VILLAGE, 'village_secretary', used.map((code) => idOf(ids.villages, code))],
    [TOWN, 'town_station', used.map((code) => idOf(ids.towns, code.slice(0, 9)))],
  ] as const
  const grants = posts.flatMap(([username, role, unitIds]) => {
    const account = must(
      rows.find((row) => row.username === username),
      username,
    )
    return unitIds
      .filter(
        (unitId) =>
          !account.grants.some(
            (held) =>
              held.role === role && held.unit?.id === unitId && held.validFrom <= span.validFrom,
          ),
      )
      .map((unitId) => ({ accountId: account.id, role, unitId, ...span }))
  })
  if (grants.length > 0) await door.identity.grantRoles({ grants })
}

/** The days of one project, up to where it stands. */
function playsOf(project: ProjectWords): Play[] {
  const { key, place, started, upTo } = project
  const steps = { survey: 0, mobilise: 1, feasibility: 2, village: 3, draft: 4 }
  const reach = steps[upTo]
  const at = (after: number, run: Play['run']): Play => ({ ago: started - after, run })
  const plays = [at(0, (stage) => start(stage, project))]
  if (reach >= 1) {
    plays.push(at(2, (stage, day) => survey(stage, key, { place, day })))
    plays.push(
      at(4, (stage, day) =>
        stage.desk.as(VILLAGE, `founding ${key} meeting`).founding.recordVisits({
          projectId: caseOf(stage, key).projectId,
          visits: [{ kind: 'meeting', on: day, place: '村委会', visitors: '村两委', attended: 42 }],
        }),
      ),
    )
  }
  if (reach >= 2) {
    plays.push(
      at(9, (stage, day) =>
        sign(
          stage,
          {
            key,
            caseId: caseOf(stage, key).caseId,
            who: VILLAGE,
            step: 'mobilise',
            values: { endedOn: 'today' },
          },
          day,
        ),
      ),
    )
  }
  if (reach >= 3) plays.push(at(12, (stage, day) => feasible(stage, key, day)))
  if (reach >= 3) plays.push(...discussions(project, started - 13))
  if (reach >= 4) {
    plays.push({
      ago: started - 38,
      run: (stage, day) => {
        const { caseId } = caseOf(stage, key)
        return sign(stage, { key, caseId, who: VILLAGE, step: 'village' }, day)
      },
    })
  }
  if (project.withdrawn !== undefined) {
    plays.push(
      at(10, (stage) =>
        stage.desk.as(VILLAGE, `founding ${key} withdraw`).approvals.withdrawCase({
          caseId: caseOf(stage, key).caseId,
          reason: project.withdrawn ?? '',
        }),
      ),
    )
  }
  return plays
}

/** The village secretary starts the project. */
export async function start(stage: Stage, project: ProjectWords): Promise<void> {
  const { key, place, name, mainKind, industry } = project
  const { projectId, caseId } = await stage.desk
    .as(VILLAGE, `founding ${key} start`)
    .founding.startFounding({
      villageId: unitAt(stage, place),
      name,
      mainKind,
      ...(industry === undefined ? {} : { industry }),
    })
  stage.made.set(key, { projectId, caseId })
}

async function survey(
  stage: Stage,
  key: string,
  { place, day }: { readonly place: number; readonly day: LocalDate },
): Promise<void> {
  await stage.desk.as(TOWN, `founding ${key} survey`).registry.surveyVillage({
    villageId: unitAt(stage, place),
    surveyedOn: day,
    answers: {
      landMu: '860',
      idleLandMu: '74',
      collectiveLandMu: '120',
      certified: true,
      labourAtHome: 96,
      products: ['大姜', '蜜桃'],
    },
  })
  const values = { assetsChecked: true, debts: '0', branch: '班子团结,有带头人' }
  const { caseId } = caseOf(stage, key)
  const of = { key, caseId, who: TOWN, step: 'survey', values, papers: ['survey-sheet'] }
  await sign(stage, of, day)
}

async function feasible(stage: Stage, key: string, day: LocalDate): Promise<void> {
  const { projectId, caseId } = caseOf(stage, key)
  await stage.desk
    .as(VILLAGE, `founding ${key} feasibility`)
    .founding.fillFeasibility({ projectId, feasibility: FEASIBILITY })
  const values = { conclusion: '项目可行,市场和资金已落实。' }
  const papers = ['feasibility-report']
  await sign(stage, { key, caseId, who: VILLAGE, step: 'feasibility', values, papers }, day)
}

/** The village's own case, from its first day on to the publication; filed where the project went further. */
export function discussions(project: ProjectWords, first: number): Play[] {
  const { key, upTo, name, brings = { what: '现金十万元', amount: '100000' } } = project
  const discussion = `${key} discussion`
  const opened: Play = {
    ago: first,
    run: async (stage) => {
      const { projectId } = caseOf(stage, key)
      const { caseId } = await stage.desk
        .as(VILLAGE, `founding ${key} discuss`)
        .founding.startDiscussions({
          projectId,
          origin: 'cadres',
          content: `村集体以${brings.what}加入${name}。`,
          amount: brings.amount,
        })
      stage.made.set(discussion, { projectId, caseId })
    },
  }
  const signed = discussed('', { collective: true }, first).flatMap((play): Play[] => {
    if (!('sign' in play.do)) return []
    const { sign: step, values, papers } = play.do
    const more = papers === undefined ? {} : { papers }
    return [
      {
        ago: play.ago,
        run: (stage, day) => {
          const { caseId } = caseOf(stage, discussion)
          return sign(stage, { key, caseId, who: VILLAGE, step, values, ...more }, day)
        },
      },
    ]
  })
  if (upTo !== 'draft') return [opened, ...signed.slice(0, 4)]
  const filed: Play[] = [
    {
      ago: first - 22,
      run: (stage, day) => {
        const { caseId } = caseOf(stage, discussion)
        const values = { objections: [], supervision: '公开内容属实,程序合规。' }
        const papers = ['publish-sheet']
        const of = { key, caseId, who: VILLAGE, step: 'objections', values, papers }
        return sign(stage, of, day)
      },
    },
    {
      ago: first - 24,
      run: (stage, day) => {
        const { caseId } = caseOf(stage, discussion)
        const values = { opinion: '材料齐全,予以备案。' }
        return sign(stage, { key, caseId, who: TOWN, step: 'filing', values }, day)
      },
    },
  ]
  return [opened, ...signed, ...filed]
}

/** In the show village: the first households asked, in the order of their numbers. */
function askedAtHome({ load }: Stage): readonly string[] {
  const code = showCoop(load.plan).villageCode
  return load.plan.households
    .filter(({ villageCode }) => villageCode === code)
    .slice(0, ASKED)
    .map(({ key }) => idOf(load.ids.households, key))
}

/** The three accounts of two households there; the first has signed. */
async function keepAccounts(stage: Stage, on: LocalDate): Promise<void> {
  const home = must(PROJECTS[0], 'a project at home').key
  const mine = (what: string) => stage.desk.as(VILLAGE, `founding ${home} account ${what}`).founding
  const { projectId } = caseOf(stage, home)
  for (const [i, householdId] of askedAtHome(stage).slice(0, 2).entries()) {
    const given = HOME_ACCOUNT
    const { id: accountId } = await mine(householdId).keepAccount({ projectId, householdId, given })
    if (i === 0) await mine('signed').signAccount({ projectId, accountId, on })
  }
}

/** In the show village: visits, wishes and doubts of its own households. */
function homePlays(): Play[] {
  const home = must(PROJECTS[0], 'a project at home').key
  const mine = (stage: Stage, what: string) =>
    stage.desk.as(VILLAGE, `founding ${home} ${what}`).founding
  const visits: Play = {
    ago: 12,
    run: (stage, on) => {
      const asked = askedAtHome(stage)
      const groups = [asked.slice(0, 15), asked.slice(15, 30), asked.slice(30)]
      return mine(stage, 'visits').recordVisits({
        projectId: caseOf(stage, home).projectId,
        visits: groups.map((householdIds) => ({
          kind: 'visit' as const,
          on,
          visitors: '村党支部书记、村会计',
          householdIds,
        })),
      })
    },
  }
  const wishes: Play = {
    ago: 10,
    run: (stage, on) =>
      mine(stage, 'wishes').recordWishes({
        projectId: caseOf(stage, home).projectId,
        rows: askedAtHome(stage).map((householdId, i) => {
          const wish =
            i % 5 === 4 ? ('undecided' as const) : i % 11 === 7 ? ('unwilling' as const) : 'willing'
          return wish === 'willing'
            ? {
                householdId,
                on,
                wish,
                workdays: 20 + (i % 7) * 10,
                landMu: `${1 + (i % 4)}.5`,
                cash: `${1e3 * (1 + (i % 5))}`,
              }
            : { householdId, on, wish }
        }),
      }),
  }
  const questions: Play = {
    ago: 9,
    run: (stage, raisedOn) =>
      mine(stage, 'questions').recordQuestions({
        projectId: caseOf(stage, home).projectId,
        rows: QUESTIONS.map((one) => ({ ...one, raisedOn })),
      }),
  }
  return [visits, wishes, questions, { ago: 8, run: keepAccounts }]
}
