import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, insertRows } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Entry, TradeKind } from '../model.ts'
import { type EntryRow, entryOfRow } from '../store.ts'

const COLUMNS = `county_id int, id uuid, coop_id uuid, kind text, on_date date, product_id uuid, member_id uuid,
  party_id uuid, quantity_micro bigint, price_micro bigint, amount_fen bigint, cost_fen bigint, pending boolean,
  grade text, reason text, template text, order_id uuid, settlement_id uuid, settles_id uuid, reverses_id uuid,
  document text, note text, reference text, batch_id uuid, recorded_at timestamptz, recorded_by text`

export async function insertEntries(
  ctx: Ctx,
  batchId: AnyId,
  entries: readonly Entry[],
): Promise<void> {
  const by = actorName(ctx)
  await insertRows(
    ctx.tx,
    { table: 'trade_entry', columns: COLUMNS },
    entries.map((entry) => ({
      county_id: ctx.county,
      id: entry.id,
      coop_id: entry.coopId,
      kind: entry.kind,
      on_date: entry.on,
      product_id: entry.productId,
      member_id: entry.memberId,
      party_id: entry.partyId,
      quantity_micro: entry.quantity.toString(),
      price_micro: entry.price?.toString() ?? null,
      amount_fen: entry.amount.toString(),
      cost_fen: entry.cost.toString(),
      pending: entry.pending,
      grade: entry.grade,
      reason: entry.reason,
      template: entry.template,
      order_id: entry.orderId,
      settlement_id: entry.settlementId,
      settles_id: entry.settlesId,
      reverses_id: entry.reversesId,
      document: entry.document,
      note: entry.note,
      reference: entry.reference,
      batch_id: batchId,
      recorded_at: ctx.now,
      recorded_by: by,
    })),
  )
}

/** An entry with what became of it. */
export interface EntryFate extends EntryRow {
  readonly reversed_by_id: AnyId | null
  readonly voucher_id: AnyId | null
  /** An entry in force that says the amount of this pending one. */
  readonly settled_by_id: AnyId | null
}

const FATE = sql`e.*, r.id AS reversed_by_id, p.voucher_id, s.id AS settled_by_id`
const FATES = sql`LEFT JOIN trade_entry r ON r.county_id = e.county_id AND r.reverses_id = e.id
  LEFT JOIN trade_posted_entry p ON p.county_id = e.county_id AND p.entry_id = e.id
  LEFT JOIN LATERAL (SELECT s.id FROM trade_entry s WHERE e.pending
    AND s.county_id = e.county_id AND s.settles_id = e.id AND s.reverses_id IS NULL AND NOT EXISTS (
      SELECT FROM trade_entry x WHERE x.county_id = s.county_id AND x.reverses_id = s.id) LIMIT 1) s ON true`

