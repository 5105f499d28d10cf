import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import type { Written } from '../../platform/actor.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { EventKind, Kind, MeasureKind, State } from './model.ts'

export interface AssessmentTables {
  assessment_scheme: Written & {
    kind: Kind
    version: number
    valid_from: LocalDate
    body: unknown
    source: string
  }
  assessment_rules: Written & {
    version: number
    valid_from: LocalDate
    body: unknown
    source: string
  }
  assessment_fact: Written & {
    id: AnyId
    unit_id: Id<'unit'>
    period: string
    item: string
    points: number
    on_date: LocalDate
    what: string
    evidence: string
    withdrawn_on: LocalDate | null
    withdrawn_why: string | null
    withdrawn_by: string | null
  }
  assessment_run: Written & {
    id: AnyId
    kind: Kind
    period: string
    ends_on: LocalDate
    year: number
    number: bigint
    scheme_version: number
    scheme: unknown
    state: State
    reply_until: LocalDate | null
    case_id: AnyId | null
    maker: AnyId | null
  }
  assessment_subject: {
    county_id: number
    id: AnyId
    run_id: AnyId
    unit_id: Id<'unit'>
    town_id: Id<'unit'>
    person_id: AnyId | null
    name: string
    unit_name: string
    town_name: string
  }
  assessment_score: Written & {
    subject_id: AnyId
    version: number
    edition_id: AnyId
    inputs: unknown
    body: unknown
    points: number
    sha256: string
    reason: string
  }
  assessment_reply: Written & {
    id: AnyId
    subject_id: AnyId
    kind: 'reply' | 'appeal'
    version: number
    said: string
    on_date: LocalDate
    due_on: LocalDate | null
    account_id: AnyId | null
    outcome: 'upheld' | 'rejected' | null
    reasons: string | null
    decided_on: LocalDate | null
    decided_by: string | null
  }
  assessment_event: Written & {
    run_id: AnyId
    seq: number
    kind: EventKind
    on_date: LocalDate
    words: string
  }
  assessment_measure: Written & {
    id: AnyId
    key: string
    unit_id: Id<'unit'>
    person_id: AnyId | null
    name: string
    run_id: AnyId | null
    period: string
    rule: string
    kind: MeasureKind
    what: string
    grounds: unknown
    decision: 'accepted' | 'changed' | 'dropped' | null
    decided_what: string | null
    reason: string | null
    decided_on: LocalDate | null
    decided_by: string | null
  }
}

export const assessmentTables = (tx: Tx) => tables<AssessmentTables>(tx)

/** The columns of a row that are not the platform's. */
export type New<T extends keyof AssessmentTables> = Omit<AssessmentTables[T], keyof Written>
