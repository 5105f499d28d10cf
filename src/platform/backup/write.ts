import { createHash } from 'node:crypto'
import { closeSync, createWriteStream, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { appliedMigrations } from '../migrate.ts'
import { inTransaction, withClient, type DatabaseAddress } from '../postgres/connection.ts'
import { DatabaseProblem } from '../postgres/problem.ts'
import {
  EXACT_SETTINGS,
  exportStatement,
  hiddenTables,
  readSequences,
  readTables,
} from './catalog.ts'
import { copyOut } from './copy.ts'
import {
  backupProblem,
  DATA_FRAME_BYTES,
  FORMAT,
  FORMAT_VERSION,
  frame,
  jsonFrame,
  seal,
} from './format.ts'
import type { BackupProgress, BackupSummary, BackupTable, Manifest } from './format.ts'

export interface BackupOptions {
  readonly onProgress?: (progress: BackupProgress) => void
}

/**
 * Writes the whole database as it is at one instant to a new file, while it is in use. The file appears
 * under its name only when it is complete and on the disk. Personal data stay sealed as they are in the
 * database, the rest is readable: keep the file as safe as the database. Throws `backup`.
 */
export async function backupTo(
  owner: DatabaseAddress,
  file: string,
  options: BackupOptions = {},
): Promise<BackupSummary> {
  if (existsSync(file)) throw fileExists(file)
  const draft = `${file}.${process.pid}.part`
  try {
    const summary = await withClient(owner, (client) =>
      inTransaction(client, 'ISOLATION LEVEL REPEATABLE READ READ ONLY', async () => {
        await client.query(EXACT_SETTINGS)
        await client.query(`SET LOCAL app.all_counties = 'on'`)
        const backup = new BackupWriter(client, options)
        await writeSealed(draft, backup.frames())
        return backup.summary()
      }),
    )
    await publish(draft, file)
    return summary
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error
    const said = error instanceof Error ? error.message : String(error)
    throw backupProblem(`备份失败:${said}`, `The backup failed: ${said}`, error)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Compresses to the file and ends it with the seal; returns when the bytes are on the disk. */
async function writeSealed(file: string, frames: AsyncIterable<Buffer>): Promise<void> {
  const hash = createHash('sha256')
  const sealing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      done(null, seal(hash))
    },
  })
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
  await pipeline(frames, createGzip(), sealing, target)
}

/** Gives the finished file its name; never replaces another one. Needs no links: USB sticks have none. */
async function publish(draft: string, file: string): Promise<void> {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw fileExists(file)
    throw error
  }
  renameSync(draft, file)
  // The name itself is on the disk only when the folder is; Windows opens no folders.
  if (process.platform === 'win32') return
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const fileExists = (file: string): DatabaseProblem =>
  backupProblem(
    `文件 ${file} 已存在,备份不会覆盖它,请换一个文件名。`,
    `The file ${file} exists and is not overwritten; choose another name.`,
  )

class BackupWriter {
  readonly #client: pg.Client
  readonly #options: BackupOptions
  readonly #hash = createHash('sha256')
  readonly #finished: { name: string; rows: number; sha256: string }[] = []
  #manifest: Manifest | null = null

  constructor(client: pg.Client, options: BackupOptions) {
    this.#client = client
    this.#options = options
  }

  summary(): BackupSummary {
    return {
      createdAt: this.#manifest?.createdAt ?? '',
      schemaVersion: this.#manifest?.migrations.length ?? 0,
      rows: this.#rows(),
      tables: this.#finished,
    }
  }

  async *frames(): AsyncGenerator<Buffer> {
    const manifest = await this.#describe()
    this.#manifest = manifest
    yield this.#hashed(jsonFrame('M', manifest))
    for (const table of manifest.tables) {
      const { name } = table
      const done = this.#finished.length
      this.#options.onProgress?.({ step: 'export', table: name, done, of: manifest.tables.length })
      yield* this.#table(table)
    }
    const sha256 = this.#hash.digest('hex')
    yield jsonFrame('Z', { tables: this.#finished.length, rows: this.#rows(), sha256 })
  }

  async #describe(): Promise<Manifest> {
    const hidden = await hiddenTables(this.#client)
    if (hidden.length > 0) {
      throw backupProblem(
        `当前账号看不到以下各表的全部数据:${hidden.join('、')}。请用建表账号备份。`,
        `This account does not see all of these tables: ${hidden.join(', ')}. ` +
          'Use the account that created them.',
      )
    }
    const { rows } = await this.#client.query<{ version: string; now: string }>(
      `SELECT current_setting('server_version') AS version,
              to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS now`,
    )
    return {
      format: FORMAT,
      formatVersion: FORMAT_VERSION,
      createdAt: rows[0]?.now ?? '',
      serverVersion: rows[0]?.version ?? '',
      migrations: await appliedMigrations(this.#client),
      tables: await readTables(this.#client),
      sequences: await readSequences(this.#client),
    }
  }

  async *#table(table: BackupTable): AsyncGenerator<Buffer> {
    yield this.#hashed(jsonFrame('T', table))
    const hash = createHash('sha256')
    const tally = { rows: 0 }
    const statement = await exportStatement(this.#client, table)
    for await (const bytes of copyOut(this.#client, statement, tally)) {
      hash.update(bytes)
      for (let at = 0; at < bytes.length; at += DATA_FRAME_BYTES) {
        yield this.#hashed(frame('D', bytes.subarray(at, at + DATA_FRAME_BYTES)))
      }
    }
    const end = { rows: tally.rows, sha256: hash.digest('hex') }
    this.#finished.push({ name: table.name, ...end })
    yield this.#hashed(jsonFrame('E', end))
  }

  #hashed(bytes: Buffer): Buffer {
    this.#hash.update(bytes)
    return bytes
  }

  #rows(): number {
    return this.#finished.reduce((sum, { rows }) => sum + rows, 0)
  }
}
