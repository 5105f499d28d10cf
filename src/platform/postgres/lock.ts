import { randomUUID } from 'node:crypto'
import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isSameProcess, machineName, processRun } from './process-state.ts'
import { FolderInUse } from './problem.ts'

/** What `miaoqi.lock` in the data folder says about its holder. */
export interface LockRecord {
  readonly token: string
  readonly pid: number
  /** Which run of that process number: see `processRun`. */
  readonly run: string
  readonly machine: string
  readonly startedAt: string
  readonly port: number | null
  readonly ready: boolean
}

export interface FolderLock {
  /** Tells others the port and whether the server answers there. */
  announce(port: number, ready: boolean): void
  /** Stops the heartbeat and removes the lock, if it is still this one. */
  release(): void
}

/** A holder on another machine is judged by this beat, because its process number means nothing here. */
const BEAT_MS = 5_000
const SILENCE_MS = 12_000
const POLL_MS = 250
const MAX_ROUNDS = 20

const lockPath = (folder: string): string => join(folder, 'miaoqi.lock')

/**
 * Takes the data folder for this process. A lock left by a dead process is taken over.
 * `onLost` runs when somebody else has taken the folder meanwhile: stop writing at once.
 * Throws FolderInUse.
 */
export async function lockFolder(folder: string, onLost: () => void): Promise<FolderLock> {
  const mine: LockRecord = {
    token: randomUUID(),
    pid: process.pid,
    run: processRun(process.pid) ?? '',
    machine: machineName(),
    startedAt: new Date().toISOString(),
    port: null,
    ready: false,
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (createLock(folder, mine)) return heldLock(folder, mine, onLost)
    const holder = readRecord(folder)
    if (holder !== null && (await isAlive(folder, holder))) throw new FolderInUse(folder, holder)
    if (holder === null && !(await staysUnreadable(folder))) continue
    removeStale(folder, holder)
  }
  throw new Error(`cannot take ${lockPath(folder)}: it changes faster than it can be read`)
}

/** The live holder of the folder, or null. */
export async function lockHolder(folder: string): Promise<LockRecord | null> {
  const holder = readRecord(folder)
  return holder !== null && (await isAlive(folder, holder)) ? holder : null
}

function heldLock(folder: string, mine: LockRecord, onLost: () => void): FolderLock {
  let current = mine
  const isMine = (): boolean => readRecord(folder)?.token === mine.token
  const timer = setInterval(() => {
    try {
      if (isMine()) {
        const now = new Date()
        utimesSync(lockPath(folder), now, now)
        return
      }
    } catch {
      // A folder that vanished is a lost folder.
    }
    clearInterval(timer)
    onLost()
  }, BEAT_MS)
  timer.unref()
  return {
    announce(port, ready) {
      current = { ...current, port, ready }
      replaceFile(folder, current)
    },
    release() {
      clearInterval(timer)
      if (isMine()) rmSync(lockPath(folder), { force: true })
    },
  }
}

/** Creates the lock with its content in one step, or answers false when one exists. */
function createLock(folder: string, record: LockRecord): boolean {
  const draft = join(folder, `miaoqi.lock.${record.token}`)
  writeFileSync(draft, JSON.stringify(record), { mode: 0o644 })
  try {
    linkSync(draft, lockPath(folder))
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    // A file system without hard links: exclusive creation, readable a moment later.
    return createExclusively(folder, record)
  } finally {
    rmSync(draft, { force: true })
  }
}

function createExclusively(folder: string, record: LockRecord): boolean {
  try {
    writeFileSync(lockPath(folder), JSON.stringify(record), { flag: 'wx', mode: 0o644 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function replaceFile(folder: string, record: LockRecord): void {
  const draft = join(folder, `miaoqi.lock.${record.token}`)
  writeFileSync(draft, JSON.stringify(record), { mode: 0o644 })
  renameSync(draft, lockPath(folder))
}

function readRecord(folder: string): LockRecord | null {
  try {
    return JSON.parse(readFileSync(lockPath(folder), 'utf8')) as LockRecord
  } catch {
    return null
  }
}

function beat(folder: string): number {
  try {
    return statSync(lockPath(folder)).mtimeMs
  } catch {
    return 0
  }
}

async function isAlive(folder: string, holder: LockRecord): Promise<boolean> {
  if (holder.machine === machineName()) return isSameProcess(holder.pid, holder.run)
  const first = beat(folder)
  for (let waited = 0; waited < SILENCE_MS; waited += POLL_MS) {
    await sleep(POLL_MS)
    const now = beat(folder)
    if (now !== first) return now !== 0
  }
  return false
}

/** A lock that is being written is empty for a moment; one that stays unreadable is a leftover. */
async function staysUnreadable(folder: string): Promise<boolean> {
  for (let waited = 0; waited < BEAT_MS; waited += POLL_MS) {
    if (beat(folder) === 0 || readRecord(folder) !== null) return false
    await sleep(POLL_MS)
  }
  return true
}

/**
 * Takes a dead holder's lock away. Two who find the same leftover must not remove each other's fresh
 * lock: what was moved aside is compared, and put back if it is not the leftover.
 */
function removeStale(folder: string, stale: LockRecord | null): void {
  const aside = join(folder, `miaoqi.lock.old-${randomUUID()}`)
  try {
    renameSync(lockPath(folder), aside)
  } catch {
    return
  }
  let moved: LockRecord | null = null
  try {
    moved = JSON.parse(readFileSync(aside, 'utf8')) as LockRecord
  } catch {
    moved = null
  }
  try {
    if (moved?.token !== stale?.token) linkSync(aside, lockPath(folder))
  } catch {
    // Somebody created a lock in between; the next round judges it.
  } finally {
    rmSync(aside, { force: true })
  }
}
