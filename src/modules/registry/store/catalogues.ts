import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { ChainLink } from '../model.ts'
import { on, registry, uuids } from './batch.ts'
import type { IndustryChainRow, IndustryRow, VillageIndustryRow } from './tables.ts'

export async function coopKinds(ctx: Ctx) {
  return registry(ctx)
    .selectFrom('coop_kind')
    .select(['code', 'name_zh', 'name_en', 'position'])
    .where('county_id', '=', ctx.county)
    .orderBy('position')
    .execute()
}

export async function industries(ctx: Ctx): Promise<IndustryRow[]> {
  return registry(ctx)
    .selectFrom('industry')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('path')
    .execute()
}

/** Industries of villages on a day. */
export async function villageIndustries(
  ctx: Ctx,
  at: { readonly villageIds: readonly AnyId[]; readonly asOf: LocalDate },
): Promise<(VillageIndustryRow & { name: string })[]> {
  const rows = await sql<VillageIndustryRow & { name: string }>`
    SELECT v.*, i.name_zh AS name FROM village_industry v
    JOIN industry i ON i.county_id = v.county_id AND i.id = v.industry_id
    WHERE v.county_id = ${ctx.county} AND v.village_id = ANY(${uuids(at.villageIds)})
    AND ${on('v', at.asOf)} ORDER BY i.path`.execute(ctx.tx)
  return rows.rows
}

/** The open rows of villages and industries, by `village|industry`. */
export async function openVillageIndustries(
  ctx: Ctx,
  villageIds: readonly AnyId[],
): Promise<Map<string, VillageIndustryRow>> {
  const rows = await sql<VillageIndustryRow>`SELECT * FROM village_industry
    WHERE county_id = ${ctx.county} AND valid_to IS NULL
    AND village_id = ANY(${uuids(villageIds)})`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [`${row.village_id}|${row.industry_id}`, row]))
}

export async function endVillageIndustries(
  ctx: Ctx,
  ids: readonly AnyId[],
  day: LocalDate,
): Promise<void> {
  if (ids.length === 0) return
  await sql`UPDATE village_industry SET valid_to = ${day} WHERE county_id = ${ctx.county}
    AND id = ANY(${uuids(ids)})`.execute(ctx.tx)
}

export interface ChainRow extends IndustryChainRow {
  readonly town_name: string
  readonly industry_name: string
}

export async function chains(
  ctx: Ctx,
  at: { readonly asOf: LocalDate; readonly townId?: AnyId | undefined },
): Promise<ChainRow[]> {
  const town = at.townId === undefined ? sql`` : sql`AND h.town_id = ${at.townId}`
  const rows = await sql<ChainRow>`
    SELECT h.*, i.name_zh AS industry_name, (SELECT d.short_name FROM division_version d
      WHERE d.county_id = h.county_id AND d.division_id = h.town_id
      ORDER BY d.valid_from DESC LIMIT 1) AS town_name
    FROM industry_chain h JOIN industry i ON i.county_id = h.county_id AND i.id = h.industry_id
    WHERE h.county_id = ${ctx.county} AND ${on('h', at.asOf)} ${town}
      AND (${insideScope(ctx, 'h.town_id')} OR EXISTS (SELECT 1 FROM industry_chain_coop k
        WHERE k.county_id = h.county_id AND k.chain_id = h.id AND ${insideScope(ctx, 'k.coop_id')}))
    ORDER BY town_name, h.name`.execute(ctx.tx)
  return rows.rows
}

export interface ChainCoop {
  readonly chain_id: AnyId
  readonly coop_id: AnyId
  readonly link: ChainLink
  readonly name: string
  readonly area_mu: string | null
}

/** The co-ops of chains that the actor reaches, with their latest names. */
export async function chainCoops(ctx: Ctx, chainIds: readonly AnyId[]): Promise<ChainCoop[]> {
  const rows = await sql<ChainCoop>`
    SELECT k.chain_id, k.coop_id, k.link, v.name, v.area_mu FROM industry_chain_coop k
    JOIN cooperative_version v ON v.county_id = k.county_id AND v.coop_id = k.coop_id
      AND v.valid_to IS NULL
    WHERE k.county_id = ${ctx.county} AND k.chain_id = ANY(${uuids(chainIds)})
      AND ${insideScope(ctx, 'k.coop_id')}
    ORDER BY v.name_pinyin`.execute(ctx.tx)
  return rows.rows
}

export async function chainById(ctx: Ctx, id: AnyId): Promise<IndustryChainRow | null> {
  const row = await registry(ctx)
    .selectFrom('industry_chain')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export async function chainNames(ctx: Ctx, townId: AnyId): Promise<string[]> {
  const rows = await registry(ctx)
    .selectFrom('industry_chain')
    .select('name')
    .where('county_id', '=', ctx.county)
    .where('town_id', '=', townId)
    .execute()
  return rows.map((row) => row.name)
}

export async function changeChainRow(
  ctx: Ctx,
  id: AnyId,
  change: Partial<Pick<IndustryChainRow, 'facilities' | 'note' | 'valid_to'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await registry(ctx)
    .updateTable('industry_chain')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function removeChainCoops(
  ctx: Ctx,
  chainId: AnyId,
  coopIds: readonly AnyId[],
): Promise<void> {
  if (coopIds.length === 0) return
  await sql`DELETE FROM industry_chain_coop WHERE county_id = ${ctx.county}
    AND chain_id = ${chainId} AND coop_id = ANY(${uuids(coopIds)})`.execute(ctx.tx)
}

/** The chains a co-op stands on, on a day. */
export async function chainsOfCoop(
  ctx: Ctx,
  coopId: AnyId,
  asOf: LocalDate,
): Promise<{ id: AnyId; name: string }[]> {
  const rows = await sql<{ id: AnyId; name: string }>`
    SELECT h.id, h.name FROM industry_chain h
    JOIN industry_chain_coop k ON k.county_id = h.county_id AND k.chain_id = h.id
    WHERE h.county_id = ${ctx.county} AND k.coop_id = ${coopId} AND ${on('h', asOf)}
    ORDER BY h.name`.execute(ctx.tx)
  return rows.rows
}
