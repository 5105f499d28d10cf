import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { tables } from '../../../platform/db.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { RegistryTables } from './tables.ts'

export const registry = (ctx: Ctx) => tables<RegistryTables>(ctx.tx)

/** So many rows travel in one statement; a batch of 20,000 is four. */
const ROWS_MAX = 5000

/**
 * Inserts rows of one table, `county_id` added. The rows travel as one JSON value and PostgreSQL reads them
 * by the table's own column types: ten times faster than one parameter a cell, and no limit of parameters.
 */
export async function insertMany<T extends keyof RegistryTables>(
  ctx: Ctx,
  table: T,
  rows: readonly Omit<RegistryTables[T], 'county_id'>[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const names = Object.keys({ county_id: ctx.county, ...first })
  const columns = sql.join(names.map((name) => sql.ref(name)))
  for (let i = 0; i < rows.length; i += ROWS_MAX) {
    const chunk = rows
      .slice(i, i + ROWS_MAX)
      .map((row) => jsonRow({ county_id: ctx.county, ...row }))
    await sql`INSERT INTO ${sql.table(table)} (${columns}) SELECT ${columns}
      FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${`[${chunk.join(',')}]`}::jsonb)`.execute(
      ctx.tx,
    )
  }
}

/** Bytes as PostgreSQL writes them, whole numbers beyond 2^53 as text; everything else is JSON already. */
const jsonRow = (row: object): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(row).map(([column, value]: [string, unknown]) => [
        column,
        Buffer.isBuffer(value)
          ? `\\x${value.toString('hex')}`
          : typeof value === 'bigint'
            ? value.toString()
            : value,
      ]),
    ),
  )

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

/** Which of the units the actor reaches; a job reaches all that exist. */
export async function unitsReached(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, UnitKind>> {
  const rows = await sql<{ id: AnyId; kind: UnitKind }>`
    SELECT o.id, o.kind FROM org_unit o WHERE o.county_id = ${ctx.county}
    AND o.id = ANY(${uuids(ids)}) AND ${insideScope(ctx, 'o.id')}`.execute(ctx.tx)
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
