import type { z } from 'zod'
import type { LocalDate } from '../../kernel/date.ts'
import type { Severity } from '../../kernel/finding.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Text } from '../../kernel/text.ts'

export type DocumentKind =
  | 'law'
  | 'administrative_regulation'
  | 'department_rule'
  | 'provincial_regulation'
  | 'county_document'
  | 'charter_model'
  | 'publication'

export const JUDGED = ['register', 'distribution', 'exit', 'books', 'meetings'] as const

export type Parameters = Readonly<Record<string, unknown>>

/** What the product knows of a rule: its readings, its parameters, its clause and what counts by default. */
export interface RuleSpec {
  readonly rule: string
  /** What is measured against it: a register, a distribution plan, somebody's leaving, the books. */
  readonly judges: (typeof JUDGED)[number]
  readonly title: Text
  /** As findings cite it: document and article in short. */
  readonly source: string
  readonly clause: { readonly document: string; readonly number: string }
  readonly readings: readonly { readonly id: string; readonly text: Text }[]
  /** National law is fixed; a county's own rule may be set by the county. */
  readonly adjustable: boolean
  readonly parameters: z.ZodType
  readonly severity: Severity
  readonly binding: string
  readonly defaults: Parameters
  /** The day from which the default counts; null: from the day the county names at installation. */
  readonly from: LocalDate | null
}

/** The rules a county can version, by id, in the order people read them. */
export type RuleCatalogue = readonly RuleSpec[]

export interface ClauseSeed {
  readonly number: string
  readonly gist: Text
}

/** A document as the product ships it; `from` null: from the day the county names at installation. */
export interface DocumentSeed {
  readonly code: string
  readonly kind: DocumentKind
  readonly title: Text
  readonly issuer: string
  readonly label: string
  readonly from: LocalDate | null
  readonly firstHand: boolean
  readonly sourceNote: string
  readonly clauses: readonly ClauseSeed[]
}

/** One version of one rule as the county decided it. Counts from `validFrom` until before `validTo`. */
export interface RuleVersion {
  readonly id: AnyId
  readonly rule: string
  readonly version: string
  readonly severity: Severity
  readonly binding: string
  readonly parameters: Parameters
  readonly clauseId: AnyId | null
  readonly reason: string
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
  readonly proposedBy: string
  readonly withdrawnBy: string | null
}

/** A version with the clause it rests on, as findings cite it; null when it names none. */
export interface CitedVersion extends RuleVersion {
  readonly citation: string | null
}

/** A rule that does not bind a co-op on the day asked for. */
export interface Exemption {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly rule: string
  readonly reason: string
  readonly basis: string
  readonly approver: string
  readonly validFrom: LocalDate
  readonly validTo: LocalDate
  readonly revoked: {
    readonly from: LocalDate
    readonly by: string
    readonly reason: string
  } | null
}
