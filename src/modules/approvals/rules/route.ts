import { compareFractions, type Fraction, parseFraction } from '../../../kernel/fraction.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Condition, Field, Process } from '../model.ts'

/*
 * Amount routes: steps whose `when` is a band are the branches of a route. Every amount must fall into exactly one
 * branch, so that nothing slips past all approvals and nothing is asked of two branches at once. Several steps of
 * one branch carry the same band; a step asked for in addition above an amount is declared `partial`.
 */

type Band = Extract<Condition, { kind: 'band' }>

interface Branch {
  readonly from: Fraction
  /** Null: no upper end. */
  readonly below: Fraction | null
  readonly place: string
}

const ZERO: Fraction = { num: 0n, den: 1n }

/** Gaps and overlaps of a process's routes, and values that could be missing when they decide. */
export function faultsOfRoutes(process: Process): Fault[] {
  const banded = process.steps.flatMap(({ when }, i) =>
    when?.kind === 'band' ? [{ band: when, place: `$.steps[${i}].when` }] : [],
  )
  const unwritten = banded.flatMap(({ band, place }) => faultsOfValue(process, band, place))
  if (unwritten.length > 0) return unwritten
  const whole = banded.filter(({ band }) => band.partial !== true)
  return [...Map.groupBy(whole, ({ band }) => band.value)].flatMap(([value, bands]) =>
    faultsOfParting(
      value,
      bands.map(({ band, place }) => branchOf(band, place)),
    ),
  )
}

const branchOf = (band: Band, place: string): Branch => {
  const from = band.from === null ? ZERO : (parseFraction(band.from) ?? ZERO)
  // Amounts and counts begin at nought: a bound below it bounds nothing.
  return {
    from: compareFractions(from, ZERO) < 0 ? ZERO : from,
    below: band.below === null ? null : parseFraction(band.below),
    place,
  }
}

/** A route may not rest on what need not be written down: a missing amount would skip every branch. */
function faultsOfValue({ facts, steps }: Process, { value }: Band, place: string): Fault[] {
  const [owner = '', key] = value.split('.')
  const step = steps.find((one) => one.key === owner)
  const form: readonly Field[] = owner === 'case' ? facts : (step?.form ?? [])
  const field = form.find((one) => one.key === key)
  if (field === undefined || (field.kind !== 'yuan' && field.kind !== 'count')) {
    const said = text(`${value} 不是金额或数量`, `${value} is no amount and no count`)
    return [{ path: place, text: said }]
  }
  const may = field.optional === true || (step !== undefined && step.when !== null)
  return may
    ? [{ path: place, text: text(`${value} 可能没有填写`, `${value} may not have been written`) }]
    : []
}

/** What keeps branches from parting all amounts from nought up; the place is the branch that begins wrong. */
function faultsOfParting(value: string, branches: readonly Branch[]): Fault[] {
  const distinct = branches.filter(
    (branch, i) => branches.findIndex((other) => isSame(branch, other)) === i,
  )
  const ordered = distinct.toSorted((a, b) => compareFractions(a.from, b.from))
  const faults: Fault[] = []
  /** How far everything is covered; null: to the end. */
  let reached: Fraction | null = ZERO
  for (const { from, below, place } of ordered) {
    const order: number = reached === null ? -1 : compareFractions(from, reached)
    if (order > 0) faults.push(gap(value, place, { from: reached, below: from }))
    if (order < 0) faults.push(overlap(value, place, from))
    reached = later(reached, below)
  }
  const last = ordered.at(-1)
  if (last !== undefined && reached !== null) {
    faults.push(gap(value, last.place, { from: reached, below: null }))
  }
  return faults
}

const later = (a: Fraction | null, b: Fraction | null): Fraction | null =>
  a === null || b === null ? null : compareFractions(a, b) > 0 ? a : b

const isSame = (a: Branch, b: Branch): boolean =>
  compareFractions(a.from, b.from) === 0 &&
  (a.below === null || b.below === null
    ? a.below === b.below
    : compareFractions(a.below, b.below) === 0)

const say = (bound: Fraction | null): string =>
  bound === null ? '∞' : bound.den === 1n ? `${bound.num}` : `${bound.num}/${bound.den}`

const gap = (
  value: string,
  path: string,
  { from, below }: { readonly from: Fraction | null; readonly below: Fraction | null },
): Fault => ({
  path,
  text: text(
    `${value}:${say(from)} 至 ${say(below)} 之间没有环节负责;只对部分金额加办的环节请标明“加办”。`,
    `${value}: nobody is asked from ${say(from)} to ${say(below)}; declare a step asked for in addition as partial.`,
  ),
})

const overlap = (value: string, path: string, from: Fraction): Fault => ({
  path,
  text: text(
    `${value}:从 ${say(from)} 起与另一档重叠;只对部分金额加办的环节请标明“加办”。`,
    `${value}: overlaps another band from ${say(from)}; declare a step asked for in addition as partial.`,
  ),
})
