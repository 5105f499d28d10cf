import { compareFractions } from '../../../kernel/fraction.ts'
import { branchShare } from './branch.ts'
import { singleShare } from './cap.ts'
import { collectiveShare } from './collective.ts'
import type { Sheet } from './facts.ts'
import {
  censusOf,
  farmerShare,
  householdShare,
  memberNumber,
  publicUnits,
  unitNumber,
} from './membership.ts'
import { RULE_IDS, type RegisterPolicy, type RuleId } from './policy.ts'
import { type Drafted, type Judged, judge } from './reading.ts'

/** All eight rules under all their readings, in their fixed order. */
export function judgeAll(sheet: Sheet, policy: RegisterPolicy): Judged[] {
  const census = censusOf(sheet, policy)
  const drafts: Readonly<Record<RuleId, Drafted>> = {
    'SEED-COLL': collectiveShare(sheet, policy['SEED-COLL'].parameters),
    'SEED-BRANCH': branchShare(sheet, policy['SEED-BRANCH'].parameters),
    'SEED-MAX20': singleShare(sheet, policy['SEED-MAX20'].parameters),
    'SEED-HH10': householdShare(sheet, policy['SEED-HH10'].parameters, census),
    'COOP-MIN': memberNumber(sheet, policy['COOP-MIN'].parameters, census),
    'COOP-FARMER80': farmerShare(sheet, policy['COOP-FARMER80'].parameters, census),
    'COOP-UNIT': unitNumber(sheet, policy['COOP-UNIT'].parameters, census),
    'COOP-PUBLIC': publicUnits(sheet),
  }
  return RULE_IDS.map((rule) => judge(rule, policy[rule].binding, drafts[rule]))
}

/**
 * Which rules a change worsens. A rule is worsened when a reading of it that passed no longer passes, or
 * when its binding reading, already failing, comes out further from passing. Readings that failed and are
 * not binding may move either way; readings that could not be computed before are not compared.
 */
export function worsened(before: readonly Judged[], after: readonly Judged[]): RuleId[] {
  return before.flatMap((was) => {
    const is = after.find(({ rule }) => rule === was.rule)
    const worse = was.readings.some((reading) => {
      const now = is?.readings.find(({ id }) => id === reading.id)
      if (reading.outcome === 'passes') return now?.outcome !== 'passes'
      if (reading.outcome !== 'fails' || reading.id !== was.binding) return false
      return now === undefined || compareFractions(now.shortfall, reading.shortfall) > 0
    })
    return worse ? [was.rule] : []
  })
}
