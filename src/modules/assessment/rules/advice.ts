import { formatFraction } from '../../../kernel/fraction.ts'
import type { Item, Scheme, Score } from '../model.ts'
import { exact, pointsFor } from './score.ts'

/** What one item could still bring, and the figure that would bring it. */
export interface Step {
  readonly item: string
  /** Thousandths of a point. */
  readonly gain: number
  /** The figure, exact; null where only a figure at all is missing. */
  readonly to: string
}

/** The figure at which an item is worth all its points. */
function fullAt({ rule, points }: Item): string | null {
  switch (rule.kind) {
    case 'target':
      return rule.target
    case 'linear':
      return rule.full
    case 'bands':
      return rule.bands.find((band) => band.points === points)?.at ?? rule.bands.at(-1)?.at ?? null
  }
}

/** Of bands the next one above what is reached. */
function nextBand({ rule }: Item, points: number): string | null {
  if (rule.kind !== 'bands') return null
  const above = rule.bands.filter((band) => band.points > points)
  return above.toSorted((a, b) => a.points - b.points)[0]?.at ?? null
}

/**
 * What to do: the items that have points left, the one that would gain most first; among equals in the scheme's
 * order. Of bands the next one is named, of all else the figure that brings all points.
 */
export function stepsOf(scheme: Scheme, score: Score): Step[] {
  const lines = new Map(score.lines.map((line) => [line.item, line]))
  return scheme.items
    .flatMap((item): Step[] => {
      const points = lines.get(item.id)?.points ?? 0
      const to = nextBand(item, points) ?? fullAt(item)
      if (points >= item.points || to === null) return []
      const gain = pointsFor(item, exact(to)) - points
      return gain > 0 ? [{ item: item.id, gain, to: formatFraction(exact(to)) }] : []
    })
    .toSorted((a, b) => b.gain - a.gain)
}

/** The band above and how many points (thousandths) it is away; null in the best one. */
export function nextUp(
  scheme: Pick<Scheme, 'bands'>,
  points: number,
): { readonly band: string; readonly gap: number } | null {
  const above = scheme.bands.filter(({ from }) => from > points).at(-1)
  return above === undefined ? null : { band: above.id, gap: above.from - points }
}

/** The own place among others of the same town: one more than have more points. */
export const placeAmong = (points: number, all: readonly number[]): number =>
  1 + all.filter((one) => one > points).length
