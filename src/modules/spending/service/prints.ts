import { sql } from 'kysely'
import { must } from '../../../kernel/assert.ts'
import { chinaDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Paper } from '../../../kernel/paper.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import { sha256 } from '../../../platform/secrets.ts'
import {
  insertPrint,
  loadCase,
  type LoadedCase,
  nextPrint,
  saySerial,
} from '../../approvals/index.ts'
import type { paperVerbs as contract } from '../contract/papers.ts'
import type { Factor } from '../rules/risk.ts'
import {
  contractPaper,
  type Heading,
  limitsPaper,
  quotesPaper,
  requestPaper,
} from '../rules/papers.ts'
import { opinionsOf } from '../rules/opinions.ts'
import { contractRegister, riskPaper, riskRegister } from '../rules/risk-papers.ts'
import { assessmentRows } from '../store/risks.ts'
import { contractReadVerbs } from './contract-reads.ts'
import { contractHere, quotesAskedFor } from './contracts.ts'
import { spendingRules } from './matrix.ts'
import { keepPapers } from './papers.ts'
import { requestReadVerbs } from './request-reads.ts'
import { quotesAsked, requestHere } from './requests.ts'
import { riskVerbs } from './risks.ts'

/* Papers of spending as files: numbered, with a code that leads back and the head of the audit chain. */

type PaperVerbs = Verbs<typeof contract, Ctx>
type Format = Input<(typeof contract)['printLimits']>['format']
type Printed = Output<(typeof contract)['printLimits']>

const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** A paper with the thing it is about and where its signed photograph is taken back. */
interface Sheet {
  readonly paper: Paper
  readonly kind: string
  /** The row of the product it is about, for the audit trail. */
  readonly about: { readonly entity: string; readonly id: AnyId }
  readonly address: string
  /** The case in which it is signed; null: it belongs to none. */
  readonly opened: LoadedCase | null
}

/** Numbers a paper, tells the audit trail what stands on it (its number apart), and writes the file. */
async function print(ctx: Ctx, sheet: Sheet, format: Format): Promise<Printed> {
  const { kind, about, opened } = sheet
  const place = await nextPrint(ctx)
  const serial = saySerial(place)
  const content = `${ctx.publicAddress}${sheet.address}`
  const paper: Paper = { ...sheet.paper, code: { content, caption: serial } }
  const fingerprint = sha256(
    JSON.stringify(sheet.paper, (_, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    ),
  )
  if (opened !== null) {
    const { steps } = opened.standing
    const step = must(steps.find(({ status }) => status === 'open') ?? steps.at(-1), 'a step')
    await insertPrint(ctx, {
      ...place,
      case_id: opened.row.id,
      step: step.key,
      kind,
      round: step.round,
      format,
      sha256: fingerprint,
    })
  }
  ctx.record({ ...about, after: { printed: serial, kind, sha256: fingerprint } })
  const head = ctx.anchors().at(-1)
  const chain = head === undefined ? '' : `　审计链 第${head.seq}号 ${head.hash.slice(0, 16)}`
  const foot = { printed: `打印日期：${chinaDate(ctx.now)}`, proof: `${serial}${chain}` }
  const bytes = await (format === 'pdf' ? writePdf : writeDocx)(paper, foot, { at: ctx.now })
  return {
    serial,
    name: `${paper.title}.${format}`,
    mediaType: MEDIA[format],
    content: bytes.toString('base64'),
  }
}

interface Subject {
  readonly coopId: AnyId
  readonly subjectId: AnyId
}

const openedCase = (ctx: Ctx, caseId: AnyId | null): Promise<LoadedCase> | null =>
  caseId === null ? null : loadCase(ctx, caseId, false)

const opinions = (opened: LoadedCase | null) =>
  opened === null ? [] : opinionsOf(opened.process, opened)

const backTo = (page: string, { coopId, subjectId }: Subject): string =>
  `/${page}/${subjectId}?coopId=${coopId}`

async function requestSheet(ctx: Ctx, at: Subject): Promise<Sheet> {
  const found = await requestReadVerbs.readSpending(ctx, {
    coopId: at.coopId,
    requestId: at.subjectId,
  })
  const opened = await openedCase(ctx, found.caseId)
  const title =
    found.contractId === null
      ? null
      : (await contractHere(ctx, { coopId: at.coopId, contractId: found.contractId })).title
  return {
    kind: 'request',
    about: { entity: 'spending_request', id: at.subjectId },
    address: backTo('spending', at),
    opened,
    paper: requestPaper(
      {
        ...found,
        contract: title,
        papers: found.papers.map(({ name }) => name),
        opinions: opinions(opened),
      },
      { coopName: found.coopName, today: ctx.today },
    ),
  }
}

async function contractSheet(ctx: Ctx, at: Subject): Promise<Sheet> {
  const found = await contractReadVerbs.readContract(ctx, {
    coopId: at.coopId,
    contractId: at.subjectId,
  })
  const opened = await openedCase(ctx, found.case?.caseId ?? null)
  return {
    kind: 'contract',
    about: { entity: 'coop_contract', id: at.subjectId },
    address: backTo('contracts', at),
    opened,
    paper: contractPaper(
      { ...found, ...found.partnerFacts, opinions: opinions(opened) },
      { coopName: found.coopName, today: ctx.today },
    ),
  }
}

/** The comparison of prices of a request, or of a contract where there is no such request. */
async function quotesSheet(ctx: Ctx, at: Subject): Promise<Sheet> {
  const { sheet, ...compared } = await comparedOf(ctx, at)
  if (compared.quotes.length === 0) {
    throw new Refusal(
      'not_allowed_now',
      text('还没有登记报价，没有可比的内容。', 'No quotes are kept: there is nothing to compare.'),
    )
  }
  const heading: Heading = { coopName: sheet.paper.organisation, today: ctx.today }
  return { ...sheet, kind: 'quotes', paper: quotesPaper(compared, heading) }
}

async function comparedOf(ctx: Ctx, at: Subject) {
  const isRequest = await requestHere(ctx, { coopId: at.coopId, requestId: at.subjectId }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal && error.code === 'not_found') return false
      throw error
    },
  )
  const rules = await spendingRules(ctx)
  if (isRequest) {
    const sheet = await requestSheet(ctx, at)
    const found = await requestReadVerbs.readSpending(ctx, {
      coopId: at.coopId,
      requestId: at.subjectId,
    })
    const least = quotesAsked(rules.on(found.plannedOn), found)
    return { ...found, sheet, least, title: found.purpose.slice(0, 30) }
  }
  const sheet = await contractSheet(ctx, at)
  const found = await contractReadVerbs.readContract(ctx, {
    coopId: at.coopId,
    contractId: at.subjectId,
  })
  return { ...found, sheet, least: quotesAskedFor(rules.on(ctx.today), found) }
}

