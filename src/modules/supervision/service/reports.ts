import { paperDay } from '../../../kernel/paper.ts'
import { must } from '../../../kernel/assert.ts'
import { type Instant, instant, yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx, Evidence } from '../../../platform/ctx.ts'
import { writeOfficialDocx } from '../../../platform/document/write-official-docx.ts'
import { writeOfficialPdf } from '../../../platform/document/write-official-pdf.ts'
import { loadCase, startCase } from '../../approvals/index.ts'
import type { supervisionContract } from '../contract.ts'
import { canonical, looseDigits, numbersOf, officialOf, type ReportBody } from '../rules/report.ts'
import * as store from '../store/reports.ts'
import type { ReportRow, ReportVersionRow } from '../store.ts'
import { assignmentVerbs } from './assignments.ts'
import { reckon } from './gather.ts'
import { draw, periodFor } from './make.ts'
import { MEDIA } from './papers.ts'
import { holdsAt, notNow } from './view.ts'

type ReportVerbs = Pick<
  Verbs<typeof supervisionContract, Ctx>,
  | 'makeReport'
  | 'listReports'
  | 'readReport'
  | 'checkReport'
  | 'submitBulletin'
  | 'objectToReport'
  | 'answerReportObjection'
  | 'acknowledgeReport'
  | 'recordDispatchMeeting'
  | 'printReport'
>

const TOWN_DESKS = ['town_secretary', 'town_station']
const bodyOf = (version: ReportVersionRow): ReportBody => version.body as ReportBody

/** 沂社领办通报〔2020〕11号 needs a county's own word: the year and the number, under what it is. */
const sayNumber = (row: Pick<ReportRow, 'year' | 'number'>): string | null =>
  row.year === null || row.number === null ? null : `督导通报〔${row.year}〕${row.number}号`

async function lockReport(ctx: Ctx, id: AnyId): Promise<ReportRow> {
  const row = await store.reportRow(ctx, id, true)
  if (row === null) throw notFound()
  return row
}

async function versionOf(ctx: Ctx, reportId: AnyId): Promise<ReportVersionRow> {
  return must(await store.lastVersion(ctx, reportId), 'the text of a report')
}

/** Somebody of a town's own desks: others look over its shoulder. */
const speaksForTown = (ctx: Ctx): boolean =>
  ctx.actor.kind === 'account' && ctx.actor.grants.some(({ role }) => TOWN_DESKS.includes(role))

const shown = (ctx: Ctx, row: store.ListedReport) => ({
  reportId: row.id,
  kind: row.kind,
  period: row.period,
  title: row.title,
  state: row.state,
  number: sayNumber(row),
  version: row.version,
  madeAt: row.made_at,
  issuedOn: row.issued_on,
  caseId: row.case_id,
  sent: row.sent,
  seen: row.seen,
  toAcknowledge: row.mine_sent && row.state === 'issued' && speaksForTown(ctx),
  disputed: row.disputed,
})

