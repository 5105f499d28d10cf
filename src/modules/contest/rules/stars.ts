import type { StarRules } from '../model.ts'

/** What the product ships with; the seed gives no ladder (R98): the county sets its own. */
export const SHIPPED_STARS: StarRules = {
  promote: 3,
  demote: 3,
  vetoTakesAll: true,
  months: 12,
}

export interface Standing {
  readonly place: number
  readonly units: number
  readonly vetoed: boolean
  /** 0: none yet. */
  readonly stars: number
}

/**
 * Stars after a published contest: the first places rise by one, the last fall by one, a veto takes them all;
 * never above five or below none. Who stands in both ends of a short list keeps what it has.
 */
export function starsAfter({ place, units, vetoed, stars }: Standing, rules: StarRules): number {
  if (vetoed && rules.vetoTakesAll) return 0
  const first = !vetoed && place <= rules.promote
  const last = place > units - rules.demote
  const change = first === last ? 0 : first ? 1 : -1
  return Math.max(0, Math.min(5, stars + change))
}
