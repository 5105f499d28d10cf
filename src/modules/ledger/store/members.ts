import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray } from '../../../platform/rows.ts'

/** Everybody who holds or held shares of the co-op, as the books name them. */
export async function membersOf(
  ctx: Ctx,
  coopId: AnyId,
): Promise<{ id: AnyId; number: string; name: string }[]> {
  const { rows } = await sql<{ id: AnyId; number: string; name: string }>`
    SELECT id, number, name FROM ledger_members_of(${coopId}) ORDER BY number, id`.execute(ctx.tx)
  return rows
}

export interface OpenItem {
  readonly kind: 'member' | 'counterparty'
  readonly id: AnyId
  readonly account: string
  /** Debit minus credit, in fen. */
  readonly net: bigint
}

/** What stands open with each member on 114 and with each counterparty on 113 and 211. */
export async function openItems(ctx: Ctx, coopId: AnyId): Promise<OpenItem[]> {
  const { rows } = await sql<OpenItem>`
    SELECT CASE WHEN left(account, 3) = '114' THEN 'member' ELSE 'counterparty' END AS kind,
      coalesce(member_id, party_id) AS id, account, sum(debit_fen - credit_fen)::bigint AS net
    FROM voucher_line WHERE county_id = ${ctx.county} AND coop_id = ${coopId}
      AND left(account, 3) IN ('113', '114', '211') AND coalesce(member_id, party_id) IS NOT NULL
    GROUP BY account, coalesce(member_id, party_id) HAVING sum(debit_fen - credit_fen) <> 0
    ORDER BY account, id`.execute(ctx.tx)
  return rows
}

/** Accounts that are kept by member or party; others may name one, but nothing stands with them there. */
const KEPT_BY_WHO = ['113', '114', '211', '213', '221', '222', '235', '301', '311']

/** What stands with each of these members and parties of a co-op, by account, in fen; even ones are absent. */
export async function whoBalances(
  ctx: Ctx,
  coopId: AnyId,
  of: { readonly memberIds: readonly AnyId[]; readonly partyIds: readonly AnyId[] },
): Promise<{ id: AnyId; account: string; net: bigint }[]> {
  const { rows } = await sql<{ id: AnyId; account: string; net: bigint }>`
    SELECT id, account, sum(net)::bigint AS net FROM (
      SELECT member_id AS id, account, debit_fen - credit_fen AS net FROM voucher_line
      WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND member_id = ANY (${idArray(of.memberIds)})
      UNION ALL
      SELECT party_id AS id, account, debit_fen - credit_fen AS net FROM voucher_line
      WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND party_id = ANY (${idArray(of.partyIds)})) l
    WHERE left(account, 3) = ANY (${KEPT_BY_WHO})
    GROUP BY id, account HAVING sum(net) <> 0 ORDER BY id, account`.execute(ctx.tx)
  return rows
}

/** The parties of a book by name, for files that name them. */
export async function partiesOf(
  ctx: Ctx,
  coopId: AnyId,
): Promise<{ id: AnyId; kind: string; name: string }[]> {
  const { rows } = await sql<{ id: AnyId; kind: string; name: string }>`
    SELECT id, kind, name FROM ledger_party
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND NOT retired ORDER BY name, id`.execute(
    ctx.tx,
  )
  return rows
}
