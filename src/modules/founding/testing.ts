import type { AnyId } from '../../kernel/id.ts'
import { text } from '../../kernel/text.ts'
import { defineModule, type Module } from '../../platform/module.ts'
import { deliverFacts } from '../../platform/outbox.ts'
import { approvalsModule } from '../approvals/index.ts'
import { ledgerModule } from '../ledger/index.ts'
import { registryWorld } from '../registry/testing.ts'
import { sharesModule } from '../shares/index.ts'
import { tradeModule } from '../trade/index.ts'
import { distributionModule } from '../distribution/index.ts'
import { foundingModule } from './index.ts'

/** What governance would say; a test sets it. */
export interface Said {
  carried: boolean | null
}

/** A PDF as the first bytes tell it. */
export const PDF = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64')

export const FEASIBILITY = {
  scale: '大姜种植 200 亩',
  market: '县内冷库和两家收购商',
  partner: '',
  budget: '300000',
  ownFunds: '200000',
  borrowed: '100000',
  income: '420000',
  cost: '300000',
  risks: '价格波动,已签保底收购',
  benefits: '户均增收 1,500 元',
}

interface AskedField {
  key: string
  kind: string
  options?: { key: string }[]
}
interface OpenCase {
  steps: { key: string; status: string; earliestOn: string | null; seats: { role: string }[] }[]
  process: {
    steps: {
      key: string
      form: AskedField[]
      papers: { kind: string; required: boolean }[]
    }[]
  }
}

/** A lawful answer to a field: ten come, ten agree, nobody is against. */
function fill({ key, kind, options }: AskedField, today: string): unknown {
  switch (kind) {
    case 'count':
      return /against|abstain/i.test(key) ? 0 : 10
    case 'day':
      return today
    case 'choice':
      return options?.[0]?.key
    case 'yes':
      return true
    case 'yuan':
      return '0'
    case 'table':
    case 'words':
      return []
    default:
      return '无异议'
  }
}

