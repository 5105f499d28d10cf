import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { readSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, sep } from 'node:path'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { must } from '../../kernel/assert.ts'
import { text, type Text } from '../../kernel/text.ts'
import type { Binaries } from './binaries.ts'
import type { PlainLog } from './connection.ts'
import type { DataFolder } from './folder.ts'
import { canEnter, type RunAs } from './os-user.ts'
import { isPostmasterOf, processRun } from './process-state.ts'
import { DatabaseProblem } from './problem.ts'

/** A cluster on disk with the programs and the user to run it. */
export interface Cluster {
  readonly folder: DataFolder
  readonly binaries: Binaries
  readonly runAs: RunAs | null
  readonly settings: Readonly<Record<string, string>>
  readonly log: PlainLog
  readonly onProgress: (step: Text) => void
}

/** A server that answers. */
export interface Postmaster {
  readonly port: number
  readonly pid: number
  /** Settles when the server process is gone, for whatever reason. */
  readonly gone: Promise<void>
}

export const OWNER = 'miaoqi_owner'

const POLL_MS = 25
/** After a kill the old process lingers until it is reaped, and its children until they notice. */
const RETRY_FOR_MS = 30_000
const RETRY_PAUSE_MS = 300
const WATCH_MS = 1_000
const FAST_STOP_MS = 30_000
const HARD_STOP_MS = 10_000
const SLOW_START_MS = 10_000
const LOG_TAIL_BYTES = 4_000

/** Creates the cluster if there is none. An interrupted creation leaves nothing that looks finished. */
export function createCluster(cluster: Cluster, password: string): void {
  const { folder, binaries, runAs } = cluster
  if (existsSync(join(folder.cluster, 'PG_VERSION'))) {
    refuseOtherVersion(folder.cluster, binaries.major)
    return
  }
  cluster.onProgress(text('首次启动,正在建立数据库……', 'First start: creating the database ...'))
  const draft = `${folder.cluster}.new`
  const pwFile = `${folder.cluster}.pw`
  const failures: string[] = []
  try {
    for (const ctype of characterTypes()) {
      rmSync(draft, { recursive: true, force: true })
      mkdirSync(draft, { mode: 0o700 })
      writeFileSync(pwFile, password, { mode: 0o600 })
      if (runAs !== null) [draft, pwFile].forEach((path) => chownSync(path, runAs.uid, runAs.gid))
      const failure = runInitdb(cluster, { draft, pwFile, ctype })
      if (failure === null) {
        renameSync(draft, folder.cluster)
        return
      }
      failures.push(failure)
    }
  } finally {
    rmSync(draft, { recursive: true, force: true })
    rmSync(pwFile, { force: true })
  }
  throw startFailed(failures.join('\n'))
}

/**
 * Sorting is by code point everywhere (pinyin order is a column of the application). The character
 * type must know Chinese letters all the same, or trigram search finds none: 'C' is the last resort.
 */
function characterTypes(): readonly string[] {
  return process.platform === 'win32'
    ? ['en-US', 'C']
    : ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'zh_CN.UTF-8', 'C']
}

function runInitdb(
  cluster: Cluster,
  files: { draft: string; pwFile: string; ctype: string },
): string | null {
  const hands = new HandedPaths(cluster.runAs)
  try {
    const args = [
      ['-D', hands.path(files.draft), '-U', OWNER, `--pwfile=${hands.path(files.pwFile)}`],
      ['--encoding=UTF8', '--locale=C', `--lc-ctype=${files.ctype}`],
      ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ['--auth=scram-sha-256', '--data-checksums'],
      cluster.settings['fsync'] === 'off' ? ['--no-sync'] : [],
    ].flat()
    const run = spawnSync(cluster.binaries.initdb, args, {
      ...cluster.runAs,
      ...surroundings(),
      stdio: ['ignore', 'pipe', 'pipe', ...hands.descriptors()],
      encoding: 'utf8',
    })
    if (run.status === 0) return null
    return run.error === undefined ? `initdb: ${run.stderr}` : run.error.message
  } finally {
    hands.close()
  }
}

