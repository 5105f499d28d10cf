import { encode } from 'uqr'
import { describe, expect, test } from 'vitest'
import { type Dots, serialAmong, serialIn, serialOf } from './sheet-code.ts'

const SERIAL = '创办〔2020〕1号-意-003'
const ADDRESS = `https://county.example/foundings/1/mobilisation?sheet=${encodeURIComponent(SERIAL)}`

test('the code on a sheet names its number, other codes nothing', () => {
  expect(serialOf(ADDRESS)).toBe(SERIAL)
  expect(serialOf('https://county.example/cases/1?step=survey')).toBeNull()
  expect(serialOf('6901234567890')).toBeNull()
})

test('what is no picture leaves the number to be typed', async () => {
  expect(await serialIn(new Blob(['x'], { type: 'application/pdf' }))).toBeNull()
  expect(await serialIn(new Blob(['x'], { type: 'image/png' }))).toBeNull()
})

interface Shot {
  /** Turned by so many degrees, seen from so far below (0: straight above). */
  readonly turned: number
  readonly slant: number
  /** Dots of the picture for each module of the code. */
  readonly module: number
}

/** A page with a code in its corner as a telephone sees it: turned, slanted, in bad light, with noise. */
function photograph(text: string, { turned, slant, module }: Shot): Dots {
  const { data: modules, size } = encode(text, { ecc: 'M', border: 4 })
  const [width, height] = [900, 1200]
  const data = new Uint8ClampedArray(width * height * 4)
  const angle = (turned * Math.PI) / 180
  let seed = 7
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      const [dx, dy] = [x - width / 2, y - height / 2]
      const far = 1 + (slant * dy) / height
      const u = ((dx * Math.cos(angle) + dy * Math.sin(angle)) * far) / module + size / 2
      const v = ((dy * Math.cos(angle) - dx * Math.sin(angle)) * far) / module + size / 2
      const dark = modules[Math.floor(v)]?.[Math.floor(u)] === true
      const light = 110 + (90 * x) / width
      const grey = (dark ? 30 : light) + (seed % 40) - 20
      data.set([grey, grey, grey, 255], (y * width + x) * 4)
    }
  }
  return { width, height, data }
}

describe('a photographed sheet', () => {
  test.each<Shot>([
    { turned: 0, slant: 0, module: 6 },
    { turned: 8, slant: 0.1, module: 6 },
    { turned: -20, slant: 0.2, module: 5 },
    { turned: 90, slant: 0, module: 5 },
    { turned: 180, slant: 0.1, module: 4 },
  ])('turned %o is read without the browser’s own reader', async (shot) => {
    expect(await serialAmong(photograph(ADDRESS, shot))).toBe(SERIAL)
  })

  test('a page without a code, or with another, has no number', async () => {
    const shot = { turned: 5, slant: 0.1, module: 6 }
    const blank = photograph(ADDRESS, shot)
    expect(await serialAmong({ ...blank, data: blank.data.fill(200) })).toBeNull()
    expect(await serialAmong(photograph('https://county.example/cases/1', shot))).toBeNull()
  })
})
