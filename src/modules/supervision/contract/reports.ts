import { z } from 'zod'
import { day, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, scopeOf } from '../../../kernel/verb.ts'
import { count, file, format, said } from './words.ts'

const REPORT = scopeOf('report', 'reportId')
const reportId = id
const made = z.object({ reportId: id, version: count, hash: z.string() })

export const numberRef = z.discriminatedUnion('from', [
  z.object({
    from: z.literal('figure'),
    editionId: id,
    unitId: id,
    indicator: z.string(),
    what: z.enum(['value', 'change']),
    against: id.nullable(),
  }),
  z.object({
    from: z.literal('ranking'),
    editionId: id,
    set: z.string(),
    unitId: id,
    what: z.enum(['place', 'score', 'before', 'move', 'part']),
    group: z.string().nullable(),
  }),
  z.object({
    from: z.literal('rows'),
    of: z.enum(['problem', 'listing', 'assignment', 'source']),
    ids: z.array(id),
  }),
])
const run = z.union([z.string(), z.object({ n: z.string(), ref: numberRef })])
const column = z.object({
  title: z.string(),
  width: z.number(),
  align: z.enum(['left', 'center', 'right']),
})
const block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2)]),
    text: z.string(),
  }),
  z.object({ kind: z.literal('text'), runs: z.array(run) }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    columns: z.array(column),
    rows: z.array(z.array(run)),
  }),
  z.object({ kind: z.literal('page'), label: z.string(), title: z.string() }),
])

const listed = z.object({
  reportId: id,
  kind: z.enum(['dispatch', 'bulletin', 'analysis']),
  period: z.string(),
  title: z.string(),
  state: z.enum(['draft', 'review', 'issued']),
  number: z.string().nullable(),
  version: count,
  madeAt: z.string(),
  issuedOn: day.nullable(),
  caseId: id.nullable(),
  sent: count,
  seen: count,
  /** Sent to the caller's own unit and not acknowledged yet. */
  toAcknowledge: z.boolean(),
  /** Objections that wait for an answer. */
  disputed: count,
})

/** 周调度, 月通报, 季度研判: drawn from frozen figures and the rows of supervision. */
export const reportVerbs = defineVerbs({
  makeReport: {
    title: text('生成调度、通报、研判', 'Draw up a report'),
    kind: 'write',
    path: '/reports',
    access: 'supervision.county',
    scope: COUNTY_SCOPE,
    /** Freezes the period's figures where nobody has; drawn again it becomes a further draft. */
    input: z.strictObject({
      kind: z.enum(['dispatch', 'bulletin', 'analysis']),
      /** '2020-W48', '2020-11' or '2020-Q4', as the kind asks. */
      period: line(10),
    }),
    output: made,
    refusals: ['not_allowed_now'],
  },
  listReports: {
    title: text('调度、通报、研判', 'Reports'),
    kind: 'read',
    path: '/reports',
    access: 'supervision.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ kind: z.enum(['dispatch', 'bulletin', 'analysis']).optional() }),
    output: z.object({ rows: z.array(listed) }),
  },
  readReport: {
    title: text('查看调度、通报、研判', 'Read a report'),
    kind: 'read',
    path: '/reports/:reportId',
    access: 'supervision.read',
    scope: REPORT,
    input: z.strictObject({ reportId }),
    output: listed.extend({
      hash: z.string(),
      editionId: id.nullable(),
      to: z.string(),
      blocks: z.array(block),
      receipts: z.array(
        z.object({
          unitId: id,
          name: z.string(),
          sentOn: day,
          seenOn: day.nullable(),
          seenBy: z.string().nullable(),
        }),
      ),
      objections: z.array(
        z.object({
          objectionId: id,
          unitName: z.string(),
          version: count,
          words: z.string(),
          raisedOn: day,
          raisedBy: z.string(),
          answer: z.string().nullable(),
          upheld: z.boolean().nullable(),
          answeredOn: day.nullable(),
        }),
      ),
      meeting: z
        .object({
          heldOn: day,
          chair: z.string(),
          place: z.string(),
          attended: z.array(z.string()),
          absent: z.array(z.string()),
          minutes: z.string(),
        })
        .nullable(),
      may: z.object({
        remake: z.boolean(),
        submit: z.boolean(),
        object: z.boolean(),
        answer: z.boolean(),
        meet: z.boolean(),
      }),
    }),
  },
  checkReport: {
    title: text('核对通报数字', 'Reckon a report anew'),
    kind: 'read',
    path: '/reports/:reportId/check',
    access: 'supervision.read',
    scope: REPORT,
    input: z.strictObject({ reportId }),
    /** Every number reckoned again from the frozen edition or the rows it names; those that differ. */
    output: z.object({
      numbers: count,
      wrong: z.array(z.object({ n: z.string(), reckoned: z.string(), from: z.string() })),
      /** Texts in which a digit stands without a source. */
      loose: z.array(z.string()),
    }),
  },
  submitBulletin: {
    title: text('通报送审', 'Send a bulletin round for issue'),
    kind: 'write',
    path: '/reports/:reportId/submit',
    access: 'supervision.county',
    scope: REPORT,
    input: z.strictObject({ reportId }),
    output: z.object({ caseId: id }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  objectToReport: {
    title: text('对通报数字提出异议', 'Dispute a figure before the issue'),
    kind: 'write',
    path: '/reports/:reportId/objections',
    access: 'supervision.write',
    scope: REPORT,
    input: z.strictObject({ reportId, unitId: id, words: said(1_000) }),
    output: z.object({ objectionId: id }),
    refusals: ['not_allowed_now'],
  },
  answerReportObjection: {
    title: text('答复异议', 'Answer an objection'),
    kind: 'write',
    path: '/reports/:reportId/objections/:objectionId/answer',
    access: 'supervision.county',
    scope: REPORT,
    input: z.strictObject({ reportId, objectionId: id, answer: said(1_000), upheld: z.boolean() }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  acknowledgeReport: {
    title: text('签收通报', 'Acknowledge a report'),
    kind: 'write',
    path: '/reports/:reportId/acknowledge',
    access: 'supervision.reply',
    scope: REPORT,
    input: z.strictObject({ reportId, unitId: id }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  recordDispatchMeeting: {
    title: text('登记调度会', 'Record the meeting of a dispatch'),
    kind: 'write',
    path: '/reports/:reportId/meeting',
    access: 'supervision.county',
    scope: REPORT,
    input: z.strictObject({
      reportId,
      heldOn: day,
      chair: line(60),
      place: line(100),
      attended: z.array(line(60)).max(200),
      absent: z.array(line(60)).max(200).default([]),
      minutes: said(8_000),
      /** What the meeting orders; each goes to the towns named. */
      orders: z
        .array(
          z.strictObject({
            to: z.array(id).min(1),
            what: said(500),
            responsible: line(100),
            dueOn: day,
          }),
        )
        .max(50)
        .default([]),
    }),
    output: z.object({ given: count }),
    refusals: ['not_allowed_now'],
  },
  printReport: {
    title: text('下载调度、通报、研判', 'Download a report'),
    kind: 'read',
    path: '/reports/:reportId/file',
    access: 'supervision.read',
    scope: REPORT,
    input: z.strictObject({ reportId, format }),
    output: file,
    download: true,
    audited: true,
  },
})
