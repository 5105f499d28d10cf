import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { DivisionEventKind, DivisionLevel } from '../model.ts'
import { on, unitsAbove, uuids } from './batch.ts'
import type { DivisionVersionRow } from './division-tables.ts'

interface Named {
  readonly id: AnyId
  readonly name: string
}

export interface NodeRow {
  readonly id: AnyId
  readonly parent_id: AnyId | null
  readonly level: DivisionLevel
  readonly code: string | null
  readonly vintage: string | null
  readonly name: string
  readonly short_name: string
  readonly in_latest_list: boolean
}

/** The newest list in force on a day. */
export async function listInForce(
  ctx: Ctx,
  asOf: LocalDate,
): Promise<{ id: AnyId; vintage: string } | null> {
  const rows = await sql<{ id: AnyId; vintage: string }>`
    SELECT id, vintage FROM division_import WHERE county_id = ${ctx.county}
    AND effective_from <= ${asOf}::date ORDER BY effective_from DESC LIMIT 1`.execute(ctx.tx)
  return rows.rows[0] ?? null
}

/** The divisions of a day that the actor reaches, and those above them. */
export async function treeNodes(
  ctx: Ctx,
  at: { asOf: LocalDate; listId: AnyId | null; parentId: AnyId | undefined },
): Promise<NodeRow[]> {
  const above = await unitsAbove(ctx)
  const below = at.parentId === undefined ? sql`` : sql`AND v.parent_id = ${at.parentId}`
  const rows = await sql<NodeRow>`
    SELECT v.division_id AS id, v.parent_id, v.level, v.code, v.vintage, v.name, v.short_name,
      NOT EXISTS (SELECT 1 FROM division_import_row r WHERE r.county_id = v.county_id
        AND r.import_id = ${at.listId}::uuid AND r.division_id = v.division_id
        AND r.outcome = 'missing') AS in_latest_list
    FROM division_version v
    WHERE v.county_id = ${ctx.county} AND ${on('v', at.asOf)} ${below}
      AND (${insideScope(ctx, 'v.division_id')} OR v.division_id = ANY(${uuids(above)}))
    ORDER BY length(v.code) NULLS LAST, v.code, v.short_name`.execute(ctx.tx)
  return rows.rows
}

export type VersionRow = Omit<DivisionVersionRow, 'county_id' | 'name_pinyin' | 'name_initials'>

export async function versionsOf(ctx: Ctx, id: AnyId): Promise<VersionRow[]> {
  const rows = await sql<VersionRow>`
    SELECT division_id, valid_from, valid_to, level, code, vintage, name, short_name, match_key,
      parent_id, event_id
    FROM division_version WHERE county_id = ${ctx.county} AND division_id = ${id}
    ORDER BY valid_from`.execute(ctx.tx)
  return rows.rows
}

/** The last known names of divisions, whether they still exist, came to an end, or never were. */
export async function namesOf(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, string>> {
  const rows = await sql<Named>`
    SELECT DISTINCT ON (x.id) x.id, x.name FROM (
      SELECT division_id AS id, short_name AS name, valid_from, 1 AS counts FROM division_version
      WHERE county_id = ${ctx.county} AND division_id = ANY(${uuids(ids)})
      UNION ALL
      SELECT division_id, short_name, valid_from, 0 FROM division_version_withdrawn
      WHERE county_id = ${ctx.county} AND division_id = ANY(${uuids(ids)})) x
    ORDER BY x.id, x.counts DESC, x.valid_from DESC`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [row.id, row.name]))
}

/** The code of a division in each list, oldest first. */
export async function codesOf(
  ctx: Ctx,
  id: AnyId,
): Promise<{ vintage: string; code: string | null; name: string | null }[]> {
  const rows = await sql<{ vintage: string; code: string | null; name: string | null }>`
    SELECT i.vintage, r.code, r.name FROM division_import_row r
    JOIN division_import i ON i.county_id = r.county_id AND i.id = r.import_id
    WHERE r.county_id = ${ctx.county} AND r.division_id = ${id}
    ORDER BY i.effective_from`.execute(ctx.tx)
  return rows.rows
}

export interface EventLink {
  readonly id: AnyId
  readonly kind: DivisionEventKind
  readonly on_date: LocalDate
  readonly document: string
  readonly note: string
  readonly division_id: AnyId
  readonly role: 'from' | 'to' | 'self'
  readonly withdrawn_reason: string | null
  readonly withdrawn_document: string | null
  readonly withdrawn_at: Instant | null
  readonly withdrawn_by: string | null
}

const withdrawn = sql`w.reason AS withdrawn_reason, w.document AS withdrawn_document,
  w.recorded_at AS withdrawn_at, w.recorded_by AS withdrawn_by`
const withdrawals = sql`LEFT JOIN division_withdrawal w ON w.county_id = e.county_id
  AND w.event_id = e.id`

export type EventRow = EventLink & { readonly recorded_at: string; readonly recorded_by: string }

/** A page of the county's events with all their links, newest first, and how many there are. */
export async function eventRows(
  ctx: Ctx,
  at: { kind: DivisionEventKind | undefined; limit: number; offset: number },
): Promise<{ total: number; links: EventRow[] }> {
  const chosen = sql`x.county_id = ${ctx.county}
    AND (${at.kind ?? null}::text IS NULL OR x.kind = ${at.kind ?? null})`
  const rows = await sql<EventRow>`
    SELECT e.id, e.kind, e.on_date, e.document, e.note, e.recorded_at, e.recorded_by,
      l.division_id, l.role, ${withdrawn}
    FROM (SELECT * FROM division_event x WHERE ${chosen}
      ORDER BY x.on_date DESC, x.id DESC LIMIT ${at.limit} OFFSET ${at.offset}) e
    JOIN division_event_link l ON l.county_id = e.county_id AND l.event_id = e.id
    ${withdrawals}
    ORDER BY e.on_date DESC, e.id DESC, l.role`.execute(ctx.tx)
  const total = await sql<{ total: number }>`
    SELECT count(*)::int AS total FROM division_event x WHERE ${chosen}`.execute(ctx.tx)
  return { total: total.rows[0]?.total ?? 0, links: rows.rows }
}

/** All links of the events that touch a division, oldest event first. */
export async function eventLinksOf(ctx: Ctx, id: AnyId): Promise<EventLink[]> {
  const rows = await sql<EventLink>`
    SELECT e.id, e.kind, e.on_date, e.document, e.note, l.division_id, l.role,
      ${withdrawn}
    FROM division_event e
    JOIN division_event_link l ON l.county_id = e.county_id AND l.event_id = e.id
    ${withdrawals}
    WHERE e.county_id = ${ctx.county} AND e.id IN (SELECT event_id FROM division_event_link
      WHERE county_id = ${ctx.county} AND division_id = ${id})
    ORDER BY e.on_date, e.id, l.role`.execute(ctx.tx)
  return rows.rows
}
