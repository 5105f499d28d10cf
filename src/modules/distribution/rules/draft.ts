import type { Finding, Severity } from '../../../kernel/finding.ts'
import type { Text } from '../../../kernel/text.ts'

export type Reading = Finding['readings'][number]

/** A finding as its rule drafts it; version, binding and fix are the same for all. */
export interface Draft {
  readonly rule: string
  readonly severity: Severity
  readonly readings: readonly Reading[]
  readonly notComputed?: Finding['notComputed']
  readonly rows?: readonly string[]
  readonly source: string
  readonly text: Text
}
