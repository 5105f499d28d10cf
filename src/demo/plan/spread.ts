import { apportion } from '../../kernel/apportion.ts'
import { assert } from '../../kernel/assert.ts'
import { addDays, date, dayNumber, type LocalDate } from '../../kernel/date.ts'
import { fraction } from '../../kernel/fraction.ts'
import type { Chance } from '../chance.ts'
import type { CoopKind } from '../model.ts'

/** What the county's article of 2020-11-30 says of the whole; everything finer is generated. */
export const PUBLISHED = {
  villages: 1040,
  cooperatives: 296,
  members: 13_799,
  earlierYears: 120,
  withAssistance: 21,
  beneficiaries: 1100,
  unions: 3,
  today: date('2020-11-30'),
} as const

/** A press report gives 院东头镇 co-ops in 70 of its 72 villages; no other town's number is known. */
const REPORTED_TOWN = { code: '371323113', cooperatives: 70 } as const

interface Share {
  readonly key: string
  readonly weight: number
}

/** Splits a whole number by whole weights; the sum is always the total. */
export function splitWhole(total: number, parts: readonly Share[]): Map<string, number> {
  const weights = parts.map(({ key, weight }) => ({ key, weight: fraction(weight) }))
  const shares = apportion(BigInt(total), weights)
  return new Map(shares.map(({ key, amount }) => [key, Number(amount)]))
}

/** Co-ops in each town: by its villages and a generated eagerness. */
export function spreadOverTowns(
  chance: Chance,
  villagesOf: ReadonlyMap<string, number>,
): Map<string, number> {
  const others = [...villagesOf].filter(([code]) => code !== REPORTED_TOWN.code)
  const parts = others.map(([key, villages]) => ({ key, weight: villages * chance.between(3, 12) }))
  const spread = splitWhole(PUBLISHED.cooperatives - REPORTED_TOWN.cooperatives, parts)
  for (const [code, count] of spread) {
    assert(count <= (villagesOf.get(code) ?? 0), `${code} has a village for every co-op`)
  }
  return spread.set(REPORTED_TOWN.code, REPORTED_TOWN.cooperatives)
}

/** Members of the co-ops, smallest to largest: many small ones and a long tail up to about 300. */
const SIZE_BANDS: readonly (readonly [from: number, to: number, coops: number])[] = [
  [5, 9, 12],
  [10, 18, 44],
  [19, 30, 88],
  [31, 60, 92],
  [61, 110, 42],
  [111, 190, 14],
  [215, 305, 4],
]

/** The sizes of all co-ops, in ascending order; they add up to the members published. */
export function memberCounts(chance: Chance): number[] {
  const sizes = SIZE_BANDS.flatMap(([from, to, coops]) =>
    Array.from({ length: coops }, () => chance.between(from, to)),
  )
  assert(sizes.length === PUBLISHED.cooperatives, 'the size bands hold all co-ops')
  let missing = PUBLISHED.members - sizes.reduce((sum, size) => sum + size, 0)
  // What is missing or too much is taken evenly from those between the extremes.
  const movable = sizes.flatMap((size, i) => (size >= 19 && size <= 110 ? [i] : []))
  for (let turn = 0; missing !== 0; turn++) {
    assert(turn < 200_000, 'the sizes can be made to fit')
    const i = movable[chance.below(movable.length)] ?? 0
    const next = (sizes[i] ?? 0) + Math.sign(missing)
    if (next < 19 || next > 125) continue
    sizes[i] = next
    missing -= Math.sign(missing)
  }
  return sizes.toSorted((a, b) => a - b)
}

/**
 * Kinds in the proportion that Jining's name list showed for a whole city (425, 1,470, 205, 70);
 * Yishui's own proportion is not published.
 */
const KIND_PARTS: readonly { readonly key: CoopKind; readonly weight: number }[] = [
  { key: 'land_share', weight: 425 },
  { key: 'production', weight: 1470 },
  { key: 'service', weight: 205 },
  { key: 'comprehensive', weight: 70 },
]

export function kindsOf(chance: Chance, count: number): CoopKind[] {
  const shares = splitWhole(count, KIND_PARTS)
  const kinds = KIND_PARTS.flatMap(({ key }) =>
    Array.from({ length: shares.get(key) ?? 0 }, () => key),
  )
  return chance.shuffled(kinds)
}

/** Days since 1970-01-01, a Thursday, modulo seven: Saturday is 2, Sunday 3. */
const isWeekend = (day: LocalDate): boolean => [2, 3].includes(dayNumber(day) % 7)

/** A day between two days, both included, on which offices are open. */
export function workingDay(chance: Chance, from: LocalDate, to: LocalDate): LocalDate {
  const span = dayNumber(to) - dayNumber(from)
  assert(span >= 0, `${from} is not after ${to}`)
  const day = addDays(from, chance.below(span + 1))
  if (!isWeekend(day)) return day
  const monday = addDays(day, dayNumber(day) % 7 === 2 ? 2 : 1)
  return monday <= to ? monday : addDays(day, -2)
}
