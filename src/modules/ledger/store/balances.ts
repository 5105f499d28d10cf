import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import type { Balance, Line, Period, Turnover } from '../model.ts'

interface BalanceRow {
  readonly coop_id: AnyId
  readonly account: string
  readonly net: bigint
  readonly owes: bigint | null
  readonly is_owed: bigint | null
}

/**
 * What every account of these books held at the end of a period, in fen. 成员往来 keeps both sides: what
 * members owe and what is owed to members, each summed over the members who stand on that side.
 */
export async function balancesAt(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  at: Period,
): Promise<Map<AnyId, Balance[]>> {
  const { rows } = await sql<BalanceRow>`
    WITH held AS (
      SELECT coop_id, account, sum(debit_fen - credit_fen)::bigint AS net FROM ledger_balance
      WHERE county_id = ${ctx.county} AND ${isOneOf('coop_id', coopIds)} AND period <= ${at}
      GROUP BY coop_id, account
    ), sides AS MATERIALIZED (
      SELECT coop_id, account, sum(greatest(net, 0))::bigint AS owes, sum(greatest(-net, 0))::bigint AS is_owed
      FROM (SELECT coop_id, account, member_id, sum(debit_fen - credit_fen) AS net FROM voucher_line
        WHERE county_id = ${ctx.county} AND ${isOneOf('coop_id', coopIds)} AND period <= ${at}
          AND account >= '114' AND account < '115' GROUP BY coop_id, account, member_id) m
      GROUP BY coop_id, account
    )
    SELECT h.coop_id, h.account, h.net, s.owes, s.is_owed
    FROM held h LEFT JOIN sides s ON s.coop_id = h.coop_id AND s.account = h.account
    ORDER BY h.coop_id, h.account`.execute(ctx.tx)
  return grouped(rows, (row) => ({
    account: row.account,
    net: fen(row.net),
    debitSide: fen(row.owes ?? positive(row.net)),
    creditSide: fen(row.is_owed ?? positive(-row.net)),
  }))
}

const positive = (value: bigint): bigint => (value > 0n ? value : 0n)

/** What moved on every account of these books from one period to another, both included. */
export async function turnoverBetween(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  span: { readonly from: Period; readonly to: Period },
): Promise<Map<AnyId, Turnover[]>> {
  const { rows } = await sql<{ coop_id: AnyId; account: string; debit: bigint; credit: bigint }>`
    SELECT coop_id, account, sum(debit_fen)::bigint AS debit, sum(credit_fen)::bigint AS credit
    FROM ledger_balance WHERE county_id = ${ctx.county} AND ${isOneOf('coop_id', coopIds)}
      AND period BETWEEN ${span.from} AND ${span.to}
    GROUP BY coop_id, account ORDER BY coop_id, account`.execute(ctx.tx)
  return grouped(rows, (row) => ({
    account: row.account,
    debit: fen(row.debit),
    credit: fen(row.credit),
  }))
}

/** The balances of these books as they were written when the period was closed; open ones are absent. */
export async function closedBalances(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  at: Period,
): Promise<Map<AnyId, { balances: Balance[]; year: Turnover[] }>> {
  const { rows } = await sql<{
    coop_id: AnyId
    account: string
    debit_side_fen: bigint
    credit_side_fen: bigint
    year_debit_fen: bigint
    year_credit_fen: bigint
  }>`SELECT coop_id, account, debit_side_fen, credit_side_fen, year_debit_fen, year_credit_fen
    FROM ledger_closing WHERE county_id = ${ctx.county} AND period = ${at}
      AND ${isOneOf('coop_id', coopIds)} ORDER BY coop_id, account`.execute(ctx.tx)
  const found = new Map<AnyId, { balances: Balance[]; year: Turnover[] }>()
  for (const row of rows) {
    const entry = found.get(row.coop_id) ?? { balances: [], year: [] }
    found.set(row.coop_id, entry)
    entry.balances.push({
      account: row.account,
      net: fen(row.debit_side_fen - row.credit_side_fen),
      debitSide: fen(row.debit_side_fen),
      creditSide: fen(row.credit_side_fen),
    })
    entry.year.push({
      account: row.account,
      debit: fen(row.year_debit_fen),
      credit: fen(row.year_credit_fen),
    })
  }
  return found
}

