import type { AnyId } from '../../../kernel/id.ts'

/* How people who benefit from assistance shares are counted. */

/** A benefit as the count needs it. */
export interface Benefit {
  readonly household_id: AnyId
  readonly person_id: AnyId | null
  readonly persons: number
}

/**
 * Households and persons that benefit, each counted once however many benefits they have. A household
 * named as a whole brings the persons it was entered with, less those named one by one.
 */
export function headsOf(rows: readonly Benefit[]): { households: number; persons: number } {
  const households = Map.groupBy(rows, (row) => row.household_id)
  let persons = 0
  for (const own of households.values()) {
    const named = new Set(own.flatMap((row) => row.person_id ?? [])).size
    const whole = own.flatMap((row) => (row.person_id === null ? [row.persons] : []))
    persons += Math.max(named, ...whole)
  }
  return { households: households.size, persons }
}
