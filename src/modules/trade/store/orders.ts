import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, insertRows } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Order } from '../model.ts'
import { type FormulaJson, formulaJson, formulaOf } from '../store.ts'

interface OrderRow {
  readonly id: AnyId
  readonly coop_id: AnyId
  readonly number: string
  readonly buyer_id: AnyId
  readonly product_id: AnyId
  readonly quality: string
  readonly formula: FormulaJson
  readonly quantity_micro: bigint
  readonly signed_on: LocalDate
  readonly due_on: LocalDate
  readonly note: string | null
  readonly end_state: Order['endState']
  readonly ended_on: LocalDate | null
  readonly end_reason: string | null
}

export interface StoredOrder extends Order {
  readonly buyerId: AnyId
  readonly quality: string
  readonly note: string | null
  readonly endReason: string | null
}

const orderOfRow = (row: OrderRow): StoredOrder => ({
  id: row.id,
  coopId: row.coop_id,
  number: row.number,
  buyerId: row.buyer_id,
  productId: row.product_id,
  quality: row.quality,
  formula: formulaOf(row.formula),
  quantity: row.quantity_micro,
  signedOn: row.signed_on,
  dueOn: row.due_on,
  note: row.note,
  endState: row.end_state,
  endedOn: row.ended_on,
  endReason: row.end_reason,
})

/** Orders of a co-op by id; those of others are absent. */
export async function ordersByIds(
  ctx: Ctx,
  coopId: AnyId,
  ids: readonly AnyId[],
): Promise<Map<AnyId, StoredOrder>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<OrderRow>`SELECT * FROM trade_order WHERE county_id = ${ctx.county}
    AND coop_id = ${coopId} AND id = ANY (${idArray(ids)})`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, orderOfRow(row)]))
}

/** The numbers of these that the co-op has given already. */
export async function knownNumbers(
  ctx: Ctx,
  coopId: AnyId,
  numbers: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ number: string }>`SELECT number FROM trade_order
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId}
      AND number IN (SELECT jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb))`.execute(
    ctx.tx,
  )
  return new Set(rows.map(({ number }) => number))
}

export async function insertOrders(
  ctx: Ctx,
  orders: readonly Omit<StoredOrder, 'endState' | 'endedOn' | 'endReason'>[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'trade_order',
      columns: `county_id int, id uuid, coop_id uuid, number text, buyer_id uuid, product_id uuid, quality text,
        formula jsonb, quantity_micro bigint, signed_on date, due_on date, note text, created_at timestamptz,
        created_by text`,
    },
    orders.map((order) => ({
      county_id: ctx.county,
      id: order.id,
      coop_id: order.coopId,
      number: order.number,
      buyer_id: order.buyerId,
      product_id: order.productId,
      quality: order.quality,
      formula: formulaJson(order.formula),
      quantity_micro: order.quantity.toString(),
      signed_on: order.signedOn,
      due_on: order.dueOn,
      note: order.note,
      created_at: ctx.now,
      created_by: actorName(ctx),
    })),
  )
}

/** Ends an open order; false when it has ended before. */
export async function endOrderRow(
  ctx: Ctx,
  end: {
    readonly orderId: AnyId
    readonly state: 'broken' | 'ended'
    readonly on: LocalDate
    readonly reason: string
  },
): Promise<boolean> {
  const { rows } =
    await sql`UPDATE trade_order SET end_state = ${end.state}, ended_on = ${end.on}::date,
      end_reason = ${end.reason}, ended_by = ${actorName(ctx)}
    WHERE county_id = ${ctx.county} AND id = ${end.orderId} AND end_state IS NULL RETURNING id`.execute(
      ctx.tx,
    )
  return rows.length > 0
}

export interface OrderFilter {
  readonly unitId?: AnyId | undefined
  readonly coopId?: AnyId | undefined
  readonly state?: 'open' | 'fulfilled' | 'broken' | 'ended' | undefined
  readonly overdue?: boolean | undefined
  readonly limit: number
  readonly offset: number
}

export interface OrderProgress {
  readonly order: StoredOrder
  readonly state: 'open' | 'fulfilled' | 'broken' | 'ended'
  readonly overdue: boolean
  readonly delivered: bigint
  readonly settled: bigint
  readonly amount: bigint
}

type ProgressRow = OrderRow & Omit<OrderProgress, 'order'>

/**
 * A page of orders, those due first on top. Delivered is what their entries say, reversals taken off; settled
 * is the part of it whose amount is final: a pending agency sale counts once its settlement is in force.
 */
export async function orderPage(
  ctx: Ctx,
  filter: OrderFilter,
): Promise<{ total: number; rows: OrderProgress[] }> {
  const unit = filter.unitId ?? null
  const coop = filter.coopId ?? null
  const judged = sql`FROM (
    SELECT o.*, t.delivered, t.settled, t.amount,
      coalesce(o.end_state, CASE WHEN t.delivered >= o.quantity_micro THEN 'fulfilled' ELSE 'open' END) AS state,
      (o.end_state IS NULL AND o.due_on < ${ctx.today}::date AND t.delivered < o.quantity_micro) AS overdue
    FROM trade_order o
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(e.quantity_micro), 0)::bigint AS delivered,
        coalesce(sum(e.quantity_micro) FILTER (WHERE NOT e.pending OR EXISTS (
          SELECT FROM trade_entry s WHERE s.county_id = e.county_id AND s.settles_id = e.id
            AND s.reverses_id IS NULL AND NOT EXISTS (SELECT FROM trade_entry x
              WHERE x.county_id = s.county_id AND x.reverses_id = s.id))), 0)::bigint AS settled,
        coalesce(sum(e.amount_fen), 0)::bigint AS amount
      FROM trade_entry e WHERE e.county_id = o.county_id AND e.order_id = o.id) t
    WHERE o.county_id = ${ctx.county} AND ${insideScope(ctx, 'o.coop_id')}
      AND (${coop}::uuid IS NULL OR o.coop_id = ${coop}::uuid)
      AND (${unit}::uuid IS NULL OR EXISTS (SELECT FROM org_unit u WHERE u.county_id = o.county_id
        AND u.id = o.coop_id AND u.ancestors @> ARRAY[${unit}]::uuid[]))) o
    WHERE (${filter.state ?? null}::text IS NULL OR o.state = ${filter.state ?? null}::text)
      AND (${filter.overdue ?? null}::boolean IS NULL OR o.overdue = ${filter.overdue ?? null}::boolean)`
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n ${judged}`.execute(ctx.tx)
  const { rows } = await sql<ProgressRow>`SELECT o.* ${judged}
    ORDER BY o.due_on, o.number, o.id LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return {
    total: total.rows[0]?.n ?? 0,
    rows: rows.map((row) => ({
      order: orderOfRow(row),
      state: row.state,
      overdue: row.overdue,
      delivered: row.delivered,
      settled: row.settled,
      amount: row.amount,
    })),
  }
}