/** A bulletin is the towns' to see from the moment it goes round; other drafts are the county's. */
export const reportVerbs: ReportVerbs = {
  makeReport: async (ctx, { kind, period: written }) => {
    const period = periodFor(ctx, kind, written)
    const county = await store.countyUnit(ctx)
    const of = { unitId: county.id, kind, period: period.name }
    const known = await store.reportOf(ctx, of)
    if (known?.state === 'issued') throw notNow('已经印发,不能改动。', 'It has been issued.')
    const body = await draw(ctx, kind, period)
    const reportId = known?.id ?? ctx.newId()
    if (known === null) {
      await store.insertReport(ctx, {
        id: reportId,
        unit_id: county.id,
        kind,
        period: period.name,
      })
    }
    if (kind === 'dispatch') {
      // Each town works from its own page of it.
      const towns = await store.towns(ctx)
      await store.sendTo(
        ctx,
        reportId,
        towns.map(({ id }) => id),
      )
    }
    const editionId = body.edition?.id ?? null
    const made = await store.insertVersion(ctx, { reportId, body: canonical(body), editionId })
    ctx.record({ entity: 'report', id: reportId, after: { kind, period: period.name, ...made } })
    return { reportId, ...made }
  },

  listReports: async (ctx, { kind }) => {
    const rows = await store.reportRows(ctx, { kind })
    return { rows: rows.map((row) => shown(ctx, row)) }
  },

  readReport: async (ctx, { reportId }) => {
    const [row] = await store.reportRows(ctx, { id: reportId })
    if (row === undefined) throw notFound()
    const version = await versionOf(ctx, reportId)
    const body = bodyOf(version)
    const [meeting] = await store.meetingRows(ctx, reportId)
    const objections = await store.objectionRows(ctx, reportId)
    const desk = ctx.may('supervision.county')
    const towns = await store.receiptRows(ctx, reportId)
    return {
      ...shown(ctx, row),
      hash: version.body_hash,
      editionId: version.edition_id,
      to: body.to,
      blocks: body.blocks as never,
      receipts: towns.map((one) => ({
        unitId: one.unit_id,
        name: one.name,
        sentOn: one.sent_on,
        seenOn: one.seen_on,
        seenBy: one.seen_by,
      })),
      objections: objections.map((one) => ({
        objectionId: one.id,
        unitName: one.unit_name,
        version: one.version,
        words: one.words,
        raisedOn: one.raised_on,
        raisedBy: one.raised_by,
        answer: one.answer,
        upheld: one.upheld,
        answeredOn: one.answered_on,
      })),
      meeting:
        meeting === undefined
          ? null
          : {
              heldOn: meeting.held_on,
              chair: meeting.chair,
              place: meeting.place,
              attended: meeting.attended as string[],
              absent: meeting.absent as string[],
              minutes: meeting.minutes,
            },
      may: {
        remake: desk && row.state !== 'issued',
        submit: desk && row.kind === 'bulletin' && row.state === 'draft',
        object: row.kind === 'bulletin' && row.state === 'review' && ctx.may('supervision.write'),
        answer: desk && row.state === 'review',
        meet: desk && row.kind === 'dispatch',
      },
    }
  },

  checkReport: async (ctx, { reportId }) => {
    const body = bodyOf(await versionOf(ctx, reportId))
    const numbers = numbersOf(body)
    const wrong = []
    const known = new Map<string, string | null>()
    for (const { n, ref } of numbers) {
      const key = canonical(ref)
      let reckoned = known.get(key)
      if (reckoned === undefined) {
        reckoned =
          ref.from === 'rows'
            ? String(await store.existing(ctx, ref.of, ref.ids))
            : await reckon(ctx, ref)
        known.set(key, reckoned)
      }
      if (reckoned !== n) wrong.push({ n, reckoned: reckoned ?? '', from: key })
    }
    return { numbers: numbers.length, wrong, loose: looseDigits(body) }
  },

  submitBulletin: async (ctx, { reportId }) => {
    const row = await lockReport(ctx, reportId)
    if (row.kind !== 'bulletin') throw notNow('只有通报需要送审。', 'Only bulletins are issued.')
    if (row.state === 'issued') throw notNow('已经印发。', 'It has been issued.')
    const version = await versionOf(ctx, reportId)
    const body = bodyOf(version)
    const found = await startCase(ctx, {
      process: 'bulletin',
      unitId: row.unit_id,
      title: body.title,
      subject: { kind: 'report', id: reportId },
      facts: {
        title: body.title,
        period: row.period,
        version: String(version.version),
        hash: version.body_hash,
      },
    })
    await store.setReport(ctx, reportId, { state: 'review', case_id: found.row.id })
    const towns = await store.towns(ctx)
    await store.sendTo(
      ctx,
      reportId,
      towns.map(({ id }) => id),
    )
    ctx.record({ entity: 'report', id: reportId, after: { submitted: version.version } })
    return { caseId: found.row.id }
  },

  objectToReport: async (ctx, { reportId, unitId, words }) => {
    const row = await lockReport(ctx, reportId)
    if (row.state !== 'review') throw notNow('只能在印发前提出异议。', 'Only before the issue.')
    await refuseOtherTown(ctx, reportId, unitId)
    const { version } = await versionOf(ctx, reportId)
    const id = ctx.newId()
    const fresh = { id, report_id: reportId, unit_id: unitId, version, words }
    await store.insertObjection(ctx, fresh)
    ctx.record({ entity: 'report_objection', id, after: { unitId, version, words } })
    return { objectionId: id }
  },

  answerReportObjection: async (ctx, { reportId, objectionId, answer, upheld }) => {
    await lockReport(ctx, reportId)
    const done = await store.answerObjection(ctx, { reportId, id: objectionId, answer, upheld })
    if (!done) throw notNow('该异议已经答复。', 'It has been answered.')
    ctx.record({ entity: 'report_objection', id: objectionId, after: { answer, upheld } })
    return {}
  },

  acknowledgeReport: async (ctx, { reportId, unitId }) => {
    const row = await lockReport(ctx, reportId)
    if (row.state !== 'issued') throw notNow('还没有印发。', 'It has not been issued.')
    await refuseOtherTown(ctx, reportId, unitId)
    if (!(await store.markSeen(ctx, { reportId, unitId }))) {
      throw notNow('已经签收。', 'It has been acknowledged.')
    }
    ctx.record({ entity: 'report', id: reportId, after: { acknowledged: unitId } })
    return {}
  },

  recordDispatchMeeting: async (ctx, { reportId, orders, ...meeting }) => {
    const row = await lockReport(ctx, reportId)
    if (row.kind !== 'dispatch') throw notNow('只有周调度开调度会。', 'Only dispatches meet.')
    if (meeting.heldOn > ctx.today) {
      throw badInput([{ path: '$.heldOn', text: text('不能晚于今天', 'lies in the future') }])
    }
    await store.insertMeeting(ctx, { reportId, ...meeting })
    let given = 0
    for (const order of orders) {
      const what = { ...order, unitId: row.unit_id, source: 'dispatch' as const }
      const { ids } = await assignmentVerbs.giveAssignments(ctx, { ...what, sourceId: reportId })
      given += ids.length
    }
    ctx.record({ entity: 'report', id: reportId, after: { meeting: meeting.heldOn, given } })
    return { given }
  },

  printReport: async (ctx, { reportId, format }) => {
    const row = await store.reportRow(ctx, reportId, false)
    if (row === null) throw notFound()
    const version = await versionOf(ctx, reportId)
    const { bytes, title } = await fileOf(row, version, format)
    return {
      name: `${title}.${format}`,
      mediaType: MEDIA[format],
      content: bytes.toString('base64'),
    }
  },
}

