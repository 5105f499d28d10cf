import type { Written } from '../../platform/actor.ts'
import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { Answerer, Channel, IssueAct, IssueKind, ResourceKind } from './model.ts'

export interface HelpTables {
  helper: Written & { id: AnyId; channel: Channel; unit_id: Id<'unit'> }
  helper_version: Written & {
    helper_id: AnyId
    version: number
    name: string
    post: string
    contact: string
    capacity: number
    credit_code: string | null
    legal_rep: string | null
    owners: string[]
    address: string | null
    retired_on: LocalDate | null
    reason: string
  }
  help_assignment: Written & {
    id: AnyId
    helper_id: AnyId
    channel: Channel
    unit_id: Id<'unit'>
    valid_from: LocalDate
    valid_to: LocalDate | null
    duties: string
    document: string
    replaces_id: AnyId | null
    ended_why: string | null
    handover: string | null
  }
  help_rules: Written & {
    version: number
    valid_from: LocalDate
    rules: unknown
    reason: string
  }
  help_file: Written & {
    id: AnyId
    unit_id: Id<'unit'>
    name: string
    media_type: string
    bytes: number
    sha256: string
  }
  help_file_content: { county_id: number; file_id: AnyId; content: Buffer }
  help_agreement: Written & {
    assignment_id: AnyId
    version: number
    unit_id: Id<'unit'>
    number: string
    signed_on: LocalDate
    until_on: LocalDate
    orders: string
    technology: string
    jobs: number
    planned_fen: Fen
    file_id: AnyId | null
  }
  help_delivery: Written & {
    id: AnyId
    assignment_id: AnyId
    unit_id: Id<'unit'>
    kind: 'order' | 'technology' | 'jobs' | 'goods' | 'other'
    on_date: LocalDate
    what: string
    amount_fen: Fen | null
    jobs: number | null
    voucher_id: AnyId | null
    order_id: AnyId | null
    withdrawn_on: LocalDate | null
    withdraw_reason: string | null
  }
  help_visit: Written & {
    id: AnyId
    unit_id: Id<'unit'>
    helper_id: AnyId | null
    on_date: LocalDate
    place: string
    did: string
    withdrawn_on: LocalDate | null
    withdraw_reason: string | null
    account_id: AnyId | null
  }
  help_visit_file: { county_id: number; visit_id: AnyId; file_id: AnyId }
  help_issue: Written & {
    id: AnyId
    unit_id: Id<'unit'>
    visit_id: AnyId | null
    kind: IssueKind
    what: string
    raised_on: LocalDate
    account_id: AnyId | null
  }
  help_issue_act: Written & {
    issue_id: AnyId
    seq: number
    act: IssueAct
    to_role: Answerer | null
    due_on: LocalDate | null
    on_date: LocalDate
    said: string
    account_id: AnyId | null
  }
  help_resource: Written & {
    id: AnyId
    side: 'offer' | 'need'
    kind: ResourceKind
    unit_id: Id<'unit'>
    helper_id: AnyId | null
    industry_id: AnyId | null
    title: string
    detail: string
    from_on: LocalDate
    until_on: LocalDate | null
    closed_on: LocalDate | null
    closed_why: string | null
  }
  help_match: Written & {
    id: AnyId
    offer_id: AnyId
    need_id: AnyId
    on_date: LocalDate
    note: string
    ended_on: LocalDate | null
    outcome: 'done' | 'failed' | null
    result: string | null
  }
}

export const helpTables = (tx: Tx) => tables<HelpTables>(tx)

/** The columns of a row that are not the platform's. */
export type New<T extends keyof HelpTables> = Omit<HelpTables[T], keyof Written>
