import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Due } from '../model/account.ts'
import type { PaymentRow } from '../store.ts'

export interface DueRow extends Due {
  readonly planId: AnyId
  readonly coopId: AnyId
  readonly year: number
}

/** What posted plans owe and have paid, by plan and member; in the order of member numbers. */
export async function duesOf(
  ctx: Ctx,
  of: { readonly planIds?: readonly AnyId[]; readonly holderIds?: readonly AnyId[] },
): Promise<DueRow[]> {
  const plans = of.planIds === undefined ? sql<boolean>`true` : isOneOf('d.plan_id', of.planIds)
  const holders =
    of.holderIds === undefined ? sql<boolean>`true` : isOneOf('d.holder_id', of.holderIds)
  const { rows } = await sql<DueRow>`SELECT d.plan_id AS "planId", d.coop_id AS "coopId", d.year,
      d.holder_id AS "holderId", d.return_fen AS returned, d.residual_fen AS residual,
      d.converted_return_fen AS "convertedReturn", d.converted_residual_fen AS "convertedResidual",
      d.reserve_fen AS reserve, coalesce(l.returned, 0)::bigint AS "paidReturn",
      coalesce(l.residual, 0)::bigint AS "paidResidual"
    FROM distribution_due d
    JOIN distribution_plan p ON p.county_id = d.county_id AND p.id = d.plan_id AND p.status = 'posted'
    JOIN share_holder h ON h.county_id = d.county_id AND h.id = d.holder_id
    LEFT JOIN LATERAL (SELECT sum(return_fen) AS returned, sum(residual_fen) AS residual
      FROM distribution_payment_line l WHERE l.county_id = d.county_id AND l.plan_id = d.plan_id
        AND l.holder_id = d.holder_id) l ON true
    WHERE d.county_id = ${ctx.county} AND ${plans} AND ${holders}
    ORDER BY d.year DESC, d.coop_id, lpad(h.member_number, 8, '0'), d.holder_id`.execute(ctx.tx)
  return rows
}

export interface DueFlow {
  readonly coopId: AnyId
  readonly memberId: AnyId
  readonly declared: bigint
  readonly paid: bigint
  /** Of the co-op's first posted plan. */
  readonly firstYear: number
}

/** What plans posted by the end of a period owe in money, and what was paid of it by then. */
export async function dueFlows(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  through: number,
): Promise<DueFlow[]> {
  const { rows } = await sql<DueFlow>`SELECT d.coop_id AS "coopId", d.holder_id AS "memberId",
      sum(d.return_fen + d.residual_fen)::bigint AS declared, coalesce(sum(l.paid), 0)::bigint AS paid,
      min(p.year)::int AS "firstYear"
    FROM distribution_due d
    JOIN distribution_plan p ON p.county_id = d.county_id AND p.id = d.plan_id AND p.status = 'posted'
    LEFT JOIN LATERAL (SELECT sum(x.return_fen + x.residual_fen) AS paid FROM distribution_payment_line x
      JOIN distribution_payment m ON m.county_id = x.county_id AND m.id = x.payment_id
      WHERE x.county_id = d.county_id AND x.plan_id = d.plan_id AND x.holder_id = d.holder_id
        AND to_char(m.on_date, 'YYYYMM')::int <= ${through}) l ON true
    WHERE d.county_id = ${ctx.county} AND ${isOneOf('d.coop_id', coopIds)}
      AND p.year * 100 + 13 <= ${through}
    GROUP BY d.coop_id, d.holder_id ORDER BY d.coop_id, d.holder_id`.execute(ctx.tx)
  return rows
}

/** Due and paid in money of each plan. */
export async function paidSums(
  ctx: Ctx,
  planIds: readonly AnyId[],
): Promise<Map<AnyId, { due: bigint; paid: bigint }>> {
  const { rows } = await sql<{ id: AnyId; due: bigint; paid: bigint }>`
    SELECT d.plan_id AS id, sum(d.return_fen + d.residual_fen)::bigint AS due,
      coalesce((SELECT sum(amount_fen) FROM distribution_payment m
        WHERE m.county_id = ${ctx.county} AND m.plan_id = d.plan_id), 0)::bigint AS paid
    FROM distribution_due d WHERE d.county_id = ${ctx.county} AND ${isOneOf('d.plan_id', planIds)}
    GROUP BY d.plan_id`.execute(ctx.tx)
  return new Map(rows.map(({ id, due, paid }) => [id, { due, paid }]))
}

export interface NewPayment {
  readonly id: AnyId
  readonly planId: AnyId
  readonly coopId: AnyId
  readonly on: LocalDate
  readonly account: string
  readonly voucherId: AnyId
  readonly reference: string | null
  readonly reversesId: AnyId | null
  readonly reason: string | null
  readonly lines: readonly {
    readonly holderId: AnyId
    readonly returned: bigint
    readonly residual: bigint
  }[]
}

export async function insertPayments(ctx: Ctx, payments: readonly NewPayment[]): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'distribution_payment',
      columns: `county_id int, id uuid, plan_id uuid, coop_id uuid, on_date date, account text, amount_fen bigint,
        voucher_id uuid, reference text, reverses_id uuid, reason text, recorded_at timestamptz, recorded_by text`,
    },
    payments.map((one) => ({
      county_id: ctx.county,
      id: one.id,
      plan_id: one.planId,
      coop_id: one.coopId,
      on_date: one.on,
      account: one.account,
      amount_fen: one.lines
        .reduce((all, { returned, residual }) => all + returned + residual, 0n)
        .toString(),
      voucher_id: one.voucherId,
      reference: one.reference,
      reverses_id: one.reversesId,
      reason: one.reason,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })),
  )
  await insertRows(
    ctx.tx,
    {
      table: 'distribution_payment_line',
      columns:
        'county_id int, payment_id uuid, holder_id uuid, plan_id uuid, coop_id uuid, return_fen bigint, residual_fen bigint',
    },
    payments.flatMap((one) =>
      one.lines.map((line) => ({
        county_id: ctx.county,
        payment_id: one.id,
        holder_id: line.holderId,
        plan_id: one.planId,
        coop_id: one.coopId,
        return_fen: line.returned.toString(),
        residual_fen: line.residual.toString(),
      })),
    ),
  )
}

