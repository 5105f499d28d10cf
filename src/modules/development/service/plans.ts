import { addDays } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { coopFacts } from '../../registry/index.ts'
import type { planVerbs as contract } from '../contract/plans.ts'
import { CLASS_TASKS } from '../data/rules.ts'
import { nextClass, stepsTo } from '../rules/classes.ts'
import { planPaper } from '../rules/paper.ts'
import { draftPlan } from '../rules/plan.ts'
import * as store from '../store/plans.ts'
import type { TaskRow } from '../store.ts'
import { noClass } from './classes.ts'
import { paperFile } from './files.ts'
import { proposalsFor } from './proposals.ts'

const taskOut = (ctx: Ctx, row: TaskRow) => ({
  taskId: row.id,
  what: row.what,
  responsible: row.responsible,
  dueOn: row.due_on,
  test: row.test,
  doneOn: row.done_on,
  doneNote: row.done_note,
  overdue: row.done_on === null && row.due_on < ctx.today,
})

async function loadPlans(ctx: Ctx, coopId: AnyId) {
  const plans = await store.plansOf(ctx, coopId)
  const tasks = await store.tasksOfPlans(
    ctx,
    plans.map(({ id }) => id),
  )
  return plans.map((plan) => ({ plan, tasks: tasks.filter((row) => row.plan_id === plan.id) }))
}

async function proposalOf(ctx: Ctx, coopId: AnyId) {
  const coop = await coopFacts(ctx, coopId)
  const [own] = (await proposalsFor(ctx, [coop])).proposed
  if (own === undefined) throw notFound()
  return own
}

/** A task that is still open, of a plan that runs. */
async function openTask(ctx: Ctx, of: { coopId: AnyId; taskId: AnyId }): Promise<TaskRow> {
  const task = await store.taskRow(ctx, of)
  if (task === null) throw notFound()
  const plan = await store.planStart(ctx, { coopId: of.coopId, planId: task.plan_id })
  if (plan?.open === true && task.done_on === null) return task
  throw new Refusal(
    'not_allowed_now',
    text('任务已完成,或方案已结束。', 'The task is done, or its plan has ended.'),
  )
}

const LATE = text('日期不能在今天之后', 'the date lies in the future')

