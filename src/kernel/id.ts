/**
 * An internal identifier: UUIDv7, made by the application, never by the database. `Id<'person'>` does not
 * fit where an `Id<'unit'>` is asked for; `Id` alone takes any.
 */
export type Id<Noun extends string = string> = string & { readonly noun?: Noun }

/** An id whose noun is not said: plain text that fits every noun, so contracts and rows speak of ids alike. */
export type AnyId = string

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Lays milliseconds and 74 random bits out as a UUIDv7 (RFC 9562). Pure: time and chance come from the caller. */
export function uuid7(milliseconds: number, random: Uint8Array): AnyId {
  const bytes = new Uint8Array(16)
  let time = milliseconds
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256
    time = Math.floor(time / 256)
  }
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
