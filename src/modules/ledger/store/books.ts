import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { ledgerTables } from '../store.ts'

export interface BookState {
  readonly coopId: AnyId
  readonly openedPeriod: number
  readonly appliedEarly: boolean
}

/** The books of these co-ops; those without one are absent. */
export async function booksOf(ctx: Ctx, coopIds: readonly AnyId[]): Promise<Map<AnyId, BookState>> {
  const rows = await ledgerTables(ctx.tx)
    .selectFrom('ledger_book')
    .select(['coop_id as coopId', 'opened_period as openedPeriod', 'applied_early as appliedEarly'])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .execute()
  return new Map(rows.map((row) => [row.coopId, row]))
}

export async function insertBooks(
  ctx: Ctx,
  by: string,
  books: readonly BookState[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'ledger_book',
      columns:
        'county_id int, coop_id uuid, opened_period int, applied_early boolean, opened_at timestamptz, opened_by text',
    },
    books.map((book) => ({
      county_id: ctx.county,
      coop_id: book.coopId,
      opened_period: book.openedPeriod,
      applied_early: book.appliedEarly,
      opened_at: ctx.now,
      opened_by: by,
    })),
  )
}

/** Co-ops inside a unit that keep books here. */
export async function booksInside(ctx: Ctx, unitId: AnyId): Promise<AnyId[]> {
  const { rows } = await sql<{ id: AnyId }>`
    SELECT b.coop_id AS id FROM ledger_book b
    JOIN org_unit u ON u.county_id = b.county_id AND u.id = b.coop_id
    WHERE b.county_id = ${ctx.county} AND u.ancestors @> ARRAY[${unitId}]::uuid[]
    ORDER BY b.coop_id`.execute(ctx.tx)
  return rows.map((row) => row.id)
}

/** Those of the co-ops that lie inside the unit. */
export async function insideUnit(
  ctx: Ctx,
  unitId: AnyId,
  coopIds: readonly AnyId[],
): Promise<Set<AnyId>> {
  const { rows } = await sql<{ id: AnyId }>`
    SELECT id FROM org_unit WHERE county_id = ${ctx.county} AND kind = 'coop'
      AND ${isOneOf('id', coopIds)} AND ancestors @> ARRAY[${unitId}]::uuid[]`.execute(ctx.tx)
  return new Set(rows.map((row) => row.id))
}

/** How far each of these books is closed in a year: 0-13, -1 before the opening balances are confirmed. */
export async function closedThrough(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<Map<AnyId, number>> {
  const rows = await ledgerTables(ctx.tx)
    .selectFrom('ledger_year')
    .select(['coop_id', 'closed_through'])
    .where('county_id', '=', ctx.county)
    .where('year', '=', year)
    .where(isOneOf('coop_id', coopIds))
    .execute()
  return new Map(rows.map((row) => [row.coop_id, row.closed_through]))
}

/** How far every open year of these books is closed, by '<co-op> <year>'. */
export async function closedThroughYears(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<Map<string, number>> {
  const rows = await ledgerTables(ctx.tx)
    .selectFrom('ledger_year')
    .select(['coop_id', 'year', 'closed_through'])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .execute()
  return new Map(rows.map((row) => [`${row.coop_id} ${row.year}`, row.closed_through]))
}

export interface BookRow extends BookState {
  readonly year: number
  readonly closedThrough: number
  readonly vouchers: number
  readonly lastVoucherOn: string | null
  readonly drafts: number
  readonly waiting: number
  readonly inbox: number
}

/** How the books of these co-ops stand in their latest open year, with what waits in each. */
export async function bookRows(ctx: Ctx, coopIds: readonly AnyId[]): Promise<BookRow[]> {
  const { rows } = await sql<BookRow>`
    SELECT b.coop_id AS "coopId", b.opened_period AS "openedPeriod", b.applied_early AS "appliedEarly",
      y.year, y.closed_through AS "closedThrough",
      y.last_general + y.last_receipt + y.last_payment + y.last_transfer AS vouchers,
      v.last_on AS "lastVoucherOn", coalesce(d.drafts, 0) AS drafts, coalesce(d.waiting, 0) AS waiting,
      coalesce(p.inbox, 0) AS inbox
    FROM ledger_book b
    JOIN LATERAL (SELECT * FROM ledger_year y WHERE y.county_id = b.county_id AND y.coop_id = b.coop_id
      ORDER BY year DESC LIMIT 1) y ON true
    LEFT JOIN LATERAL (SELECT max(on_date) AS last_on FROM voucher
      WHERE county_id = b.county_id AND coop_id = b.coop_id AND period / 100 = y.year) v ON true
    LEFT JOIN (SELECT coop_id, count(*) FILTER (WHERE status <> 'submitted')::int AS drafts,
        count(*) FILTER (WHERE status = 'submitted')::int AS waiting
      FROM voucher_draft WHERE county_id = ${ctx.county} AND status IN ('draft', 'submitted', 'returned')
      GROUP BY coop_id) d ON d.coop_id = b.coop_id
    LEFT JOIN (SELECT coop_id, count(*)::int AS inbox FROM ledger_document
      WHERE county_id = ${ctx.county} AND status = 'inbox' GROUP BY coop_id) p ON p.coop_id = b.coop_id
    WHERE b.county_id = ${ctx.county} AND ${isOneOf('b.coop_id', coopIds)}`.execute(ctx.tx)
  return rows
}
