import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { Cohort, CoopClass, FactId, Form, LineRole } from './model.ts'

/* The tables of development. */

interface Recorded {
  readonly recorded_at: Instant
  readonly recorded_by: string
}

interface Done {
  readonly done_on: LocalDate | null
  readonly done_note: string | null
  readonly done_by: string | null
}

export interface RulesRow extends Recorded {
  readonly county_id: number
  readonly version: number
  readonly valid_from: LocalDate
  readonly body: unknown
  readonly source: string
  readonly reason: string
}

export interface FactRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly fact: FactId
  readonly holds: boolean
  readonly on_date: LocalDate
  readonly note: string
}

export interface CampaignRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly title: string
  readonly cohort: Cohort
  readonly baseline_on: LocalDate
  readonly ends_on: LocalDate
  readonly document: string
  readonly closed_on: LocalDate | null
  readonly close_note: string | null
}

export interface CampaignCoopRow {
  readonly county_id: number
  readonly campaign_id: AnyId
  readonly coop_id: Id<'unit'>
  readonly class: CoopClass | null
}

export interface DecisionRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly before: CoopClass | null
  readonly class: CoopClass
  readonly proposed: CoopClass
  readonly unanimous: boolean
  readonly tests: unknown
  readonly rules_version: number
  readonly on_date: LocalDate
  readonly reason: string
  readonly document: string
}

export interface PlanRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly class: CoopClass
  readonly aim: string
  readonly helper: string
  readonly starts_on: LocalDate
  readonly due_on: LocalDate
  readonly ended_on: LocalDate | null
  readonly end_note: string | null
}

export interface TaskRow extends Recorded, Done {
  readonly county_id: number
  readonly id: AnyId
  readonly plan_id: AnyId
  readonly coop_id: Id<'unit'>
  readonly what: string
  readonly responsible: string
  readonly due_on: LocalDate
  readonly test: string | null
}

export interface VetoRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly lead_id: Id<'unit'>
  readonly coop_id: Id<'unit'>
  readonly reason: string
  readonly ended_on: LocalDate | null
}

export interface PairingTaskRow extends Recorded, Done {
  readonly county_id: number
  readonly id: AnyId
  readonly pairing_id: AnyId
  readonly lead_id: Id<'unit'>
  readonly what: string
  readonly responsible: string
  readonly due_on: LocalDate
}

export interface BusinessRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly coop_id: Id<'unit'>
  readonly form: Form
  readonly started_on: LocalDate
  readonly assessment_id: AnyId | null
  readonly ended_on: LocalDate | null
  readonly end_reason: string | null
}

export interface BusinessVersionRow extends Recorded {
  readonly county_id: number
  readonly business_id: AnyId
  readonly version: number
  readonly name: string
  readonly terms: unknown
  readonly reason: string
}

export interface BusinessRecordRow extends Recorded {
  readonly county_id: number
  readonly id: AnyId
  readonly business_id: AnyId
  readonly coop_id: Id<'unit'>
  readonly from_date: LocalDate
  readonly to_date: LocalDate
  readonly measures: unknown
  readonly note: string
  readonly withdrawn_on: LocalDate | null
  readonly withdraw_reason: string | null
}

export interface BusinessLineRow extends Recorded {
  readonly county_id: number
  readonly coop_id: Id<'unit'>
  readonly voucher_id: AnyId
  readonly line: number
  readonly business_id: AnyId
  readonly period: number
  readonly role: LineRole
  readonly sector: number | null
  readonly phase: number | null
}

export interface DevelopmentTables {
  development_rules: RulesRow
  class_fact: FactRow
  class_campaign: CampaignRow
  class_campaign_coop: CampaignCoopRow
  class_decision: DecisionRow
  class_plan: PlanRow
  class_task: TaskRow
  town_border: Recorded & {
    readonly county_id: number
    readonly town_id: Id<'unit'>
    readonly other_id: Id<'unit'>
    readonly source: string
  }
  pairing_origin: Recorded & {
    readonly county_id: number
    readonly pairing_id: AnyId
    readonly lead_id: Id<'unit'>
    readonly proposal: unknown
    readonly on_date: LocalDate
  }
  pairing_task: PairingTaskRow
  pairing_veto: VetoRow
  coop_business: BusinessRow
  coop_business_version: BusinessVersionRow
  coop_business_record: BusinessRecordRow
  coop_business_line: BusinessLineRow
}

export const developmentTables = (tx: Tx) => tables<DevelopmentTables>(tx)
