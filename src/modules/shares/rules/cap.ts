import type { Places, Sheet } from './facts.ts'
import type { ParametersOf } from './policy.ts'
import { type Drafted, missingBases, type ShareReading } from './reading.ts'

/** Whose holdings count as one: each holder, a household, linked holders. */
export const SCOPES = ['person', 'household', 'group'] as const
export type CapScope = (typeof SCOPES)[number]

/**
 * SEED-MAX20, 单个社员出资比例不超过 20%: the most that one holder, one household or one group of linked
 * holders has. The collective is never a candidate, else it could not hold its own 20–40%; nor are shares
 * set aside for nobody. Both stay in the denominator. Every reading comes with and without enterprises.
 */
export function singleShare(sheet: Sheet, { max }: ParametersOf<'SEED-MAX20'>): Drafted {
  const enterprises = sheet.holders.some((holder) => holder.class === 'enterprise')
  const shares: ShareReading[] = []
  for (const scope of SCOPES) {
    const sets = candidates(sheet, scope, true)
    const natural = enterprises ? candidates(sheet, scope, false) : sets
    for (const base of sheet.bases) {
      const common = { base, statistic: 'most' as const, min: null, max }
      shares.push(
        { ...common, id: `${scope}-${base.id}`, sets },
        { ...common, id: `${scope}-${base.id}-no-enterprise`, sets: natural },
      )
    }
  }
  const notComputed = missingBases(sheet, (base) =>
    SCOPES.flatMap((scope) => [`${scope}-${base}`, `${scope}-${base}-no-enterprise`]),
  )
  return { shares, notComputed }
}

/**
 * The sets that count as one. Who has no household or no group stands alone, and so does a person of the
 * branch who holds nothing yet.
 */
export function candidates(sheet: Sheet, scope: CapScope, enterprises: boolean): Places[] {
  const sets: number[][] = []
  const byKey = new Map<string, number[]>()
  sheet.ids.forEach((_, place) => {
    const holder = sheet.holders[place]
    const kind = holder?.class
    if (kind === 'collective' || kind === 'other') return
    if (kind === 'enterprise' && !enterprises) return
    const key = scope === 'person' ? null : (holder?.[scope] ?? null)
    const known = key === null ? undefined : byKey.get(key)
    if (known !== undefined) {
      known.push(place)
      return
    }
    const set = [place]
    sets.push(set)
    if (key !== null) byKey.set(key, set)
  })
  return sets
}
