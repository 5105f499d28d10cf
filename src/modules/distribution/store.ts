import type { LocalDate } from '../../kernel/date.ts'
import type { Outcome } from '../../kernel/finding.ts'
import type { AnyId } from '../../kernel/id.ts'

/*
 * The rows of the module, as the database has them. The functions live in store/, one file a table family.
 */

/** A plan as lists need it: figures, no documents. */
export interface PlanFigures {
  readonly id: AnyId
  readonly coop_id: AnyId
  readonly year: number
  readonly status: 'draft' | 'computed' | 'resolved' | 'posted' | 'reversed'
  readonly content_hash: string | null
  readonly net_surplus_fen: bigint
  readonly reserve_fen: bigint
  readonly distributable_fen: bigint
  readonly returned_fen: bigint
  readonly residual_fen: bigint
  readonly converted_fen: bigint
  readonly retained_fen: bigint
  readonly members: number
  readonly outcome: Outcome | null
  readonly failing: string[]
  readonly computed_at: string | null
  readonly resolution_id: AnyId | null
  readonly posted_at: string | null
  readonly posted_by: string | null
  readonly reverse_reason: string | null
}

export interface PlanRow extends PlanFigures {
  readonly terms: unknown
  readonly document: unknown
  readonly inputs: unknown
}

export interface ResolutionRow {
  readonly id: AnyId
  readonly plan_id: AnyId
  readonly coop_id: AnyId
  readonly body: 'assembly' | 'delegates'
  readonly number: string
  readonly decided_on: LocalDate
  readonly heads: number
  readonly present: number
  readonly votes: number
  readonly in_favour: number
  readonly available_from: LocalDate | null
  readonly document: string
  readonly review: string | null
  readonly content_hash: string
  readonly recorded_by: string
}

export interface PaymentRow {
  readonly id: AnyId
  readonly plan_id: AnyId
  readonly coop_id: AnyId
  readonly on_date: LocalDate
  readonly account: string
  readonly amount_fen: bigint
  readonly voucher_id: AnyId
  readonly reference: string | null
  readonly reverses_id: AnyId | null
  readonly reversed_by_id: AnyId | null
  readonly people: number
  readonly recorded_by: string
}
