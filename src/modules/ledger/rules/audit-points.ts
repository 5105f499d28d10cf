import { chinaDate, dayNumber } from '../../../kernel/date.ts'
import type { Fen } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import { cashPoints, notBanked } from './audit-cash.ts'
import { duplicates, lateBooked, netted, withoutSurplus } from './audit-entries.ts'
import { grantAsIncome, grantsPassedOn, related } from './audit-dealings.ts'
import { ofPayment } from './audit-payments.ts'
import { HOLIDAYS, NIGHT } from './audit-rules.ts'
import { type SplitLimits, splits } from './audit-splits.ts'
import { type AuditBook, type AuditPoint, type AuditVoucher, point } from './audit-voucher.ts'

export type { AuditBook, AuditPoint, AuditVoucher } from './audit-voucher.ts'

/* Vouchers that an internal auditor should look at. Each point shows its rows and its reason. */

export interface AuditLimits {
  /** The payment from which the books are locked without an approval. */
  readonly approval: Fen
  readonly splits: SplitLimits
  readonly slip: Fen
  readonly cash: Fen
}

/** Every point of a book by the declared rules. */
export function auditPoints(book: AuditBook, limits: AuditLimits): AuditPoint[] {
  // What was undone moved no money in the end: it is shown as such and by no other rule.
  const standing = book.vouchers.filter((v) => v.reversesId === null && v.reversedById === null)
  return [
    ...splits(standing, limits.splits),
    ...related(standing, limits.approval),
    ...grantsPassedOn(standing),
    ...standing.flatMap((voucher) => [
      ...ofPayment(voucher, limits),
      ...grantAsIncome(voucher),
      ...withoutSurplus(voucher),
      ...netted(voucher),
      ...lateBooked(voucher),
    ]),
    ...duplicates(standing),
    ...cashPoints(book, limits.cash),
    ...notBanked({ ...book, vouchers: standing }),
    ...book.vouchers.filter((v) => v.reversedById !== null).map(reversed),
    ...book.vouchers.filter(({ byHand }) => byHand).flatMap(offHours),
  ]
}

const reversed = (v: AuditVoucher): AuditPoint =>
  point('REVERSED', [v], text('凭证已被红字冲销', 'the voucher was undone by red ink'))

function offHours(v: AuditVoucher): AuditPoint[] {
  const day = chinaDate(v.postedAt)
  // 1970-01-01 was a Thursday.
  const weekday = (dayNumber(day) + 4) % 7
  const hour = (Number(v.postedAt.slice(11, 13)) + 8) % 24
  const time = `${day} ${String(hour).padStart(2, '0')}:${v.postedAt.slice(14, 16)}`
  const say = (zh: string, en: string) => [
    point('OFF-HOURS', [v], text(`${time} 过账,${zh}`, `posted at ${time}, ${en}`)),
  ]
  if (HOLIDAYS.includes(day.slice(5))) return say('法定节假日', 'a statutory holiday')
  if (hour >= NIGHT.from || hour < NIGHT.to) return say('夜间', 'at night')
  return weekday === 0 || weekday === 6 ? say('周末', 'on a weekend') : []
}
