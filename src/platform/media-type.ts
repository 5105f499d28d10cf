/* What may lie in the inbox, told by the first bytes and never by the file's name. */

export const FILE_BYTES = 10 * 1024 * 1024

const begins = (bytes: Uint8Array, signs: readonly number[], at = 0): boolean =>
  signs.every((sign, i) => bytes[at + i] === sign)

const ascii = (text: string): number[] => Array.from(text, (sign) => sign.codePointAt(0) ?? 0)

function contains(bytes: Uint8Array, text: string): boolean {
  const signs = ascii(text)
  const [first = 0] = signs
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (begins(bytes, signs, at)) return true
  }
  return false
}

const HEIC_BRANDS = ['heic', 'heix', 'mif1', 'heim']

/**
 * The media type of a photograph or paper: JPEG, PNG, WebP, HEIC (phones), PDF, OFD (electronic invoices,
 * GB/T 33190). Null for everything else.
 */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (begins(bytes, [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (begins(bytes, ascii('RIFF')) && begins(bytes, ascii('WEBP'), 8)) return 'image/webp'
  if (begins(bytes, ascii('ftyp'), 4) && HEIC_BRANDS.some((b) => begins(bytes, ascii(b), 8))) {
    return 'image/heic'
  }
  if (begins(bytes, ascii('%PDF-'))) return 'application/pdf'
  return begins(bytes, [0x50, 0x4b, 3, 4]) && contains(bytes, 'OFD.xml') ? 'application/ofd' : null
}
