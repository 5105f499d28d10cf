import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName, written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { SupportLine } from '../model.ts'
import { type New, supportTables, type SupportTables } from '../store.ts'

/* Lines of the books that may carry support money, and the links that stand on them. */

export interface LineRow extends SupportLine {
  readonly coopId: AnyId
  readonly coop: string
  readonly ancestors: readonly AnyId[]
  readonly voucherId: AnyId
  readonly period: number
  readonly voucherKind: string
  readonly number: number
  readonly line: number
  readonly on: LocalDate
  readonly party: string | null
  readonly summary: string
  /** Fen of it in links. */
  readonly linked: bigint
  /** The voucher was taken back, or takes one back. */
  readonly red: boolean
}

const selectLines = (ctx: Ctx, where: RawBuilder<unknown>) => sql<LineRow>`
  SELECT l.coop_id AS "coopId", u.name AS coop, u.ancestors, l.voucher_id AS "voucherId", l.period,
    v.kind AS "voucherKind", v.number, l.line::int AS line, v.on_date AS on, l.account,
    l.debit_fen AS debit, l.credit_fen AS credit, v.template, v.kind = 'opening' AS opening, p.name AS party,
    concat_ws(' · ', v.summary, nullif(l.summary, v.summary)) AS summary,
    coalesce(m.cash_in, 0)::bigint AS "cashIn", coalesce(m.cash_out, 0)::bigint AS "cashOut",
    coalesce(m.formed, 0)::bigint AS formed, coalesce(m.from_project, 0)::bigint AS "fromProject",
    coalesce(k.linked, 0)::bigint AS linked,
    v.reverses_id IS NOT NULL OR EXISTS (SELECT FROM voucher r WHERE r.county_id = v.county_id
      AND r.reverses_id = v.id) AS red
  FROM voucher_line l
  JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id
  JOIN org_unit u ON u.county_id = l.county_id AND u.id = l.coop_id
  LEFT JOIN ledger_party p ON p.county_id = l.county_id AND p.id = l.party_id
  LEFT JOIN LATERAL (
    SELECT sum(o.debit_fen) FILTER (WHERE left(o.account, 3) IN ('101', '102', '109')) AS cash_in,
      sum(o.credit_fen) FILTER (WHERE left(o.account, 3) IN ('101', '102', '109')) AS cash_out,
      sum(o.credit_fen) FILTER (WHERE left(o.account, 3) = '311') AS formed,
      sum(o.debit_fen) FILTER (WHERE left(o.account, 3) = '235') AS from_project
    FROM voucher_line o WHERE o.county_id = l.county_id AND o.coop_id = l.coop_id
      AND o.period = l.period AND o.voucher_id = l.voucher_id) m ON true
  LEFT JOIN LATERAL (SELECT sum(s.amount_fen) AS linked FROM support_link s WHERE s.county_id = l.county_id
    AND s.voucher_id = l.voucher_id AND s.line = l.line AND s.withdrawn_on IS NULL) k ON true
  WHERE l.county_id = ${ctx.county} AND ${where}
  ORDER BY v.on_date, u.name, v.number, l.line`

const isSupport = sql`left(l.account, 3) IN ('235', '311')`

/** Lines of 235 and 311 since a day, or in the opening balances, of books the actor reaches. */
export async function supportLines(
  ctx: Ctx,
  filter: {
    readonly unitId?: AnyId | undefined
    readonly since: LocalDate
    readonly opening: boolean
  },
): Promise<LineRow[]> {
  const { unitId = null, since, opening } = filter
  const from = Number(since.slice(0, 4)) * 100 + Number(since.slice(5, 7))
  const { rows } = await selectLines(
    ctx,
    sql`${isSupport} AND l.period >= ${from} AND v.on_date >= ${since}::date
      AND (v.kind = 'opening') = ${opening}
      AND ${insideScope(ctx, 'l.coop_id')}
      AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])`,
  ).execute(ctx.tx)
  return rows
}

