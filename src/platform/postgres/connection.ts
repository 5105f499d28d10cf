import pg from 'pg'
import { text } from '../../kernel/text.ts'
import { DatabaseProblem } from './problem.ts'

/** Where a database is and as whom to enter it. */
export interface DatabaseAddress {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  /** TLS with a certificate that is checked. Always said, so that PGSSLMODE of the shell has no say. */
  readonly ssl: boolean
}

/** What starting, migrating and restoring write for the operator; a pino logger fits. */
export interface PlainLog {
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

export const SILENT: PlainLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

const CONNECT_TIMEOUT_MS = 15_000

/** Runs `work` on one connection of its own and always closes it. */
export async function withClient<T>(
  address: DatabaseAddress,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionTimeoutMillis: CONNECT_TIMEOUT_MS, ...address })
  // A connection lost between two statements is an event; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Runs `work` in one transaction of the client; any error rolls back and is thrown on. */
export async function inTransaction<T>(
  client: pg.ClientBase,
  mode: '' | 'ISOLATION LEVEL REPEATABLE READ READ ONLY',
  work: () => Promise<T>,
): Promise<T> {
  await client.query(`BEGIN ${mode}`)
  try {
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (error) {
    // The connection may be gone; then the server rolls back by itself.
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** The SQLSTATE of a database error, null of any other error. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}

const SSL_MODES: Readonly<Record<string, boolean>> = {
  disable: false,
  require: true,
  'verify-ca': true,
  'verify-full': true,
}

/**
 * Reads `postgres://user:password@host:port/database?sslmode=verify-full`; parameters win over the
 * part before them, so `?host=/run/postgresql` names a socket folder. Throws `server_unfit`.
 */
export function parseAddress(url: string): DatabaseAddress {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    throw wrongAddress('postgres://…', 'postgres://...')
  }
  const given = (name: string, otherwise: string): string =>
    parsed.searchParams.get(name) ?? decodeURIComponent(otherwise)
  const port = Number(given('port', parsed.port === '' ? '5432' : parsed.port))
  const ssl = SSL_MODES[given('sslmode', 'disable')]
  const user = given('user', parsed.username)
  if (ssl === undefined || !Number.isInteger(port)) {
    const modes = Object.keys(SSL_MODES).join(' | ')
    throw wrongAddress(`port、sslmode=${modes}`, `port, sslmode=${modes}`)
  }
  if (user === '') throw wrongAddress('用户名', 'a user name')
  return {
    host: given('host', parsed.hostname === '' ? '127.0.0.1' : parsed.hostname),
    port,
    database: given('dbname', parsed.pathname === '/' ? '' : parsed.pathname.slice(1)) || user,
    user,
    password: given('password', parsed.password),
    ssl,
  }
}

/** Names what is wrong and never the address itself, which holds a password. */
function wrongAddress(zh: string, en: string): DatabaseProblem {
  return new DatabaseProblem(
    'server_unfit',
    text(`数据库地址有误,请检查:${zh}。`, `The database address is wrong; check: ${en}.`),
  )
}
