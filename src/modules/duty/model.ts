import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Permission } from '../../kernel/permission.ts'
import type { Role } from '../../kernel/role.ts'
import { type Text, text } from '../../kernel/text.ts'

/** The units whose posts have duties, from the top down. */
export const LEVELS = ['county', 'town', 'village'] as const
export type Level = (typeof LEVELS)[number]

/** The posts of the three levels and of the leading group with its departments (seed R11, R14, R15). */
export const POSTS = [
  'county_secretary',
  'leading_group',
  'department',
  'town_committee',
  'town_secretary',
  'village_secretary',
  'branch',
] as const
export type Post = (typeof POSTS)[number]

export const POST_TITLES: Readonly<Record<Post, Text>> = {
  county_secretary: text('县委书记', 'County Party secretary'),
  leading_group: text('专项领导小组', 'Leading group'),
  department: text('成员部门', 'Department'),
  town_committee: text('乡镇(街道)党(工)委', 'Town Party committee'),
  town_secretary: text('乡镇(街道)党(工)委书记', 'Town Party secretary'),
  village_secretary: text('村党支部书记', 'Village Party secretary'),
  branch: text('村党支部', 'Village Party branch'),
}

export const LEVEL_OF: Readonly<Record<Post, Level>> = {
  county_secretary: 'county',
  leading_group: 'county',
  department: 'county',
  town_committee: 'town',
  town_secretary: 'town',
  village_secretary: 'village',
  branch: 'village',
}

export const EVERY = ['week', 'month', 'quarter', 'year'] as const
export type Every = (typeof EVERY)[number]

/** Where the proof of a duty comes from: rows of the product, never a box that somebody ticks. */
export const SOURCES = [
  'meetings',
  'site',
  'dispatch',
  'bulletins',
  'analyses',
  'receipts',
  'orders',
  'desk',
  'problems',
  'weeks',
  'visits',
  'assembly',
  'closing',
  'plan',
] as const
export type SourceId = (typeof SOURCES)[number]

interface SourceSpec {
  /** What a row is and what is left out. */
  readonly says: Text
  /** Who may read the rows may see the duty. */
  readonly needs: Permission
}

export const SOURCE_SPECS: Readonly<Record<SourceId, SourceSpec>> = {
  meetings: {
    says: text(
      '会议台账中本级召开的专题、领导小组、推进会议',
      'special, leading-group and promotion meetings of the unit in the register',
    ),
    needs: 'founding.read',
  },
  site: {
    says: text(
      '会议台账中的现场会和已结束的观摩',
      'on-site meetings in the register, tours that are over',
    ),
    needs: 'founding.read',
  },
  dispatch: {
    says: text('本期的周调度材料', 'weekly dispatches of the period'),
    needs: 'supervision.read',
  },
  bulletins: {
    says: text('本期编号印发的通报', 'bulletins numbered and issued in the period'),
    needs: 'supervision.read',
  },
  analyses: {
    says: text('本期的季度研判', 'quarterly analyses of the period'),
    needs: 'supervision.read',
  },
  receipts: {
    says: text(
      '本期送达的通报,三日内签收为按时',
      'bulletins sent in the period; in time when acknowledged within three days',
    ),
    needs: 'supervision.read',
  },
  orders: {
    says: text(
      '本期到期的上级交办(含会议任务),以回复日期为准;撤回的不计',
      'assignments due in the period, by the day of the reply; withdrawn ones are left out',
    ),
    needs: 'supervision.read',
  },
  desk: {
    says: text(
      '本期签办的环节、到期的待办、应答复的呼叫和反映的问题',
      'steps signed in the period, tasks that fell due, calls and issues to be answered',
    ),
    needs: 'case.read',
  },
  problems: {
    says: text(
      '本期到期的问题,以销号为准;撤销立项的不计',
      'problems due in the period, done when closed; withdrawn ones are left out',
    ),
    needs: 'supervision.read',
  },
  weeks: {
    says: text(
      '本期各周的专班周志,次周补写为迟;最多回看十二周',
      'weekly logs of the task force; late when written after the week; twelve weeks back at most',
    ),
    needs: 'founding.read',
  },
  visits: {
    says: text(
      '本期登记的走访,撤销的不计',
      'visits recorded in the period; those taken back are left out',
    ),
    needs: 'help.read',
  },
  assembly: {
    says: text(
      '每个计数合作社一条:本年是否召开成员大会',
      'one row a counted co-op: whether it held an assembly this year',
    ),
    needs: 'governance.read',
  },
  closing: {
    says: text(
      '每社每月一条:应结账的月份是否按期结账',
      'one row a co-op and month: whether a month due was closed in time',
    ),
    needs: 'ledger.read',
  },
  plan: {
    says: text('县里核定的年度计划', 'the plan of the year that the county confirmed'),
    needs: 'duty.read',
  },
}

