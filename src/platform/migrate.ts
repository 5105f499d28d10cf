import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { text, type Text } from '../kernel/text.ts'
import { inTransaction, withClient, type DatabaseAddress } from './postgres/connection.ts'
import { DatabaseProblem } from './postgres/problem.ts'

/** A file `NNNN_name.sql` of the migrations folder. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
  /** SHA-256 of the text with LF line ends, so that a checkout on Windows has the same one. */
  readonly checksum: string
}

export interface AppliedMigration {
  readonly version: number
  readonly name: string
  readonly checksum: string
}

export interface MigrateOptions {
  /** The migrations; those of the product unless told otherwise. */
  readonly migrations?: readonly Migration[]
  /** Stop after this version (restore brings a database to the version of the backup). */
  readonly upTo?: number
  readonly onProgress?: (step: Text) => void
}

export interface MigrateResult {
  /** Names of the files applied by this call, in order. */
  readonly applied: readonly string[]
  readonly version: number
}

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/
/** Two servers that start at once take turns on it; any fixed number would do. */
const MIGRATION_LOCK = 7_246_002
const FOLDER = fileURLToPath(new URL('../migrations', import.meta.url))

/**
 * The migrations of a folder in order. Numbers run from 1 without a gap, else throws `migration`:
 * two branches that took the same number, or a file that was lost.
 */
export function readMigrations(folder = FOLDER): Migration[] {
  const found = readMigrationFiles(folder)
  found.forEach(({ version, name }, index) => {
    if (version === index + 1) return
    const wanted = String(index + 1).padStart(4, '0')
    throw migrationProblem(
      `迁移文件 ${name} 的编号应为 ${wanted}。`,
      `The migration file ${name} should have the number ${wanted}.`,
    )
  })
  return found
}

/** The same without a look at the numbers; a name without one has version NaN. */
export function readMigrationFiles(folder = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { version: Number(FILE_NAME.exec(name)?.[1] ?? Number.NaN), name, sql, checksum }
    })
}

/**
 * Brings the database to the newest version (or `upTo`), one transaction a file. Safe to run twice and
 * by several servers at once. Needs the application role to exist. Throws `migration` when an applied
 * file was changed, when the database is newer than the program, or when a file fails.
 */
export async function migrate(
  owner: DatabaseAddress,
  options: MigrateOptions = {},
): Promise<MigrateResult> {
  const migrations = options.migrations ?? readMigrations()
  const wanted = migrations.slice(0, options.upTo)
  return withClient(owner, async (client) => {
    await inTransaction(client, '', () => createHistory(client))
    const applied: string[] = []
    for (const migration of wanted) {
      options.onProgress?.(
        text(`正在检查数据库结构:${migration.name}`, `Database schema: ${migration.name}`),
      )
      if (await applyOnce(client, migration, migrations)) applied.push(migration.name)
    }
    const history = await appliedMigrations(client)
    refuseForeignHistory(migrations, history)
    return { applied, version: history.length }
  })
}

/** What has been applied to this database, in order; empty for a fresh one. */
export async function appliedMigrations(client: pg.ClientBase): Promise<AppliedMigration[]> {
  const exists = await client.query(
    `SELECT 1 WHERE to_regclass('public.schema_migration') IS NOT NULL`,
  )
  if (exists.rowCount === 0) return []
  const { rows } = await client.query<AppliedMigration>(
    'SELECT version, name, checksum FROM public.schema_migration ORDER BY version',
  )
  return rows.map(({ version, name, checksum }) => ({ version, name, checksum }))
}

/** Takes the lock, so of several servers one creates the table and the others find it. */
async function createHistory(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
  await client.query('SET LOCAL client_min_messages = warning')
  await client.query(
    `CREATE TABLE IF NOT EXISTS public.schema_migration (
       version integer PRIMARY KEY,
       name text NOT NULL,
       checksum text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now()
     )`,
  )
}

/** Applies the migration unless it is there already. The lock ends with the transaction. */
async function applyOnce(
  client: pg.ClientBase,
  migration: Migration,
  all: readonly Migration[],
): Promise<boolean> {
  const { version, name, sql, checksum } = migration
  return inTransaction(client, '', async () => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    const history = await appliedMigrations(client)
    refuseForeignHistory(all, history)
    if (history.length >= version) return false
    await client.query(
      `SET LOCAL client_min_messages = warning; SET LOCAL search_path = public;
       SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`,
    )
    await client.query(sql).catch((error: unknown) => {
      throw failed(migration, error)
    })
    await client.query(
      'INSERT INTO public.schema_migration (version, name, checksum) VALUES ($1, $2, $3)',
      [version, name, checksum],
    )
    return true
  })
}

/** Refuses a history that the files of this program do not explain. */
function refuseForeignHistory(
  migrations: readonly Migration[],
  history: readonly AppliedMigration[],
): void {
  history.forEach((applied, index) => {
    const file = migrations[index]
    if (file === undefined) {
      throw migrationProblem(
        `数据库比程序新(数据库已到 ${applied.name},程序只到 ${migrations.length} 号)。请升级程序。`,
        `The database is newer than the program (it has ${applied.name}, the program ends at ` +
          `${migrations.length}). Upgrade the program.`,
      )
    }
    if (applied.version !== file.version) {
      throw migrationProblem(
        `数据库的迁移记录缺少 ${file.name}。请从备份恢复。`,
        `The migration history of the database lacks ${file.name}. Restore a backup.`,
      )
    }
    if (applied.checksum !== file.checksum || applied.name !== file.name) {
      throw migrationProblem(
        `迁移 ${applied.name} 执行之后文件又被改动。已发布的迁移不得修改,请恢复原文件并新增迁移。`,
        `Migration ${applied.name} was changed after it was applied. A released migration is never ` +
          'edited: put the file back and add a new one.',
      )
    }
  })
}

function failed(migration: Migration, error: unknown): DatabaseProblem {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN
  const line = Number.isNaN(position)
    ? ''
    : `:${migration.sql.slice(0, position).split('\n').length}`
  const said = error instanceof Error ? error.message : String(error)
  return migrationProblem(
    `迁移 ${migration.name}${line} 失败,未留下任何改动:${said}`,
    `Migration ${migration.name}${line} failed and left nothing behind: ${said}`,
    error,
  )
}

function migrationProblem(zh: string, en: string, cause?: unknown): DatabaseProblem {
  return new DatabaseProblem('migration', text(zh, en), cause)
}