function refuseOtherVersion(clusterDir: string, major: string): void {
  const found = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  if (found === major) return
  throw new DatabaseProblem(
    'start_failed',
    text(
      `数据文件夹是由 PostgreSQL ${found} 建立的,本程序内置的是 ${major}。` +
        '请用原来的版本执行 backup,再在新的数据文件夹里执行 restore。',
      `The data folder was created by PostgreSQL ${found}, this program carries ${major}. ` +
        'Run backup with the old version, then restore into a new data folder.',
    ),
  )
}

/**
 * Starts the server and waits until it answers. Retries while a killed predecessor still lingers, and
 * on another port when the port was taken meanwhile. Throws `start_failed` with the end of the log.
 */
export async function startPostmaster(cluster: Cluster, wantedPort?: number): Promise<Postmaster> {
  const giveUpAt = Date.now() + RETRY_FOR_MS
  let port = wantedPort ?? (await freePort())
  for (;;) {
    const logStart = logSize(cluster.folder.logFile)
    const { child, gone } = await launch(cluster, port)
    const pid = await answers(cluster, child, gone)
    if (pid !== null) {
      return { port, pid, gone: process.platform === 'win32' ? untilGone(pid) : gone }
    }
    const said = logSince(cluster.folder.logFile, logStart)
    const lingers = /lock file ".*" already exists|is still in use|already running/.test(said)
    const portTaken = /could not (bind|create any TCP\/IP sockets)/.test(said)
    if ((!lingers && !portTaken) || Date.now() > giveUpAt) throw startFailed(said)
    if (portTaken) port = await freePort()
    await sleep(RETRY_PAUSE_MS)
  }
}

async function launch(
  cluster: Cluster,
  port: number,
): Promise<{ child: ChildProcess; gone: Promise<void> }> {
  const { folder, binaries, runAs } = cluster
  const hands = new HandedPaths(runAs)
  const logFd = openSync(folder.logFile, 'a', 0o600)
  try {
    const settings = { ...cluster.settings, port: String(port) }
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const stdio: StdioOptions = ['ignore', logFd, logFd]
    const dir = hands.path(folder.cluster)
    // Windows takes an administrator's rights away only through pg_ctl, which then leaves.
    const [program, args] =
      process.platform === 'win32'
        ? [binaries.pgCtl, ['start', '-w', '-D', dir, '-o', windowsLine(options)]]
        : [binaries.postgres, ['-D', dir, ...options]]
    const child = spawn(program, args, {
      ...runAs,
      ...surroundings(),
      stdio: [...stdio, ...hands.descriptors()],
      // Its own group: Ctrl-C in a terminal must reach this process only, which stops in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.once('error', () => resolve())
    })
    await once(child, 'spawn')
    return { child, gone }
  } catch (error) {
    throw startFailed(error instanceof Error ? error.message : String(error))
  } finally {
    closeSync(logFd)
    hands.close()
  }
}

const windowsLine = (options: readonly string[]): string =>
  options.map((option) => (option === '-c' ? option : `"${option}"`)).join(' ')

/** The server's process number once it says it is ready; null when it ended instead. */
async function answers(
  cluster: Cluster,
  child: ChildProcess,
  gone: Promise<void>,
): Promise<number | null> {
  const { cluster: dir } = cluster.folder
  if (process.platform === 'win32') {
    await gone
    return child.exitCode === 0 ? (readPidFile(dir)?.pid ?? null) : null
  }
  let isGone = false
  void gone.then(() => {
    isGone = true
  })
  for (let tellAt = Date.now() + SLOW_START_MS; !isGone; await sleep(POLL_MS)) {
    const file = readPidFile(dir)
    if (file?.pid === child.pid && file?.status === 'ready') return file.pid
    if (Date.now() < tellAt) continue
    tellAt += SLOW_START_MS
    cluster.onProgress(
      text('数据库正在恢复,请稍候……', 'The database is recovering, please wait ...'),
    )
  }
  return null
}

/** Settles when that process is gone; for a server that is no child of this process. */
async function untilGone(pid: number): Promise<void> {
  while (processRun(pid) !== null) await sleep(WATCH_MS, undefined, { ref: false })
}

