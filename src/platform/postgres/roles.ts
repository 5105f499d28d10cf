import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { text } from '../../kernel/text.ts'
import { inTransaction, sqlState } from './connection.ts'
import { DatabaseProblem } from './problem.ts'

/** The role as which the application works: owns nothing, obeys row-level security. */
export const APP_ROLE = 'miaoqi_app'

/** Keeps two starting servers from altering the role at the same moment; any fixed number would do. */
const ROLE_LOCK = 7_246_001

const SCRAM_ROUNDS = 4_096
const INSUFFICIENT_PRIVILEGE = '42501'
/** internal_error ("tuple concurrently updated"), unique_violation, duplicate_object. */
const COLLISIONS = new Set(['XX000', '23505', '42710'])
const ATTEMPTS = 10

/** The application role's password: every holder of the master secret can work it out again. */
export function appRolePassword(masterSecret: string | Uint8Array): string {
  return createHmac('sha256', masterSecret).update('app-role').digest('base64url')
}

/**
 * Creates the application role or sets its password. `owner` must be allowed to create roles; where
 * it is not, throws `app_role` with the words for the database administrator.
 */
export async function ensureAppRole(owner: pg.ClientBase, password: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await setAppRole(owner, password)
      break
    } catch (error) {
      if (sqlState(error) === INSUFFICIENT_PRIVILEGE) throw mayNotCreateRole(error)
      // Roles belong to all databases of a server, the lock to one: another database was faster.
      if (!COLLISIONS.has(sqlState(error) ?? '') || attempt === ATTEMPTS) throw error
    }
  }
  await refuseStrongAppRole(owner)
}

async function setAppRole(owner: pg.ClientBase, password: string): Promise<void> {
  await inTransaction(owner, '', async () => {
    await owner.query('SELECT pg_advisory_xact_lock($1)', [ROLE_LOCK])
    const found = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE])
    const act = found.rowCount === 0 ? 'CREATE ROLE' : 'ALTER ROLE'
    await owner.query(`${act} ${APP_ROLE} LOGIN PASSWORD ${pg.escapeLiteral(verifier(password))}`)
  })
}

function mayNotCreateRole(cause: unknown): DatabaseProblem {
  return new DatabaseProblem(
    'app_role',
    text(
      `DATABASE_URL 的账号无权建立角色 ${APP_ROLE}。请数据库管理员执行 ` +
        `CREATE ROLE ${APP_ROLE} LOGIN PASSWORD '……',再用 APP_DATABASE_URL 给出该角色的连接地址。`,
      `The account of DATABASE_URL may not create the role ${APP_ROLE}. Ask the database ` +
        `administrator to run CREATE ROLE ${APP_ROLE} LOGIN PASSWORD '...', ` +
        'and give the address with that role in APP_DATABASE_URL.',
    ),
    cause,
  )
}

/**
 * Refuses an application role that row-level security would not hold back: superuser, BYPASSRLS, or
 * owner of a table. Whoever is connected may ask. Throws `app_role`.
 */
export async function refuseStrongAppRole(client: pg.ClientBase, role = APP_ROLE): Promise<void> {
  const { rows } = await client.query<{ strong: boolean; owns: boolean }>(
    `SELECT r.rolsuper OR r.rolbypassrls AS strong,
            EXISTS (SELECT FROM pg_class c
                    WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')
                      AND c.relpersistence <> 't') AS owns
     FROM pg_roles r WHERE r.rolname = $1`,
    [role],
  )
  const found = rows[0]
  if (found !== undefined && !found.strong && !found.owns) return
  throw new DatabaseProblem(
    'app_role',
    text(
      `应用角色 ${role} 不能是超级用户,不能有 BYPASSRLS,也不能拥有任何表:否则各县数据之间没有隔离。`,
      `The application role ${role} must not be a superuser, must not have BYPASSRLS and must own no ` +
        'table: otherwise nothing separates the counties.',
    ),
  )
}

/** What PostgreSQL stores of a password (RFC 5802), so that the password itself is in no log. */
function verifier(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, SCRAM_ROUNDS, 32, 'sha256')
  const key = (name: string): Buffer => createHmac('sha256', salted).update(name).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  const server = key('Server Key').toString('base64')
  return `SCRAM-SHA-256$${SCRAM_ROUNDS}:${salt.toString('base64')}$${stored}:${server}`
}
