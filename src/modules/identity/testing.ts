import { randomBytes, randomUUID } from 'node:crypto'
import { generate } from 'otplib'
import type { z } from 'zod'
import { Refusal } from '../../kernel/refusal.ts'
import type { Endpoints } from '../../kernel/verb.ts'
import type { Caller } from '../../platform/caller.ts'
import { type Database, openDatabase } from '../../platform/db.ts'
import { type Call, invoke } from '../../platform/invoke.ts'
import { silentLog } from '../../platform/log.ts'
import type { Module } from '../../platform/module.ts'
import type { TestDatabase } from '../../platform/postgres/testing.ts'
import { makeRuntime, type Runtime } from '../../platform/runtime.ts'
import { makeSecrets, sha256 } from '../../platform/secrets.ts'

/** A running product on a test database whose server clock the test sets, for people who sign in. */
export interface TestHouse<E extends Endpoints> {
  readonly database: Database
  readonly runtime: Runtime
  /** The server's clock in milliseconds. */
  readonly clock: { now: number }
  /** `caller`: a token for a session, null for nobody, or a caller as it is. */
  readonly call: <V extends keyof E & string>(
    caller: Caller | string | null,
    verb: V,
    input?: unknown,
    more?: Partial<Call>,
  ) => Promise<z.input<E[V]['output']>>
  /** The refusal of a call that must not pass. */
  readonly refusal: (answer: Promise<unknown>) => Promise<Refusal>
}

export function openTestHouse<E extends Endpoints>(
  db: TestDatabase,
  modules: readonly Module[],
): TestHouse<E> {
  const database = openDatabase(db.appAddress)
  const clock = { now: Date.parse('2026-11-23T01:00:00Z') }
  const runtime = makeRuntime({
    database,
    modules,
    secrets: makeSecrets(randomBytes(32)),
    log: silentLog,
    clock: () => clock.now,
  })
  return {
    database,
    runtime,
    clock,
    call: async (caller, name, input = {}, more = {}) => {
      const verb = runtime.verbs.find((each) => each.name === name)
      if (verb === undefined) throw new Error(`no verb ${name}`)
      const from: Caller =
        caller === null
          ? { kind: 'anonymous', source: '10.0.0.1' }
          : typeof caller === 'string'
            ? { kind: 'session', tokenHash: sha256(caller), source: '10.0.0.1' }
            : caller
      const call = { verb, caller: from, input, requestId: randomUUID(), ...more }
      return (await invoke(runtime, call)) as never
    },
    refusal: async (answer) => {
      try {
        await answer
      } catch (error) {
        if (error instanceof Refusal) return error
        throw error
      }
      throw new Error('the call passed')
    },
  }
}

/** What an authenticator shows at this moment of the server's clock. */
export const codeOf = (house: { clock: { now: number } }, secret: string): Promise<string> =>
  generate({ secret, epoch: Math.floor(house.clock.now / 1000) })
