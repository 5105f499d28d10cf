import { createHash } from 'node:crypto'
import { chinaDate } from '../../../kernel/date.ts'
import type { Paper } from '../../../kernel/paper.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import { insertPrint, nextPrint, saySerial } from '../../approvals/index.ts'
import { listMeetings, readMeeting } from '../../governance/index.ts'
import { booksOf, chartOf, turnoverBetween } from '../../ledger/index.ts'
import {
  listCoopKinds,
  listIndustries,
  readCooperative,
  readVillage,
} from '../../registry/index.ts'
import { listCertificates, registerOf } from '../../shares/index.ts'
import type { foundingContract } from '../contract.ts'
import { PAPERS } from '../contract/words.ts'
import type { PaperFacts } from '../rules/paper-facts.ts'
import { PAPER_KINDS } from '../rules/papers.ts'
import { sayAnswers } from '../rules/survey-words.ts'
import { unitHead } from '../store/projects.ts'
import { feasibilityOf, judgedPlan } from './plan.ts'
import { type Founding, loadFounding } from './view.ts'

type PaperVerbs = Pick<Verbs<typeof foundingContract, Ctx>, 'printFoundingPaper'>

/** Everything the papers of a founding are written from. */
async function factsOf(ctx: Ctx, { project, found }: Founding): Promise<PaperFacts> {
  const unit = await unitHead(ctx, project.village_id)
  const village = await readVillage(ctx, { villageId: project.village_id })
  const { industries } = await listIndustries(ctx, {})
  const { kinds } = await listCoopKinds(ctx, {})
  const judged = await judgedPlan(ctx, project)
  const held = found.standing.steps.find(({ key }) => key === 'assembly')?.values['heldOn']
  return {
    name: project.name,
    village: unit?.name ?? '',
    town: unit?.above ?? '',
    kind: kinds.find(({ code }) => code === project.main_kind)?.name.zh ?? project.main_kind,
    industry: industries.find(({ id }) => id === project.industry_id)?.name.zh ?? null,
    today: ctx.today,
    survey:
      village.survey === null
        ? null
        : {
            on: village.survey.surveyedOn,
            answers: sayAnswers(village.survey.answers),
            suggestions: village.suggestions.map(
              ({ kind, reasons }) =>
                `${kinds.find(({ code }) => code === kind)?.name.zh ?? kind}:${reasons
                  .map(({ zh }) => zh)
                  .join(';')}`,
            ),
            households: village.base?.registeredHouseholds ?? null,
          },
    feasibility: feasibilityOf(project),
    plan: judged?.plan ?? null,
    findings: (judged?.check?.findings ?? []).map((one) => ({
      rule: one.rule,
      title: one.title.zh,
      bound: one.bound,
      severity: one.severity,
      said: one.text.zh,
      source: one.source,
    })),
    coop: project.coop_id === null ? null : await coopOf(ctx, project.coop_id),
    written: Object.fromEntries(found.standing.steps.map(({ key, values }) => [key, values])),
    register: project.coop_id === null ? null : await registerRows(ctx, project.coop_id),
    opening: project.coop_id === null ? null : await openingOf(ctx, project.coop_id),
    assemblyOn: typeof held === 'string' ? held : null,
    assembly: project.coop_id === null ? null : await assemblyOf(ctx, project.coop_id),
  }
}

/** The last founding assembly that is over, with what it decided. */
async function assemblyOf(ctx: Ctx, coopId: AnyId): Promise<PaperFacts['assembly']> {
  const { rows } = await listMeetings(ctx, {
    unitId: coopId,
    kind: 'founding',
    state: 'closed',
    limit: 20,
    offset: 0,
  })
  const last = rows.toSorted((a, b) => (a.heldOn < b.heldOn ? 1 : -1))[0]
  if (last === undefined) return null
  const meeting = await readMeeting(ctx, { meetingId: last.meetingId })
  const decided = meeting.agenda.flatMap(({ resolution }) => resolution ?? [])
  return {
    heldOn: meeting.heldOn,
    place: meeting.place,
    chair: meeting.chairName,
    recorder: meeting.recorderName,
    entitled: meeting.entitled,
    present: meeting.present,
    decided: decided.map(({ title, carried, yes, candidates }) => ({
      title,
      carried,
      yes,
      elected: candidates.filter((one) => one.elected).map(({ name }) => name),
    })),
  }
}

