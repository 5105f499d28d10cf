import { must } from '../../../kernel/assert.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Booked, type Claim, judgeClaim, type Objection } from '../rules/claim.ts'
import { holdDesks, insertPayments, paymentsOfVouchers } from '../store/payments.ts'
import { groundsOf } from './ground.ts'
import { type Rules, spendingRules } from './matrix.ts'

/* What the books ask before a payment is posted, and tell when it is. */

/** A voucher that takes money out, as the books know it. */
export interface Payment extends Claim {
  readonly coopId: Id<'unit'>
}

/** What spending says to a voucher. */
export interface Verdict {
  /** Paid before approvals were in use; nothing is asked of it. */
  readonly before: boolean
  /** The request that covers it, or the contract it rests on; null where none was needed. */
  readonly approval: string | null
  readonly objections: readonly Objection[]
  /** On what the limits rest, for the finding. */
  readonly source: string
  readonly coopId: Id<'unit'>
  readonly booked: readonly Booked[]
}

/**
 * Judges vouchers in the order in which they are to be posted, each with those before it. `hold` keeps others
 * from paying for the same co-ops until the transaction ends: before posting, not for a preview.
 */
export async function claimPayments(
  ctx: Ctx,
  payments: readonly Payment[],
  { hold }: { readonly hold: boolean },
): Promise<ReadonlyMap<AnyId, Verdict>> {
  const verdicts = new Map<AnyId, Verdict>()
  if (payments.length === 0) return verdicts
  const early = await spendingRules(ctx)
  const due = payments.filter(({ onDate }) => onDate >= early.inUseFrom)
  for (const payment of payments) {
    if (payment.onDate < early.inUseFrom) verdicts.set(payment.voucherId, beforeUse(payment, early))
  }
  if (due.length === 0) return verdicts
  const coopIds = [...new Set(due.map(({ coopId }) => coopId))]
  if (hold) await holdDesks(ctx, coopIds)
  const { rules, grounds } = await groundsOf(ctx, coopIds)
  const known = new Map(grounds)
  for (const payment of due) {
    const ground = must(known.get(payment.coopId), 'the ground of a co-op')
    const judged = judgeClaim(payment, ground)
    known.set(payment.coopId, { ...ground, booked: [...ground.booked, ...judged.booked] })
    verdicts.set(payment.voucherId, {
      before: false,
      coopId: payment.coopId,
      source: rules.on(payment.onDate).source,
      ...judged,
    })
  }
  return verdicts
}

const beforeUse = ({ coopId, onDate }: Payment, rules: Rules): Verdict => ({
  before: true,
  approval: null,
  objections: [],
  source: rules.on(onDate).source,
  coopId,
  booked: [],
})

/** Writes down what was posted; what came in by import against an objection is marked with it. */
export async function bookPayments(ctx: Ctx, verdicts: Iterable<Verdict>): Promise<void> {
  const rows = [...verdicts].flatMap(({ coopId, booked, objections }) =>
    booked.map((entry) => ({
      id: ctx.newId(),
      coop_id: coopId,
      voucher_id: entry.voucherId,
      undoes_id: null,
      on_date: entry.onDate,
      payee_member: entry.memberId,
      payee_name: entry.name,
      amount_fen: entry.amount,
      request_id: entry.requestId,
      contract_id: entry.contractId,
      project_id: entry.projectId,
      warning: objections.find(({ part }) => part.name === entry.name)?.text.zh ?? null,
    })),
  )
  if (rows.length > 0) await insertPayments(ctx, rows)
}

/** A voucher was undone by red ink: what it paid counts no more, on the day on which it was paid. */
export async function unbookPayments(
  ctx: Ctx,
  undone: readonly { readonly voucherId: AnyId; readonly undoesId: AnyId }[],
): Promise<void> {
  if (undone.length === 0) return
  const rows = await paymentsOfVouchers(
    ctx,
    undone.map(({ undoesId }) => undoesId),
  )
  await insertPayments(
    ctx,
    rows.map(({ county_id: _county, recorded_at: _at, ...row }) => ({
      ...row,
      id: ctx.newId(),
      voucher_id: must(
        undone.find(({ undoesId }) => undoesId === row.voucher_id),
        'the red-ink voucher',
      ).voucherId,
      undoes_id: row.voucher_id,
      amount_fen: -row.amount_fen,
      warning: null,
    })),
  )
}
