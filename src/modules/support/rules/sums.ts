import type { Allocated, Level } from '../model.ts'
import { LEVELS } from '../model.ts'

/** Sums of allocations, fen. `net`: given less what was taken back; `waiting`: net less what arrived. */
export interface Sum {
  readonly given: bigint
  readonly returned: bigint
  readonly net: bigint
  readonly arrived: bigint
  readonly used: bigint
  readonly waiting: bigint
  readonly left: bigint
}

const NOTHING: Sum = {
  given: 0n,
  returned: 0n,
  net: 0n,
  arrived: 0n,
  used: 0n,
  waiting: 0n,
  left: 0n,
}

/** The sum of allocations; nothing in it is typed by anybody (R29). */
export function sumOf(rows: Iterable<Omit<Allocated, 'year' | 'level'>>): Sum {
  let sum = NOTHING
  for (const { given, returned, arrived, used } of rows) {
    sum = {
      given: sum.given + given,
      returned: sum.returned + returned,
      net: sum.net + given - returned,
      arrived: sum.arrived + arrived,
      used: sum.used + used,
      waiting: sum.waiting + given - returned - arrived,
      left: sum.left + arrived - used,
    }
  }
  return sum
}

export interface Total {
  readonly year: number
  readonly level: Level
  readonly count: number
  readonly sum: Sum
}

/** Allocations by year and source: years in order, sources from the centre down; empty ones left out. */
export function totalsOf(rows: readonly Allocated[]): readonly Total[] {
  const groups = Map.groupBy(rows, ({ year, level }) => `${year} ${LEVELS.indexOf(level)}`)
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      return [{ year: first.year, level: first.level, count: group.length, sum: sumOf(group) }]
    })
    .toSorted((a, b) => a.year - b.year || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
}
