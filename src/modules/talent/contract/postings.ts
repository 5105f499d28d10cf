import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { count, ending, fileOut, format, named, postingKind, said, standing } from './words.ts'

const VILLAGE = unitScope('villageId')
const POSTING = { villageId: id, postingId: id }

const postingSchema = z.object({
  postingId: id,
  /** 驻〔2020〕12号 */
  number: z.string(),
  village: named,
  town: named,
  kind: postingKind,
  name: z.string(),
  sendingUnit: z.string(),
  helper: named.nullable(),
  from: day,
  until: day,
  endedOn: day.nullable(),
  ending: ending.nullable(),
  standing,
  openTasks: count,
  lateTasks: count,
})

const taskSchema = z.object({
  taskId: id,
  what: z.string(),
  aboutCoop: z.boolean(),
  coop: named.nullable(),
  dueOn: day,
  state: z.enum(['open', 'late', 'done', 'dropped']),
  doneOn: day.nullable(),
  said: z.string().nullable(),
  by: z.string().nullable(),
})

/** Who was sent to villages, for how long, with which tasks (seed R35-R37). */
export const postingVerbs = defineVerbs({
  savePosting: {
    title: text('登记驻村干部', 'Register who is sent to a village'),
    kind: 'write',
    path: '/villages/:villageId/postings',
    access: 'talent.write',
    scope: VILLAGE,
    /** Following `replacesId`, whose time must have ended by then. */
    input: z.strictObject({
      villageId: id,
      kind: postingKind,
      name: line(60),
      sendingUnit: line(100),
      /** The sending unit among the helpers of the county: its visits and offers are found by it. */
      helperId: id.nullable().default(null),
      from: day,
      /** The last day of the term. */
      until: day,
      document: paragraph(100).default(''),
      replacesId: id.nullable().default(null),
    }),
    output: z.object({ postingId: id, number: z.string(), tasks: count }),
    refusals: ['conflict'],
  },
  prolongPosting: {
    title: text('延长驻村任期', 'Prolong a term'),
    kind: 'write',
    path: '/villages/:villageId/postings/:postingId/prolong',
    access: 'talent.write',
    scope: VILLAGE,
    input: z.strictObject({
      ...POSTING,
      until: day,
      reason: line(200),
      document: paragraph(100).default(''),
    }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  endPosting: {
    title: text('驻村干部离任', 'End a posting'),
    kind: 'write',
    path: '/villages/:villageId/postings/:postingId/end',
    access: 'talent.write',
    scope: VILLAGE,
    input: z.strictObject({
      ...POSTING,
      /** The first day without. */
      on: day,
      ending,
      reason: line(200),
      handover: paragraph(1_000).default(''),
    }),
    output: z.object({ openTasks: count }),
    refusals: ['not_allowed_now'],
  },
  addPostingTask: {
    title: text('布置驻村任务', 'Give a task'),
    kind: 'write',
    path: '/villages/:villageId/postings/:postingId/tasks',
    access: 'talent.report',
    scope: VILLAGE,
    input: z.strictObject({
      ...POSTING,
      what: said(300),
      coopId: id.nullable().default(null),
      dueOn: day,
    }),
    output: z.object({ taskId: id }),
    refusals: ['not_allowed_now'],
  },
  finishPostingTask: {
    title: text('登记任务完成', 'Report a task'),
    kind: 'write',
    path: '/villages/:villageId/postings/:postingId/tasks/:taskId',
    access: 'talent.report',
    scope: VILLAGE,
    input: z.strictObject({
      ...POSTING,
      taskId: id,
      outcome: z.enum(['done', 'dropped']),
      on: day,
      said: said(500),
    }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listPostings: {
    title: text('驻村干部台账', 'Postings'),
    kind: 'read',
    path: '/postings',
    access: 'talent.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      kind: postingKind.optional(),
      standing: z.enum([...standing.options, 'now']).optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      /** Of all that the caller reaches. */
      firstSecretaries: count,
      members: count,
      ending: count,
      over: count,
      lateTasks: count,
      endingDays: count,
      rows: z.array(postingSchema),
      /** Villages that are to have a first secretary; `secretary` is null for a gap. */
      due: z.array(
        z.object({
          dueId: id,
          village: named,
          town: named,
          reason: z.string(),
          from: day,
          secretary: z.string().nullable(),
        }),
      ),
    }),
  },
  readPosting: {
    title: text('驻村干部', 'A posting'),
    kind: 'read',
    path: '/villages/:villageId/postings/:postingId',
    access: 'talent.read',
    scope: VILLAGE,
    input: z.strictObject(POSTING),
    output: z.object({
      posting: postingSchema,
      document: z.string(),
      endedWhy: z.string().nullable(),
      handover: z.string().nullable(),
      terms: z.array(
        z.object({ until: day, reason: z.string(), document: z.string(), by: z.string() }),
      ),
      tasks: z.array(taskSchema),
      /** The co-ops of the village when it began and now: what became of them. */
      coops: z.array(
        z.object({
          coop: named,
          before: textSchema.nullable(),
          now: textSchema.nullable(),
          founded: z.boolean(),
        }),
      ),
      /** Of the sending unit at this village and its co-ops, from the log of visits. */
      visits: z.array(
        z.object({ on: day, unit: named, place: z.string(), did: z.string(), issues: count }),
      ),
      /** What the sending unit has on the board of resources. */
      offers: z.array(
        z.object({ resourceId: id, title: z.string(), detail: z.string(), matched: count }),
      ),
      /** Months that a report can be printed for, the latest first. */
      months: z.array(z.string()),
    }),
  },
  printPostingReport: {
    title: text('打印驻村工作月报', 'Print the monthly report of a posting'),
    kind: 'read',
    path: '/villages/:villageId/postings/:postingId/report',
    access: 'talent.read',
    scope: VILLAGE,
    download: true,
    audited: true,
    input: z.strictObject({
      ...POSTING,
      month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'date' }),
      format,
    }),
    output: fileOut,
    refusals: ['not_allowed_now'],
  },
  markDueVillages: {
    title: text('列入选派村', 'Say which villages are due a first secretary'),
    kind: 'write',
    path: '/posting-due',
    access: 'talent.personnel',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      rows: z
        .array(z.strictObject({ villageId: id, reason: line(200), from: day }))
        .min(1)
        .max(1_000),
    }),
    output: z.object({ marked: count }),
    refusals: ['conflict'],
  },
  endDueVillage: {
    title: text('移出选派村', 'A village is due no more'),
    kind: 'write',
    path: '/villages/:villageId/posting-due/end',
    access: 'talent.personnel',
    scope: VILLAGE,
    input: z.strictObject({ villageId: id, on: day, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
})
