import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { DraftContent } from './model/draft.ts'
import type { VoucherKind } from './model.ts'

export interface VoucherTable {
  county_id: number
  id: AnyId
  coop_id: AnyId
  period: number
  kind: VoucherKind | 'opening'
  number: number
  on_date: LocalDate
  summary: string
  amount_fen: bigint
  attachments: number
  template: string | null
  clause: string | null
  origin: string | null
  approval: string | null
  reverses_id: AnyId | null
  prepared_by: AnyId | null
  prepared_name: string
  approved_by: AnyId | null
  approved_name: string
  posted_at: Instant
  hash: Buffer
  seq: number
}

export interface LineTable {
  county_id: number
  coop_id: AnyId
  period: number
  voucher_id: AnyId
  line: number
  account: string
  debit_fen: bigint
  credit_fen: bigint
  member_id: AnyId | null
  party_id: AnyId | null
  item: string | null
  assisted: boolean
  summary: string | null
}

export interface DraftTable {
  county_id: number
  id: AnyId
  coop_id: AnyId
  status: 'draft' | 'submitted' | 'returned' | 'posted' | 'discarded'
  on_date: LocalDate
  summary: string
  amount_fen: bigint
  content: DraftContent
  reverses_id: AnyId | null
  return_reason: string | null
  prepared_by: AnyId | null
  prepared_name: string
  prepared_at: Instant
  voucher_id: AnyId | null
}

export interface LedgerTables {
  ledger_book: {
    county_id: number
    coop_id: AnyId
    opened_period: number
    applied_early: boolean
    opened_at: Instant
    opened_by: string
  }
  ledger_year: {
    county_id: number
    coop_id: AnyId
    year: number
    closed_through: number
    last_general: number
    last_receipt: number
    last_payment: number
    last_transfer: number
    head: Buffer
  }
  ledger_account: {
    county_id: number
    coop_id: AnyId
    code: string
    name: string
    initials: string
    retired: boolean
  }
  ledger_party: {
    county_id: number
    id: AnyId
    coop_id: AnyId
    kind: 'counterparty' | 'worker' | 'project' | 'source' | 'bank'
    name: string
    initials: string
    note: string | null
    retired: boolean
    created_at: Instant
  }
  voucher: VoucherTable
  voucher_line: LineTable
  voucher_draft: DraftTable
  ledger_balance: {
    county_id: number
    coop_id: AnyId
    account: string
    period: number
    debit_fen: bigint
    credit_fen: bigint
  }
  ledger_closure: {
    county_id: number
    coop_id: AnyId
    period: number
    closed_at: Instant
    closed_by: string
    vouchers: number
    head: Buffer
    balance_hash: Buffer
  }
  ledger_document: {
    county_id: number
    id: AnyId
    coop_id: AnyId
    name: string
    media_type: string
    bytes: number
    sha256: string
    note: string
    status: 'inbox' | 'booked' | 'rejected'
    reason: string | null
    draft_id: AnyId | null
    voucher_id: AnyId | null
    added_at: Instant
    added_by: AnyId | null
    added_name: string
  }
}

export const ledgerTables = (tx: Tx) => tables<LedgerTables>(tx)
