import { deflateSync } from 'node:zlib'
import { type QrCode, qrCode } from './qr.ts'

/** Light modules around a symbol, as the standard asks for. */
const QUIET = 4
/** Dots of a module: sharp on paper at 40 mm. */
const SCALE = 8

/** The code of a text as a black-and-white PNG, quiet zone included: for papers that hold pictures. */
export function codeImage(text: string): Buffer {
  const code = qrCode(text)
  const modules = code.length + 2 * QUIET
  const side = modules * SCALE
  const stride = Math.ceil(side / 8)
  const rows = Buffer.alloc((stride + 1) * side, 0xff)
  for (let y = 0; y < side; y++) {
    const start = y * (stride + 1)
    rows[start] = 0
    for (let x = 0; x < side; x++) {
      if (!isDark(code, x, y)) continue
      const at = start + 1 + (x >>> 3)
      rows[at] = (rows[at] ?? 0) & ~(0x80 >>> (x & 7))
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  // One bit a dot, greys, no interlacing.
  head.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const isDark = (code: QrCode, x: number, y: number): boolean =>
  code[Math.floor(y / SCALE) - QUIET]?.[Math.floor(x / SCALE) - QUIET] === true

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** The checksum of PNG (ISO 3309). */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return (crc ^ 0xffffffff) >>> 0
}
