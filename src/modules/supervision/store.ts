import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { Severity } from '../../kernel/finding.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import type { Role } from '../../kernel/role.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { Channel, EventKind, SourceChannel } from './model.ts'

export interface SourceRow {
  county_id: number
  id: AnyId
  unit_id: AnyId
  channel: SourceChannel
  fact: string
  severity: Severity
  said: unknown
  clause: string
  amount_fen: bigint | null
  refs: unknown
  first_seen: LocalDate
  last_seen: LocalDate
  mended_on: LocalDate | null
  dismissed_on: LocalDate | null
  dismissed_by: string | null
  dismissed_why: string | null
  problem_id: AnyId | null
}

export interface ProblemRow {
  county_id: number
  id: AnyId
  unit_id: Id<'unit'>
  year: number
  number: bigint
  issuer: 'county' | 'town'
  found_on: LocalDate
  channel: Channel
  severity: Severity
  title: string
  description: string
  clause: string
  amount_fen: bigint | null
  refs: unknown
  responsible: string
  leader: string
  public: boolean
  recorded_at: Instant
  recorded_by: string
  case_id: AnyId
  stage: string
  closed_on: LocalDate | null
  due_on: LocalDate
  paused: boolean
}

export interface EventRow {
  county_id: number
  problem_id: AnyId
  seq: number
  kind: EventKind
  on_date: LocalDate
  due_on: LocalDate | null
  words: string
  case_id: AnyId | null
  recorded_at: Instant
  recorded_by: string
}

export type ListingState = 'proposed' | 'dismissed' | 'running' | 'listed' | 'removed' | 'refused'
export interface ListingRow {
  county_id: number
  id: AnyId
  problem_id: AnyId
  reason: string
  proposed_on: LocalDate
  proposed_by: string
  state: ListingState
  dismissed_why: string | null
  leader: string | null
  due_on: LocalDate | null
  case_id: AnyId | null
  year: number | null
  number: bigint | null
  listed_on: LocalDate | null
  removed_on: LocalDate | null
}

export interface AssignmentRow {
  county_id: number
  id: AnyId
  direction: 'down' | 'up'
  from_unit_id: AnyId
  unit_id: AnyId
  role: Role | null
  what: string
  responsible: string
  source_kind: 'meeting' | 'dispatch' | 'bulletin' | 'analysis' | 'problem' | 'hand'
  source_id: AnyId | null
  parent_id: AnyId | null
  given_on: LocalDate
  given_by: string
  given_account: AnyId | null
  answer_by: LocalDate
  due_on: LocalDate
  state: 'given' | 'acknowledged' | 'replied' | 'done' | 'withdrawn'
  ended_on: LocalDate | null
}

export interface AssignmentActRow {
  county_id: number
  assignment_id: AnyId
  seq: number
  kind: 'acknowledge' | 'reply' | 'return' | 'confirm' | 'withdraw' | 'overdue'
  words: string
  on_date: LocalDate
  by_account: AnyId | null
  by_name: string
  recorded_at: Instant
}

export interface ReportRow {
  county_id: number
  id: AnyId
  unit_id: Id<'unit'>
  kind: 'dispatch' | 'bulletin' | 'analysis'
  period: string
  state: 'draft' | 'review' | 'issued'
  case_id: AnyId | null
  year: number | null
  number: bigint | null
  issued_on: LocalDate | null
}

export interface ReportVersionRow {
  county_id: number
  report_id: AnyId
  version: number
  body: unknown
  body_hash: string
  edition_id: AnyId | null
  made_at: Instant
  made_by: string
}

export interface ObjectionRow {
  county_id: number
  id: AnyId
  report_id: AnyId
  unit_id: AnyId
  version: number
  words: string
  raised_on: LocalDate
  raised_by: string
  answer: string | null
  upheld: boolean | null
  answered_on: LocalDate | null
  answered_by: string | null
}

export interface MeetingRow {
  county_id: number
  report_id: AnyId
  version: number
  held_on: LocalDate
  chair: string
  place: string
  attended: unknown
  absent: unknown
  minutes: string
  recorded_at: Instant
  recorded_by: string
}

export interface SupervisionTables {
  problem_source: SourceRow
  problem: ProblemRow
  problem_event: EventRow
  problem_listing: ListingRow
  problem_listing_week: {
    county_id: number
    listing_id: AnyId
    monday: LocalDate
    version: number
    progress: string
    recorded_at: Instant
    recorded_by: string
  }
  assignment: AssignmentRow
  assignment_act: AssignmentActRow
  assignment_photo: {
    county_id: number
    id: AnyId
    assignment_id: AnyId
    seq: number
    name: string
    media_type: string
    sha256: string
    content: Buffer
  }
  report: ReportRow
  report_version: ReportVersionRow
  report_receipt: {
    county_id: number
    report_id: AnyId
    unit_id: AnyId
    sent_on: LocalDate
    seen_on: LocalDate | null
    seen_by: string | null
  }
  report_objection: ObjectionRow
  dispatch_meeting: MeetingRow
}

export const supervisionTables = (tx: Tx) => tables<SupervisionTables>(tx)
