/** A whole number as typed: null while it is none, undefined where nothing was typed. */
export function readCount(typed: string): number | null | undefined {
  const text = typed.trim().replaceAll(/[,\uFF0C\s]/g, '')
  if (text === '') return undefined
  return /^\d{1,7}$/.test(text) ? Number(text) : null
}
