import { z } from 'zod'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { named, said } from './words.ts'

export const PART = z.enum(['head', 'deputy', 'member', 'liaison'])
export const MEETING = z.enum([
  'special',
  'leading_group',
  'promotion',
  'dispatch',
  'site',
  'other',
])

const member = z.object({
  memberId: id,
  name: z.string(),
  post: z.string(),
  part: PART,
  duties: z.string(),
  from: day,
  to: day.nullable(),
  why: z.string().nullable(),
})
const task = z.object({
  taskId: id,
  what: z.string(),
  unit: named,
  responsible: z.string(),
  dueOn: day,
  doneOn: day.nullable(),
  doneNote: z.string().nullable(),
  overdue: z.boolean(),
})

/** Task forces of the towns (工作专班) and meetings about the work, with what they ordered. */
export const promotionVerbs = defineVerbs({
  saveTaskForceMember: {
    title: text('登记专班成员', 'Put somebody on the task force'),
    kind: 'write',
    path: '/towns/:townId/task-force',
    access: 'promotion.write',
    scope: unitScope('townId'),
    /** A replacement names whom it replaces: that row ends the day before, with the reason. */
    input: z.strictObject({
      townId: id,
      name: line(60),
      post: line(100),
      part: PART,
      duties: said(500),
      from: day,
      replaces: id.optional(),
      why: paragraph(200).default(''),
    }),
    output: z.object({ memberId: id }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  endTaskForceMember: {
    title: text('调出专班', 'Take somebody off the task force'),
    kind: 'write',
    path: '/towns/:townId/task-force/:memberId/end',
    access: 'promotion.write',
    scope: unitScope('townId'),
    input: z.strictObject({ townId: id, memberId: id, on: day, why: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  writeTaskForceWeek: {
    title: text('写专班周志', 'Write the week of a task force'),
    kind: 'write',
    path: '/towns/:townId/task-force/weeks',
    access: 'promotion.write',
    scope: unitScope('townId'),
    input: z.strictObject({
      townId: id,
      /** Any day of the week. */
      week: day,
      done: said(2_000),
      next: paragraph(2_000).default(''),
    }),
    output: z.object({ monday: day, version: z.number().int() }),
  },
  listTaskForces: {
    title: text('乡镇工作专班', 'Task forces of the towns'),
    kind: 'read',
    path: '/task-forces',
    access: 'founding.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional() }),
    output: z.object({
      towns: z.array(
        z.object({
          town: named,
          head: z.string().nullable(),
          members: z.array(member),
          /** Replaced or taken off, the latest first. */
          past: z.array(member),
          weeks: z.array(
            z.object({
              monday: day,
              version: z.number().int(),
              done: z.string(),
              next: z.string(),
              by: z.string(),
              writtenOn: day,
              /** First written after the Sunday of the week. */
              late: z.boolean(),
            }),
          ),
          /** Mondays of weeks that are over and were not written down, since the task force began. */
          missing: z.array(day),
        }),
      ),
      /** Towns without a head. */
      headless: z.number().int(),
      /** Weeks written late, weeks not written. */
      late: z.number().int(),
      missing: z.number().int(),
    }),
  },
  recordPromotionMeeting: {
    title: text('登记会议', 'Record a meeting'),
    kind: 'write',
    path: '/units/:unitId/promotion-meetings',
    access: 'promotion.write',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      kind: MEETING,
      heldOn: day,
      chair: line(60),
      place: line(100),
      topic: line(200),
      resolutions: said(4_000),
      tasks: z
        .array(z.strictObject({ unitId: id, what: said(500), responsible: line(100), dueOn: day }))
        .max(100)
        .default([]),
    }),
    /** The tasks in the order of the input. */
    output: z.object({ meetingId: id, taskIds: z.array(id) }),
  },
  finishPromotionTask: {
    title: text('办结会议任务', 'Finish a task of a meeting'),
    kind: 'write',
    path: '/units/:unitId/promotion-tasks/:taskId',
    access: 'promotion.write',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, taskId: id, on: day, note: said(1_000) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listPromotionMeetings: {
    title: text('会议登记', 'Meetings and their tasks'),
    kind: 'read',
    path: '/promotion-meetings',
    access: 'founding.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      kind: MEETING.optional(),
      open: z.stringbool().optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      tasks: z.number().int(),
      done: z.number().int(),
      overdue: z.number().int(),
      rows: z.array(
        z.object({
          meetingId: id,
          unit: named,
          kind: MEETING,
          heldOn: day,
          chair: z.string(),
          place: z.string(),
          topic: z.string(),
          resolutions: z.string(),
          tasks: z.array(task),
        }),
      ),
      /** Tasks for units the caller reaches, of meetings it does not: a town's orders from the county. */
      ordered: z.array(task),
    }),
  },
})
