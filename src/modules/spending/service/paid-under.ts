import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { nameKey } from '../rules/payee.ts'
import { contractsOf, type ListedContract } from '../store/contracts.ts'
import { paymentsOfVouchers } from '../store/payments.ts'

/** A payment as the books' audit knows it. */
export interface AuditedPayment {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly onDate: LocalDate
  readonly payees: readonly string[]
}

export interface PaidUnder {
  readonly id: AnyId
  readonly title: string
}

/**
 * The contract each voucher was paid under: what the posting wrote down, else the only contract the co-op had with
 * the payee on that day. Vouchers under none are left out.
 */
export async function paidUnder(
  ctx: Ctx,
  payments: readonly AuditedPayment[],
): Promise<ReadonlyMap<AnyId, PaidUnder>> {
  const coopIds = [...new Set(payments.map(({ coopId }) => coopId))]
  if (coopIds.length === 0) return new Map()
  const contracts = await contractsOf(ctx, coopIds)
  if (contracts.length === 0) return new Map()
  const byId = new Map(contracts.map((row) => [row.id, row]))
  const byCoop = Map.groupBy(contracts, ({ coop_id }) => coop_id as AnyId)
  const written = new Map(
    (
      await paymentsOfVouchers(
        ctx,
        payments.map(({ id }) => id),
      )
    ).flatMap(({ voucher_id, contract_id }) =>
      contract_id === null ? [] : [[voucher_id, contract_id] as const],
    ),
  )
  return new Map(
    payments.flatMap((payment): [AnyId, PaidUnder][] => {
      const named = byId.get(written.get(payment.id) ?? '')
      const found = named ?? onlyOne(payment, byCoop.get(payment.coopId) ?? [])
      return found === null ? [] : [[payment.id, { id: found.id, title: found.title }]]
    }),
  )
}

function onlyOne(
  { payees, onDate }: AuditedPayment,
  contracts: readonly ListedContract[],
): ListedContract | null {
  const keys = payees.map(nameKey)
  const known = contracts.filter(
    (row) =>
      row.direction === 'pays' &&
      row.starts_on <= onDate &&
      (row.ended_on === null || onDate <= row.ended_on) &&
      keys.includes(nameKey(row.partner_name)),
  )
  return known.length === 1 ? (known[0] ?? null) : null
}
