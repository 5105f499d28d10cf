import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { withClient, type DatabaseAddress } from './connection.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { owner: DatabaseAddress; app: DatabaseAddress; template: string }
  }
}

/** A database of one test file, migrated, with nothing else in it. */
export interface TestDatabase {
  readonly name: string
  /** Superuser; sees every county. */
  readonly ownerAddress: DatabaseAddress
  /** As the application: row-level security applies. */
  readonly appAddress: DatabaseAddress
  /** Plain pools on both; int8 and dates come as node-postgres gives them. */
  readonly owner: pg.Pool
  readonly app: pg.Pool
  drop(): Promise<void>
}

/**
 * A database for this test file, dropped when the file ends. Call it at the top level:
 * `const db = await testDatabase()`. `empty: true` gives one without any table. The application role
 * belongs to the whole run: a test that gives it another password breaks every other file.
 */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const database = await createTestDatabase(options)
  afterAll(() => database.drop())
  return database
}

/** The same, to be dropped by the caller; for tests that need several or make them inside a test. */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { owner, app, template } = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const source = options.empty === true ? 'template1' : template
  await withClient(owner, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`))
  const ownerAddress = { ...owner, database: name }
  const appAddress = { ...app, database: name }
  const pools = [ownerAddress, appAddress].map((address) => new pg.Pool({ ...address, max: 8 }))
  const [ownerPool, appPool] = pools as [pg.Pool, pg.Pool]
  // Tests that end connections on purpose would otherwise end the worker.
  pools.forEach((pool) => pool.on('error', () => undefined))
  return {
    name,
    ownerAddress,
    appAddress,
    owner: ownerPool,
    app: appPool,
    async drop() {
      await Promise.all(pools.map((pool) => pool.end()))
      await withClient(owner, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      )
    },
  }
}
