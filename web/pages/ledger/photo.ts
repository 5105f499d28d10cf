/*
 * Photographs on their way to the books. A telephone's picture has far more dots than a receipt needs and
 * village networks are slow: it is made smaller before it is sent. What cannot be drawn goes as it is.
 */

const LONGEST = 2_200
const QUALITY = 0.85
/** Files up to this size are sent as they are. */
const SMALL = 700 * 1024

export interface Picture {
  readonly key: string
  readonly name: string
  readonly blob: Blob
  /** For the screen; null where the browser cannot draw it. */
  readonly preview: string | null
}

async function shrunk(file: File): Promise<Blob> {
  if (!file.type.startsWith('image/') || file.size <= SMALL) return file
  try {
    const bitmap = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((done) =>
      canvas.toBlob(done, 'image/jpeg', QUALITY),
    )
    return blob !== null && blob.size < file.size ? blob : file
  } catch {
    return file
  }
}

/** The chosen files, made small enough to send. */
export async function picturesOf(files: FileList): Promise<readonly Picture[]> {
  const pictures: Picture[] = []
  for (const file of files) {
    const blob = await shrunk(file)
    const preview = blob.type.startsWith('image/') ? URL.createObjectURL(blob) : null
    const key = `${file.name}${file.lastModified}${file.size}`
    pictures.push({ key, name: file.name === '' ? 'photo.jpg' : file.name, blob, preview })
  }
  return pictures
}

/** A file as the server takes it. */
export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let binary = ''
  const step = 0x8000
  for (let at = 0; at < bytes.length; at += step) {
    binary += String.fromCharCode(...bytes.subarray(at, at + step))
  }
  return btoa(binary)
}
