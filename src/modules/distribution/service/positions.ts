import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { registersOf } from '../../shares/index.ts'
import { NO_SHARES, type Shares } from '../model/account.ts'
import { sharesAt } from '../store/accounts.ts'
import type { DueRow } from '../store/payments.ts'

/* What the members of a co-op hold and are owed, as several verbs read it. */

export const holdingOf = (contribution: bigint, shares: Shares) => ({
  contribution: fen(contribution),
  reserveShare: fen(shares.reserve),
  grantShare: fen(shares.grant),
  donationShare: fen(shares.donation),
})

interface Position {
  readonly holderId: AnyId
  readonly number: string
  readonly name: string
  readonly person: boolean
  readonly contribution: bigint
  readonly shares: Shares
}

/** The members of a co-op on a day with what their accounts hold. */
export async function positionsOf(ctx: Ctx, coopId: AnyId, asOf: LocalDate): Promise<Position[]> {
  const register = (await registersOf(ctx, [coopId])).get(coopId)
  const shares = (await sharesAt(ctx, [coopId], asOf)).get(coopId)
  return (register?.on(asOf).rows ?? [])
    .filter(({ holder }) => holder.kind !== 'other')
    .map(({ holder, paid }) => ({
      holderId: holder.id,
      number: holder.memberNumber,
      name: holder.name,
      person: holder.kind === 'person',
      contribution: paid,
      shares: shares?.get(holder.id) ?? NO_SHARES,
    }))
}

/** What of a due has not been paid, in fen. */
export const unpaidOf = (due: DueRow): bigint =>
  due.returned + due.residual - due.paidReturn - due.paidResidual
