import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import type { Text } from '../../kernel/text.ts'

/** How a message leaves the product; every account sees it inside as well. */
export const CHANNELS = ['mail', 'sms', 'print'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * waiting: nobody was told yet; read: seen in the product; settled: done before it went out; sent: taken by the mail
 * server, or on a list for the gateway; printed: on paper; handed: given to the recipient; failed: did not arrive.
 */
export const STATES = ['waiting', 'read', 'settled', 'sent', 'printed', 'handed', 'failed'] as const
export type State = (typeof STATES)[number]

/** Somebody who is told: an account, with the person behind it where known, or a person alone. */
export interface Recipient {
  readonly accountId: AnyId | null
  readonly personId: AnyId | null
  readonly name: string
  /** Where they are found: whoever delivers for this unit delivers to them. */
  readonly unitId: Id<'unit'>
}

/** What a module tells people when something happened. */
export interface Told {
  /** What happened, once: 'case.task:…'. Told again it makes no second message. */
  readonly event: string
  readonly topic: string
  /** What waits: `retire` takes back what has not gone out when it is done. */
  readonly thread: string
  readonly to: readonly Recipient[]
  readonly text: Text
  /** The page of the desk where it is done: '/cases/…'. */
  readonly link: string | null
  readonly dueOn: LocalDate | null
}

export interface Message {
  readonly id: AnyId
  readonly topic: string
  readonly account_id: AnyId | null
  readonly person_id: AnyId | null
  readonly name: string
  readonly unit_id: Id<'unit'>
  readonly zh: string
  readonly en: string
  readonly link: string | null
  readonly due_on: LocalDate | null
  readonly made_at: Instant
  readonly read_at: Instant | null
  readonly channel: Channel
  readonly state: State
  readonly state_at: Instant
  readonly state_by: string
  readonly note: string
}
