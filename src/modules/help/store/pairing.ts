import { written } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { helpTables, type HelpTables, type New } from '../store.ts'

type Agreement = HelpTables['help_agreement']
type Delivery = HelpTables['help_delivery']

/** Every version of the agreements under these assignments, the latest first. */
export async function agreementsOf(ctx: Ctx, ids: readonly AnyId[]): Promise<Agreement[]> {
  if (ids.length === 0) return []
  return helpTables(ctx.tx)
    .selectFrom('help_agreement')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('assignment_id', ids))
    .orderBy('version', 'desc')
    .execute()
}

/** @returns the version's number. */
export async function insertAgreement(
  ctx: Ctx,
  row: Omit<New<'help_agreement'>, 'version'>,
): Promise<number> {
  const [last] = await agreementsOf(ctx, [row.assignment_id])
  const version = (last?.version ?? 0) + 1
  await helpTables(ctx.tx)
    .insertInto('help_agreement')
    .values({ ...row, version, ...written(ctx) })
    .execute()
  return version
}

/** All that was delivered under these assignments, the latest first, withdrawn ones included. */
export async function deliveriesOf(ctx: Ctx, ids: readonly AnyId[]): Promise<Delivery[]> {
  if (ids.length === 0) return []
  return helpTables(ctx.tx)
    .selectFrom('help_delivery')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('assignment_id', ids))
    .orderBy('on_date', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function insertDelivery(
  ctx: Ctx,
  row: Omit<New<'help_delivery'>, 'withdrawn_on' | 'withdraw_reason'>,
): Promise<void> {
  await helpTables(ctx.tx)
    .insertInto('help_delivery')
    .values({ ...row, withdrawn_on: null, withdraw_reason: null, ...written(ctx) })
    .execute()
}

/** What of a voucher is linked already, in fen, whatever the pairing; and whether an order is. */
export async function linkedTo(
  ctx: Ctx,
  of: { readonly voucherId: AnyId | null; readonly orderId: AnyId | null },
): Promise<{ readonly fen: bigint; readonly orders: number }> {
  const { rows } = await sql<{ fen: bigint; orders: number }>`
    SELECT coalesce(sum(amount_fen) FILTER (WHERE voucher_id = ${of.voucherId}::uuid), 0)::bigint AS fen,
      count(*) FILTER (WHERE order_id = ${of.orderId}::uuid)::int AS orders
    FROM help_delivery WHERE county_id = ${ctx.county} AND withdrawn_on IS NULL`.execute(ctx.tx)
  return rows[0] ?? { fen: 0n, orders: 0 }
}

/** False where the co-op has no such delivery, or it was taken back already. */
export async function withdrawDelivery(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly id: AnyId; readonly reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await helpTables(ctx.tx)
    .updateTable('help_delivery')
    .set({ withdrawn_on: ctx.today, withdraw_reason: of.reason })
    .where('county_id', '=', ctx.county)
    .where('unit_id', '=', of.coopId as never)
    .where('id', '=', of.id)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
