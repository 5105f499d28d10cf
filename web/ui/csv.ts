import { saveBlob } from './save-file.ts'

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
  saveBlob(name, new Blob([content], { type: 'text/csv;charset=utf-8' }))
}

/** Puts a text on the clipboard; over plain HTTP the browser has only the old way. */
export async function copyText(text: string): Promise<void> {
  const { clipboard } = navigator as { clipboard?: Clipboard }
  if (clipboard !== undefined) return clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
