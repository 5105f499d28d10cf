import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import type { Role } from '../../kernel/role.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { CaseState } from './model.ts'

/* The tables of processes and cases. */

export interface VersionRow {
  readonly county_id: number
  readonly process: string
  readonly version: number
  readonly body: unknown
  readonly body_hash: string
  readonly origin: 'shipped' | 'county'
  readonly source: string
  readonly valid_from: LocalDate
  readonly recorded_at: Instant
  readonly recorded_by: string
}

export interface CaseRow {
  readonly county_id: number
  readonly id: AnyId
  readonly process: string
  readonly version: number
  readonly unit_id: Id<'unit'>
  readonly year: number
  readonly number: bigint
  readonly title: string
  readonly subject_kind: string | null
  readonly subject_id: AnyId | null
  readonly facts: unknown
  readonly state: CaseState
  readonly opened_on: LocalDate
  readonly opened_at: Instant
  readonly opened_by: AnyId | null
  readonly opened_name: string
  readonly ended_on: LocalDate | null
  readonly acts: number
}

export interface ActRow {
  readonly county_id: number
  readonly case_id: AnyId
  readonly seq: number
  readonly kind: string
  readonly body: unknown
  readonly on_date: LocalDate
  readonly at: Instant
  readonly by_account: AnyId | null
  readonly by_person: AnyId | null
  readonly by_name: string
  readonly by_role: Role | null
  readonly instead: string | null
}

export interface TaskRow {
  readonly county_id: number
  readonly case_id: AnyId
  readonly step: string
  readonly seat: string
  readonly role: Role
  readonly unit_id: Id<'unit'>
  readonly account_id: AnyId | null
  readonly round: number
  readonly opened_on: LocalDate
  readonly earliest_on: LocalDate | null
  readonly due_on: LocalDate | null
  readonly uncovered: boolean
  /** The step asks for a waiting time. */
  readonly timed: boolean
  readonly escalate: Role | null
}

export interface PaperRow {
  readonly county_id: number
  readonly id: AnyId
  readonly case_id: AnyId
  readonly step: string
  readonly kind: string
  readonly round: number
  readonly name: string
  readonly media_type: string
  readonly bytes: number
  readonly sha256: string
  readonly added_at: Instant
  readonly added_by: string
}

export interface SubstituteRow {
  readonly county_id: number
  readonly id: AnyId
  readonly account_id: AnyId
  readonly substitute_id: AnyId
  readonly from_day: LocalDate
  readonly to_day: LocalDate
  readonly reason: string
  readonly recorded_at: Instant
  readonly recorded_by: string
  readonly ended_on: LocalDate | null
}

export interface DraftRow {
  readonly county_id: number
  readonly case_id: AnyId
  readonly step: string
  readonly round: number
  readonly values: unknown
  readonly saved_at: Instant
  readonly saved_by: string
}

export interface PrintRow {
  readonly county_id: number
  readonly year: number
  readonly number: bigint
  readonly case_id: AnyId
  readonly step: string
  readonly kind: string
  readonly round: number
  readonly format: 'pdf' | 'docx'
  readonly sha256: string
  readonly printed_at: Instant
  readonly printed_by: string
}

interface ApprovalsTables {
  process_version: VersionRow
  process_case: CaseRow
  case_act: ActRow
  case_task: TaskRow
  case_paper: PaperRow
  case_paper_content: { county_id: number; paper_id: AnyId; content: Buffer }
  case_draft: DraftRow
  case_print: PrintRow
  account_substitute: SubstituteRow
}

export const approvalTables = (tx: Tx) => tables<ApprovalsTables>(tx)
