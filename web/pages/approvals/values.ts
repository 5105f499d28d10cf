import type { Field } from './words.ts'

/* What is typed into a generated form, and what of it is sent: whole numbers as numbers, gaps left out. */

/** Everything as people type it: texts, ticks, rows of the same. */
export interface Typed {
  readonly [key: string]: string | boolean | readonly Typed[] | undefined
}

/** What was written down, as a form shows it again. */
export function typedOf(
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
): Typed {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = values[field.key]
      if (value === undefined || value === null) return []
      return [[field.key, typedValue(field, value)]]
    }),
  )
}

function typedValue(field: Field, value: unknown): Typed[string] {
  if (field.kind === 'yes') return value === true
  if (field.kind === 'words') return Array.isArray(value) ? value.map(String).join('\n') : ''
  if (field.kind !== 'table') return String(value as string | number)
  const rows = Array.isArray(value) ? (value as Record<string, unknown>[]) : []
  return rows.map((row) => typedOf(field.columns, row))
}

/** What is sent: an empty place is not sent at all, a number that is none goes as it is, to be told so. */
export function sentOf(fields: readonly Field[], typed: Typed): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = sentValue(field, typed[field.key])
      return value === undefined ? [] : [[field.key, value]]
    }),
  )
}

function sentValue(field: Field, value: Typed[string]): unknown {
  if (field.kind === 'yes') return typeof value === 'boolean' ? value : undefined
  if (field.kind === 'table') {
    const rows = Array.isArray(value) ? (value as readonly Typed[]) : []
    return rows.map((row) => sentOf(field.columns, row))
  }
  const said = typeof value === 'string' ? value.trim() : ''
  if (field.kind === 'words') {
    const lines = said
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    return lines.length === 0 && field.optional === true ? undefined : lines
  }
  if (said === '') return undefined
  return field.kind === 'count' && /^\d{1,9}$/.test(said) ? Number(said) : said
}

/** Whether every field that must be written has something in it: before that nobody is told of faults. */
export const isWhole = (fields: readonly Field[], typed: Typed): boolean =>
  fields.every((field) => {
    if (field.optional === true) return true
    const value = typed[field.key]
    if (field.kind === 'yes') return typeof value === 'boolean'
    if (field.kind === 'words') return true
    if (field.kind !== 'table') return typeof value === 'string' && value.trim() !== ''
    const rows = Array.isArray(value) ? (value as readonly Typed[]) : []
    return rows.length >= field.min && rows.every((row) => isWhole(field.columns, row))
  })
