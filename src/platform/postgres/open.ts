import type pg from 'pg'
import { text, type Text } from '../../kernel/text.ts'
import { parseAddress, SILENT, withClient } from './connection.ts'
import type { DatabaseAddress, PlainLog } from './connection.ts'
import { readRunning, startEmbedded } from './embedded.ts'
import { DatabaseProblem } from './problem.ts'
import { APP_ROLE, appRolePassword, ensureAppRole, refuseStrongAppRole } from './roles.ts'
import { checkServer, type ServerWarning } from './server.ts'

export interface OpenOptions {
  readonly dataDir: string
  readonly masterSecret: string | Uint8Array
  /** A server to use instead of the embedded one; its account owns the tables. */
  readonly databaseUrl?: string | null
  /** The application role's address, where the owner may not create that role. */
  readonly appDatabaseUrl?: string | null
  /** Use the server of a running Miaoqi process, if there is one (for commands beside a service). */
  readonly attach?: boolean
  readonly log?: PlainLog
  readonly onProgress?: (step: Text) => void
  readonly onFailure?: (reason: Error) => void
}

export interface OpenedDatabase {
  readonly kind: 'embedded' | 'attached' | 'server'
  /** For migrations, backup and restore. */
  readonly owner: DatabaseAddress
  /** For everything else. */
  readonly app: DatabaseAddress
  readonly warnings: readonly ServerWarning[]
  /** Stops the embedded server if this call started it. */
  close(): Promise<void>
}

/**
 * Makes a database ready for `migrate`: starts the embedded server, attaches to a running one, or
 * checks a given server; the application role exists afterwards. Throws DatabaseProblem.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenedDatabase> {
  const { log = SILENT } = options
  const url = options.databaseUrl ?? ''
  const opened = url === '' ? await openEmbedded(options) : await openServer(url, options)
  opened.warnings.forEach((warning) => log.warn(warning.text.en))
  return opened
}

async function openEmbedded(options: OpenOptions): Promise<OpenedDatabase> {
  const running =
    options.attach === true ? await readRunning(options.dataDir, options.masterSecret) : null
  if (running !== null) {
    const { owner, app } = running
    const { warnings } = await withClient(owner, checkServer)
    return { kind: 'attached', owner, app, warnings, close: () => Promise.resolve() }
  }
  const server = await startEmbedded(options)
  const { owner, app } = server
  try {
    const { warnings } = await withClient(owner, checkServer)
    return { kind: 'embedded', owner, app, warnings, close: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function openServer(databaseUrl: string, options: OpenOptions): Promise<OpenedDatabase> {
  const owner = parseAddress(databaseUrl)
  const given = options.appDatabaseUrl ?? ''
  const password = appRolePassword(options.masterSecret)
  try {
    const { warnings } = await withClient(owner, async (client) => {
      const check = await checkServer(client)
      if (given === '') await ensureAppRole(client, password)
      else await refuseStrongAppRole(client)
      return check
    })
    const app = given === '' ? { ...owner, user: APP_ROLE, password } : parseAddress(given)
    await withClient(app, refuseWrongAppRole)
    return { kind: 'server', owner, app, warnings, close: () => Promise.resolve() }
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error
    throw new DatabaseProblem(
      'server_unfit',
      text(
        `无法连接数据库服务器:${String(error)}`,
        `The database server cannot be reached: ${String(error)}`,
      ),
      error,
    )
  }
}

async function refuseWrongAppRole(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ role: string }>('SELECT session_user AS role')
  const role = rows[0]?.role ?? ''
  if (role === APP_ROLE) return
  throw new DatabaseProblem(
    'app_role',
    text(
      `APP_DATABASE_URL 必须使用角色 ${APP_ROLE},现在是 ${role}。`,
      `APP_DATABASE_URL must use the role ${APP_ROLE}; it uses ${role}.`,
    ),
  )
}
