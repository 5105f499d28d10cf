import type { Sheet } from '../facts.ts'
import type { Money, Room } from './bounds.ts'

/** Money on its way between two places; `from` null: new money. */
export interface MoneyMove {
  readonly from: number | null
  readonly to: number
  readonly paid: bigint
  readonly promised: bigint
}

export type MoneyFix =
  | { readonly kind: 'found'; readonly moves: readonly MoneyMove[]; readonly total: bigint }
  | { readonly kind: 'impossible' }
  /** Not found within the steps allowed: whether there is one is not known. */
  | { readonly kind: 'unknown' }

export const totalOf = (moves: readonly MoneyMove[]): bigint =>
  moves.reduce((sum, { paid, promised }) => sum + paid + promised, 0n)

/** What each place holds, moved along while a fix is tried. */
export interface Holdings {
  readonly paid: bigint[]
  readonly promised: bigint[]
}

export const holdingsOf = ({ registered, paid }: Money): Holdings => ({
  paid: [...paid.amounts],
  promised: registered.amounts.map((amount, i) => amount - (paid.amounts[i] ?? 0n)),
})

export const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** The most a place may still take without breaking a room; rooms that also hold `except` do not notice. */
export function roomToTake(
  rooms: readonly Room[],
  base: Room['base'],
  except: readonly Room[] = [],
): bigint | null {
  let most: bigint | null = null
  for (const room of rooms) {
    if (room.high === null || room.base !== base || except.includes(room)) continue
    const left = room.high > room.sum ? room.high - room.sum : 0n
    if (most === null || left < most) most = left
  }
  return most
}

/** The most a place may give away without breaking a room. */
export function roomToGive(
  rooms: readonly Room[],
  base: Room['base'],
  except: readonly Room[] = [],
): bigint | null {
  let most: bigint | null = null
  for (const room of rooms) {
    if (room.low === null || room.base !== base || except.includes(room)) continue
    const left = room.sum > room.low ? room.sum - room.low : 0n
    if (most === null || left < most) most = left
  }
  return most
}

export const leastOf = (...limits: readonly (bigint | null)[]): bigint | null =>
  limits.reduce((a, b) => (a === null ? b : b === null ? a : lesser(a, b)), null)

/** Those who can take: holders, not shares set aside for nobody, not people who hold nothing yet. */
export const canTake = (sheet: Sheet, place: number): boolean => {
  const holder = sheet.holders[place]
  return holder !== undefined && holder.class !== 'other'
}

export const isCollective = (sheet: Sheet, place: number): boolean =>
  sheet.holders[place]?.class === 'collective'

/** Order of places by a size, the largest first, equals by id. */
export const byLargest =
  (sizes: readonly bigint[]) =>
  (a: number, b: number): number => {
    const [x, y] = [sizes[a] ?? 0n, sizes[b] ?? 0n]
    return x === y ? a - b : x > y ? -1 : 1
  }
