import {
  addDays,
  chinaDate,
  dayNumber,
  type Instant,
  type LocalDate,
} from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan, type Fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import {
  type AuditRule,
  BANKED_DAYS,
  HOLIDAYS,
  NIGHT,
  ROUND_FROM,
  ROUND_STEP,
  SLIP,
  SPLIT_DAYS,
  UNDER_SHARE,
} from './audit-rules.ts'

/* Vouchers that an internal auditor should look at. Each point shows its rows and its reason. */

/** What the rules must know of a posted voucher; amounts in fen. */
export interface AuditVoucher {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly kind: string
  readonly number: number
  readonly onDate: LocalDate
  readonly summary: string
  readonly amount: Fen
  readonly attachments: number
  readonly postedAt: Instant
  /** Prepared by a person here, not imported nor made by another act of the product. */
  readonly byHand: boolean
  readonly fromAct: boolean
  readonly reversesId: AnyId | null
  readonly reversedById: AnyId | null
  readonly cashIn: bigint
  readonly cashOut: bigint
  readonly bankIn: bigint
  readonly bankOut: bigint
  readonly payees: readonly { readonly id: AnyId; readonly name: string }[]
  /** Summaries of the lines, names and notes of the papers. */
  readonly words: string
}

export interface AuditBook {
  readonly coopId: AnyId
  /** In the order of their days. */
  readonly vouchers: readonly AuditVoucher[]
  /** Cash on hand before the first of them. */
  readonly cash: bigint
  /** The last day that is looked at: later deposits are not known. */
  readonly until: LocalDate
}

export interface AuditLimits {
  readonly approval: Fen
  readonly slip: Fen
  readonly cash: Fen
}

export interface AuditPoint {
  readonly rule: AuditRule
  readonly coopId: AnyId
  readonly reason: Text
  readonly vouchers: readonly AuditVoucher[]
}

/** Every point of a book by the declared rules. */
export function auditPoints(book: AuditBook, limits: AuditLimits): AuditPoint[] {
  // What was undone moved no money in the end: it is shown as such and by no other rule.
  const standing = book.vouchers.filter((v) => v.reversesId === null && v.reversedById === null)
  return [
    ...splits(standing, limits.approval),
    ...standing.flatMap((voucher) => ofPayment(voucher, limits)),
    ...cashPoints(book, limits.cash),
    ...notBanked({ ...book, vouchers: standing }),
    ...book.vouchers.filter((v) => v.reversedById !== null).map(reversed),
    ...book.vouchers.filter(({ byHand }) => byHand).flatMap(offHours),
  ]
}

const point = (rule: AuditRule, vouchers: readonly AuditVoucher[], reason: Text): AuditPoint => ({
  rule,
  coopId: vouchers[0]?.coopId ?? '',
  reason,
  vouchers,
})

/** What left the co-op's hands; money moved between its own accounts is none. */
export const paidBy = (v: AuditVoucher): bigint => v.cashOut + v.bankOut - v.cashIn - v.bankIn

const yuan = (amount: bigint): string => displayYuan(amount)

function ofPayment(v: AuditVoucher, limits: AuditLimits): AuditPoint[] {
  const paid = paidBy(v)
  const points: AuditPoint[] = []
  const said = yuan(paid)
  if (paid < limits.approval && paid * 100n >= limits.approval * UNDER_SHARE) {
    const why = text(
      `付款 ${said} 元,略低于限额 ${yuan(limits.approval)} 元`,
      `${said} yuan were paid, just under the limit of ${yuan(limits.approval)}`,
    )
    points.push(point('JUST-UNDER', [v], why))
  }
  if (paid >= ROUND_FROM && paid % ROUND_STEP === 0n) {
    points.push(point('ROUND', [v], text(`付款恰为 ${said} 元`, `exactly ${said} yuan were paid`)))
  }
  const slip = SLIP.exec(v.words)?.[0]
  if (slip !== undefined && paid >= limits.slip) {
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

/** Payments to one payee, each below the limit, that reach it together within the window. */
function splits(vouchers: readonly AuditVoucher[], limit: bigint): AuditPoint[] {
  const byPayee = new Map<AnyId, { name: string; paid: AuditVoucher[] }>()
  for (const voucher of vouchers) {
    const paid = paidBy(voucher)
    if (paid <= 0n || paid >= limit) continue
    for (const { id, name } of voucher.payees) {
      const known = byPayee.get(id) ?? { name, paid: [] }
      byPayee.set(id, known)
      known.paid.push(voucher)
    }
  }
  return [...byPayee.values()].flatMap(({ name, paid }) => splitsOf(name, paid, limit))
}

function splitsOf(name: string, paid: readonly AuditVoucher[], limit: bigint): AuditPoint[] {
  const points: AuditPoint[] = []
  for (let i = 0; i < paid.length;) {
    const first = paid[i]
    if (first === undefined) break
    const last = addDays(first.onDate, SPLIT_DAYS - 1)
    const group = paid.slice(i).filter(({ onDate }) => onDate <= last)
    const total = group.reduce((sum, voucher) => sum + paidBy(voucher), 0n)
    if (group.length < 2 || total < limit) {
      i += 1
      continue
    }
    const why = text(
      `${SPLIT_DAYS}天内付给${name} ${group.length} 笔共 ${yuan(total)} 元,每笔都低于 ${yuan(limit)} 元`,
      `${group.length} payments to ${name} within ${SPLIT_DAYS} days make ${yuan(total)} yuan, each below ${yuan(limit)}`,
    )
    points.push(point('SPLIT', group, why))
    i += group.length
  }
  return points
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

/** Each stretch of days on which cash stood below zero or above its limit: one point. */
function cashPoints({ vouchers, cash }: AuditBook, limit: bigint): AuditPoint[] {
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
function notBanked({ vouchers, until }: AuditBook): AuditPoint[] {
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
