import { divide } from '../../../kernel/apportion.ts'
import type { AccountPart, Measured, Plan, Split, ToPeople } from '../model/plan.ts'
import type { Person } from '../model/run.ts'
import { sum } from './pools.ts'

/* By what an amount is divided, and the division itself. */

const MICRO = 1_000_000n

interface Sizes {
  readonly sizes: bigint[]
  readonly scale: bigint
}

/** The weight of each person, as whole numbers with a common scale; zero for whom the step does not mean. */
export function sizesOf(
  plan: Plan,
  people: readonly Person[],
  step: { readonly to: ToPeople; readonly newReserve: readonly bigint[] },
): Sizes {
  const { to } = step
  const { sizes, scale } = plainSizes(plan, people, { by: to.by, newReserve: step.newReserve })
  // An outsider is meant only where the step names somebody.
  const anybody = to.group !== undefined || to.ids !== undefined
  if (!anybody && to.partYear === 'full' && people.every(({ member }) => member)) {
    return { sizes, scale }
  }
  const ids = to.ids === undefined ? null : new Set(to.ids)
  const byMonths = to.partYear === 'months'
  return {
    scale: byMonths ? scale * 12n : scale,
    sizes: people.map((person, i) => {
      const meant =
        (to.group === undefined || person.groups.includes(to.group)) &&
        (ids === null || ids.has(person.id)) &&
        (anybody || person.member) &&
        (to.partYear !== 'none' || person.months === 12)
      if (!meant) return 0n
      return byMonths ? (sizes[i] ?? 0n) * BigInt(person.months) : (sizes[i] ?? 0n)
    }),
  }
}

function plainSizes(
  plan: Plan,
  people: readonly Person[],
  step: { readonly by: Split; readonly newReserve: readonly bigint[] },
): Sizes {
  const { by, newReserve } = step
  switch (by.by) {
    case 'head':
      return { sizes: people.map(() => 1n), scale: 1n }
    case 'transaction':
      return measuredSizes(people, plan.transaction)
    case 'measure':
      return measuredSizes(people, by.parts)
    case 'account':
      return { sizes: people.map((p, i) => accountOf(p, newReserve[i] ?? 0n, by.parts)), scale: 1n }
  }
}

/** Σ weight × quantity, brought to one denominator. */
function measuredSizes(people: readonly Person[], parts: readonly Measured[]): Sizes {
  const [only] = parts
  if (only !== undefined && parts.length === 1) {
    const { num, den } = only.weight
    const { measure } = only
    const plain = num === 1n
    return {
      sizes: people.map((p) => (plain ? (p.measures[measure] ?? 0n) : quantity(p, measure) * num)),
      scale: MICRO * den,
    }
  }
  const den = parts.reduce((product, { weight }) => product * weight.den, 1n)
  const factors = parts.map(({ measure, weight }) => ({
    measure,
    factor: weight.num * (den / weight.den),
  }))
  return {
    sizes: people.map((p) =>
      factors.reduce((all, { measure, factor }) => all + quantity(p, measure) * factor, 0n),
    ),
    scale: MICRO * den,
  }
}

const quantity = (person: Person, measure: string): bigint => person.measures[measure] ?? 0n

/** What a member's account counts for (Art. 44 §2), in fen. */
export function accountOf(person: Person, fresh: bigint, parts: readonly AccountPart[]): bigint {
  let size = 0n
  for (const part of parts) size += part === 'newReserveShare' ? fresh : person[part]
  return size
}

interface Shared {
  readonly shares: bigint[]
  /** Not paid because everybody is at the cap. */
  readonly left: bigint
  /** The floors of single people need more than there is. */
  readonly short: bigint
  readonly clamped: boolean
}

/**
 * Divides by largest remainder, ties to the smaller id. Where single people have a cap or a floor, those it
 * holds get exactly that and the others divide what remains, until it holds for everybody. The caller has
 * checked that the floor is not above the cap.
 */
export function shareOut(
  total: bigint,
  sizes: readonly bigint[],
  each: { readonly atLeast?: bigint | undefined; readonly atMost?: bigint | undefined },
): Shared {
  const low = each.atLeast ?? 0n
  const high = each.atMost ?? null
  if (low === 0n && high === null) {
    return { shares: divide(total, sizes), left: 0n, short: 0n, clamped: false }
  }
  const heads = sizes.map((size) => (size > 0n ? 1n : 0n))
  const needed = low * sum(heads)
  if (needed > total) {
    return { shares: divide(total, heads), left: 0n, short: needed - total, clamped: true }
  }
  const clamp = (share: bigint): bigint =>
    share < low ? low : high !== null && share > high ? high : share
  const held: (bigint | null)[] = sizes.map((size) => (size > 0n ? null : 0n))
  let clamped = false
  for (;;) {
    const free = held.flatMap((one, i) => (one === null ? [i] : []))
    const pool = total - sum(held.map((one) => one ?? 0n))
    if (free.length === 0) {
      return { shares: held.map((one) => one ?? 0n), left: pool, short: 0n, clamped }
    }
    const parts = divide(
      pool,
      free.map((i) => sizes[i] ?? 0n),
    )
    const over = free.map((_, k) => clamp(parts[k] ?? 0n) - (parts[k] ?? 0n))
    if (over.every((gap) => gap === 0n)) {
      free.forEach((i, k) => (held[i] = parts[k] ?? 0n))
      return { shares: held.map((one) => one ?? 0n), left: 0n, short: 0n, clamped }
    }
    const balance = sum(over)
    clamped = true
    free.forEach((i, k) => {
      const gap = over[k] ?? 0n
      const holds = gap !== 0n && (balance === 0n || gap > 0n === balance > 0n)
      if (holds) held[i] = clamp(parts[k] ?? 0n)
    })
  }
}
