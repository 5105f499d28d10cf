import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { KnownVersion, LiveEvent } from '../model.ts'
import { registry, uuids } from './batch.ts'

export type RecordedEvent = LiveEvent & {
  readonly recordedAt: Instant
  readonly withdrawn: boolean
}

/** Every event of the county with the units it tells of, in the order in which they were recorded. */
export async function recordedEvents(ctx: Ctx): Promise<RecordedEvent[]> {
  const rows = await sql<RecordedEvent>`
    SELECT e.id, e.kind, e.on_date AS date, e.recorded_at AS "recordedAt",
      w.event_id IS NOT NULL AS withdrawn,
      coalesce(array_agg(l.division_id) FILTER (WHERE l.role IN ('from', 'self')), '{}') AS "from",
      coalesce(array_agg(l.division_id) FILTER (WHERE l.role IN ('to', 'self')), '{}') AS "to"
    FROM division_event e
    JOIN division_event_link l ON l.county_id = e.county_id AND l.event_id = e.id
    LEFT JOIN division_withdrawal w ON w.county_id = e.county_id AND w.event_id = e.id
    WHERE e.county_id = ${ctx.county}
    GROUP BY e.id, e.kind, e.on_date, e.recorded_at, w.event_id ORDER BY e.id`.execute(ctx.tx)
  return rows.rows
}

/** Every version of every division as it counts now, the oldest of each first. */
export async function knownVersions(ctx: Ctx): Promise<KnownVersion[]> {
  const rows = await sql<KnownVersion>`
    SELECT v.division_id AS id, v.valid_from AS "validFrom", v.valid_to AS "validTo",
      v.short_name AS "shortName", v.parent_id AS "parentId", v.event_id AS "eventId",
      CASE WHEN v.event_id IS NULL THEN i.effective_from END AS "listFrom"
    FROM division_version v
    LEFT JOIN division_import i ON i.county_id = v.county_id AND i.vintage = v.vintage
    WHERE v.county_id = ${ctx.county} ORDER BY v.division_id, v.valid_from`.execute(ctx.tx)
  return rows.rows
}

/** Label of the first list that was imported after an instant; null when there is none. */
export async function listSince(ctx: Ctx, instant: Instant): Promise<string | null> {
  const row = await registry(ctx)
    .selectFrom('division_import')
    .select('vintage')
    .where('county_id', '=', ctx.county)
    .where('imported_at', '>', instant)
    .orderBy('effective_from')
    .limit(1)
    .executeTakeFirst()
  return row?.vintage ?? null
}

/** Moves the versions that an event began out of what counts, into what was withdrawn. */
export async function withdrawVersions(ctx: Ctx, eventId: AnyId): Promise<void> {
  await sql`INSERT INTO division_version_withdrawn (county_id, event_id, division_id, valid_from,
      level, code, vintage, name, short_name, match_key, parent_id, name_pinyin, name_initials)
    SELECT county_id, event_id, division_id, valid_from, level, code, vintage, name, short_name,
      match_key, parent_id, name_pinyin, name_initials
    FROM division_version WHERE county_id = ${ctx.county} AND event_id = ${eventId}`.execute(ctx.tx)
  await sql`DELETE FROM division_version
    WHERE county_id = ${ctx.county} AND event_id = ${eventId}`.execute(ctx.tx)
}

/** The versions of these divisions that ended on a day go on. */
export async function reopenVersions(
  ctx: Ctx,
  ids: readonly AnyId[],
  day: LocalDate,
): Promise<void> {
  if (ids.length === 0) return
  await sql`UPDATE division_version SET valid_to = NULL WHERE county_id = ${ctx.county}
    AND valid_to = ${day} AND division_id = ANY(${uuids(ids)})`.execute(ctx.tx)
}

/** A version begins on another day. */
export async function moveStart(
  ctx: Ctx,
  id: AnyId,
  day: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<void> {
  await sql`UPDATE division_version SET valid_from = ${day.to} WHERE county_id = ${ctx.county}
    AND division_id = ${id} AND valid_from = ${day.from}`.execute(ctx.tx)
}

/** Which of the units hold something: people, bodies, co-ops, figures, units below. */
export async function occupiedUnits(ctx: Ctx, ids: readonly AnyId[]): Promise<Set<AnyId>> {
  const holds = [
    ['person', 'village_id'],
    ['household', 'village_id'],
    ['branch', 'village_id'],
    ['collective', 'village_id'],
    ['village_base', 'village_id'],
    ['village_survey', 'village_id'],
    ['village_industry', 'village_id'],
    ['cooperative_version', 'village_id'],
    ['industry_chain', 'town_id'],
    ['coop_union', 'seat_id'],
    ['org_unit', 'parent_id'],
  ].map(
    ([table, column]) => sql`SELECT ${sql.ref(`x.${column}`)} AS id FROM ${sql.table(`${table}`)} x
      WHERE x.county_id = ${ctx.county} AND ${sql.ref(`x.${column}`)} = ANY(${uuids(ids)})`,
  )
  const rows = await sql<{ id: AnyId }>`${sql.join(holds, sql` UNION `)}`.execute(ctx.tx)
  return new Set(rows.rows.map((row) => row.id))
}
