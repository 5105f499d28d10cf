import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import type { Role, UnitKind } from '../../kernel/role.ts'
import type { Text } from '../../kernel/text.ts'

/*
 * The words of a process (流程). A process is data: steps, what each waits for, who acts, what is written down,
 * which papers, how long, what must hold. A case (办件) is one run of it for a village or a co-op.
 */

/** What a form asks. A `day` that is an `event` says when something happened: not before the steps it follows. */
export type Field = { readonly key: string; readonly title: Text; readonly optional?: true } & (
  | { readonly kind: 'count' }
  | { readonly kind: 'yuan' }
  | { readonly kind: 'day'; readonly event: boolean }
  | { readonly kind: 'line' }
  | { readonly kind: 'text' }
  | { readonly kind: 'yes' }
  /** A list of words: the organs of a route. */
  | { readonly kind: 'words' }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'table'; readonly columns: readonly Field[]; readonly min: number }
)

export interface Option {
  readonly key: string
  readonly title: Text
}

/** As JSON has it: yuan and days are text, counts numbers, tables rows. */
export type Value = string | number | boolean | readonly string[] | readonly Values[]
export interface Values {
  readonly [key: string]: Value
}

/**
 * A test on what was written down. A name is a field of the step itself, `step.field` of another one, or
 * `case.field` of the facts the case was opened with.
 */
export type Condition =
  /** value ≥ share × of; `strictly`: value > share × of. */
  | {
      readonly kind: 'share'
      readonly value: string
      readonly share: string
      readonly of: string
      readonly strictly: boolean
    }
  /**
   * from ≤ value < below; null leaves that side open. As the `when` of steps, bands over one value are the
   * branches of a route and must part all amounts without gap or overlap; `partial` says that a step is asked for
   * in addition, for some amounts only.
   */
  | {
      readonly kind: 'band'
      readonly value: string
      readonly from: string | null
      readonly below: string | null
      readonly partial?: true | undefined
    }
  /** The parts add up to the value: votes cast to those present. */
  | { readonly kind: 'sum'; readonly value: string; readonly parts: readonly string[] }
  | { readonly kind: 'is'; readonly value: string; readonly equals: string | boolean }
  /** A list of words among the case's facts holds this one. */
  | { readonly kind: 'includes'; readonly value: string; readonly item: string }

/** A condition without which the step cannot be done, as a finding cites it. */
export interface Demand {
  readonly rule: string
  readonly clause: string
  readonly text: Text
  readonly test: Condition
  /** Asked only where this holds: the quorum of the body that was chosen. */
  readonly when?: Condition | undefined
}

/** One of those who act at a step. The level of the role says at which unit above the case it is held. */
export interface Seat {
  readonly key: string
  readonly role: Role
}

/** A stretch of days from the end of another step, or (null) from the day this one opened. */
export interface Days {
  readonly days: number
  /** Counted on working days of the calendar. */
  readonly working: boolean
  readonly from: string | null
  /**
   * As a `wait`: the last day must be over, since a period runs until its end (民法典 203): a publication of 7
   * days. Without it the last day itself will do: notice given 10 days before a meeting.
   */
  readonly over?: true | undefined
}

/** A paper of a step: written by the product, or taken in as photograph or scan. */
export interface PaperDemand {
  readonly kind: string
  readonly title: Text
  /** `form`: printed from the step's own fields; `scan`: only taken in. */
  readonly source: 'form' | 'scan'
  /** Of a printed sheet: its name in the official register ('表一'). */
  readonly form?: string | undefined
  /** Of a printed sheet: what is written or signed on it by hand, below the fields. */
  readonly blanks?: readonly Text[] | undefined
  /** The step cannot be done before the (signed) paper has come. */
  readonly required: boolean
}

/**
 * `record`: something is written down; `opinion`: somebody says yes or no and the case goes on; `approval`: a no
 * ends the case where its basis binds.
 */
export type StepKind = 'record' | 'opinion' | 'approval'

export interface Step {
  readonly key: string
  readonly title: Text
  readonly kind: StepKind
  /** Steps that must be done (or skipped) before this one opens. */
  readonly after: readonly string[]
  readonly seats: readonly Seat[]
  /** How many of the seats: all, or that many different persons. */
  readonly signers: 'all' | number
  readonly form: readonly Field[]
  readonly papers: readonly PaperDemand[]
  /** Earliest and latest day. */
  readonly wait: Days | null
  readonly due: Days | null
  readonly demands: readonly Demand[]
  /** What other parts of the product must be able to prove: 'shares.register-passes'. */
  readonly evidence: readonly string[]
  /** Otherwise the step is skipped. */
  readonly when: Condition | null
  /** Steps (or 'open') whose persons may not act here: nobody checks what they made. */
  readonly apart: readonly string[]
  /** Who is told when it is overdue. */
  readonly escalate: Role | null
  /** Of an approval: a no on guidance ends the case, too, because the county's rule set says so. */
  readonly guidanceBinds?: true | undefined
  readonly clause: string
}

export interface Process {
  readonly id: string
  readonly title: Text
  readonly purpose: Text
  /** What kind of unit a case hangs on. */
  readonly unit: UnitKind
  /** Who may open a case by hand; none where another act of the product opens it. */
  readonly openers: readonly Role[]
  /** What is written down when a case is opened. */
  readonly facts: readonly Field[]
  readonly steps: readonly Step[]
  readonly sources: readonly string[]
}

/**
 * A step the law asks for: it stays, in its order, with the persons, papers, proofs, demands and waiting days it was
 * shipped with.
 */
