import { afterAll, describe, expect, test } from 'vitest'
import type { Text } from '../kernel/text.ts'
import { migrate, readMigrationFiles, type Migration } from './migrate.ts'
import { withClient } from './postgres/connection.ts'
import { DatabaseProblem } from './postgres/problem.ts'
import { createTestDatabase, type TestDatabase } from './postgres/testing.ts'

const opened: TestDatabase[] = []
afterAll(() => Promise.all(opened.map((database) => database.drop())))

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase({ empty: true })
  opened.push(database)
  return database
}

const migration = (version: number, sql: string): Migration => {
  const name = `${String(version).padStart(4, '0')}_step.sql`
  return { version, name, sql, checksum: `checksum of ${sql}` }
}
const STEPS = [
  migration(1, 'CREATE TABLE one (id int); CREATE TABLE one_b (id int);'),
  migration(2, 'CREATE TABLE two (id int); SELECT pg_sleep(0.2);'),
  migration(3, 'CREATE TABLE three (id int);'),
]

const tablesOf = async (database: TestDatabase): Promise<string[]> => {
  const { rows } = await database.owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`,
  )
  return rows.map(({ name }) => name)
}

const problem = (part: RegExp): unknown =>
  expect.objectContaining({
    name: DatabaseProblem.name,
    code: 'migration',
    text: expect.objectContaining({ en: expect.stringMatching(part), zh: expect.any(String) }),
  })

describe('migrate', () => {
  test('applies the product’s files once; the second run changes nothing', async () => {
    const database = await emptyDatabase()
    const migrations = readMigrationFiles().map((file, index) => ({ ...file, version: index + 1 }))
    const all = migrations.map(({ name }) => name)
    const seen: string[] = []
    const onProgress = (step: Text): unknown => seen.push(step.en)
    const first = await migrate(database.ownerAddress, { migrations, onProgress })
    expect(first).toEqual({ applied: all, version: all.length })
    expect(seen).toHaveLength(all.length)
    const before = await tablesOf(database)
    const second = await migrate(database.ownerAddress, { migrations })
    expect(second).toEqual({ applied: [], version: all.length })
    expect(await tablesOf(database)).toEqual(before)
  })

  test('of several at once, each file is applied by one', async () => {
    const database = await emptyDatabase()
    const runs = await Promise.all(
      [1, 2, 3, 4].map(() => migrate(database.ownerAddress, { migrations: STEPS })),
    )
    expect(runs.flatMap(({ applied }) => applied).toSorted()).toEqual(STEPS.map(({ name }) => name))
    expect(runs.map(({ version }) => version)).toEqual([3, 3, 3, 3])
  })

  test('a file that was changed after it was applied is refused', async () => {
    const database = await emptyDatabase()
    await migrate(database.ownerAddress, { migrations: STEPS.slice(0, 2) })
    const changed = STEPS.with(0, migration(1, 'CREATE TABLE other (id int);'))
    await expect(migrate(database.ownerAddress, { migrations: changed })).rejects.toEqual(
      problem(/0001_step\.sql was changed/),
    )
    expect(await tablesOf(database)).not.toContain('three')
  })

  test('a database newer than the program is refused', async () => {
    const database = await emptyDatabase()
    await migrate(database.ownerAddress, { migrations: STEPS })
    await expect(migrate(database.ownerAddress, { migrations: STEPS.slice(0, 2) })).rejects.toEqual(
      problem(/newer than the program/),
    )
  })

  test('a hole in the history is refused', async () => {
    const database = await emptyDatabase()
    await migrate(database.ownerAddress, { migrations: STEPS })
    await database.owner.query('DELETE FROM schema_migration WHERE version = 2')
    await expect(migrate(database.ownerAddress, { migrations: STEPS })).rejects.toEqual(
      problem(/lacks 0002_step\.sql/),
    )
  })

  test('a failing file names its line and leaves nothing behind', async () => {
    const database = await emptyDatabase()
    const bad = [STEPS[0], migration(2, 'CREATE TABLE half (id int);\n\nCREATE TABEL x ();')]
    const migrations = bad.filter((step) => step !== undefined)
    await expect(migrate(database.ownerAddress, { migrations })).rejects.toEqual(
      problem(/0002_step\.sql:3 failed/),
    )
    expect(await tablesOf(database)).toEqual(['one', 'one_b', 'schema_migration'])
  })

  test('interrupted at each step and run again, the schema is the same', async () => {
    const whole = await emptyDatabase()
    await migrate(whole.ownerAddress, { migrations: STEPS })
    const slow = STEPS.map((step) => ({ ...step, sql: `${step.sql} SELECT pg_sleep(30);` }))
    for (const [index] of STEPS.entries()) {
      const database = await emptyDatabase()
      const migrations = [...STEPS.slice(0, index), ...slow.slice(index)]
      const interrupted = migrate(database.ownerAddress, { migrations }).catch(() => 'interrupted')
      await killSleeper(database)
      expect(await interrupted).toBe('interrupted')
      await migrate(database.ownerAddress, { migrations: STEPS })
      expect(await tablesOf(database)).toEqual(await tablesOf(whole))
    }
  })

  test('stops at the version asked for', async () => {
    const database = await emptyDatabase()
    const result = await migrate(database.ownerAddress, { migrations: STEPS, upTo: 2 })
    expect(result).toEqual({ applied: ['0001_step.sql', '0002_step.sql'], version: 2 })
  })
})

/** Ends the connection that sleeps inside a migration, as kill -9 of the program would. */
async function killSleeper(database: TestDatabase): Promise<void> {
  await withClient(database.ownerAddress, async (client) => {
    for (;;) {
      const killed = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE '%pg_sleep(30)%'
           AND wait_event = 'PgSleep' AND pid <> pg_backend_pid()`,
      )
      if (killed.rowCount === 1) return
    }
  })
}
