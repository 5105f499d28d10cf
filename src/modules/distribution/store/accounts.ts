import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import type { ShareBatch, ShareKind, Shares } from '../model/account.ts'

/** What the accounts of these co-ops' members hold at the end of a day, by co-op and holder. */
export async function sharesAt(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  day: LocalDate,
): Promise<Map<AnyId, Map<AnyId, Shares>>> {
  const { rows } = await sql<{ coop_id: AnyId; holder_id: AnyId } & Shares>`
    SELECT coop_id, holder_id,
      coalesce(sum(amount_fen) FILTER (WHERE kind = 'reserve'), 0)::bigint AS reserve,
      coalesce(sum(amount_fen) FILTER (WHERE kind = 'grant'), 0)::bigint AS grant,
      coalesce(sum(amount_fen) FILTER (WHERE kind = 'donation'), 0)::bigint AS donation
    FROM member_share_entry WHERE county_id = ${ctx.county} AND ${isOneOf('coop_id', coopIds)}
      AND on_date <= ${day}::date
    GROUP BY coop_id, holder_id ORDER BY coop_id, holder_id`.execute(ctx.tx)
  const found = new Map<AnyId, Map<AnyId, Shares>>()
  for (const { coop_id: coopId, holder_id: holderId, ...shares } of rows) {
    const ofCoop = found.get(coopId) ?? new Map<AnyId, Shares>()
    found.set(coopId, ofCoop)
    ofCoop.set(holderId, shares)
  }
  return found
}

/** The vouchers that are in the accounts already, of these co-ops. */
export async function quantifiedVouchers(ctx: Ctx, coopIds: readonly AnyId[]): Promise<Set<AnyId>> {
  const { rows } = await sql<{ id: AnyId }>`SELECT DISTINCT voucher_id AS id FROM member_share_batch
    WHERE county_id = ${ctx.county} AND ${isOneOf('coop_id', coopIds)} AND voucher_id IS NOT NULL
    UNION SELECT voucher_id FROM distribution_voucher
    WHERE county_id = ${ctx.county} AND ${isOneOf('coop_id', coopIds)}`.execute(ctx.tx)
  return new Set(rows.map(({ id }) => id))
}

export async function insertBatches(ctx: Ctx, batches: readonly ShareBatch[]): Promise<void> {
  const made = batches.map((batch) => ({ id: ctx.newId(), batch }))
  await insertRows(
    ctx.tx,
    {
      table: 'member_share_batch',
      columns: `county_id int, id uuid, coop_id uuid, cause text, kind text, on_date date, year int,
        amount_fen bigint, heads int, basis text, plan_id uuid, voucher_id uuid, party_id uuid,
        recorded_at timestamptz, recorded_by text`,
    },
    made.map(({ id, batch }) => ({
      county_id: ctx.county,
      id,
      coop_id: batch.coopId,
      cause: batch.cause,
      kind: batch.kind,
      on_date: batch.on,
      year: batch.year,
      amount_fen: batch.amount.toString(),
      heads: batch.heads,
      basis: batch.basis,
      plan_id: batch.planId,
      voucher_id: batch.voucherId,
      party_id: batch.partyId,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })),
  )
  await insertRows(
    ctx.tx,
    {
      table: 'member_share_entry',
      columns:
        'county_id int, batch_id uuid, holder_id uuid, coop_id uuid, kind text, on_date date, amount_fen bigint',
    },
    made.flatMap(({ id, batch }) =>
      batch.entries.map((entry) => ({
        county_id: ctx.county,
        batch_id: id,
        holder_id: entry.holderId,
        coop_id: batch.coopId,
        kind: batch.kind,
        on_date: batch.on,
        amount_fen: entry.amount.toString(),
      })),
    ),
  )
}

export interface AccountEntry {
  readonly holderId: AnyId
  readonly coopId: AnyId
  readonly on: LocalDate
  readonly year: number
  readonly kind: ShareKind
  readonly amount: bigint
  readonly cause: ShareBatch['cause']
  readonly basis: ShareBatch['basis']
  readonly whole: bigint
  readonly heads: number
  readonly planId: AnyId | null
  readonly voucherId: AnyId | null
  readonly summary: string | null
  readonly party: string | null
}

/** The quantified shares of these memberships as they came, oldest first. */
export async function entriesOf(
  ctx: Ctx,
  of: { readonly holderIds: readonly AnyId[] } | { readonly planId: AnyId },
): Promise<AccountEntry[]> {
  const picked =
    'planId' in of ? sql<boolean>`b.plan_id = ${of.planId}` : isOneOf('e.holder_id', of.holderIds)
  const { rows } = await sql<AccountEntry>`SELECT e.holder_id AS "holderId", e.coop_id AS "coopId",
      e.on_date AS on, b.year, e.kind, e.amount_fen AS amount, b.cause, b.basis, b.amount_fen AS whole, b.heads,
      b.plan_id AS "planId", b.voucher_id AS "voucherId", v.summary, y.name AS party
    FROM member_share_entry e
    JOIN member_share_batch b ON b.county_id = e.county_id AND b.id = e.batch_id
    LEFT JOIN voucher v ON v.county_id = b.county_id AND v.id = b.voucher_id
    LEFT JOIN ledger_party y ON y.county_id = b.county_id AND y.id = b.party_id
    WHERE e.county_id = ${ctx.county} AND ${picked}
    ORDER BY e.on_date, b.recorded_at, b.id`.execute(ctx.tx)
  return rows
}
