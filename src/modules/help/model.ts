import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Role } from '../../kernel/role.ts'
import { type Text, text } from '../../kernel/text.ts'

/** The four ways of help (seed R99-R102). */
export const CHANNELS = ['county_leader', 'town_leader', 'department', 'enterprise'] as const
export type Channel = (typeof CHANNELS)[number]

export const CHANNEL_TITLES: Readonly<Record<Channel, Text>> = {
  county_leader: text('县级领导定点联系', 'County leader'),
  town_leader: text('乡镇领导班子成员包帮', 'Town leader'),
  department: text('县直部门包村', 'County department'),
  enterprise: text('企业结对帮扶', 'Enterprise'),
}

/** What each channel is aimed at: a leader at a town or a co-op, a department at a village, the others at a co-op. */
export const CHANNEL_UNITS = {
  county_leader: ['town', 'coop'],
  town_leader: ['coop'],
  department: ['village'],
  enterprise: ['coop'],
} as const satisfies Record<Channel, readonly string[]>

/** Which co-ops a channel must reach: all that count, those of the supported classes, or none. */
export type Reach = 'all' | 'supported' | 'none'

export type SupportedClass = 'model' | 'improve' | 'transform' | 'rebuild' | 'none'

export interface HelpRules {
  readonly reach: Readonly<Record<Channel, Reach>>
  /** Classes whose co-ops are supported ones; `none`: not classified yet. */
  readonly supported: readonly SupportedClass[]
  /** A helper is to come within so many days. */
  readonly visitDays: Readonly<Record<Channel, number>>
  /** Working days to answer an issue. */
  readonly answerDays: number
}

export interface CoopPlace {
  readonly id: AnyId
  readonly name: string
  readonly villageId: AnyId
  readonly townId: AnyId
  readonly class: string | null
}

export interface HelperState {
  readonly id: AnyId
  readonly channel: Channel
  readonly name: string
  /** Where it belongs; null stands for the whole county. */
  readonly homeTownId: AnyId | null
  readonly capacity: number
  readonly retired: boolean
}

export interface Assigned {
  readonly id: AnyId
  readonly helperId: AnyId
  readonly channel: Channel
  readonly unitId: AnyId
  readonly from: LocalDate
}

/** A place that a channel must reach, with the co-ops it stands for and who is there. */
export interface Target {
  readonly channel: Channel
  readonly unitId: AnyId
  readonly townId: AnyId
  readonly coopIds: readonly AnyId[]
  readonly assigned: readonly Assigned[]
}

/** One act that mends a gap, a double or an overload. */
export interface Change {
  readonly kind: 'end' | 'replace' | 'assign'
  readonly channel: Channel
  readonly unitId: AnyId
  readonly assignmentId: AnyId | null
  readonly fromHelperId: AnyId | null
  readonly toHelperId: AnyId | null
  readonly why: Text
}

export type IssueKind =
  | 'money'
  | 'land'
  | 'market'
  | 'technology'
  | 'labour'
  | 'management'
  | 'other'

/** Who may be asked to answer an issue. */
export type Answerer = Extract<
  Role,
  | 'town_secretary'
  | 'town_station'
  | 'county_agriculture'
  | 'county_organisation'
  | 'natural_resources'
  | 'finance_centre'
  | 'finance_bureau'
  | 'county_leader'
>

export type IssueAct = 'raise' | 'forward' | 'answer' | 'solve' | 'reopen'
export type IssueState = 'open' | 'answered' | 'solved'

export type ResourceKind = 'technology' | 'market' | 'labour' | 'land' | 'equipment'

export interface Resource {
  readonly id: AnyId
  readonly side: 'offer' | 'need'
  readonly kind: ResourceKind
  readonly unitId: AnyId
  /** The unit and all above it, nearest first. */
  readonly above: readonly AnyId[]
  readonly industryId: AnyId | null
  readonly from: LocalDate
  readonly until: LocalDate | null
}