export interface Lawful {
  readonly clause: string
  /** The article of the waiting days, where another one sets them. */
  readonly wait?: string
  /** The article that sets the latest day; without it the county sets it. */
  readonly due?: string
  /** Demands the county may change: the habit of a working method. */
  readonly free?: readonly string[]
  /** Demands of which the law asks for a smaller share than is shipped. */
  readonly least?: Readonly<Record<string, { readonly share: string; readonly clause: string }>>
}

/**
 * What a clause fixes of a shipped process. A county's own version may ask for more, never for less; what no lock
 * names is the county's habit and its own to change.
 */
export interface Lock {
  readonly step: string
  readonly clause: string
  readonly holds: Held
}

export type Held =
  /** There, of its kind, and asked for at least whenever the shipped one is. */
  | { readonly kind: 'step' }
  /** Not before that other step. */
  | { readonly kind: 'after'; readonly step: string }
  /** Not before so many days; not counted from an earlier day than the shipped one. */
  | { readonly kind: 'wait'; readonly days: number }
  /** Not later than so many days. */
  | { readonly kind: 'due'; readonly days: number }
  /** Asked for as it is shipped, or with a larger share; `share` where the law asks for less than is shipped. */
  | { readonly kind: 'demand'; readonly rule: string; readonly share: string | null }
  /** A day something happened: written down, and never before the steps it follows. */
  | { readonly kind: 'event'; readonly field: string }
  | { readonly kind: 'paper'; readonly paper: string }
  | { readonly kind: 'evidence'; readonly name: string }
  /** No fewer of the same roles sign. */
  | { readonly kind: 'signers' }
  /** Its persons are not those of the other step. */
  | { readonly kind: 'apart'; readonly step: string }

/** On what an approval or opinion rests (农民专业合作社法 7, 69; 财农〔2021〕121号 7). */
export const BASES = ['charter', 'resolution', 'collective_rule', 'guidance'] as const
export type Basis = (typeof BASES)[number]

/** Who acted: the account, the person behind it where known, and for whom as a substitute. */
export interface Signer {
  readonly accountId: AnyId | null
  readonly personId: AnyId | null
  readonly name: string
  readonly role: Role | null
  /** Whom the account stood in for. */
  readonly instead: string | null
}

/** One thing that happened to a case. Acts are only ever added; everything else follows from them. */
export type Act = {
  readonly seq: number
  readonly on: LocalDate
  readonly by: Signer
} & (
  | { readonly kind: 'open' }
  | ({ readonly kind: 'sign' } & Signature)
  | {
      readonly kind: 'return'
      readonly step: string
      readonly to: string
      readonly reason: string
    }
  | { readonly kind: 'withdraw'; readonly reason: string }
  | { readonly kind: 'comment'; readonly step: string | null; readonly text: string }
  | {
      readonly kind: 'add-seat'
      readonly step: string
      readonly seat: Appointed
      readonly reason: string
    }
  | {
      readonly kind: 'replace-seat'
      readonly step: string
      readonly seat: Appointed
      readonly reason: string
    }
  | {
      readonly kind: 'paper'
      readonly step: string
      readonly paper: string
      readonly paperId: AnyId
      /** The file's own name and its SHA-256: what the audit trail proves of it. */
      readonly name: string
      readonly sha256: string
    }
  | {
      readonly kind: 'overdue'
      readonly step: string
      readonly round: number
      readonly due: LocalDate
    }
)

export interface Signature {
  readonly step: string
  readonly seat: string
  /** Always 'agreed' for a record. */
  readonly outcome: 'agreed' | 'opposed'
  readonly basis: Basis | null
  readonly basisText: string
  /** A no on this basis ends the case. */
  readonly binding: boolean
  readonly reason: string
  readonly values: Values
}

/** A seat given to one account: added while the case runs, or in place of a role's. */
export interface Appointed {
  readonly key: string
  readonly accountId: AnyId
  readonly name: string
}

export interface SeatNow extends Seat {
  /** Bound to one account; null: whoever holds the role. */
  readonly appointed: Appointed | null
  readonly signed: (Signature & { readonly by: Signer; readonly on: LocalDate }) | null
}

export type StepStatus = 'waiting' | 'open' | 'done' | 'skipped'

export interface StepNow {
  readonly key: string
  readonly status: StepStatus
  /** 1, and one more each time it was returned to. */
  readonly round: number
  readonly openedOn: LocalDate | null
  readonly doneOn: LocalDate | null
  readonly seats: readonly SeatNow[]
  readonly values: Values
  /** Kinds of papers that have come in this round. */
  readonly papers: readonly string[]
  /** Somebody said no, and the case went on. */
  readonly opposed: boolean
}

export type CaseState = 'running' | 'done' | 'refused' | 'withdrawn'

export interface Standing {
  readonly state: CaseState
  readonly openedOn: LocalDate
  readonly endedOn: LocalDate | null
  readonly steps: readonly StepNow[]
}

/** Who wants to act: what the platform knows of the caller. */
export interface Person {
  readonly accountId: AnyId
  readonly personId: AnyId | null
  readonly name: string
  readonly grants: readonly { readonly role: Role; readonly unitId: Id<'unit'> | null }[]
  /** Accounts they stand in for today. */
  readonly substitutes: readonly { readonly accountId: AnyId; readonly name: string }[]
}

/** Working and free days that differ from the week, up to a day; beyond it nothing is known. */
export interface Calendar {
  readonly coveredFrom: LocalDate
  readonly coveredThrough: LocalDate
  /** Days that are free although they fall on Monday to Friday, or worked although on a weekend. */
  readonly free: ReadonlySet<LocalDate>
  readonly worked: ReadonlySet<LocalDate>
}
