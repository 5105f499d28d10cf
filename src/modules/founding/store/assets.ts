import { written } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { AssetKind } from '../model.ts'
import { type AssetRow, foundingTables } from '../store.ts'

export type NewAsset = Pick<
  AssetRow,
  'kind' | 'name' | 'owner' | 'owner_name' | 'quantity' | 'measure' | 'place' | 'note'
> & { readonly id: AnyId; readonly idle: string; readonly usedFor: string }

export async function insertAssets(
  ctx: Ctx,
  villageId: Id<'unit'>,
  assets: readonly NewAsset[],
): Promise<void> {
  const about = { ...written(ctx) }
  await foundingTables(ctx.tx)
    .insertInto('village_asset')
    .values(
      assets.map(({ idle: _idle, usedFor: _used, ...asset }) => ({
        ...asset,
        ...about,
        village_id: villageId,
        ended_on: null,
        ended_why: null,
      })),
    )
    .execute()
  await foundingTables(ctx.tx)
    .insertInto('village_asset_state')
    .values(
      assets.map(({ id, idle, usedFor }) => ({
        ...about,
        asset_id: id,
        from_day: ctx.today,
        idle,
        used_for: usedFor,
      })),
    )
    .execute()
}

/** An asset of the village that has not ended, locked; null when there is none. */
export async function assetRow(
  ctx: Ctx,
  of: { readonly villageId: AnyId; readonly id: AnyId },
): Promise<AssetRow | null> {
  const row = await foundingTables(ctx.tx)
    .selectFrom('village_asset')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('village_id', '=', of.villageId)
    .where('id', '=', of.id)
    .where('ended_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Adds how an asset stands from today on; false when today has been recorded already. */
export async function insertState(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly idle: string; readonly usedFor: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await foundingTables(ctx.tx)
    .insertInto('village_asset_state')
    .values({
      asset_id: of.id,
      from_day: ctx.today,
      idle: of.idle,
      used_for: of.usedFor,
      ...written(ctx),
    })
    .onConflict((conflict) => conflict.columns(['county_id', 'asset_id', 'from_day']).doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function endAssetRow(ctx: Ctx, id: AnyId, why: string): Promise<void> {
  await foundingTables(ctx.tx)
    .updateTable('village_asset')
    .set({ ended_on: ctx.today, ended_why: why })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Sets so much of an asset down for a project, or takes it back. */
export async function saveMatch(
  ctx: Ctx,
  of: {
    readonly assetId: AnyId
    readonly projectId: AnyId
    readonly quantity: string | null
    readonly note: string
  },
): Promise<void> {
  const { quantity } = of
  const table = foundingTables(ctx.tx)
  if (quantity === null) {
    await table
      .deleteFrom('village_asset_match')
      .where('county_id', '=', ctx.county)
      .where('asset_id', '=', of.assetId)
      .where('project_id', '=', of.projectId)
      .execute()
    return
  }
  const { county_id: county, ...now } = written(ctx)
  const kept = { quantity, note: of.note, ...now }
  await table
    .insertInto('village_asset_match')
    .values({
      county_id: county,
      asset_id: of.assetId,
      project_id: of.projectId,
      ...kept,
    })
    .onConflict((conflict) =>
      conflict.columns(['county_id', 'asset_id', 'project_id']).doUpdateSet(kept),
    )
    .execute()
}

export interface ReadAsset extends AssetRow {
  readonly village_name: string
  readonly idle: string
  readonly used_for: string
  readonly since: LocalDate
  readonly matches: readonly {
    readonly projectId: AnyId
    readonly name: string
    readonly quantity: string
  }[]
}

export interface AssetFilter {
  readonly unitId?: AnyId | undefined
  readonly kind?: AssetKind | undefined
  readonly measure?: string | undefined
  readonly idle?: boolean | undefined
}

const STATE = sql`LATERAL (SELECT s.idle, s.used_for, s.from_day FROM village_asset_state s
  WHERE s.county_id = a.county_id AND s.asset_id = a.id ORDER BY s.from_day DESC LIMIT 1) s`

const kept = (ctx: Ctx, filter: AssetFilter) => sql`a.county_id = ${ctx.county}
  AND a.ended_on IS NULL AND ${insideScope(ctx, 'a.village_id')}
  AND (${filter.unitId ?? null}::uuid IS NULL OR v.ancestors @> ARRAY[${filter.unitId ?? null}::uuid])
  AND (${filter.kind ?? null}::text IS NULL OR a.kind = ${filter.kind ?? null})
  AND (${filter.measure ?? null}::text IS NULL OR a.measure = ${filter.measure ?? null})
  AND (${filter.idle ?? false} = false OR s.idle > 0)`

/** Assets the actor reaches, the idlest first within village and kind. */
export async function assetRows(
  ctx: Ctx,
  filter: AssetFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<(ReadAsset & { readonly total: number })[]> {
  const { rows } = await sql<ReadAsset & { readonly total: number }>`
    SELECT a.*, v.name AS village_name, s.idle, s.used_for, s.from_day AS since,
      count(*) OVER ()::int AS total,
      coalesce((SELECT jsonb_agg(jsonb_build_object('projectId', m.project_id, 'name', p.name,
          'quantity', m.quantity::text) ORDER BY p.name)
        FROM village_asset_match m
        JOIN founding_project p ON p.county_id = m.county_id AND p.id = m.project_id
        WHERE m.county_id = a.county_id AND m.asset_id = a.id), '[]') AS matches
    FROM village_asset a
    JOIN org_unit v ON v.county_id = a.county_id AND v.id = a.village_id
    JOIN ${STATE} ON true
    WHERE ${kept(ctx, filter)}
    ORDER BY v.name, a.kind, s.idle DESC, a.name, a.id
    LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  return rows
}

export interface AssetSum {
  readonly unit_id: AnyId | null
  readonly unit_name: string | null
  readonly kind: AssetKind
  readonly measure: string
  readonly assets: number
  readonly quantity: string
  readonly idle: string
}

/** Sums of one kind in one measure: over everything, or by village or town. */
export async function assetSums(
  ctx: Ctx,
  filter: AssetFilter,
  by: 'all' | 'village' | 'town',
): Promise<AssetSum[]> {
  const unit = by === 'all' ? sql`NULL::uuid` : by === 'village' ? sql`v.id` : sql`t.id`
  const name = by === 'all' ? sql`NULL::text` : by === 'village' ? sql`v.name` : sql`t.name`
  const { rows } = await sql<AssetSum>`
    SELECT ${unit} AS unit_id, ${name} AS unit_name, a.kind, a.measure, count(*)::int AS assets,
      sum(a.quantity)::text AS quantity, sum(s.idle)::text AS idle
    FROM village_asset a
    JOIN org_unit v ON v.county_id = a.county_id AND v.id = a.village_id
    LEFT JOIN org_unit t ON t.county_id = v.county_id AND t.id = v.parent_id
    JOIN ${STATE} ON true
    WHERE ${kept(ctx, filter)}
    GROUP BY 1, 2, 3, 4 ORDER BY 2, 3, 4, 1`.execute(ctx.tx)
  return rows
}
