import { written } from '../../../platform/actor.ts'
import { type RawBuilder, sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import { helpTables, type HelpTables, type New } from '../store.ts'

export interface ResourceRow extends Omit<HelpTables['help_resource'], 'county_id'> {
  readonly unit_name: string
  readonly ancestors: readonly AnyId[]
  readonly helper_name: string | null
  /** Agreed matches that are not ended. */
  readonly matched: number
}

const selectResources = (ctx: Ctx, where: RawBuilder<unknown>) => sql<ResourceRow>`
  SELECT r.*, u.name AS unit_name, u.ancestors, w.name AS helper_name,
    (SELECT count(*)::int FROM help_match m WHERE m.county_id = r.county_id AND m.ended_on IS NULL
      AND (m.need_id = r.id OR m.offer_id = r.id)) AS matched
  FROM help_resource r
  JOIN org_unit u ON u.county_id = r.county_id AND u.id = r.unit_id
  LEFT JOIN LATERAL (SELECT name FROM helper_version x WHERE x.county_id = r.county_id
    AND x.helper_id = r.helper_id ORDER BY x.version DESC LIMIT 1) w ON true
  WHERE r.county_id = ${ctx.county} AND ${where}
  ORDER BY r.closed_on IS NOT NULL, r.from_on DESC, r.id DESC`

/** Offers and needs of units the actor reaches. */
export async function resourceRows(
  ctx: Ctx,
  filter: {
    readonly unitId: AnyId | undefined
    readonly side: string | undefined
    readonly kind: string | undefined
    readonly open: boolean | undefined
  },
): Promise<ResourceRow[]> {
  const { unitId = null, side = null, kind = null } = filter
  const { rows } = await selectResources(
    ctx,
    sql`${insideScope(ctx, 'r.unit_id')}
      AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])
      AND (${side}::text IS NULL OR r.side = ${side})
      AND (${kind}::text IS NULL OR r.kind = ${kind})
      AND (${filter.open !== true} OR r.closed_on IS NULL)`,
  ).execute(ctx.tx)
  return rows
}

export async function resourceRow(ctx: Ctx, id: AnyId): Promise<ResourceRow | null> {
  const { rows } = await selectResources(ctx, sql`r.id = ${id}::uuid`).execute(ctx.tx)
  return rows[0] ?? null
}

/** Open offers of one kind, of the whole county. */
export async function openOffers(ctx: Ctx, kind: string): Promise<ResourceRow[]> {
  const where = sql`r.side = 'offer' AND r.closed_on IS NULL AND r.kind = ${kind}`
  return (await selectResources(ctx, where).execute(ctx.tx)).rows
}

/** Open offers of one helper, wherever they were made. */
export async function offersOfHelper(ctx: Ctx, helperId: AnyId): Promise<ResourceRow[]> {
  const where = sql`r.side = 'offer' AND r.closed_on IS NULL AND r.helper_id = ${helperId}::uuid`
  return (await selectResources(ctx, where).execute(ctx.tx)).rows
}

export async function insertResource(
  ctx: Ctx,
  row: Omit<New<'help_resource'>, 'closed_on' | 'closed_why'>,
): Promise<void> {
  await helpTables(ctx.tx)
    .insertInto('help_resource')
    .values({ ...row, closed_on: null, closed_why: null, ...written(ctx) })
    .execute()
}

export async function closeResource(ctx: Ctx, id: AnyId, why: string): Promise<void> {
  await helpTables(ctx.tx)
    .updateTable('help_resource')
    .set({ closed_on: ctx.today, closed_why: why })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export type MatchRow = HelpTables['help_match']

export const matchesOf = (ctx: Ctx, needId: AnyId): Promise<MatchRow[]> =>
  helpTables(ctx.tx)
    .selectFrom('help_match')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('need_id', '=', needId)
    .orderBy('on_date', 'desc')
    .orderBy('id', 'desc')
    .execute()

export async function matchRow(ctx: Ctx, id: AnyId): Promise<MatchRow | null> {
  const row = await helpTables(ctx.tx)
    .selectFrom('help_match')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .where('ended_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function insertMatch(
  ctx: Ctx,
  row: Pick<MatchRow, 'id' | 'offer_id' | 'need_id' | 'note'>,
): Promise<void> {
  const open = { ended_on: null, outcome: null, result: null, on_date: ctx.today }
  await helpTables(ctx.tx)
    .insertInto('help_match')
    .values({ ...row, ...open, ...written(ctx) })
    .execute()
}

export async function endMatch(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly outcome: 'done' | 'failed'; readonly result: string },
): Promise<void> {
  await helpTables(ctx.tx)
    .updateTable('help_match')
    .set({ ended_on: ctx.today, outcome: of.outcome, result: of.result })
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .execute()
}
