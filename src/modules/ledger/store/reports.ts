import { sql } from 'kysely'
import type { Instant } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, isOneOf } from '../../../platform/rows.ts'
import type { Line, Period } from '../model.ts'
import { linesOfVouchers, type VoucherRow } from './vouchers.ts'

/* What reports over many books ask for: summed where the lines lie, so that a county stays one answer. */

interface Span {
  readonly coopIds: readonly AnyId[]
  readonly from: Period
  readonly to: Period
}

export interface ItemTotal {
  readonly coopId: AnyId
  readonly account: string
  readonly item: string | null
  readonly debit: Fen
  readonly credit: Fen
}

/** What moved on these national accounts, by account and by the reason that the lines give. */
export async function itemTotals(
  ctx: Ctx,
  filter: Span & { readonly accounts: readonly string[] },
): Promise<ItemTotal[]> {
  const { rows } = await sql<ItemTotal>`
    SELECT coop_id AS "coopId", account, item, sum(debit_fen)::bigint AS debit,
      sum(credit_fen)::bigint AS credit
    FROM voucher_line WHERE county_id = ${ctx.county} AND ${isOneOf('coop_id', filter.coopIds)}
      AND period BETWEEN ${filter.from} AND ${filter.to}
      AND left(account, 3) = ANY (${filter.accounts as string[]})
    GROUP BY coop_id, account, item ORDER BY coop_id, account, item`.execute(ctx.tx)
  return rows
}

export interface MemberCost {
  readonly coopId: AnyId
  readonly memberId: AnyId
  readonly amount: Fen
}

/**
 * What became due to members on 114 for what they supplied or let: credits less debits of 114 within the
 * vouchers that debit goods, cost or expense and name the member (a deposit or a loan paid back debits
 * money and stays out; the payment of what was due is a voucher of its own).
 */
export async function memberCosts(
  ctx: Ctx,
  filter: Span & { readonly memberIds?: readonly AnyId[] | undefined },
): Promise<MemberCost[]> {
  const members = filter.memberIds
  const only = members === undefined ? sql`true` : sql`l.member_id = ANY (${idArray(members)})`
  const { rows } = await sql<MemberCost>`
    SELECT l.coop_id AS "coopId", l.member_id AS "memberId",
      sum(l.credit_fen - l.debit_fen)::bigint AS amount
    FROM voucher_line l WHERE l.county_id = ${ctx.county} AND ${isOneOf('l.coop_id', filter.coopIds)}
      AND l.period BETWEEN ${filter.from} AND ${filter.to}
      AND l.account >= '114' AND l.account < '115' AND l.member_id IS NOT NULL AND ${only}
      AND EXISTS (SELECT FROM voucher_line o WHERE o.county_id = l.county_id AND o.coop_id = l.coop_id
        AND o.period = l.period AND o.voucher_id = l.voucher_id AND o.debit_fen <> 0
        AND left(o.account, 3) IN ('121', '128', '141', '142', '151', '153', '401', '521', '523', '529'))
    GROUP BY l.coop_id, l.member_id ORDER BY l.coop_id, l.member_id`.execute(ctx.tx)
  return rows
}

/** Where a page of vouchers ended. */
export interface VoucherMark {
  readonly period: Period
  readonly kind: string
  readonly number: number
}

export interface WrittenVoucher extends VoucherMark {
  readonly kind: VoucherRow['kind']
  readonly onDate: VoucherRow['on_date']
  readonly summary: string
  readonly attachments: number
  readonly lines: readonly Line[]
}

/**
 * A book's vouchers by period, kind and number, the next `limit` after a mark; those posted after `until`
 * stay out, so that the pages of one export belong together.
 */
export async function vouchersInOrder(
  ctx: Ctx,
  page: {
    readonly coopId: AnyId
    readonly after: VoucherMark | null
    readonly until: Instant
    readonly limit: number
  },
): Promise<WrittenVoucher[]> {
  const { after } = page
  const further =
    after === null
      ? sql`true`
      : sql`(period, kind, number) > (${after.period}::int, ${after.kind}::text, ${after.number}::int)`
  const { rows } = await sql<VoucherRow>`
    SELECT * FROM voucher WHERE county_id = ${ctx.county} AND coop_id = ${page.coopId}
      AND posted_at <= ${page.until} AND ${further}
    ORDER BY period, kind, number LIMIT ${page.limit}`.execute(ctx.tx)
  const lines = await linesOfVouchers(ctx, rows)
  return rows.map((row) => ({
    period: row.period,
    kind: row.kind,
    number: row.number,
    onDate: row.on_date,
    summary: row.summary,
    attachments: row.attachments,
    lines: lines.get(row.id) ?? [],
  }))
}
