import type { Written } from '../../platform/actor.ts'
import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { AwardKind, ConflictKind, EventKind, Kind, Part, State, Veto } from './model.ts'

interface Withdrawn {
  readonly withdrawn_on: LocalDate | null
  readonly withdrawn_why: string | null
}

export interface ContestTables {
  contest: Written & {
    id: AnyId
    unit_id: Id<'unit'>
    kind: Kind
    year: number
    number: bigint
    state: State
    case_id: AnyId | null
    figures_id: AnyId | null
  }
  contest_setup: Written & { contest_id: AnyId; version: number; body: unknown; reason: string }
  contest_entry: Written & Withdrawn & { contest_id: AnyId; unit_id: AnyId }
  contest_judge: Written &
    Withdrawn & { contest_id: AnyId; account_id: AnyId; name: string; post: string; part: Part }
  contest_conflict: Written & {
    contest_id: AnyId
    account_id: AnyId
    unit_id: AnyId
    kind: ConflictKind
    source: 'found' | 'declared' | 'desk'
    said: unknown
  }
  contest_sheet: Written & {
    contest_id: AnyId
    account_id: AnyId
    unit_id: AnyId
    version: number
    scores: unknown
    comment: string
    reason: string
  }
  contest_veto: Written &
    Withdrawn & {
      id: AnyId
      contest_id: AnyId
      unit_id: AnyId
      kind: Veto
      reason: string
      evidence: string
    }
  contest_result: Written & {
    contest_id: AnyId
    edition: number
    inputs: unknown
    body: unknown
    sha256: string
    reason: string
  }
  contest_appeal: Written & {
    case_id: AnyId
    contest_id: AnyId
    unit_id: AnyId
    edition: number
    what: string
    outcome: 'upheld' | 'rejected' | 'withdrawn' | null
    ended_on: LocalDate | null
  }
  contest_task: Written & {
    id: AnyId
    contest_id: AnyId
    unit_id: AnyId
    what: string
    responsible: string
    due_on: LocalDate
    done_on: LocalDate | null
    done_said: string | null
    done_by: string | null
  }
  contest_event: Written & {
    contest_id: AnyId
    seq: number
    kind: EventKind
    on_date: LocalDate
    words: string
  }
  contest_file: Written & {
    id: AnyId
    contest_id: AnyId
    unit_id: AnyId | null
    name: string
    media_type: string
    sha256: string
    content: Buffer
    stop: number | null
    taken_on: LocalDate | null
    caption: string
  }
  contest_file_withdrawn: Written & { file_id: AnyId; why: string }
  award_rules: Written & {
    version: number
    valid_from: LocalDate
    rules: unknown
    reason: string
  }
  award: Written & {
    id: AnyId
    unit_id: AnyId
    kind: AwardKind
    title: string
    stars: number | null
    contest_id: AnyId | null
    document: string
    reason: string
    valid_from: LocalDate
    valid_to: LocalDate | null
    ended_why: string | null
  }
}

export const contestTables = (tx: Tx) => tables<ContestTables>(tx)

/** The columns of a row that are not the platform's. */
export type New<T extends keyof ContestTables> = Omit<ContestTables[T], keyof Written>
