import { randomUUID } from 'node:crypto'
import { instant } from '../../kernel/date.ts'
import { type AuditEvent, sealAudit, writeAudit } from '../../platform/audit.ts'
import { inCounty } from '../../platform/db.ts'
import type { TestDatabase } from '../../platform/postgres/testing.ts'
import { identityModule } from '../identity/index.ts'
import { openTestHouse } from '../identity/testing.ts'
import type { proofContract } from './contract.ts'
import { proofModule } from './index.ts'

export const COUNTY = 371_323
export const JOB = { kind: 'job', county: COUNTY, name: 'test' } as const
/** Events in the chain that each test begins with. */
export const EVENTS = 60
/** Rows of the county; the one event at a number of the chain. */
export const IN = `county_id = ${COUNTY}`
export const OF = (n: number): string =>
  `${IN} AND id = (SELECT event_id FROM audit_seal WHERE ${IN} AND seq = ${n})`

/** The same numbers at every run, so that a failure can be looked at again. */
export function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A county with a sealed chain, and the means to do to it what only a superuser could. */
export async function openTrail(db: TestDatabase) {
  const house = openTestHouse<typeof proofContract>(db, [identityModule, proofModule])
  const { clock } = house

  const event = (i: number): AuditEvent => ({
    id: house.runtime.newId(),
    at: instant(clock.now),
    recorded_at: instant(clock.now),
    actor: { kind: 'account', id: randomUUID(), name: '王𠮷', roles: ['town_station'] },
    request_id: `r${i}`,
    source: '10.0.0.1',
    verb: `verb${i}`,
    target: i % 3 === 0 ? null : randomUUID(),
    outcome: 'done',
    refusal: null,
    input: { i, amount: '12.50', name: `第${i}户` },
    changes: [{ entity: 'x', id: String(i), after: { n: i / 4 } }],
  })

  const write = (county: number, i: number) =>
    inCounty(house.database, county, (tx) => writeAudit(tx, county, event(i)))

  const seal = (algorithm: 'sha256' | 'sm3' = 'sha256') =>
    inCounty(house.database, COUNTY, (tx) =>
      sealAudit(tx, COUNTY, { algorithm, now: instant(clock.now) }),
    )

  /** Runs statements as the owner of everything, with triggers and foreign keys switched off. */
  async function tamper(...statements: [string, unknown[]?][]): Promise<void> {
    const client = await db.owner.connect()
    try {
      await client.query('BEGIN')
      await client.query(`SET LOCAL session_replication_role = replica`)
      await client.query(`SET LOCAL app.county_id = '${COUNTY}'`)
      for (const [statement, values] of statements) await client.query(statement, values)
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    } finally {
      client.release()
    }
  }

  const restore = () =>
    tamper(
      ['DELETE FROM audit_seal'],
      ['DELETE FROM audit_event'],
      ['INSERT INTO audit_event SELECT * FROM event_copy'],
      ['INSERT INTO audit_seal SELECT * FROM seal_copy'],
    )

  await db.owner.query(
    `INSERT INTO county (county_id, code, name) VALUES ($1, '371323', '沂水县'), (2, '2', '乙县')`,
    [COUNTY],
  )
  for (let i = 1; i <= EVENTS; i++) {
    // Half an hour lies between two events, so that most are older than the sealer looks back.
    clock.now += 30 * 60_000
    await write(COUNTY, i)
    if (i % 7 === 0) await seal()
  }
  await seal()
  await db.owner.query('CREATE TABLE event_copy AS SELECT * FROM audit_event')
  await db.owner.query('CREATE TABLE seal_copy AS SELECT * FROM audit_seal')
  return { house, clock, write, seal, tamper, restore }
}
