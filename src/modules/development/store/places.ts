import { sql } from 'kysely'
import type { Instant } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'

export interface Micro {
  readonly latitude: number
  readonly longitude: number
}

/** Where co-ops are: their own place, or else that of their village; absent where neither was given. */
export async function placesOf(ctx: Ctx, coopIds: readonly AnyId[]): Promise<Map<AnyId, Micro>> {
  const { rows } = await sql<Micro & { coop_id: AnyId }>`
    SELECT c.id AS coop_id, coalesce(own.latitude_micro, near.latitude_micro) AS latitude,
      coalesce(own.longitude_micro, near.longitude_micro) AS longitude
    FROM org_unit c
    LEFT JOIN unit_place own ON own.county_id = c.county_id AND own.unit_id = c.id
    LEFT JOIN LATERAL (SELECT p.latitude_micro, p.longitude_micro FROM unit_place p
      JOIN org_unit v ON v.county_id = p.county_id AND v.id = p.unit_id AND v.kind = 'village'
      WHERE p.county_id = c.county_id AND p.unit_id = ANY (c.ancestors)) near ON true
    WHERE c.county_id = ${ctx.county} AND c.id = ANY (${idArray(coopIds)})
      AND (own.unit_id IS NOT NULL OR near.latitude_micro IS NOT NULL)`.execute(ctx.tx)
  return new Map(rows.map(({ coop_id: id, latitude, longitude }) => [id, { latitude, longitude }]))
}

export interface PlacedUnit {
  readonly id: AnyId
  readonly name: string
  readonly kind: 'village' | 'coop'
  readonly town: string | null
  readonly latitude_micro: number | null
  readonly longitude_micro: number | null
  readonly source: string | null
  readonly recorded_by: string | null
  readonly recorded_at: Instant | null
}

/** Villages and co-ops in and below a unit that the actor reaches, by town and name, with their own places. */
export async function placedUnits(
  ctx: Ctx,
  of: { readonly unitId?: AnyId | undefined } = {},
): Promise<PlacedUnit[]> {
  const { unitId = null } = of
  const { rows } = await sql<PlacedUnit>`
    SELECT u.id, u.name, u.kind, t.name AS town, p.latitude_micro, p.longitude_micro, p.source,
      p.recorded_by, p.recorded_at
    FROM org_unit u
    LEFT JOIN org_unit t ON t.county_id = u.county_id AND t.kind = 'town' AND t.id = ANY (u.ancestors)
    LEFT JOIN unit_place p ON p.county_id = u.county_id AND p.unit_id = u.id
    WHERE u.county_id = ${ctx.county} AND u.kind IN ('village', 'coop')
      AND ${insideScope(ctx, 'u.id')}
      AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])
    ORDER BY t.name COLLATE "C", u.kind DESC, u.name COLLATE "C", u.id`.execute(ctx.tx)
  return rows
}

/** Puts places down; what stood before is replaced. */
export async function savePlaces(
  ctx: Ctx,
  rows: readonly (Micro & { readonly unitId: AnyId })[],
  source: string,
): Promise<void> {
  const { county_id, recorded_at, recorded_by } = written(ctx)
  const given = JSON.stringify(rows)
  await sql`INSERT INTO unit_place
      (county_id, unit_id, latitude_micro, longitude_micro, source, recorded_at, recorded_by)
    SELECT ${county_id}, x."unitId", x.latitude, x.longitude, ${source}, ${recorded_at}::timestamptz,
      ${recorded_by}
    FROM jsonb_to_recordset(${given}::jsonb) AS x("unitId" uuid, latitude int, longitude int)
    ON CONFLICT (county_id, unit_id) DO UPDATE SET latitude_micro = excluded.latitude_micro,
      longitude_micro = excluded.longitude_micro, source = excluded.source,
      recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`.execute(ctx.tx)
}
