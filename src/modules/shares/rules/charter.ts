import {
  charterSource,
  type CharterTerms,
  stricterLeast,
  stricterMost,
} from '../../policy/index.ts'
import { inOrder, type RegisterPolicy, type RuleId } from './policy.ts'

/** A policy as a co-op's own charter tightens it, and what it cites for the rules it tightened. */
export interface CharteredPolicy {
  readonly policy: RegisterPolicy
  readonly cited: ReadonlyMap<RuleId, string>
}

/**
 * Lays a charter over the rules of a register: a lower cap on one member, a narrower band of the collective. What is
 * looser than the rule in force changes nothing.
 */
export function underCharter(policy: RegisterPolicy, terms: CharterTerms | null): CharteredPolicy {
  const cited = new Map<RuleId, string>()
  if (terms === null) return { policy, cited }
  const { cap, capArticle, collectiveMin, collectiveMax, bandArticle } = terms.contributions
  const [most, band] = [policy['SEED-MAX20'].parameters.max, policy['SEED-COLL'].parameters]
  let laid = policy
  if (cap !== null && stricterMost(cap, most)) {
    const rule = { ...policy['SEED-MAX20'], parameters: { max: cap } }
    laid = { ...laid, 'SEED-MAX20': rule }
    cited.set('SEED-MAX20', charterSource(capArticle))
  }
  const own = {
    min: stricterLeast(collectiveMin, band.min) ? (collectiveMin ?? band.min) : band.min,
    max: stricterMost(collectiveMax, band.max) ? (collectiveMax ?? band.max) : band.max,
  }
  if ((own.min !== band.min || own.max !== band.max) && inOrder(own)) {
    laid = { ...laid, 'SEED-COLL': { ...policy['SEED-COLL'], parameters: own } }
    cited.set('SEED-COLL', charterSource(bandArticle))
  }
  return { policy: laid, cited }
}
