import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs'
import type { Anchor } from '../../platform/audit.ts'

/*
 * Heads of the chains, written down outside the database: one JSON line each, in a file that is only
 * ever appended to. Who can rewrite the database can recompute a chain; these lines then no longer agree.
 * They protect as far as the file is out of that person's reach: copy it elsewhere, or set it append-only.
 */

/** Adds one head and waits until it is on the disk. Throws when it cannot be written. */
export function appendAnchor(
  file: string,
  head: Omit<Anchor, 'seq'> & { readonly seq: bigint | string },
): void {
  const { county, seq, hash, algorithm, at } = head
  const line = `${JSON.stringify({ county, seq: String(seq), hash, algorithm, at })}\n`
  const handle = openSync(file, 'a+', 0o600)
  try {
    // A line that a crash cut off must not swallow this one.
    writeSync(handle, endsOpen(handle) ? `\n${line}` : line)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function endsOpen(handle: number): boolean {
  const { size } = fstatSync(handle)
  if (size === 0) return false
  const last = Buffer.alloc(1)
  readSync(handle, last, 0, 1, size - 1)
  return last.toString() !== '\n'
}

/** All heads written down so far, oldest first; a line that is no head (cut off by a crash) is passed over. */
export function readAnchors(file: string): Anchor[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8').split('\n').flatMap(anchorOf)
}

function anchorOf(line: string): Anchor[] {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return []
  }
  if (typeof value !== 'object' || value === null) return []
  const { county, seq, hash, algorithm, at } = value as Record<string, unknown>
  const whole = typeof county === 'number' && typeof seq === 'string' && /^\d{1,18}$/.test(seq)
  if (!whole || typeof hash !== 'string') return []
  if (typeof algorithm !== 'string' || typeof at !== 'string') return []
  return [{ county, seq, hash, algorithm, at }]
}
