import { crc32, deflateSync } from 'node:zlib'

/* A small picture of a receipt: black letters on white, said to be a demonstration on its face. */

/** Five by seven dots for each sign, a row a number. */
const DOTS: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  '-': [0, 0, 0, 31, 0, 0, 0],
  '.': [0, 0, 0, 0, 0, 12, 12],
  D: [28, 18, 17, 17, 17, 18, 28],
  E: [31, 16, 16, 30, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  C: [14, 17, 16, 16, 16, 17, 14],
  N: [17, 17, 25, 21, 19, 17, 17],
  Y: [17, 17, 10, 4, 4, 4, 4],
}

const SCALE = 4
const LETTER = 6 * SCALE
const LINE = 11 * SCALE
const MARGIN = 24
const WIDTH = 420

/** A PNG of lines of digits and the letters DEMO, CNY. */
export function receiptPicture(lines: readonly string[]): Buffer {
  const height = MARGIN * 2 + lines.length * LINE
  const rows = Array.from({ length: height }, () => Buffer.alloc(WIDTH + 1, 255))
  for (const row of rows) row[0] = 0
  lines.forEach((line, i) => {
    Array.from(line).forEach((sign, j) => {
      drawSign(rows, DOTS[sign] ?? [], [MARGIN + j * LETTER, MARGIN + i * LINE])
    })
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function drawSign(
  rows: readonly Buffer[],
  dots: readonly number[],
  [left, top]: readonly [number, number],
): void {
  dots.forEach((bits, y) => {
    for (let x = 0; x < 5; x++) {
      if ((bits & (16 >> x)) === 0) continue
      for (let dy = 0; dy < SCALE; dy++) {
        const from = 1 + left + x * SCALE
        rows[top + y * SCALE + dy]?.fill(30, from, from + SCALE)
      }
    }
  })
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
