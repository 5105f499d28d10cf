import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import { type RequestRow, spendingTables } from '../store.ts'

export async function insertRequest(
  ctx: Ctx,
  row: Omit<RequestRow, 'county_id' | 'cancelled_on' | 'cancel_reason'>,
): Promise<void> {
  await spendingTables(ctx.tx)
    .insertInto('spending_request')
    .values({
      ...row,
      county_id: ctx.county,
      route: JSON.stringify(row.route),
      organs: sql`${`{${row.organs.join(',')}}`}::text[]` as never,
      cancelled_on: null,
      cancel_reason: null,
    })
    .execute()
}

/** A request; `lock` holds it until the transaction ends. */
export async function requestRow(ctx: Ctx, id: AnyId, lock = false): Promise<RequestRow | null> {
  const query = spendingTables(ctx.tx)
    .selectFrom('spending_request')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
  return (await (lock ? query.forUpdate() : query).executeTakeFirst()) ?? null
}

/** The requests of co-ops that are not cancelled, oldest first. */
export const requestsOf = (ctx: Ctx, coopIds: readonly AnyId[]): Promise<RequestRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('spending_request')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .orderBy('requested_at')
    .orderBy('id')
    .execute()

export async function cancelRequest(
  ctx: Ctx,
  id: AnyId,
  how: { readonly on: LocalDate; readonly reason: string },
): Promise<void> {
  await spendingTables(ctx.tx)
    .updateTable('spending_request')
    .set({ cancelled_on: how.on, cancel_reason: how.reason })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export type ListedRequest = RequestRow & { readonly coop_name: string; readonly paid_fen: bigint }

/** Requests of the co-ops the actor reaches, newest first, with what was paid on each. */
export async function listedRequests(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined; readonly search?: string | undefined },
): Promise<ListedRequest[]> {
  const unit = filter.unitId ?? null
  const like = filter.search === undefined || filter.search === '' ? null : `%${filter.search}%`
  const { rows } = await sql<ListedRequest>`
    SELECT r.*, u.name AS coop_name, coalesce((SELECT sum(p.amount_fen) FROM spending_payment p
      WHERE p.county_id = r.county_id AND p.request_id = r.id), 0)::bigint AS paid_fen
    FROM spending_request r
    JOIN org_unit u ON u.county_id = r.county_id AND u.id = r.coop_id
    WHERE r.county_id = ${ctx.county} AND ${insideScope(ctx, 'r.coop_id')}
      AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}::uuid])
      AND (${like}::text IS NULL OR r.payee_name LIKE ${like} OR r.purpose LIKE ${like} OR u.name LIKE ${like})
    ORDER BY r.requested_at DESC, r.id DESC`.execute(ctx.tx)
  return rows
}

/** Numbers of requests by their ids. */
export async function requestNumbers(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Pick<RequestRow, 'id' | 'year' | 'number'>[]> {
  if (ids.length === 0) return []
  return spendingTables(ctx.tx)
    .selectFrom('spending_request')
    .select(['id', 'year', 'number'])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('id', ids))
    .execute()
}
