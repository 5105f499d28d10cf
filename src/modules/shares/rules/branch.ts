import type { Base, Places, Sheet } from './facts.ts'
import type { ParametersOf } from './policy.ts'
import { type Drafted, missingBases, type NotComputed, type ShareReading } from './reading.ts'

const WAYS = ['each', 'together', 'average'] as const

/**
 * SEED-BRANCH, 村党支部成员占股不低于 1%: each, together and on average; the committee and all Party
 * members of the branch; on every base. Who holds nothing counts as zero. Where the document names nobody
 * there is nothing to measure, and the reading is said to be missing rather than passed.
 */
export function branchShare(sheet: Sheet, { min }: ParametersOf<'SEED-BRANCH'>): Drafted {
  const groups = [
    { who: 'committee', places: sheet.committee, field: 'branch.committee' },
    { who: 'party', places: sheet.party, field: 'branch.partyMembers' },
  ]
  const reading = (way: (typeof WAYS)[number], who: string, places: Places) => {
    const sets = way === 'each' ? places.map((place) => [place]) : [places]
    const statistic = way === 'each' ? 'least' : way === 'together' ? 'sum' : 'average'
    return (base: Base): ShareReading => ({
      id: `${way}-${who}-${base.id}`,
      base,
      statistic,
      sets,
      min,
      max: null,
    })
  }
  const shares: ShareReading[] = []
  const notComputed: NotComputed[] = []
  for (const way of WAYS) {
    for (const { who, places, field } of groups) {
      if (places.length > 0) {
        shares.push(...sheet.bases.map(reading(way, who, places)))
      } else {
        notComputed.push(
          ...sheet.bases.map(({ id }) => ({ id: `${way}-${who}-${id}`, missing: field })),
        )
      }
    }
  }
  const unknown = missingBases(sheet, (base) =>
    WAYS.flatMap((way) => groups.map(({ who }) => `${way}-${who}-${base}`)),
  )
  return { shares, notComputed: [...notComputed, ...unknown] }
}
