import { must } from '../../kernel/assert.ts'
import { addDays, date, type LocalDate } from '../../kernel/date.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import { idOf } from './ids.ts'
import { receiptPicture } from './receipt.ts'
import { type Desk, withDesk } from './sessions.ts'
import {
  ASSESSMENTS,
  CONTRACTS,
  type DemoContract,
  REQUESTS,
  RISK_ITEMS,
} from './spending-words.ts'
import type { Load, Step } from './step.ts'

/*
 * What the show co-op spends, signs and risks, through the verbs that people use: the accountant asks, the chair, the
 * council and the assembly decide, the town's station and Party committee approve; the county keeps its matrix.
 */

const ASKS = 'demo-accountant'
const NAMES = [
  ASKS,
  'demo-village',
  'demo-board',
  'demo-town',
  'demo-town-secretary',
  'demo-bank',
  'demo-county',
]

/** The part of a load that brings contracts, requests and risks. */
export const spendingSteps = (
  runtime: Runtime,
  accounts: readonly DemoAccount[],
): readonly Step[] =>
  accounts.some(({ username }) => username === ASKS)
    ? [
        {
          name: 'spending',
          title: text('支出、合同与风险', 'Spending, contracts and risks'),
          weight: 250,
          run: (load) =>
            withDesk(runtime, { accounts, names: NAMES }, (desk) => playAll(load, desk)),
        },
      ]
    : []

interface Stage {
  readonly load: Load
  readonly desk: Desk
  readonly coopId: string
  readonly today: LocalDate
}

async function playAll(load: Load, desk: Desk): Promise<void> {
  const coopId = idOf(load.ids.coops, showCoop(load.plan).key)
  const stage: Stage = { load, desk, coopId, today: date(load.plan.today) }
  const parts = [keepMatrix, keepContracts, askForSpending, assessRisks]
  for (const [i, part] of parts.entries()) {
    await part(stage)
    load.tell((i + 1) / parts.length)
  }
}

/** The county takes the shipped matrix as its own: the first version of its table. */
async function keepMatrix({ desk, today }: Stage): Promise<void> {
  const { spending } = desk.as('demo-county', 'limits')
  const { rows, terms } = await spending.readLimits({})
  await spending.saveLimits({
    rows,
    terms,
    validFrom: today,
    source: '县支出审批权限表(演示):按示范章程分级,一万元以上报乡镇(街道)党(工)委',
  })
}

/** A contract as the form sends it; its days are counted from today. */
function contractOf(stage: Stage, one: DemoContract) {
  const { load, today, coopId } = stage
  const chair = must(
    load.plan.persons.find(({ key }) => key === showCoop(load.plan).chairKey),
    'the chair of the show co-op',
  )
  const day = (away: number): LocalDate => addDays(today, away)
  return {
    coopId,
    title: one.title,
    kind: one.kind,
    direction: one.direction,
    partner: {
      ...one.partner,
      ...(one.related === 'chair' ? { idNumber: chair.idNumber, legalRep: chair.name } : {}),
    },
    amount: one.amount,
    priceBasis: one.priceBasis,
    startsOn: day(one.from),
    expiresOn: day(one.to),
    schedule: one.schedule.map(({ away, ...term }) => ({ ...term, dueOn: day(away) })),
    quotes: one.quotes.map((quote) => ({ ...quote })),
    signedOn: one.signed === null ? null : day(one.signed),
  }
}

async function keepContracts(stage: Stage): Promise<void> {
  const { desk, coopId, today } = stage
  for (const [i, one] of CONTRACTS.entries()) {
    const { spending } = desk.as(ASKS, `contract ${i}`)
    const { contractId } = await spending.saveContract(contractOf(stage, one))
    if (one.stage === 'ended') {
      await spending.endContract({
        coopId,
        contractId,
        onDate: addDays(today, -20),
        reason: '双方协商提前解除,款项已结清',
      })
    }
    if (one.stage === 'kept' || one.stage === 'ended') continue
    const { caseId } = await spending.submitContract({ coopId, contractId })
    await signThrough(stage, caseId, one.stage === 'approving' ? 'station' : null)
  }
}

