import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'

/* The nouns of governance as the rules read them. */

export const MAJORITIES = ['ordinary', 'special', 'founding'] as const
export type Majority = (typeof MAJORITIES)[number]

export const MEETING_KINDS = [
  'assembly',
  'delegates',
  'council',
  'supervisors',
  'founding',
  'union',
] as const
export type MeetingKind = (typeof MEETING_KINDS)[number]

export const POSTS = [
  'chair',
  'director',
  'manager',
  'supervisor_head',
  'supervisor',
  'accountant',
  'cashier',
  'delegate',
] as const
export type Post = (typeof POSTS)[number]

/** Posts that an assembly fills by election (Art. 33) or a meeting of members (Art. 32). */
export const ELECTED = ['chair', 'director', 'supervisor_head', 'supervisor', 'delegate'] as const

export const MATTER_KEYS = [
  'charter_adoption',
  'charter_amendment',
  'election',
  'recall',
  'asset_disposal',
  'investment',
  'guarantee',
  'annual_report',
  'distribution_plan',
  'loss_plan',
  'reserve_use',
  'merger',
  'division',
  'dissolution',
  'liquidation_group',
  'liquidation_plan',
  'union_join',
  'managers',
  'admission',
  'expulsion',
  'valuation',
  'internal_rules',
  'approval_basis',
  'board_decision',
  'other',
] as const
export type MatterKey = (typeof MATTER_KEYS)[number]

export type MeetingState = 'draft' | 'submitted' | 'notified' | 'open' | 'closed' | 'cancelled'
export type MatterState = 'waiting' | 'voting' | 'counting' | 'decided' | 'withdrawn'

/** Somebody who may come and vote: a member of a co-op, a delegate, a director, a co-op of a union. */
export interface Voter {
  readonly holderId: AnyId
  readonly memberNumber: string
  readonly name: string
  readonly personId: AnyId | null
  /** Votes beside the one that everybody has. */
  readonly additional: number
}

/** What a resolution says to whoever asks. */
export interface Decided {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly meetingId: AnyId
  readonly number: string
  readonly body: MeetingKind
  readonly matter: MatterKey
  readonly title: string
  readonly carried: boolean
  readonly decidedOn: LocalDate
  readonly entitled: number
  readonly present: number
  readonly allVotes: number
  readonly inFavour: number
  readonly papersFrom: LocalDate | null
  readonly subjectKind: string | null
  readonly subjectId: AnyId | null
}
