import { createHash } from 'node:crypto'
import { must } from '../../../kernel/assert.ts'
import { chinaDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { formatYuan } from '../../../kernel/money.ts'
import type { Paper } from '../../../kernel/paper.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import {
  insertPrint,
  loadCase,
  type LoadedCase,
  nextPrint,
  saySerial,
} from '../../approvals/index.ts'
import type { supervisionContract } from '../contract.ts'
import { daysLate } from '../rules/clock.ts'
import { listPaper, noticePaper, platePaper, replyPaper, type Written } from '../rules/papers.ts'
import { listingRows } from '../store/listings.ts'
import { problemPage, shownProblem, unitChain } from '../store/problems.ts'
import { notNow, refsOf, sayPlate, sayProblem } from './view.ts'

type PaperVerbs = Pick<
  Verbs<typeof supervisionContract, Ctx>,
  'printProblemPaper' | 'printProblemList' | 'printPlate'
>
type Format = 'pdf' | 'docx'

export const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** The head of the county's audit chain that was last written down outside the database. */
export function chainHead(ctx: Ctx): string | null {
  const head = ctx.anchors().at(-1)
  return head === undefined ? null : `审计链 第${head.seq}号 ${head.hash.slice(0, 16)}`
}

async function fileOf(
  ctx: Ctx,
  paper: Paper,
  { format, serial }: { readonly format: Format; readonly serial: string | null },
) {
  const proof = [serial, chainHead(ctx)].filter((part) => part !== null).join('　')
  const foot = { printed: `打印日期:${chinaDate(ctx.now)}`, proof: proof === '' ? null : proof }
  const bytes = await (format === 'pdf' ? writePdf : writeDocx)(paper, foot, { at: ctx.now })
  return {
    name: `${paper.title}.${format}`,
    mediaType: MEDIA[format],
    content: bytes.toString('base64'),
  }
}

/** A paper of a case with its serial, its code and the head of the chain. */
async function serialFile(
  ctx: Ctx,
  paper: Paper,
  of: {
    readonly caseId: AnyId
    readonly problemId: AnyId
    readonly step: string
    readonly kind: string
    readonly round: number
    readonly format: Format
  },
) {
  const place = await nextPrint(ctx)
  const serial = saySerial(place)
  const content = `${ctx.publicAddress}/problems/${of.problemId}?paper=${of.kind}`
  const whole: Paper = { ...paper, code: { content, caption: serial } }
  const sha256 = createHash('sha256').update(JSON.stringify(whole)).digest('hex')
  const { caseId, step, kind, round, format } = of
  await insertPrint(ctx, { ...place, case_id: caseId, step, kind, round, format, sha256 })
  ctx.record({ entity: 'problem', id: of.problemId, after: { printed: serial, kind, sha256 } })
  return { serial, ...(await fileOf(ctx, whole, { format, serial })) }
}

const writtenAt = (found: LoadedCase): Written =>
  Object.fromEntries(found.standing.steps.map(({ key, values }) => [key, values]))

const isDone = (found: LoadedCase, step: string): boolean =>
  found.standing.steps.some(({ key, status }) => key === step && status === 'done')

export const paperVerbs: PaperVerbs = {
  printProblemPaper: async (ctx, { problemId, kind, format }) => {
    const row = await shownProblem(ctx, problemId)
    if (row === null) throw notFound()
    const found = await loadCase(ctx, row.case_id, false)
    const needs = kind === 'notice' ? 'draft' : 'reply'
    if (!isDone(found, needs)) {
      throw kind === 'notice'
        ? notNow('整改通知还没有拟制。', 'The notice has not been drafted.')
        : notNow('还没有回复。', 'There is no reply yet.')
    }
    const chain = await unitChain(ctx, row.unit_id)
    const nameAt = (level: string): string => chain.find((unit) => unit.kind === level)?.name ?? ''
    const office = row.issuer === 'county' ? nameAt('county') : nameAt('town')
    const write = kind === 'notice' ? noticePaper : replyPaper
    const paper = write({
      number: sayProblem(row),
      county: nameAt('county'),
      to: row.unit_name,
      issuer: row.issuer === 'county' ? `${office}党支部领办合作社工作领导小组办公室` : office,
      title: row.title,
      channel: row.channel,
      severity: row.severity,
      foundOn: row.found_on,
      description: row.description,
      clause: row.clause,
      amount: row.amount_fen === null ? null : formatYuan(row.amount_fen),
      refs: refsOf(row.refs),
      responsible: row.responsible,
      leader: row.leader,
      dueOn: row.due_on,
      written: writtenAt(found),
    })
    const step = kind === 'notice' ? 'issue' : 'reply'
    const { round } = must(
      found.standing.steps.find(({ key }) => key === step),
      step,
    )
    return serialFile(ctx, paper, { caseId: found.row.id, problemId, step, kind, round, format })
  },

  printProblemList: async (ctx, { unitId, format }) => {
    const chain = await unitChain(ctx, unitId)
    const rows = await problemPage(ctx, { unitId, state: 'open', limit: 2_000, offset: 0 })
    const paper = listPaper(
      { unit: must(chain[0], 'the unit').name, day: ctx.today },
      rows.map((row) => ({
        number: sayProblem(row),
        unit: row.unit_name,
        town: row.unit_kind === 'town' ? '' : (row.town_name ?? ''),
        foundOn: row.found_on,
        channel: row.channel,
        title: row.title,
        clause: row.clause,
        amount: row.amount_fen === null ? null : formatYuan(row.amount_fen),
        severity: row.severity,
        responsible: row.responsible,
        leader: row.leader,
        dueOn: row.due_on,
        stage: row.stage,
        late: daysLate({ dueOn: row.due_on, paused: row.paused, until: ctx.today }),
        reopened: row.reopened,
      })),
    )
    return fileOf(ctx, paper, { format, serial: null })
  },

  printPlate: async (ctx, { problemId, format }) => {
    const row = await shownProblem(ctx, problemId)
    const listing = (await listingRows(ctx, {})).find(
      (one) => one.problem_id === problemId && one.state === 'listed',
    )
    const plate = listing === undefined ? null : sayPlate(listing.year, listing.number)
    if (row === null) throw notFound()
    if (listing === undefined || plate === null || listing.case_id === null) {
      throw notNow('该问题没有挂牌。', 'The problem is not listed.')
    }
    const chain = await unitChain(ctx, row.unit_id)
    const paper = platePaper({
      plate,
      county: chain.at(-1)?.name ?? '',
      unit: row.unit_name,
      problem: row.title,
      leader: listing.leader ?? '',
      responsible: row.responsible,
      listedOn: listing.listed_on ?? ctx.today,
      dueOn: listing.due_on ?? row.due_on,
    })
    const caseId = listing.case_id
    return serialFile(ctx, paper, {
      caseId,
      problemId,
      step: 'approve',
      kind: 'plate',
      round: 1,
      format,
    })
  },
}
