/* The code on a sheet, read from its photograph where the browser can read codes at all. */

interface Detector {
  readonly detect: (picture: ImageBitmap) => Promise<readonly { readonly rawValue: string }[]>
}
type DetectorClass = new (options: { formats: readonly string[] }) => Detector

/** The number that an address on a sheet names; null for any other text. */
export function serialOf(address: string): string | null {
  try {
    return new URL(address).searchParams.get('sheet')
  } catch {
    return null
  }
}

/** The number of the sheet in a photograph; null where no code can be read. */
export async function serialIn(picture: Blob): Promise<string | null> {
  const found = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (found === undefined || !picture.type.startsWith('image/')) return null
  try {
    const codes = await new found({ formats: ['qr_code'] }).detect(await createImageBitmap(picture))
    for (const { rawValue } of codes) {
      const serial = serialOf(rawValue)
      if (serial !== null) return serial
    }
  } catch {
    // A browser that offers the reader and cannot use it: the number is typed.
  }
  return null
}
