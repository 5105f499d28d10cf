import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { PointEntry, PointItem } from '../model.ts'

/* Points of one person (R38). Nobody is compared with anybody here. */

/**
 * Whether an entry counts. An appeal that is upheld turns it round: what the branch took back counts again, what it
 * had recorded does not.
 */
export const entryCounts = (of: {
  readonly withdrawn: boolean
  readonly upheld: boolean
}): boolean => of.withdrawn === of.upheld

const had = (item: string, entries: readonly PointEntry[], year: number): number =>
  entries
    .filter((one) => one.counts && one.item === item && yearOf(one.on) === year)
    .reduce((sum, { points }) => sum + points, 0)

/** What still fits under the item's cap in the year of a day; never below zero. */
export const roomFor = (item: PointItem, entries: readonly PointEntry[], on: LocalDate): number =>
  Math.max(0, item.yearCap - had(item.key, entries, yearOf(on)))

/** What so many deeds are worth under the cap. */
export const worthOf = (
  item: PointItem,
  times: number,
  before: { readonly entries: readonly PointEntry[]; readonly on: LocalDate },
): number => Math.min(item.points * times, roomFor(item, before.entries, before.on))

/** The points of a year: entries taken back, and those struck out by an appeal, count no more. */
export const totalOf = (entries: readonly PointEntry[], year: number): number =>
  entries
    .filter(({ counts, on }) => counts && yearOf(on) === year)
    .reduce((sum, { points }) => sum + points, 0)
