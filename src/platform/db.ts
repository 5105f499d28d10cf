import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { type DatabaseAddress, sqlState } from './postgres/connection.ts'

/*
 * What PostgreSQL hands us, exactly: int8 as bigint, days and instants as text, numeric as text.
 * A JavaScript number would round amounts above 2^53, a Date would move days by time zone.
 */
const TYPES = new Map<number, (value: string) => unknown>([
  [20, (value) => BigInt(value)],
  [1082, (value) => value],
  [1184, (value) => new Date(value).toISOString()],
  [1700, (value) => value],
])

/** For every pool that reads business rows. */
export const exactTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    TYPES.get(oid) ?? (pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown),
} as pg.CustomTypesConfig

/** One connection inside an open transaction. Store functions take this, so none runs outside one. */
export type Tx = Kysely<unknown> & { readonly transaction?: true }

/** The transaction seen through the tables of one module: a store writes no table of another's. */
export const tables = <T>(tx: Tx): Kysely<T> => tx as unknown as Kysely<T>

export interface Database {
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** Opens a pool for the application role. It owns nothing and cannot bypass row-level security. */
export function openDatabase(address: DatabaseAddress, size = 10): Database {
  const pool = new pg.Pool({
    ...address,
    max: size,
    types: exactTypes,
    application_name: 'miaoqi',
    connectionTimeoutMillis: 10_000,
  })
  // An idle connection that breaks (server restart) must not end the process; the pool opens another.
  pool.on('error', () => undefined)
  return { pool, close: () => pool.end() }
}

export interface TransactionOptions {
  readonly readOnly?: boolean
  /** Serialization failures and deadlocks are tried again this many times. */
  readonly retries?: number
}

const RETRYABLE = new Set(['40001', '40P01'])

/** What the opening statements answered: the columns of the first row of each. */
export type Opening = Readonly<Record<string, unknown>>

/**
 * Runs `work` in one transaction whose first statement is `open` (it sets the tenant). Commits when
 * `work` returns, rolls back when it throws; a deadlock or serialization failure is retried whole.
 */
export async function inTransaction<R>(
  database: Database,
  open: string,
  work: (tx: Tx, opened: Opening) => Promise<R>,
  options: TransactionOptions = {},
): Promise<R> {
  for (let attempt = 0; ; attempt++) {
    const client = await database.pool.connect()
    let broken = false
    try {
      // One round trip: a simple query may hold several statements; their first rows are the answer.
      const begin = options.readOnly === true ? 'BEGIN READ ONLY' : 'BEGIN'
      const answers = (await client.query(`${begin}; ${open}`)) as unknown as pg.QueryResult[]
      const opened: unknown[] = answers.map(({ rows }): unknown => rows[0])
      const result = await work(kyselyOn(client), Object.assign({}, ...opened) as Opening)
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        broken = true
      })
      if (attempt >= (options.retries ?? 4) || !RETRYABLE.has(sqlState(error) ?? '')) throw error
    } finally {
      client.release(broken)
    }
  }
}

const bound = new WeakMap<pg.PoolClient, Tx>()

/** The query builder bound to one connection, made once and kept as long as the connection lives. */
function kyselyOn(client: pg.PoolClient): Tx {
  const known = bound.get(client)
  if (known !== undefined) return known
  const still = new Proxy(client, {
    // The transaction gives the connection back itself, after COMMIT.
    get: (target, key) => {
      if (key === 'release') return () => undefined
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  const pool = { connect: () => Promise.resolve(still), end: () => Promise.resolve(), options: {} }
  const made = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }),
  })
  bound.set(client, made as Tx)
  return made as Tx
}

/** A transaction of one county, for jobs and loaders; requests open theirs through the session. */
export function inCounty<R>(
  database: Database,
  county: number,
  work: (tx: Tx) => Promise<R>,
  options: TransactionOptions = {},
): Promise<R> {
  return inTransaction(database, `SELECT app_set_county(${Math.trunc(county)})`, work, options)
}

/** Takes a lock named by text until the transaction ends, to order writers of one thing. */
export async function lockFor(tx: Tx, what: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${what}, 0))`.execute(tx)
}