export interface MemberTotal {
  readonly coopId: AnyId
  readonly account: string
  readonly memberId: AnyId
  readonly debit: bigint
  readonly credit: bigint
}

/** What stands and moved with each member on accounts that start with one of these codes, up to a period. */
export async function memberTotals(
  ctx: Ctx,
  filter: {
    readonly coopIds: readonly AnyId[]
    readonly accounts: readonly string[]
    readonly from?: Period
    readonly to: Period
  },
): Promise<MemberTotal[]> {
  const { rows } = await sql<MemberTotal>`
    SELECT coop_id AS "coopId", account, member_id AS "memberId", sum(debit_fen)::bigint AS debit,
      sum(credit_fen)::bigint AS credit
    FROM voucher_line WHERE county_id = ${ctx.county} AND ${isOneOf('coop_id', filter.coopIds)}
      AND period BETWEEN ${filter.from ?? 0} AND ${filter.to} AND member_id IS NOT NULL
      AND left(account, 3) = ANY (${filter.accounts as string[]})
    GROUP BY coop_id, account, member_id ORDER BY coop_id, member_id, account`.execute(ctx.tx)
  return rows
}

/** One line of a book with the voucher it stands in. */
export interface BookLine extends Line {
  readonly coopId: AnyId
  readonly voucherId: AnyId
  readonly period: Period
  readonly kind: string
  readonly number: number
  readonly onDate: string
  readonly line: number
}

/** Lines of a book in the order of the books: for detail ledgers, equity changes, income by source. */
export async function bookLines(
  ctx: Ctx,
  filter: {
    readonly coopIds: readonly AnyId[]
    /** Codes the account begins with; all accounts when absent. */
    readonly accounts?: readonly string[]
    readonly memberId?: AnyId | undefined
    readonly partyId?: AnyId | undefined
    readonly from: Period
    readonly to: Period
  },
): Promise<BookLine[]> {
  const like = (filter.accounts ?? ['']).map((code) => `${code}%`)
  const { rows } = await sql<BookLine>`
    SELECT l.coop_id AS "coopId", l.voucher_id AS "voucherId", l.period, v.kind, v.number, v.on_date AS "onDate",
      l.line::int AS line, l.account, l.debit_fen AS debit, l.credit_fen AS credit, l.member_id AS "memberId",
      l.party_id AS "partyId", l.item, l.assisted, coalesce(l.summary, v.summary) AS summary
    FROM voucher_line l
    JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id
    WHERE l.county_id = ${ctx.county} AND ${isOneOf('l.coop_id', filter.coopIds)}
      AND l.period BETWEEN ${filter.from} AND ${filter.to}
      AND l.account LIKE ANY (${like})
      AND (${filter.memberId ?? null}::uuid IS NULL OR l.member_id = ${filter.memberId ?? null}::uuid)
      AND (${filter.partyId ?? null}::uuid IS NULL OR l.party_id = ${filter.partyId ?? null}::uuid)
    ORDER BY l.coop_id, l.period, v.on_date, v.seq, l.line`.execute(ctx.tx)
  return rows
}

/** A year of a book whose chain of vouchers does not hold, and where it breaks first (0: at the head). */
export interface BrokenBook {
  readonly coopId: AnyId
  readonly year: number
  readonly at: number
}

/** Recomputes the chain of every year of every book of the county; answers how many, and those that break. */
export async function verifyBooks(ctx: Ctx): Promise<{ years: number; broken: BrokenBook[] }> {
  const { rows } = await sql<{ coopId: AnyId; year: number; at: number | null }>`
    SELECT coop_id AS "coopId", year, ledger_broken_at(coop_id, year) AS at FROM ledger_year
    WHERE county_id = ${ctx.county} ORDER BY coop_id, year`.execute(ctx.tx)
  return {
    years: rows.length,
    broken: rows.flatMap(({ coopId, year, at }) => (at === null ? [] : [{ coopId, year, at }])),
  }
}

function grouped<R extends { readonly coop_id: AnyId }, T>(
  rows: readonly R[],
  one: (row: R) => T,
): Map<AnyId, T[]> {
  const found = new Map<AnyId, T[]>()
  for (const row of rows) {
    const list = found.get(row.coop_id)
    if (list === undefined) found.set(row.coop_id, [one(row)])
    else list.push(one(row))
  }
  return found
}
