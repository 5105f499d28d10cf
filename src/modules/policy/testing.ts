import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll } from 'vitest'
import { instant } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Role } from '../../kernel/role.ts'
import { inCounty, openDatabase } from '../../platform/db.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Call, invoke } from '../../platform/invoke.ts'
import { silentLog } from '../../platform/log.ts'
import type { Module } from '../../platform/module.ts'
import { testDatabase } from '../../platform/postgres/testing.ts'
import { makeRuntime } from '../../platform/runtime.ts'
import { makeSecrets, sha256 } from '../../platform/secrets.ts'
import { type NewUnit, placeUnits } from '../../platform/unit.ts'

/** 2020-11-30, noon in China: the day of the seed article. */
const SEED_DAY_MS = Date.parse('2020-11-30T04:00:00.000Z')

/** A county of its own for one test file, with the modules under test and accounts that can be signed in. */
export async function testCounty(modules: readonly Module[]) {
  const db = await testDatabase()
  const database = openDatabase(db.appAddress)
  afterAll(() => database.close())
  let ticks = 0
  const runtime = makeRuntime({
    database,
    modules,
    secrets: makeSecrets(randomBytes(32)),
    log: silentLog,
    // Each look at the clock is a moment later, as it is in life.
    clock: () => SEED_DAY_MS + ticks++,
  })
  const tokens = new Map<string, string>()
  const countyId = randomUUID() as AnyId
  await db.owner.query(
    `INSERT INTO county (county_id, code, name) VALUES (1, '371323', '沂水县'), (2, '371300', '邻县')`,
  )
  const place = (units: readonly NewUnit[]) =>
    inCounty(database, 1, (tx) => placeUnits({ tx, county: 1 } as Ctx, units))
  await place([{ id: countyId, kind: 'county', parentId: null }])

  const run = (verb: string, input: unknown, more: Partial<Call> = {}) => {
    const found = runtime.verbs.find(({ name }) => name === verb)
    if (found === undefined) throw new Error(`no verb ${verb}`)
    return invoke(runtime, {
      verb: found,
      caller: { kind: 'job', county: 1, name: 'test' },
      input,
      requestId: randomUUID(),
      ...more,
    })
  }

  return {
    db,
    database,
    runtime,
    countyId,
    place,
    /** Moves the county's clock to noon of a day; the server's own, and with it the sessions, stay. */
    setDay: (day: string) =>
      db.owner.query('UPDATE county SET clock_shift_ms = $1 WHERE county_id = 1', [
        Date.parse(`${day}T04:00:00.000Z`) - SEED_DAY_MS,
      ]),

    /** An account with one role; `as` calls with its session. */
    account: async (name: string, role: Role, at: { unit?: AnyId; person?: AnyId } = {}) => {
      const [accountId, token] = [randomUUID(), randomUUID()]
      const now = instant(SEED_DAY_MS)
      const later = instant(SEED_DAY_MS + 86_400_000)
      await db.owner.query(
        `INSERT INTO account (county_id, id, username, display_name, person_id, password_hash,
          must_change, password_set_at, created_at) VALUES (1, $1, $2, $2, $3, '', false, $4, $4)`,
        [accountId, name, at.person ?? null, now],
      )
      await db.owner.query(
        `INSERT INTO account_grant (county_id, id, account_id, role, unit_id, valid_from, granted_by)
          VALUES (1, $1, $2, $3, $4, '2000-01-01', 'test')`,
        [randomUUID(), accountId, role, at.unit ?? null],
      )
      await db.owner.query(
        `INSERT INTO session (token_hash, county_id, account_id, created_at, last_seen_at,
          expires_at, second_factor_at, address, agent) VALUES ($1, 1, $2, $3, $3, $4, $3, '', '')`,
        [sha256(token), accountId, now, later],
      )
      tokens.set(name, sha256(token))
    },

    /** Calls a verb as a job of the county. */
    run: run as <T>(verb: string, input: unknown, more?: Partial<Call>) => Promise<T>,
    /** Calls a verb with an account's session. */
    as: <T>(name: string, verb: string, input: unknown) =>
      run(verb, input, {
        caller: { kind: 'session', tokenHash: tokens.get(name) ?? '', source: 'test' },
      }) as Promise<T>,
  }
}

/** The refusal that a call ends with; fails when it ends otherwise. */
export async function refusalOf(answer: Promise<unknown>): Promise<Refusal> {
  try {
    await answer
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('the call was not refused')
}
