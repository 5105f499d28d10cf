import type { Instant, LocalDate } from '../kernel/date.ts'
import type { AnyId, Id } from '../kernel/id.ts'
import type { Permission } from '../kernel/permission.ts'
import type { Role } from '../kernel/role.ts'
import type { Text } from '../kernel/text.ts'
import type { Anchor } from './audit.ts'
import type { BackupSummary } from './backup/index.ts'
import type { Tx } from './db.ts'
import type { Mailer } from './mail.ts'
import type { Secrets } from './secrets.ts'

/** A role held at a unit, for as long as it is valid; a member's role hangs on the person alone. */
export interface Grant {
  readonly role: Role
  readonly unitId: Id<'unit'> | null
}

/** The door a call came through: only for sign-in, sessions and second factors. */
export interface Door {
  /** The server's clock. Sessions and authenticators live by it, never by the county's. */
  readonly at: Instant
  /** An address, `cli` or `job`. */
  readonly source: string
  readonly agent: string
  /** Hash of the session token of the call; at sign-in that of the session to be replaced. */
  readonly tokenHash: string | null
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

/** Acts on the whole installation, done by the process that owns the database. */
export interface Operations {
  /** Backs the whole database up into the backup folder; answers with the file's name and what is in it. */
  readonly backup: (name: string) => Promise<BackupSummary>
  /** Restores a file of the backup folder; refuses unless the database is empty. */
  readonly restore: (name: string) => Promise<BackupSummary>
}

/** One thing a verb changed, for the audit trail: what it was and what it is now. */
export interface Change {
  readonly entity: string
  readonly id: string
  readonly before?: unknown
  readonly after?: unknown
}

/** What a later module says to a question of an earlier one: whether it holds, and in which words. */
export interface Evidence {
  readonly holds: boolean
  readonly text: Text
}

/** Everything a verb may know about its call. First argument of every verb; there is no hidden state. */
export interface Ctx {
  readonly county: number
  readonly actor: Actor
  readonly door: Door
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
  /** Heads of the county's audit chain that were written down outside the database. */
  readonly anchors: () => readonly Anchor[]
  /** What the machine can do beside the database's own verbs: backup and restore. */
  readonly operations: Operations
  /** Where people outside reach the product, for addresses on papers; without a slash at its end. */
  readonly publicAddress: string
  /** The county's mail server; null: messages go other ways. */
  readonly mailer: Mailer | null
  /** Asks the module that knows; null where no module of the product answers to that name. */
  readonly evidence: (
    name: string,
    about: { readonly unitId: Id<'unit'>; readonly subjectId: AnyId | null },
  ) => Promise<Evidence | null>
  /** What a later module knows of these units; empty where no module of the product answers to that name. */
  readonly ask: (name: string, unitIds: readonly AnyId[]) => Promise<ReadonlyMap<AnyId, unknown>>
  /** Adds a change to the audit row of this call. */
  readonly record: (change: Change) => void
  /** Leaves a fact for later modules and jobs, in the same transaction. */
  readonly emit: (topic: string, payload: Readonly<Record<string, unknown>>) => void
  /** Tells a long call's progress to whoever waits for it. */
  readonly progress: (done: number, total: number) => void
}
