import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { qrCode } from './qr.ts'

const digest = (text: string): string =>
  createHash('sha256')
    .update(
      qrCode(text)
        .map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))
        .join('\n'),
    )
    .digest('hex')
    .slice(0, 16)

const ADDRESS =
  'http://127.0.0.1:8080/public?county=371323&slip=2020-3-abcdef12&check=ABCDEF0123456789'

describe('QR codes', () => {
  /* The same symbols as an independent encoder (Project Nayuki, QR Code generator) gives, mask included. */
  test.each([
    ['a', 21, 'e8ab680854e4019c'],
    [ADDRESS, 41, '47de691d03e49ceb'],
    ['x'.repeat(150), 49, '9782fa7f0642d3e6'],
    ['z'.repeat(400), 77, '79907a2e182e3153'],
  ])('of %s', (text, size, expected) => {
    const code = qrCode(text)
    expect([code.length, code.every((row) => row.length === size)]).toEqual([size, true])
    expect(digest(text)).toBe(expected)
  })

  test('bytes are those of UTF-8, and what is too long is refused', () => {
    expect(qrCode('妙'.repeat(14)).length).toBe(qrCode('x'.repeat(42)).length)
    expect(() => qrCode('x'.repeat(3_000))).toThrow()
  })
})
