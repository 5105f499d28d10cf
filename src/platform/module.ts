import type { AnyId, Id } from '../kernel/id.ts'
import type { Endpoints, ScopeNoun, VerbSpec, Verbs } from '../kernel/verb.ts'
import type { Ctx, Evidence } from './ctx.ts'
import type { Tx } from './db.ts'

/** Finds the org units a thing belongs to (a person: the village and each co-op joined); null when it is missing. */
export type ScopeResolver = (tx: Tx, id: AnyId) => Promise<readonly Id<'unit'>[] | null>

/** What a module does when a fact reaches the outbox; runs in its own transaction as a job. */
export type Reaction = (ctx: Ctx, payload: Readonly<Record<string, unknown>>) => Promise<void>

/**
 * Proves to an earlier module what only this one knows ('shares.register-passes'): whether it holds now for a
 * unit and, where the question has one, a subject.
 */
export type EvidenceSource = (
  ctx: Ctx,
  about: { readonly unitId: Id<'unit'>; readonly subjectId: AnyId | null },
) => Promise<Evidence>

/**
 * What only this module knows of many units and an earlier one reads ('governance.charter-terms'); units without an
 * answer are absent. Whoever asks checks the shape.
 */
export type AnswerSource = (
  ctx: Ctx,
  unitIds: readonly AnyId[],
) => Promise<ReadonlyMap<AnyId, unknown>>

/** Work at a set time of the county's day, 'HH:MM'. */
export interface DailyJob {
  readonly name: string
  readonly at: string
  readonly run: (ctx: Ctx) => Promise<void>
}

export interface Module {
  readonly name: string
  readonly contract: Endpoints
  readonly verbs: Readonly<Record<string, (...args: never[]) => unknown>>
  readonly scopes: Partial<Record<ScopeNoun, ScopeResolver>>
  readonly reactions: Readonly<Record<string, Reaction>>
  readonly daily: readonly DailyJob[]
  readonly evidence: Readonly<Record<string, EvidenceSource>>
  readonly answers: Readonly<Record<string, AnswerSource>>
}

/** Joins a contract with its implementation: a verb that is declared and not written does not compile. */
export function defineModule<E extends Endpoints>(parts: {
  readonly name: string
  readonly contract: E
  readonly verbs: Verbs<E, Ctx>
  readonly scopes?: Partial<Record<ScopeNoun, ScopeResolver>>
  readonly reactions?: Readonly<Record<string, Reaction>>
  readonly daily?: readonly DailyJob[]
  readonly evidence?: Readonly<Record<string, EvidenceSource>>
  readonly answers?: Readonly<Record<string, AnswerSource>>
}): Module {
  return { scopes: {}, reactions: {}, daily: [], evidence: {}, answers: {}, ...parts } as Module
}

/** A verb of the whole product: module, name, declaration and implementation. */
export interface Verb {
  readonly module: string
  readonly name: string
  readonly spec: VerbSpec
  readonly run: (...args: never[]) => unknown
}

export function verbsOf(modules: readonly Module[]): Verb[] {
  return modules.flatMap((module) =>
    Object.entries(module.contract).map(([name, spec]) => {
      const run = module.verbs[name]
      if (run === undefined) throw new Error(`${module.name}.${name} has no implementation`)
      return { module: module.name, name, spec, run }
    }),
  )
}

/** `checkRegister` → `check-register`: the verb's name on the command line. */
export const commandName = (verb: string): string =>
  verb.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
