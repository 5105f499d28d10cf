import { z } from 'zod'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { count, fileOut, format, named, said } from './words.ts'

const UNIT = unitScope('unitId')
const kind = z.enum(['special', 'leading_group', 'promotion', 'dispatch', 'site', 'other'])

const taskOut = z.object({
  taskId: id,
  what: z.string(),
  unit: named,
  responsible: z.string(),
  dueOn: day,
  doneOn: day.nullable(),
  doneNote: z.string().nullable(),
  overdue: z.boolean(),
  /** The assignment it was given out as, with where that stands. */
  assignment: z
    .object({
      assignmentId: id,
      state: z.enum(['given', 'acknowledged', 'replied', 'done', 'withdrawn']),
    })
    .nullable(),
})

const head = {
  /** `report`: the meeting of a weekly dispatch, written down there. */
  source: z.enum(['meeting', 'report']),
  id,
  number: z.string().nullable(),
  unit: named,
  kind,
  heldOn: day,
  chair: z.string(),
  place: z.string(),
  topic: z.string(),
  attended: count,
  contest: named.nullable(),
  tasks: count,
  done: count,
  overdue: count,
}

/** The one register of meetings about the work (seed R13, R92): the county's, the towns', the weekly dispatches. */
export const meetingVerbs = defineVerbs({
  recordMeeting: {
    title: text('登记会议', 'Enter a meeting'),
    kind: 'write',
    path: '/units/:unitId/register-meetings',
    access: 'promotion.write',
    scope: UNIT,
    input: z.strictObject({
      unitId: id,
      kind,
      heldOn: day,
      chair: line(60),
      place: line(100),
      topic: line(200),
      attended: z.array(line(60)).max(200).default([]),
      absent: z.array(line(60)).max(200).default([]),
      /** Of an on-site meeting: the tour it was held on. */
      contestId: id.nullable().default(null),
      /** What was resolved, item by item, each with the tasks that carry it out. */
      items: z
        .array(
          z.strictObject({
            said: said(1_000),
            tasks: z
              .array(
                z.strictObject({ unitId: id, what: said(500), responsible: line(100), dueOn: day }),
              )
              .max(50)
              .default([]),
          }),
        )
        .min(1)
        .max(50),
    }),
    /** Tasks for other units are given out as assignments at once. */
    output: z.object({ meetingId: id, number: z.string(), given: count }),
    refusals: ['not_allowed_now'],
  },
  listMeetingRegister: {
    title: text('会议台账', 'The register of meetings'),
    kind: 'read',
    path: '/meetings-register',
    access: 'founding.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      kind: kind.optional(),
      from: day.optional(),
      to: day.optional(),
      /** Only those with a task that is not done. */
      open: z.stringbool().optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      tasks: count,
      done: count,
      overdue: count,
      kinds: z.array(z.object({ kind, meetings: count })),
      rows: z.array(z.object(head)),
      /** Tasks for the caller's units from meetings it does not reach: a town's orders from the county. */
      ordered: z.array(taskOut),
    }),
  },
  readRegisterMeeting: {
    title: text('会议记录', 'A meeting'),
    kind: 'read',
    path: '/units/:unitId/register-meetings/:meetingId',
    access: 'founding.read',
    scope: UNIT,
    input: z.strictObject({ unitId: id, meetingId: id }),
    output: z.object({
      ...head,
      names: z.array(z.string()),
      absent: z.array(z.string()),
      items: z.array(z.object({ item: count, said: z.string(), tasks: z.array(taskOut) })),
      /** Tasks that no item names: of meetings entered before items were kept. */
      rest: z.array(taskOut),
      recordedBy: z.string(),
    }),
  },
  printMeetingMinutes: {
    title: text('打印会议纪要', 'Print the minutes'),
    kind: 'read',
    path: '/units/:unitId/register-meetings/:meetingId/minutes',
    access: 'founding.read',
    scope: UNIT,
    download: true,
    audited: true,
    input: z.strictObject({ unitId: id, meetingId: id, format }),
    output: fileOut,
  },
})
