import type { Fen } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import { ROUND_FROM, ROUND_STEP, SLIP, UNDER_SHARE } from './audit-rules.ts'
import {
  type AuditPoint,
  type AuditVoucher,
  paidBy,
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
