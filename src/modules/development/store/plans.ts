import { written } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { CoopClass } from '../model.ts'
import { developmentTables, type PlanRow, type TaskRow } from '../store.ts'

/** The plans of a co-op, the newest first. */
export const plansOf = (ctx: Ctx, coopId: AnyId): Promise<PlanRow[]> =>
  developmentTables(ctx.tx)
    .selectFrom('class_plan')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .orderBy('starts_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()

export const tasksOfPlans = (ctx: Ctx, planIds: readonly AnyId[]): Promise<TaskRow[]> =>
  developmentTables(ctx.tx)
    .selectFrom('class_task')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('plan_id', planIds))
    .orderBy('due_on')
    .orderBy('id')
    .execute()

type NewPlan = Pick<PlanRow, 'id' | 'coop_id' | 'class' | 'aim' | 'helper' | 'starts_on' | 'due_on'>
type NewTask = Pick<TaskRow, 'id' | 'what' | 'responsible' | 'due_on' | 'test'>

export async function insertPlan(
  ctx: Ctx,
  plan: NewPlan,
  tasks: readonly NewTask[],
): Promise<void> {
  await developmentTables(ctx.tx)
    .insertInto('class_plan')
    .values({ ...plan, ended_on: null, end_note: null, ...written(ctx) })
    .execute()
  await insertTasks(ctx, { planId: plan.id, coopId: plan.coop_id }, tasks)
}

export async function insertTasks(
  ctx: Ctx,
  of: { readonly planId: AnyId; readonly coopId: AnyId },
  tasks: readonly NewTask[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'class_task',
      columns: `county_id int, id uuid, plan_id uuid, coop_id uuid, what text, responsible text, due_on date,
        test text, recorded_at timestamptz, recorded_by text`,
    },
    tasks.map((task) => ({
      ...task,
      plan_id: of.planId,
      coop_id: of.coopId,
      ...written(ctx),
    })),
  )
}

/** Ends the open plan of that id. @returns whether there was one. */
export async function endPlanRow(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly planId: AnyId; readonly note: string },
): Promise<boolean> {
  const { numUpdatedRows } = await developmentTables(ctx.tx)
    .updateTable('class_plan')
    .set({ ended_on: ctx.today, end_note: of.note })
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', of.coopId)
    .where('id', '=', of.planId)
    .where('ended_on', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** A task of a co-op, locked; null when there is none of that id. */
export async function taskRow(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly taskId: AnyId },
): Promise<TaskRow | null> {
  const row = await developmentTables(ctx.tx)
    .selectFrom('class_task')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', of.coopId)
    .where('id', '=', of.taskId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function updateTask(
  ctx: Ctx,
  taskId: AnyId,
  change: Partial<
    Pick<TaskRow, 'what' | 'responsible' | 'due_on' | 'done_on' | 'done_note' | 'done_by'>
  >,
): Promise<void> {
  await developmentTables(ctx.tx)
    .updateTable('class_task')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', taskId)
    .execute()
}

export interface ListedTask extends TaskRow {
  readonly coop_name: string
  readonly class: CoopClass
}

/** Tasks of the plans that run, of the co-ops the actor reaches: the first due first. */
export async function listTasks(
  ctx: Ctx,
  filter: {
    readonly unitId: AnyId | undefined
    readonly state: 'open' | 'overdue' | 'done' | 'all'
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; overdue: number; rows: ListedTask[] }> {
  const unit = filter.unitId ?? null
  const state = {
    open: sql`t.done_on IS NULL`,
    overdue: sql`t.done_on IS NULL AND t.due_on < ${ctx.today}::date`,
    done: sql`t.done_on IS NOT NULL`,
    all: sql`true`,
  }[filter.state]
  const from = sql`FROM class_task t
    JOIN class_plan p ON p.county_id = t.county_id AND p.id = t.plan_id AND p.ended_on IS NULL
    JOIN org_unit u ON u.county_id = t.county_id AND u.id = t.coop_id
    WHERE t.county_id = ${ctx.county} AND ${insideScope(ctx, 't.coop_id')}
      AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}::uuid])`
  const sums = await sql<{ total: number; overdue: number }>`
    SELECT count(*) FILTER (WHERE ${state})::int AS total,
      count(*) FILTER (WHERE t.done_on IS NULL AND t.due_on < ${ctx.today}::date)::int AS overdue
    ${from}`.execute(ctx.tx)
  const { rows } = await sql<ListedTask>`
    SELECT t.*, u.name AS coop_name, p.class ${from} AND ${state}
    ORDER BY t.done_on NULLS FIRST, t.due_on, u.name, t.id
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return { ...(sums.rows[0] ?? { total: 0, overdue: 0 }), rows }
}

export interface PlanCount {
  readonly coopId: Id<'unit'>
  readonly open: number
  readonly overdue: number
  readonly done: number
}

/** How far the running plans of these co-ops are; those without one are absent. */
export async function planCounts(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<Map<AnyId, PlanCount>> {
  const { rows } = await sql<PlanCount>`
    SELECT p.coop_id AS "coopId", count(t.id) FILTER (WHERE t.done_on IS NULL)::int AS open,
      count(t.id) FILTER (WHERE t.done_on IS NULL AND t.due_on < ${ctx.today}::date)::int AS overdue,
      count(t.id) FILTER (WHERE t.done_on IS NOT NULL)::int AS done
    FROM class_plan p LEFT JOIN class_task t ON t.county_id = p.county_id AND t.plan_id = p.id
    WHERE p.county_id = ${ctx.county} AND p.ended_on IS NULL AND ${isOneOf('p.coop_id', coopIds)}
    GROUP BY p.coop_id`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.coopId, row]))
}

/** A day of a plan: nothing of it lies before its start. */
export const planStart = async (
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly planId: AnyId },
): Promise<{ startsOn: LocalDate; open: boolean } | null> => {
  const row = await developmentTables(ctx.tx)
    .selectFrom('class_plan')
    .select(['starts_on as startsOn', 'ended_on'])
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', of.coopId)
    .where('id', '=', of.planId)
    .executeTakeFirst()
  return row === undefined ? null : { startsOn: row.startsOn, open: row.ended_on === null }
}
