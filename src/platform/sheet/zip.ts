import { crc32, createInflateRaw } from 'node:zlib'
import type { SheetLimits } from './cell.ts'
import { refuseFile, refuseSize } from './refuse.ts'

/** One part of a package, as its central directory tells it. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly checksum: number
  /** Where its local header begins. */
  readonly offset: number
}

const END_SIGNATURE = 0x06054b50
const CENTRAL_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_BYTES = 22
const MAX_COMMENT = 65_535
const CENTRAL_BYTES = 46
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8
const ENCRYPTED_FLAG = 1
const UNKNOWN_SIZE = 0xffffffff
const RATIO_FLOOR = 1024 * 1024
const CHUNK_BYTES = 256 * 1024

/**
 * Reads the directory of a package without unpacking anything, and refuses what could not be unpacked
 * safely: too many parts, too much in total, a part packed beyond any honest ratio, parts that overlap
 * (the same bytes unpacked many times), encrypted parts, unknown methods.
 */
export function readZipDirectory(bytes: Buffer, limits: SheetLimits): Map<string, ZipEntry> {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  const start = bytes.readUInt32LE(end + 16)
  if (count > limits.entries) throw refuseSize('entries', limits)
  const entries = new Map<string, ZipEntry>()
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > end || bytes.readUInt32LE(at) !== CENTRAL_SIGNATURE) {
      throw refuseFile('damaged')
    }
    const nameBytes = bytes.readUInt16LE(at + 28)
    const more = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    const entry = readEntry(bytes, at, nameBytes)
    if (entries.has(entry.name)) throw refuseFile('damaged')
    entries.set(entry.name, entry)
    at += CENTRAL_BYTES + nameBytes + more
  }
  checkSizes([...entries.values()], start, limits)
  return entries
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT)
  for (let at = bytes.length - END_BYTES; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) !== END_SIGNATURE) continue
    if (at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length) return at
  }
  throw refuseFile('damaged')
}

function readEntry(bytes: Buffer, at: number, nameBytes: number): ZipEntry {
  if ((bytes.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0) throw refuseFile('encrypted')
  const entry = {
    // A part is found by its name and never written anywhere, so "../" in a name is only a name.
    name: bytes.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
    method: bytes.readUInt16LE(at + 10),
    checksum: bytes.readUInt32LE(at + 16),
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  }
  if (entry.packed === UNKNOWN_SIZE || entry.unpacked === UNKNOWN_SIZE) throw refuseFile('bomb')
  if (entry.method !== STORED && entry.method !== DEFLATED) throw refuseFile('damaged')
  if (entry.method === STORED && entry.packed !== entry.unpacked) throw refuseFile('damaged')
  return entry
}

function checkSizes(entries: readonly ZipEntry[], end: number, limits: SheetLimits): void {
  let total = 0
  for (const { packed, unpacked } of entries) {
    total += unpacked
    if (unpacked > RATIO_FLOOR && unpacked > packed * limits.ratio) throw refuseFile('bomb')
  }
  if (total > limits.unpackedBytes) throw refuseSize('unpackedBytes', limits)
  let last = 0
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.offset < last) throw refuseFile('bomb')
    last = entry.offset + LOCAL_BYTES + entry.packed
  }
  if (last > end) throw refuseFile('damaged')
}

/**
 * Unpacks one part piece by piece. A part that turns out longer than its directory said stops at once,
 * one whose checksum differs is damaged.
 */
export async function* unpack(bytes: Buffer, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = entry.offset
  if (bytes.readUInt32LE(header) !== LOCAL_SIGNATURE) throw refuseFile('damaged')
  const from =
    header + LOCAL_BYTES + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
  const packed = bytes.subarray(from, from + entry.packed)
  if (packed.length !== entry.packed) throw refuseFile('damaged')
  let size = 0
  let checksum = 0
  try {
    for await (const chunk of chunksOf(packed, entry.method)) {
      size += chunk.length
      if (size > entry.unpacked) throw refuseFile('bomb')
      checksum = crc32(chunk, checksum)
      yield chunk
    }
  } catch (error) {
    throw isZlibError(error) ? refuseFile('damaged') : error
  }
  if (size !== entry.unpacked || checksum !== entry.checksum) throw refuseFile('damaged')
}

async function* chunksOf(packed: Buffer, method: number): AsyncGenerator<Buffer> {
  if (method === STORED) {
    yield packed
    return
  }
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES })
  inflate.end(packed)
  try {
    yield* inflate as AsyncIterable<Buffer>
  } finally {
    inflate.destroy()
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