async function riskSheet(ctx: Ctx, at: Subject): Promise<Sheet> {
  const found = await riskVerbs.readRisk(ctx, {
    coopId: at.coopId,
    assessmentId: at.subjectId,
  })
  const opened = await loadCase(ctx, found.case.caseId, false)
  return {
    kind: 'risk',
    about: { entity: 'risk_assessment', id: at.subjectId },
    address: backTo('risks', at),
    opened,
    paper: riskPaper(
      { ...found, opinions: opinions(opened) },
      { coopName: found.coopName, today: ctx.today },
    ),
  }
}

const SHEETS = {
  request: requestSheet,
  contract: contractSheet,
  quotes: quotesSheet,
  risk: riskSheet,
} as const

async function unitName(ctx: Ctx, unitId: AnyId): Promise<string> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM org_unit
    WHERE county_id = ${ctx.county} AND id = ${unitId}::uuid`.execute(ctx.tx)
  return must(rows[0], 'the unit of a register').name
}

/** The whole register on one paper. */
const ALL = { limit: Number.MAX_SAFE_INTEGER, offset: 0 } as const

async function register(ctx: Ctx, of: 'contracts' | 'risks', unitId: AnyId): Promise<Paper> {
  const head = { unitName: await unitName(ctx, unitId), today: ctx.today }
  if (of === 'contracts') {
    const { rows } = await contractReadVerbs.listContracts(ctx, { unitId, ...ALL })
    return contractRegister(rows, head)
  }
  const { rows } = await riskVerbs.listRisks(ctx, { unitId, ...ALL })
  const named = rows.map((row) => ({ ...row, factor: row.factor as Factor }))
  return riskRegister(named, head)
}

/** Proves that what a paper is said to be about is of this co-op; answers with its kind in the audit trail. */
async function subjectHere(
  ctx: Ctx,
  { coopId, subjectId }: Subject,
  about: 'request' | 'contract' | 'risk',
): Promise<string> {
  if (about === 'request') {
    await requestHere(ctx, { coopId, requestId: subjectId })
    return 'spending_request'
  }
  if (about === 'contract') {
    await contractHere(ctx, { coopId, contractId: subjectId })
    return 'coop_contract'
  }
  const [row] = await assessmentRows(ctx, { assessmentId: subjectId })
  if (row === undefined || row.coop_id !== coopId) throw notFound()
  return 'risk_assessment'
}

export const printVerbs: PaperVerbs = {
  printSpendingPaper: async (ctx, { coopId, subjectId, paper, format }) =>
    print(ctx, await SHEETS[paper](ctx, { coopId, subjectId }), format),

  printSpendingRegister: async (ctx, { unitId, register: of, format }) =>
    print(
      ctx,
      {
        paper: await register(ctx, of, unitId),
        kind: `${of}-register`,
        about: { entity: 'org_unit', id: unitId },
        address: `/${of}?unitId=${unitId}`,
        opened: null,
      },
      format,
    ),

  printLimits: async (ctx, { on = ctx.today, format }) => {
    const rules = await spendingRules(ctx)
    const matrix = rules.on(on)
    const { rows } = await sql<{ name: string }>`SELECT name FROM county
      WHERE county_id = ${ctx.county}`.execute(ctx.tx)
    const at = {
      county: must(rows[0], 'the county').name,
      on: matrix.validFrom ?? on,
      source: matrix.source,
      inUseFrom: rules.inUseFrom,
    }
    const about = { entity: 'spending_limits', id: on }
    const paper = limitsPaper(matrix, at)
    return print(ctx, { paper, kind: 'limits', about, address: '/limits', opened: null }, format)
  },

  addSpendingPapers: async (ctx, { coopId, about, subjectId, serial, papers }) => {
    const entity = await subjectHere(ctx, { coopId, subjectId }, about)
    const named = papers.map((paper) =>
      serial === null ? paper : { ...paper, name: `${serial} ${paper.name}`.slice(0, 200) },
    )
    await keepPapers(ctx, { coopId: coopId as Id<'unit'>, subjectId }, named)
    ctx.record({ entity, id: subjectId, after: { papers: named.map(({ name }) => name), serial } })
    return {}
  },
}
