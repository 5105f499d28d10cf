import { written } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { AwardKind, StarRules } from '../model.ts'
import { contestTables, type ContestTables, type New } from '../store.ts'

export type AwardRow = ContestTables['award']

/** The county's rules of stars on a day; null where it has saved none. */
export async function starRulesOn(ctx: Ctx, day: LocalDate) {
  const row = await contestTables(ctx.tx)
    .selectFrom('award_rules')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('valid_from', '<=', day)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export async function insertStarRules(
  ctx: Ctx,
  fresh: { readonly from: LocalDate; readonly rules: StarRules; readonly reason: string },
): Promise<number> {
  const { last } = await contestTables(ctx.tx)
    .selectFrom('award_rules')
    .select((of) => of.fn.max('version').as('last'))
    .where('county_id', '=', ctx.county)
    .executeTakeFirstOrThrow()
  const version = Number(last ?? 0) + 1
  await contestTables(ctx.tx)
    .insertInto('award_rules')
    .values({
      version,
      valid_from: fresh.from,
      rules: JSON.stringify(fresh.rules),
      reason: fresh.reason,
      ...written(ctx),
    })
    .execute()
  return version
}

export async function insertAward(
  ctx: Ctx,
  award: Omit<New<'award'>, 'valid_to' | 'ended_why'>,
): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('award')
    .values({ ...award, valid_to: null, ended_why: null, ...written(ctx) })
    .execute()
}

/** What still runs, by unit or by the name of a flag; `lock` holds it until the transaction ends. */
export async function openAwards(
  ctx: Ctx,
  of: {
    readonly kind: AwardKind
    readonly title?: string
    readonly unitId?: AnyId
    readonly lock: boolean
  },
): Promise<AwardRow[]> {
  let query = contestTables(ctx.tx)
    .selectFrom('award')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('kind', '=', of.kind)
    .where('valid_to', 'is', null)
  if (of.title !== undefined) query = query.where('title', '=', of.title)
  if (of.unitId !== undefined) query = query.where('unit_id', '=', of.unitId)
  const sorted = query.orderBy('id')
  return (of.lock ? sorted.forUpdate() : sorted).execute()
}

export async function endAward(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly on: LocalDate; readonly why: string },
): Promise<void> {
  await contestTables(ctx.tx)
    .updateTable('award')
    .set({ valid_to: of.on, ended_why: of.why })
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .where('valid_to', 'is', null)
    .execute()
}

/** An award of a unit. */
export async function awardRow(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly id: AnyId },
): Promise<AwardRow | null> {
  const row = await contestTables(ctx.tx)
    .selectFrom('award')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('unit_id', '=', of.unitId)
    .where('id', '=', of.id)
    .executeTakeFirst()
  return row ?? null
}

/** Whether stars were given after a contest already. */
export async function starsGiven(ctx: Ctx, contestId: AnyId): Promise<boolean> {
  const row = await contestTables(ctx.tx)
    .selectFrom('award')
    .select('id')
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .where('kind', '=', 'star')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface ListedAward extends AwardRow {
  readonly unit_name: string
  readonly contest_title: string | null
}

/** Awards of units the actor reaches, the latest first. */
export async function awardRows(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined; readonly kind?: AwardKind | undefined },
): Promise<ListedAward[]> {
  const { unitId = null, kind = null } = filter
  const { rows } = await sql<ListedAward>`
    SELECT a.*, u.name AS unit_name, s.title AS contest_title FROM award a
    JOIN org_unit u ON u.county_id = a.county_id AND u.id = a.unit_id
    LEFT JOIN LATERAL (SELECT body ->> 'title' AS title FROM contest_setup x
      WHERE x.county_id = a.county_id AND x.contest_id = a.contest_id
      ORDER BY x.version DESC LIMIT 1) s ON true
    WHERE a.county_id = ${ctx.county} AND ${insideScope(ctx, 'a.unit_id')}
      AND (${unitId}::uuid IS NULL OR a.unit_id = ${unitId}::uuid)
      AND (${kind}::text IS NULL OR a.kind = ${kind})
    ORDER BY a.valid_from DESC, a.recorded_at DESC, a.id DESC`.execute(ctx.tx)
  return rows
}