/** Entries of a co-op by id; those that are not its own are absent. */
export async function entriesByIds(
  ctx: Ctx,
  coopId: AnyId,
  ids: readonly AnyId[],
): Promise<Map<AnyId, EntryFate>> {
  const { rows } = await sql<EntryFate>`SELECT ${FATE} FROM trade_entry e ${FATES}
    WHERE e.county_id = ${ctx.county} AND e.coop_id = ${coopId} AND e.id = ANY (${idArray(ids)})`.execute(
    ctx.tx,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The entries of a settlement that are in force. */
export async function entriesOfSettlement(ctx: Ctx, settlementId: AnyId): Promise<Entry[]> {
  const { rows } = await sql<EntryRow>`SELECT e.* FROM trade_entry e
    WHERE e.county_id = ${ctx.county} AND e.settlement_id = ${settlementId} ORDER BY e.id`.execute(
    ctx.tx,
  )
  return rows.map(entryOfRow)
}

/** What a co-op's rows with these references became. */
export async function entriesByReference(
  ctx: Ctx,
  coopId: AnyId,
  references: readonly string[],
): Promise<Map<string, Entry>> {
  if (references.length === 0) return new Map()
  const { rows } = await sql<EntryRow>`SELECT e.* FROM trade_entry e
    WHERE e.county_id = ${ctx.county} AND e.coop_id = ${coopId}
      AND e.reference IN (SELECT jsonb_array_elements_text(${JSON.stringify(references)}::jsonb))`.execute(
    ctx.tx,
  )
  return new Map(
    rows.flatMap((row) => (row.reference === null ? [] : [[row.reference, entryOfRow(row)]])),
  )
}

export interface EntryFilter {
  readonly unitId?: AnyId | undefined
  readonly coopId?: AnyId | undefined
  readonly memberId?: AnyId | undefined
  readonly memberIds?: readonly AnyId[] | undefined
  readonly partyId?: AnyId | undefined
  readonly with?: 'members' | 'others' | undefined
  readonly kind?: TradeKind | undefined
  readonly productId?: AnyId | undefined
  readonly orderId?: AnyId | undefined
  readonly settlementId?: AnyId | undefined
  readonly voucherId?: AnyId | undefined
  readonly batchId?: AnyId | undefined
  readonly ids?: readonly AnyId[] | undefined
  readonly period?: number | undefined
  readonly year?: number | undefined
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
  readonly posted?: 'posted' | 'open' | 'none' | undefined
  readonly pending?: boolean | undefined
  readonly limit: number
  readonly offset: number
}

const POSTED = {
  posted: sql`p.entry_id IS NOT NULL`,
  open: sql`p.entry_id IS NULL AND e.template IS NOT NULL`,
  none: sql`p.entry_id IS NULL AND e.template IS NULL`,
} as const

/** The first and the last day of a month, yyyymm, as the index reads them. */
const inMonth = (period: number) =>
  sql`e.on_date >= make_date(${Math.floor(period / 100)}::int, ${period % 100}::int, 1)
    AND e.on_date < make_date(${Math.floor(period / 100)}::int, ${period % 100}::int, 1) + interval '1 month'`

function conditions(ctx: Ctx, filter: EntryFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`e.county_id = ${ctx.county}`]
  // A member's own page starts from the person's memberships: there the grants say nothing.
  if (filter.memberIds === undefined) parts.push(insideScope(ctx, 'e.coop_id'))
  else parts.push(sql`e.member_id = ANY (${idArray(filter.memberIds)})`)
  if (filter.unitId !== undefined) {
    parts.push(sql`EXISTS (SELECT FROM org_unit u WHERE u.county_id = e.county_id AND u.id = e.coop_id
      AND u.ancestors @> ARRAY[${filter.unitId}]::uuid[])`)
  }
  for (const [column, id] of [
    ['e.coop_id', filter.coopId],
    ['e.member_id', filter.memberId],
    ['e.party_id', filter.partyId],
    ['e.product_id', filter.productId],
    ['e.order_id', filter.orderId],
    ['e.settlement_id', filter.settlementId],
    ['p.voucher_id', filter.voucherId],
    ['e.batch_id', filter.batchId],
  ] as const) {
    if (id !== undefined) parts.push(sql`${sql.ref(column)} = ${id}::uuid`)
  }
  if (filter.ids !== undefined) parts.push(sql`e.id = ANY (${idArray(filter.ids)})`)
  if (filter.with === 'members') parts.push(sql`e.member_id IS NOT NULL`)
  if (filter.with === 'others') parts.push(sql`e.member_id IS NULL`)
  if (filter.kind !== undefined) parts.push(sql`e.kind = ${filter.kind}`)
  if (filter.period !== undefined) parts.push(inMonth(filter.period))
  if (filter.year !== undefined) {
    parts.push(
      sql`e.on_date BETWEEN ${`${filter.year}-01-01`}::date AND ${`${filter.year}-12-31`}::date`,
    )
  }
  if (filter.from !== undefined) parts.push(sql`e.on_date >= ${filter.from}::date`)
  if (filter.to !== undefined) parts.push(sql`e.on_date <= ${filter.to}::date`)
  if (filter.posted !== undefined) parts.push(POSTED[filter.posted])
  if (filter.pending !== undefined) parts.push(waiting(filter.pending))
  return sql.join(parts, sql` AND `)
}

/** Pending, in force and not settled yet; or not so. */
const waiting = (wanted: boolean) =>
  sql`(e.pending AND s.id IS NULL AND r.id IS NULL AND e.reverses_id IS NULL) = ${wanted}`

export interface EntryPage {
  readonly total: number
  readonly memberEntries: number
  readonly memberAmount: bigint
  readonly otherAmount: bigint
  readonly rows: readonly EntryFate[]
}

/** A page of entries, latest first, and sums over the whole answer. */
export async function entryPage(ctx: Ctx, filter: EntryFilter): Promise<EntryPage> {
  const picked = sql`FROM trade_entry e ${FATES} WHERE ${conditions(ctx, filter)}`
  const sums = await sql<Omit<EntryPage, 'rows'>>`
    SELECT count(*)::int AS total, count(e.member_id)::int AS "memberEntries",
      coalesce(sum(e.amount_fen) FILTER (WHERE e.member_id IS NOT NULL), 0)::bigint AS "memberAmount",
      coalesce(sum(e.amount_fen) FILTER (WHERE e.member_id IS NULL), 0)::bigint AS "otherAmount"
    ${picked}`.execute(ctx.tx)
  const { rows } = await sql<EntryFate>`SELECT ${FATE} ${picked}
    ORDER BY e.on_date DESC, e.id DESC LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(
    ctx.tx,
  )
  const [found] = sums.rows
  return {
    total: found?.total ?? 0,
    memberEntries: found?.memberEntries ?? 0,
    memberAmount: found?.memberAmount ?? 0n,
    otherAmount: found?.otherAmount ?? 0n,
    rows,
  }
}

/** Names of units, for lists. */
export async function unitNames(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, string>> {
  const { rows } = await sql<{ id: AnyId; name: string }>`
    SELECT id, name FROM org_unit WHERE county_id = ${ctx.county} AND id = ANY (${idArray(ids)})`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
