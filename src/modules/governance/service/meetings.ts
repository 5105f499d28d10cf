import { createHash } from 'node:crypto'
import { addDays, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { startCase } from '../../approvals/index.ts'
import { registerOf } from '../../shares/index.ts'
import type { meetingVerbs as contract } from '../contract/meetings.ts'
import { finding, warning } from '../rules/finding.ts'
import { NEXT_STATES, REQUEST_DAYS } from '../rules/meeting.ts'
import { MATTERS, mattersOf, type MatterSpec } from '../rules/matters.ts'
import type { MeetingRow } from '../store.ts'
import {
  countyMajors,
  insertCountyMajors,
  insertMeeting,
  insertPaper,
  matterRow,
  paperContent,
  papersOf,
  replaceMatters,
  setMatter,
  updateMeeting,
} from '../store/meetings.ts'
import { deliver, insertNotices, insertRequest, requestRow } from '../store/roll.ts'
import { agendaOf } from './agenda.ts'
import { bodyOn } from './body.ts'
import { judge, meetingIn, openSince, refuse, refuseBlocked, requireNext } from './loaded.ts'

type MeetingVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  | 'listMatters'
  | 'setMajorMatters'
  | 'requestMeeting'
  | 'draftMeeting'
  | 'changeMeeting'
  | 'setMatters'
  | 'submitMeeting'
  | 'giveNotice'
  | 'recordDelivery'
  | 'cancelMeeting'
  | 'addMeetingPaper'
  | 'readMeetingPaper'
>

type Head = Pick<
  Input<(typeof contract)['changeMeeting']>,
  'title' | 'heldOn' | 'startsAt' | 'place' | 'recordOn' | 'chairName' | 'recorderName'
>

/** The columns of a meeting's head. @throws Refusal `bad_input` for days that cannot be. */
function columnsOf(ctx: Ctx, head: Head) {
  const recordOn = head.recordOn ?? head.heldOn
  const faults = []
  if (head.heldOn < ctx.today) {
    faults.push({ path: '$.heldOn', text: text('会议日期早于今天', 'lies before today') })
  }
  if (recordOn > head.heldOn) {
    faults.push({
      path: '$.recordOn',
      text: text('权益登记日不能晚于会议日期', 'the record date lies after the meeting'),
    })
  }
  if (faults.length > 0) throw badInput(faults)
  return {
    title: head.title,
    held_on: head.heldOn,
    starts_at: head.startsAt,
    place: head.place,
    record_on: recordOn,
    chair_name: head.chairName,
    recorder_name: head.recorderName,
  }
}

/** "2020年第3次会议". */
export const meetingNumber = ({ year, number }: Pick<MeetingRow, 'year' | 'number'>): string =>
  `${year}年第${number}次`

export const meetingVerbs: MeetingVerbs = {
  listMatters: async (ctx, { kind }) => {
    const majors = await countyMajors(ctx)
    const specs: readonly MatterSpec[] =
      kind === undefined ? Object.values(MATTERS) : mattersOf(kind)
    return {
      matters: specs.map((spec) => ({
        matter: spec.key,
        title: { zh: spec.title.zh, en: spec.title.en },
        majority: spec.majority,
        major: spec.major
          ? ('statute' as const)
          : majors.get(spec.key)?.major === true
            ? ('county' as const)
            : null,
        papers: spec.papers,
        source: spec.source,
      })),
    }
  },

  setMajorMatters: async (ctx, { rows }) => {
    const fixed = rows.findIndex(({ matter, major }) => MATTERS[matter].major && !major)
    if (fixed >= 0) {
      throw badInput([
        {
          path: `$.rows[${fixed}].major`,
          text: text('法律规定的重大事项不能取消', 'is major by the statute itself'),
        },
      ])
    }
    await insertCountyMajors(ctx, rows)
    ctx.record({ entity: 'county_matter', id: String(ctx.county), after: rows })
    return { changed: rows.length }
  },

  requestMeeting: async (ctx, { coopId, byWhom, holderIds, reason, document }) => {
    const register = await registerOf(ctx, coopId)
    const members = (register?.rows ?? []).filter(({ holder }) => holder.kind !== 'other')
    if (members.length === 0) throw refuse('还没有成员册。', 'There is no register of members yet.')
    const known = new Set(members.map(({ holder }) => holder.id))
    const asking = [...new Set(holderIds)]
    const stranger = asking.findIndex((id) => !known.has(id))
    if (stranger >= 0) {
      const why = text('不是今天的成员', 'is no member today')
      throw badInput([{ path: `$.holderIds[${stranger}]`, text: why }])
    }
    const enough = byWhom !== 'members' || asking.length * 10 >= members.length * 3
    if (!enough) {
      const least = Math.ceil((members.length * 3) / 10)
      refuseBlocked([
        finding({
          rule: 'MEET-30',
          severity: 'block',
          outcome: 'fails',
          measured: String(asking.length),
          limit: String(least),
          source: '农民专业合作社法第三十一条',
          text: text(
            `提议成员 ${asking.length} 人,须不少于 ${least} 人(成员 ${members.length} 人的百分之三十)。`,
            `${asking.length} members ask; at least ${least} of ${members.length} (three tenths) must.`,
          ),
        }),
      ])
    }
    const id = ctx.newId()
    const dueOn = addDays(ctx.today, REQUEST_DAYS)
    await insertRequest(ctx, {
      id,
      coop_id: coopId,
      by_whom: byWhom,
      reason,
      requested_on: ctx.today,
      members: members.length,
      holders: asking,
      document,
      due_on: dueOn,
    })
    ctx.record({ entity: 'meeting_request', id, after: { byWhom, asking: asking.length, reason } })
    ctx.emit('meeting.requested', { requestId: id, coopId, dueOn })
    return { requestId: id, dueOn }
  },

  draftMeeting: async (ctx, { coopId, kind, call, requestId, matters, ...head }) => {
    if (requestId !== undefined) {
      const request = await requestRow(ctx, requestId)
      if (request === null || request.coop_id !== coopId) throw notFound()
    }
    // Refuses where nobody could come: no members, no delegates, no directors.
    await bodyOn(ctx, { coopId, kind }, ctx.today)
    const row = await insertMeeting(ctx, {
      id: ctx.newId(),
      coop_id: coopId,
      kind,
      call,
      request_id: requestId ?? null,
      ...columnsOf(ctx, head),
    })
    if (matters.length > 0) await replaceMatters(ctx, row.id, await agendaOf(ctx, row, matters))
    ctx.record({
      entity: 'meeting',
      id: row.id,
      after: { kind, ...head, matters: matters.map(({ title }) => title) },
    })
    const { findings } = await judge(ctx, row)
    return { meetingId: row.id, number: meetingNumber(row), findings: [...findings] }
  },

  changeMeeting: async (ctx, { meetingId, ...head }) => {
    const row = await meetingIn(ctx, meetingId, ['draft', 'submitted'])
    const change = columnsOf(ctx, head)
    await updateMeeting(ctx, meetingId, change)
    ctx.record({ entity: 'meeting', id: meetingId, before: placed(row), after: change })
    const { findings } = await judge(ctx, { ...row, ...change })
    return { meetingId, findings: [...findings] }
  },

  setMatters: async (ctx, { meetingId, matters }) => {
    const row = await meetingIn(ctx, meetingId, ['draft'])
    const fresh = await agendaOf(ctx, row, matters)
    await replaceMatters(ctx, meetingId, fresh)
    ctx.record({
      entity: 'meeting',
      id: meetingId,
      after: { matters: matters.map(({ matter, title }) => `${matter}: ${title}`) },
    })
    const { findings } = await judge(ctx, row)
    return { matterIds: fresh.map(({ id }) => id), findings: [...findings] }
  },

  submitMeeting: async (ctx, { meetingId }) => {
    const row = await meetingIn(ctx, meetingId, ['draft'])
    const { matters } = await judge(ctx, row)
    if (matters.length === 0) throw refuse('还没有议题。', 'There is no matter on the agenda.')
    const major = matters.filter((one) => one.major)
    const opened = await startCase(ctx, {
      process: 'meeting-review',
      unitId: row.coop_id,
      title: `${row.title}(${meetingNumber(row)})`,
      subject: { kind: 'meeting', id: meetingId },
      facts: {
        heldOn: row.held_on,
        place: row.place,
        matters: matters.map(({ position, title }) => `${position}. ${title}`),
        major: major.map(({ title }) => title),
      },
    })
    await updateMeeting(ctx, meetingId, { state: 'submitted', review_case_id: opened.row.id })
    ctx.record({ entity: 'meeting', id: meetingId, after: { submitted: ctx.today } })
    return { caseId: opened.row.id }
  },

  giveNotice: async (ctx, { meetingId, reason }) => {
    const row = await meetingIn(ctx, meetingId, ['draft', 'submitted'])
    requireNext(row, 'notified')
    const { terms, body, matters, papers, findings } = await judge(ctx, row)
    refuseBlocked(findings)
    const open = warning(findings)
    const [first] = open
    if (first !== undefined && reason === undefined) {
      throw new Refusal(
        'rule_blocked',
        text(`${first.text.zh}如仍要通知,请写明理由。`, `${first.text.en} To go on, say why.`),
        { data: { findings: open } },
      )
    }
    for (const matter of matters) {
      const since = openSince(matter, papers, ctx.today)
      if (since !== null) await setMatter(ctx, matter.id, { papers_from: since })
    }
    await updateMeeting(ctx, meetingId, {
      state: 'notified',
      notice_on: ctx.today,
      notice_reason: reason ?? null,
      terms: JSON.stringify(terms),
    })
    await insertNotices(ctx, meetingId, body.voters)
    ctx.record({
      entity: 'meeting',
      id: meetingId,
      after: { notified: ctx.today, people: body.voters.length, reason: reason ?? null, terms },
    })
    ctx.emit('meeting.notified', { meetingId, coopId: row.coop_id, heldOn: row.held_on })
    return { notified: body.voters.length, findings: [...findings] }
  },

  recordDelivery: async (ctx, { meetingId, how, holderIds }) => {
    await meetingIn(ctx, meetingId, ['notified', 'open'])
    const delivered = await deliver(ctx, meetingId, { holderIds, how })
    ctx.record({ entity: 'meeting', id: meetingId, after: { delivered, how, on: ctx.today } })
    return { delivered }
  },

  cancelMeeting: async (ctx, { meetingId, reason }) => {
    const before = (Object.keys(NEXT_STATES) as (keyof typeof NEXT_STATES)[]).filter((state) =>
      NEXT_STATES[state].includes('cancelled'),
    )
    const row = await meetingIn(ctx, meetingId, before)
    await updateMeeting(ctx, meetingId, { state: 'cancelled', cancel_reason: reason })
    ctx.record({
      entity: 'meeting',
      id: meetingId,
      before: { state: row.state },
      after: { reason },
    })
    ctx.emit('meeting.cancelled', { meetingId, coopId: row.coop_id })
    return { meetingId }
  },

  addMeetingPaper: async (ctx, { meetingId, matterId, kind, name, content }) => {
    const row = await meetingIn(
      ctx,
      meetingId,
      PAPER_STATES[kind === 'document' ? 'before' : 'any'],
    )
    const matter =
      matterId === undefined ? null : await matterRow(ctx, { meetingId, matterId }, true)
    if (matterId !== undefined && matter === null) throw notFound()
    const bytes = Buffer.from(content, 'base64')
    if (bytes.length > FILE_BYTES) {
      throw new Refusal('too_large', text('单个文件不超过 10 MB。', 'A file has at most 10 MB.'))
    }
    const mediaType = mediaTypeOf(bytes)
    if (mediaType === null) {
      const why = text('应为照片、PDF 或 OFD 文件', 'must be a photograph, a PDF or an OFD')
      throw badInput([{ path: '$.content', text: why }])
    }
    const id = ctx.newId()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await insertPaper(
      ctx,
      {
        id,
        meeting_id: meetingId,
        matter_id: matterId ?? null,
        kind,
        name,
        media_type: mediaType,
        bytes: bytes.length,
        sha256,
      },
      bytes,
    )
    // What comes after the notice lies open from the day it came, not from the notice.
    if (row.notice_on !== null && kind === 'document' && matter?.papers_from === null) {
      await setMatter(ctx, matter.id, { papers_from: ctx.today })
    }
    ctx.record({ entity: 'meeting_paper', id, after: { meetingId, kind, name, sha256 } })
    return { paperId: id, sha256 }
  },

  readMeetingPaper: async (ctx, { meetingId, paperId }) => paperOf(ctx, meetingId, paperId),
}

/** Documents of matters come before the meeting is closed; signed papers come back whenever they do. */
const PAPER_STATES = {
  before: ['draft', 'submitted', 'notified', 'open'],
  any: ['notified', 'open', 'closed'],
} as const

const placed = (row: MeetingRow): { heldOn: LocalDate; place: string; title: string } => ({
  heldOn: row.held_on,
  place: row.place,
  title: row.title,
})

/** A document as a file. @throws Refusal `not_found` unless it belongs to the meeting. */
export async function paperOf(ctx: Ctx, meetingId: AnyId, paperId: AnyId) {
  const paper = (await papersOf(ctx, meetingId)).find(({ id }) => id === paperId)
  const content = paper === undefined ? null : await paperContent(ctx, paperId)
  if (paper === undefined || content === null) throw notFound()
  return { name: paper.name, mediaType: paper.media_type, content: content.toString('base64') }
}
