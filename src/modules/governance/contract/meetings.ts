import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { sayFaults } from '../../../kernel/fault.ts'
import {
  CALLS,
  DELIVERIES,
  downloaded,
  FILE_BODY,
  fileInput,
  findings,
  majority,
  matterKey,
  matterOutput,
  MEETING,
  meetingHead,
  meetingKind,
  meetingState,
  PAPER_KINDS,
  post,
  reason,
  review,
  time,
  written,
} from './words.ts'

sayFaults({
  time_of_day: text('时间应为 HH:MM', 'must be a time HH:MM'),
})

const head = {
  title: line(200),
  heldOn: day,
  startsAt: time,
  place: line(200),
  /** Members and additional votes count as of this day; the day of the meeting unless said. */
  recordOn: day.optional(),
  chairName: paragraph(60).default(''),
  recorderName: paragraph(60).default(''),
}

const matterInput = z.strictObject({
  matter: matterKey,
  title: line(200),
  content: written.default(''),
  secret: z.boolean().default(false),
  /** Of an election: the post, how many are elected, and who stands. */
  post: post.optional(),
  seats: z.number().int().min(1).max(200).optional(),
  candidates: z.array(id).max(400).default([]),
  subject: z.strictObject({ kind: line(60), id }).optional(),
})

