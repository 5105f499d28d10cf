import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { CoopStatus } from '../model.ts'
import { containing, on, registry, startingWith } from './batch.ts'
import { coopState } from './coop-state.ts'
import type { VillageBaseRow, VillageSurveyRow } from './tables.ts'

export interface VillageFilter {
  readonly asOf: LocalDate
  readonly townId?: AnyId | undefined
  readonly q?: string | undefined
  readonly pinyin?: string | null | undefined
  readonly level?: 'village' | 'community' | undefined
  readonly candidate?: boolean | undefined
  readonly hasCooperative?: boolean | undefined
  readonly industry?: string | undefined
  readonly counted: readonly CoopStatus[]
}

export interface VillageRow {
  readonly id: AnyId
  readonly level: 'village' | 'community'
  readonly code: string | null
  readonly name: string
  readonly short_name: string
  readonly town_id: AnyId
  readonly town_name: string
  readonly registered_households: number | null
  readonly cooperatives: number
  readonly in_preparation: number
}

const statuses = (list: readonly CoopStatus[]) => sql`${`{${list.join(',')}}`}::text[]`

/**
 * Villages of a day with their co-ops. A co-op of a village that merged into this one counts here: its unit
 * hangs under the survivor's.
 */
const villages = (ctx: Ctx, { asOf, counted }: Pick<VillageFilter, 'asOf' | 'counted'>) => sql`(
  SELECT v.county_id, v.division_id AS id, v.level, v.code, v.name, v.short_name, v.name_pinyin,
    v.name_initials, t.division_id AS town_id, t.short_name AS town_name, t.code AS town_code,
    b.registered_households, coalesce(n.cooperatives, 0) AS cooperatives,
    coalesce(n.in_preparation, 0) AS in_preparation
  FROM division_version v
  JOIN division_version t ON t.county_id = v.county_id AND t.division_id = v.parent_id
    AND ${on('t', asOf)}
  LEFT JOIN (SELECT DISTINCT ON (village_id) village_id, registered_households FROM village_base
    WHERE county_id = ${ctx.county} AND as_of <= ${asOf}::date
    ORDER BY village_id, as_of DESC, recorded_at DESC) b ON b.village_id = v.division_id
  LEFT JOIN (SELECT a.unit_id,
      count(*) FILTER (WHERE c.status = ANY(${statuses(counted)}))::int AS cooperatives,
      count(*) FILTER (WHERE c.status IN ('preparing', 'founding'))::int AS in_preparation
    FROM ${coopState(ctx, asOf)} c
    JOIN org_unit o ON o.county_id = c.county_id AND o.id = c.id
    CROSS JOIN LATERAL unnest(o.ancestors) AS a(unit_id)
    GROUP BY a.unit_id) n ON n.unit_id = v.division_id
  WHERE v.county_id = ${ctx.county} AND v.level IN ('village', 'community') AND ${on('v', asOf)}
)`

function conditions(ctx: Ctx, filter: VillageFilter) {
  const industry = (code?: string) => sql<boolean>`EXISTS (SELECT 1 FROM village_industry x
    JOIN industry i ON i.county_id = x.county_id AND i.id = x.industry_id
    WHERE x.county_id = v.county_id AND x.village_id = v.id AND ${on('x', filter.asOf)}
    ${code === undefined ? sql`` : sql`AND i.path @> ARRAY[${code}]`})`
  const parts: RawBuilder<unknown>[] = [insideScope(ctx, 'v.id')]
  if (filter.townId !== undefined) parts.push(sql`v.town_id = ${filter.townId}`)
  if (filter.level !== undefined) parts.push(sql`v.level = ${filter.level}`)
  if (filter.industry !== undefined) parts.push(industry(filter.industry))
  const candidate = sql<boolean>`(v.cooperatives = 0 AND ${industry()})`
  if (filter.candidate !== undefined)
    parts.push(filter.candidate ? candidate : sql`NOT ${candidate}`)
  if (filter.hasCooperative !== undefined)
    parts.push(filter.hasCooperative ? sql`v.cooperatives > 0` : sql`v.cooperatives = 0`)
  if (filter.q !== undefined && filter.q !== '') {
    const typed = sql`v.name LIKE ${containing(filter.q)} OR v.short_name LIKE ${containing(filter.q)}
      OR v.code LIKE ${startingWith(filter.q)}`
    const spelled =
      filter.pinyin === null || filter.pinyin === undefined
        ? sql``
        : sql`OR v.name_pinyin LIKE ${startingWith(filter.pinyin)}
            OR v.name_initials LIKE ${startingWith(filter.pinyin)}`
    parts.push(sql`(${typed} ${spelled})`)
  }
  return sql.join(parts, sql` AND `)
}

