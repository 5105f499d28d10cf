import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { periodOf } from '../model/draft.ts'
import type { Line, VoucherKind } from '../model.ts'
import { ledgerTables, type LineTable, type VoucherTable } from '../store.ts'

export type VoucherRow = Omit<VoucherTable, 'county_id'> & {
  readonly reversed_by_id: AnyId | null
}

export interface VoucherFilter {
  readonly coopId: AnyId
  readonly from: number | undefined
  readonly to: number | undefined
  readonly account: string | undefined
  readonly memberId: AnyId | undefined
  readonly partyId: AnyId | undefined
  readonly search: string | undefined
  readonly least: bigint | undefined
  readonly most: bigint | undefined
  readonly limit: number
  readonly offset: number
}

/** Vouchers of a book, latest first. An account finds its sub-accounts too. */
export async function voucherRows(
  ctx: Ctx,
  filter: VoucherFilter,
): Promise<{ total: number; rows: VoucherRow[] }> {
  const account = filter.account === undefined ? null : `${filter.account}%`
  const [member, party] = [filter.memberId ?? null, filter.partyId ?? null]
  const search = filter.search === undefined ? null : `%${filter.search}%`
  const picked = sql`FROM voucher v WHERE v.county_id = ${ctx.county} AND v.coop_id = ${filter.coopId}
      AND (${filter.from ?? null}::int IS NULL OR v.period >= ${filter.from ?? null}::int)
      AND (${filter.to ?? null}::int IS NULL OR v.period <= ${filter.to ?? null}::int)
      AND (${search}::text IS NULL OR v.summary LIKE ${search}
        OR EXISTS (SELECT FROM voucher_line s WHERE s.county_id = v.county_id AND s.coop_id = v.coop_id
          AND s.period = v.period AND s.voucher_id = v.id AND s.summary LIKE ${search}))
      AND (${filter.least ?? null}::bigint IS NULL OR v.amount_fen >= ${filter.least ?? null}::bigint)
      AND (${filter.most ?? null}::bigint IS NULL OR v.amount_fen <= ${filter.most ?? null}::bigint)
      AND ((${account}::text IS NULL AND ${member}::uuid IS NULL AND ${party}::uuid IS NULL)
        OR EXISTS (SELECT FROM voucher_line l WHERE l.county_id = v.county_id AND l.coop_id = v.coop_id
          AND l.period = v.period AND l.voucher_id = v.id
          AND (${account}::text IS NULL OR l.account LIKE ${account})
          AND (${member}::uuid IS NULL OR l.member_id = ${member}::uuid)
          AND (${party}::uuid IS NULL OR l.party_id = ${party}::uuid)))`
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n ${picked}`.execute(ctx.tx)
  const { rows } = await sql<VoucherRow>`
    SELECT v.*, (SELECT r.id FROM voucher r WHERE r.county_id = v.county_id AND r.reverses_id = v.id)
      AS reversed_by_id
    ${picked} ORDER BY v.period DESC, v.on_date DESC, v.seq DESC
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return { total: total.rows[0]?.n ?? 0, rows }
}

export async function voucherById(ctx: Ctx, voucherId: AnyId): Promise<VoucherRow | null> {
  const { rows } = await sql<VoucherRow>`
    SELECT v.*, (SELECT r.id FROM voucher r WHERE r.county_id = v.county_id AND r.reverses_id = v.id)
      AS reversed_by_id
    FROM voucher v WHERE v.county_id = ${ctx.county} AND v.id = ${voucherId}`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Lines of these vouchers in their order, by voucher. */
export async function linesOfVouchers(
  ctx: Ctx,
  vouchers: readonly Pick<VoucherRow, 'id' | 'coop_id' | 'period'>[],
): Promise<Map<AnyId, Line[]>> {
  if (vouchers.length === 0) return new Map()
  const rows: LineTable[] = await ledgerTables(ctx.tx)
    .selectFrom('voucher_line')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', [...new Set(vouchers.map((v) => v.coop_id))]))
    .where('period', 'in', [...new Set(vouchers.map((v) => v.period))])
    .where(
      isOneOf(
        'voucher_id',
        vouchers.map((v) => v.id),
      ),
    )
    .orderBy('voucher_id')
    .orderBy('line')
    .execute()
  const found = new Map<AnyId, Line[]>()
  for (const row of rows) {
    const lines = found.get(row.voucher_id) ?? []
    lines.push(lineOf(row))
    found.set(row.voucher_id, lines)
  }
  return found
}

const lineOf = (row: LineTable): Line => ({
  account: row.account,
  debit: fen(row.debit_fen),
  credit: fen(row.credit_fen),
  memberId: row.member_id,
  partyId: row.party_id,
  item: row.item,
  assisted: row.assisted,
  summary: row.summary,
})

export interface SameDayVoucher {
  readonly kind: VoucherKind
  readonly number: number
  readonly amount: bigint
  readonly names: readonly AnyId[]
}

/** The vouchers of a book on a day, with everybody their lines name. */
export async function sameDayVouchers(
  ctx: Ctx,
  coopId: AnyId,
  onDate: LocalDate,
): Promise<SameDayVoucher[]> {
  const { rows } = await sql<SameDayVoucher>`
    SELECT v.kind, v.number, v.amount_fen AS amount, coalesce((SELECT array_agg(DISTINCT coalesce(l.member_id,
        l.party_id)::text) FROM voucher_line l WHERE l.county_id = v.county_id AND l.coop_id = v.coop_id
        AND l.period = v.period AND l.voucher_id = v.id AND coalesce(l.member_id, l.party_id) IS NOT NULL),
      '{}') AS names
    FROM voucher v WHERE v.county_id = ${ctx.county} AND v.coop_id = ${coopId}
      AND v.period = ${periodOf(onDate)} AND v.on_date = ${onDate}`.execute(ctx.tx)
  return rows
}