/** A meeting from its draft to the notice. */
export const meetingVerbs = defineVerbs({
  listMatters: {
    title: text('议题目录', 'Catalogue of matters'),
    kind: 'read',
    path: '/meeting-matters',
    access: 'governance.read',
    scope: NO_SCOPE,
    input: z.strictObject({ kind: meetingKind.optional() }),
    output: z.object({
      matters: z.array(
        z.object({
          matter: matterKey,
          title: textSchema,
          majority,
          /** By the statute, by the county's own list, or not. */
          major: z.enum(['statute', 'county']).nullable(),
          papers: z.boolean(),
          source: z.string(),
        }),
      ),
    }),
  },
  setMajorMatters: {
    title: text('设定本县重大事项', 'Set the county’s major matters'),
    kind: 'write',
    path: '/meeting-matters/major',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      rows: z
        .array(z.strictObject({ matter: matterKey, major: z.boolean(), source: line(300) }))
        .min(1)
        .max(50),
    }),
    output: z.object({ changed: z.number().int() }),
  },
  listMeetings: {
    title: text('会议', 'Meetings'),
    kind: 'read',
    path: '/meetings',
    access: 'governance.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      kind: meetingKind.optional(),
      state: meetingState.optional(),
      year: z.coerce.number().int().min(2000).max(2200).optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      states: z.record(meetingState, z.number().int()),
      rows: z.array(meetingHead),
    }),
  },
  listMeetingDuties: {
    title: text('开会时限', 'Meetings that are due'),
    kind: 'read',
    path: '/meeting-duties',
    access: 'governance.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional(), ...page }),
    output: z.object({
      total: z.number().int(),
      /** No assembly in the year that ended; extraordinary assemblies not held within twenty days. */
      noYear: z.number().int(),
      overdue: z.number().int(),
      rows: z.array(
        z.object({
          coopId: id,
          coopName: z.string(),
          townName: z.string(),
          /** The last assembly that was held. */
          lastHeldOn: day.nullable(),
          requestId: id.nullable(),
          requestedOn: day.nullable(),
          dueOn: day.nullable(),
          findings,
        }),
      ),
    }),
  },
  requestMeeting: {
    title: text('登记提议召开临时成员大会', 'Record a request for an extraordinary assembly'),
    kind: 'write',
    path: '/cooperatives/:coopId/meeting-requests',
    access: 'governance.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      byWhom: z.enum(['members', 'supervisors', 'charter']),
      /** The members who ask; at least three tenths of all where members ask. */
      holderIds: z.array(id).max(5_000).default([]),
      reason,
      document: line(300),
    }),
    output: z.object({ requestId: id, dueOn: day }),
    refusals: ['rule_blocked'],
  },
  draftMeeting: {
    title: text('拟订会议', 'Draft a meeting'),
    kind: 'write',
    path: '/cooperatives/:coopId/meetings',
    access: 'governance.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      kind: meetingKind,
      ...head,
      call: z.enum(CALLS).default('regular'),
      requestId: id.optional(),
      matters: z.array(matterInput).max(50).default([]),
    }),
    output: z.object({ meetingId: id, number: z.string(), findings }),
    refusals: ['rule_blocked', 'not_allowed_now'],
  },
  changeMeeting: {
    title: text('修改会议安排', 'Change a meeting before its notice'),
    kind: 'write',
    path: '/meetings/:meetingId/change',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id, ...head }),
    output: z.object({ meetingId: id, findings }),
    refusals: ['not_allowed_now'],
  },
  setMatters: {
    title: text('拟订议题', 'Set the agenda'),
    kind: 'write',
    path: '/meetings/:meetingId/matters',
    access: 'governance.write',
    scope: MEETING,
    /** Instead of what stood there. */
    input: z.strictObject({ meetingId: id, matters: z.array(matterInput).min(1).max(50) }),
    output: z.object({ matterIds: z.array(id), findings }),
    refusals: ['not_allowed_now', 'rule_blocked'],
  },
  readMeeting: {
    title: text('会议全程', 'Read a meeting'),
    kind: 'read',
    path: '/meetings/:meetingId',
    access: 'governance.read',
    scope: MEETING,
    input: z.strictObject({ meetingId: id }),
    output: meetingHead.extend({
      chairName: z.string(),
      recorderName: z.string(),
      minutes: z.string(),
      noticeReason: z.string().nullable(),
      cancelReason: z.string().nullable(),
      openedOn: day.nullable(),
      closedOn: day.nullable(),
      /** For the screen in the room; null for those who only read. */
      entryCode: z.string().nullable(),
      terms: z.object({
        noticeDays: z.number().int(),
        quorum: z.string(),
        ordinary: z.string(),
        special: z.string(),
        online: z.boolean(),
        proxies: z.number().int(),
        byCharter: z.boolean(),
      }),
      /** The first day on which it may be held if notice were given today. */
      earliestOn: day,
      quorum: z.number().int(),
      allVotes: z.number().int(),
      additional: z.array(
        z.object({ memberNumber: z.string(), name: z.string(), votes: z.number().int() }),
      ),
      review: review.nullable(),
      findings,
      agenda: z.array(matterOutput),
      papers: matterOutput.shape.papers,
      delivered: z.number().int(),
      notified: z.number().int(),
    }),
  },
  readMeetingRoll: {
    title: text('应到名单和参加情况', 'Who is entitled and who took part'),
    kind: 'read',
    path: '/meetings/:meetingId/roll',
    access: 'governance.read',
    scope: MEETING,
    input: z.strictObject({ meetingId: id }),
    output: z.object({
      /** Fixed as of the record date; before that, as the register stands. */
      fixed: z.boolean(),
      rows: z.array(
        z.object({
          holderId: id,
          memberNumber: z.string(),
          name: z.string(),
          additional: z.number().int(),
          how: z.enum(DELIVERIES).nullable(),
          deliveredOn: day.nullable(),
          proxy: z
            .object({ name: z.string(), kind: z.enum(['proxy', 'representative']) })
            .nullable(),
          /** Null: not here. */
          present: z.enum(['desk', 'phone', 'proxy']).nullable(),
          presentName: z.string().nullable(),
          /** The matters in whose vote they took part, and by which way; never what they voted. */
          parts: z.array(z.object({ matterId: id, channel: z.enum(['paper', 'phone', 'hands']) })),
        }),
      ),
    }),
  },
  submitMeeting: {
    title: text('议题报乡镇征求意见', 'Submit the agenda to the town'),
    kind: 'write',
    path: '/meetings/:meetingId/submit',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id }),
    output: z.object({ caseId: id }),
    refusals: ['not_allowed_now'],
  },
  giveNotice: {
    title: text('发出会议通知', 'Give notice of a meeting'),
    kind: 'write',
    path: '/meetings/:meetingId/notice',
    access: 'governance.write',
    scope: MEETING,
    /** Why, where a rule that only warns is not kept. */
    input: z.strictObject({ meetingId: id, reason: reason.optional() }),
    output: z.object({ notified: z.number().int(), findings }),
    refusals: ['not_allowed_now', 'rule_blocked'],
  },
  recordDelivery: {
    title: text('登记通知送达', 'Record how the notice reached members'),
    kind: 'write',
    path: '/meetings/:meetingId/delivery',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({
      meetingId: id,
      how: z.enum(DELIVERIES),
      holderIds: z.array(id).min(1).max(5_000),
    }),
    output: z.object({ delivered: z.number().int() }),
    refusals: ['not_allowed_now'],
  },
  cancelMeeting: {
    title: text('取消会议', 'Cancel a meeting'),
    kind: 'write',
    path: '/meetings/:meetingId/cancel',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id, reason }),
    output: z.object({ meetingId: id }),
    refusals: ['not_allowed_now'],
  },
  addMeetingPaper: {
    title: text('上传会议材料', 'Add a document or a signed paper'),
    kind: 'write',
    path: '/meetings/:meetingId/papers',
    access: 'governance.write',
    scope: MEETING,
    bodyLimit: FILE_BODY,
    input: z.strictObject({
      meetingId: id,
      matterId: id.optional(),
      kind: z.enum(PAPER_KINDS),
      ...fileInput,
    }),
    output: z.object({ paperId: id, sha256: z.string() }),
    refusals: ['not_allowed_now', 'too_large'],
  },
  readMeetingPaper: {
    title: text('查看会议材料', 'Read a document of a meeting'),
    kind: 'read',
    path: '/meetings/:meetingId/papers/:paperId',
    access: 'governance.read',
    scope: MEETING,
    download: true,
    input: z.strictObject({ meetingId: id, paperId: id }),
    output: downloaded,
  },
  printMeeting: {
    title: text('打印会议文书', 'Print a paper of a meeting'),
    kind: 'read',
    path: '/meetings/:meetingId/print/:paper',
    access: 'governance.read',
    scope: MEETING,
    download: true,
    audited: true,
    input: z.strictObject({
      meetingId: id,
      paper: z.enum(['notice', 'sign-in', 'ballots', 'counting', 'minutes', 'resolution']),
      /** One matter: its ballots, its counting sheet, its resolution. */
      matterId: id.optional(),
      format: z.enum(['pdf', 'docx']).default('pdf'),
    }),
    output: downloaded,
    refusals: ['not_allowed_now'],
  },
})
