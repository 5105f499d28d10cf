import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { SpendingClass } from './model.ts'

/* The tables of spending. */

export interface LimitsRow {
  readonly county_id: number
  readonly id: AnyId
  readonly valid_from: LocalDate
  readonly body: unknown
  readonly source: string
  readonly recorded_at: Instant
  readonly recorded_by: string
}

export interface RequestRow {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly year: number
  readonly number: bigint
  readonly payee_member: AnyId | null
  readonly payee_name: string
  readonly amount_fen: bigint
  readonly class: SpendingClass
  readonly purpose: string
  readonly contract_id: AnyId | null
  readonly project_id: AnyId | null
  readonly project_name: string | null
  readonly planned_on: LocalDate
  readonly emergency_reason: string | null
  readonly emergency_due: LocalDate | null
  readonly single_source: string | null
  readonly route: unknown
  readonly organs: string[]
  readonly case_id: AnyId | null
  readonly cancelled_on: LocalDate | null
  readonly cancel_reason: string | null
  readonly requested_at: Instant
  readonly requested_by: AnyId | null
  readonly requested_name: string
}

export interface QuoteRow {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly subject_id: AnyId
  readonly way: 'quote' | 'tender'
  readonly supplier: string
  readonly amount_fen: bigint
  readonly note: string
  readonly chosen: boolean
}

export interface PaperRow {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly subject_id: AnyId
  readonly name: string
  readonly media_type: string
  readonly bytes: number
  readonly sha256: string
  readonly added_at: Instant
  readonly added_by: string
}

export interface PaymentRow {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly voucher_id: AnyId
  readonly undoes_id: AnyId | null
  readonly on_date: LocalDate
  readonly payee_member: AnyId | null
  readonly payee_name: string
  readonly amount_fen: bigint
  readonly request_id: AnyId | null
  readonly contract_id: AnyId | null
  readonly project_id: AnyId | null
  readonly warning: string | null
  readonly recorded_at: Instant
}

export interface PartnerRow {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly name: string
  readonly name_key: string
  readonly credit_code: string | null
  readonly legal_rep: string | null
  readonly id_number_lookup: string | null
  readonly phone_sealed: Buffer | null
  readonly phone_lookup: string | null
  readonly account_sealed: Buffer | null
  readonly account_lookup: string | null
  readonly address: string | null
  readonly recorded_at: Instant
  readonly recorded_by: string
}

export interface ContractRow {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly year: number
  readonly number: bigint
  readonly partner_id: AnyId
  readonly signed_on: LocalDate | null
  readonly case_id: AnyId | null
  readonly ended_on: LocalDate | null
  readonly end_reason: string | null
  readonly created_at: Instant
  readonly created_by: string
}

export interface VersionRow {
  readonly county_id: number
  readonly contract_id: AnyId
  readonly version: number
  readonly title: string
  readonly kind: string
  readonly direction: 'pays' | 'receives'
  readonly amount_fen: bigint
  readonly starts_on: LocalDate
  readonly expires_on: LocalDate
  readonly body: unknown
  readonly reason: string
  readonly recorded_at: Instant
  readonly recorded_by: string
}

export interface RecordRow {
  readonly county_id: number
  readonly id: AnyId
  readonly contract_id: AnyId
  readonly kind: 'performance' | 'payment' | 'collection' | 'breach' | 'note'
  readonly line: number | null
  readonly on_date: LocalDate
  readonly amount_fen: bigint | null
  readonly note: string
  readonly recorded_at: Instant
  readonly recorded_by: string
}

export interface AssessmentRow {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly title: string
  readonly contract_id: AnyId | null
  readonly previous_id: AnyId | null
  readonly reason: string
  readonly factors: unknown
  readonly total: number
  readonly level: 'low' | 'medium' | 'high'
  readonly exposure_fen: bigint
  readonly conclusion: string
  readonly assessed_on: LocalDate
  readonly outcome_due: LocalDate
  readonly case_id: AnyId
  readonly assessed_by: AnyId | null
  readonly assessed_name: string
  readonly recorded_at: Instant
}

export interface OutcomeRow {
  readonly county_id: number
  readonly assessment_id: AnyId
  readonly outcome: 'as_expected' | 'better' | 'worse'
  readonly loss_fen: bigint
  readonly note: string
  readonly recorded_at: Instant
  readonly recorded_by: string
}

export interface ItemRow {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly assessment_id: AnyId | null
  readonly factor: string
  readonly title: string
  readonly mitigation: string
  readonly owner: string
  readonly due_on: LocalDate
  readonly status: 'open' | 'watching' | 'closed' | 'happened'
  readonly note: string
  readonly changed_at: Instant
  readonly changed_by: string
}

interface SpendingTables {
  spending_limits: LimitsRow
  spending_desk: { county_id: number; coop_id: Id<'unit'>; payments: bigint }
  spending_request: RequestRow
  spending_quote: QuoteRow
  spending_paper: PaperRow
  spending_paper_content: { county_id: number; paper_id: AnyId; content: Buffer }
  spending_payment: PaymentRow
  spending_partner: PartnerRow
  coop_contract: ContractRow
  coop_contract_version: VersionRow
  coop_contract_record: RecordRow
  risk_assessment: AssessmentRow
  risk_outcome: OutcomeRow
  risk_item: ItemRow
}

export const spendingTables = (tx: Tx) => tables<SpendingTables>(tx)
