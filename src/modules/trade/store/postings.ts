import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Bookable } from '../model.ts'
import { type EntryRow, entryOfRow, type Span } from '../store.ts'

/** Whether a day lies in one of the spans. */
export const inSpans = (column: string, spans: readonly Span[]) =>
  sql`(${sql.join(
    spans.map(({ from, to }) => sql`${sql.ref(column)} BETWEEN ${from}::date AND ${to}::date`),
    sql` OR `,
  )})`

/**
 * Entries of a co-op that are to be booked and are not, in the order of their days. A reversal waits until what
 * it undoes is in the books or comes into them with it.
 */
export async function unpostedEntries(
  ctx: Ctx,
  coopId: AnyId,
  spans: readonly Span[],
): Promise<Bookable[]> {
  const { rows } = await sql<EntryRow & { terms_on: LocalDate }>`
    SELECT e.*, coalesce(o.on_date, e.on_date) AS terms_on FROM trade_entry e
    LEFT JOIN trade_entry o ON o.county_id = e.county_id AND o.id = e.reverses_id
    WHERE e.county_id = ${ctx.county} AND e.coop_id = ${coopId} AND e.template IS NOT NULL
      AND ${inSpans('e.on_date', spans)}
      AND NOT EXISTS (SELECT FROM trade_posted_entry p WHERE p.county_id = e.county_id AND p.entry_id = e.id)
      AND (o.id IS NULL OR ${inSpans('o.on_date', spans)} OR EXISTS (
        SELECT FROM trade_posted_entry p WHERE p.county_id = o.county_id AND p.entry_id = o.id))
    ORDER BY e.on_date, e.id`.execute(ctx.tx)
  return rows.map((row) => ({ ...entryOfRow(row), termsOn: row.terms_on }))
}

export interface NewPosting {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly period: number
  readonly amount: bigint
  readonly vouchers: readonly {
    readonly voucherId: AnyId
    readonly entryIds: readonly AnyId[]
    readonly settlementIds: readonly AnyId[]
  }[]
}

/** Ties entries and settlements to their vouchers; the keys let nothing be posted twice. */
export async function insertPosting(ctx: Ctx, posting: NewPosting): Promise<void> {
  const link = (voucherId: AnyId) => ({
    county_id: ctx.county,
    coop_id: posting.coopId,
    posting_id: posting.id,
    voucher_id: voucherId,
  })
  const entries = posting.vouchers.flatMap(({ voucherId, entryIds }) =>
    entryIds.map((id) => ({ ...link(voucherId), entry_id: id })),
  )
  const settlements = posting.vouchers.flatMap(({ voucherId, settlementIds }) =>
    settlementIds.map((id) => ({ ...link(voucherId), settlement_id: id })),
  )
  await sql`INSERT INTO trade_posting (county_id, id, coop_id, period, entries, vouchers, amount_fen,
      posted_at, posted_by)
    VALUES (${ctx.county}, ${posting.id}, ${posting.coopId}, ${posting.period}, ${entries.length},
      ${posting.vouchers.length}, ${posting.amount}, ${ctx.now}, ${actorName(ctx)})`.execute(ctx.tx)
  const columns = 'county_id int, coop_id uuid, posting_id uuid, voucher_id uuid'
  await insertRows(
    ctx.tx,
    { table: 'trade_posted_entry', columns: `${columns}, entry_id uuid` },
    entries,
  )
  await insertRows(
    ctx.tx,
    { table: 'trade_posted_settlement', columns: `${columns}, settlement_id uuid` },
    settlements,
  )
}

export interface PostingRow {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly period: number
  readonly entries: number
  readonly vouchers: number
  readonly amount: bigint
  readonly postedAt: Instant
  readonly postedBy: string
}

/** A page of postings, latest first. */
export async function postingPage(
  ctx: Ctx,
  filter: {
    readonly unitId?: AnyId | undefined
    readonly coopId?: AnyId | undefined
    readonly period?: number | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; rows: PostingRow[] }> {
  const [unit, coop, period] = [filter.unitId ?? null, filter.coopId ?? null, filter.period ?? null]
  const picked = sql`FROM trade_posting p
    WHERE p.county_id = ${ctx.county} AND ${insideScope(ctx, 'p.coop_id')}
      AND (${coop}::uuid IS NULL OR p.coop_id = ${coop}::uuid)
      AND (${period}::int IS NULL OR p.period = ${period}::int)
      AND (${unit}::uuid IS NULL OR EXISTS (SELECT FROM org_unit u WHERE u.county_id = p.county_id
        AND u.id = p.coop_id AND u.ancestors @> ARRAY[${unit}]::uuid[]))`
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n ${picked}`.execute(ctx.tx)
  const { rows } =
    await sql<PostingRow>`SELECT p.id, p.coop_id AS "coopId", p.period, p.entries, p.vouchers,
      p.amount_fen AS amount, p.posted_at AS "postedAt", p.posted_by AS "postedBy"
    ${picked} ORDER BY p.posted_at DESC, p.id DESC
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return { total: total.rows[0]?.n ?? 0, rows }
}
