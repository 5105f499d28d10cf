import type { LocalDate } from '../../kernel/date.ts'
import type { Outcome, Severity } from '../../kernel/finding.ts'
import type { Id } from '../../kernel/id.ts'
import type { UnitKind } from '../../kernel/role.ts'

export interface UnitName {
  readonly id: Id<'unit'>
  readonly kind: UnitKind
  readonly name: string
}

/** Keeps every rule, breaks only advisory ones, breaks a hard one. */
export type Verdict = 'kept' | 'warned' | 'broken'

/** A counted co-op as boards need it. */
export interface CoopFacts {
  readonly coopId: Id<'unit'>
  readonly villageId: Id<'unit'>
  readonly townId: Id<'unit'> | null
  readonly kind: string
  readonly registeredOn: LocalDate | null
  readonly status: string
  readonly class: string | null
  /** By the binding readings as last checked, exempt rules aside; null when never checked. */
  readonly verdict: Verdict | null
  /** Mu with two decimals, or null. */
  readonly areaMu: string | null
  readonly wrongCode: boolean
  readonly persons: number
  readonly households: number
  readonly holders: number
}

export interface VillageFacts {
  readonly villageId: Id<'unit'>
  readonly name: string
  readonly level: 'village' | 'community'
  readonly townId: Id<'unit'> | null
  readonly townName: string | null
}

export interface JoiningTotals {
  readonly persons: number
  readonly households: number
  readonly units: number
}

export interface AssistanceTotals {
  readonly coops: number
  readonly persons: number
  readonly households: number
}

export interface RuleCount {
  readonly rule: string
  readonly outcome: Outcome
  readonly severity: Severity
  /** How the county's binding reading came out. */
  readonly bound: Outcome
  readonly exempt: boolean
  readonly count: number
}

export interface Warnings {
  /** Preparing or founding for more than 90 days. */
  readonly stalled: number
  /** Beneficiaries on the list of the annual re-check. */
  readonly unchecked: number
  readonly smallUnions: number
  /** Villages with an industry and no co-op. */
  readonly candidates: number
  /** Units that the newest list of divisions no longer names and no event has settled. */
  readonly openDivisions: number
}
