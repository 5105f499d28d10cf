import type { LocalDate } from '../../kernel/date.ts'
import type { Text } from '../../kernel/text.ts'

/* The words of people for co-ops: postings, the reserve, points, promises (seed R35-R40). */

export const POSTING_KINDS = ['first_secretary', 'team_leader', 'team_member'] as const
export type PostingKind = (typeof POSTING_KINDS)[number]
export const ENDINGS = ['term', 'recall', 'transfer', 'other'] as const
export type Ending = (typeof ENDINGS)[number]

export const KIND_NAMES: Readonly<Record<PostingKind, Text>> = {
  first_secretary: { zh: '第一书记', en: 'first secretary' },
  team_leader: { zh: '服务队队长', en: 'team leader' },
  team_member: { zh: '服务队队员', en: 'team member' },
}

/** A task that every posting begins with: due so many days after it began. */
export interface StandingTask {
  readonly what: string
  readonly days: number
  /** One for each co-op of the village; where there is none, one about founding it. */
  readonly coop: boolean
}

/** A deed that is worth points, with the most that a person gets for it in a year. */
export interface PointItem {
  readonly key: string
  readonly title: Text
  readonly points: number
  readonly yearCap: number
}

export interface Source {
  readonly key: string
  readonly title: Text
}

/** What the county may set; the days are calendar days unless said. */
export interface TalentRules {
  readonly posting: {
    readonly oneFirstSecretary: boolean
    /** Terms that end within so many days are listed. */
    readonly endingDays: number
    readonly tasks: readonly StandingTask[]
  }
  readonly reserve: { readonly sources: readonly Source[] }
  readonly points: {
    readonly items: readonly PointItem[]
    /** What no points are given for, as it is told to members. */
    readonly excluded: readonly Text[]
    /** Working days in which an appeal is decided. */
    readonly appealDays: number
  }
  readonly promises: {
    /** How the name stands on the board and the phones. */
    readonly names: 'full' | 'surname'
  }
}

/** One stretch of a posting: `to` is the first day without, null while it goes on. */
export interface Stretch {
  readonly kind: PostingKind
  readonly from: LocalDate
  readonly to: LocalDate | null
}

/** One deed as sums and caps read it. */
export interface PointEntry {
  readonly item: string
  readonly points: number
  readonly on: LocalDate
  /** Neither taken back nor struck out by an appeal. */
  readonly counts: boolean
}

export type Step = 'entered' | 'training' | 'trial' | 'ready' | 'appointed'
export type ReserveAct = 'confirm' | 'return' | 'mentor' | 'step' | 'leave'
export type ReserveState = 'nominated' | 'confirmed' | 'returned' | 'left'

export interface ReserveEvent {
  readonly act: ReserveAct
  readonly step: Step | null
  readonly reviewOn: LocalDate | null
}

export type Verdict = 'kept' | 'partly' | 'unkept'
export type PromiseState = 'promised' | 'published' | 'late' | 'withdrawn' | Verdict

export interface Ballots {
  readonly kept: number
  readonly partly: number
  readonly unkept: number
}

export interface Assessed {
  readonly ballots: Ballots
  /** The last day on which anybody may still say something. */
  readonly until: LocalDate
  readonly how: 'paper' | 'phone'
}

export interface PromiseFacts {
  readonly dueOn: LocalDate
  readonly published: boolean
  readonly withdrawn: boolean
  /** The last assessment. */
  readonly assessed: Assessed | null
}
