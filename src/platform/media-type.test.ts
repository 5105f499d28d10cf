import { expect, test } from 'vitest'
import { makeZip } from './sheet/testing.ts'
import { mediaTypeOf } from './media-type.ts'

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)))

test('photographs and papers are told by their first bytes', () => {
  expect(mediaTypeOf(bytes([0xff, 0xd8, 0xff, 0xe1]))).toBe('image/jpeg')
  expect(mediaTypeOf(bytes([0x89], 'PNG', [13, 10, 26, 10]))).toBe('image/png')
  expect(mediaTypeOf(bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 '))).toBe('image/webp')
  expect(mediaTypeOf(bytes([0, 0, 0, 24], 'ftypheic'))).toBe('image/heic')
  expect(mediaTypeOf(bytes('%PDF-1.7'))).toBe('application/pdf')
  expect(mediaTypeOf(makeZip([{ name: 'OFD.xml', body: '<ofd/>' }]))).toBe('application/ofd')
})

test('everything else is none', () => {
  expect(mediaTypeOf(makeZip([{ name: 'xl/workbook.xml', body: '<w/>' }]))).toBe(null)
  for (const text of ['', 'MZ', '<svg onload="x">', '<html>', 'RIFF1234WAVE', 'GIF89a', '\u00FF']) {
    expect(mediaTypeOf(bytes(text))).toBe(null)
  }
})
