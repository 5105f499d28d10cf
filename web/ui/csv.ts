/*
 * Tables leave the desk as CSV that Excel opens without harm: a byte order mark for the Chinese, and an
 * apostrophe before whatever a spreadsheet would take for a formula.
 */

/** One cell: quoted where needed, a leading `=`, `+`, `-`, `@`, tab or return made harmless. */
export function csvCell(value: string): string {
  const isAmount = /^-?\d+(\.\d+)?$/.test(value)
  const safe = !isAmount && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\u{FEFF}${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`

/** Hands a text to the browser's own download. */
export function saveText(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
