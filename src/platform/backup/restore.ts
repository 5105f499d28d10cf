import { createHash } from 'node:crypto'
import type pg from 'pg'
import { must } from '../../kernel/assert.ts'
import { appliedMigrations, migrate, readMigrations, type Migration } from '../migrate.ts'
import { inTransaction, withClient, type DatabaseAddress } from '../postgres/connection.ts'
import { DatabaseProblem } from '../postgres/problem.ts'
import { clearSchema, EXACT_SETTINGS, exportStatement, firstFilledTable } from './catalog.ts'
import { importStatement, readTables } from './catalog.ts'
import { copyIn, copyOut } from './copy.ts'
import { backupProblem, damaged } from './format.ts'
import type { BackupProgress, BackupSummary, BackupTable, Manifest } from './format.ts'
import { readBackup, verifyBackup } from './read.ts'

export interface RestoreOptions {
  readonly onProgress?: (progress: BackupProgress) => void
  /** The migrations of the program; those of the product unless told otherwise. */
  readonly migrations?: readonly Migration[]
}

/**
 * Brings a backup into an empty database: one without any row of a county. The whole file is checked
 * first; the schema is brought to the version of the backup; all rows are loaded, their foreign keys
 * checked and every table compared with the file in one transaction; then the schema is brought up to
 * date. Throws `backup`; the database is then still empty.
 */
export async function restoreFrom(
  owner: DatabaseAddress,
  file: string,
  options: RestoreOptions = {},
): Promise<BackupSummary> {
  const summary = await verifyBackup(file, options.onProgress)
  const migrations = options.migrations ?? readMigrations()
  try {
    await withClient(owner, (client) => inTransaction(client, '', () => refuseFilled(client)))
    await prepareSchema(owner, { file, migrations })
    await withClient(owner, (client) =>
      inTransaction(client, '', () => load(client, { file, summary, options })),
    )
    await migrate(owner, { migrations })
    await withClient(owner, (client) => client.query('ANALYZE'))
    return summary
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error
    const said = error instanceof Error ? error.message : String(error)
    throw backupProblem(
      `恢复失败,数据库未写入任何数据:${said}`,
      `The restore failed and left no data behind: ${said}`,
      error,
    )
  }
}

/** Inside a transaction. */
async function refuseFilled(client: pg.ClientBase): Promise<void> {
  await client.query(`SET LOCAL app.all_counties = 'on'`)
  const filled = await firstFilledTable(client)
  if (filled === null) return
  throw backupProblem(
    `数据库里已有数据(表 ${filled})。只能恢复到空数据库:请换一个新的数据文件夹或新建数据库。`,
    `The database already holds data (table ${filled}). Restore only into an empty one: ` +
      'use a new data folder or a new database.',
  )
}

/** Brings the schema to exactly the version of the backup. */
async function prepareSchema(
  owner: DatabaseAddress,
  { file, migrations }: { file: string; migrations: readonly Migration[] },
): Promise<void> {
  const wanted = (await manifestOf(file)).migrations
  const isKnown = wanted.every(
    ({ name, checksum }, index) =>
      migrations[index]?.name === name && migrations[index]?.checksum === checksum,
  )
  if (!isKnown) {
    throw backupProblem(
      `备份的数据库结构(第 ${wanted.length} 版)与本程序不一致,请用写备份的版本或更新的版本恢复。`,
      `The schema of the backup (version ${wanted.length}) is not one of this program's: ` +
        'restore with the version that wrote it, or a later one.',
    )
  }
  await withClient(owner, async (client) => {
    const history = await appliedMigrations(client)
    // Nobody's data are in it yet, so a schema that is too new is made anew.
    if (history.length > wanted.length) await inTransaction(client, '', () => clearSchema(client))
  })
  await migrate(owner, { migrations, upTo: wanted.length })
}

async function manifestOf(file: string): Promise<Manifest> {
  let found: Manifest | null = null
  const stop = new Error('the manifest has been read')
  const begin = (manifest: Manifest): Promise<void> => {
    found = manifest
    return Promise.reject(stop)
  }
  await readBackup(file, { begin, table: () => Promise.reject(stop) }).catch((error: unknown) => {
    if (error !== stop) throw error
  })
  return must<Manifest>(found, 'manifest of a checked backup')
}

interface LoadInput {
  readonly file: string
  readonly summary: BackupSummary
  readonly options: RestoreOptions
}

