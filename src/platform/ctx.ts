import type { Instant, LocalDate } from '../kernel/date.ts'
import type { AnyId, Id } from '../kernel/id.ts'
import type { Permission } from '../kernel/permission.ts'
import type { Role } from '../kernel/role.ts'
import type { Tx } from './db.ts'
import type { Secrets } from './secrets.ts'

/** A role held at a unit, for as long as it is valid. */
export interface Grant {
  readonly role: Role
  readonly unitId: Id<'unit'>
}

/** Who acts: a closed set, never a nullable user id. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'job'; readonly name: string }
  | {
      readonly kind: 'account'
      readonly accountId: Id<'account'>
      readonly personId: Id<'person'> | null
      readonly name: string
      readonly grants: readonly Grant[]
    }

/** One thing a verb changed, for the audit trail: what it was and what it is now. */
export interface Change {
  readonly entity: string
  readonly id: string
  readonly before?: unknown
  readonly after?: unknown
}

/** Everything a verb may know about its call. First argument of every verb; there is no hidden state. */
export interface Ctx {
  readonly county: number
  readonly actor: Actor
  readonly requestId: string
  /** The county's clock (the demo county lives in 2020). */
  readonly now: Instant
  readonly today: LocalDate
  readonly tx: Tx
  /** Units the actor reaches with the verb's permission; lists are filtered by them. */
  readonly scope: readonly Id<'unit'>[]
  /** Whether the actor holds a further permission somewhere above or at the target: for single fields. */
  readonly may: (permission: Permission) => boolean
  readonly newId: () => AnyId
  readonly secrets: Secrets
  /** Adds a change to the audit row of this call. */
  readonly record: (change: Change) => void
  /** Leaves a fact for later modules and jobs, in the same transaction. */
  readonly emit: (topic: string, payload: Readonly<Record<string, unknown>>) => void
  /** Tells a long call's progress to whoever waits for it. */
  readonly progress: (done: number, total: number) => void
}
