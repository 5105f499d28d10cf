import { must } from '../../kernel/assert.ts'
import { date } from '../../kernel/date.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import type { SetDay } from './cases.ts'
import { idOf } from './ids.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * 考核 at work: two months final, one of them after an appeal that was upheld; a trial of the year with proposals; the
 * present month and the towns told and open to replies. Computed by the bureau, signed by the organisation department.
 */

const [COUNTY, ORG, VILLAGE] = ['demo-county', 'demo-org', 'demo-village']
const NAMES = [COUNTY, ORG, VILLAGE]
const [BEFORE, LAST, NOW, YEAR] = ['2020-09', '2020-10', '2020-11', '2020']
/** Told on a Thursday, five working days to reply, then signed. */
const [TOLD, DECIDED, SIGNED] = ['2020-11-12', '2020-11-16', '2020-11-20']
const SOURCE = '演示:县委组织部考核办法(示例)'

/** The part of a load that assesses; a county without these accounts has none. */
export const assessmentSteps = (
  runtime: Runtime,
  { accounts, setDay }: { readonly accounts: readonly DemoAccount[]; readonly setDay: SetDay },
): readonly Step[] =>
  NAMES.every((name) => accounts.some(({ username }) => username === name))
    ? [
        {
          name: 'assessment',
          title: text('考核', 'Assessment'),
          weight: 300,
          run: (load) =>
            withDesk(runtime, { accounts, names: NAMES }, async (desk) => {
              try {
                await assess(load, desk, setDay)
              } finally {
                await setDay(date(load.plan.today))
              }
            }),
        },
      ]
    : []

type Kind = 'town' | 'secretary_month' | 'secretary_year'

async function assess(load: Load, desk: Desk, setDay: SetDay): Promise<void> {
  const county = (label: string) => desk.as(COUNTY, `assessment ${label}`).assessment
  const org = (label: string) => desk.as(ORG, `assessment ${label}`)
  const run = async (kind: Kind, period: string): Promise<string> => {
    const { runId } = await county(`${kind} ${period}`).runAssessment({ kind, period })
    await county(`tell ${kind} ${period}`).notifyAssessment({ runId })
    return runId
  }
  const finish = async (runId: string): Promise<void> => {
    const { caseId } = await county(`send ${runId}`).submitAssessment({ runId })
    const said = { basis: 'guidance', basisText: SOURCE } as const
    await org(`sign ${runId}`).approvals.signStep({ caseId, step: 'sign', ...said })
  }
  await setDay(date(TOLD))
  await grantEarlier(load)
  const factId = await facts(load, desk)
  const months = [await run('secretary_month', BEFORE), await run('secretary_month', LAST)]
  const town = await run('town', LAST)
  load.tell(0.3)
  const at = await ownSheet(desk)
  await desk.as(VILLAGE, 'assessment appeal').assessment.replyOwnAssessment({
    subjectId: at.subjectId,
    kind: 'appeal',
    said: '交办事项已按期办结,回执当日已送镇里,扣分不属实,请核查。',
  })
  await setDay(date(DECIDED))
  await org('decide').assessment.decideAssessmentAppeal({
    ...at,
    outcome: 'upheld',
    reasons: '经核对回执登记,该事项按期办结,撤销扣分。',
  })
  const taken = { unitId: at.unitId, factId, reason: '申诉成立' }
  await county('take back').withdrawAssessmentFact(taken)
  await county('again').rescoreSubject({ ...at, reason: '申诉成立,撤销扣分' })
  load.tell(0.5)
  await setDay(date(SIGNED))
  for (const runId of [...months, town]) await finish(runId)
  const yearId = await trialYear(desk, run)
  load.tell(0.8)
  await setDay(date(load.plan.today))
  await finish(yearId)
  await run('secretary_month', NOW)
  await run('town', NOW)
  await proposals(load, desk, yearId)
  load.tell(1)
}

/** The organisation department's desk held its post before the day on which the demonstration stands. */
async function grantEarlier({ door, ids, plan }: Load): Promise<void> {
  const { rows } = await door.identity.listAccounts({ limit: 500 })
  const account = must(
    rows.find(({ username }) => username === ORG),
    ORG,
  )
  const role = 'county_organisation'
  if (account.grants.some((held) => held.role === role && held.validFrom <= TOLD)) return
  await door.identity.grantRoles({
    grants: [
      { accountId: account.id, role, unitId: ids.county, validFrom: TOLD, validTo: plan.today },
    ],
  })
}

