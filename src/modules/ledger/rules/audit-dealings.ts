import { addDays, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { text } from '../../../kernel/text.ts'
import { GRANT_DAYS, KIN, PROJECT_MONEY, RELATED_TIMES } from './audit-rules.ts'
import { type AuditPoint, type AuditVoucher, paidTo, point, yuan } from './audit-voucher.ts'

/* Rules about with whom a co-op deals, and about money that came for a purpose. */

/**
 * Payments to somebody whose entry in the book of parties says that they are kin of an officer, again and again
 * or together from the limit on.
 */
export function related(vouchers: readonly AuditVoucher[], limit: bigint): AuditPoint[] {
  const byPayee = new Map<
    AnyId,
    { name: string; kin: string; paid: bigint; vouchers: AuditVoucher[] }
  >()
  for (const voucher of vouchers) {
    for (const { payee, paid } of paidTo(voucher)) {
      const kin = KIN.exec(payee.note ?? '')?.[0]
      if (kin === undefined) continue
      const known = byPayee.get(payee.id) ?? { name: payee.name, kin, paid: 0n, vouchers: [] }
      byPayee.set(payee.id, known)
      known.paid += paid
      known.vouchers.push(voucher)
    }
  }
  return [...byPayee.values()]
    .filter((one) => one.vouchers.length >= RELATED_TIMES || one.paid >= limit)
    .map(({ name, kin, paid, vouchers: own }) =>
      point(
        'RELATED',
        own,
        text(
          `付给${name}(登记为“${kin}”) ${own.length} 笔共 ${yuan(paid)} 元`,
          `${own.length} payments to ${name}, on record as “${kin}”, make ${yuan(paid)} yuan`,
        ),
      ),
    )
}

/** A grant of which half or more went on as advances within a month, and less than half was used for anything. */
export function grantsPassedOn(vouchers: readonly AuditVoucher[]): AuditPoint[] {
  const moving = vouchers.filter((v) => v.grantUsed > 0n || (v.advanced > 0n && movesOut(v)))
  return vouchers
    .filter(({ grantIn, grantUsed }) => grantIn > grantUsed)
    .flatMap((grant): AuditPoint[] => {
      const last = addDays(grant.onDate, GRANT_DAYS - 1)
      const after = moving.filter(({ onDate }) => within(onDate, grant.onDate, last))
      const used = after.reduce((sum, v) => sum + v.grantUsed, 0n)
      const out = after.filter(({ advanced }) => advanced > 0n)
      const passed = out.reduce((sum, v) => sum + v.advanced, 0n)
      if (passed * 2n < grant.grantIn || used * 2n >= grant.grantIn) return []
      const why = text(
        `${grant.onDate} 收到项目资金 ${yuan(grant.grantIn)} 元,${GRANT_DAYS}天内以往来款转出 ${yuan(passed)} 元,用于项目 ${yuan(used)} 元`,
        `${yuan(grant.grantIn)} yuan of a grant came on ${grant.onDate}; within ${GRANT_DAYS} days ${yuan(passed)} went on as advances and ${yuan(used)} were used for the project`,
      )
      return [point('GRANT-OUT', [grant, ...out], why)]
    })
}

const movesOut = (v: AuditVoucher): boolean => v.cashOut + v.bankOut > v.cashIn + v.bankIn

const within = (day: LocalDate, first: LocalDate, last: LocalDate): boolean =>
  day >= first && day <= last

/** Money tied to a project booked as other income: it never shows what became of it. */
export function grantAsIncome(v: AuditVoucher): AuditPoint[] {
  const word = PROJECT_MONEY.exec(v.words)?.[0]
  if (word === undefined || v.otherIncome <= 0n) return []
  const said = yuan(v.otherIncome)
  const why = text(
    `其他收入 ${said} 元写有“${word}”,未通过专项应付款(235)`,
    `${said} yuan of other income say “${word}” and did not pass through 235`,
  )
  return [point('GRANT-INCOME', [v], why)]
}
