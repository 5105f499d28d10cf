import { type Instant, instant } from '../../../kernel/date.ts'
import type { Throttle } from '../model.ts'

const MINUTE_MS = 60_000

/** A name is locked at every fifth failure in a row: 15 minutes, doubled each time, a working day at most. */
export const FAILURES_TO_LOCK = 5
export const LOCK_MINUTES = 15
const LOCK_MINUTES_MAX = 480
/** A day without a failure and the count begins anew. */
const FORGET_MS = 24 * 3_600_000

/**
 * An address waits after this many failures within a quarter of an hour. It bounds the names that one
 * address can lock to six, so nobody locks a whole county out; colleagues behind the same address wait
 * with it, but sessions that are open go on.
 */
export const ADDRESS_FAILURES = 30
const ADDRESS_WINDOW_MS = 15 * MINUTE_MS

const after = (at: Instant, milliseconds: number): Instant => instant(Date.parse(at) + milliseconds)
const between = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from)

export function afterNameFailure(known: Throttle | null, at: Instant): Throttle {
  // Guesses that were under way when the lock fell neither lift it nor count towards the next.
  if (known !== null && minutesToWait(known, at) > 0) return known
  const fresh = known === null || between(known.lastAt, at) > FORGET_MS
  const failures = fresh ? 1 : known.failures + 1
  const since = fresh ? at : known.since
  if (failures % FAILURES_TO_LOCK !== 0) return { failures, since, lastAt: at, lockedUntil: null }
  const doublings = Math.min(failures / FAILURES_TO_LOCK - 1, 10)
  const minutes = Math.min(LOCK_MINUTES * 2 ** doublings, LOCK_MINUTES_MAX)
  return { failures, since, lastAt: at, lockedUntil: after(at, minutes * MINUTE_MS) }
}

export function afterAddressFailure(known: Throttle | null, at: Instant): Throttle {
  const fresh = known === null || between(known.since, at) > ADDRESS_WINDOW_MS
  const failures = fresh ? 1 : known.failures + 1
  const since = fresh ? at : known.since
  const lockedUntil = failures >= ADDRESS_FAILURES ? after(since, ADDRESS_WINDOW_MS) : null
  return { failures, since, lastAt: at, lockedUntil }
}

/** Whole minutes until somebody may try again, at least one; 0 when they may try now. */
export function minutesToWait(known: Throttle | null, at: Instant): number {
  if (known === null || known.lockedUntil === null) return 0
  return Math.max(0, Math.ceil(between(at, known.lockedUntil) / MINUTE_MS))
}

/**
 * What counts as one address: IPv6 by its /64, because a single machine has all of it; IPv4 written as
 * IPv6 as IPv4.
 */
export function addressGroup(source: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(source)
  if (mapped !== null) return mapped[1] ?? source
  if (!source.includes(':')) return source.slice(0, 100)
  const [head = '', tail] = source.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros =
    tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`.slice(0, 100)
}
