/** Hands a file to the browser's own download. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** The same for a file that came in an answer, in base64. */
export function saveFile(file: {
  readonly name: string
  readonly mediaType: string
  readonly content: string
}): void {
  const bytes = Uint8Array.from(atob(file.content), (char) => char.charCodeAt(0))
  saveBlob(file.name, new Blob([bytes], { type: file.mediaType }))
}
