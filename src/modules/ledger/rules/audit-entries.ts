import { addDays } from '../../../kernel/date.ts'
import { text } from '../../../kernel/text.ts'
import { LATE, TWICE_DAYS } from './audit-rules.ts'
import { type AuditPoint, type AuditVoucher, paidBy, point, yuan } from './audit-voucher.ts'

/* Rules about what a voucher books: surplus that is not there, accounts netted, the wrong month, twice. */

/** Surplus given to members by hand beyond what the closed years have left undistributed. */
export function withoutSurplus(v: AuditVoucher): AuditPoint[] {
  const { distributed, surplusBefore } = v
  if (distributed <= 0n || surplusBefore === null || surplusBefore >= distributed) return []
  const why = text(
    `分配 ${yuan(distributed)} 元,此前未分配盈余只有 ${yuan(surplusBefore)} 元`,
    `${yuan(distributed)} yuan were distributed; ${yuan(surplusBefore)} were undistributed before`,
  )
  return [point('NO-SURPLUS', [v], why)]
}

/** What is owed to or by one member put on another's name, with no money behind it. */
export function netted(v: AuditVoucher): AuditPoint[] {
  if (v.membersNetted < 2) return []
  const why = text(
    `成员往来在 ${v.membersNetted} 名成员之间互转 ${yuan(v.amount)} 元,没有收付`,
    `${yuan(v.amount)} yuan moved among the accounts of ${v.membersNetted} members, without any payment`,
  )
  return [point('MEMBERS-NETTED', [v], why)]
}

/** A voucher that says itself that it belongs to an earlier month. */
export function lateBooked(v: AuditVoucher): AuditPoint[] {
  const said = LATE.exec(v.words)
  if (said === null) return []
  const month = Number(v.onDate.slice(5, 7))
  const year = Number(v.onDate.slice(0, 4))
  const named = Number(said.groups?.['month'])
  // Without its year a later month is that of the year before.
  const of = said.groups?.['year'] ?? String(named > month ? year - 1 : year)
  if (named < 1 || named > 12) return []
  const late = (year - Number(of)) * 12 + month - named
  if (late < 1) return []
  const why = text(
    `${v.onDate.slice(0, 7)} 的凭证补记 ${of} 年 ${named} 月的业务,晚了 ${late} 个月`,
    `a voucher of ${v.onDate.slice(0, 7)} books business of ${of}-${String(named).padStart(2, '0')}, ${late} month(s) late`,
  )
  return [point('LATE-BOOKED', [v], why)]
}

/** The same accounts, amount and payee again within a few days; payments to nobody named by their summary. */
export function duplicates(vouchers: readonly AuditVoucher[]): AuditPoint[] {
  const points: AuditPoint[] = []
  const alike = Map.groupBy(
    vouchers.filter((v) => !v.fromAct && v.amount > 0n),
    (v) => `${v.amount} ${v.shape}`,
  )
  for (const group of alike.values()) {
    for (const [i, first] of group.entries()) {
      const last = addDays(first.onDate, TWICE_DAYS - 1)
      const again = group.slice(i + 1).find((v) => v.onDate <= last && isSame(first, v))
      if (again === undefined) continue
      const why = text(
        `${again.onDate} 与 ${first.onDate} 同科目、同对象、同金额 ${yuan(first.amount)} 元`,
        `same accounts, payee and amount (${yuan(first.amount)} yuan) on ${first.onDate} and ${again.onDate}`,
      )
      points.push(point('TWICE', [first, again], why))
    }
  }
  return points
}

function isSame(a: AuditVoucher, b: AuditVoucher): boolean {
  if (a.payees.length === 0 && b.payees.length === 0) {
    return a.summary === b.summary && paidBy(a) > 0n
  }
  const known = new Set(a.payees.map(({ id }) => id))
  return b.payees.some(({ id }) => known.has(id))
}
