import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { tables } from '../../../platform/db.ts'
import type { RegistryTables } from './tables.ts'

export const registry = (ctx: Ctx) => tables<RegistryTables>(ctx.tx)

/** PostgreSQL takes at most 65,535 parameters a statement. */
const PARAMETERS_MAX = 60_000
const ROWS_MAX = 1000

/** Inserts rows of one table in as few statements as the parameter limit allows; `county_id` is added. */
export async function insertMany<T extends keyof RegistryTables>(
  ctx: Ctx,
  table: T,
  rows: readonly Omit<RegistryTables[T], 'county_id'>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length + 1
  const size = Math.min(ROWS_MAX, Math.floor(PARAMETERS_MAX / columns))
  for (let i = 0; i < rows.length; i += size) {
    const chunk = rows.slice(i, i + size).map((row) => ({ county_id: ctx.county, ...row }))
    // The row type above is the check; Kysely's own insert type cannot be computed for an open T.
    await registry(ctx)
      .insertInto(table)
      .values(chunk as never)
      .execute()
  }
}

/** Rows of a dated table that count on a day: from `valid_from`, up to but not including `valid_to`. */
export const on = (alias: string, day: LocalDate) =>
  sql<boolean>`${sql.ref(`${alias}.valid_from`)} <= ${day}::date AND (${sql.ref(
    `${alias}.valid_to`,
  )} IS NULL OR ${sql.ref(`${alias}.valid_to`)} > ${day}::date)`

export const uuids = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`

/** A LIKE pattern that finds the text anywhere; the wildcards in it are taken literally. */
export const containing = (typed: string): string => `%${literal(typed)}%`
export const startingWith = (typed: string): string => `${literal(typed)}%`
const literal = (typed: string): string => typed.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

/** Which of the units lie inside `unitId` (itself included), with their kinds. */
export async function unitsInside(
  ctx: Ctx,
  unitId: AnyId,
  ids: readonly AnyId[],
): Promise<Map<AnyId, UnitKind>> {
  const rows = await sql<{ id: AnyId; kind: UnitKind }>`
    SELECT id, kind FROM org_unit WHERE county_id = ${ctx.county}
    AND id = ANY(${uuids(ids)}) AND ancestors @> ${uuids([unitId])}`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [row.id, row.kind]))
}

/** The units the actor reaches and everything above them: names of those are no secret. */
export async function unitsAbove(ctx: Ctx): Promise<AnyId[]> {
  const rows = await sql<{ id: AnyId }>`
    SELECT DISTINCT unnest(ancestors) AS id FROM org_unit
    WHERE county_id = ${ctx.county} AND id = ANY(${uuids(ctx.scope)})`.execute(ctx.tx)
  return rows.rows.map((row) => row.id)
}

export async function unitKind(ctx: Ctx, id: AnyId): Promise<UnitKind | null> {
  const rows = await sql<{ kind: UnitKind }>`
    SELECT kind FROM org_unit WHERE county_id = ${ctx.county} AND id = ${id}`.execute(ctx.tx)
  return rows.rows[0]?.kind ?? null
}