/** Lines of a receiver's books since a day that may be linked: 235 and 311, or also what was spent. */
export async function linesFor(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly since: LocalDate; readonly spending: boolean },
): Promise<LineRow[]> {
  const spent = of.spending ? sql`(${isSupport} OR l.debit_fen > 0)` : isSupport
  const { rows } = await selectLines(
    ctx,
    sql`u.ancestors @> ARRAY[${of.unitId}::uuid] AND v.on_date >= ${of.since}::date AND ${spent}`,
  ).execute(ctx.tx)
  return rows
}

/** Exactly these lines, whoever asks; by `voucher/line`. */
export async function linesByKeys(
  ctx: Ctx,
  keys: readonly { readonly voucherId: AnyId }[],
): Promise<Map<string, LineRow>> {
  const ids = [...new Set(keys.map(({ voucherId }) => voucherId))]
  const { rows } = await selectLines(ctx, isOneOf('l.voucher_id', ids)).execute(ctx.tx)
  return new Map(rows.map((row) => [`${row.voucherId}/${row.line}`, row]))
}

export interface LinkRow extends Omit<SupportTables['support_link'], never> {
  readonly coop: string
  readonly voucher_kind: string
  readonly number: number
  readonly on_date: LocalDate
  readonly account: string
  readonly summary: string
  readonly red: boolean
}

const selectLinks = (ctx: Ctx, where: RawBuilder<unknown>) => sql<LinkRow>`
  SELECT k.*, u.name AS coop, v.kind AS voucher_kind, v.number, v.on_date, l.account,
    coalesce(l.summary, v.summary) AS summary, EXISTS (SELECT FROM voucher r
      WHERE r.county_id = v.county_id AND r.reverses_id = v.id) AS red
  FROM support_link k
  JOIN org_unit u ON u.county_id = k.county_id AND u.id = k.coop_id
  JOIN voucher v ON v.county_id = k.county_id AND v.id = k.voucher_id
  JOIN voucher_line l ON l.county_id = k.county_id AND l.coop_id = k.coop_id AND l.period = k.period
    AND l.voucher_id = k.voucher_id AND l.line = k.line
  WHERE k.county_id = ${ctx.county} AND ${where}
  ORDER BY v.on_date, k.recorded_at, k.id`

export async function linksOf(ctx: Ctx, allocationId: AnyId): Promise<LinkRow[]> {
  return (await selectLinks(ctx, sql`k.allocation_id = ${allocationId}::uuid`).execute(ctx.tx)).rows
}

export async function linkRow(ctx: Ctx, id: AnyId): Promise<SupportTables['support_link'] | null> {
  const row = await supportTables(ctx.tx)
    .selectFrom('support_link')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function insertLink(
  ctx: Ctx,
  row: Omit<New<'support_link'>, 'withdrawn_on' | 'withdrawn_by' | 'withdraw_reason'>,
): Promise<void> {
  const open = { withdrawn_on: null, withdrawn_by: null, withdraw_reason: null }
  await supportTables(ctx.tx)
    .insertInto('support_link')
    .values({ ...row, ...open, ...written(ctx) })
    .execute()
}

export async function withdrawLink(ctx: Ctx, id: AnyId, reason: string): Promise<void> {
  await supportTables(ctx.tx)
    .updateTable('support_link')
    .set({ withdrawn_on: ctx.today, withdrawn_by: actorName(ctx), withdraw_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** What the member accounts were given of these vouchers (R30). */
export async function quantifiedOf(
  ctx: Ctx,
  voucherIds: readonly AnyId[],
): Promise<{ voucherId: AnyId; on: LocalDate; amount: bigint; heads: number; basis: string }[]> {
  const { rows } = await sql<{
    voucherId: AnyId
    on: LocalDate
    amount: bigint
    heads: number
    basis: string
  }>`SELECT voucher_id AS "voucherId", on_date AS on, amount_fen AS amount, heads, basis
    FROM member_share_batch WHERE county_id = ${ctx.county} AND kind = 'grant'
      AND ${isOneOf('voucher_id', voucherIds)} ORDER BY on_date, id`.execute(ctx.tx)
  return rows
}
