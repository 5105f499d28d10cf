/** Hands a file that came in base64 to the browser's own download. */
export function saveFile(file: {
  readonly name: string
  readonly mediaType: string
  readonly content: string
}): void {
  const bytes = Uint8Array.from(atob(file.content), (char) => char.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = file.name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