async function askForSpending(stage: Stage): Promise<void> {
  const { desk, coopId } = stage
  for (const [i, one] of REQUESTS.entries()) {
    const { spending } = desk.as(ASKS, `request ${i}`)
    const { until, ...asked } = one
    const { caseId, requestId } = await spending.requestSpending({
      ...asked,
      coopId,
      quotes: asked.quotes.map((quote) => ({ ...quote })),
    })
    if (until === 'cancelled') {
      await spending.cancelSpending({ coopId, requestId, reason: '改由农机合作社代耕,不再购置' })
    } else if (caseId !== null) {
      await signThrough(stage, caseId, until)
    }
  }
}

async function assessRisks(stage: Stage): Promise<void> {
  const { desk, coopId, today } = stage
  for (const [i, { until, ...one }] of ASSESSMENTS.entries()) {
    const { spending } = desk.as(ASKS, `risk ${i}`)
    const { caseId } = await spending.assessRisk({
      ...one,
      coopId,
      factors: one.factors.map((factor) => ({ ...factor })),
    })
    await signThrough(stage, caseId, until)
  }
  for (const [i, { away, ...item }] of RISK_ITEMS.entries()) {
    const { spending } = desk.as(ASKS, `risk item ${i}`)
    await spending.saveRiskItem({ ...item, coopId, dueOn: addDays(today, away) })
  }
}

const MET = { heldOn: 'today', expected: 5, present: 5, agree: 5, decision: '同意' }
const RESOLVED = {
  heldOn: 'today',
  members: 60,
  present: 52,
  votes: 60,
  yes: 49,
  decision: '同意,授权理事会办理',
}

interface Signature {
  readonly who: string
  /** What a body writes down, with its signed paper; null: a yes with its basis. */
  readonly record: { readonly values: object; readonly paper: string | null } | null
}

/** Who signs which step. */
const SIGNATURES: Readonly<Record<string, Signature>> = {
  chair: { who: 'demo-village', record: null },
  council: { who: 'demo-village', record: { values: MET, paper: 'minutes' } },
  assembly: { who: 'demo-village', record: { values: RESOLVED, paper: 'resolution' } },
  village: { who: 'demo-village', record: null },
  station: { who: 'demo-town', record: null },
  finance: { who: 'demo-bank', record: null },
  party: { who: 'demo-town-secretary', record: null },
  sign: { who: ASKS, record: { values: { signedOn: 'today' }, paper: 'contract' } },
  file: { who: 'demo-town', record: { values: { fileNumber: '备案 2020-12' }, paper: null } },
}

/** Signs step after step until the case is done or the named step is reached. */
async function signThrough(stage: Stage, caseId: string, until: string | null): Promise<void> {
  const { desk, today } = stage
  for (;;) {
    const found = await desk.as(ASKS, `look ${caseId}`).approvals.readCase({ caseId })
    const step = found.steps.find(({ status }) => status === 'open')
    if (found.state !== 'running' || step === undefined || step.key === until) return
    const { who, record } = must(SIGNATURES[step.key], `who signs ${step.key}`)
    const { approvals } = desk.as(who, `${caseId} ${step.key}`)
    const paper = record?.paper ?? null
    if (paper !== null) {
      const content = receiptPicture([`DEMO ${today}`]).toString('base64')
      const name = `${paper}-${today}.png`
      await approvals.addCasePaper({ caseId, step: step.key, kind: paper, name, content })
    }
    const values = Object.entries(record?.values ?? {}).map(([key, value]) => [
      key,
      value === 'today' ? today : value,
    ])
    await approvals.signStep({
      caseId,
      step: step.key,
      ...(record === null
        ? { basis: 'charter', basisText: '本社章程支出审批条款', reason: '情况属实,同意' }
        : { values: Object.fromEntries(values) }),
    })
  }
}