export async function paymentsOfPlan(ctx: Ctx, planId: AnyId): Promise<PaymentRow[]> {
  const { rows } = await sql<PaymentRow>`SELECT m.*, r.id AS reversed_by_id,
      (SELECT count(*)::int FROM distribution_payment_line l WHERE l.county_id = m.county_id
        AND l.payment_id = m.id) AS people
    FROM distribution_payment m
    LEFT JOIN distribution_payment r ON r.county_id = m.county_id AND r.reverses_id = m.id
    WHERE m.county_id = ${ctx.county} AND m.plan_id = ${planId}
    ORDER BY m.on_date, m.recorded_at, m.id`.execute(ctx.tx)
  return rows
}

export async function paymentById(
  ctx: Ctx,
  coopId: AnyId,
  id: AnyId,
): Promise<{
  payment: PaymentRow & { year: number }
  lines: { holderId: AnyId; returned: bigint; residual: bigint }[]
} | null> {
  const { rows } = await sql<
    PaymentRow & { year: number }
  >`SELECT m.*, r.id AS reversed_by_id, p.year,
      0 AS people
    FROM distribution_payment m
    JOIN distribution_plan p ON p.county_id = m.county_id AND p.id = m.plan_id
    LEFT JOIN distribution_payment r ON r.county_id = m.county_id AND r.reverses_id = m.id
    WHERE m.county_id = ${ctx.county} AND m.coop_id = ${coopId} AND m.id = ${id}`.execute(ctx.tx)
  const [payment] = rows
  if (payment === undefined) return null
  const { rows: lines } = await sql<{ holderId: AnyId; returned: bigint; residual: bigint }>`
    SELECT holder_id AS "holderId", return_fen AS returned, residual_fen AS residual
    FROM distribution_payment_line WHERE county_id = ${ctx.county} AND payment_id = ${id}
    ORDER BY holder_id`.execute(ctx.tx)
  return { payment, lines }
}

/** Whether a voucher paid a title holder's part on to the beneficiaries of assistance shares. */
export async function paidForAssistance(ctx: Ctx, voucherId: AnyId): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM assistance_payment WHERE county_id = ${ctx.county}
    AND voucher_id = ${voucherId} AND source = 'surplus' LIMIT 1`.execute(ctx.tx)
  return rows.length > 0
}

/** The payment of a plan that a voucher books; null when there is none. */
export async function paymentOfVoucher(ctx: Ctx, voucherId: AnyId): Promise<AnyId | null> {
  const { rows } = await sql<{ id: AnyId }>`SELECT id FROM distribution_payment
    WHERE county_id = ${ctx.county} AND voucher_id = ${voucherId}`.execute(ctx.tx)
  return rows[0]?.id ?? null
}

export interface UnpaidRow {
  readonly coopId: AnyId
  readonly coopName: string
  readonly year: number
  readonly holderId: AnyId
  readonly number: string
  readonly name: string
  readonly due: bigint
  readonly unpaid: bigint
}

/** A page of what posted plans still owe inside the actor's scope, oldest year first. */
export async function unpaidPage(
  ctx: Ctx,
  filter: {
    readonly year?: number | undefined
    readonly unitId?: AnyId | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; unpaid: bigint; rows: UnpaidRow[] }> {
  const [year, unit] = [filter.year ?? null, filter.unitId ?? null]
  const owed = sql`FROM (
    SELECT d.coop_id AS "coopId", u.name AS "coopName", d.year, d.holder_id AS "holderId",
      h.member_number AS number, h.name, (d.return_fen + d.residual_fen)::bigint AS due,
      (d.return_fen + d.residual_fen - coalesce(l.paid, 0))::bigint AS unpaid
    FROM distribution_due d
    JOIN distribution_plan p ON p.county_id = d.county_id AND p.id = d.plan_id AND p.status = 'posted'
    JOIN share_holder h ON h.county_id = d.county_id AND h.id = d.holder_id
    JOIN org_unit u ON u.county_id = d.county_id AND u.id = d.coop_id
    LEFT JOIN LATERAL (SELECT sum(return_fen + residual_fen) AS paid FROM distribution_payment_line l
      WHERE l.county_id = d.county_id AND l.plan_id = d.plan_id AND l.holder_id = d.holder_id) l ON true
    WHERE d.county_id = ${ctx.county} AND ${insideScope(ctx, 'd.coop_id')}
      AND (${year}::int IS NULL OR d.year = ${year}::int)
      AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}]::uuid[])) o
    WHERE unpaid > 0`
  const sums = await sql<{ total: number; unpaid: bigint }>`SELECT count(*)::int AS total,
    coalesce(sum(unpaid), 0)::bigint AS unpaid ${owed}`.execute(ctx.tx)
  const { rows } = await sql<UnpaidRow>`SELECT * ${owed}
    ORDER BY year, "coopName", "coopId", lpad(number, 8, '0'), "holderId"
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  const [whole] = sums.rows
  return { total: whole?.total ?? 0, unpaid: whole?.unpaid ?? 0n, rows }
}
