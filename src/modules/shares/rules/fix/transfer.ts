import type { Sheet } from '../facts.ts'
import {
  type Bound,
  excessIn,
  isKept,
  missingIn,
  type Money,
  type MoneyBase,
  type Room,
  roomsAt,
  roomsByPlace,
} from './bounds.ts'
import {
  byLargest,
  canTake,
  type Holdings,
  holdingsOf,
  isCollective,
  leastOf,
  lesser,
  type MoneyFix,
  type MoneyMove,
  roomToGive,
  roomToTake,
  totalOf,
} from './money-move.ts'
import type { Budget } from './integer-programme.ts'
import { searchTransfers } from './transfer-search.ts'

/** What a transfer fix is asked of. */
export interface TransferTask {
  readonly sheet: Sheet
  readonly money: Money
  readonly bounds: readonly Bound[]
  /** Under a binding reading of paid-up money only paid-up money moves, else promises too. */
  readonly base: MoneyBase
  readonly budget: Budget
}

/**
 * The least total of registered contributions moved between holders so that all bounds are kept. Totals do
 * not change, so every set that is over or under must lose or gain exactly its distance in whole fen, and
 * the sets of one reading do not overlap: the sum of the distances is a floor. First the needs are met one
 * after the other by direct moves, each fen of which serves a need; if that meets them all, the floor is
 * reached and nothing less can exist. Only if it gets stuck an exact search decides.
 */
export function transferFix(task: TransferTask): MoneyFix {
  const { sheet, money, bounds } = task
  const rooms = roomsAt(bounds, money)
  const hopeless = (room: Room): boolean =>
    missingIn(room) > 0n && !room.places.some((place) => canTake(sheet, place))
  if (rooms.some(hopeless)) return { kind: 'impossible' }
  const byPlace = roomsByPlace(rooms, sheet.ids.length)
  const state = startOf(task, byPlace)
  const needs = rooms.filter((room) => !isKept(room))
  const met = needs.every((room) => (excessIn(room) > 0n ? unload(state, room) : fill(state, room)))
  if (met) return { kind: 'found', moves: state.moves, total: totalOf(state.moves) }
  return searchTransfers(task)
}

interface State extends TransferTask {
  readonly byPlace: readonly Room[][]
  readonly holdings: Holdings
  readonly moves: MoneyMove[]
  /** All who hold something, the largest first, the collective last. */
  readonly givers: readonly number[]
  /** All who can take, those with the most room first. */
  readonly takers: readonly number[]
  /** Where the first giver and taker stand that are not used up. */
  readonly first: { giver: number; taker: number }
}

function startOf(task: TransferTask, byPlace: readonly Room[][]): State {
  const { sheet, money, base } = task
  const places = sheet.holders.map((_, place) => place)
  const sizes = money[base].amounts
  const free = places.map((place) => roomToTake(byPlace[place] ?? [], base) ?? money[base].total)
  const aside = (place: number): number => Number(isCollective(sheet, place))
  return {
    ...task,
    byPlace,
    holdings: holdingsOf(money),
    moves: [],
    givers: places
      .filter((place) => (sizes[place] ?? 0n) > 0n)
      .toSorted((a, b) => aside(a) - aside(b) || byLargest(sizes)(a, b)),
    takers: places.filter((place) => canTake(sheet, place)).toSorted(byLargest(free)),
    first: { giver: 0, taker: 0 },
  }
}

/** Takes a set's excess from its largest holders to those with the most room outside. */
function unload(state: State, room: Room): boolean {
  const inside = new Set(room.places)
  const givers = room.places.toSorted(byLargest(state.money[room.base].amounts))
  for (const from of givers) {
    for (let i = state.first.taker; i < state.takers.length; i++) {
      if (excessIn(room) === 0n) return true
      const to = state.takers[i] ?? -1
      if (inside.has(to)) continue
      move(state, { from, to, most: excessIn(room) })
      const left = roomToTake(state.byPlace[to] ?? [], room.base)
      if (i === state.first.taker && left === 0n) state.first.taker += 1
    }
  }
  return excessIn(room) === 0n
}

/** Fills a set up from the largest holders outside it, the collective last. */
function fill(state: State, room: Room): boolean {
  const inside = new Set(room.places)
  for (const to of room.places.filter((place) => canTake(state.sheet, place))) {
    for (let i = state.first.giver; i < state.givers.length; i++) {
      if (missingIn(room) === 0n) return true
      const from = state.givers[i] ?? -1
      if (inside.has(from)) continue
      move(state, { from, to, most: missingIn(room) })
      const left = roomToGive(state.byPlace[from] ?? [], room.base)
      const held = state.holdings.paid[from] === 0n && state.holdings.promised[from] === 0n
      if (i === state.first.giver && (left === 0n || held)) state.first.giver += 1
    }
  }
  return missingIn(room) === 0n
}

/** Moves as much as the rooms of both sides allow, promises before paid-up money. */
function move(
  { byPlace, holdings, base, moves }: State,
  { from, to, most }: { readonly from: number; readonly to: number; readonly most: bigint },
): void {
  const [own, other] = [byPlace[from] ?? [], byPlace[to] ?? []]
  const limitOf = (of: MoneyBase): bigint | null =>
    leastOf(roomToGive(own, of, other), roomToTake(other, of, own))
  const registered = leastOf(limitOf('registered'), most) ?? most
  const promised = base === 'paid' ? 0n : lesser(registered, holdings.promised[from] ?? 0n)
  const paid =
    leastOf(limitOf('paid'), lesser(registered - promised, holdings.paid[from] ?? 0n)) ?? 0n
  if (paid + promised === 0n) return
  for (const [rooms, sign] of [
    [own, -1n],
    [other, 1n],
  ] as const) {
    for (const room of rooms) {
      room.sum += sign * (room.base === 'paid' ? paid : paid + promised)
    }
  }
  for (const [place, sign] of [
    [from, -1n],
    [to, 1n],
  ] as const) {
    holdings.paid[place] = (holdings.paid[place] ?? 0n) + sign * paid
    holdings.promised[place] = (holdings.promised[place] ?? 0n) + sign * promised
  }
  moves.push({ from, to, paid, promised })
}
