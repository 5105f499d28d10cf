import { createHash, type Hash } from 'node:crypto'
import { text } from '../../kernel/text.ts'
import { DatabaseProblem } from '../postgres/problem.ts'
import type { AppliedMigration } from '../migrate.ts'

/*
 * A backup is one gzip file of two members. The first holds frames: kind (1 byte), length (4 bytes, big
 * endian), payload. The second is empty and carries, as its comment, the SHA-256 of every byte before
 * it, so that any changed or missing byte is found, the bytes that gzip itself does not check included.
 *
 *   M manifest   T table begins   D rows in COPY text form ...   E table ends   (T D* E)*   Z totals
 */

export const FORMAT = 'miaoqi-backup'
export const FORMAT_VERSION = 1

export type FrameKind = 'M' | 'T' | 'D' | 'E' | 'Z'

export interface Frame {
  readonly kind: FrameKind
  readonly payload: Buffer
}

export interface BackupTable {
  readonly name: string
  readonly columns: readonly string[]
}

export interface BackupSequence {
  readonly name: string
  readonly value: string
  readonly called: boolean
}

export interface Manifest {
  readonly format: typeof FORMAT
  readonly formatVersion: number
  readonly createdAt: string
  readonly serverVersion: string
  readonly migrations: readonly AppliedMigration[]
  readonly tables: readonly BackupTable[]
  readonly sequences: readonly BackupSequence[]
}

export interface TableEnd {
  readonly rows: number
  readonly sha256: string
}

export interface Totals {
  readonly tables: number
  readonly rows: number
  /** Of all frames before this one. */
  readonly sha256: string
}

/** What a backup holds, for the person and for the check after a restore. */
export interface BackupSummary {
  readonly createdAt: string
  readonly schemaVersion: number
  readonly rows: number
  readonly tables: readonly (TableEnd & { readonly name: string })[]
}

export interface BackupProgress {
  readonly step: 'export' | 'verify' | 'load' | 'check'
  readonly table: string
  /** Tables finished, of how many. */
  readonly done: number
  readonly of: number
}

const HEAD_BYTES = 5
/** Frames are cut so that neither side holds more than a few of them in memory. */
export const DATA_FRAME_BYTES = 1024 * 1024
const FRAME_LIMIT_BYTES = 8 * 1024 * 1024
const KINDS: ReadonlySet<string> = new Set(['M', 'T', 'D', 'E', 'Z'] satisfies FrameKind[])

export function frameHead(kind: FrameKind, length: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(kind, 0, 'latin1')
  head.writeUInt32BE(length, 1)
  return head
}

export const frame = (kind: FrameKind, payload: Buffer): Buffer =>
  Buffer.concat([frameHead(kind, payload.length), payload])

export const jsonFrame = (kind: FrameKind, value: unknown): Buffer =>
  frame(kind, Buffer.from(JSON.stringify(value)))

/** Cuts a stream of bytes into frames. Throws `backup` at the first thing that is no frame. */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let parts: Buffer[] = []
  let have = 0
  let need = HEAD_BYTES
  for await (const part of source) {
    parts.push(part)
    have += part.length
    if (have < need) continue
    let rest = Buffer.concat(parts)
    for (need = lengthOf(rest); rest.length >= need && need > HEAD_BYTES; need = lengthOf(rest)) {
      yield { kind: kindOf(rest), payload: rest.subarray(HEAD_BYTES, need) }
      rest = rest.subarray(need)
    }
    parts = [rest]
    have = rest.length
  }
  if (have > 0) throw damaged('a frame is cut off')
}

/** Bytes of the frame at the start, or of a head when not even that is there. No frame is empty. */
function lengthOf(bytes: Buffer): number {
  if (bytes.length < HEAD_BYTES) return HEAD_BYTES
  const length = bytes.readUInt32BE(1)
  if (length === 0 || length > FRAME_LIMIT_BYTES) throw damaged('a frame of impossible length')
  return HEAD_BYTES + length
}

function kindOf(bytes: Buffer): FrameKind {
  const kind = bytes.toString('latin1', 0, 1)
  if (!isKind(kind)) throw damaged('an unknown frame')
  return kind
}

const isKind = (kind: string): kind is FrameKind => KINDS.has(kind)

/** The JSON of a frame. Its shape was written by this program, which the hash of the file proves. */
export function jsonOf<T>(frameOf: Frame): T {
  try {
    return JSON.parse(frameOf.payload.toString('utf8')) as T
  } catch {
    throw damaged(`frame ${frameOf.kind} is not readable`)
  }
}

const SEAL_COMMENT = 'miaoqi sha256 '
/** gzip, deflate, a comment follows, no time, no flags, unknown system. */
const SEAL_HEAD = Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 255])
/** An empty deflate stream, its CRC and its length. */
const SEAL_TAIL = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0])

/** The last member of the file: nothing but the hash of what stands before it. */
export function seal(hash: Hash): Buffer {
  const comment = Buffer.from(`${SEAL_COMMENT}${hash.digest('hex')}\0`, 'latin1')
  return Buffer.concat([SEAL_HEAD, comment, SEAL_TAIL])
}

export const SEAL_BYTES = seal(createHash('sha256')).length

/** `what` is for whoever looks into a damaged file; the person reads that it cannot be used. */
export function damaged(what: string): DatabaseProblem {
  return backupProblem(
    `备份文件已损坏或不完整(${what}),不能恢复,未作任何更改。`,
    `The backup file is damaged or incomplete (${what}); nothing was changed.`,
  )
}

export function backupProblem(zh: string, en: string, cause?: unknown): DatabaseProblem {
  return new DatabaseProblem('backup', text(zh, en), cause)
}
