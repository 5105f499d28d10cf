import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { Outcome, Severity } from '../../kernel/finding.ts'
import type { AnyId } from '../../kernel/id.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { EventKind, Form, HolderClass, HolderKind, UnitClass } from './model.ts'

/*
 * The rows of the module, as the database has them. The functions live in store/, one file a table family.
 */

interface RegisterTable {
  county_id: number
  coop_id: AnyId
  last_seq: bigint
  last_member: number
  opened_on: LocalDate
  as_found_note: string | null
}

export interface HolderTable {
  county_id: number
  id: AnyId
  coop_id: AnyId
  member_number: string
  kind: HolderKind
  class: HolderClass
  person_id: AnyId | null
  name: string
  name_pinyin: string
  name_initials: string
  farmer: boolean
  household_id: AnyId | null
  related_group: string | null
  public_function: boolean
  joined_on: LocalDate
  left_on: LocalDate | null
  created_at: Instant
}

export interface EventTable {
  county_id: number
  id: AnyId
  coop_id: AnyId
  seq: bigint
  kind: EventKind
  on_date: LocalDate
  reverses_id: AnyId | null
  details: unknown
  reason: string | null
  recorded_at: Instant
  recorded_by: string
}

export interface LineTable {
  county_id: number
  event_id: AnyId
  line: number
  coop_id: AnyId
  holder_id: AnyId
  on_date: LocalDate
  form: Form | null
  paid_fen: bigint
  promised_fen: bigint
  unit_class: UnitClass | null
  units_micro: bigint
  dividend_micro: bigint
}

export type CheckCause = 'write' | 'founding' | 'nightly' | 'asked' | 'facts'

interface CheckTable {
  county_id: number
  id: AnyId
  coop_id: AnyId
  as_of: LocalDate
  computed_at: Instant
  cause: CheckCause
  rule_versions: unknown
  outcome: Outcome
  findings: unknown
  register_hash: string
}

interface CurrentCheckTable {
  county_id: number
  coop_id: AnyId
  check_id: AnyId
  confirmed_at: Instant
  confirmed_on: LocalDate
}

interface CheckRuleTable {
  county_id: number
  coop_id: AnyId
  rule: string
  outcome: Outcome
  severity: Severity
  binding: string
  bound: Outcome
  measured: string | null
  exempt: boolean
  since: LocalDate
}

export interface CertificateTable {
  county_id: number
  id: AnyId
  coop_id: AnyId
  holder_id: AnyId
  year: number
  number: number
  issued_on: LocalDate
  issued_at: Instant
  issued_by: string
  status: 'valid' | 'replaced' | 'void'
  replaces_id: AnyId | null
  ended_on: LocalDate | null
  ended_by: string | null
  end_reason: string | null
  printed: unknown
}

export interface FundTable {
  county_id: number
  id: AnyId
  coop_id: AnyId
  name: string
  fund_source: string
  fund_document: string
  title_holder_id: AnyId
  amount_fen: bigint
  units_micro: bigint
  guaranteed_rate: string | null
  cap_fen: bigint | null
  floating: boolean
  conversion_rule: string
  valid_from: LocalDate
  valid_to: LocalDate | null
  created_at: Instant
  created_by: string
}

export type Priority = 'unable_to_work' | 'elderly' | 'disabled' | 'ill' | 'other'

export interface BeneficiaryTable {
  county_id: number
  id: AnyId
  fund_id: AnyId
  coop_id: AnyId
  household_id: AnyId
  person_id: AnyId | null
  persons: number
  units_micro: bigint
  priority: Priority
  valid_from: LocalDate
  valid_to: LocalDate | null
  replaced_by_id: AnyId | null
  checked_on: LocalDate
  created_at: Instant
}

export interface StatusTable {
  county_id: number
  id: AnyId
  beneficiary_id: AnyId
  on_date: LocalDate
  status: string
  note: string
  recorded_at: Instant
  recorded_by: string
}

type RecordKind =
  | 'asset_lent'
  | 'asset_contributed'
  | 'collective_dividend'
  | 'additional_votes'
  | 'exit_rule'

export interface PublicRecordTable {
  county_id: number
  id: AnyId
  coop_id: AnyId
  kind: RecordKind
  title: string
  basis: string
  amount_fen: bigint | null
  holder_id: AnyId | null
  votes: number | null
  valid_from: LocalDate
  valid_to: LocalDate | null
  recorded_at: Instant
  recorded_by: string
}

/** A setting of the county that this module reads and writes: what it calls its assistance shares. */
interface SettingTable {
  county_id: number
  name: string
  value: unknown
}

interface SealTable {
  county_id: number
  seq: bigint
  hash: Buffer
}

export interface SharesTables {
  share_register: RegisterTable
  share_holder: HolderTable
  share_event: EventTable
  share_line: LineTable
  share_check: CheckTable
  share_check_current: CurrentCheckTable
  share_check_rule: CheckRuleTable
  share_certificate: CertificateTable
  assistance_fund: FundTable
  assistance_beneficiary: BeneficiaryTable
  assistance_status: StatusTable
  share_public_record: PublicRecordTable
  county_setting: SettingTable
  audit_seal: SealTable
}

export const shareTables = (tx: Tx) => tables<SharesTables>(tx)
