import type { Finding, Outcome, Severity } from '../../../kernel/finding.ts'
import type { Text } from '../../../kernel/text.ts'

/** What a rule of governance found: one reading, a measured value against a limit. */
export interface Found {
  readonly rule: string
  readonly severity: Severity
  readonly outcome: Outcome
  readonly measured: string | null
  readonly limit: string
  readonly rows?: readonly string[]
  readonly source: string
  readonly text: Text
}

/** The finding as people and later calls read it. */
export const finding = (found: Found): Finding => ({
  rule: found.rule,
  version: '1',
  severity: found.severity,
  outcome: found.outcome,
  binding: 'law',
  readings: [{ id: 'law', outcome: found.outcome, measured: found.measured, limit: found.limit }],
  notComputed: [],
  rows: [...(found.rows ?? [])],
  source: found.source,
  fix: null,
  text: { zh: found.text.zh, en: found.text.en },
})

/** Those that refuse the act. */
export const blocking = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity, outcome }) => severity === 'block' && outcome === 'fails')

/** Those that ask for a reason. */
export const warning = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity, outcome }) => severity !== 'info' && outcome !== 'passes')
