import { addDays, type LocalDate } from '../../../kernel/date.ts'
import { text } from '../../../kernel/text.ts'
import { type AuditRule, BANKED_DAYS } from './audit-rules.ts'
import { type AuditBook, type AuditPoint, type AuditVoucher, point, yuan } from './audit-voucher.ts'

/* Rules about cash on hand. */

/** Each stretch of days on which cash stood below zero or above its limit: one point. */
export function cashPoints({ vouchers, cash }: AuditBook, limit: bigint): AuditPoint[] {
  const points: AuditPoint[] = []
  let held = cash
  let state: AuditRule | null = null
  for (const [day, ofDay] of Map.groupBy(vouchers, ({ onDate }) => onDate)) {
    held += ofDay.reduce((sum, { cashIn, cashOut }) => sum + cashIn - cashOut, 0n)
    const now = held < 0n ? 'CASH-NEGATIVE' : held > limit ? 'CASH-ABOVE' : null
    const moved = ofDay.filter(({ cashIn, cashOut }) => cashIn !== cashOut)
    if (now !== null && now !== state && moved.length > 0) {
      const why = text(
        `${day} 日终库存现金 ${yuan(held)} 元${now === 'CASH-ABOVE' ? `,限额 ${yuan(limit)} 元` : ''}`,
        `cash at the end of ${day}: ${yuan(held)} yuan${now === 'CASH-ABOVE' ? `, limit ${yuan(limit)}` : ''}`,
      )
      points.push(point(now, moved, why))
    }
    state = now
  }
  return points
}

/** Takings whose cash was not in the bank in time; deposits bank the oldest takings first. */
export function notBanked({ vouchers, until }: AuditBook): AuditPoint[] {
  const open: { readonly voucher: AuditVoucher; left: bigint }[] = []
  const late = new Map<AuditVoucher, bigint>()
  const settle = (day: LocalDate): void => {
    for (const taking of open) {
      if (taking.left > 0n && addDays(taking.voucher.onDate, BANKED_DAYS) < day) {
        late.set(taking.voucher, taking.left)
      }
    }
    const kept = open.filter(({ left, voucher }) => left > 0n && !late.has(voucher))
    open.splice(0, open.length, ...kept)
  }
  for (const voucher of vouchers) {
    settle(voucher.onDate)
    const taken = voucher.cashIn - voucher.cashOut - voucher.bankOut
    if (taken > 0n) open.push({ voucher, left: taken })
    let banked = voucher.cashOut < voucher.bankIn ? voucher.cashOut : voucher.bankIn
    for (const taking of open) {
      const part = taking.left < banked ? taking.left : banked
      taking.left -= part
      banked -= part
    }
  }
  settle(until)
  return [...late].map(([voucher, left]) =>
    point(
      'NOT-BANKED',
      [voucher],
      text(
        `${voucher.onDate} 收现金,${BANKED_DAYS} 日后仍有 ${yuan(left)} 元没有存入银行`,
        `cash taken on ${voucher.onDate}; ${yuan(left)} yuan were not in the bank ${BANKED_DAYS} days later`,
      ),
    ),
  )
}
