import type { AnyId } from '../../../kernel/id.ts'
import { type Fen, fen, ZERO_FEN } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { memberTotals, type Period } from '../../ledger/index.ts'
import { dueFlows } from '../store/payments.ts'

/** What a member was declared and what became of it, at the end of a period of the books; fen. */
export interface MemberDue {
  readonly memberId: AnyId
  /** By posted plans, in money, with what the books brought forward from before the first of them. */
  readonly declared: Fen
  readonly paid: Fen
  readonly converted: Fen
}

/**
 * What 221 and 222 should hold of each member at the end of a period, by co-op; co-ops without a posted plan
 * are absent. What the accounts held before the first plan's posting was declared outside the product: it
 * counts as declared, and as paid so far as it has gone down since; it cannot go up. Converted parts were
 * never due and stand as zero.
 */
export async function memberDues(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  through: Period,
): Promise<Map<AnyId, MemberDue[]>> {
  const flows = Map.groupBy(await dueFlows(ctx, coopIds, through), ({ coopId }) => coopId)
  const found = new Map<AnyId, MemberDue[]>()
  for (const [first, ofYear] of Map.groupBy(flows, ([, rows]) => firstYear(rows))) {
    const ids = ofYear.map(([coopId]) => coopId)
    const before = await heldBy(ctx, ids, first * 100 + 12)
    const now = await heldBy(ctx, ids, through)
    for (const [coopId, rows] of ofYear) {
      const byPlan = new Map(rows.map((row) => [row.memberId, row]))
      const [then, today] = [before.get(coopId), now.get(coopId)]
      const memberIds = new Set([
        ...byPlan.keys(),
        ...(then?.keys() ?? []),
        ...(today?.keys() ?? []),
      ])
      found.set(
        coopId,
        [...memberIds].map((memberId) =>
          dueOf(memberId, {
            declared: byPlan.get(memberId)?.declared ?? 0n,
            paid: byPlan.get(memberId)?.paid ?? 0n,
            before: then?.get(memberId) ?? 0n,
            now: today?.get(memberId) ?? 0n,
          }),
        ),
      )
    }
  }
  return found
}

const firstYear = (rows: readonly { readonly firstYear: number }[]): number =>
  Math.min(...rows.map((row) => row.firstYear))

/** The older debt is taken off as far as the accounts have gone down beyond what plans explain. */
function dueOf(
  memberId: AnyId,
  of: {
    readonly declared: bigint
    readonly paid: bigint
    readonly before: bigint
    readonly now: bigint
  },
): MemberDue {
  const down = of.before + of.declared - of.paid - of.now
  const settled = of.before <= 0n || down <= 0n ? 0n : down < of.before ? down : of.before
  return {
    memberId,
    declared: fen(of.declared + of.before),
    paid: fen(of.paid + settled),
    converted: ZERO_FEN,
  }
}

/** Credit less debit of 221 and 222 by co-op and member. */
async function heldBy(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  to: Period,
): Promise<Map<AnyId, Map<AnyId, bigint>>> {
  const found = new Map<AnyId, Map<AnyId, bigint>>()
  for (const row of await memberTotals(ctx, { coopIds, accounts: ['221', '222'], to })) {
    const own = found.get(row.coopId) ?? new Map<AnyId, bigint>()
    found.set(row.coopId, own)
    own.set(row.memberId, (own.get(row.memberId) ?? 0n) + row.credit - row.debit)
  }
  return found
}
