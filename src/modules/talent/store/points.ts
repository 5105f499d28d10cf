import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName, written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, insertRows } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import { talentTables, type New, type TalentTables } from '../store.ts'

type Appeal = TalentTables['point_appeal']

/** A deed with what was said against it. */
export interface EventRow extends Omit<TalentTables['point_event'], 'county_id'> {
  readonly appeal_id: AnyId | null
  readonly appeal_what: string | null
  readonly appealed_on: LocalDate | null
  readonly appeal_due: LocalDate | null
  readonly decision: Appeal['decision']
  readonly decided_on: LocalDate | null
  readonly decision_reason: string | null
  readonly village_name: string
}

const selectEvents = (ctx: Ctx, where: RawBuilder<unknown>) => sql<EventRow>`
  SELECT e.*, a.id AS appeal_id, a.what AS appeal_what, a.appealed_on, a.due_on AS appeal_due,
    a.decision, a.decided_on, a.reason AS decision_reason, u.name AS village_name
  FROM point_event e
  JOIN org_unit u ON u.county_id = e.county_id AND u.id = e.village_id
  LEFT JOIN point_appeal a ON a.county_id = e.county_id AND a.event_id = e.id
  WHERE e.county_id = ${ctx.county} AND ${where}
  ORDER BY e.on_date DESC, e.recorded_at DESC, e.id`

const inYear = (year: number) =>
  sql`e.on_date >= ${`${year}-01-01`}::date AND e.on_date < ${`${year + 1}-01-01`}::date`

/** All deeds of a person. */
export const eventsOfPerson = async (ctx: Ctx, personId: AnyId): Promise<EventRow[]> =>
  (await selectEvents(ctx, sql`e.person_id = ${personId}::uuid`).execute(ctx.tx)).rows

/** The deeds of a year of these branches. */
export const eventsOfBranches = async (
  ctx: Ctx,
  branchIds: readonly AnyId[],
  year: number,
): Promise<EventRow[]> =>
  (
    await selectEvents(
      ctx,
      sql`e.branch_id = ANY (${idArray(branchIds)}) AND ${inYear(year)}`,
    ).execute(ctx.tx)
  ).rows

export async function eventRow(ctx: Ctx, id: AnyId): Promise<EventRow | null> {
  return (await selectEvents(ctx, sql`e.id = ${id}::uuid`).execute(ctx.tx)).rows[0] ?? null
}

/** Deeds that somebody appealed about, in villages the actor reaches; the open ones first. */
export async function appealedEvents(
  ctx: Ctx,
  state: 'open' | 'decided' | 'all',
): Promise<EventRow[]> {
  const where = sql`a.id IS NOT NULL AND ${insideScope(ctx, 'e.village_id')}
    AND (${state} = 'all' OR (a.decision IS NULL) = (${state} = 'open'))`
  const { rows } = await selectEvents(ctx, where).execute(ctx.tx)
  return rows.toSorted((a, b) => Number(a.decision !== null) - Number(b.decision !== null))
}

export async function insertEvent(
  ctx: Ctx,
  row: Omit<New<'point_event'>, 'withdrawn_on' | 'withdraw_reason'>,
): Promise<void> {
  await talentTables(ctx.tx)
    .insertInto('point_event')
    .values({ ...row, withdrawn_on: null, withdraw_reason: null, ...written(ctx) })
    .execute()
}

