import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Traded, TradeKind, Unit } from '../model.ts'
import { weightOf } from '../store.ts'

const inYear = (year: number) =>
  sql`e.on_date BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date`

/**
 * What each member of these co-ops traded in a year, by product, kind and the weight that held on the day; a
 * reversal weighs what it undoes. Before the first day of a product's terms a unit counts once.
 */
export async function tradedInYear(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<Map<AnyId, Traded[]>> {
  const { rows } = await sql<Omit<Traded, 'weight'> & { coopId: AnyId; weight: string }>`
    SELECT e.coop_id AS "coopId", e.member_id AS "memberId", e.product_id AS "productId", p.unit, e.kind,
      coalesce(v.weight, '1/1') AS weight,
      sum(e.quantity_micro)::bigint AS quantity, sum(e.amount_fen)::bigint AS amount
    FROM trade_entry e
    JOIN trade_product p ON p.county_id = e.county_id AND p.id = e.product_id
    LEFT JOIN trade_entry o ON o.county_id = e.county_id AND o.id = e.reverses_id
    LEFT JOIN LATERAL (SELECT weight FROM trade_product_version v WHERE v.county_id = e.county_id
      AND v.product_id = e.product_id AND v.valid_from <= coalesce(o.on_date, e.on_date)
      ORDER BY v.valid_from DESC LIMIT 1) v ON true
    WHERE e.county_id = ${ctx.county} AND e.coop_id = ANY (${idArray(coopIds)}) AND ${inYear(year)}
      AND e.member_id IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 5, 6`.execute(ctx.tx)
  const traded = Map.groupBy(rows, ({ coopId }) => coopId)
  return new Map(
    [...traded].map(([id, own]) => [
      id,
      own.map(({ coopId: _coop, ...row }) => ({ ...row, weight: weightOf(row.weight) })),
    ]),
  )
}

/** Volume and value of one product and kind in a year: of a member, or of all non-members of the co-op. */
export interface TradeTotal {
  readonly coopId: AnyId
  /** Null: all who are no members. */
  readonly memberId: AnyId | null
  readonly productId: AnyId
  readonly product: string
  readonly unit: Unit
  readonly kind: TradeKind
  /** Millionths of the unit. */
  readonly quantity: bigint
  /** Fen. */
  readonly amount: bigint
}

/**
 * The trades of these co-ops in a year by member, product and kind; all who are no members in one row each.
 * With `memberIds`: of these members alone.
 */
export async function totalsInYear(
  ctx: Ctx,
  of: {
    readonly coopIds: readonly AnyId[]
    readonly year: number
    readonly memberIds?: readonly AnyId[]
  },
): Promise<TradeTotal[]> {
  const own =
    of.memberIds === undefined ? sql`true` : sql`e.member_id = ANY (${idArray(of.memberIds)})`
  const { rows } = await sql<TradeTotal>`
    SELECT e.coop_id AS "coopId", e.member_id AS "memberId", e.product_id AS "productId", p.name AS product,
      p.unit, e.kind, sum(e.quantity_micro)::bigint AS quantity, sum(e.amount_fen)::bigint AS amount
    FROM trade_entry e
    JOIN trade_product p ON p.county_id = e.county_id AND p.id = e.product_id
    WHERE e.county_id = ${ctx.county} AND e.coop_id = ANY (${idArray(of.coopIds)}) AND ${inYear(of.year)} AND ${own}
    GROUP BY e.coop_id, e.member_id, e.product_id, p.name, p.unit, e.kind
    ORDER BY e.coop_id, e.member_id, p.name, e.product_id, e.kind`.execute(ctx.tx)
  return rows
}

/** One product and kind of a co-op, members and others apart. */
export interface ProductSum {
  readonly coopId: AnyId
  readonly coopName: string
  readonly productId: AnyId
  readonly product: string
  readonly unit: Unit
  readonly kind: TradeKind
  readonly members: number
  readonly memberQuantity: bigint
  readonly memberAmount: bigint
  readonly otherQuantity: bigint
  readonly otherAmount: bigint
}

/** A page of sums by co-op, product and kind over what the actor reaches, and the sums of the whole answer. */
export async function productSums(
  ctx: Ctx,
  filter: {
    readonly unitId?: AnyId | undefined
    readonly coopId?: AnyId | undefined
    readonly year?: number | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; members: bigint; others: bigint; rows: ProductSum[] }> {
  const [unit, coop] = [filter.unitId ?? null, filter.coopId ?? null]
  const summed = sql`FROM (
    SELECT e.coop_id AS "coopId", u.name AS "coopName", e.product_id AS "productId", p.name AS product, p.unit,
      e.kind, count(DISTINCT e.member_id)::int AS members,
      coalesce(sum(e.quantity_micro) FILTER (WHERE e.member_id IS NOT NULL), 0)::bigint AS "memberQuantity",
      coalesce(sum(e.amount_fen) FILTER (WHERE e.member_id IS NOT NULL), 0)::bigint AS "memberAmount",
      coalesce(sum(e.quantity_micro) FILTER (WHERE e.member_id IS NULL), 0)::bigint AS "otherQuantity",
      coalesce(sum(e.amount_fen) FILTER (WHERE e.member_id IS NULL), 0)::bigint AS "otherAmount"
    FROM trade_entry e
    JOIN trade_product p ON p.county_id = e.county_id AND p.id = e.product_id
    JOIN org_unit u ON u.county_id = e.county_id AND u.id = e.coop_id
    WHERE e.county_id = ${ctx.county} AND ${insideScope(ctx, 'e.coop_id')}
      AND ${filter.year === undefined ? sql`true` : inYear(filter.year)}
      AND (${coop}::uuid IS NULL OR e.coop_id = ${coop}::uuid)
      AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}]::uuid[])
    GROUP BY e.coop_id, u.name, e.product_id, p.name, p.unit, e.kind) s`
  const whole = await sql<{ total: number; members: bigint; others: bigint }>`
    SELECT count(*)::int AS total, coalesce(sum("memberAmount"), 0)::bigint AS members,
      coalesce(sum("otherAmount"), 0)::bigint AS others ${summed}`.execute(ctx.tx)
  const { rows } = await sql<ProductSum>`SELECT * ${summed}
    ORDER BY "coopName", "coopId", product, kind, "productId"
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  const [sums] = whole.rows
  return { total: sums?.total ?? 0, members: sums?.members ?? 0n, others: sums?.others ?? 0n, rows }
}