export const planVerbs: Verbs<typeof contract, Ctx> = {
  readClassPlans: async (ctx, { coopId }) => {
    const { coop, proposal } = await proposalOf(ctx, coopId)
    const plans = await loadPlans(ctx, coopId)
    const running = plans.some(({ plan }) => plan.ended_on === null)
    const draft = coop.class === null || running ? null : draftPlan(coop.class, proposal, ctx.today)
    return {
      plans: plans.map(({ plan, tasks }) => ({
        planId: plan.id,
        class: plan.class,
        aim: plan.aim,
        helper: plan.helper,
        startsOn: plan.starts_on,
        dueOn: plan.due_on,
        endedOn: plan.ended_on,
        endNote: plan.end_note,
        by: plan.recorded_by,
        tasks: tasks.map((task) => taskOut(ctx, task)),
      })),
      draft:
        draft === null || coop.class === null
          ? null
          : {
              class: coop.class,
              aim: draft.aim,
              notes: draft.notes.map((note) => ({ ...note })),
              startsOn: ctx.today,
              dueOn: draft.dueOn,
              tasks: draft.tasks.map((task) => ({ ...task })),
            },
    }
  },

  makeClassPlan: async (ctx, { coopId, aim, helper, startsOn, dueOn, tasks }) => {
    await lockFor(ctx.tx, `class-plan:${coopId}`)
    const coop = await coopFacts(ctx, coopId)
    if (coop.class === null) throw noClass()
    if ((await store.plansOf(ctx, coopId)).some(({ ended_on: ended }) => ended === null)) {
      throw new Refusal(
        'conflict',
        text('该社已有正在执行的方案。', 'A plan of the co-op runs already.'),
      )
    }
    const faults: Fault[] = []
    if (startsOn > ctx.today) faults.push({ path: '$.startsOn', text: LATE })
    const outside = text('时限须在方案起止之内', 'must lie within the days of the plan')
    if (dueOn < startsOn) faults.push({ path: '$.dueOn', text: outside })
    tasks.forEach((task, i) => {
      if (task.dueOn < startsOn || task.dueOn > addDays(dueOn, 366)) {
        faults.push({ path: `$.tasks[${i}].dueOn`, text: outside })
      }
    })
    if (faults.length > 0) throw badInput(faults)
    const id = ctx.newId()
    await store.insertPlan(
      ctx,
      {
        id,
        coop_id: coopId as Id<'unit'>,
        class: coop.class,
        aim,
        helper,
        starts_on: startsOn,
        due_on: dueOn,
      },
      tasks.map((task) => ({
        id: ctx.newId(),
        what: task.what,
        responsible: task.responsible,
        due_on: task.dueOn,
        test: task.test,
      })),
    )
    ctx.record({
      entity: 'class_plan',
      id,
      after: { coopId, class: coop.class, aim, helper, dueOn, tasks: tasks.length },
    })
    return { planId: id }
  },

  endClassPlan: async (ctx, { coopId, planId, note }) => {
    if (!(await store.endPlanRow(ctx, { coopId, planId, note }))) {
      throw new Refusal(
        'not_allowed_now',
        text('没有这份正在执行的方案。', 'There is no running plan of that id.'),
      )
    }
    ctx.record({ entity: 'class_plan', id: planId, after: { endedOn: ctx.today, note } })
    return {}
  },

  saveClassTask: async (ctx, { coopId, planId, taskId, what, responsible, dueOn, test }) => {
    if (taskId !== null) {
      const before = await openTask(ctx, { coopId, taskId })
      await store.updateTask(ctx, taskId, { what, responsible, due_on: dueOn })
      ctx.record({
        entity: 'class_task',
        id: taskId,
        before: { what: before.what, responsible: before.responsible, dueOn: before.due_on },
        after: { what, responsible, dueOn },
      })
      return { taskId }
    }
    const plan = await store.planStart(ctx, { coopId, planId })
    if (plan === null) throw notFound()
    if (!plan.open) {
      throw new Refusal('not_allowed_now', text('方案已结束。', 'The plan has ended.'))
    }
    const id = ctx.newId()
    await store.insertTasks(ctx, { planId, coopId }, [
      { id, what, responsible, due_on: dueOn, test },
    ])
    ctx.record({ entity: 'class_task', id, after: { planId, what, responsible, dueOn } })
    return { taskId: id }
  },

  finishClassTask: async (ctx, { coopId, taskId, on, note }) => {
    if (on > ctx.today) throw badInput([{ path: '$.on', text: LATE }])
    await openTask(ctx, { coopId, taskId })
    await store.updateTask(ctx, taskId, { done_on: on, done_note: note, done_by: actorName(ctx) })
    ctx.record({ entity: 'class_task', id: taskId, after: { doneOn: on, note } })
    return {}
  },

  listClassTasks: async (ctx, { unitId, ...filter }) => {
    const { total, overdue, rows } = await store.listTasks(ctx, { unitId, ...filter })
    return {
      total,
      overdue,
      rows: rows.map((row) => ({
        ...taskOut(ctx, row),
        coop: { id: row.coop_id, name: row.coop_name },
        class: row.class,
      })),
    }
  },

  printClassPlan: async (ctx, { coopId, format }) => {
    const { coop, proposal } = await proposalOf(ctx, coopId)
    const [running] = (await loadPlans(ctx, coopId)).filter(({ plan }) => plan.ended_on === null)
    if (running === undefined) {
      throw new Refusal('not_allowed_now', text('先制定方案。', 'Make the plan first.'))
    }
    const { plan, tasks } = running
    const next = nextClass(plan.class)
    const paper = planPaper({
      coop: coop.name,
      town: coop.townName,
      village: coop.villageName,
      class: plan.class,
      aim: plan.aim,
      helper: plan.helper,
      startsOn: plan.starts_on,
      dueOn: plan.due_on,
      notes: CLASS_TASKS[plan.class].notes.map(({ zh }) => zh),
      steps: (next === null ? [] : stepsTo(proposal, next)).map(({ result, said }) => ({
        title: result.test.title.zh,
        said: said.zh,
        clause: result.test.clause,
      })),
      tasks: tasks.map((task) => ({
        what: task.what,
        responsible: task.responsible,
        dueOn: task.due_on,
        done: task.done_on === null ? null : `${task.done_on} ${task.done_note ?? ''}`,
      })),
    })
    ctx.record({ entity: 'class_plan', id: plan.id, after: { printed: format } })
    return await paperFile(ctx, paper, format)
  },
}