const ORDERS = {
  code: sql`v.town_code NULLS LAST, v.code NULLS LAST, v.name_pinyin`,
  name: sql`v.name_pinyin, v.code`,
  households: sql`v.registered_households NULLS LAST, v.name_pinyin`,
  '-households': sql`v.registered_households DESC NULLS LAST, v.name_pinyin`,
} as const

export async function villageRows(
  ctx: Ctx,
  filter: VillageFilter,
  page: { sort: keyof typeof ORDERS; limit: number; offset: number },
): Promise<VillageRow[]> {
  const rows = await sql<VillageRow>`SELECT v.* FROM ${villages(ctx, filter)} v
    WHERE ${conditions(ctx, filter)} ORDER BY ${ORDERS[page.sort]}, v.id
    LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  return rows.rows
}

/** One village of a day, whoever asks; the caller has checked the scope. */
export async function villageById(
  ctx: Ctx,
  id: AnyId,
  at: Pick<VillageFilter, 'asOf' | 'counted'>,
): Promise<VillageRow | null> {
  const rows = await sql<VillageRow>`SELECT v.* FROM ${villages(ctx, at)} v
    WHERE v.id = ${id}`.execute(ctx.tx)
  return rows.rows[0] ?? null
}

export async function villageCounts(
  ctx: Ctx,
  filter: VillageFilter,
): Promise<{ villages: number; communities: number }> {
  const rows = await sql<{ villages: number; communities: number }>`
    SELECT count(*) FILTER (WHERE v.level = 'village')::int AS villages,
      count(*) FILTER (WHERE v.level = 'community')::int AS communities
    FROM ${villages(ctx, filter)} v WHERE ${conditions(ctx, filter)}`.execute(ctx.tx)
  return rows.rows[0] ?? { villages: 0, communities: 0 }
}

/** Co-ops by town and industry, for "there are already some of the same industry in the town". */
export async function coopsByTownAndIndustry(
  ctx: Ctx,
  at: Pick<VillageFilter, 'asOf' | 'counted'>,
): Promise<Map<string, number>> {
  const rows = await sql<{ town_id: AnyId; industry_id: AnyId; coops: number }>`
    SELECT c.town_id, c.industry_id, count(*)::int AS coops FROM ${coopState(ctx, at.asOf)} c
    WHERE c.industry_id IS NOT NULL AND c.status = ANY(${statuses(at.counted)})
    GROUP BY c.town_id, c.industry_id`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [`${row.town_id}|${row.industry_id}`, row.coops]))
}

/** Household counts of a village, newest first. */
export async function basesOf(ctx: Ctx, villageId: AnyId): Promise<VillageBaseRow[]> {
  return registry(ctx)
    .selectFrom('village_base')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('village_id', '=', villageId)
    .orderBy('as_of', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()
}

export async function latestSurvey(
  ctx: Ctx,
  villageId: AnyId,
  asOf: LocalDate,
): Promise<VillageSurveyRow | null> {
  const row = await registry(ctx)
    .selectFrom('village_survey')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('village_id', '=', villageId)
    .where('surveyed_on', '<=', asOf)
    .orderBy('surveyed_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