/** The members of today with what they paid and the numbers of their certificates. */
async function registerRows(ctx: Ctx, coopId: AnyId): Promise<PaperFacts['register']> {
  const register = await registerOf(ctx, coopId)
  if (register === null) return null
  const page = { coopId, status: 'valid', limit: 5_000, offset: 0 } as const
  const { certificates } = await listCertificates(ctx, page)
  const numbers = new Map(certificates.map((one) => [one.holderId, one.number]))
  return register.rows.map(({ holder, forms, paid, promised }) => ({
    number: holder.memberNumber,
    name: holder.name,
    kind: holder.kind,
    forms: forms.map(({ form }) => form),
    promised,
    paid,
    certificate: numbers.get(holder.id) ?? null,
  }))
}

/** The opening balances as they were entered, by account; null without books. */
async function openingOf(ctx: Ctx, coopId: AnyId): Promise<PaperFacts['opening']> {
  const book = (await booksOf(ctx, [coopId])).get(coopId)
  if (book === undefined) return null
  const period = Math.trunc(book.openedPeriod / 100) * 100
  const chart = await chartOf(ctx, coopId)
  const lines = await turnoverBetween(ctx, [coopId], { from: period, to: period })
  return (lines.get(coopId) ?? []).map(({ account, debit, credit }) => ({
    account,
    name: chart.fullName(account).zh,
    debit,
    credit,
  }))
}

async function coopOf(ctx: Ctx, coopId: string): Promise<NonNullable<PaperFacts['coop']>> {
  const { cooperative } = await readCooperative(ctx, { coopId })
  return {
    scope: cooperative.businessScope ?? '',
    address: cooperative.registeredAddress ?? cooperative.address ?? '',
    branch: cooperative.branch?.name ?? '',
    collective: cooperative.collective?.name ?? '',
    creditCode: cooperative.creditCode,
    registeredOn: cooperative.registeredOn,
    chair: cooperative.chairName ?? '',
  }
}

/** Which papers can be printed, and what the others still need. */
export async function papersOf(ctx: Ctx, founding: Founding) {
  const known = await factsOf(ctx, founding)
  return PAPERS.map((kind) => {
    const { title, step, missing } = PAPER_KINDS[kind]
    const open = missing(known)
    return { kind, title: { ...title }, step, missing: open === null ? null : { ...open } }
  })
}

const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

export const paperVerbs: PaperVerbs = {
  printFoundingPaper: async (ctx, { projectId, kind, format }) => {
    const founding = await loadFounding(ctx, projectId)
    const known = await factsOf(ctx, founding)
    const { missing, write, step } = PAPER_KINDS[kind]
    const open = missing(known)
    if (open !== null) throw new Refusal('not_allowed_now', open)
    const { found } = founding
    const place = await nextPrint(ctx)
    const serial = saySerial(place)
    const now = found.standing.steps.find(({ key }) => key === step)
    const back = `${ctx.publicAddress}/cases/${found.row.id}?step=${step}&paper=${kind}`
    const paper: Paper = { ...write(known), code: { content: back, caption: serial } }
    const sha256 = hashOf(paper)
    await insertPrint(ctx, {
      ...place,
      case_id: found.row.id,
      step,
      kind,
      round: now?.round ?? 1,
      format,
      sha256,
    })
    ctx.record({ entity: 'founding_project', id: projectId, after: { printed: serial, kind } })
    const head = ctx.anchors().at(-1)
    const chain = head === undefined ? '' : `　审计链 第${head.seq}号 ${head.hash.slice(0, 16)}`
    const foot = { printed: `打印日期:${chinaDate(ctx.now)}`, proof: `${serial}${chain}` }
    const bytes = await (format === 'pdf' ? writePdf : writeDocx)(paper, foot, { at: ctx.now })
    return {
      serial,
      name: `${paper.title}.${format}`,
      mediaType: MEDIA[format],
      content: bytes.toString('base64'),
    }
  },
}

/** The fingerprint of what stands on a paper. */
const hashOf = (paper: Paper): string =>
  createHash('sha256')
    .update(
      JSON.stringify(paper, (_, value: unknown) =>
        typeof value === 'bigint' ? value.toString() : value,
      ),
    )
    .digest('hex')
