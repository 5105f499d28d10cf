import { type Finding, worstOutcome } from '../../../kernel/finding.ts'
import type { Text } from '../../../kernel/text.ts'
import type { ExitRule, PlanRule, RuleInForce } from './policy.ts'

export type Reading = Finding['readings'][number]

/** A finding as its rule drafts it; severity, version, source and binding are the county's. */
export interface Draft<R extends PlanRule | ExitRule = PlanRule | ExitRule> {
  readonly rule: R
  readonly readings: readonly Reading[]
  readonly notComputed?: Finding['notComputed']
  readonly rows?: readonly string[]
  readonly text: Text
  /** Where another article stands behind this very case. */
  readonly source?: string
}

/**
 * A single reading that fails fails the rule: these are conditions that hold together, not rival readings of
 * one sentence. What only `depends` leaves the question to the charter or the reviewer.
 */
export const findingOf = (
  draft: Draft,
  rule: Pick<RuleInForce, 'version' | 'severity' | 'binding' | 'source'>,
): Finding => ({
  rule: draft.rule,
  version: rule.version,
  severity: rule.severity,
  outcome: worstOutcome(draft.readings.map(({ outcome }) => outcome)),
  binding: bindingOf(draft, rule.binding),
  readings: [...draft.readings],
  notComputed: [...(draft.notComputed ?? [])],
  rows: [...(draft.rows ?? [])],
  source: draft.source ?? rule.source,
  fix: null,
  text: { ...draft.text },
})

/** The county's reading where it was computed; else the first that was. */
const bindingOf = ({ readings }: Draft, binding: string): string =>
  readings.some(({ id }) => id === binding) ? binding : (readings[0]?.id ?? binding)
