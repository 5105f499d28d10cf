import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { partiesByIds } from '../../ledger/index.ts'
import { holdersByIds } from '../../shares/index.ts'
import { type EntryFate, unitNames } from '../store/entries.ts'
import { productNames } from '../store/products.ts'

const distinct = (ids: readonly (AnyId | null)[]): AnyId[] => [
  ...new Set(ids.filter((id) => id !== null)),
]

/** Looks up once what the rows of a page name, and says how a row is shown. */
export async function presenter(ctx: Ctx, rows: readonly EntryFate[]) {
  const coops = await unitNames(ctx, distinct(rows.map((row) => row.coop_id)))
  const products = await productNames(ctx, distinct(rows.map((row) => row.product_id)))
  const members = await memberNames(ctx, distinct(rows.map((row) => row.member_id)))
  const parties = await partiesByIds(ctx, distinct(rows.map((row) => row.party_id)))
  return (row: EntryFate) => {
    const party = row.party_id === null ? undefined : parties.get(row.party_id)
    return {
      id: row.id,
      coopId: row.coop_id,
      coopName: coops.get(row.coop_id) ?? '',
      kind: row.kind,
      on: row.on_date,
      product: must(products.get(row.product_id), 'the product of an entry'),
      member: row.member_id === null ? null : (members.get(row.member_id) ?? null),
      party: party === undefined ? null : { id: party.id, name: party.name },
      quantity: row.quantity_micro,
      price: row.price_micro,
      amount: fen(row.amount_fen),
      pending: row.pending,
      grade: row.grade,
      reason: row.reason,
      orderId: row.order_id,
      settlementId: row.settlement_id,
      settlesId: row.settles_id,
      reversesId: row.reverses_id,
      reversedById: row.reversed_by_id,
      document: row.document,
      note: row.note,
      posted: postedOf(row),
      voucherId: row.voucher_id,
      recordedAt: row.recorded_at,
      recordedBy: row.recorded_by,
    }
  }
}

const postedOf = (row: EntryFate): 'posted' | 'open' | 'none' =>
  row.voucher_id !== null ? 'posted' : row.template === null ? 'none' : 'open'

/** Members as lists name them. */
export async function memberNames(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, { readonly id: AnyId; readonly number: string; readonly name: string }>> {
  const found = await holdersByIds(ctx, ids)
  return new Map(
    [...found].map(([id, { holder }]) => [
      id,
      { id, number: holder.memberNumber, name: holder.name },
    ]),
  )
}