/** A village that has people and accounts, and a county whose modules reach up to founding. */
export async function foundingWorld(said: Said, more: readonly Module[] = []) {
  const governance = defineModule({
    name: 'governance',
    contract: {},
    verbs: {},
    evidence: {
      'governance.founding-carried': () =>
        Promise.resolve({
          holds: said.carried === true,
          text: text('设立大会记录', 'the record of the assembly'),
        }),
      'governance.rules-complete': () =>
        Promise.resolve({ holds: true, text: text('制度齐全', 'rules complete') }),
    },
  }) as Module
  const world = await registryWorld([
    approvalsModule,
    ledgerModule,
    sharesModule,
    ...(said.carried === null ? [] : [governance]),
    tradeModule,
    distributionModule,
    foundingModule,
    ...more,
  ])
  const { ids, people, account, as, run } = world
  const unit = (id: string) => ({ unit: id as AnyId })
  await account('secretary', 'village_secretary', unit(ids.villageA))
  await account('neighbour', 'village_secretary', unit(ids.villageB))
  await account('station', 'town_station', unit(ids.townA))
  await account('town', 'town_secretary', unit(ids.townA))
  await account('county', 'county_agriculture', unit(ids.county))
  await account('leader', 'county_leader', unit(ids.county))
  await account('organisation', 'county_organisation', unit(ids.county))
  await account('auditor', 'auditor', unit(ids.county))
  const village = await people(ids.villageA, 16)

  const paper = (by: string, caseId: string, step: string, kinds: readonly string[]) =>
    Promise.all(
      kinds.map((kind) =>
        as(by, 'addCasePaper', { caseId, step, kind, name: `${kind}.pdf`, content: PDF }),
      ),
    )
  const sign = (by: string, caseId: string, step: string, more: object = {}) =>
    as<{ state: string; stepDone: boolean }>(by, 'signStep', { caseId, step, ...more })

  /** A share plan of the collective and so many persons, in yuan. */
  const planOf = (collective: string, each: string, persons = 14) => ({
    holders: [
      {
        key: 'c',
        kind: 'collective',
        name: '村集体',
        contributions: [{ form: 'cash', amount: collective }],
      },
      ...village.personIds.slice(0, persons).map((personId, i) => ({
        key: `p${i}`,
        kind: 'person',
        personId,
        name: `成员${i}`,
        contributions: [{ form: 'cash', amount: each }],
      })),
    ],
  })

  const survey = () =>
    run('surveyVillage', {
      villageId: ids.villageA,
      surveyedOn: '2020-11-20',
      answers: { landMu: '500', idleLandMu: '60', labourAtHome: 80, products: ['大姜'] },
    })
  const start = () =>
    as<{ projectId: string; caseId: string; number: string }>('secretary', 'startFounding', {
      villageId: ids.villageA,
      name: '甲村大姜专业合作社',
      mainKind: 'land_share',
    })
  /**
   * Takes the village's own case to its filing, whatever its steps ask: everybody comes and agrees, every paper
   * is brought, and the clock moves on where days must pass. @returns the day it then is.
   */
  const decide = async (caseId: string): Promise<string> => {
    let today = '2020-11-30'
    for (;;) {
      const found = await as<OpenCase>('secretary', 'readCase', { caseId })
      const step = found.steps.find(({ status }) => status === 'open')
      if (step === undefined || step.key === 'result') return today
      const spec = found.process.steps.find(({ key }) => key === step.key)
      if (step.earliestOn !== null && step.earliestOn > today) {
        today = step.earliestOn
        await world.setDay(today)
      }
      const by = step.seats[0]?.role === 'town_station' ? 'station' : 'secretary'
      const kinds = spec?.papers.filter(({ required }) => required).map(({ kind }) => kind) ?? []
      await paper(by, caseId, step.key, kinds)
      const values = Object.fromEntries(
        (spec?.form ?? []).map((field) => [field.key, fill(field, today)]),
      )
      await sign(by, caseId, step.key, { values })
    }
  }
  /** Takes a project from its survey to the town's check: its founding assembly can be called. */
  const checked = async () => {
    await survey()
    const { projectId, caseId } = await start()
    await paper('station', caseId, 'survey', ['survey-sheet'])
    const branch = { assetsChecked: true, debts: '0', branch: '班子团结' }
    await sign('station', caseId, 'survey', { values: branch })
    const visit = { kind: 'visit', on: '2020-11-25', visitors: '书记' }
    await as('secretary', 'recordVisits', {
      projectId,
      visits: [{ ...visit, householdIds: [village.households[0]] }],
    })
    await sign('secretary', caseId, 'mobilise', { values: { endedOn: '2020-11-30' } })
    await as('secretary', 'fillFeasibility', { projectId, feasibility: FEASIBILITY })
    await paper('secretary', caseId, 'feasibility', ['feasibility-report'])
    await sign('secretary', caseId, 'feasibility', { values: { conclusion: '可行' } })
    const matter = { projectId, origin: 'cadres', content: '村集体以现金 3 万元加入合作社' }
    const asked = await as<{ caseId: string }>('secretary', 'startDiscussions', matter)
    const today = await decide(asked.caseId)
    await sign('secretary', caseId, 'village')
    const { coopId } = await as<{ coopId: string }>('secretary', 'registerProjectCoop', {
      projectId,
      branchId: village.branchId,
      collectiveId: village.collectiveId,
      businessScope: '大姜种植、销售',
    })
    await as('secretary', 'saveSharePlan', { projectId, plan: planOf('30000', '5000') })
    await paper('secretary', caseId, 'draft', ['charter-draft'])
    await sign('secretary', caseId, 'draft')
    const basis = { basis: 'guidance', basisText: '财农〔2021〕121号 7' }
    await paper('station', caseId, 'station-check', ['rule-report'])
    await sign('station', caseId, 'station-check', { ...basis, values: { opinion: '同意' } })
    const values = { meeting: today, opinion: '同意' }
    await sign('town', caseId, 'town-check', { ...basis, values })
    await deliver()
    return { projectId, caseId, coopId, today }
  }
  const deliver = async () => {
    while ((await deliverFacts(world.runtime, 1)) > 0);
  }
  return { ...world, village, paper, sign, planOf, survey, start, decide, checked, deliver }
}
