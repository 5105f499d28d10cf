import type { Instant } from '../../kernel/date.ts'
import type { Id } from '../../kernel/id.ts'

export type BreakKind = 'altered' | 'missing' | 'inserted' | 'reordered' | 'truncated'

/** The first place at which a chain does not hold. */
export interface Break {
  readonly seq: bigint
  readonly kind: BreakKind
  /** The event found there; null where there is none. */
  readonly event: string | null
}

/** What of an event goes into its hash, as the trail keeps it. */
export interface SealedEvent {
  readonly id: Id
  readonly at: Instant
  readonly recorded_at: Instant
  readonly actor: unknown
  readonly request_id: string
  readonly source: string
  readonly verb: string
  readonly target: string | null
  readonly outcome: 'done' | 'refused' | 'denied' | 'failed'
  readonly refusal: string | null
  readonly input: unknown
  readonly changes: unknown
}

/** One link of the chain with the event that hangs on it; null where the event is gone. */
export interface Link {
  readonly seq: bigint
  readonly eventId: string
  readonly algorithm: string
  readonly hash: Uint8Array
  readonly sealedAt: string
  readonly event: SealedEvent | null
}
