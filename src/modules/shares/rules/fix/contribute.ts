import type { Sheet } from '../facts.ts'
import {
  type Bound,
  ceiling,
  isKept,
  missingIn,
  type Money,
  type Room,
  roomsAt,
  roomsByPlace,
} from './bounds.ts'
import { type Budget, fits, leastCost, type Row, solveWhole } from './integer-programme.ts'
import { classesOf, equality, rowsOf } from './lazy-rooms.ts'
import { byLargest, canTake, lesser, type MoneyFix, roomToTake } from './money-move.ts'

/** What a contribution fix is asked of. */
export interface ContributionTask {
  readonly sheet: Sheet
  readonly money: Money
  readonly bounds: readonly Bound[]
  /** Whether people of the branch who hold nothing yet may join by contributing. */
  readonly newcomers: boolean
  readonly budget: Budget
}

/** Totals looked at beyond the first floor. */
const STEPS_MAX = 400

/**
 * The least new money, paid up at once, so that all bounds are kept. New money raises every total, so the
 * bounds move with it. A floor under the total follows from the lower bounds and from what the mended rule
 * itself asks; at a given total everything is in whole fen. If the floor can be laid out, nothing less can
 * exist; otherwise ever larger totals are tried, each proved necessary, until one can.
 * @param worthwhile a total that has to be undercut: nothing is looked for at or above it.
 */
export function contributionFix(
  task: ContributionTask,
  worthwhile: { readonly below: bigint } | null,
): MoneyFix {
  const floor = floorUnder(task)
  if (floor === null) return { kind: 'impossible' }
  if (worthwhile !== null && (floor ?? 0n) >= worthwhile.below) return { kind: 'impossible' }
  if (floor !== undefined) {
    const first = layOutTotal(task, floor)
    if (first.kind === 'found') return first
    if (first.kind === 'unknown') return first
  }
  return searchTotals(task, floor === undefined ? 1n : floor + 1n, worthwhile?.below ?? null)
}

const takers = ({ sheet, newcomers }: ContributionTask): number[] =>
  sheet.ids.flatMap((_, place) =>
    canTake(sheet, place) || (newcomers && place >= sheet.holders.length) ? [place] : [],
  )

/**
 * The least total that can possibly do, by going round: a total asks for lower bounds, these ask for a
 * total. Needs of sets that overlap in part are not added up. Null: no total at all can do.
 * Undefined: the rounds did not come to rest.
 */
function floorUnder(task: ContributionTask): bigint | null | undefined {
  const able = new Set(takers(task))
  let total = 1n
  for (const { own, places, base, max } of task.bounds) {
    if (!own || max === null) continue
    const { amounts, total: whole } = task.money[base]
    const sum = places.reduce((held, place) => held + (amounts[place] ?? 0n), 0n)
    if (max.num === 0n && sum > 0n) return null
    const asked = max.num === 0n ? 0n : ceiling(sum * max.den, max.num) - whole
    if (asked > total) total = asked
  }
  for (let round = 0; round < 200 && task.budget.work > 0; round++) {
    task.budget.work -= task.bounds.length
    const asked = needsAt(task, total, able)
    if (asked === null) return null
    if (asked <= total) return total
    total = asked
  }
  return undefined
}

/** What the lower bounds together ask at a total; null when someone who cannot contribute must. */
function needsAt(task: ContributionTask, total: bigint, able: ReadonlySet<number>): bigint | null {
  const short = roomsAt(task.bounds, task.money, total)
    .filter((room) => missingIn(room) > 0n)
    .toSorted((a, b) => a.places.length - b.places.length)
  // Needs counted so far are of sets that do not overlap; each place knows the one it is in.
  const counted = new Map<number, { readonly size: number; readonly amount: bigint }>()
  let sum = 0n
  for (const room of short) {
    if (!room.places.some((place) => able.has(place))) return null
    const touched = room.places.flatMap((place) => counted.get(place) ?? [])
    const inside = new Set(touched)
    let [size, amount] = [0, 0n]
    for (const need of inside) {
      size += need.size
      amount += need.amount
    }
    // A set that overlaps another only in part might be helped by the same money: leave it out.
    if (size > touched.length || missingIn(room) <= amount) continue
    const need = { size: room.places.length, amount: missingIn(room) }
    for (const place of room.places) counted.set(place, need)
    sum += need.amount - amount
  }
  return sum
}

/** Whether this total can be laid out, and how: directly if possible, else by exact search. */
function layOutTotal(task: ContributionTask, total: bigint): MoneyFix {
  const given = direct(task, total) ?? search(task, total)
  if (!Array.isArray(given)) return { kind: given }
  const moves = given.flatMap((amount: bigint, to) =>
    amount > 0n ? [{ from: null, to, paid: amount, promised: 0n }] : [],
  )
  return { kind: 'found', moves, total }
}

