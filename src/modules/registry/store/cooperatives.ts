import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { CodeCheck, CoopClass, CoopStatus, CountingRules } from '../model.ts'
import { containing, on, registry, startingWith, uuids } from './batch.ts'
import { type CoopState, coopState } from './coop-state.ts'
import type { CooperativeClassRow, CooperativeStatusRow, CooperativeVersionRow } from './tables.ts'

export interface CoopFilter {
  readonly asOf: LocalDate
  readonly unitId?: AnyId | undefined
  readonly q?: string | undefined
  readonly pinyin?: string | null | undefined
  readonly kind?: string | undefined
  readonly withSecondary?: boolean | undefined
  readonly industry?: string | undefined
  readonly class?: CoopClass | 'none' | undefined
  readonly statuses?: readonly CoopStatus[] | undefined
  readonly cohort?: 'before' | 'after' | undefined
  readonly opinionsDate: LocalDate
  readonly unionId?: AnyId | undefined
  readonly inUnion?: boolean | undefined
  readonly creditCode?: CodeCheck | undefined
}

/** The conditions of a list of co-ops on the sub-select `c`. */
function conditions(ctx: Ctx, filter: CoopFilter) {
  const member = sql`EXISTS (SELECT 1 FROM coop_union_member m WHERE m.county_id = c.county_id
    AND m.coop_id = c.id AND ${on('m', filter.asOf)})`
  const parts: RawBuilder<unknown>[] = [insideScope(ctx, 'c.id')]
  if (filter.unitId !== undefined) {
    parts.push(sql`EXISTS (SELECT 1 FROM org_unit o WHERE o.county_id = c.county_id AND o.id = c.id
      AND o.ancestors @> ${uuids([filter.unitId])})`)
  }
  if (filter.q !== undefined && filter.q !== '') parts.push(nameMatches(filter.q, filter.pinyin))
  if (filter.kind !== undefined) {
    parts.push(
      filter.withSecondary === true
        ? sql`(c.main_kind = ${filter.kind} OR c.secondary_kinds @> ARRAY[${filter.kind}])`
        : sql`c.main_kind = ${filter.kind}`,
    )
  }
  if (filter.industry !== undefined) parts.push(sql`c.industry_path @> ARRAY[${filter.industry}]`)
  if (filter.class === 'none') parts.push(sql`c.class IS NULL`)
  else if (filter.class !== undefined) parts.push(sql`c.class = ${filter.class}`)
  if (filter.statuses !== undefined)
    parts.push(sql`c.status = ANY(${`{${filter.statuses.join(',')}}`}::text[])`)
  if (filter.cohort === 'before') parts.push(sql`c.registered_on < ${filter.opinionsDate}::date`)
  if (filter.cohort === 'after') parts.push(sql`c.registered_on >= ${filter.opinionsDate}::date`)
  if (filter.inUnion !== undefined) parts.push(filter.inUnion ? member : sql`NOT ${member}`)
  if (filter.unionId !== undefined) {
    parts.push(sql`EXISTS (SELECT 1 FROM coop_union_member m WHERE m.county_id = c.county_id
      AND m.coop_id = c.id AND m.union_id = ${filter.unionId} AND ${on('m', filter.asOf)})`)
  }
  if (filter.creditCode !== undefined) parts.push(sql`c.credit_code_check = ${filter.creditCode}`)
  return sql.join(parts, sql` AND `)
}

function nameMatches(q: string, pinyin: string | null | undefined) {
  const typed = sql`(c.name LIKE ${containing(q)} OR c.village_name LIKE ${containing(q)}
    OR c.credit_code LIKE ${startingWith(q.toUpperCase())} OR c.chair_name LIKE ${containing(q)})`
  return pinyin === null || pinyin === undefined
    ? sql<boolean>`${typed}`
    : sql<boolean>`(${typed} OR c.name_pinyin LIKE ${containing(pinyin)}
        OR c.name_initials LIKE ${containing(pinyin)})`
}

/** Sort orders of the list; the name of an order never reaches the SQL text. */
const ORDERS = {
  name: sql`c.name_pinyin, c.name`,
  '-name': sql`c.name_pinyin DESC, c.name DESC`,
  town: sql`c.town_code NULLS LAST, c.village_code NULLS LAST, c.name_pinyin`,
  '-town': sql`c.town_code DESC NULLS LAST, c.village_code DESC NULLS LAST, c.name_pinyin`,
  registeredOn: sql`c.registered_on NULLS LAST, c.name_pinyin`,
  '-registeredOn': sql`c.registered_on DESC NULLS LAST, c.name_pinyin`,
  area: sql`c.area_mu NULLS LAST, c.name_pinyin`,
  '-area': sql`c.area_mu DESC NULLS LAST, c.name_pinyin`,
  status: sql`c.status, c.name_pinyin`,
  class: sql`c.class NULLS LAST, c.name_pinyin`,
} as const

