import type { AnyId } from '../../../kernel/id.ts'
import { type Fen, sumFen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { booksOf, memberCosts, memberTotals } from '../../ledger/index.ts'
import { registersOf } from '../../shares/index.ts'
import type { LocalDate } from '../../../kernel/date.ts'

/** What the books of some co-ops show that others got from them in a year. */
export interface Evidence {
  /** Whether any of the co-ops kept books in the year. */
  readonly kept: boolean
  /** Declared to the collective on 221 and 222. */
  readonly dividend: Fen
  /** Became due to the collective for land, assets, goods and services it gave. */
  readonly lease: Fen
  /** The same two of the persons who hold shares. */
  readonly distributed: Fen
  readonly supplied: Fen
  /** Households of those persons; a person without a household counts as one. */
  readonly households: number
}

/**
 * Reads a year of these co-ops once and answers for any of them together. Who is the collective and who
 * belongs to which household is read from the registers of shares at the end of the year (today, while it runs).
 */
export async function evidenceOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<(of: readonly AnyId[]) => Evidence> {
  const end = `${year}-12-31` as LocalDate
  const asOf = end < ctx.today ? end : ctx.today
  const registers = await registersOf(ctx, coopIds)
  const books = await booksOf(ctx, coopIds)
  const kept = coopIds.filter((id) => (books.get(id)?.openedPeriod ?? Infinity) <= year * 100 + 12)
  const span = { coopIds: kept, from: year * 100 + 1, to: year * 100 + 13 }
  const declared = await memberTotals(ctx, { ...span, accounts: ['221', '222'] })
  const due = await memberCosts(ctx, span)
  const declaredBy = Map.groupBy(declared, ({ coopId }) => coopId)
  const dueBy = Map.groupBy(due, ({ coopId }) => coopId)
  const keeps = new Set(kept)
  return (of) => {
    const rows = of.flatMap((id) => registers.get(id)?.on(asOf).rows ?? [])
    const ids = (kind: string) =>
      new Set(rows.flatMap(({ holder }) => (holder.kind === kind ? [holder.id] : [])))
    const [collectives, persons] = [ids('collective'), ids('person')]
    const sum = (members: ReadonlySet<AnyId>, pick: 'declared' | 'due'): Fen =>
      sumFen(
        of.flatMap((id) =>
          pick === 'declared'
            ? (declaredBy.get(id) ?? []).flatMap(({ memberId, credit }) =>
                members.has(memberId) ? [credit] : [],
              )
            : (dueBy.get(id) ?? []).flatMap(({ memberId, amount }) =>
                members.has(memberId) ? [amount] : [],
              ),
        ),
      )
    const households = new Set(
      rows.flatMap(({ holder }) =>
        holder.kind === 'person' ? [holder.householdId ?? holder.personId ?? holder.id] : [],
      ),
    )
    return {
      kept: of.some((id) => keeps.has(id)),
      dividend: sum(collectives, 'declared'),
      lease: sum(collectives, 'due'),
      distributed: sum(persons, 'declared'),
      supplied: sum(persons, 'due'),
      households: households.size,
    }
  }
}
