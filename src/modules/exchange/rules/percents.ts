import {
  addFractions,
  compareFractions,
  displayPercent,
  type Fraction,
  fraction,
  multiplyFractions,
} from '../../../kernel/fraction.ts'
import type { MemberDraft, RowFault } from '../model.ts'
import { faultAt } from './faults.ts'
import type { ReadMember } from './member.ts'
import { doubt, type WrittenPercent } from './values.ts'

const ONE = fraction(1)
const HUNDREDTH = fraction(1, 100)
/** A column of bare numbers that adds up to at most this holds parts of one, otherwise of a hundred. */
const PARTS_OF_ONE = fraction(3, 2)

/**
 * Decides what the percentages of each co-op mean and checks them against its contributions (or shares):
 * a register whose percentages do not follow from its amounts has a wrong amount or a wrong percentage.
 */
export function checkPercents(read: readonly ReadMember[], faults: RowFault[]): MemberDraft[] {
  const groups = new Map<string, ReadMember[]>()
  for (const one of read) {
    const key = one.draft.coop ?? ''
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  const settled = new Map<ReadMember, MemberDraft>()
  for (const group of groups.values()) {
    const scale = scaleOf(group)
    const base = baseOf(group)
    let sum = fraction(0)
    let complete = true
    for (const one of group) {
      const percent = one.percent === null ? null : valueOf(one.percent, scale)
      settled.set(one, { ...one.draft, percent })
      if (percent === null || one.percent === null) complete = false
      else {
        sum = addFractions(sum, percent)
        checkOne(one, { percent, written: one.percent, base }, faults)
      }
    }
    const [first] = group
    if (complete && first !== undefined) checkSum(first, { sum, count: group.length }, faults)
  }
  return read.map((one) => settled.get(one) ?? one.draft)
}

function scaleOf(group: readonly ReadMember[]): Fraction {
  let sum = fraction(0)
  for (const { percent } of group) {
    if (percent?.hundredths === null) sum = addFractions(sum, percent.written)
  }
  return compareFractions(sum, PARTS_OF_ONE) > 0 ? HUNDREDTH : ONE
}

const valueOf = (percent: WrittenPercent, scale: Fraction): Fraction =>
  multiplyFractions(percent.written, percent.hundredths === true ? HUNDREDTH : scale)

interface Base {
  readonly of: (member: MemberDraft) => bigint
  readonly whole: bigint
}

const MICRO_PLACES = 6

/** Contributions where there are any, else shares; null where there is nothing to compare with. */
function baseOf(group: readonly ReadMember[]): Base | null {
  const paid = (member: MemberDraft): bigint =>
    member.contributions.reduce((sum, one) => sum + one.paid + one.promised, 0n)
  const shares = (member: MemberDraft): bigint => {
    const [whole = '0', decimals = ''] = (member.shares ?? '0').split('.')
    return BigInt(whole + decimals.padEnd(MICRO_PLACES, '0'))
  }
  for (const held of [paid, shares]) {
    const whole = group.reduce((sum, { draft }) => sum + held(draft), 0n)
    if (whole > 0n) return { of: held, whole }
  }
  return null
}

/** Cut or rounded at the decimals it was written with, the percentage is within one unit of them. */
function checkOne(
  one: ReadMember,
  said: {
    readonly percent: Fraction
    readonly written: WrittenPercent
    readonly base: Base | null
  },
  faults: RowFault[],
): void {
  const { base, percent, written } = said
  if (base === null) return
  const exact = fraction(base.of(one.draft), base.whole)
  const unit = fraction(1, 10n ** BigInt(written.decimals))
  const scale =
    compareFractions(written.written, fraction(0)) === 0 ? HUNDREDTH : ratio(percent, written)
  const slack = multiplyFractions(unit, scale)
  const low = addFractions(exact, fraction(-slack.num, slack.den))
  const high = addFractions(exact, slack)
  if (compareFractions(percent, low) >= 0 && compareFractions(percent, high) <= 0) return
  faults.push(
    faultAt(
      one.draft.places.get('pct') ?? one.draft.place,
      doubt(
        'pct_differs',
        `写的是 ${displayPercent(percent)},按金额或股数应为 ${displayPercent(exact)}`,
        `says ${displayPercent(percent)}; by the amounts it is ${displayPercent(exact)}`,
      ),
    ),
  )
}

/** What one written unit is worth: a hundredth or one. */
const ratio = (percent: Fraction, written: WrittenPercent): Fraction =>
  multiplyFractions(percent, fraction(written.written.den, written.written.num))

/** Each row may be a hundredth of a per cent off by rounding. */
function checkSum(
  first: ReadMember,
  all: { readonly sum: Fraction; readonly count: number },
  faults: RowFault[],
): void {
  const slack = fraction(all.count, 10_000)
  const low = addFractions(ONE, fraction(-slack.num, slack.den))
  const high = addFractions(ONE, slack)
  if (compareFractions(all.sum, low) >= 0 && compareFractions(all.sum, high) <= 0) return
  const coop = first.draft.coop === null ? '' : `「${first.draft.coop}」`
  const place = first.draft.places.get('pct') ?? first.draft.place
  faults.push(
    faultAt(
      { ...place, row: null },
      doubt(
        'pct_sum',
        `${coop}各行占比相加是 ${displayPercent(all.sum)},不是 100%`,
        `the percentages add up to ${displayPercent(all.sum)}, not 100%`,
      ),
    ),
  )
}
