import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Settlement } from '../model.ts'
import { type SettlementRow, settlementOf, type Span } from '../store.ts'
import { inSpans } from './postings.ts'

export interface SettlementLine {
  readonly orderNumber: string
  readonly soldOn: LocalDate
  readonly goods: string
  readonly quantity: bigint
  readonly gross: bigint
  readonly fee: bigint
  readonly refund: bigint
}

export async function insertSettlement(
  ctx: Ctx,
  settlement: Settlement,
  lines: readonly SettlementLine[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'trade_settlement',
      columns: `county_id int, id uuid, coop_id uuid, platform text, number text, settled_on date,
        gross_fen bigint, fee_fen bigint, refunds_fen bigint, net_fen bigint, basis text, commission_fen bigint,
        pool_fen bigint, split_by text, account text, reverses_id uuid, reason text, recorded_at timestamptz,
        recorded_by text`,
    },
    [
      {
        county_id: ctx.county,
        id: settlement.id,
        coop_id: settlement.coopId,
        platform: settlement.platform,
        number: settlement.number,
        settled_on: settlement.settledOn,
        gross_fen: settlement.gross.toString(),
        fee_fen: settlement.fee.toString(),
        refunds_fen: settlement.refunds.toString(),
        net_fen: settlement.net.toString(),
        basis: settlement.basis,
        commission_fen: settlement.commission.toString(),
        pool_fen: settlement.pool.toString(),
        split_by: settlement.splitBy,
        account: settlement.account,
        reverses_id: settlement.reversesId,
        reason: settlement.reason,
        recorded_at: ctx.now,
        recorded_by: actorName(ctx),
      },
    ],
  )
  await insertRows(
    ctx.tx,
    {
      table: 'trade_settlement_line',
      columns: `county_id int, settlement_id uuid, line int, coop_id uuid, order_number text, sold_on date,
        goods text, quantity_micro bigint, gross_fen bigint, fee_fen bigint, refund_fen bigint`,
    },
    lines.map((line, i) => ({
      county_id: ctx.county,
      settlement_id: settlement.id,
      line: i + 1,
      coop_id: settlement.coopId,
      order_number: line.orderNumber,
      sold_on: line.soldOn,
      goods: line.goods,
      quantity_micro: line.quantity.toString(),
      gross_fen: line.gross.toString(),
      fee_fen: line.fee.toString(),
      refund_fen: line.refund.toString(),
    })),
  )
}

export interface SettlementFate extends SettlementRow {
  readonly reversed_by_id: AnyId | null
  readonly voucher_id: AnyId | null
}

const FATE = sql`s.*, r.id AS reversed_by_id, p.voucher_id`
const FATES = sql`LEFT JOIN trade_settlement r ON r.county_id = s.county_id AND r.reverses_id = s.id
  LEFT JOIN trade_posted_settlement p ON p.county_id = s.county_id AND p.settlement_id = s.id`

/** The settlement in force that a platform numbered so; null when there is none. */
export async function settlementNumbered(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly platform: string; readonly number: string },
): Promise<SettlementFate | null> {
  const { rows } = await sql<SettlementFate>`SELECT ${FATE} FROM trade_settlement s ${FATES}
    WHERE s.county_id = ${ctx.county} AND s.coop_id = ${of.coopId} AND s.platform = ${of.platform}
      AND s.number = ${of.number} AND s.reverses_id IS NULL AND r.id IS NULL`.execute(ctx.tx)
  return rows[0] ?? null
}

