import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import { talentTables, type New, type TalentTables } from '../store.ts'

export interface PostingRow extends Omit<TalentTables['posting'], 'county_id'> {
  readonly village_name: string
  readonly town_id: AnyId
  readonly town_name: string
  readonly until_on: LocalDate
  readonly open_tasks: number
  readonly late_tasks: number
}

const selectPostings = (ctx: Ctx, where: RawBuilder<unknown>) => sql<PostingRow>`
  SELECT p.*, u.name AS village_name, t.id AS town_id, t.name AS town_name,
    (SELECT m.until_on FROM posting_term m WHERE m.county_id = p.county_id AND m.posting_id = p.id
      ORDER BY m.seq DESC LIMIT 1) AS until_on,
    coalesce(k.open, 0) AS open_tasks, coalesce(k.late, 0) AS late_tasks
  FROM posting p
  JOIN org_unit u ON u.county_id = p.county_id AND u.id = p.village_id
  JOIN org_unit t ON t.county_id = p.county_id AND t.id = u.parent_id
  LEFT JOIN LATERAL (SELECT count(*)::int AS open,
      (count(*) FILTER (WHERE w.due_on < ${ctx.today}::date))::int AS late
    FROM posting_task w
    WHERE w.county_id = p.county_id AND w.posting_id = p.id AND w.done_on IS NULL) k ON true
  WHERE p.county_id = ${ctx.county} AND ${where}
  ORDER BY p.ended_on IS NOT NULL, t.name, u.name, p.kind, p.valid_from DESC, p.id`

/** Postings of villages the actor reaches. */
export async function postingRows(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined; readonly kind?: string | undefined },
): Promise<PostingRow[]> {
  const { unitId = null, kind = null } = filter
  const where = sql`${insideScope(ctx, 'p.village_id')}
    AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])
    AND (${kind}::text IS NULL OR p.kind = ${kind})`
  return (await selectPostings(ctx, where).execute(ctx.tx)).rows
}

/** Everybody who was ever sent to a village. */
export const postingsAt = async (ctx: Ctx, villageId: AnyId): Promise<PostingRow[]> =>
  (await selectPostings(ctx, sql`p.village_id = ${villageId}::uuid`).execute(ctx.tx)).rows

/** Who serves in these villages today. */
export const servingAt = async (
  ctx: Ctx,
  villageIds: readonly AnyId[],
): Promise<readonly PostingRow[]> =>
  (
    await selectPostings(
      ctx,
      sql`p.village_id = ANY (${idArray(villageIds)}) AND p.ended_on IS NULL`,
    ).execute(ctx.tx)
  ).rows

export async function postingRow(
  ctx: Ctx,
  of: { readonly villageId: AnyId; readonly id: AnyId },
): Promise<PostingRow | null> {
  const where = sql`p.id = ${of.id}::uuid AND p.village_id = ${of.villageId}::uuid`
  return (await selectPostings(ctx, where).execute(ctx.tx)).rows[0] ?? null
}

export async function insertPosting(
  ctx: Ctx,
  row: Omit<New<'posting'>, 'ended_on' | 'ending' | 'ended_why' | 'handover'>,
): Promise<void> {
  const open = { ended_on: null, ending: null, ended_why: null, handover: null }
  await talentTables(ctx.tx)
    .insertInto('posting')
    .values({ ...row, ...open, ...written(ctx) })
    .execute()
}

