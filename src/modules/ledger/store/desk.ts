import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'

export interface WarningRow {
  readonly coopId: AnyId
  readonly coopName: string
  readonly kind: string
  readonly count: number
  readonly oldest: LocalDate | null
}

export interface Limits {
  /** Bank lines, advances and documents from before these days. */
  readonly bankBefore: LocalDate
  readonly advanceBefore: LocalDate
  readonly inboxBefore: LocalDate
  /** Months that ended before this day should be closed. */
  readonly closeBefore: LocalDate
}

/** The national accounts that may stand on the debit only, on the credit only; money is told apart. */
export interface Sides {
  readonly debit: readonly string[]
  readonly credit: readonly string[]
}

/** All that waits or looks odd in the books the actor reaches, by co-op and kind. */
export async function warningRows(
  ctx: Ctx,
  filter: { readonly unitId: AnyId | undefined; readonly limits: Limits; readonly sides: Sides },
): Promise<WarningRow[]> {
  const { limits, sides } = filter
  const unit = filter.unitId ?? null
  const { rows } = await sql<WarningRow>`
    WITH coop AS (
      SELECT b.coop_id AS id, u.name, b.opened_period FROM ledger_book b
      JOIN org_unit u ON u.county_id = b.county_id AND u.id = b.coop_id
      WHERE b.county_id = ${ctx.county} AND ${insideScope(ctx, 'b.coop_id')}
        AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}::uuid])
    ), found AS (
      ${balanceWarnings(ctx, sides)}
      UNION ALL ${closeWarnings(ctx, limits)}
      UNION ALL ${advanceWarnings(ctx, limits)}
      UNION ALL ${waitingWarnings(ctx, limits)}
    )
    SELECT f.coop_id AS "coopId", c.name AS "coopName", f.kind, f.n AS count, f.oldest
    FROM found f JOIN coop c ON c.id = f.coop_id ORDER BY c.name, c.id, f.kind`.execute(ctx.tx)
  return rows
}

const balanceWarnings = (ctx: Ctx, sides: Sides) => sql`
  SELECT coop_id, kind, count(*)::int AS n, NULL::date AS oldest FROM (
    SELECT b.coop_id, CASE WHEN left(b.account, 3) IN ('101', '102', '109') THEN 'negative_money'
      ELSE 'abnormal_side' END AS kind
    FROM ledger_balance b JOIN coop c ON c.id = b.coop_id WHERE b.county_id = ${ctx.county}
    GROUP BY b.coop_id, b.account
    HAVING (sum(b.debit_fen - b.credit_fen) < 0 AND left(b.account, 3) = ANY (${sides.debit as string[]}))
      OR (sum(b.debit_fen - b.credit_fen) > 0 AND left(b.account, 3) = ANY (${sides.credit as string[]}))
  ) a GROUP BY coop_id, kind`

/** Months from the book's first one (or the year's first) that ended before the day and are still open. */
const closeWarnings = (ctx: Ctx, limits: Limits) => sql`
  SELECT y.coop_id, 'months_open', count(*)::int, min(m.ends) FROM ledger_year y
  JOIN coop c ON c.id = y.coop_id
  CROSS JOIN LATERAL (SELECT n, (make_date(y.year, n, 1) + interval '1 month - 1 day')::date AS ends
    FROM generate_series(1, 12) n) m
  WHERE y.county_id = ${ctx.county} AND m.n > y.closed_through AND m.ends < ${limits.closeBefore}::date
    AND y.year * 100 + m.n >= c.opened_period
  GROUP BY y.coop_id`

/**
 * Debts of members and others to the co-op whose oldest part is from before the day: payments settle the
 * oldest debt first, so what later debits do not cover stands open since its day.
 */
const advanceWarnings = (ctx: Ctx, limits: Limits) => sql`
  SELECT coop_id, 'advances', count(*)::int, min(since) FROM (
    SELECT coop_id, account, who, min(on_date) AS since FROM (
      SELECT l.coop_id, l.account, o.who, o.net, v.on_date, l.debit_fen,
        coalesce(sum(l.debit_fen) OVER (PARTITION BY l.coop_id, l.account, o.who
          ORDER BY v.on_date DESC, v.seq DESC, l.line DESC
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS later
      FROM (
        -- Most stand at zero or on the other side: only those who owe are looked at line by line.
        SELECT l.coop_id, l.account, coalesce(l.member_id, l.party_id) AS who,
          sum(l.debit_fen - l.credit_fen) AS net
        FROM voucher_line l JOIN coop c ON c.id = l.coop_id
        WHERE l.county_id = ${ctx.county} AND l.account >= '113' AND l.account < '115'
        GROUP BY l.coop_id, l.account, coalesce(l.member_id, l.party_id)
        HAVING sum(l.debit_fen - l.credit_fen) > 0
      ) o
      JOIN voucher_line l ON l.county_id = ${ctx.county} AND l.coop_id = o.coop_id AND l.account = o.account
        AND coalesce(l.member_id, l.party_id) = o.who
      JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id
      WHERE l.debit_fen > 0
    ) aged WHERE later < net GROUP BY coop_id, account, who
  ) owing WHERE since < ${limits.advanceBefore}::date GROUP BY coop_id`

const waitingWarnings = (ctx: Ctx, limits: Limits) => sql`
  SELECT b.coop_id, 'bank_unmatched', count(*)::int, min(b.on_date) FROM bank_line b
    JOIN coop c ON c.id = b.coop_id
    WHERE b.county_id = ${ctx.county} AND b.on_date < ${limits.bankBefore}::date AND b.settled_note IS NULL
      AND NOT EXISTS (SELECT FROM bank_match m WHERE m.county_id = b.county_id AND m.bank_line_id = b.id
        AND m.ended_at IS NULL) GROUP BY b.coop_id
  UNION ALL SELECT d.coop_id, 'inbox', count(*)::int, min((d.added_at AT TIME ZONE 'Asia/Shanghai')::date)
    FROM ledger_document d JOIN coop c ON c.id = d.coop_id
    WHERE d.county_id = ${ctx.county} AND d.status = 'inbox'
      AND (d.added_at AT TIME ZONE 'Asia/Shanghai')::date < ${limits.inboxBefore}::date GROUP BY d.coop_id
  UNION ALL SELECT d.coop_id, 'drafts', count(*)::int, min((d.prepared_at AT TIME ZONE 'Asia/Shanghai')::date)
    FROM voucher_draft d JOIN coop c ON c.id = d.coop_id
    WHERE d.county_id = ${ctx.county} AND d.status IN ('draft', 'submitted', 'returned') GROUP BY d.coop_id
  UNION ALL SELECT v.coop_id, 'documents_missing', count(*)::int, min(v.on_date)
    FROM voucher v JOIN coop c ON c.id = v.coop_id
    WHERE v.county_id = ${ctx.county} AND v.attachments = 0 AND v.kind <> 'opening'
      AND (v.origin IS NULL OR v.origin LIKE 'import:%')
      AND v.reverses_id IS NULL AND v.period % 100 < 13
      AND NOT EXISTS (SELECT FROM voucher r WHERE r.county_id = v.county_id AND r.reverses_id = v.id)
    GROUP BY v.coop_id`
