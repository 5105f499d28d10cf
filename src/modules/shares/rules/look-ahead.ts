import { candidates, type CapScope } from './cap.ts'
import { type BaseId, type Places, type Sheet, sumAt } from './facts.ts'
import { judgeAll } from './judge.ts'
import type { RegisterPolicy, RuleId } from './policy.ts'
import type { ShareReading } from './reading.ts'

/* How much more before a rule breaks: what a form shows while an amount is being typed. */

export interface LookAhead {
  /** Fen that may still be contributed, paid up at once; null where no rule sets a limit. */
  readonly room: bigint | null
  readonly limitedBy: RuleId | null
}

/**
 * The most one holder may contribute before a binding reading about shares newly fails. It can fail at the
 * holder (too much in one hand) or at others, whose part shrinks as the whole grows (collective, branch).
 * What has failed before sets no limit, except that who is over already may add nothing.
 */
export function lookAhead(sheet: Sheet, policy: RegisterPolicy, holderId: string): LookAhead {
  const place = sheet.ids.indexOf(holderId)
  let answer: LookAhead = { room: null, limitedBy: null }
  for (const { rule, bound } of judgeAll(sheet, policy)) {
    const share = bound?.share
    if (share === undefined || share === null || !movesWithMoney(share.base.id)) continue
    for (const places of share.sets) {
      const room = roomIn(share, places, places.includes(place))
      if (room !== null && (answer.room === null || room < answer.room)) {
        answer = { room, limitedBy: rule }
      }
    }
  }
  return answer
}

const movesWithMoney = (base: BaseId): boolean => base === 'registered' || base === 'paid'

/** How much the whole may grow, inside or outside a set, before the set leaves its bounds. */
function roomIn(share: ShareReading, places: Places, inside: boolean): bigint | null {
  const { base, statistic, min, max } = share
  const { total } = base
  if (total === 0n) return null
  const held = sumAt(base.amounts, places)
  if (inside) return max === null ? null : growth(held, total, max)
  if (min === null || min.num === 0n) return null
  const heads = statistic === 'average' ? BigInt(places.length) : 1n
  const most = (held * min.den) / (min.num * heads) - total
  return most < 0n ? null : most
}

/** held + y ≤ max · (total + y): the largest y, zero for who is over; null when the bound is the whole. */
function growth(held: bigint, total: bigint, max: { num: bigint; den: bigint }): bigint | null {
  if (max.num >= max.den) return null
  const most = max.num * total - held * max.den
  return most <= 0n ? 0n : most / (max.den - max.num)
}

export interface CapRoom {
  /** Fen of new money until the cap of SEED-MAX20; null: no cap. */
  readonly contribute: bigint | null
  /** Fen that may be taken over from others; the total stays as it is. */
  readonly receive: bigint
}

/**
 * What one person, household or group may still contribute or take over before reaching the cap of
 * SEED-MAX20, on the base of its binding reading. Null for who is no candidate (the collective).
 */
export function capRoom(
  sheet: Sheet,
  policy: RegisterPolicy,
  who: { readonly scope: CapScope; readonly key: string },
): CapRoom | null {
  const { binding, parameters } = policy['SEED-MAX20']
  const base = sheet.bases.find(({ id }) => binding.split('-').includes(id))
  const keyOf = (place: number): string | null | undefined =>
    who.scope === 'person' ? sheet.ids[place] : sheet.holders[place]?.[who.scope]
  const set = candidates(sheet, who.scope, true).find((places) =>
    places.some((place) => keyOf(place) === who.key),
  )
  if (base === undefined || set === undefined) return null
  const held = sumAt(base.amounts, set)
  const { max } = parameters
  const free = (max.num * base.total) / max.den - held
  return { contribute: growth(held, base.total, max), receive: free < 0n ? 0n : free }
}

/** What the collective may still contribute before the upper bound of its band; null: no upper bound. */
export function collectiveRoom(sheet: Sheet, policy: RegisterPolicy): bigint | null {
  const { binding, parameters } = policy['SEED-COLL']
  const base = sheet.bases.find(({ id }) => id === binding)
  if (base === undefined) return null
  const places = sheet.holders.flatMap((holder, i) => (holder.class === 'collective' ? [i] : []))
  return growth(sumAt(base.amounts, places), base.total, parameters.max)
}
