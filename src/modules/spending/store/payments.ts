import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, insertRows, isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import { type PaymentRow, spendingTables } from '../store.ts'

/** Holds the desks of co-ops until the transaction ends, in one order for everybody. */
export async function holdDesks(ctx: Ctx, coopIds: readonly AnyId[]): Promise<void> {
  await sql`
    INSERT INTO spending_desk AS d (county_id, coop_id, payments)
    SELECT ${ctx.county}, id, 1 FROM unnest(${idArray(coopIds.toSorted())}) AS id ORDER BY id
    ON CONFLICT (county_id, coop_id) DO UPDATE SET payments = d.payments + 1`.execute(ctx.tx)
}

/** Everything that was paid since a day. */
export const paymentsSince = (
  ctx: Ctx,
  coopIds: readonly AnyId[],
  since: LocalDate,
): Promise<PaymentRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('spending_payment')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .where('on_date', '>=', since)
    .orderBy('on_date')
    .orderBy('id')
    .execute()

export const paymentsOfVouchers = (ctx: Ctx, ids: readonly AnyId[]): Promise<PaymentRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('spending_payment')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('voucher_id', ids))
    .execute()

/** Payments on requests, or under contracts. */
export const paymentsOn = (
  ctx: Ctx,
  column: 'request_id' | 'contract_id',
  ids: readonly AnyId[],
): Promise<PaymentRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('spending_payment')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf(column, ids))
    .orderBy('on_date')
    .orderBy('id')
    .execute()

export const insertPayments = (
  ctx: Ctx,
  rows: readonly Omit<PaymentRow, 'county_id' | 'recorded_at'>[],
): Promise<void> =>
  insertRows(
    ctx.tx,
    {
      table: 'spending_payment',
      columns:
        'county_id int, id uuid, coop_id uuid, voucher_id uuid, undoes_id uuid, on_date date, payee_member uuid, payee_name text, amount_fen bigint, request_id uuid, contract_id uuid, project_id uuid, warning text, recorded_at timestamptz',
    },
    rows.map((row) => ({
      ...row,
      county_id: ctx.county,
      amount_fen: row.amount_fen.toString(),
      recorded_at: ctx.now,
    })),
  )

export type Unapproved = PaymentRow & { readonly coop_name: string; readonly total: number }

/** Payments that came in by import without the approval they should have had, newest first. */
export async function unapprovedRows(
  ctx: Ctx,
  filter: {
    readonly unitId?: AnyId | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<Unapproved[]> {
  const unit = filter.unitId ?? null
  const { rows } = await sql<Unapproved>`
    SELECT p.*, u.name AS coop_name, count(*) OVER ()::int AS total FROM spending_payment p
    JOIN org_unit u ON u.county_id = p.county_id AND u.id = p.coop_id
    WHERE p.county_id = ${ctx.county} AND p.warning IS NOT NULL AND ${insideScope(ctx, 'p.coop_id')}
      AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}::uuid])
      AND NOT EXISTS (SELECT FROM spending_payment x
        WHERE x.county_id = p.county_id AND x.undoes_id = p.voucher_id)
    ORDER BY p.on_date DESC, p.id LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return rows
}
