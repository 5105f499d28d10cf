import {
  addFractions,
  compareFractions,
  type Fraction,
  fraction,
} from '../../../../kernel/fraction.ts'
import type { Base, Places, Sheet } from '../facts.ts'
import type { RuleId } from '../policy.ts'
import { type Judged, type ShareReading, subtract } from '../reading.ts'

/*
 * What a fix of one rule has to respect, as bounds on sums of shares:
 * - the binding reading of the rule itself, which must pass;
 * - every reading of another rule that passes now, which must go on passing;
 * - every binding reading of another rule that fails now, which must not come out further from passing.
 * Other readings of the rule itself, and failing readings of others that do not bind, are free. Readings of
 * internal units and dividend rights cannot move: a fix moves money only.
 */

/** The two bases that money moves. */
export type MoneyBase = 'registered' | 'paid'

export interface Bound {
  readonly places: Places
  readonly base: MoneyBase
  readonly min: Fraction | null
  readonly max: Fraction | null
  /** Belongs to the rule that is being mended. */
  readonly own: boolean
}

/** Amounts and totals of the two money bases. */
export interface Money {
  readonly registered: Base
  readonly paid: Base
}

export function moneyOf(sheet: Sheet): Money | null {
  const registered = sheet.bases.find(({ id }) => id === 'registered')
  const paid = sheet.bases.find(({ id }) => id === 'paid')
  return registered === undefined || paid === undefined ? null : { registered, paid }
}

const isMoney = (id: string): id is MoneyBase => id === 'registered' || id === 'paid'

/** The bounds that a fix of this rule has to respect, those of equal sets drawn together. */
export function boundsOf(judged: readonly Judged[], rule: RuleId): Bound[] {
  const found = new Map<Places, Partial<Record<MoneyBase, Bound>>>()
  const add = (share: ShareReading, base: MoneyBase, slack: Fraction | null): void => {
    const own = slack === null
    for (const places of share.sets) {
      const heads = share.statistic === 'average' ? BigInt(places.length) : 1n
      const widened = { min: widen(share.min, slack, -1n), max: widen(share.max, slack, 1n) }
      const bound: Bound = {
        places,
        base,
        min: widened.min === null ? null : fraction(widened.min.num * heads, widened.min.den),
        max: widened.max,
        own,
      }
      const known = found.get(places) ?? {}
      found.set(places, { ...known, [base]: drawTogether(known[base], bound) })
    }
  }
  for (const one of judged) {
    for (const { id, share, outcome, shortfall } of one.readings) {
      if (share === null || !isMoney(share.base.id)) continue
      if (one.rule === rule) {
        if (id === one.binding) add(share, share.base.id, null)
      } else if (outcome === 'passes' || (outcome === 'fails' && id === one.binding)) {
        add(share, share.base.id, shortfall)
      }
    }
  }
  return [...found.values()].flatMap(({ registered, paid }) =>
    [registered, paid].filter((bound) => bound !== undefined),
  )
}

function widen(bound: Fraction | null, slack: Fraction | null, side: 1n | -1n): Fraction | null {
  if (bound === null || slack === null || slack.num === 0n) return bound
  return side === 1n ? addFractions(bound, slack) : subtract(bound, slack)
}

function drawTogether(a: Bound | undefined, b: Bound): Bound {
  if (a === undefined) return b
  return {
    ...b,
    min: a.min === null || (b.min !== null && compareFractions(b.min, a.min) > 0) ? b.min : a.min,
    max: a.max === null || (b.max !== null && compareFractions(b.max, a.max) < 0) ? b.max : a.max,
    own: a.own || b.own,
  }
}

/** Whether the lower bounds of the rule itself ask for more than the whole; its sets do not overlap. */
export function askTooMuch(bounds: readonly Bound[]): boolean {
  let asked = fraction(0n)
  for (const { own, min } of bounds) {
    if (own && min !== null && min.num > 0n) asked = addFractions(asked, min)
  }
  return asked.num > asked.den
}

/** A bound at known totals: whole fen that a set must have at least and may have at most. */
export interface Room {
  readonly places: Places
  readonly base: MoneyBase
  readonly low: bigint | null
  readonly high: bigint | null
  readonly own: boolean
  /** What the set has; moved along while a fix is tried. */
  sum: bigint
}

/** Rounds the bounds inwards to whole fen: floors go up, ceilings go down. */
export function roomsAt(bounds: readonly Bound[], money: Money, added = 0n): Room[] {
  return bounds.map(({ places, base, min, max, own }) => {
    const { amounts, total } = money[base]
    const whole = total + added
    let sum = 0n
    for (const place of places) sum += amounts[place] ?? 0n
    return {
      places,
      base,
      own,
      sum,
      low: min === null ? null : ceiling(min.num * whole, min.den),
      high: max === null ? null : (max.num * whole) / max.den,
    }
  })
}

/** Rounds a quotient up; the denominator is positive. */
export const ceiling = (num: bigint, den: bigint): bigint =>
  num <= 0n ? num / den : (num + den - 1n) / den

/** The rooms that each place stands in. */
export function roomsByPlace(rooms: readonly Room[], places: number): Room[][] {
  const byPlace: Room[][] = Array.from({ length: places }, () => [])
  for (const room of rooms) for (const place of room.places) byPlace[place]?.push(room)
  return byPlace
}

/** How much the sum must still rise, or fall; zero inside. */
export const missingIn = ({ low, sum }: Room): bigint =>
  low !== null && sum < low ? low - sum : 0n
export const excessIn = ({ high, sum }: Room): bigint =>
  high !== null && sum > high ? sum - high : 0n
export const isKept = (room: Room): boolean => missingIn(room) === 0n && excessIn(room) === 0n
