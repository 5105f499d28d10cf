import { createHash } from 'node:crypto'

/** Names that never reach the audit trail in clear, whatever verb carries them. */
const ALWAYS = new Set([
  'password',
  'newPassword',
  'token',
  'code',
  'secret',
  'idNumber',
  'phone',
  'bankAccount',
])

const LONG_CHARACTERS = 16_000

/** A copy of a call's input fit for the audit trail: secrets replaced, files and long lists as their hash. */
export function redact(input: unknown, secret: readonly string[] = []): unknown {
  const hidden = new Set([...ALWAYS, ...secret])
  const clean = walk(input, hidden)
  const size = JSON.stringify(clean)?.length ?? 0
  return size > LONG_CHARACTERS ? { sha256: hashOf(input), characters: size } : clean
}

function walk(value: unknown, hidden: ReadonlySet<string>): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'string') {
    return value.length > LONG_CHARACTERS
      ? { sha256: hashOf(value), characters: value.length }
      : storable(value)
  }
  if (Array.isArray(value)) return value.map((item) => walk(item, hidden))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      storable(key),
      hidden.has(key) && item !== null && item !== undefined ? '•••' : walk(item, hidden),
    ]),
  )
}

/**
 * PostgreSQL stores neither NUL nor half a surrogate pair: left in, such a text would keep its own
 * call out of the audit trail.
 */
export const storable = (value: string): string => value.toWellFormed().replaceAll('\0', '\uFFFD')

function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (_key, v: unknown) =>
    typeof v === 'bigint' ? v.toString() : v,
  )
  return createHash('sha256').update(text).digest('hex')
}
