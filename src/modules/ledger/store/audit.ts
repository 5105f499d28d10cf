import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Period } from '../model.ts'

export interface AuditRow {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly coopName: string
  readonly kind: string
  readonly number: number
  readonly onDate: LocalDate
  readonly summary: string
  readonly amount: Fen
  readonly attachments: number
  readonly postedAt: Instant
  readonly byHand: boolean
  readonly fromAct: boolean
  readonly reversesId: AnyId | null
  readonly reversedById: AnyId | null
  readonly cashIn: bigint
  readonly cashOut: bigint
  readonly bankIn: bigint
  readonly bankOut: bigint
  readonly payees: { id: AnyId; name: string }[]
  readonly words: string
}

interface Span {
  readonly unitId: AnyId | undefined
  readonly from: Period
  readonly to: Period
}

const coopsOf = (ctx: Ctx, unitId: AnyId | undefined) => sql`
  SELECT b.coop_id AS id, u.name FROM ledger_book b
  JOIN org_unit u ON u.county_id = b.county_id AND u.id = b.coop_id
  WHERE b.county_id = ${ctx.county} AND ${insideScope(ctx, 'b.coop_id')}
    AND (${unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId ?? null}::uuid])`

/** The business vouchers of a span with what the audit rules ask of them, by co-op and day. */
export async function auditRows(ctx: Ctx, span: Span): Promise<AuditRow[]> {
  const { rows } = await sql<AuditRow>`
    WITH coop AS (${coopsOf(ctx, span.unitId)}), l AS (
      SELECT l.voucher_id,
        coalesce(sum(debit_fen) FILTER (WHERE account LIKE '101%'), 0)::bigint AS cash_in,
        coalesce(sum(credit_fen) FILTER (WHERE account LIKE '101%'), 0)::bigint AS cash_out,
        coalesce(sum(debit_fen) FILTER (WHERE left(account, 3) IN ('102', '109')), 0)::bigint AS bank_in,
        coalesce(sum(credit_fen) FILTER (WHERE left(account, 3) IN ('102', '109')), 0)::bigint AS bank_out,
        array_agg(DISTINCT member_id) FILTER (WHERE member_id IS NOT NULL) AS members,
        array_agg(DISTINCT party_id) FILTER (WHERE party_id IS NOT NULL
          AND left(account, 3) NOT IN ('101', '102', '109')) AS parties,
        string_agg(l.summary, ' ') AS words,
        bool_or(left(account, 3) IN ('101', '102', '109')) AS moves
      FROM voucher_line l JOIN coop c ON c.id = l.coop_id
      WHERE l.county_id = ${ctx.county} AND l.period BETWEEN ${span.from} AND ${span.to}
        AND l.period % 100 BETWEEN 1 AND 12
      GROUP BY l.voucher_id
    )
    SELECT v.id, v.coop_id AS "coopId", c.name AS "coopName", v.kind, v.number, v.on_date AS "onDate", v.summary,
      v.amount_fen AS amount, v.attachments::int AS attachments, v.posted_at AS "postedAt",
      v.prepared_by IS NOT NULL AS "byHand", v.origin IS NOT NULL AS "fromAct",
      v.reverses_id AS "reversesId", (SELECT r.id FROM voucher r WHERE r.county_id = v.county_id
        AND r.reverses_id = v.id) AS "reversedById",
      l.cash_in AS "cashIn", l.cash_out AS "cashOut", l.bank_in AS "bankIn", l.bank_out AS "bankOut",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) ORDER BY x.id) FROM (
        SELECT p.id, p.name FROM ledger_party p WHERE p.county_id = v.county_id AND p.id = ANY (l.parties)
        UNION ALL SELECT m.id, m.name FROM ledger_members(l.members) m) x), '[]') AS payees,
      concat_ws(' ', v.summary, l.words, (SELECT string_agg(d.name || ' ' || d.note, ' ') FROM ledger_document d
        WHERE d.county_id = v.county_id AND d.voucher_id = v.id)) AS words
    FROM l JOIN voucher v ON v.county_id = ${ctx.county} AND v.id = l.voucher_id
    JOIN coop c ON c.id = v.coop_id
    -- Acts of the product that move no money are picked by no rule but that of reversals.
    WHERE v.kind <> 'opening' AND (v.origin IS NULL OR l.moves
      OR EXISTS (SELECT FROM voucher r WHERE r.county_id = v.county_id AND r.reverses_id = v.id))
    ORDER BY c.name, c.id, v.on_date, v.seq`.execute(ctx.tx)
  return rows
}

/** Cash on hand of each co-op before the span. */
export async function cashBefore(ctx: Ctx, span: Span): Promise<Map<AnyId, bigint>> {
  const { rows } = await sql<{ id: AnyId; net: bigint }>`
    WITH coop AS (${coopsOf(ctx, span.unitId)})
    SELECT b.coop_id AS id, sum(b.debit_fen - b.credit_fen)::bigint AS net FROM ledger_balance b
    JOIN coop c ON c.id = b.coop_id
    WHERE b.county_id = ${ctx.county} AND b.account LIKE '101%' AND b.period < ${span.from}
    GROUP BY b.coop_id`.execute(ctx.tx)
  return new Map(rows.map(({ id, net }) => [id, net]))
}
