import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'

/* The quantified shares of the member accounts. Amounts are fen. */

export type ShareKind = 'reserve' | 'grant' | 'donation'

/** What a member's account holds of each kind. */
export interface Shares {
  readonly reserve: bigint
  readonly grant: bigint
  readonly donation: bigint
}

export const NO_SHARES: Shares = { reserve: 0n, grant: 0n, donation: 0n }

/** One cause that moved shares, with what it did to each member. The entries add up to the amount. */
export interface ShareBatch {
  readonly coopId: AnyId
  readonly cause: 'plan' | 'voucher' | 'leaving' | 'year_end' | 'reversal'
  readonly kind: ShareKind
  readonly on: LocalDate
  readonly year: number
  readonly amount: bigint
  readonly heads: number
  readonly basis: 'equal' | 'contribution' | 'plan' | 'held' | 'named'
  readonly planId: AnyId | null
  readonly voucherId: AnyId | null
  readonly partyId: AnyId | null
  readonly entries: readonly { readonly holderId: AnyId; readonly amount: bigint }[]
}

/** What is due and was paid to a member by a posted plan. */
export interface Due {
  readonly holderId: AnyId
  readonly returned: bigint
  readonly residual: bigint
  readonly convertedReturn: bigint
  readonly convertedResidual: bigint
  readonly reserve: bigint
  readonly paidReturn: bigint
  readonly paidResidual: bigint
}