/** Meets lower bounds, small sets first, then puts the rest where most room is. Null when it gets stuck. */
function direct(task: ContributionTask, total: bigint): bigint[] | null {
  const { sheet, bounds, money } = task
  const rooms = roomsAt(bounds, money, total)
  const byPlace = roomsByPlace(rooms, sheet.ids.length)
  const given = sheet.ids.map(() => 0n)
  let left = total
  const give = (place: number, most: bigint): void => {
    const own = byPlace[place] ?? []
    let amount = lesser(most, left)
    for (const base of ['registered', 'paid'] as const) {
      amount = lesser(amount, roomToTake(own, base) ?? amount)
    }
    given[place] = (given[place] ?? 0n) + amount
    left -= amount
    for (const room of own) room.sum += amount
  }
  const able = new Set(takers(task))
  for (const room of rooms.toSorted((a, b) => a.places.length - b.places.length)) {
    for (const place of room.places) {
      if (missingIn(room) > 0n && able.has(place)) give(place, missingIn(room))
    }
  }
  if (left > 0n) {
    const sizes = sheet.ids.map((_, place) =>
      lesser(
        roomToTake(byPlace[place] ?? [], 'registered') ?? total,
        roomToTake(byPlace[place] ?? [], 'paid') ?? total,
      ),
    )
    for (const place of [...able].toSorted(byLargest(sizes))) give(place, left)
  }
  return left === 0n && rooms.every(isKept) ? given : null
}

/** The exact search at a given total. */
function search(task: ContributionTask, total: bigint): bigint[] | 'impossible' | 'unknown' {
  const { sheet, bounds, money, budget } = task
  const rooms = roomsAt(bounds, money, total)
  const byPlace = roomsByPlace(rooms, sheet.ids.length)
  const active = new Set(rooms.filter((room) => !isKept(room)))
  const able = takers(task)
  while (budget.work > 0) {
    budget.work -= rooms.length + able.length
    const groups = classesOf(able, byPlace, active)
    if (!fits(active.size, groups.length, budget)) return 'unknown'
    const everyone = new Map(groups.map((_, i) => [i, 1n]))
    const rows = [...active].flatMap((room) =>
      rowsOf(
        room,
        new Map(groups.flatMap(({ rooms: own }, i) => (own.has(room) ? [[i, 1n] as const] : []))),
      ),
    )
    const programme = {
      costs: groups.map(() => 0n),
      rows: [...equality(everyone, total), ...rows],
    }
    const answer = solveWhole(programme, budget)
    if (answer.kind !== 'found') return answer.kind
    const given = sheet.ids.map(() => 0n)
    const after = new Map(rooms.map((room) => [room, { ...room }]))
    groups.forEach(({ places }, i) => {
      let left = answer.values[i] ?? 0n
      for (const strict of [true, false]) {
        for (const place of places) {
          const own = (byPlace[place] ?? []).flatMap((room) => after.get(room) ?? [])
          const amount = strict ? lesser(left, freeIn(own) ?? left) : left
          left -= amount
          given[place] = (given[place] ?? 0n) + amount
          for (const room of own) room.sum += amount
        }
      }
    })
    const broken = rooms.filter((room) => !active.has(room) && !isKept(after.get(room) ?? room))
    if (broken.length === 0) return given
    for (const room of broken) active.add(room)
  }
  return 'unknown'
}

const freeIn = (rooms: readonly Room[]): bigint | null => {
  const [registered, paid] = [roomToTake(rooms, 'registered'), roomToTake(rooms, 'paid')]
  return registered === null ? paid : paid === null ? registered : lesser(registered, paid)
}

/**
 * Goes up from total to total. Over the real numbers the totals that can do form one stretch; its start,
 * rounded up, is a floor, and behind its end there is nothing. Inside, rounding to fen decides.
 */
function searchTotals(task: ContributionTask, from: bigint, below: bigint | null): MoneyFix {
  let total = from
  for (let step = 0; step < STEPS_MAX; step++) {
    const floor = leastTotal(task, total)
    if (floor === undefined) return { kind: 'unknown' }
    if (floor === null || (below !== null && floor >= below)) return { kind: 'impossible' }
    const answer = layOutTotal(task, floor)
    if (answer.kind !== 'impossible') return answer
    total = floor + 1n
  }
  return { kind: 'unknown' }
}

/** The least total of at least `from`, over the real numbers, rounded up. */
function leastTotal(task: ContributionTask, from: bigint): bigint | null | undefined {
  const able = takers(task)
  if (!fits(task.bounds.length, able.length, task.budget)) return undefined
  const place = new Map(able.map((one, i) => [one, i]))
  const rows: Row[] = [
    { coefficients: new Map(able.map((_, i) => [i, -1n])), limit: -from },
    ...task.bounds.flatMap(({ places, base, min, max }) => {
      const { amounts, total } = task.money[base]
      const held = places.reduce((sum, one) => sum + (amounts[one] ?? 0n), 0n)
      const inside = new Set(places.flatMap((one) => place.get(one) ?? []))
      // den · (held + Σ inside) against num · (total + Σ all)
      const side = (bound: { num: bigint; den: bigint } | null, sign: 1n | -1n): Row[] =>
        bound === null
          ? []
          : [
              {
                coefficients: new Map(
                  able.map((_, i) => [i, sign * ((inside.has(i) ? bound.den : 0n) - bound.num)]),
                ),
                limit: sign * (bound.num * total - bound.den * held),
              },
            ]
      return [...side(max, 1n), ...side(min, -1n)]
    }),
  ]
  return leastCost({ costs: able.map(() => 1n), rows }, task.budget)
}