/**
 * Foreign keys are dropped before and made again after the load, which checks every row at once and
 * asks for no order of tables. The guards of single rows (append-only, posted vouchers) rest meanwhile.
 */
async function load(client: pg.Client, { file, summary, options }: LoadInput): Promise<void> {
  await client.query(EXACT_SETTINGS)
  await lockTables(client)
  // Somebody may have started to work in it while the file was checked.
  await refuseFilled(client)
  const guards = await liftGuards(client)
  const loaded = await readBackup(file, {
    async begin(manifest) {
      await refuseOtherTables(client, manifest)
      const names = manifest.tables.map(({ name }) => client.escapeIdentifier(name))
      // Rows of reference tables that the migrations brought come from the backup instead.
      if (names.length > 0) await client.query(`TRUNCATE ${names.join(', ')}`)
      for (const { name, value, called } of manifest.sequences) {
        await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
          client.escapeIdentifier(name),
          value,
          called,
        ])
      }
    },
    async table(table, rows, place) {
      options.onProgress?.({ step: 'load', table: table.name, ...place })
      await copyIn(client, importStatement(client, table), rows)
    },
  })
  if (JSON.stringify(loaded) !== JSON.stringify(summary))
    throw damaged('the file changed meanwhile')
  for (const statement of guards) await client.query(statement)
  await compare(client, { file, summary, options })
}

async function lockTables(client: pg.ClientBase): Promise<void> {
  const names = (await readTables(client)).map(({ name }) => client.escapeIdentifier(name))
  if (names.length > 0)
    await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`)
}

async function refuseOtherTables(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  const tables = await readTables(client)
  if (JSON.stringify(tables) === JSON.stringify(manifest.tables)) return
  throw backupProblem(
    '备份中的表与数据库结构不一致,不能恢复。',
    'The tables of the backup are not those of the schema.',
  )
}

/** Reads every table back and compares it with the file to the byte. */
async function compare(client: pg.Client, { summary, options }: LoadInput): Promise<void> {
  const tables = new Map((await readTables(client)).map((table) => [table.name, table]))
  for (const [done, expected] of summary.tables.entries()) {
    const { name } = expected
    options.onProgress?.({ step: 'check', table: name, done, of: summary.tables.length })
    const found = await digest(client, must(tables.get(name), `table ${name}`))
    if (found.rows === expected.rows && found.sha256 === expected.sha256) continue
    throw backupProblem(
      `表 ${name} 恢复后与备份不一致(${found.rows} 行,备份 ${expected.rows} 行)。`,
      `Table ${name} differs from the backup (${found.rows} rows, backup ${expected.rows}).`,
    )
  }
}

async function digest(
  client: pg.Client,
  table: BackupTable,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256')
  const tally = { rows: 0 }
  const statement = await exportStatement(client, table)
  for await (const bytes of copyOut(client, statement, tally)) hash.update(bytes)
  return { rows: tally.rows, sha256: hash.digest('hex') }
}

/**
 * Takes away what would stand in the way of a load and returns the statements that bring back exactly
 * the same: foreign keys, forced row security (COPY FROM does not work under it), row triggers.
 */
async function liftGuards(client: pg.ClientBase): Promise<string[]> {
  const own = `n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition`
  const tables = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace`
  const { rows } = await client.query<{ lift: string; restore: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.oid::regclass, k.conname) AS lift,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s',
                   c.oid::regclass, k.conname, pg_get_constraintdef(k.oid)) AS restore
     FROM pg_constraint k JOIN ${tables} ON c.oid = k.conrelid
     WHERE ${own} AND k.contype = 'f' AND k.conparentid = 0
     UNION ALL
     SELECT format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', c.oid::regclass),
            format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.oid::regclass)
     FROM ${tables} WHERE ${own} AND c.relforcerowsecurity
     UNION ALL
     SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', c.oid::regclass, t.tgname),
            format('ALTER TABLE %s ENABLE %s TRIGGER %I', c.oid::regclass,
                   CASE t.tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END,
                   t.tgname)
     FROM pg_trigger t JOIN ${tables} ON c.oid = t.tgrelid
     WHERE ${own} AND NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled <> 'D'`,
  )
  for (const { lift } of rows) await client.query(lift)
  return rows.map(({ restore }) => restore)
}
