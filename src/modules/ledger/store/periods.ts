import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Period } from '../model.ts'

/** What stands open in a book at a period, for the checks before it is closed. */
export interface Unfinished {
  readonly drafts: number
  readonly unmatched: number
  readonly unattached: number
}

/** Drafts dated in the period, bank lines without a voucher, vouchers without an original; by co-op. */
export async function unfinishedAt(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  period: Period,
): Promise<Map<AnyId, Unfinished>> {
  const { rows } = await sql<Unfinished & { id: AnyId }>`
    SELECT c.id,
      (SELECT count(*)::int FROM voucher_draft d WHERE d.county_id = ${ctx.county} AND d.coop_id = c.id
        AND d.status IN ('draft', 'submitted', 'returned')
        AND (d.content ->> 'period')::int = ${period}) AS drafts,
      (SELECT count(*)::int FROM bank_line b WHERE b.county_id = ${ctx.county} AND b.coop_id = c.id
        AND to_char(b.on_date, 'YYYYMM')::int <= ${period} AND b.settled_note IS NULL
        AND NOT EXISTS (SELECT FROM bank_match m WHERE m.county_id = b.county_id
          AND m.bank_line_id = b.id AND m.ended_at IS NULL)) AS unmatched,
      (SELECT count(*)::int FROM voucher v WHERE v.county_id = ${ctx.county} AND v.coop_id = c.id
        AND v.period = ${period} AND v.attachments = 0 AND v.kind NOT IN ('opening')
        AND v.reverses_id IS NULL AND v.origin IS NULL AND v.period % 100 < 13) AS unattached
    FROM (SELECT unnest(${`{${coopIds.join(',')}}`}::uuid[]) AS id) c`.execute(ctx.tx)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Trades of a co-op within a stretch of days that are to be booked and are not. */
export interface UnpostedTrades {
  readonly entries: number
  readonly settlements: number
  readonly firstOn: LocalDate
}

/** By co-op; co-ops whose trades are all in the books are absent. */
export async function unpostedTrades(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  days: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<Map<AnyId, UnpostedTrades>> {
  const { rows } = await sql<UnpostedTrades & { id: AnyId }>`
    SELECT coop_id AS id, entries, settlements, first_on AS "firstOn"
    FROM ledger_unposted_trades(${idArray(coopIds)}, ${days.from}::date, ${days.to}::date)`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Which of these books have open drafts of the year's end already. */
export async function booksWithYearEnd(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<Set<AnyId>> {
  const { rows } = await sql<{ coop_id: AnyId }>`
    SELECT DISTINCT coop_id FROM voucher_draft WHERE county_id = ${ctx.county}
      AND ${isOneOf('coop_id', coopIds)} AND status IN ('draft', 'submitted', 'returned')
      AND (content ->> 'period')::int = ${year * 100 + 13}`.execute(ctx.tx)
  return new Set(rows.map((row) => row.coop_id))
}

export interface ClosureRow {
  readonly coopId: AnyId
  readonly name: string
  readonly period: number
  readonly closedAt: string
  readonly closedBy: string
  readonly vouchers: number
  readonly head: string
  readonly balanceHash: string
}

export async function closureRows(
  ctx: Ctx,
  filter: {
    readonly unitId: AnyId | undefined
    readonly period: number | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; rows: ClosureRow[] }> {
  const picked = sql`FROM ledger_closure c
    JOIN org_unit u ON u.county_id = c.county_id AND u.id = c.coop_id
    WHERE c.county_id = ${ctx.county} AND ${insideScope(ctx, 'c.coop_id')}
      AND (${filter.period ?? null}::int IS NULL OR c.period = ${filter.period ?? null}::int)
      AND (${filter.unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${filter.unitId ?? null}::uuid])`
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n ${picked}`.execute(ctx.tx)
  const { rows } = await sql<ClosureRow>`
    SELECT c.coop_id AS "coopId", u.name, c.period, c.closed_at AS "closedAt", c.closed_by AS "closedBy",
      c.vouchers, encode(c.head, 'hex') AS head, encode(c.balance_hash, 'hex') AS "balanceHash"
    ${picked} ORDER BY c.period DESC, u.name, c.coop_id
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return { total: total.rows[0]?.n ?? 0, rows }
}
