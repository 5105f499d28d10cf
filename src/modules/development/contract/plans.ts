import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { asked, coopClass, count, fileOut, named, taskSchema } from './words.ts'

const COOP = unitScope('coopId')

const taskInput = z.strictObject({
  what: line(300),
  responsible: line(60),
  dueOn: day,
  test: z.string().max(40).nullable().default(null),
})

const planSchema = z.object({
  planId: id,
  class: coopClass,
  aim: z.string(),
  helper: z.string(),
  startsOn: day,
  dueOn: day,
  endedOn: day.nullable(),
  endNote: z.string().nullable(),
  by: z.string(),
  tasks: z.array(taskSchema),
})

/** The plan of a co-op by its class: tasks, people, dates (seed R71). */
export const planVerbs = defineVerbs({
  readClassPlans: {
    title: text('一社一策方案', 'Plans of a co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId/class-plans',
    access: 'development.read',
    scope: COOP,
    input: z.strictObject({ coopId: id }),
    output: z.object({
      plans: z.array(planSchema),
      /** What the templates propose for a new one; null while one runs or no class is confirmed. */
      draft: z
        .object({
          class: coopClass,
          aim: z.string(),
          notes: z.array(textSchema),
          startsOn: day,
          dueOn: day,
          tasks: z.array(
            z.object({
              what: z.string(),
              responsible: z.string(),
              dueOn: day,
              test: z.string().nullable(),
            }),
          ),
        })
        .nullable(),
    }),
  },
  makeClassPlan: {
    title: text('制定一社一策方案', 'Make a plan'),
    kind: 'write',
    path: '/cooperatives/:coopId/class-plans',
    access: 'class.write',
    scope: COOP,
    refusals: ['not_allowed_now', 'conflict'],
    input: z.strictObject({
      coopId: id,
      aim: line(200),
      helper: line(60),
      startsOn: day,
      dueOn: day,
      tasks: z.array(taskInput).min(1).max(60),
    }),
    output: z.object({ planId: id }),
  },
  endClassPlan: {
    title: text('结束方案', 'End a plan'),
    kind: 'write',
    path: '/cooperatives/:coopId/class-plans/:planId/end',
    access: 'class.write',
    scope: COOP,
    refusals: ['not_allowed_now'],
    input: z.strictObject({ coopId: id, planId: id, note: asked }),
    output: z.object({}),
  },
  saveClassTask: {
    title: text('修改方案任务', 'Change a task of a plan'),
    kind: 'write',
    path: '/cooperatives/:coopId/class-tasks',
    access: 'class.write',
    scope: COOP,
    refusals: ['not_allowed_now'],
    /** With `taskId` an open task is changed; without, one is added. */
    input: z.strictObject({
      coopId: id,
      planId: id,
      taskId: id.nullable().default(null),
      ...taskInput.shape,
    }),
    output: z.object({ taskId: id }),
  },
  finishClassTask: {
    title: text('完成方案任务', 'Finish a task of a plan'),
    kind: 'write',
    path: '/cooperatives/:coopId/class-tasks/:taskId/done',
    access: 'development.write',
    scope: COOP,
    refusals: ['not_allowed_now'],
    input: z.strictObject({ coopId: id, taskId: id, on: day, note: asked }),
    output: z.object({}),
  },
  listClassTasks: {
    title: text('方案任务台账', 'Tasks of plans'),
    kind: 'read',
    path: '/class-tasks',
    access: 'development.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      state: z.enum(['open', 'overdue', 'done', 'all']).default('all'),
      ...page,
    }),
    output: z.object({
      total: count,
      overdue: count,
      rows: z.array(taskSchema.extend({ coop: named, class: coopClass })),
    }),
  },
  printClassPlan: {
    title: text('打印一社一策方案', 'Print a plan'),
    kind: 'read',
    path: '/cooperatives/:coopId/class-plan-paper',
    access: 'development.read',
    scope: COOP,
    download: true,
    audited: true,
    input: z.strictObject({ coopId: id, format: z.enum(['pdf', 'docx']).default('pdf') }),
    output: fileOut,
  },
})