export async function withdrawEvent(ctx: Ctx, id: AnyId, reason: string): Promise<void> {
  await talentTables(ctx.tx)
    .updateTable('point_event')
    .set({ withdrawn_on: ctx.today, withdraw_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function insertAppeal(
  ctx: Ctx,
  row: Omit<New<'point_appeal'>, 'decision' | 'decided_on' | 'reason' | 'decided_by'>,
): Promise<void> {
  const open = { decision: null, decided_on: null, reason: null, decided_by: null }
  await talentTables(ctx.tx)
    .insertInto('point_appeal')
    .values({ ...row, ...open, ...written(ctx) })
    .execute()
}

/** An appeal about a deed in this village, locked; null when there is none of that id. */
export async function appealRow(
  ctx: Ctx,
  of: { readonly villageId: AnyId; readonly id: AnyId },
): Promise<Appeal | null> {
  const row = await talentTables(ctx.tx)
    .selectFrom('point_appeal')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('village_id', '=', of.villageId as never)
    .where('id', '=', of.id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function decideAppeal(
  ctx: Ctx,
  id: AnyId,
  said: { readonly decision: 'upheld' | 'rejected'; readonly reason: string },
): Promise<void> {
  await talentTables(ctx.tx)
    .updateTable('point_appeal')
    .set({ ...said, decided_on: ctx.today, decided_by: actorName(ctx) })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export type ClosingRow = TalentTables['point_closing']

/** The closings of these branches, of a year or of all. */
export async function closingsOf(
  ctx: Ctx,
  branchIds: readonly AnyId[],
  year?: number,
): Promise<ClosingRow[]> {
  const { rows } = await sql<ClosingRow>`SELECT * FROM point_closing
    WHERE county_id = ${ctx.county} AND branch_id = ANY (${idArray(branchIds)})
      AND (${year ?? null}::int IS NULL OR year = ${year ?? null}::int)`.execute(ctx.tx)
  return rows
}

export async function insertClosings(
  ctx: Ctx,
  rows: readonly New<'point_closing'>[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'point_closing',
      columns:
        'county_id integer, branch_id uuid, year integer, village_id uuid, persons integer, entries integer, points integer, sha256 text, recorded_at timestamptz, recorded_by text',
    },
    rows.map((row) => ({ ...row, ...written(ctx) })),
  )
}

export interface BranchSum {
  readonly branch_id: AnyId
  readonly village_id: AnyId
  readonly village_name: string
  readonly town_id: AnyId
  readonly town_name: string
  readonly active: number
  readonly entries: number
  readonly points: number
  readonly appeals: number
  readonly closed_on: LocalDate | null
}

/** The last year with a deed in villages the actor reaches; null where there is none. */
export async function lastYear(ctx: Ctx): Promise<number | null> {
  const { rows } = await sql<{ year: number | null }>`
    SELECT extract(year FROM max(e.on_date))::int AS year FROM point_event e
    WHERE e.county_id = ${ctx.county} AND ${insideScope(ctx, 'e.village_id')}`.execute(ctx.tx)
  return rows[0]?.year ?? null
}

/** The sums of a year by branch, of villages the actor reaches: branches with entries, and closed ones. */
export async function branchSums(
  ctx: Ctx,
  { year, unitId }: { readonly year: number; readonly unitId?: AnyId | undefined },
): Promise<BranchSum[]> {
  const { rows } = await sql<BranchSum>`
    WITH counted AS (
      SELECT e.branch_id, e.village_id, e.person_id, e.points,
        (e.withdrawn_on IS NULL) <> (coalesce(a.decision, '') = 'upheld') AS counts,
        a.id IS NOT NULL AND a.decision IS NULL AS appealed
      FROM point_event e
      LEFT JOIN point_appeal a ON a.county_id = e.county_id AND a.event_id = e.id
      WHERE e.county_id = ${ctx.county} AND ${inYear(year)}
    ), sums AS (
      SELECT branch_id, village_id,
        (count(DISTINCT person_id) FILTER (WHERE counts))::int AS active,
        (count(*) FILTER (WHERE counts))::int AS entries,
        coalesce(sum(points) FILTER (WHERE counts), 0)::int AS points,
        (count(*) FILTER (WHERE appealed))::int AS appeals
      FROM counted GROUP BY branch_id, village_id
    )
    SELECT coalesce(s.branch_id, c.branch_id) AS branch_id, u.id AS village_id,
      u.name AS village_name, t.id AS town_id, t.name AS town_name,
      coalesce(s.active, 0) AS active, coalesce(s.entries, 0) AS entries,
      coalesce(s.points, 0) AS points, coalesce(s.appeals, 0) AS appeals,
      (c.recorded_at AT TIME ZONE 'Asia/Shanghai')::date AS closed_on
    FROM sums s
    FULL JOIN (SELECT * FROM point_closing WHERE county_id = ${ctx.county} AND year = ${year}) c
      ON c.branch_id = s.branch_id
    JOIN org_unit u ON u.county_id = ${ctx.county} AND u.id = coalesce(s.village_id, c.village_id)
    JOIN org_unit t ON t.county_id = ${ctx.county} AND t.id = u.parent_id
    WHERE ${insideScope(ctx, 'u.id')}
      AND (${unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId ?? null}::uuid])
    ORDER BY t.name, u.name, 1`.execute(ctx.tx)
  return rows
}
