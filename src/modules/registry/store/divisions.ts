import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { DivisionLevel } from '../model.ts'
import { registry, uuids } from './batch.ts'
import type { DivisionImportRow, DivisionVersionRow } from './division-tables.ts'

/** The county's own unit, as the permission tree knows it; null before the first account was made. */
export async function countyUnit(ctx: Ctx): Promise<AnyId | null> {
  const row = await registry(ctx)
    .selectFrom('org_unit')
    .select('id')
    .where('county_id', '=', ctx.county)
    .where('kind', '=', 'county')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The code under which the tenant was set up. */
export async function countyCode(ctx: Ctx): Promise<string | null> {
  const row = await registry(ctx)
    .selectFrom('county')
    .select('code')
    .where('county_id', '=', ctx.county)
    .executeTakeFirst()
  return row?.code ?? null
}

export type ImportRow = Omit<DivisionImportRow, 'county_id'>

export async function listImports(ctx: Ctx): Promise<(ImportRow & { units: number })[]> {
  const rows = await sql<ImportRow & { units: number }>`
    SELECT i.id, i.vintage, i.effective_from, i.source, i.sha256, i.imported_at, i.imported_by,
      (SELECT count(*)::int FROM division_import_row r WHERE r.county_id = i.county_id
        AND r.import_id = i.id AND r.code IS NOT NULL) AS units
    FROM division_import i WHERE i.county_id = ${ctx.county} ORDER BY i.effective_from`.execute(
    ctx.tx,
  )
  return rows.rows
}

export type OpenVersion = Omit<
  DivisionVersionRow,
  'county_id' | 'name_pinyin' | 'name_initials'
> & {
  readonly first_from: LocalDate
  readonly first_by_list: boolean
}

/** Every open version of the county. */
export async function openVersions(ctx: Ctx): Promise<OpenVersion[]> {
  const rows = await sql<OpenVersion>`
    SELECT v.division_id, v.valid_from, v.valid_to, v.level, v.code, v.vintage, v.name, v.short_name,
      v.match_key, v.parent_id, v.event_id,
      (SELECT min(f.valid_from) FROM division_version f WHERE f.county_id = v.county_id
        AND f.division_id = v.division_id) AS first_from,
      v.event_id IS NULL AND NOT EXISTS (SELECT 1 FROM division_version e
        WHERE e.county_id = v.county_id AND e.division_id = v.division_id
        AND e.valid_from < v.valid_from) AS first_by_list
    FROM division_version v WHERE v.county_id = ${ctx.county} AND v.valid_to IS NULL`.execute(
    ctx.tx,
  )
  return rows.rows
}

/** The newest day on which an event changed a division; an older list can no longer be laid over it. */
export async function lastEventDate(ctx: Ctx): Promise<LocalDate | null> {
  const row = await registry(ctx)
    .selectFrom('division_event')
    .select(({ fn }) => fn.max('on_date').as('on_date'))
    .where('county_id', '=', ctx.county)
    .where('id', 'not in', (withdrawn) =>
      withdrawn
        .selectFrom('division_withdrawal')
        .select('event_id')
        .where('county_id', '=', ctx.county),
    )
    .executeTakeFirst()
  return row?.on_date ?? null
}

/** Ends the open versions of these divisions on a day. */
export async function closeVersions(
  ctx: Ctx,
  ids: readonly AnyId[],
  day: LocalDate,
): Promise<void> {
  if (ids.length === 0) return
  await sql`UPDATE division_version SET valid_to = ${day} WHERE county_id = ${ctx.county}
    AND valid_to IS NULL AND division_id = ANY(${uuids(ids)})`.execute(ctx.tx)
}

/** A first version that began earlier than its list: an event shows since when it exists. */
export async function backdateVersion(ctx: Ctx, id: AnyId, from: LocalDate): Promise<void> {
  await sql`UPDATE division_version SET valid_from = ${from} WHERE county_id = ${ctx.county}
    AND valid_to IS NULL AND division_id = ${id}`.execute(ctx.tx)
}

export interface ReconciliationRow {
  readonly id: AnyId
  readonly outcome: 'new' | 'same' | 'changed' | 'missing'
  readonly renamed: boolean
  readonly recoded: boolean
  readonly relevelled: boolean
  readonly code: string | null
  readonly name: string | null
  readonly level: DivisionLevel
  readonly short_name: string
  readonly town: string
  readonly old_name: string | null
  readonly old_code: string | null
  /** Whether the division still has an open version. */
  readonly open: boolean
}

/** What an import found, with what stood before it and what has become of it since. */
export async function reconciliationRows(
  ctx: Ctx,
  list: Pick<ImportRow, 'id' | 'effective_from'>,
): Promise<ReconciliationRow[]> {
  const rows = await sql<ReconciliationRow>`
    SELECT r.division_id AS id, r.outcome, r.renamed, r.recoded, r.relevelled, r.code, r.name,
      now.level, now.short_name, coalesce(town.short_name, '') AS town,
      before.name AS old_name, before.code AS old_code,
      EXISTS (SELECT 1 FROM division_version o WHERE o.county_id = r.county_id
        AND o.division_id = r.division_id AND o.valid_to IS NULL) AS open
    FROM division_import_row r
    CROSS JOIN LATERAL (SELECT v.level, v.short_name, v.parent_id FROM division_version v
      WHERE v.county_id = r.county_id AND v.division_id = r.division_id
      ORDER BY (v.valid_from <= ${list.effective_from}::date) DESC,
        CASE WHEN v.valid_from <= ${list.effective_from}::date THEN v.valid_from END DESC,
        v.valid_from LIMIT 1) now
    LEFT JOIN LATERAL (SELECT v.name, v.code FROM division_version v
      WHERE v.county_id = r.county_id AND v.division_id = r.division_id
      AND v.valid_from < ${list.effective_from}::date
      ORDER BY v.valid_from DESC LIMIT 1) before ON r.outcome <> 'new'
    LEFT JOIN LATERAL (SELECT v.short_name FROM division_version v
      WHERE v.county_id = r.county_id AND v.division_id = now.parent_id
      ORDER BY v.valid_from DESC LIMIT 1) town ON now.level IN ('village', 'community')
    WHERE r.county_id = ${ctx.county} AND r.import_id = ${list.id}
    ORDER BY coalesce(r.code, before.code), now.short_name`.execute(ctx.tx)
  return rows.rows
}