export async function settlementById(
  ctx: Ctx,
  coopId: AnyId,
  settlementId: AnyId,
): Promise<SettlementFate | null> {
  const { rows } = await sql<SettlementFate>`SELECT ${FATE} FROM trade_settlement s ${FATES}
    WHERE s.county_id = ${ctx.county} AND s.coop_id = ${coopId} AND s.id = ${settlementId}`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

/** A settlement with how many lines and entries it has. */
export interface CountedSettlement extends SettlementFate {
  readonly lines: number
  readonly entries: number
}

const COUNTS = sql`(SELECT count(*)::int FROM trade_settlement_line l WHERE l.county_id = s.county_id
    AND l.settlement_id = s.id) AS lines,
  (SELECT count(*)::int FROM trade_entry e WHERE e.county_id = s.county_id
    AND e.settlement_id = s.id) AS entries`

export async function countedSettlement(
  ctx: Ctx,
  coopId: AnyId,
  settlementId: AnyId,
): Promise<CountedSettlement | null> {
  const { rows } = await sql<CountedSettlement>`SELECT ${FATE}, ${COUNTS}
    FROM trade_settlement s ${FATES}
    WHERE s.county_id = ${ctx.county} AND s.coop_id = ${coopId} AND s.id = ${settlementId}`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

/** What one of the entries of a settlement got, and the goods it was paid for. */
export interface SettlementShare {
  readonly entryId: AnyId
  readonly memberId: AnyId | null
  readonly partyId: AnyId | null
  readonly productId: AnyId
  readonly settlesId: AnyId | null
  readonly deliveredOn: LocalDate
  readonly quantity: bigint
  readonly price: bigint | null
  readonly amount: bigint
}

/** The entries of a settlement in the order they were made; a pending sale's goods are those of its own day. */
export async function settlementShares(ctx: Ctx, settlementId: AnyId): Promise<SettlementShare[]> {
  const { rows } = await sql<SettlementShare>`
    SELECT e.id AS "entryId", e.member_id AS "memberId", e.party_id AS "partyId",
      e.product_id AS "productId", e.settles_id AS "settlesId", coalesce(g.on_date, e.on_date) AS "deliveredOn",
      coalesce(g.quantity_micro, e.quantity_micro) AS quantity, g.price_micro AS price,
      e.amount_fen AS amount
    FROM trade_entry e
    LEFT JOIN trade_entry g ON g.county_id = e.county_id AND g.id = e.settles_id
    WHERE e.county_id = ${ctx.county} AND e.settlement_id = ${settlementId} ORDER BY e.id`.execute(
    ctx.tx,
  )
  return rows
}

export interface SettlementFilter {
  readonly unitId?: AnyId | undefined
  readonly coopId?: AnyId | undefined
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
  readonly limit: number
  readonly offset: number
}

/** A page of settlements, latest first, with how many lines and entries each has. */
export async function settlementPage(
  ctx: Ctx,
  filter: SettlementFilter,
): Promise<{ total: number; rows: CountedSettlement[] }> {
  const [unit, coop] = [filter.unitId ?? null, filter.coopId ?? null]
  const [from, to] = [filter.from ?? null, filter.to ?? null]
  const picked = sql`FROM trade_settlement s ${FATES}
    WHERE s.county_id = ${ctx.county} AND ${insideScope(ctx, 's.coop_id')}
      AND (${coop}::uuid IS NULL OR s.coop_id = ${coop}::uuid)
      AND (${unit}::uuid IS NULL OR EXISTS (SELECT FROM org_unit u WHERE u.county_id = s.county_id
        AND u.id = s.coop_id AND u.ancestors @> ARRAY[${unit}]::uuid[]))
      AND (${from}::date IS NULL OR s.settled_on >= ${from}::date)
      AND (${to}::date IS NULL OR s.settled_on <= ${to}::date)`
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n ${picked}`.execute(ctx.tx)
  const { rows } =
    await sql<CountedSettlement>`SELECT ${FATE}, ${COUNTS} ${picked} ORDER BY s.settled_on DESC, s.id DESC LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(
      ctx.tx,
    )
  return { total: total.rows[0]?.n ?? 0, rows }
}

/** A page of what a platform listed under a settlement. */
export async function settlementLines(
  ctx: Ctx,
  settlementId: AnyId,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: SettlementLine[] }> {
  const picked = sql`FROM trade_settlement_line l
    WHERE l.county_id = ${ctx.county} AND l.settlement_id = ${settlementId}`
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n ${picked}`.execute(ctx.tx)
  const { rows } =
    await sql<SettlementLine>`SELECT order_number AS "orderNumber", sold_on AS "soldOn", goods,
      quantity_micro AS quantity, gross_fen AS gross, fee_fen AS fee, refund_fen AS refund
    ${picked} ORDER BY l.line LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  return { total: total.rows[0]?.n ?? 0, rows }
}

/**
 * Settlements of a co-op that are not in the books, with what their entries are worth by product. A reversal
 * waits as those of entries do.
 */
export async function unpostedSettlements(
  ctx: Ctx,
  coopId: AnyId,
  spans: readonly Span[],
): Promise<
  {
    settlement: Settlement
    termsOn: LocalDate
    goods: { readonly productId: AnyId; readonly amount: bigint }[]
  }[]
> {
  const { rows } = await sql<SettlementRow & { terms_on: LocalDate }>`
    SELECT s.*, coalesce(o.settled_on, s.settled_on) AS terms_on FROM trade_settlement s
    LEFT JOIN trade_settlement o ON o.county_id = s.county_id AND o.id = s.reverses_id
    WHERE s.county_id = ${ctx.county} AND s.coop_id = ${coopId} AND ${inSpans('s.settled_on', spans)}
      AND NOT EXISTS (SELECT FROM trade_posted_settlement p WHERE p.county_id = s.county_id
        AND p.settlement_id = s.id)
      AND (o.id IS NULL OR ${inSpans('o.settled_on', spans)} OR EXISTS (SELECT FROM trade_posted_settlement p
        WHERE p.county_id = o.county_id AND p.settlement_id = o.id))
    ORDER BY s.settled_on, s.id`.execute(ctx.tx)
  const found = []
  for (const row of rows) {
    const goods = await sql<{ productId: AnyId; amount: bigint }>`
      SELECT product_id AS "productId", sum(amount_fen)::bigint AS amount FROM trade_entry
      WHERE county_id = ${ctx.county} AND settlement_id = ${row.id}
      GROUP BY product_id ORDER BY product_id`.execute(ctx.tx)
    found.push({ settlement: settlementOf(row), termsOn: row.terms_on, goods: goods.rows })
  }
  return found
}
