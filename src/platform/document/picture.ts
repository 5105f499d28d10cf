import { inflateSync } from 'node:zlib'
import type { PaperPicture } from '../../kernel/paper.ts'
import { mediaTypeOf } from '../media-type.ts'

/* Photographs for papers: only whole ones, because a writer that meets a torn one has no way to say so. */

/** Bytes of dots that a picture may unfold to: 40 million dots in colour. */
const MOST = 160_000_000

type Printable = Pick<PaperPicture, 'bytes' | 'mediaType' | 'width' | 'height'>

/** A photograph as papers take it; null where it is no JPEG or PNG, torn, or too large to be drawn. */
export function printable(bytes: Uint8Array): Printable | null {
  const mediaType = mediaTypeOf(bytes)
  const size =
    mediaType === 'image/png' ? pngSize(bytes) : mediaType === 'image/jpeg' ? jpegSize(bytes) : null
  if (size === null || size.width === 0 || size.height === 0) return null
  return { bytes, mediaType: mediaType === 'image/png' ? 'image/png' : 'image/jpeg', ...size }
}

interface Size {
  readonly width: number
  readonly height: number
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** From the first chunk, once all chunks are there and the dots unfold to what it says (ISO/IEC 15948). */
function pngSize(bytes: Uint8Array): Size | null {
  const view = viewOf(bytes)
  const parts: Uint8Array[] = []
  let head: (Size & { readonly least: number }) | null = null
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (at + 12 + length > bytes.length) return null
    if (kind === 'IHDR' && length === 13) head = pngHead(view, at + 8)
    if (kind === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length))
    if (kind === 'IEND') return head !== null && unfolds(parts, head.least) ? head : null
    at += 12 + length
  }
  return null
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Width, height, and the bytes the dots need at least: each row with its filter. */
function pngHead(view: DataView, at: number): (Size & { readonly least: number }) | null {
  const [width, height] = [view.getUint32(at), view.getUint32(at + 4)]
  const channels = CHANNELS[view.getUint8(at + 9)]
  if (channels === undefined) return null
  const row = Math.ceil((width * channels * view.getUint8(at + 8)) / 8)
  return { width, height, least: (row + 1) * height }
}

function unfolds(parts: readonly Uint8Array[], least: number): boolean {
  if (least > MOST) return false
  try {
    return inflateSync(Buffer.concat(parts), { maxOutputLength: MOST }).length >= least
  } catch {
    return false
  }
}

/** Markers that begin a frame; C4, C8 and CC do not (ITU-T T.81, table B.1). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** From the frame header, where the scan that follows is ended by its mark. */
function jpegSize(bytes: Uint8Array): Size | null {
  const view = viewOf(bytes)
  for (let at = 2; at + 9 < bytes.length;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (isFrame(marker)) {
      const ended = bytes.lastIndexOf(0xd9) > at && bytes[bytes.lastIndexOf(0xd9) - 1] === 0xff
      return ended ? { width: view.getUint16(at + 7), height: view.getUint16(at + 5) } : null
    }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}
