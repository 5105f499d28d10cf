import type { MeasureRules, Proposal, Scheme, Score, TownFact } from '../model.ts'
import { pointsText, TOWN_FACT_WORDS } from './words.ts'

/**
 * Proposals to the organisation department that a final year leads to (R107); none where too few months stand behind
 * it. They bind nobody: a person decides on each.
 */
export function personProposals(
  rules: MeasureRules,
  of: { readonly scheme: Scheme; readonly score: Score; readonly number: string },
): Proposal[] {
  const { scheme, score, number } = of
  if (!score.graded) return []
  const band = scheme.bands.find(({ id }) => id === score.band)?.title ?? score.band
  return rules.persons
    .filter((rule) => rule.band === score.band)
    .map(({ id, kind, what }) => ({
      rule: id,
      kind,
      what,
      grounds: [`${number} 年度考核 ${pointsText(score.points)} 分,等次:${band}`],
    }))
}

/** What a period's results say of a town; null: there was nothing of the kind. */
export type TownResults = Readonly<Record<TownFact, number | null>>

/** Proposals of reward and penalty (R85) that the results of supervision, contests and rules lead to. */
export function townProposals(
  rules: MeasureRules,
  results: TownResults,
  source: string,
): Proposal[] {
  return rules.towns.flatMap(({ id, fact, compare, value, kind, what }) => {
    const found = results[fact]
    if (found === null) return []
    const holds = compare === 'at_least' ? found >= value : found <= value
    if (!holds) return []
    const line = `${compare === 'at_least' ? '≥' : '≤'} ${value}`
    return [
      { rule: id, kind, what, grounds: [`${TOWN_FACT_WORDS[fact]}:${found}(${line})`, source] },
    ]
  })
}
