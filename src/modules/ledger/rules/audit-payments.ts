import { addDays } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import { ROUND_FROM, ROUND_STEP, SLIP, SPLIT_DAYS, UNDER_SHARE } from './audit-rules.ts'
import {
  type AuditPoint,
  type AuditVoucher,
  paidBy,
  paidTo,
  point,
  spentBy,
  yuan,
} from './audit-voucher.ts'

/* Rules about what was paid, to whom and on which paper. */

/** A payment by itself: just under the limit, round, on a self-made paper, without any. */
export function ofPayment(
  v: AuditVoucher,
  limits: { readonly approval: Fen; readonly slip: Fen },
): AuditPoint[] {
  const paid = paidBy(v)
  const spent = spentBy(v)
  const points: AuditPoint[] = []
  // A list of payees is no single payment.
  const isSingle = v.payees.length < 2
  if (isSingle && spent < limits.approval && spent * 100n >= limits.approval * UNDER_SHARE) {
    const why = text(
      `付款 ${yuan(spent)} 元,略低于限额 ${yuan(limits.approval)} 元`,
      `${yuan(spent)} yuan were paid, just under the limit of ${yuan(limits.approval)}`,
    )
    points.push(point('JUST-UNDER', [v], why))
  }
  if (spent >= ROUND_FROM && spent % ROUND_STEP === 0n) {
    const why = text(`付款恰为 ${yuan(spent)} 元`, `exactly ${yuan(spent)} yuan were paid`)
    points.push(point('ROUND', [v], why))
  }
  const slip = SLIP.exec(v.words)?.[0]
  if (slip !== undefined && paid >= limits.slip) {
    const said = yuan(paid)
    const why = text(
      `付款 ${said} 元,单据或摘要写有“${slip}”`,
      `${said} yuan were paid; the paper or the summary says “${slip}”`,
    )
    points.push(point('WHITE-SLIP', [v], why))
  }
  if (v.attachments === 0 && !v.fromAct) {
    const why = text('附件数为零', 'there is no attachment')
    points.push(point('NO-PAPER', [v], why))
  }
  return points
}

interface Paid {
  readonly voucher: AuditVoucher
  readonly paid: bigint
}

/** Payments to one payee, each below the limit, that reach it together within the window. */
export function splits(vouchers: readonly AuditVoucher[], limit: bigint): AuditPoint[] {
  const byPayee = new Map<AnyId, { name: string; paid: Paid[] }>()
  for (const voucher of vouchers) {
    for (const { payee, paid } of paidTo(voucher)) {
      if (paid >= limit) continue
      const known = byPayee.get(payee.id) ?? { name: payee.name, paid: [] }
      byPayee.set(payee.id, known)
      known.paid.push({ voucher, paid })
    }
  }
  return [...byPayee.values()].flatMap(({ name, paid }) => splitsOf(name, paid, limit))
}

function splitsOf(name: string, paid: readonly Paid[], limit: bigint): AuditPoint[] {
  const points: AuditPoint[] = []
  for (let i = 0; i < paid.length;) {
    const first = paid[i]
    if (first === undefined) break
    const last = addDays(first.voucher.onDate, SPLIT_DAYS - 1)
    const group = paid.slice(i).filter(({ voucher }) => voucher.onDate <= last)
    const total = group.reduce((sum, one) => sum + one.paid, 0n)
    if (group.length < 2 || total < limit) {
      i += 1
      continue
    }
    const why = text(
      `${SPLIT_DAYS}天内付给${name} ${group.length} 笔共 ${yuan(total)} 元,每笔都低于 ${yuan(limit)} 元`,
      `${group.length} payments to ${name} within ${SPLIT_DAYS} days make ${yuan(total)} yuan, each below ${yuan(limit)}`,
    )
    const picked = group.map(({ voucher }) => voucher)
    points.push(point('SPLIT', picked, why))
    i += group.length
  }
  return points
}