/** The show village's own score of the month that is appealed against. */
async function ownSheet(desk: Desk): Promise<{ unitId: string; subjectId: string }> {
  const own = desk.as(VILLAGE, 'assessment own').assessment
  const { history } = await own.readOwnAssessment({})
  const month = history.find(({ period }) => period === LAST)
  const { subjectId } = must(month, 'the score of the show village')
  const { sheet } = await own.readOwnAssessment({ subjectId })
  return { unitId: must(sheet, 'a sheet').unit.id, subjectId }
}

/** A year that is not over, by its two final months: called a trial, so that its proposals can be seen. */
async function trialYear(
  desk: Desk,
  run: (kind: Kind, period: string) => Promise<string>,
): Promise<string> {
  const org = (label: string) => desk.as(ORG, `assessment ${label}`).assessment
  const { scheme } = await org('year').readScheme({ kind: 'secretary_year' })
  await org('save year').saveScheme({
    kind: 'secretary_year',
    scheme: {
      ...scheme,
      title: '村党支部书记领办合作社工作年度考核办法(演示:年内试算)',
      months: { points: 60_000, least: 2 },
    },
    validFrom: '2020-01-01',
    source: SOURCE,
  })
  await desk.as(COUNTY, 'assessment freeze').indicator.freezeFigures({ period: YEAR })
  return run('secretary_year', YEAR)
}

const EVIDENCE = '演示字〔2020〕21号'

/** Bonus points and deductions; the one of the show village is appealed against. @returns its id. */
async function facts(load: Load, desk: Desk): Promise<string> {
  const county = (label: string) => desk.as(COUNTY, `assessment fact ${label}`).assessment
  const { villageCode } = showCoop(load.plan)
  const village = idOf(load.ids.villages, villageCode)
  const town = idOf(load.ids.towns, villageCode.slice(0, 9))
  const [other] = [...load.ids.towns.values()].filter((id) => id !== town)
  const common = { period: LAST, on: '2020-10-28', evidence: EVIDENCE }
  const { factId } = await county('late').recordAssessmentFact({
    ...common,
    unitId: village,
    item: 'late',
    points: 1_000,
    what: '“股金证换发”交办事项逾期两天',
  })
  const experience = {
    item: 'experience',
    points: 2_000,
    what: '承办全县领办合作社现场观摩会',
  } as const
  for (const period of [LAST, NOW]) {
    const more = { ...common, period, ...experience }
    await county(`village ${period}`).recordAssessmentFact({ ...more, unitId: village })
    await county(`town ${period}`).recordAssessmentFact({ ...more, unitId: town })
  }
  await county('complaint').recordAssessmentFact({
    ...common,
    unitId: must(other, 'another town'),
    item: 'complaint',
    points: 1_000,
    what: '分红公示不及时引发的信访,查实 1 件',
  })
  return factId
}

/** Proposals of the trial year and of this month's supervision; a few are decided, each with its reason. */
async function proposals(load: Load, desk: Desk, runId: string): Promise<void> {
  const org = (label: string) => desk.as(ORG, `assessment ${label}`).assessment
  await org('propose').proposeFromYear({ runId })
  await org('propose towns').proposeFromResults({ period: NOW })
  const { rows } = await org('proposals').listMeasures({ unitId: load.ids.county })
  const decisions = [
    { decision: 'accepted', what: '', reason: '符合考核办法,同意' },
    {
      decision: 'changed',
      what: '由所在乡镇(街道)党(工)委列席旁听一次部务会',
      reason: '任职时间较短',
    },
    { decision: 'dropped', what: '', reason: '年内试算,待全年结果再议' },
  ] as const
  const chosen = rows
    .toSorted((a, b) => (a.measureId < b.measureId ? -1 : 1))
    .slice(0, decisions.length)
  for (const [i, { measureId, unit }] of chosen.entries()) {
    const decided = must(decisions[i], 'a decision')
    await org(`decide ${i}`).decideMeasure({ unitId: unit.id, measureId, ...decided })
  }
}
