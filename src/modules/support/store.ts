import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Written } from '../../platform/actor.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { CriterionScore, Decider, Level, LinkKind, Outcome, RequestKind } from './model.ts'

export interface SupportTables {
  support_fund: Written & {
    id: AnyId
    unit_id: Id<'unit'>
    level: Level
    year: number
    code: string
    title: string
    purpose: string
    issuer: string
    document: string
    document_on: LocalDate
    restrictions: string
    restricted: boolean
    integrated: boolean
    file_id: AnyId | null
    amount_fen: Fen
    allocated_fen: Fen
  }
  support_fund_change: Written & {
    fund_id: AnyId
    seq: number
    on_date: LocalDate
    delta_fen: Fen
    document: string
    reason: string
  }
  support_allocation: Written & {
    id: AnyId
    fund_id: AnyId
    unit_id: Id<'unit'>
    year: number
    number: bigint
    amount_fen: Fen
    purpose: string
    basis: string
    decided_by: Decider
    decision: string
    decided_on: LocalDate
    request_id: AnyId | null
    criteria_version: number | null
    points: number | null
    place: number | null
    among: number | null
    score: readonly CriterionScore[] | null
    returned_fen: Fen
    arrived_fen: Fen
    used_fen: Fen
  }
  support_return: Written & {
    id: AnyId
    allocation_id: AnyId
    amount_fen: Fen
    on_date: LocalDate
    document: string
    reason: string
  }
  support_link: Written & {
    id: AnyId
    allocation_id: AnyId
    coop_id: Id<'unit'>
    voucher_id: AnyId
    period: number
    line: number
    kind: LinkKind
    amount_fen: Fen
    asset: boolean
    note: string
    withdrawn_on: LocalDate | null
    withdrawn_by: string | null
    withdraw_reason: string | null
  }
  support_criteria: Written & {
    version: number
    valid_from: LocalDate
    body: unknown
    source: string
    reason: string
  }
  leading_group: Written & {
    version: number
    valid_from: LocalDate
    body: unknown
    document: string
    reason: string
  }
  support_request: Written & {
    id: AnyId
    unit_id: Id<'unit'>
    year: number
    number: bigint
    kind: RequestKind
    title: string
    reason: string
    amount_fen: Fen | null
    months: number | null
    lender: string | null
    land_use: string | null
    area: bigint | null
    plan_year: number | null
    asked_on: LocalDate
    case_id: AnyId
    outcome: Outcome | null
    granted_fen: Fen | null
    granted_area: bigint | null
    answer: string | null
    ended_on: LocalDate | null
  }
  support_file: Written & {
    id: AnyId
    unit_id: Id<'unit'>
    request_id: AnyId | null
    name: string
    media_type: string
    bytes: number
    sha256: string
  }
  support_file_content: { county_id: number; file_id: AnyId; content: Buffer }
}

export const supportTables = (tx: Tx) => tables<SupportTables>(tx)

/** The columns of a row that are not the platform's. */
export type New<T extends keyof SupportTables> = Omit<SupportTables[T], keyof Written>
