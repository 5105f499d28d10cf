import { randomBytes } from 'node:crypto'
import { type AnyId, uuid7 } from '../kernel/id.ts'
import { Refusal } from '../kernel/refusal.ts'
import { text } from '../kernel/text.ts'
import type { ScopeNoun } from '../kernel/verb.ts'
import type { Anchor } from './audit.ts'
import type { Operations } from './ctx.ts'
import type { Database } from './db.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mail.ts'
import {
  type AnswerSource,
  type EvidenceSource,
  type Module,
  type ScopeResolver,
  type Verb,
  verbsOf,
} from './module.ts'
import type { Secrets } from './secrets.ts'

/** What one running process shares between calls. Made once in `main.ts`, or by a test. */
export interface Runtime {
  readonly database: Database
  readonly modules: readonly Module[]
  readonly verbs: readonly Verb[]
  readonly scopes: Partial<Record<ScopeNoun, ScopeResolver>>
  readonly evidence: Readonly<Record<string, EvidenceSource>>
  readonly answers: Readonly<Record<string, AnswerSource>>
  readonly secrets: Secrets
  readonly log: Log
  /** Milliseconds since 1970 by the server's clock; tests and simulations set their own. */
  readonly clock: () => number
  readonly newId: () => AnyId
  /** Told after each committed write, so that sealing and reactions follow within a second. */
  readonly afterWrite: (county: number) => void
  /** Heads of a county's audit chain kept outside the database; none where nothing keeps them. */
  readonly anchors: (county: number) => readonly Anchor[]
  readonly operations: Operations
  /** Where people outside reach the product, without a slash at its end. */
  readonly publicAddress: string
  /** The county's mail server; null: messages go other ways. */
  readonly mailer: Mailer | null
  readonly progress: Map<string, Progress>
}

export interface Progress {
  readonly done: number
  readonly total: number
}

const notHere = (): Promise<never> =>
  Promise.reject(
    new Refusal('unavailable', text('这里没有备份目录。', 'There is no backup folder here.')),
  )

/** Ten random bytes a call out of a block fetched at once: one system call serves hundreds of ids. */
function pooledChance(): () => Uint8Array {
  const size = 10
  let [block, used] = [randomBytes(size * 400), 0]
  return () => {
    if (used === block.length) [block, used] = [randomBytes(size * 400), 0]
    used += size
    return block.subarray(used - size, used)
  }
}

export function makeRuntime(parts: {
  readonly database: Database
  readonly modules: readonly Module[]
  readonly secrets: Secrets
  readonly log: Log
  readonly clock?: () => number
  readonly newId?: () => AnyId
  readonly afterWrite?: (county: number) => void
  readonly anchors?: (county: number) => readonly Anchor[]
  readonly operations?: Operations
  readonly publicAddress?: string
  readonly mailer?: Mailer | null
}): Runtime {
  const clock = parts.clock ?? Date.now
  const chance = pooledChance()
  return {
    newId: () => uuid7(clock(), chance()),
    afterWrite: () => undefined,
    anchors: () => [],
    operations: { backup: notHere, restore: notHere },
    publicAddress: 'http://127.0.0.1:8080',
    mailer: null,
    ...parts,
    clock,
    verbs: verbsOf(parts.modules),
    scopes: Object.assign({}, ...parts.modules.map((module) => module.scopes)) as Runtime['scopes'],
    evidence: Object.assign(
      {},
      ...parts.modules.map((module) => module.evidence),
    ) as Runtime['evidence'],
    answers: Object.assign(
      {},
      ...parts.modules.map((module) => module.answers),
    ) as Runtime['answers'],
    progress: new Map(),
  }
}
