import type { Severity } from '../../../kernel/finding.ts'
import { type Text, text } from '../../../kernel/text.ts'

/** What makes a problem one for listed supervision (R91 names no criteria: severity, delay, coming back). */
export const LISTING_CRITERIA = { daysLate: 15, daysLateSevere: 1, reopened: 2 } as const

/** Why a problem should be put under a plate; null when it should not. A person decides. */
export function reasonForListing(problem: {
  readonly severity: Severity
  readonly daysLate: number
  readonly reopened: number
}): Text | null {
  const { severity, daysLate, reopened } = problem
  if (reopened >= LISTING_CRITERIA.reopened) {
    return text(
      `已重新立项 ${reopened} 次,反复出现`,
      `reopened ${reopened} times: it keeps coming back`,
    )
  }
  if (severity === 'block' && daysLate >= LISTING_CRITERIA.daysLateSevere) {
    return text(`性质严重,已超期 ${daysLate} 天`, `severe and ${daysLate} days late`)
  }
  return daysLate >= LISTING_CRITERIA.daysLate
    ? text(`已超期 ${daysLate} 天,久拖未决`, `${daysLate} days late`)
    : null
}
