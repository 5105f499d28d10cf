import { sql } from 'kysely'
import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { actorName } from '../../../platform/actor.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import { type ListingRow, type ListingState, supervisionTables } from '../store.ts'

export type NamedListing = ListingRow & {
  readonly problem_year: number
  readonly problem_number: bigint
  readonly problem_title: string
  readonly unit_id: AnyId
  readonly unit_name: string
  readonly unit_kind: UnitKind
}

/** Plates and proposals inside the caller's reach: what waits first, then the running, then the past. */
export async function listingRows(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined; readonly past?: boolean },
): Promise<NamedListing[]> {
  const { rows } =
    await sql<NamedListing>`SELECT l.*, p.year AS problem_year, p.number AS problem_number,
      p.title AS problem_title, u.id AS unit_id, u.name AS unit_name, u.kind AS unit_kind
    FROM problem_listing l JOIN problem p ON p.county_id = l.county_id AND p.id = l.problem_id
    JOIN org_unit u ON u.county_id = p.county_id AND u.id = p.unit_id
    WHERE l.county_id = ${ctx.county} AND ${insideScope(ctx, 'p.unit_id')}
      AND (${filter.unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${filter.unitId ?? null}::uuid])
      AND (${filter.past === false}::boolean IS NOT TRUE OR l.state IN ('proposed', 'running', 'listed'))
    ORDER BY array_position(ARRAY['proposed', 'running', 'listed', 'removed', 'refused', 'dismissed'], l.state),
      l.due_on NULLS FIRST, l.id LIMIT 2000`.execute(ctx.tx)
  return rows
}

/** The plate or proposal of a problem that has not ended, locked; null when there is none. */
export async function liveListing(ctx: Ctx, problemId: AnyId): Promise<ListingRow | null> {
  const row = await supervisionTables(ctx.tx)
    .selectFrom('problem_listing')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('problem_id', '=', problemId)
    .where('state', 'in', ['proposed', 'running', 'listed'])
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** The plate whose case this is, locked. */
export async function listingOfCase(ctx: Ctx, caseId: AnyId): Promise<ListingRow | null> {
  const row = await supervisionTables(ctx.tx)
    .selectFrom('problem_listing')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function insertListing(
  ctx: Ctx,
  fresh: { readonly id: AnyId; readonly problemId: AnyId; readonly reason: string },
): Promise<void> {
  await supervisionTables(ctx.tx)
    .insertInto('problem_listing')
    .values({
      county_id: ctx.county,
      id: fresh.id,
      problem_id: fresh.problemId,
      reason: fresh.reason,
      proposed_on: ctx.today,
      proposed_by: actorName(ctx),
      state: 'proposed',
      dismissed_why: null,
      leader: null,
      due_on: null,
      case_id: null,
      year: null,
      number: null,
      listed_on: null,
      removed_on: null,
    })
    .execute()
}

export async function setListing(
  ctx: Ctx,
  id: AnyId,
  now: Partial<Omit<ListingRow, 'county_id' | 'id' | 'problem_id' | 'reason'>> & {
    readonly state?: ListingState
  },
): Promise<void> {
  await supervisionTables(ctx.tx)
    .updateTable('problem_listing')
    .set(now)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** The number of the next plate of the year. */
export const nextPlate = (ctx: Ctx): Promise<bigint> =>
  takeNumbers(ctx, { unitId: '', kind: 'plate', year: yearOf(ctx.today) })

export interface ListingWeek {
  readonly listing_id: AnyId
  readonly monday: LocalDate
  readonly version: number
  readonly progress: string
  readonly recorded_by: string
}

/** What was told of each week, its last version, the newest week first. */
export async function weekRows(ctx: Ctx, listingIds: readonly AnyId[]): Promise<ListingWeek[]> {
  const { rows } =
    await sql<ListingWeek>`SELECT DISTINCT ON (w.listing_id, w.monday) w.listing_id, w.monday,
      w.version, w.progress, w.recorded_by FROM problem_listing_week w
    WHERE w.county_id = ${ctx.county} AND w.listing_id = ANY (${idArray(listingIds)})
    ORDER BY w.listing_id, w.monday DESC, w.version DESC`.execute(ctx.tx)
  return rows
}

/** Writes a week down again, beside what was told before. @returns the version. */
export async function insertWeek(
  ctx: Ctx,
  week: { readonly listingId: AnyId; readonly monday: LocalDate; readonly progress: string },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    INSERT INTO problem_listing_week (county_id, listing_id, monday, version, progress, recorded_at, recorded_by)
    SELECT ${ctx.county}, ${week.listingId}::uuid, ${week.monday}::date, coalesce(max(version), 0) + 1,
      ${week.progress}, ${ctx.now}::timestamptz, ${actorName(ctx)}
    FROM problem_listing_week WHERE county_id = ${ctx.county} AND listing_id = ${week.listingId}::uuid
      AND monday = ${week.monday}::date
    RETURNING version`.execute(ctx.tx)
  return rows[0]?.version ?? 1
}
