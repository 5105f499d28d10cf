/*
 * The code on a sheet, read from its photograph: by the browser where it can read codes (telephones mostly), else by a
 * reader that is loaded only then.
 */

interface Detector {
  readonly detect: (picture: ImageBitmap) => Promise<readonly { readonly rawValue: string }[]>
}
type DetectorClass = new (options: { formats: readonly string[] }) => Detector

/** The dots of a picture, four bytes each: red, green, blue, alpha. */
export interface Dots {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** A code on a photographed page is still sharp at this size, and found in a moment. */
const LONGEST_SIDE = 1600
const READER_MS = 1_500
const READER_EFFORT = 8

/** The number that an address on a sheet names; null for any other text. */
export function serialOf(address: string): string | null {
  try {
    return new URL(address).searchParams.get('sheet')
  } catch {
    return null
  }
}

/** The number of the sheet in a photograph; null where no code can be read: then it is typed. */
export async function serialIn(picture: Blob): Promise<string | null> {
  if (!picture.type.startsWith('image/')) return null
  try {
    const bitmap = await createImageBitmap(picture)
    return (await seenByBrowser(bitmap)) ?? (await serialAmong(dotsOf(bitmap)))
  } catch {
    return null
  }
}

async function seenByBrowser(bitmap: ImageBitmap): Promise<string | null> {
  const found = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (found === undefined) return null
  try {
    const codes = await new found({ formats: ['qr_code'] }).detect(bitmap)
    return codes.map(({ rawValue }) => serialOf(rawValue)).find((serial) => serial !== null) ?? null
  } catch {
    // A browser that offers the reader and cannot use it.
    return null
  }
}

/** The number that the code among these dots names; null where there is none. */
export async function serialAmong(dots: Dots): Promise<string | null> {
  const { default: decode } = await import('qr/decode.js')
  try {
    return serialOf(decode(dots, { timeLimit: READER_MS, effort: READER_EFFORT }))
  } catch {
    return null
  }
}

function dotsOf(bitmap: ImageBitmap): Dots {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)]
  const pen = new OffscreenCanvas(width, height).getContext('2d')
  if (pen === null) throw new Error('no canvas')
  pen.drawImage(bitmap, 0, 0, width, height)
  return pen.getImageData(0, 0, width, height)
}
