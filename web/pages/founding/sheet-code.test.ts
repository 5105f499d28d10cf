import { expect, test } from 'vitest'
import { serialIn, serialOf } from './sheet-code.ts'

test('the code on a sheet names its number, other codes nothing', () => {
  const serial = '创办〔2020〕1号-意-003'
  const address = `https://county.example/foundings/1/mobilisation?sheet=${encodeURIComponent(serial)}`
  expect(serialOf(address)).toBe(serial)
  expect(serialOf('https://county.example/cases/1?step=survey')).toBeNull()
  expect(serialOf('6901234567890')).toBeNull()
})

test('a browser that cannot read codes leaves the number to be typed', async () => {
  expect(await serialIn(new Blob(['x'], { type: 'image/png' }))).toBeNull()
})
