import type { Room } from './bounds.ts'
import type { Row } from './integer-programme.ts'

/*
 * The exact searches look at few rooms at first, and take further ones in only when an answer breaks them.
 * Places that stand in the same rooms looked at are interchangeable and share their variables. An answer
 * that breaks no room left out is an answer to the whole; where the part has none, the whole has none.
 */

/** Places that stand in the same of the rooms looked at. */
export interface PlaceClass {
  readonly places: readonly number[]
  readonly rooms: ReadonlySet<Room>
}

export function classesOf(
  places: readonly number[],
  byPlace: readonly (readonly Room[])[],
  active: ReadonlySet<Room>,
): PlaceClass[] {
  const number = new Map([...active].map((room, i) => [room, i]))
  const classes = new Map<string, { places: number[]; rooms: Set<Room> }>()
  for (const place of places) {
    const rooms = new Set((byPlace[place] ?? []).filter((room) => active.has(room)))
    const key = [...rooms].map((room) => number.get(room)).join(' ')
    const known = classes.get(key)
    if (known === undefined) classes.set(key, { places: [place], rooms })
    else known.places.push(place)
  }
  return [...classes.values()]
}

/** The two sides of `low ≤ sum + Σ coefficients · x ≤ high`. */
export function rowsOf(room: Room, coefficients: ReadonlyMap<number, bigint>): Row[] {
  const { low, high, sum } = room
  const rows: Row[] = []
  if (high !== null) rows.push({ coefficients, limit: high - sum })
  if (low !== null) rows.push({ coefficients: negated(coefficients), limit: sum - low })
  return rows
}

export const negated = (coefficients: ReadonlyMap<number, bigint>): Map<number, bigint> =>
  new Map([...coefficients].map(([variable, value]) => [variable, -value]))

/** Σ coefficients · x = limit. */
export const equality = (coefficients: ReadonlyMap<number, bigint>, limit: bigint): Row[] => [
  { coefficients, limit },
  { coefficients: negated(coefficients), limit: -limit },
]
