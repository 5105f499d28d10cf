import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { inCounty } from '../../platform/db.ts'
import { asJob } from '../../platform/outbox.ts'
import { testDatabase } from '../../platform/postgres/testing.ts'
import type { identityContract } from './contract.ts'
import { identityModule } from './index.ts'
import { openTestHouse } from './testing.ts'

const db = await testDatabase()
const house = openTestHouse<typeof identityContract>(db, [identityModule])
const { runtime, database } = house
afterAll(() => database.close())

const [A, B] = [371_323, 371_324]
const DAY_MS = 86_400_000

async function runDaily(county: number): Promise<void> {
  const job = identityModule.daily.find(({ name }) => name === 'identity.clear-keys')
  if (job === undefined) throw new Error('no such job')
  await inCounty(database, county, (tx) => asJob(runtime, { tx, county, name: job.name }, job.run))
}

const keys = async (county: number): Promise<string[]> => {
  const { rows } = await db.owner.query<{ key: string }>(
    'SELECT key FROM idempotency_key WHERE county_id = $1 ORDER BY key',
    [county],
  )
  return rows.map(({ key }) => key)
}

test('keys of calls older than thirty days of the county’s own clock are cleared, younger ones stay', async () => {
  // The first county lives six years back; what is old there is not old by the server's clock.
  const shift = -6 * 365 * DAY_MS
  await db.owner.query(
    `INSERT INTO county (county_id, code, name, clock_shift_ms) VALUES
      ($1, '371323', '甲县', $3), ($2, '371324', '乙县', 0)`,
    [A, B, shift],
  )
  const today = { [A]: house.clock.now + shift, [B]: house.clock.now }
  for (const county of [A, B] as const) {
    for (const [key, days] of [
      ['a-new', 0],
      ['b-young', 29.9],
      ['c-old', 30.1],
      ['d-older', 400],
    ] as const) {
      await db.owner.query(
        `INSERT INTO idempotency_key (county_id, actor, key, verb, input_hash, created_at)
          VALUES ($1, $2, $3, 'x', 'y', to_timestamp($4))`,
        [county, randomUUID(), key, ((today[county] ?? 0) - days * DAY_MS) / 1000],
      )
    }
  }
  await runDaily(A)
  expect(await keys(A)).toEqual(['a-new', 'b-young'])
  expect(await keys(B)).toHaveLength(4)
  await runDaily(B)
  expect(await keys(B)).toEqual(['a-new', 'b-young'])
})
