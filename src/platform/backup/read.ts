import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { DatabaseProblem } from '../postgres/problem.ts'
import { backupProblem, damaged, FORMAT, FORMAT_VERSION, frameHead } from './format.ts'
import { jsonOf, readFrames, seal, SEAL_BYTES } from './format.ts'
import type { BackupProgress, BackupSummary, BackupTable, Frame } from './format.ts'
import type { Manifest, TableEnd, Totals } from './format.ts'

/** What happens with each part of a backup while it is read. */
export interface BackupVisitor {
  begin?(manifest: Manifest): Promise<void>
  /** Must read `rows` to its end. */
  table(
    table: BackupTable,
    rows: AsyncIterable<Buffer>,
    place: { done: number; of: number },
  ): Promise<void>
}

const NEWLINE = 0x0a
const CHUNK_BYTES = 256 * 1024

/**
 * Reads the whole file and answers what it holds. Throws `backup` when a single byte is missing, added
 * or changed. Needs no database.
 */
export async function verifyBackup(
  file: string,
  onProgress: (progress: BackupProgress) => void = () => undefined,
): Promise<BackupSummary> {
  await checkSeal(file)
  return readBackup(file, {
    async table(table, rows, place) {
      onProgress({ step: 'verify', table: table.name, ...place })
      for await (const bytes of rows) void bytes
    },
  })
}

/** Compares the last member with the hash of every byte before it. */
async function checkSeal(file: string): Promise<void> {
  const handle = await openBackup(file)
  try {
    const { size } = await handle.stat()
    if (size <= SEAL_BYTES) throw damaged('too short')
    const hash = createHash('sha256')
    const body = handle.createReadStream({ start: 0, end: size - SEAL_BYTES - 1, autoClose: false })
    for await (const chunk of body) hash.update(chunk as Buffer)
    const last = Buffer.alloc(SEAL_BYTES)
    await handle.read(last, 0, SEAL_BYTES, size - SEAL_BYTES)
    if (!last.equals(seal(hash))) throw damaged('the seal does not match')
  } finally {
    await handle.close()
  }
}

async function openBackup(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r')
  } catch (error) {
    throw backupProblem(
      `备份文件 ${file} 打不开。`,
      `The backup file ${file} cannot be opened.`,
      error,
    )
  }
}

/**
 * Walks through the file once, checking structure, row counts and hashes on the way; each table is
 * given to the visitor before its check is known, so the visitor must be able to undo.
 */
export async function readBackup(file: string, visitor: BackupVisitor): Promise<BackupSummary> {
  const walk = new BackupWalk(readFrames(unpacked(file)))
  try {
    return await walk.run(visitor)
  } finally {
    await walk.close()
  }
}

async function* unpacked(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file)
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES })
  source.on('error', (error) => gunzip.destroy(error))
  try {
    for await (const chunk of source.pipe(gunzip)) yield chunk as Buffer
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error
    throw damaged(error instanceof Error ? error.message : String(error))
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

class BackupWalk {
  readonly #frames: AsyncGenerator<Frame>
  readonly #hash = createHash('sha256')
  readonly #tables: { name: string; rows: number; sha256: string }[] = []

  constructor(frames: AsyncGenerator<Frame>) {
    this.#frames = frames
  }

  async run(visitor: BackupVisitor): Promise<BackupSummary> {
    const manifest = jsonOf<Manifest>(await this.#expect('M'))
    if (manifest.format !== FORMAT) throw damaged('not a backup of this program')
    if (manifest.formatVersion > FORMAT_VERSION) {
      throw backupProblem(
        '这个备份由更新版本的程序写成,请先升级程序。',
        'This backup was written by a newer program; upgrade first.',
      )
    }
    await visitor.begin?.(manifest)
    const of = manifest.tables.length
    for (const [done, table] of manifest.tables.entries()) {
      await this.#table(table, (rows) => visitor.table(table, rows, { done, of }))
    }
    await this.#finish(manifest)
    return {
      createdAt: manifest.createdAt,
      schemaVersion: manifest.migrations.length,
      rows: this.#rows(),
      tables: this.#tables,
    }
  }

  async close(): Promise<void> {
    await this.#frames.return(undefined)
  }

  async #table(
    table: BackupTable,
    visit: (rows: AsyncIterable<Buffer>) => Promise<void>,
  ): Promise<void> {
    const begun = jsonOf<BackupTable>(await this.#expect('T'))
    if (begun.name !== table.name) throw damaged(`${begun.name} stands where ${table.name} should`)
    const found = { rows: 0, hash: createHash('sha256'), end: null as TableEnd | null }
    await visit(this.#rowsOf(table.name, found))
    this.#check(table.name, found.end, { rows: found.rows, sha256: found.hash.digest('hex') })
  }

  /** The data frames up to the table's end, counted and hashed into `found`. */
  async *#rowsOf(
    name: string,
    found: { rows: number; hash: Hash; end: TableEnd | null },
  ): AsyncGenerator<Buffer> {
    for (;;) {
      const next = await this.#next()
      if (next.kind === 'E') {
        found.end = jsonOf<TableEnd>(next)
        return
      }
      if (next.kind !== 'D') throw damaged(`${name} is cut off`)
      found.hash.update(next.payload)
      found.rows += countRows(next.payload)
      yield next.payload
    }
  }

  #check(name: string, end: TableEnd | null, found: TableEnd): void {
    if (end === null) throw damaged(`${name} was not read to its end`)
    if (end.rows !== found.rows || end.sha256 !== found.sha256)
      throw damaged(`${name} does not match`)
    this.#tables.push({ name, ...found })
  }

  async #finish(manifest: Manifest): Promise<void> {
    const sha256 = this.#hash.copy().digest('hex')
    const totals = jsonOf<Totals>(await this.#expect('Z'))
    const agrees =
      totals.tables === manifest.tables.length &&
      totals.rows === this.#rows() &&
      totals.sha256 === sha256
    if (!agrees) throw damaged('the totals do not match')
    if ((await this.#frames.next()).done !== true) throw damaged('something follows the end')
  }

  async #next(): Promise<Frame> {
    const next = await this.#frames.next()
    if (next.done === true) throw damaged('the end is missing')
    const { kind, payload } = next.value
    this.#hash.update(frameHead(kind, payload.length)).update(payload)
    return next.value
  }

  async #expect(kind: Frame['kind']): Promise<Frame> {
    const next = await this.#next()
    if (next.kind !== kind) throw damaged(`${next.kind} stands where ${kind} should`)
    return next
  }

  #rows(): number {
    return this.#tables.reduce((sum, { rows }) => sum + rows, 0)
  }
}

/** In COPY text form a line break inside a value is written as \n, so each real one ends a row. */
function countRows(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++
  return count
}
