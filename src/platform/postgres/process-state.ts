import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Tells one run of a process from a later one with the same number: boot and start time.
 * Null when no such process lives (a zombie does not), '' when the system does not say.
 */
export function processRun(pid: number): string | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null
  if (process.platform === 'linux') return linuxRun(pid)
  if (process.platform === 'darwin') return darwinRun(pid)
  return signalsReach(pid) ? '' : null
}

/** Whether the process that had this number and run still lives. An unknown run ('') counts as the same. */
export function isSameProcess(pid: number, run: string): boolean {
  const now = processRun(pid)
  return now !== null && (now === '' || run === '' || now === run)
}

/** This machine, and within it the set of process numbers it sees (a container has its own). */
export function machineName(): string {
  return `${hostname()} ${readLink('/proc/self/ns/pid') ?? ''}`.trim()
}

/** Whether `pid` is a running postmaster of the cluster in `clusterDir` (real path). */
export function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (processRun(pid) === null) return false
  if (process.platform === 'linux') {
    return (
      readText(`/proc/${pid}/comm`)?.trim() === 'postgres' &&
      readLink(`/proc/${pid}/cwd`) === clusterDir
    )
  }
  if (process.platform === 'darwin') return darwinField(pid, 'command').includes(clusterDir)
  // Windows names no folder of a process cheaply; a live number in postmaster.pid is taken at its word.
  return true
}

function linuxRun(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`)
  if (stat === null) return null
  // The command stands in parentheses and may hold anything; the state is the first field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  const boot = readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
  return `${boot}:${fields[19] ?? ''}`
}

function darwinRun(pid: number): string | null {
  const state = darwinField(pid, 'stat')
  return state === '' || state.startsWith('Z') ? null : darwinField(pid, 'lstart')
}

function darwinField(pid: number, field: string): string {
  return spawnSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
}

function signalsReach(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