/** The file of a report: a pure function of what is kept of it, so the same bytes for ever. */
async function fileOf(row: ReportRow, version: ReportVersionRow, format: 'pdf' | 'docx') {
  const body = bodyOf(version)
  const day = row.issued_on === null ? '' : paperDay(row.issued_on)
  const official = officialOf(body, {
    number: sayNumber(row) ?? (row.kind === 'bulletin' ? '(征求意见稿)' : ''),
    day: day === '' ? paperDay(body.asOf) : day,
    printedOn: day === '' ? paperDay(body.asOf) : day,
  })
  const at: Instant = row.issued_on === null ? version.made_at : noonOf(row.issued_on)
  const write = format === 'pdf' ? writeOfficialPdf : writeOfficialDocx
  return { bytes: await write(official, { at }), title: body.title }
}

/** Noon in China of a day. */
const noonOf = (day: string): Instant => instant(Date.parse(`${day}T04:00:00.000Z`))

/** Only a town's own desks speak for it, and only where the report was sent to it. */
async function refuseOtherTown(ctx: Ctx, reportId: AnyId, unitId: AnyId): Promise<void> {
  const mine = (await store.receiptRows(ctx, reportId)).some((one) => one.unit_id === unitId)
  if (!mine || !holdsAt(ctx, TOWN_DESKS, [unitId])) throw notFound()
}

/** A signed bulletin gets its number and goes to the towns. */
export async function followBulletin(ctx: Ctx, caseId: AnyId): Promise<void> {
  const found = await loadCase(ctx, caseId, false)
  const reportId = found.row.subject_id
  const row = reportId === null ? null : await store.reportRow(ctx, reportId, true)
  if (row === null || row.case_id !== caseId || row.state === 'issued') return
  const { state, endedOn } = found.standing
  if (state === 'refused' || state === 'withdrawn') {
    await store.setReport(ctx, row.id, { state: 'draft', case_id: null })
  }
  if (state !== 'done' || endedOn === null) return
  const year = yearOf(endedOn)
  const number = await takeNumbers(ctx, { unitId: '', kind: 'bulletin', year })
  await store.setReport(ctx, row.id, { state: 'issued', year, number, issued_on: endedOn })
  ctx.emit('bulletin.issued', { reportId: row.id, period: row.period })
}

type About = { readonly subjectId: AnyId | null }
const said = (holds: boolean, zh: string, en: string): Evidence => ({ holds, text: text(zh, en) })

/** What the steps of a bulletin ask to be proved. */
export const reportEvidence = {
  'supervision.objections-answered': async (ctx: Ctx, { subjectId }: About): Promise<Evidence> => {
    const open = subjectId === null ? 1 : await store.openObjections(ctx, subjectId)
    return open === 0
      ? said(true, '乡镇(街道)的异议均已答复', 'every objection is answered')
      : said(false, `还有 ${open} 条异议没有答复`, `${open} objections wait for an answer`)
  },
  'supervision.bulletin-unchanged': async (ctx: Ctx, { subjectId }: About): Promise<Evidence> => {
    const row = subjectId === null ? null : await store.reportRow(ctx, subjectId, false)
    const version = row === null ? null : await store.lastVersion(ctx, row.id)
    if (row === null || row.case_id === null || version === null) {
      return said(false, '找不到通报', 'there is no such bulletin')
    }
    const { facts } = await loadCase(ctx, row.case_id, false)
    return facts['hash'] === version.body_hash
      ? said(true, '与送审稿一致', 'as it was sent round')
      : said(false, '送审后又重新生成,请撤回后重新送审', 'drawn anew since: send it round again')
  },
}