export async function endPosting(
  ctx: Ctx,
  id: AnyId,
  end: Pick<TalentTables['posting'], 'ended_on' | 'ending' | 'ended_why' | 'handover'>,
): Promise<void> {
  await talentTables(ctx.tx)
    .updateTable('posting')
    .set(end)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** The terms of a posting, the first one first. */
export const termsOf = (ctx: Ctx, postingId: AnyId): Promise<TalentTables['posting_term'][]> =>
  talentTables(ctx.tx)
    .selectFrom('posting_term')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('posting_id', '=', postingId)
    .orderBy('seq')
    .execute()

export async function insertTerm(ctx: Ctx, row: New<'posting_term'>): Promise<void> {
  await talentTables(ctx.tx)
    .insertInto('posting_term')
    .values({ ...row, ...written(ctx) })
    .execute()
}

export interface TaskRow extends Omit<TalentTables['posting_task'], 'county_id'> {
  readonly coop_name: string | null
}

/** The tasks of a posting, what is open first, by their days. */
export async function tasksOf(ctx: Ctx, postingId: AnyId): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    SELECT w.*, c.name AS coop_name FROM posting_task w
    LEFT JOIN org_unit c ON c.county_id = w.county_id AND c.id = w.coop_id
    WHERE w.county_id = ${ctx.county} AND w.posting_id = ${postingId}::uuid
    ORDER BY w.done_on IS NOT NULL, w.due_on, w.about_coop DESC, w.id`.execute(ctx.tx)
  return rows
}

export interface LateTask {
  readonly id: AnyId
  readonly village_id: AnyId
  readonly town_id: AnyId
  readonly village_name: string
  readonly posting_id: AnyId
  readonly what: string
  readonly due_on: LocalDate
}

/** Tasks of postings that go on, whose day is over. */
export async function lateTasks(ctx: Ctx): Promise<LateTask[]> {
  const { rows } = await sql<LateTask>`
    SELECT w.id, w.village_id, u.parent_id AS town_id, u.name AS village_name, w.posting_id, w.what,
      w.due_on
    FROM posting_task w
    JOIN posting p ON p.county_id = w.county_id AND p.id = w.posting_id AND p.ended_on IS NULL
    JOIN org_unit u ON u.county_id = w.county_id AND u.id = w.village_id
    WHERE w.county_id = ${ctx.county} AND w.done_on IS NULL AND w.due_on < ${ctx.today}::date
    ORDER BY w.due_on, w.id`.execute(ctx.tx)
  return rows
}

export async function insertTasks(
  ctx: Ctx,
  rows: readonly Omit<New<'posting_task'>, 'done_on' | 'outcome' | 'done_said' | 'done_by'>[],
): Promise<void> {
  if (rows.length === 0) return
  const open = { done_on: null, outcome: null, done_said: null, done_by: null }
  await talentTables(ctx.tx)
    .insertInto('posting_task')
    .values(rows.map((row) => ({ ...row, ...open, ...written(ctx) })))
    .execute()
}

export async function finishTask(
  ctx: Ctx,
  id: AnyId,
  end: Pick<TalentTables['posting_task'], 'done_on' | 'outcome' | 'done_said' | 'done_by'>,
): Promise<void> {
  await talentTables(ctx.tx)
    .updateTable('posting_task')
    .set(end)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export interface DueRow extends Omit<TalentTables['posting_due'], 'county_id'> {
  readonly village_name: string
  readonly town_id: AnyId
  readonly town_name: string
}

/** Villages the actor reaches that are due a first secretary today. */
export async function dueRows(ctx: Ctx, unitId?: AnyId): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    SELECT d.*, u.name AS village_name, t.id AS town_id, t.name AS town_name
    FROM posting_due d
    JOIN org_unit u ON u.county_id = d.county_id AND u.id = d.village_id
    JOIN org_unit t ON t.county_id = d.county_id AND t.id = u.parent_id
    WHERE d.county_id = ${ctx.county} AND ${insideScope(ctx, 'd.village_id')}
      AND d.valid_to IS NULL AND d.valid_from <= ${ctx.today}::date
      AND (${unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId ?? null}::uuid])
    ORDER BY t.name, u.name, d.id`.execute(ctx.tx)
  return rows
}

/** Villages among these that stand on the list already, or are no villages of the county. */
export async function unfitForDue(
  ctx: Ctx,
  villageIds: readonly AnyId[],
): Promise<{ readonly id: AnyId; readonly there: boolean }[]> {
  const ids = JSON.stringify(villageIds)
  const { rows } = await sql<{ id: AnyId; there: boolean }>`
    SELECT x.id, d.id IS NOT NULL AS there
    FROM jsonb_array_elements_text(${ids}::jsonb) AS g(value)
    CROSS JOIN LATERAL (SELECT g.value::uuid AS id) x
    LEFT JOIN org_unit u ON u.county_id = ${ctx.county} AND u.id = x.id AND u.kind = 'village'
    LEFT JOIN posting_due d ON d.county_id = ${ctx.county} AND d.village_id = x.id
      AND d.valid_to IS NULL
    WHERE u.id IS NULL OR d.id IS NOT NULL`.execute(ctx.tx)
  return rows
}

export async function insertDue(
  ctx: Ctx,
  rows: readonly Omit<New<'posting_due'>, 'valid_to' | 'ended_why'>[],
): Promise<void> {
  const open = { valid_to: null, ended_why: null }
  await talentTables(ctx.tx)
    .insertInto('posting_due')
    .values(rows.map((row) => ({ ...row, ...open, ...written(ctx) })))
    .execute()
}

/** @returns whether the village stood on the list. */
export async function endDue(
  ctx: Ctx,
  of: { readonly villageId: AnyId; readonly on: LocalDate; readonly why: string },
): Promise<boolean> {
  const row = await talentTables(ctx.tx)
    .updateTable('posting_due')
    .set({ valid_to: of.on, ended_why: of.why })
    .where('county_id', '=', ctx.county)
    .where('village_id', '=', of.villageId as never)
    .where('valid_to', 'is', null)
    .where('valid_from', '<=', of.on)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
