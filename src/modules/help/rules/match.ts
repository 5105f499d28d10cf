import type { LocalDate } from '../../../kernel/date.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Resource } from '../model.ts'

/* Offers and needs: the same thing, the same industry, as near as can be (seed R35-R37). */

export interface Match {
  readonly offer: Resource
  /** The nearest common unit: 0 the same place, then one more for each level up. */
  readonly distance: number
  readonly sameIndustry: boolean
  readonly reasons: readonly Text[]
}

const NEAR: readonly Text[] = [
  text('同一合作社或同一地点', 'the same place'),
  text('同村', 'the same village'),
  text('同乡镇', 'the same town'),
  text('同县', 'the same county'),
]

const isOpen = (one: Resource, today: LocalDate): boolean =>
  one.from <= today && (one.until === null || one.until >= today)

/**
 * The offers that fit a need, best first: the same kind, the same industry or one that suits any, open on the day;
 * an own industry before a general one, near before far, then by day and id.
 */
export function matchesFor(
  need: Resource,
  offers: readonly Resource[],
  today: LocalDate,
): readonly Match[] {
  return offers
    .filter(
      (offer) =>
        offer.kind === need.kind &&
        isOpen(offer, today) &&
        (offer.industryId === null || offer.industryId === need.industryId),
    )
    .map((offer) => {
      const common = need.above.findIndex((unit) => offer.above.includes(unit))
      // Counted from the county down: all four levels in common are the same co-op.
      const distance = common < 0 ? 4 : 4 - (need.above.length - common)
      const sameIndustry = offer.industryId !== null
      return {
        offer,
        distance,
        sameIndustry,
        reasons: [
          ...(sameIndustry
            ? [text('产业一致', 'the same industry')]
            : [text('不限产业', 'any industry')]),
          NEAR[Math.min(distance, 3)] ?? text('', ''),
        ],
      }
    })
    .toSorted(
      (a, b) =>
        Number(b.sameIndustry) - Number(a.sameIndustry) ||
        a.distance - b.distance ||
        (a.offer.from < b.offer.from ? -1 : a.offer.from > b.offer.from ? 1 : 0) ||
        (a.offer.id < b.offer.id ? -1 : 1),
    )
}
