import type { Finding } from '../../../kernel/finding.ts'
import { displayPercent, type Fraction } from '../../../kernel/fraction.ts'
import { text } from '../../../kernel/text.ts'
import {
  charterSource,
  type CharterTerms,
  stricterLeast,
  stricterMost,
} from '../../policy/index.ts'
import { placesWhere, type Sheet } from './facts.ts'
import { inOrder, type RegisterPolicy, type RuleId } from './policy.ts'
import { type Judged, judge, measuredText } from './reading.ts'

/** A policy as a co-op's own charter tightens it, and what it cites for the rules it tightened. */
export interface CharteredPolicy {
  readonly policy: RegisterPolicy
  readonly cited: ReadonlyMap<RuleId, string>
}

/**
 * Lays a charter over the rules of a register: a lower cap on one member, a higher floor of the collective. What is
 * looser than the rule in force changes nothing. The charter's cap on the collective is judged as its own.
 */
export function underCharter(policy: RegisterPolicy, terms: CharterTerms | null): CharteredPolicy {
  const cited = new Map<RuleId, string>()
  if (terms === null) return { policy, cited }
  const { cap, capArticle, collectiveMin, bandArticle } = terms.contributions
  const [most, band] = [policy['SEED-MAX20'].parameters.max, policy['SEED-COLL'].parameters]
  let laid = policy
  if (cap !== null && stricterMost(cap, most)) {
    const rule = { ...policy['SEED-MAX20'], parameters: { max: cap } }
    laid = { ...laid, 'SEED-MAX20': rule }
    cited.set('SEED-MAX20', charterSource(capArticle))
  }
  const own = { ...band, min: collectiveMin ?? band.min }
  if (stricterLeast(collectiveMin, band.min) && inOrder(own)) {
    laid = { ...laid, 'SEED-COLL': { ...policy['SEED-COLL'], parameters: own } }
    cited.set('SEED-COLL', charterSource(bandArticle))
  }
  return { policy: laid, cited }
}

/** The rule a charter's cap on the collective's share is found under. */
export const CHARTER_COLL = 'CHARTER-COLL'
export type CharterRule = typeof CHARTER_COLL

/** Registered contributions count: by paid-up money whoever pays first would always hold too much. */
const BINDING = 'registered'
/** A charter speaks of contributions, registered or paid. */
const BASES: ReadonlySet<string> = new Set([BINDING, 'paid'])

/** The collective's share against the charter's cap; null where the charter sets none. */
export function judgeCap(sheet: Sheet, terms: CharterTerms | null): Judged<CharterRule> | null {
  const max = terms?.contributions.collectiveMax ?? null
  if (max === null) return null
  const sets = [placesWhere(sheet, (holder) => holder.class === 'collective')]
  return judge(CHARTER_COLL, BINDING, {
    shares: sheet.bases
      .filter(({ id }) => BASES.has(id))
      .map((base) => ({ id: base.id, base, statistic: 'sum' as const, sets, min: null, max })),
  })
}

/** What the members agreed on for the collective's share, as a finding that cites their own article. */
export function capFinding(sheet: Sheet, terms: CharterTerms, one: Judged<CharterRule>): Finding {
  const { bound } = one
  const percent = (share: Fraction | null | undefined): string =>
    share === null || share === undefined ? '—' : displayPercent(share, 2)
  const [have, cap] = [percent(bound?.measured), percent(terms.contributions.collectiveMax)]
  return {
    rule: CHARTER_COLL,
    version: '1',
    severity: 'warn',
    outcome: one.outcome,
    binding: one.binding,
    readings: one.readings.map((reading) => ({
      id: reading.id,
      outcome: reading.outcome,
      measured: measuredText(reading),
      limit: reading.limit,
    })),
    notComputed: [...one.notComputed],
    rows: (bound?.places ?? []).map((place) => sheet.ids[place] ?? ''),
    source: charterSource(terms.contributions.bandArticle),
    fix: null,
    text:
      bound === null || bound.outcome === 'depends'
        ? text(
            '还没有出资,集体占股无从计算。',
            'Nothing is contributed yet: there is no share to measure.',
          )
        : bound.outcome === 'fails'
          ? text(
              `集体占股 ${have},超过本社章程的上限 ${cap}。`,
              `The collective holds ${have}, above the charter’s cap of ${cap}.`,
            )
          : text(
              `集体占股 ${have},不超过本社章程的上限 ${cap}。`,
              `The collective holds ${have}, within the charter’s cap of ${cap}.`,
            ),
  }
}
