import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import type { Written } from '../../platform/actor.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { Post } from './model.ts'

export interface DutyTables {
  duty_version: Written & {
    duty: string
    version: number
    valid_from: LocalDate
    spec: unknown
    reason: string
  }
  duty_holder: Written & {
    id: AnyId
    unit_id: Id<'unit'>
    post: Post
    department: string
    name: string
    document: string
    valid_from: LocalDate
    valid_to: LocalDate | null
    ended_why: string | null
  }
  duty_mechanism: Written & {
    version: number
    valid_from: LocalDate
    body: unknown
    reason: string
  }
  meeting_record: Written & {
    meeting_id: AnyId
    unit_id: Id<'unit'>
    year: number
    number: bigint
    attended: string[]
    absent: string[]
    contest_id: AnyId | null
  }
  meeting_item: {
    county_id: number
    meeting_id: AnyId
    item: number
    said: string
    task_ids: AnyId[]
  }
  town_plan: Written & {
    id: AnyId
    town_id: Id<'unit'>
    year: number
    case_id: AnyId | null
    submitted: number | null
    confirmed: number | null
    confirmed_on: LocalDate | null
  }
  town_plan_version: Written & {
    plan_id: AnyId
    version: number
    body: unknown
    reason: string
  }
  town_plan_proof: Written & {
    id: AnyId
    plan_id: AnyId
    milestone: string
    on_date: LocalDate
    said: string
    file_name: string | null
    media_type: string | null
    sha256: string | null
    withdrawn_on: LocalDate | null
    withdraw_reason: string | null
  }
  town_plan_file: { county_id: number; proof_id: AnyId; content: Buffer }
  town_plan_gap: Written & { plan_id: AnyId; about: string; seq: number; reason: string }
}

export const dutyTables = (tx: Tx) => tables<DutyTables>(tx)

/** The columns of a row that are not the platform's. */
export type New<T extends keyof DutyTables> = Omit<DutyTables[T], keyof Written>