/** Stops the server, waits for it, and is rougher when it does not listen. Committed data is safe. */
export async function stopPostmaster(cluster: Cluster, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    const args = ['stop', '-w', '-m', 'fast', '-D', cluster.folder.cluster]
    spawnSync(cluster.binaries.pgCtl, args, { stdio: 'ignore' })
    return
  }
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', HARD_STOP_MS],
    ['SIGKILL', HARD_STOP_MS],
  ]
  for (const [signal, patience] of steps) {
    sendSignal(pid, signal)
    for (const end = Date.now() + patience; Date.now() < end; await sleep(POLL_MS)) {
      if (processRun(pid) === null) return
    }
    cluster.log.warn(`the database server ${pid} did not stop on ${signal}`)
  }
}

/** The last resort of a process that is ending: ask the server to stop and do not wait. */
export function abandonPostmaster(pid: number): void {
  if (process.platform !== 'win32') sendSignal(pid, 'SIGINT')
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Already gone.
  }
}

/** Ends a server of this folder that outlived its Miaoqi process, and clears a misleading pid file. */
export async function stopOrphan(cluster: Cluster): Promise<void> {
  const dir = cluster.folder.cluster
  const file = readPidFile(dir)
  if (file === null) return
  if (isPostmasterOf(file.pid, realpathSync(dir))) {
    cluster.log.warn(`stopping the database server ${file.pid} that an earlier process left behind`)
    cluster.onProgress(
      text('正在停止上次遗留的数据库进程……', 'Stopping a database server left behind earlier ...'),
    )
    await stopPostmaster(cluster, file.pid)
    return
  }
  // The number is a zombie's, some other program's or (in a container) will be the new server's own:
  // PostgreSQL would refuse, or seem ready too early. Children of the old server that still work are
  // detected by their shared memory all the same.
  rmSync(join(dir, 'postmaster.pid'), { force: true })
}

function readPidFile(clusterDir: string): { pid: number; status: string } | null {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, status: lines[7]?.trim() ?? '' } : null
  } catch {
    return null
  }
}

/** A port of the loopback address that is free now. */
async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = must(probe.address(), 'address of a listening server')
  probe.close()
  await once(probe, 'close')
  if (typeof address === 'string') throw new Error('a TCP server has no path')
  return address.port
}

/** Own environment only: PGPORT, LANG or LC_ALL of the shell must not steer the server. */
function surroundings(): { cwd: string; env: NodeJS.ProcessEnv } {
  const kept = ['PATH', 'SystemRoot', 'SYSTEMROOT', 'TEMP', 'TMP', 'LD_LIBRARY_PATH'] as const
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of kept) if (process.env[name] !== undefined) env[name] = process.env[name]
  return { cwd: sep, env }
}

function startFailed(said: string): DatabaseProblem {
  const tail = said.trim().slice(-LOG_TAIL_BYTES)
  return new DatabaseProblem(
    'start_failed',
    text(`内置数据库无法启动:${tail}`, `The embedded database does not start: ${tail}`),
  )
}

function logSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function logSince(path: string, start: number): string {
  const length = Math.max(0, logSize(path) - start)
  const bytes = Buffer.alloc(Math.min(length, 16 * LOG_TAIL_BYTES))
  const fd = openSync(path, 'r')
  try {
    readSync(fd, bytes, 0, bytes.length, start + length - bytes.length)
    return bytes.toString('utf8')
  } finally {
    closeSync(fd)
  }
}

/**
 * Paths given to a program that runs as another user. Where he may not pass a parent folder (a data
 * folder below /root), Linux lets him in through an open descriptor of the thing itself.
 */
class HandedPaths {
  readonly #runAs: RunAs | null
  readonly #open: number[] = []

  constructor(runAs: RunAs | null) {
    this.#runAs = runAs
  }

  path(path: string): string {
    if (this.#runAs === null || canEnter(this.#runAs, dirname(path))) return path
    if (process.platform !== 'linux') {
      throw new DatabaseProblem(
        'folder_unusable',
        text(
          `运行数据库的系统用户无法进入 ${dirname(path)},请换一个数据文件夹或用普通用户启动。`,
          `The user that runs the database cannot enter ${dirname(path)}: ` +
            'choose another data folder or start as an ordinary user.',
        ),
      )
    }
    this.#open.push(openSync(path, 'r'))
    return `/proc/self/fd/${this.#open.length + 2}`
  }

  /** To be placed behind the three standard streams of the child. */
  descriptors(): number[] {
    return this.#open
  }

  close(): void {
    this.#open.forEach((descriptor) => closeSync(descriptor))
  }
}
