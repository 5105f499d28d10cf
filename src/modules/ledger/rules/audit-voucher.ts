import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan } from '../../../kernel/money.ts'
import type { Text } from '../../../kernel/text.ts'
import type { AuditPayee, AuditVoucher } from '../model/audit.ts'
import type { AuditRule } from './audit-rules.ts'

export type { AuditPayee, AuditVoucher } from '../model/audit.ts'

/* A book as the audit rules see it, and what they say of it. Amounts are fen. */

export interface AuditBook {
  readonly coopId: AnyId
  /** In the order of their days. */
  readonly vouchers: readonly AuditVoucher[]
  /** Cash on hand before the first of them. */
  readonly cash: bigint
  /** The last day that is looked at: later deposits are not known. */
  readonly until: LocalDate
}

export interface AuditPoint {
  readonly rule: AuditRule
  readonly coopId: AnyId
  readonly reason: Text
  readonly vouchers: readonly AuditVoucher[]
}

export const point = (
  rule: AuditRule,
  vouchers: readonly AuditVoucher[],
  reason: Text,
): AuditPoint => ({ rule, coopId: vouchers[0]?.coopId ?? '', reason, vouchers })

/** What left the co-op's hands; money moved between its own accounts is none. */
export const paidBy = (v: AuditVoucher): bigint => v.cashOut + v.bankOut - v.cashIn - v.bankIn

/** Whether an act of the product pays this, by what was decided before: a distribution, an exit, an order. */
export const restsOnAct = (v: AuditVoucher, toMember: boolean): boolean =>
  v.exempt === 'all' || (v.exempt === 'members' && toMember)

/** What was paid by somebody's decision: dividends are the assembly's. */
export const spentBy = (v: AuditVoucher): bigint => paidBy(v) - v.dividends

/**
 * What each payee got of a payment: all of it where one is named, else what the debits name them with. A
 * voucher that pays many people is many payments.
 */
export function paidTo(v: AuditVoucher): { readonly payee: AuditPayee; readonly paid: bigint }[] {
  const paid = spentBy(v)
  if (paid <= 0n) return []
  const [only, ...others] = v.payees
  if (only !== undefined && others.length === 0) return [{ payee: only, paid }]
  return v.payees
    .map((payee) => ({ payee, paid: payee.debit < paid ? payee.debit : paid }))
    .filter((part) => part.paid > 0n)
}

export const yuan = (amount: bigint): string => displayYuan(amount)
