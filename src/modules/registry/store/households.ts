import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import { containing, on, registry, uuids } from './batch.ts'
import type { BranchRow, CollectiveRow, HouseholdRow } from './tables.ts'

/** The last known name of the village of a row `x`. */
const villageName = (alias: string) => sql`(SELECT d.short_name FROM division_version d
  WHERE d.county_id = ${sql.ref(`${alias}.county_id`)}
  AND d.division_id = ${sql.ref(`${alias}.village_id`)}
  ORDER BY d.valid_from DESC LIMIT 1) AS village_name`

export interface UnitFilter {
  readonly unitId?: AnyId | undefined
  readonly q?: string | undefined
  readonly pinyin?: string | null | undefined
  readonly limit: number
  readonly offset: number
}

const inUnit = (column: string, unitId: AnyId) => sql`EXISTS (SELECT 1 FROM org_unit o
  WHERE o.county_id = app_county() AND o.id = ${sql.ref(column)}
  AND o.ancestors @> ${uuids([unitId])})`

/** Conditions that lists of things with a village and a name share. */
function listed(ctx: Ctx, filter: UnitFilter, name: string): RawBuilder<unknown>[] {
  const parts: RawBuilder<unknown>[] = [
    sql`x.county_id = ${ctx.county}`,
    insideScope(ctx, 'x.village_id'),
  ]
  if (filter.unitId !== undefined) parts.push(inUnit('x.village_id', filter.unitId))
  if (filter.q !== undefined && filter.q !== '')
    parts.push(sql`${sql.ref(`x.${name}`)} LIKE ${containing(filter.q)}`)
  return parts
}

export type BranchState = BranchRow & {
  readonly village_name: string
  readonly secretary_id: AnyId | null
  readonly secretary_name: string | null
  readonly committee: number
  readonly members: number
}

export async function branchRows(
  ctx: Ctx,
  filter: UnitFilter & { readonly asOf: LocalDate },
): Promise<{ total: number; rows: BranchState[] }> {
  const where = sql.join(listed(ctx, filter, 'name'), sql` AND `)
  const rows = await sql<BranchState>`
    SELECT x.*, ${villageName('x')}, s.person_id AS secretary_id, s.name AS secretary_name,
      coalesce(n.committee, 0) AS committee, coalesce(n.members, 0) AS members
    FROM branch x
    LEFT JOIN LATERAL (SELECT m.person_id, p.name FROM party_membership m
      JOIN person p ON p.county_id = m.county_id AND p.id = m.person_id
      WHERE m.county_id = x.county_id AND m.branch_id = x.id AND m.secretary
        AND ${on('m', filter.asOf)} ORDER BY m.valid_from DESC LIMIT 1) s ON true
    LEFT JOIN (SELECT m.branch_id, count(*)::int AS members,
        count(*) FILTER (WHERE m.committee)::int AS committee
      FROM party_membership m WHERE m.county_id = ${ctx.county} AND ${on('m', filter.asOf)}
      GROUP BY m.branch_id) n ON n.branch_id = x.id
    WHERE ${where} ORDER BY x.name_pinyin, x.id
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  const total = await sql<{ total: number }>`
    SELECT count(*)::int AS total FROM branch x WHERE ${where}`.execute(ctx.tx)
  return { total: total.rows[0]?.total ?? 0, rows: rows.rows }
}

export async function collectiveRows(
  ctx: Ctx,
  filter: UnitFilter,
): Promise<{ total: number; rows: (CollectiveRow & { village_name: string })[] }> {
  const where = sql.join(
    [...listed(ctx, filter, 'name'), sql`(x.ended_on IS NULL OR x.ended_on > ${ctx.today}::date)`],
    sql` AND `,
  )
  const rows = await sql<CollectiveRow & { village_name: string }>`
    SELECT x.*, ${villageName('x')} FROM collective x WHERE ${where}
    ORDER BY x.name, x.id LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  const total = await sql<{ total: number }>`
    SELECT count(*)::int AS total FROM collective x WHERE ${where}`.execute(ctx.tx)
  return { total: total.rows[0]?.total ?? 0, rows: rows.rows }
}