export async function coopRows(
  ctx: Ctx,
  filter: CoopFilter,
  page: { sort: keyof typeof ORDERS; limit: number; offset: number },
): Promise<CoopState[]> {
  const rows = await sql<CoopState>`SELECT c.* FROM ${coopState(ctx, filter.asOf)} c
    WHERE ${conditions(ctx, filter)} ORDER BY ${ORDERS[page.sort]}, c.id
    LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  return rows.rows
}

/** All co-ops of a filter, by id. */
export async function allCoops(ctx: Ctx, filter: CoopFilter): Promise<CoopState[]> {
  const rows = await sql<CoopState>`SELECT c.* FROM ${coopState(ctx, filter.asOf)} c
    WHERE ${conditions(ctx, filter)} ORDER BY c.id`.execute(ctx.tx)
  return rows.rows
}

export interface CoopSummary {
  readonly status: CoopStatus
  readonly main_kind: string
  readonly class: CoopClass | null
  readonly coops: number
  readonly area_mu: string
}

/** The filtered co-ops counted by status, kind and class. */
export async function coopSummary(ctx: Ctx, filter: CoopFilter): Promise<CoopSummary[]> {
  const rows = await sql<CoopSummary>`
    SELECT c.status, c.main_kind, c.class, count(*)::int AS coops,
      coalesce(sum(c.area_mu), 0)::numeric(14, 2) AS area_mu
    FROM ${coopState(ctx, filter.asOf)} c WHERE ${conditions(ctx, filter)}
    GROUP BY c.status, c.main_kind, c.class`.execute(ctx.tx)
  return rows.rows
}

/** One co-op on a day, whoever asks; the caller has checked the scope. */
export async function coopOn(ctx: Ctx, id: AnyId, asOf: LocalDate): Promise<CoopState | null> {
  const rows = await sql<CoopState>`SELECT c.* FROM ${coopState(ctx, asOf)} c
    WHERE c.id = ${id}`.execute(ctx.tx)
  return rows.rows[0] ?? null
}

export type CoopVersion = Omit<CooperativeVersionRow, 'county_id'>

/** The versions of a co-op, oldest first. */
export async function coopVersions(ctx: Ctx, id: AnyId): Promise<CoopVersion[]> {
  return registry(ctx)
    .selectFrom('cooperative_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', id)
    .orderBy('valid_from')
    .execute()
}

export async function saveCoopVersion(ctx: Ctx, version: CoopVersion): Promise<void> {
  const { coop_id, valid_from, ...facts } = version
  const db = registry(ctx)
  await db
    .updateTable('cooperative_version')
    .set({ valid_to: valid_from })
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coop_id)
    .where('valid_to', 'is', null)
    .where('valid_from', '<', valid_from)
    .execute()
  await db
    .insertInto('cooperative_version')
    .values({ county_id: ctx.county, ...version })
    .onConflict((conflict) =>
      conflict.columns(['county_id', 'coop_id', 'valid_from']).doUpdateSet(facts),
    )
    .execute()
}

/** The open row of each co-op, for those that have one. */
async function openRows<T extends 'cooperative_status' | 'cooperative_class'>(
  ctx: Ctx,
  table: T,
  ids: readonly AnyId[],
) {
  const rows = await sql<
    T extends 'cooperative_status' ? CooperativeStatusRow : CooperativeClassRow
  >`
    SELECT * FROM ${sql.table(table)} WHERE county_id = ${ctx.county} AND valid_to IS NULL
    AND coop_id = ANY(${uuids(ids)})`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [row.coop_id, row]))
}

export const openStatuses = (ctx: Ctx, ids: readonly AnyId[]) =>
  openRows(ctx, 'cooperative_status', ids)
export const openClasses = (ctx: Ctx, ids: readonly AnyId[]) =>
  openRows(ctx, 'cooperative_class', ids)

export async function closeRows(
  ctx: Ctx,
  table: 'cooperative_status' | 'cooperative_class',
  end: { readonly coopIds: readonly AnyId[]; readonly on: LocalDate },
): Promise<void> {
  if (end.coopIds.length === 0) return
  await sql`UPDATE ${sql.table(table)} SET valid_to = ${end.on} WHERE county_id = ${ctx.county}
    AND valid_to IS NULL AND coop_id = ANY(${uuids(end.coopIds)})`.execute(ctx.tx)
}

export async function statusesOf(ctx: Ctx, id: AnyId): Promise<CooperativeStatusRow[]> {
  return registry(ctx)
    .selectFrom('cooperative_status')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', id)
    .orderBy('valid_from')
    .orderBy('recorded_at')
    .execute()
}

export async function classesOf(ctx: Ctx, id: AnyId): Promise<CooperativeClassRow[]> {
  return registry(ctx)
    .selectFrom('cooperative_class')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', id)
    .orderBy('valid_from')
    .orderBy('recorded_at')
    .execute()
}

/** Co-ops that carry one of the credit codes today, by code. */
export async function coopsByCode(ctx: Ctx, codes: readonly string[]): Promise<Map<string, AnyId>> {
  if (codes.length === 0) return new Map()
  const rows = await registry(ctx)
    .selectFrom('cooperative_version')
    .select(['credit_code', 'coop_id'])
    .where('county_id', '=', ctx.county)
    .where('valid_to', 'is', null)
    .where('credit_code', 'in', codes)
    .execute()
  return new Map(rows.map((row) => [row.credit_code ?? '', row.coop_id]))
}

/** How the county counts; null settings stand for the defaults. */
export async function countingSetting(
  ctx: Ctx,
): Promise<Partial<Pick<CountingRules, 'countedStatuses' | 'opinionsDate'>> | null> {
  const row = await registry(ctx)
    .selectFrom('registry_setting')
    .select('value')
    .where('county_id', '=', ctx.county)
    .where('name', '=', 'counting')
    .executeTakeFirst()
  return (row?.value ?? null) as Partial<
    Pick<CountingRules, 'countedStatuses' | 'opinionsDate'>
  > | null
}

export async function saveCountingSetting(
  ctx: Ctx,
  setting: { readonly value: unknown; readonly by: string },
): Promise<void> {
  const row = { value: JSON.stringify(setting.value), set_at: ctx.now, set_by: setting.by }
  await registry(ctx)
    .insertInto('registry_setting')
    .values({ county_id: ctx.county, name: 'counting', ...row })
    .onConflict((conflict) => conflict.columns(['county_id', 'name']).doUpdateSet(row))
    .execute()
}
