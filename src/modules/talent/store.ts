import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import type { Written } from '../../platform/actor.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { Ending, PostingKind, ReserveAct, Step, Verdict } from './model.ts'

type Unit = Id<'unit'>

export interface TalentTables {
  talent_rules: Written & { version: number; valid_from: LocalDate; body: unknown; reason: string }
  talent_file: Written & {
    id: AnyId
    village_id: Unit
    name: string
    media_type: string
    bytes: number
    sha256: string
  }
  talent_file_content: { county_id: number; file_id: AnyId; content: Buffer }
  posting: Written & {
    id: AnyId
    year: number
    number: bigint
    village_id: Unit
    kind: PostingKind
    name: string
    sending_unit: string
    helper_id: AnyId | null
    valid_from: LocalDate
    document: string
    replaces_id: AnyId | null
    ended_on: LocalDate | null
    ending: Ending | null
    ended_why: string | null
    handover: string | null
  }
  posting_term: Written & {
    posting_id: AnyId
    seq: number
    until_on: LocalDate
    reason: string
    document: string
  }
  posting_due: Written & {
    id: AnyId
    village_id: Unit
    reason: string
    valid_from: LocalDate
    valid_to: LocalDate | null
    ended_why: string | null
  }
  posting_task: Written & {
    id: AnyId
    posting_id: AnyId
    village_id: Unit
    about_coop: boolean
    coop_id: Unit | null
    what: string
    due_on: LocalDate
    done_on: LocalDate | null
    outcome: 'done' | 'dropped' | null
    done_said: string | null
    done_by: string | null
  }
  reserve: Written & {
    id: AnyId
    village_id: Unit
    person_id: AnyId
    source: string
    direction: string
    reason: string
    consent_on: LocalDate
    consent_paper: string
    nominated_on: LocalDate
    account_id: AnyId | null
  }
  reserve_event: Written & {
    reserve_id: AnyId
    seq: number
    act: ReserveAct
    on_date: LocalDate
    step: Step | null
    mentor_name: string | null
    mentor_person_id: AnyId | null
    review_on: LocalDate | null
    said: string
  }
  reserve_training: Written & {
    id: AnyId
    reserve_id: AnyId
    course: string
    held_by: string
    from_on: LocalDate
    until_on: LocalDate
    hours: number
    result: 'passed' | 'attended' | 'failed'
    withdrawn_on: LocalDate | null
    withdraw_reason: string | null
  }
  point_event: Written & {
    id: AnyId
    village_id: Unit
    branch_id: AnyId
    person_id: AnyId
    item: string
    rules_version: number
    times: number
    points: number
    on_date: LocalDate
    evidence: string
    file_id: AnyId | null
    account_id: AnyId | null
    withdrawn_on: LocalDate | null
    withdraw_reason: string | null
  }
  point_appeal: Written & {
    id: AnyId
    event_id: AnyId
    village_id: Unit
    person_id: AnyId
    what: string
    appealed_on: LocalDate
    due_on: LocalDate | null
    decision: 'upheld' | 'rejected' | null
    decided_on: LocalDate | null
    reason: string | null
    decided_by: string | null
  }
  point_closing: Written & {
    branch_id: AnyId
    year: number
    village_id: Unit
    persons: number
    entries: number
    points: number
    sha256: string
  }
  promise: Written & {
    id: AnyId
    year: number
    number: bigint
    village_id: Unit
    branch_id: AnyId
    person_id: AnyId
    coop_id: Unit | null
    what: string
    made_on: LocalDate
    due_on: LocalDate
    withdrawn_on: LocalDate | null
    withdraw_reason: string | null
  }
  promise_notice: Written & { promise_id: AnyId; place: 'board' | 'phone'; on_date: LocalDate }
  promise_evidence: Written & {
    id: AnyId
    promise_id: AnyId
    on_date: LocalDate
    said: string
    file_id: AnyId | null
  }
  promise_assessment: Written & {
    promise_id: AnyId
    seq: number
    how: 'paper' | 'phone'
    on_date: LocalDate
    until_on: LocalDate
    kept: number | null
    partly: number | null
    unkept: number | null
    counters: string[]
    file_id: AnyId | null
  }
  promise_rating: {
    county_id: number
    promise_id: AnyId
    seq: number
    person_id: AnyId
    verdict: Verdict
    recorded_at: string
  }
}

export const talentTables = (tx: Tx) => tables<TalentTables>(tx)

/** The columns of a row that are not the platform's. */
export type New<T extends keyof TalentTables> = Omit<TalentTables[T], keyof Written>