/** Everything of a village that has its own name: branches and collectives. */
export async function bodiesOf(
  ctx: Ctx,
  villageId: AnyId,
): Promise<{ branches: BranchRow[]; collectives: CollectiveRow[] }> {
  const branches = await sql<BranchRow>`SELECT * FROM branch WHERE county_id = ${ctx.county}
    AND village_id = ${villageId} AND ended_on IS NULL ORDER BY name`.execute(ctx.tx)
  const collectives = await sql<CollectiveRow>`SELECT * FROM collective
    WHERE county_id = ${ctx.county} AND village_id = ${villageId} AND ended_on IS NULL
    ORDER BY name`.execute(ctx.tx)
  return { branches: branches.rows, collectives: collectives.rows }
}

/** Names that are taken, as `village|name`, of a table with a name unique in its village. */
export async function takenNames(
  ctx: Ctx,
  table: 'branch' | 'collective' | 'household',
  villageIds: readonly AnyId[],
): Promise<Set<string>> {
  const name = sql.ref(table === 'household' ? 'number' : 'name')
  const rows = await sql<{ key: string }>`
    SELECT village_id || '|' || ${name} AS key FROM ${sql.table(table)}
    WHERE county_id = ${ctx.county} AND village_id = ANY(${uuids(villageIds)})`.execute(ctx.tx)
  return new Set(rows.rows.map((row) => row.key))
}

export async function collectivesByCode(ctx: Ctx, codes: readonly string[]): Promise<Set<string>> {
  const list = JSON.stringify(codes)
  const rows = await sql<{ credit_code: string }>`
    SELECT credit_code FROM collective WHERE county_id = ${ctx.county} AND ended_on IS NULL
    AND credit_code IN (SELECT jsonb_array_elements_text(${list}::jsonb))`.execute(ctx.tx)
  return new Set(rows.rows.map((row) => row.credit_code))
}

export type HouseholdState = HouseholdRow & {
  readonly village_name: string
  readonly persons: number
}

const householdState = sql`SELECT x.*, ${villageName('x')},
  (SELECT count(*)::int FROM person p WHERE p.county_id = x.county_id AND p.household_id = x.id
    AND p.ended_on IS NULL) AS persons
  FROM household x`

export async function householdRows(
  ctx: Ctx,
  filter: UnitFilter & { readonly assisted?: boolean | undefined },
): Promise<{ total: number; assisted: number; rows: HouseholdState[] }> {
  const parts = listed(ctx, { ...filter, q: undefined }, 'number')
  // People of a co-op see the households of its members, wherever they live.
  parts[1] = sql`(${insideScope(ctx, 'x.village_id')} OR EXISTS (SELECT 1 FROM person p
    JOIN person_coop c ON c.county_id = p.county_id AND c.person_id = p.id
    WHERE p.county_id = x.county_id AND p.household_id = x.id AND ${insideScope(ctx, 'c.coop_id')}))`
  if (filter.q !== undefined && filter.q !== '') {
    const q = containing(filter.q)
    parts.push(sql`(x.number LIKE ${q} OR x.head_name LIKE ${q})`)
  }
  if (filter.assisted !== undefined) parts.push(sql`x.assisted = ${filter.assisted}`)
  const where = sql.join(parts, sql` AND `)
  const rows = await sql<HouseholdState>`${householdState} WHERE ${where}
    ORDER BY village_name, x.number, x.id
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  const counts = await sql<{ total: number; assisted: number }>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE x.assisted)::int AS assisted
    FROM household x WHERE ${where}`.execute(ctx.tx)
  return { ...(counts.rows[0] ?? { total: 0, assisted: 0 }), rows: rows.rows }
}

/** Households by id, whoever asks. */
export async function householdsById(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, HouseholdState>> {
  const rows = await sql<HouseholdState>`${householdState} WHERE x.county_id = ${ctx.county}
    AND x.id = ANY(${uuids(ids)})`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [row.id, row]))
}

export async function updateHousehold(
  ctx: Ctx,
  id: AnyId,
  change: Partial<Omit<HouseholdRow, 'county_id' | 'id' | 'village_id'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await registry(ctx)
    .updateTable('household')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function householdsOfVillage(ctx: Ctx, villageId: AnyId): Promise<HouseholdRow[]> {
  const rows = await sql<HouseholdRow>`SELECT * FROM household WHERE county_id = ${ctx.county}
    AND village_id = ${villageId} ORDER BY number`.execute(ctx.tx)
  return rows.rows
}
