import { expect, test } from 'vitest'
import { codeImage } from './code-image.ts'
import { printable } from './picture.ts'

const PNG = codeImage('a picture')

/** The least a JPEG needs to be drawn: a frame of two by three dots, and its end. */
const jpeg = (...before: number[]): Buffer =>
  Buffer.from([
    0xff,
    0xd8,
    ...before,
    0xff,
    0xc0,
    0,
    11,
    8,
    0,
    3,
    0,
    2,
    1,
    1,
    0x11,
    0,
    1,
    2,
    0xff,
    0xd9,
  ])

test('a whole PNG with its size; one torn anywhere is none', () => {
  expect(printable(PNG)).toMatchObject({ mediaType: 'image/png', width: 232, height: 232 })
  for (const at of [8, 20, 40, PNG.length - 13, PNG.length - 1]) {
    expect(printable(PNG.subarray(0, at)), `cut at ${at}`).toBeNull()
  }
})

test('a PNG whose dots do not unfold to its size is none', () => {
  const wide = Buffer.from(PNG)
  wide.writeUInt32BE(100_000, 16)
  expect(printable(wide)).toBeNull()
  const spoilt = Buffer.from(PNG)
  const data = spoilt.indexOf('IDAT') + 4
  spoilt.fill(0xff, data, data + 20)
  expect(printable(spoilt)).toBeNull()
})

test('a JPEG by its frame, past other marks; without frame or end it is none', () => {
  expect(printable(jpeg())).toMatchObject({ mediaType: 'image/jpeg', width: 2, height: 3 })
  expect(printable(jpeg(0xff, 0xe0, 0, 4, 1, 2))).toMatchObject({ width: 2, height: 3 })
  expect(printable(jpeg().subarray(0, -2))).toBeNull()
  expect(printable(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]))).toBeNull()
})

test('neither a paper nor a picture of a telephone that papers cannot hold', () => {
  expect(printable(Buffer.from('%PDF-1.4'))).toBeNull()
  expect(printable(Buffer.from('RIFF\0\0\0\0WEBPVP8 '))).toBeNull()
})
