import { must } from '../../kernel/assert.ts'
import { date, dayNumber, type LocalDate } from '../../kernel/date.ts'
import { formatYuan, sumFen } from '../../kernel/money.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import type { DemoAccount } from '../accounts.ts'
import type { CoopPlan } from '../model.ts'
import { capitalOf } from '../planted.ts'
import type { SetDay } from './cases.ts'
import { holdAssembly, callAssembly } from './founding-assembly.ts'
import { type ProjectWords, TOLD_ACCOUNT, TOLD_FEASIBILITY } from './founding-words.ts'
import { caseOf, playThrough, type Play, sign, type Stage, unitAt } from './founding-stage.ts'
import { discussions, start } from './foundings.ts'
import { idOf } from './ids.ts'
import { recordProduction } from './registers.ts'
import { withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * One of the counted co-ops from nothing to its first closed month: survey, mobilisation, the village's own decision,
 * plan, check of the town, founding assembly, licence, contributions, certificates, books, filing. Each step on its
 * own day, by those who sign it.
 */

const [VILLAGE, TOWN, SECRETARY, COUNTY] = [
  'demo-village',
  'demo-town',
  'demo-town-secretary',
  'demo-county',
]
const NAMES = [VILLAGE, TOWN, SECRETARY, COUNTY]
export const TOLD = 'told'
const BASIS = { basis: 'guidance', basisText: '财农〔2021〕121号 7' } as const
/** Days from the start to the founding assembly: what the village's decision and the notice take. */
const BEFORE_ASSEMBLY = 57

interface Options {
  readonly accounts: readonly DemoAccount[]
  readonly setDay: SetDay
}

const toldOf = ({ plan }: Load): CoopPlan | null =>
  plan.coops.find(({ key }) => key === plan.told) ?? null
const hasAll = ({ accounts }: Options): boolean =>
  NAMES.every((name) => accounts.some(({ username }) => username === name))

/** The part of a load that founds the co-op, up to its books. */
export const foundedSteps = (runtime: Runtime, options: Options): readonly Step[] =>
  hasAll(options)
    ? [
        {
          name: 'told founding',
          title: text('创办全程', 'A founding from first to last'),
          weight: 300,
          run: async (load) => {
            const coop = toldOf(load)
            if (coop === null) return
            await withDesk(runtime, { accounts: options.accounts, names: NAMES }, (desk) => {
              const today = date(load.plan.today)
              const places = [coop.villageCode]
              const stage: Stage = { load, desk, today, places, made: new Map() }
              return playThrough(stage, playsOf(stage, coop), options.setDay)
            })
          },
        },
      ]
    : []

/** The last step of the founding: its first month is closed with the books of all others. */
export const firstMonthSteps = (runtime: Runtime, options: Options): readonly Step[] =>
  hasAll(options)
    ? [
        {
          name: 'told first month',
          title: text('首月结账', 'First month closed'),
          weight: 10,
          run: async (load) => {
            const coop = toldOf(load)
            if (coop === null) return
            const { accounts } = options
            const townId = idOf(load.ids.towns, coop.villageCode.slice(0, 9))
            await withDesk(runtime, { accounts, names: [TOWN] }, async (desk) => {
              const { founding, approvals } = desk.as(TOWN, 'founding told operation')
              const { rows } = await founding.listFoundings({ state: 'running', limit: 500 })
              const project = rows.find(({ name }) => name === coop.name)
              if (project !== undefined) {
                const { caseId } = project
                await approvals.signStep({ caseId, step: 'operation', values: {} })
              }
            })
            await giveBack(load, townId)
          },
        },
      ]
    : []

/** The station's account gives the post in the co-op's town back. */
async function giveBack({ door }: Load, unitId: string): Promise<void> {
  const { rows } = await door.identity.listAccounts({ limit: 500 })
  const account = must(
    rows.find(({ username }) => username === TOWN),
    TOWN,
  )
  for (const { id: grantId, unit, validTo } of account.grants) {
    if (unit?.id !== unitId || validTo !== null) continue
    const reason = '创办项目办结(演示)'
    await door.identity.endGrant({ accountId: account.id, grantId, reason })
  }
}

/**
 * Who acts held the posts of the co-op's village and town from the first day until today; the station until the
 * first month is closed.
 */
async function grantPosts({ load, today, places }: Stage, validFrom: LocalDate): Promise<void> {
  const { door, ids } = load
  const { rows } = await door.identity.listAccounts({ limit: 500 })
  const village = must(places[0], 'the village')
  const townId = idOf(ids.towns, village.slice(0, 9))
  const posts = [
    [VILLAGE, 'village_secretary', idOf(ids.villages, village)],
    [TOWN, 'town_station', townId],
    [SECRETARY, 'town_secretary', townId],
    [COUNTY, 'county_agriculture', ids.county],
  ] as const
  const grants = posts.flatMap(([username, role, unitId]) => {
    const account = must(
      rows.find((row) => row.username === username),
      username,
    )
    const held = account.grants.some(
      (grant) => grant.role === role && grant.unit?.id === unitId && grant.validFrom <= validFrom,
    )
    const ends = username === TOWN ? {} : { validTo: today }
    return held ? [] : [{ accountId: account.id, role, unitId, validFrom, ...ends }]
  })
  if (grants.length > 0) await door.identity.grantRoles({ grants })
}

function playsOf({ today, load }: Stage, coop: CoopPlan): Play[] {
  const assembly = dayNumber(today) - dayNumber(coop.foundedOn)
  const licence = dayNumber(today) - dayNumber(coop.registeredOn ?? today)
  const first = assembly + BEFORE_ASSEMBLY
  const project: ProjectWords = {
    key: TOLD,
    place: 0,
    name: coop.name,
    mainKind: coop.kind,
    industry: coop.industry,
    started: first,
    upTo: 'draft',
    brings: { what: '采摘园配套设施作价', amount: collectiveShare(coop) },
  }
  const on = (ago: number, run: Play['run']): Play => ({ ago, run })
  return [
    on(first, (stage, day) => grantPosts(stage, day)),
    on(first, (stage) => start(stage, project)),
    ...preparing(first),
    ...discussions(project, assembly + 44),
    on(assembly + 19, (stage, day) => prepareCoop(stage, coop, day)),
    on(assembly + 18, (stage, day) => planShares(stage, coop, day)),
    on(assembly + 17, (stage, day) => stationCheck(stage, day)),
    on(assembly + 16, (stage, day) => townCheck(stage, day)),
    on(assembly + 15, (stage) => callAssembly(stage, coop)),
    on(assembly, (stage, day) => assemble(stage, coop, day)),
    on(licence, (stage, day) => license(stage, coop, day)),
    on(licence, (stage, day) => payAll(stage, coop, day)),
    on(licence - 1, (stage, day) => openBooks(stage, day)),
    on(licence - 2, (stage, day) => adopt(stage, day)),
    on(licence - 4, (stage, day) => file(stage, day)),
    on(licence - 5, () => recordProduction(load, coop)),
  ]
}

const collectiveShare = ({ holders }: CoopPlan): string =>
  formatYuan(sumFen((holders[0]?.contributions ?? []).map(({ paid }) => paid)))

const caseId = (stage: Stage): string => caseOf(stage, TOLD).caseId
const projectId = (stage: Stage): string => caseOf(stage, TOLD).projectId
const as = (stage: Stage, who: string, what: string) => stage.desk.as(who, `founding told ${what}`)

/** A step of the founding's own case; the village's has one of the same name. */
const done = (
  stage: Stage,
  of: Omit<Parameters<typeof sign>[1], 'key' | 'caseId'>,
  day: LocalDate,
): Promise<void> => sign(stage, { key: `${TOLD} itself`, caseId: caseId(stage), ...of }, day)

/** Survey, mobilisation and feasibility. */
function preparing(first: number): Play[] {
  return [
    {
      ago: first - 2,
      run: async (stage, surveyedOn) => {
        await as(stage, TOWN, 'survey').registry.surveyVillage({
          villageId: unitAt(stage, 0),
          surveyedOn,
          answers: {
            landMu: '410',
            idleLandMu: '36',
            collectiveLandMu: '58',
            certified: true,
            labourAtHome: 64,
            nearTown: true,
            scenic: true,
            products: ['樱桃', '蜜桃'],
          },
        })
        const values = { assetsChecked: true, debts: '0', branch: '班子团结,有带头人' }
        await done(
          stage,
          { who: TOWN, step: 'survey', values, papers: ['survey-sheet'] },
          surveyedOn,
        )
      },
    },
    { ago: first - 6, run: (stage, day) => mobilise(stage, day) },
    {
      ago: first - 9,
      run: (stage, day) =>
        done(stage, { who: VILLAGE, step: 'mobilise', values: { endedOn: 'today' } }, day),
    },
    {
      ago: first - 12,
      run: async (stage, day) => {
        await as(stage, VILLAGE, 'feasibility').founding.fillFeasibility({
          projectId: projectId(stage),
          feasibility: TOLD_FEASIBILITY,
        })
        const values = { conclusion: '项目可行,投入小、见效快。' }
        const papers = ['feasibility-report', 'risk-assessment']
        await done(stage, { who: VILLAGE, step: 'feasibility', values, papers }, day)
      },
    },
  ]
}

/** A meeting of the village, visits to the households that will join, and the three accounts of one of them. */
async function mobilise(stage: Stage, on: LocalDate): Promise<void> {
  const { load } = stage
  const code = must(stage.places[0], 'the village')
  const asked = load.plan.households
    .filter(({ villageCode }) => villageCode === code)
    .slice(0, 24)
    .map(({ key }) => idOf(load.ids.households, key))
  const { founding } = as(stage, VILLAGE, 'mobilise')
  const project = { projectId: projectId(stage) }
  await founding.recordVisits({
    ...project,
    visits: [
      { kind: 'meeting', on, place: '村委会', visitors: '村两委', attended: 58 },
      { kind: 'visit', on, visitors: '村党支部书记、村会计', householdIds: asked },
    ],
  })
  await founding.recordWishes({
    ...project,
    rows: asked.map((householdId, i) => ({
      householdId,
      on,
      wish: 'willing',
      workdays: 30 + (i % 4) * 15,
      landMu: '0',
      cash: '200',
    })),
  })
  const { id: accountId } = await founding.keepAccount({
    ...project,
    householdId: must(asked[2], 'a household'),
    given: TOLD_ACCOUNT,
  })
  await founding.signAccount({ ...project, accountId, on })
}

/** The village's decision is on file; the co-op stands in the registry as one in preparation. */
async function prepareCoop(stage: Stage, coop: CoopPlan, day: LocalDate): Promise<void> {
  const { ids } = stage.load
  await done(stage, { who: VILLAGE, step: 'village' }, day)
  const { coopId } = await as(stage, VILLAGE, 'coop').founding.registerProjectCoop({
    projectId: projectId(stage),
    branchId: idOf(ids.branches, coop.villageCode),
    collectiveId: idOf(ids.collectives, coop.villageCode),
    businessScope: coop.scope,
    address: '村党群服务中心',
  })
  ids.coops.set(coop.key, coopId)
}

async function planShares(stage: Stage, coop: CoopPlan, day: LocalDate): Promise<void> {
  const { ids } = stage.load
  const appraisal = { by: 'all_members' as const, note: '购置发票和现场查看,折旧后作价' }
  await as(stage, VILLAGE, 'plan').founding.saveSharePlan({
    projectId: projectId(stage),
    plan: {
      holders: coop.holders.map(({ key, kind, name, personKey, contributions }) => ({
        key,
        kind: kind === 'person' ? ('person' as const) : ('collective' as const),
        name,
        ...(personKey === null ? {} : { personId: idOf(ids.persons, personKey) }),
        contributions: contributions.map(({ form, paid }) => ({
          form,
          amount: formatYuan(paid),
          dueOn: coop.registeredOn,
          ...(form === 'cash' ? {} : { appraisal }),
        })),
      })),
    },
  })
  const papers = ['charter-draft', 'appraisal-list']
  await done(stage, { who: VILLAGE, step: 'draft', papers }, day)
}

const stationCheck = (stage: Stage, day: LocalDate): Promise<void> =>
  done(
    stage,
    {
      who: TOWN,
      step: 'station-check',
      values: { opinion: '股权方案和章程草案符合规定,同意报审。' },
      papers: ['rule-report'],
      basis: BASIS,
    },
    day,
  )

const townCheck = (stage: Stage, day: LocalDate): Promise<void> =>
  done(
    stage,
    {
      who: SECRETARY,
      step: 'town-check',
      values: {
        meeting: `党委会 ${day} 第11次`,
        opinion: '同意召开设立大会;采摘季安全和卫生由合作社专人负责。',
      },
      basis: BASIS,
    },
    day,
  )

async function assemble(stage: Stage, coop: CoopPlan, day: LocalDate): Promise<void> {
  const founders = await holdAssembly(stage, coop)
  await done(
    stage,
    {
      who: VILLAGE,
      step: 'assembly',
      values: { heldOn: 'today', founders },
      papers: ['founding-minutes', 'charter'],
    },
    day,
  )
}

async function license(stage: Stage, coop: CoopPlan, day: LocalDate): Promise<void> {
  const { load } = stage
  await as(stage, VILLAGE, 'licence').founding.recordLicence({
    projectId: projectId(stage),
    creditCode: must(coop.creditCode, 'a credit code'),
    licensedOn: day,
    registrar: '沂水县示例市场监督管理局',
  })
  await as(stage, COUNTY, 'facts').registry.changeCooperative({
    coopId: idOf(load.ids.coops, coop.key),
    from: day,
    reason: '领取营业执照',
    changes: {
      secondaryKinds: [...coop.secondaryKinds],
      businessForms: [...coop.businessForms],
      registeredCapital: capitalOf(coop),
      ...(coop.chairKey === null ? {} : { chairPersonId: idOf(load.ids.persons, coop.chairKey) }),
    },
  })
  const licensed = { licensedOn: 'today' }
  await done(
    stage,
    { who: VILLAGE, step: 'registration', values: licensed, papers: ['licence'] },
    day,
  )
  const values = { sealedOn: 'today', bank: '沂水县示例农村商业银行', taxed: true }
  await done(stage, { who: VILLAGE, step: 'accounts', values, papers: ['account-permit'] }, day)
}

/** Everything promised is paid, units are given for it and for labour, everybody gets a certificate. */
async function payAll(stage: Stage, coop: CoopPlan, day: LocalDate): Promise<void> {
  const { ids } = stage.load
  const coopId = idOf(ids.coops, coop.key)
  const holder = (key: string): string => idOf(ids.holders, `${coop.key} ${key}`)
  const record = (what: string) => as(stage, TOWN, what).shares
  await record('payments').recordChanges({
    coopId,
    on: day,
    changes: coop.holders.flatMap(({ key, contributions }) =>
      contributions.map(({ form, paid }) => ({
        kind: 'payment' as const,
        holder: holder(key),
        form,
        amount: formatYuan(paid),
      })),
    ),
  })
  await record('units').recordChanges({
    coopId,
    on: day,
    changes: coop.holders.map(({ key, units }) => ({
      kind: 'unit_grant' as const,
      holder: holder(key),
      units: units.map(({ unitClass, units: number }) => ({ unitClass, units: String(number) })),
      note: '按章程:一元出资折一股,劳务按评定折股',
    })),
    reason: '章程和设立大会决议',
  })
  await done(stage, { who: VILLAGE, step: 'contributions' }, day)
  await record('certificates').issueCertificates({ coopId })
  await done(stage, { who: VILLAGE, step: 'certificates' }, day)
}

async function openBooks(stage: Stage, day: LocalDate): Promise<void> {
  const coopId = idOf(stage.load.ids.coops, must(stage.load.plan.told, TOLD))
  const period = Number(day.slice(0, 4)) * 100
  await as(stage, TOWN, 'books').founding.openProjectBooks({
    projectId: projectId(stage),
    openedPeriod: period + Number(day.slice(5, 7)),
  })
  const { ledger } = as(stage, TOWN, 'opening')
  await ledger.closePeriods({ unitId: coopId, period, coopIds: [coopId] })
  await done(stage, { who: TOWN, step: 'books' }, day)
}

/** Charter and internal rules rest on what the founding assembly resolved. */
async function adopt(stage: Stage, day: LocalDate): Promise<void> {
  const coopId = idOf(stage.load.ids.coops, must(stage.load.plan.told, TOLD))
  const { governance } = as(stage, VILLAGE, 'charter')
  const { rows } = await governance.listResolutions({ unitId: coopId, limit: 50 })
  const resolved = (matter: string): string =>
    must(
      rows.find((row) => row.matter === matter),
      matter,
    ).resolutionId
  const { shown } = await governance.readCharter({ coopId })
  const { charterId } = must(shown, 'the charter that was put to the vote')
  await governance.adoptCharter({ coopId, charterId, resolutionId: resolved('charter_adoption') })
  const { required } = await governance.readInternalRules({ coopId })
  for (const kind of required) {
    await as(stage, VILLAGE, `rule ${kind}`).governance.adoptInternalRule({
      coopId,
      kind,
      title: `内部管理制度(${kind})`,
      body: '按章程和设立大会通过的文本执行(演示)。',
      resolutionId: resolved('internal_rules'),
    })
  }
  await done(stage, { who: VILLAGE, step: 'rules' }, day)
}

async function file(stage: Stage, day: LocalDate): Promise<void> {
  const values = { number: `备〔${day.slice(0, 4)}〕示例1号` }
  await done(stage, { who: TOWN, step: 'filing', values, papers: ['filing-form'] }, day)
  await done(stage, { who: COUNTY, step: 'filing' }, day)
}