/** A duty: whose, what, how often, and which rows prove it. */
export interface DutySpec {
  readonly id: string
  readonly post: Post
  /** Of a department: the desk it is in the product; null otherwise. */
  readonly department: Role | null
  readonly title: Text
  readonly duty: Text
  /** Code of a document of the library; null where none is at hand. */
  readonly document: string | null
  readonly clause: string
  readonly every: Every
  readonly source: SourceId
  /** So many rows are wanted; null: each row that is due must be done. */
  readonly least: number | null
}

export const OUTCOMES = ['done', 'late', 'open', 'overdue'] as const
/** `late`: done after its day. */
export type Outcome = (typeof OUTCOMES)[number]

/** What a row of a source opens to. */
export const DOORS = [
  'meeting',
  'contest',
  'report',
  'assignment',
  'case',
  'issue',
  'problem',
  'week',
  'visit',
  'coop',
  'plan',
] as const
export type DoorKind = (typeof DOORS)[number]

/** A row that proves a duty, or that it is still to be done. */
export interface Proof {
  readonly unitId: AnyId
  readonly key: string
  readonly on: LocalDate | null
  readonly dueOn: LocalDate | null
  readonly label: Text
  readonly outcome: Outcome
  readonly door: { readonly kind: DoorKind; readonly id: AnyId | null }
}

export const STATES = ['done', 'late', 'due', 'missing', 'none'] as const
/** `none`: nothing was asked in the period. */
export type State = (typeof STATES)[number]

export interface Standing {
  readonly state: State
  /** Rows wanted: the number asked for, or all that fell due. */
  readonly asked: number
  readonly done: number
  readonly late: number
  readonly open: number
  readonly overdue: number
}

/** The county's mechanism: how it is called, how it is read, its documents and departments (seed R14, R15). */
export interface Mechanism {
  readonly label: string
  readonly reading: string
  readonly documents: readonly string[]
  readonly departments: readonly Department[]
}
export interface Department {
  /** The desk it is in the product. */
  readonly role: Role
  readonly name: string
  readonly leader: string
  readonly liaison: string
  readonly duties: string
}

/** What a milestone is proved by: records of the product, or what the town shows. */
export type MilestoneProof =
  | { readonly kind: 'coops'; readonly count: number }
  | { readonly kind: 'foundings'; readonly count: number }
  | { readonly kind: 'investment'; readonly amount: Fen }
  | { readonly kind: 'record' }

export interface Milestone {
  readonly key: string
  readonly title: string
  readonly dueOn: LocalDate
  readonly responsible: string
  readonly proof: MilestoneProof
}

/** Co-ops planned in a village. */
export interface PlanLine {
  readonly key: string
  readonly villageId: AnyId
  readonly industryId: AnyId | null
  readonly name: string
  readonly coops: number
  readonly investment: Fen
  readonly dueOn: LocalDate
  readonly responsible: string
}

/** The plan of a town for a year. */
export interface PlanBody {
  readonly responsible: string
  readonly aims: string
  readonly lines: readonly PlanLine[]
  readonly milestones: readonly Milestone[]
}

/** What records say about a town in a year. */
export interface Actual {
  /** Co-ops registered in the year, by village. */
  readonly coops: readonly {
    readonly id: AnyId
    readonly name: string
    readonly villageId: AnyId
    readonly industryId: AnyId | null
    readonly registeredOn: LocalDate
  }[]
  /** Foundings started in the year. */
  readonly foundings: readonly {
    readonly id: AnyId
    readonly name: string
    readonly villageId: AnyId
    readonly startedOn: LocalDate
    readonly running: boolean
  }[]
  /** Contributions paid in and support received this year, in fen, by village; of the town as a whole. */
  readonly invested: ReadonlyMap<AnyId, Fen>
  readonly townInvested: Fen
  /** What the town shows: milestone and day. */
  readonly shown: readonly { readonly milestone: string; readonly on: LocalDate }[]
}

export const MILESTONE_STATES = ['done', 'late', 'soon', 'open', 'overdue'] as const
export type MilestoneState = (typeof MILESTONE_STATES)[number]
