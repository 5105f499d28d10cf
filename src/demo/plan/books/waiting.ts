import type { Chance } from '../../chance.ts'
import { addDays, date, type LocalDate } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import type { BankLinePlan, BookLine, DraftPlan, PhotoPlan, VoucherPlan } from './book.ts'

/* What is not finished on the county's day: drafts, photographs, the bank's own list. */

const REASONS = [
  '缺少发票,请补附后重新提交',
  '摘要过于简单,请写明用途和数量',
  '金额与发票不符,请核对',
] as const

const DRAFTS_FROM = date('2020-11-20')

/** The last vouchers of November, still with whoever prepared or approves them. */
export function splitDrafts(
  chance: Chance,
  vouchers: readonly VoucherPlan[],
  most: number,
): { readonly posted: readonly VoucherPlan[]; readonly drafts: readonly DraftPlan[] } {
  const late = vouchers.filter(({ on }) => on >= DRAFTS_FROM).length
  const count = Math.min(late, most)
  const posted = count === 0 ? vouchers : vouchers.slice(0, -count)
  const drafts = vouchers.slice(posted.length).map((voucher): DraftPlan => {
    const status = chance.weighted<DraftPlan['status']>([
      ['submitted', 65],
      ['draft', 20],
      ['returned', 15],
    ])
    return { voucher, status, reason: status === 'returned' ? chance.pick(REASONS) : null }
  })
  return { posted, drafts }
}

const SEEN = [
  ['加油票', '村里拖拉机加油'],
  ['收购单', '鲜品收购过磅单'],
  ['运费单', '送货到批发市场'],
  ['购货发票', '包装箱一批'],
  ['电费单', '冷库电费'],
] as const

export function planPhotos(chance: Chance, count: number): PhotoPlan[] {
  return Array.from({ length: count }, (_, i) => {
    const [name, note] = chance.pick(SEEN)
    const on = addDays(date('2020-11-12'), chance.below(17))
    return {
      name: `${name}-${on}-${i + 1}.png`,
      note: `演示:${note}`,
      on,
      amount: fen(chance.between(3_500, 280_000)),
    }
  })
}

const moved = (lines: readonly BookLine[]): bigint =>
  lines
    .filter(({ account }) => account === '102')
    .reduce((sum, { debit, credit }) => sum + debit - credit, 0n)

const OPENING_DAY = date('2019-01-01')

interface BankMove {
  readonly on: LocalDate
  readonly amount: bigint
  readonly memo: string
}

/**
 * The bank's list since the book was opened, out of the book's own lines: some a day later, the last payment not yet
 * there, and a fee and a receipt that nobody has booked.
 * @param others what other verbs booked on the bank account: contributions, refunds, dividends.
 */
export function planStatement(
  chance: Chance,
  vouchers: readonly VoucherPlan[],
  others: readonly {
    readonly on: LocalDate
    readonly lines: readonly BookLine[]
    readonly memo: string
  }[],
): BankLinePlan[] {
  const all: BankMove[] = [
    ...vouchers.map(({ on, lines, summary }) => ({ on, amount: moved(lines), memo: summary })),
    ...others.map(({ on, lines, memo }) => ({ on, amount: moved(lines), memo })),
  ].filter(({ amount }) => amount !== 0n)
  // What the opening balances say is what the bank held before its first line.
  let balance = all
    .filter(({ on }) => on < OPENING_DAY)
    .reduce((sum, { amount }) => sum + amount, 0n)
  const inside = all
    .filter(({ on }) => on >= OPENING_DAY)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const shown = inside
    .filter(({ amount }, i) => i < inside.length - 1 || amount > 0n)
    .map((move) => (chance.happens(250) ? { ...move, on: addDays(move.on, 1) } : move))
  const last = date('2020-11-28')
  const own: BankMove[] = [
    { on: last, amount: -2_500n, memo: '短信服务费' },
    { on: last, amount: BigInt(chance.between(80_000, 420_000)), memo: '跨行转入 货款' },
  ]
  return [...shown, ...own]
    .filter(({ on }) => on <= '2020-11-30')
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ on, amount, memo }) => {
      balance += amount
      return { on, amount: fen(amount), balance: fen(balance), memo, otherSide: '' }
    })
}
