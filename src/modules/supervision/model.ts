import type { LocalDate } from '../../kernel/date.ts'
import type { Severity } from '../../kernel/finding.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Text } from '../../kernel/text.ts'

/* The words of supervision: facts that may be problems, problems and their clock. */

export const SOURCE_CHANNELS = ['rule', 'audit', 'statement', 'decision', 'help'] as const
export type SourceChannel = (typeof SOURCE_CHANNELS)[number]
export type Channel = SourceChannel | 'inspection' | 'contest' | 'complaint'

/** What a problem rests on, with the door to it. */
export interface Ref {
  readonly kind: 'coop' | 'village' | 'voucher' | 'finding' | 'case' | 'note'
  readonly id: AnyId | null
  readonly coopId: AnyId | null
  readonly label: string
}

/** Something the product's own facts say is wrong. `fact` names it: found again, it is the same. */
export interface SourceFact {
  readonly fact: string
  readonly unitId: AnyId
  readonly channel: SourceChannel
  readonly severity: Severity
  readonly text: Text
  readonly clause: string
  readonly amount: bigint | null
  readonly refs: readonly Ref[]
}

export const EVENT_KINDS = [
  'due',
  'extended',
  'paused',
  'resumed',
  'overdue',
  'reopened',
  'mended',
  'found_again',
  'note',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** What happened to a problem beside its case, as the clock reads it. */
export interface ClockEvent {
  readonly kind: EventKind
  readonly on: LocalDate
  readonly dueOn: LocalDate | null
}

/** A problem's clock: the last day that counts, and whether it stands. */
export interface ProblemClock {
  readonly dueOn: LocalDate
  readonly paused: boolean
}
