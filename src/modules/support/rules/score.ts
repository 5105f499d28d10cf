import {
  addFractions,
  compareFractions,
  type Fraction,
  fraction,
} from '../../../kernel/fraction.ts'
import { formatFraction, multiplyFractions, parseFraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { ClassKey, Criterion, CriterionScore } from '../model.ts'

/** What is known of a co-op: its class, and indicators by id (null or absent: not computed). */
export interface Candidate {
  readonly coopId: AnyId
  readonly class: ClassKey
  readonly values: ReadonlyMap<string, Fraction | null>
}

export interface Scored {
  readonly coopId: AnyId
  /** Thousandths of a point. */
  readonly points: number
  /** Equal points share a place; the next one is left out. */
  readonly place: number
  readonly parts: readonly CriterionScore[]
}

const minus = (a: Fraction, b: Fraction): Fraction => addFractions(a, { num: -b.num, den: b.den })

/**
 * What a value gives: nothing up to `zero`, all from `full` on, in proportion between, rounded half up to thousandths.
 * A value that is not known gives nothing.
 */
export function pointsFor(
  value: Fraction | null,
  {
    zero,
    full,
    points,
  }: { readonly zero: Fraction; readonly full: Fraction; readonly points: number },
): number {
  if (value === null) return 0
  const span = minus(full, zero)
  const way = minus(value, zero)
  if (span.num === 0n) return compareFractions(value, full) >= 0 ? points : 0
  const part = multiplyFractions(way, { num: span.den, den: span.num })
  const share = part.den < 0n ? { num: -part.num, den: -part.den } : part
  if (share.num <= 0n) return 0
  if (compareFractions(share, fraction(1n)) >= 0) return points
  return Number((share.num * BigInt(points) * 2n + share.den) / (share.den * 2n))
}

function judge(criterion: Criterion, candidate: Candidate): CriterionScore {
  const { id, title, points: of } = criterion
  if (criterion.kind === 'class') {
    return { id, title, value: candidate.class, points: criterion.classes[candidate.class], of }
  }
  const value = candidate.values.get(criterion.indicator) ?? null
  const zero = parseFraction(criterion.zero) ?? fraction(0n)
  const full = parseFraction(criterion.full) ?? fraction(0n)
  const points = pointsFor(value, { zero, full, points: of })
  return { id, title, value: value === null ? null : formatFraction(value), points, of }
}

/** Co-ops by the county's criteria, most points first, equal ones by id. Priority, no entitlement (R28). */
export function scoreOf(
  criteria: readonly Criterion[],
  candidates: readonly Candidate[],
): readonly Scored[] {
  const scored = candidates.map((candidate) => {
    const parts = criteria.map((criterion) => judge(criterion, candidate))
    return {
      coopId: candidate.coopId,
      points: parts.reduce((sum, { points }) => sum + points, 0),
      parts,
    }
  })
  const inOrder = scored.toSorted(
    (a, b) => b.points - a.points || (a.coopId < b.coopId ? -1 : a.coopId > b.coopId ? 1 : 0),
  )
  let place = 0
  return inOrder.map((one, i) => {
    if (i === 0 || inOrder[i - 1]?.points !== one.points) place = i + 1
    return { ...one, place }
  })
}

/** Points as people read them: 12500 → "12.5". */
export function sayPoints(thousandths: number): string {
  const whole = Math.floor(thousandths / 1000)
  const rest = String(thousandths % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(whole) : `${whole}.${rest}`
}
