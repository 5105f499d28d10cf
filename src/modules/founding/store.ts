import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { AssetKind } from './model.ts'

/* The tables of founding. */

interface Recorded {
  readonly recorded_at: Instant
  readonly recorded_by: string
}

export interface ProjectRow {
  readonly county_id: number
  readonly id: AnyId
  readonly village_id: Id<'unit'>
  readonly name: string
  readonly main_kind: string
  readonly industry_id: AnyId | null
  readonly case_id: AnyId
  readonly discussion_case_id: AnyId | null
  readonly coop_id: Id<'unit'> | null
  readonly feasibility: unknown
  readonly started_on: LocalDate
  readonly started_at: Instant
  readonly started_by: string
}

export interface PlanRow extends Recorded {
  readonly county_id: number
  readonly project_id: AnyId
  readonly version: number
  readonly body: unknown
}

export interface VisitRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly project_id: AnyId
  readonly kind: 'visit' | 'meeting' | 'study'
  readonly on_date: LocalDate
  readonly place: string
  readonly visitors: string
  readonly attended: number | null
  readonly note_sealed: Buffer | null
}

export interface QuestionRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly project_id: AnyId
  readonly asked_sealed: Buffer
  readonly raised_on: LocalDate
  readonly answer_sealed: Buffer | null
  readonly answered_on: LocalDate | null
}

export interface BankRow {
  readonly county_id: number
  readonly id: AnyId
  readonly topic: string
  readonly question: string
  readonly answer: string
}

export interface WishRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly project_id: AnyId
  readonly household_id: AnyId
  readonly wish_sealed: Buffer
  readonly on_date: LocalDate
}

export interface AccountRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly project_id: AnyId
  readonly household_id: AnyId
  readonly body_sealed: Buffer
  readonly reckoned_on: LocalDate
  readonly signed_on: LocalDate | null
}

export interface AssetRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly village_id: Id<'unit'>
  readonly kind: AssetKind
  readonly name: string
  readonly owner: string
  readonly owner_name: string
  readonly quantity: string
  readonly measure: string
  readonly place: string
  readonly note: string
  readonly ended_on: LocalDate | null
  readonly ended_why: string | null
}

export interface FoundingTables {
  founding_project: ProjectRow
  founding_plan: PlanRow
  mobilisation_visit: VisitRow
  mobilisation_visit_household: { county_id: number; visit_id: AnyId; household_id: AnyId }
  mobilisation_question: QuestionRow
  question_bank: BankRow
  household_wish: WishRow
  three_account: AccountRow
  village_asset: AssetRow
  village_asset_state: Recorded & {
    county_id: number
    asset_id: AnyId
    from_day: LocalDate
    idle: string
    used_for: string
  }
  village_asset_match: Recorded & {
    county_id: number
    asset_id: AnyId
    project_id: AnyId
    quantity: string
    note: string
  }
  task_force_member: Recorded & {
    county_id: number
    id: AnyId
    town_id: Id<'unit'>
    name: string
    post: string
    part: 'head' | 'deputy' | 'member' | 'liaison'
    duties: string
    valid_from: LocalDate
    valid_to: LocalDate | null
    ended_why: string | null
  }
  task_force_week: Recorded & {
    county_id: number
    town_id: Id<'unit'>
    monday: LocalDate
    version: number
    done: string
    next: string
  }
  promotion_meeting: Recorded & {
    county_id: number
    id: AnyId
    unit_id: Id<'unit'>
    held_on: LocalDate
    kind: 'special' | 'leading_group' | 'promotion' | 'dispatch' | 'site' | 'other'
    chair: string
    place: string
    topic: string
    resolutions: string
  }
  promotion_task: {
    county_id: number
    id: AnyId
    meeting_id: AnyId
    unit_id: Id<'unit'>
    what: string
    responsible: string
    due_on: LocalDate
    done_on: LocalDate | null
    done_note: string | null
    done_by: string | null
  }
}

export const foundingTables = (tx: Tx) => tables<FoundingTables>(tx)
