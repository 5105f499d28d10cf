import { isMoney } from '../model/chart.ts'
import type { Line } from '../model.ts'

/** Marks payments that were booked while approvals of spending were not yet kept in the system. */
export const BEFORE_APPROVALS = 'before_approvals'

/**
 * On what a voucher's payment was approved. Until spending is approved in the system every voucher that
 * takes money out is marked as booked before that; moving money between the co-op's own accounts is none.
 */
export function approvalOf(lines: readonly Line[]): string | null {
  const out = lines.reduce(
    (sum, line) => (isMoney(line.account) ? sum + line.credit - line.debit : sum),
    0n,
  )
  return out > 0n ? BEFORE_APPROVALS : null
}
