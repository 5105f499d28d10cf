import type { z } from 'zod'
import type { Access } from './permission.ts'
import type { RefusalCode } from './refusal.ts'
import type { Text } from './text.ts'

/**
 * How the platform finds out whether the target of a call lies inside the actor's grants.
 * - `none`: there is no target inside the county (own account, dictionaries, pure computation).
 * - `list`: the answer is filtered by `ctx.scope`; the sweep test proves that it is.
 * - `county`: the whole county is the target: only grants at county level reach it.
 * - `unit`: the input field holds the id of an org unit (county, town, village, co-op).
 * - any other noun: the input field holds an id that the module of that noun resolves to units.
 */
export type Scope =
  | { readonly by: 'none' }
  | { readonly by: 'list' }
  | { readonly by: 'county' }
  | { readonly by: 'unit' | ScopeNoun; readonly field: string }

export type ScopeNoun =
  | 'person'
  | 'household'
  | 'certificate'
  | 'import'
  | 'account'
  | 'file'
  | 'case'
  | 'founding'
  | 'meeting'
  | 'problem'
  | 'assignment'
  | 'report'
  | 'contest'

export interface VerbSpec {
  readonly title: Text
  /** `read` runs in a read-only transaction, `write` is idempotent and audited, `compute` touches no database. */
  readonly kind: 'read' | 'write' | 'compute'
  /** GET for reads (see `inBody`), POST for the rest; path parameters as ':coopId', the remaining input in query or body. */
  readonly path: `/${string}`
  readonly access: Access
  readonly scope: Scope
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** The refusals it can give beyond those of the loop (bad_input, unauthenticated, forbidden, not_found). */
  readonly refusals?: readonly RefusalCode[]
  /** Input fields that must never reach the audit trail in clear. */
  readonly secret?: readonly string[]
  /**
   * The county is not known from a session but from this input field: a name that signs in, or the county's code
   * where anybody may ask. Whoever is signed in asks as nobody then.
   */
  readonly countyFrom?: 'username' | 'county'
  /** Over HTTP: `start` puts `output.token` into the cookie, `end` takes the cookie away. */
  readonly session?: 'start' | 'end'
  /** The output is a file: `{name, mediaType, content}`. */
  readonly download?: boolean
  /** The largest body accepted, in bytes; 1 MiB unless said. */
  readonly bodyLimit?: number
  /** A read whose input is too large for an address (a file to look into): it comes as the body of a POST. */
  readonly inBody?: boolean
  /** A read that leaves an audit row (revealing personal data, exports). */
  readonly audited?: boolean
  /** For `compute`: exit code 1 on the command line when the output says so. */
  readonly fails?: (output: never) => boolean
}

export type Endpoints = Readonly<Record<string, VerbSpec>>

/** Whether the input stands in the address: of every read, unless it comes as a body. */
export const isAsked = (spec: Pick<VerbSpec, 'kind' | 'inBody'>): boolean =>
  spec.kind === 'read' && spec.inBody !== true

export const NO_SCOPE = { by: 'none' } as const
export const LIST_SCOPE = { by: 'list' } as const
export const COUNTY_SCOPE = { by: 'county' } as const
export const unitScope = (field: string) => ({ by: 'unit', field }) as const
export const scopeOf = (by: ScopeNoun, field: string) => ({ by, field }) as const

/** Declares a module's verbs. The names become HTTP routes, commands, client methods and audit actions. */
export const defineVerbs = <const E extends Endpoints>(endpoints: E): E => endpoints

export type Input<S extends VerbSpec> = z.output<S['input']>
export type Output<S extends VerbSpec> = z.output<S['output']>

/** What a module's service must implement: one function a verb. */
export type Verbs<E extends Endpoints, Ctx> = {
  readonly [K in keyof E]: E[K]['kind'] extends 'compute'
    ? (input: Input<E[K]>) => Output<E[K]>
    : (ctx: Ctx, input: Input<E[K]>) => Promise<Output<E[K]>>
}

/** What a caller in another process sees: JSON in, JSON out. */
export type Client<E extends Endpoints> = {
  readonly [K in keyof E]: (
    input: z.input<E[K]['input']>,
    options?: CallOptions,
  ) => Promise<z.input<E[K]['output']>>
}

export interface CallOptions {
  /** Same key and same input: the first answer again. Made by the client when absent. */
  readonly idempotencyKey?: string
  /** Runs the verb in full and rolls back: what would happen, by the code that will judge. */
  readonly dryRun?: boolean
  readonly signal?: AbortSignal
}
