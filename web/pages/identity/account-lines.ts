interface Line {
  readonly username: string
  readonly displayName: string
}

/** Reads "user name, name" lines; the number of the first line that is not one. */
export function readLines(text: string): { lines: readonly Line[]; bad: number | null } {
  const lines: Line[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw.trim() === '') continue
    const [username = '', displayName = ''] = raw.split(/[,,\t]/).map((part) => part.trim())
    if (username === '' || displayName === '') return { lines, bad: index + 1 }
    lines.push({ username, displayName })
  }
  return { lines, bad: null }
}
