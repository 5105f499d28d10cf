import { assert, must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import { type Fen, fen, formatYuan } from '../../../kernel/money.ts'
import { fillTogether, type Line, templateOf } from '../../../modules/ledger/index.ts'
import type { BookLine, TradeProduct, TradeRow, VoucherPlan } from './book.ts'

/** What a template is given, fen inside. */
export interface Row {
  readonly amounts: Readonly<Record<string, bigint>>
  readonly parties?: Readonly<Record<string, string>>
}

export interface Entry {
  readonly template: string
  readonly summary: string
  readonly rows: readonly Row[]
  readonly attachments?: number
  readonly period?: number
}

/**
 * Keeps the generated books of one co-op: turns what happens into vouchers by the product's own posting
 * templates and knows at any moment what every account holds, so that nobody pays what is not there.
 */
export interface Keeper {
  /** Debit minus credit of an account, or of one member or party on it, in fen. */
  readonly net: (account: string, who?: string) => bigint
  /** Everybody with a balance on the account: debit minus credit. */
  readonly each: (account: string) => readonly (readonly [who: string, net: bigint])[]
  readonly book: (on: LocalDate, entry: Entry) => VoucherPlan
  /** Lines that no template makes, as somebody wrote them by hand. */
  readonly bookByHand: (on: LocalDate, summary: string, lines: readonly BookLine[]) => void
  /** Trades of one day, kind and product with members: one voucher, or entries of the trade ledger. */
  readonly trade: (kind: TradeRow['kind'], product: TradeProduct, rows: readonly TradeRow[]) => void
  /** Lines that other verbs of the product book: openings, share events. */
  readonly take: (lines: readonly BookLine[]) => void
  /** Income and expense into the undistributed surplus, as the year's end does; answers the result. */
  readonly closeYear: () => Fen
  readonly vouchers: readonly VoucherPlan[]
  readonly trades: readonly TradeRow[]
  /** Every trade with members so far, however it is kept. */
  readonly traded: readonly TradeRow[]
  /** What members were promised for their land, and what their work came to: fen by member. */
  readonly landPay: Map<string, bigint>
  readonly workPay: Map<string, bigint>
}

const TRADE_TEMPLATES = {
  delivery: 'buy-from-member',
  supply: 'sell-to-member',
  service: 'service-income-member',
} as const
const TRADE_WORDS = {
  delivery: '收购成员产品',
  supply: '向成员供应',
  service: '为成员提供服务',
} as const
const UNIT_WORDS = { kg: '公斤', mu: '亩' } as const

/** @param oneByOne trades with members are kept as entries of the trade ledger. */
export function openKeeper(oneByOne: boolean): Keeper {
  const totals = new Map<string, bigint>()
  const byWho = new Map<string, Map<string, bigint>>()
  const vouchers: VoucherPlan[] = []
  const trades: TradeRow[] = []
  const traded: TradeRow[] = []

  const take = (lines: readonly BookLine[]): void => {
    for (const { account, debit, credit, member, party } of lines) {
      const moved = debit - credit
      totals.set(account, (totals.get(account) ?? 0n) + moved)
      const who = member ?? party
      if (who === null) continue
      const known = byWho.get(account) ?? new Map<string, bigint>()
      byWho.set(account, known)
      known.set(who, (known.get(who) ?? 0n) + moved)
    }
  }
  const book = (on: LocalDate, entry: Entry): VoucherPlan => {
    const voucher = voucherOf(on, entry)
    take(voucher.lines)
    vouchers.push(voucher)
    return voucher
  }
  const trade: Keeper['trade'] = (kind, product, rows) => {
    const [first] = rows
    if (first === undefined) return
    const voucher = voucherOf(first.on, tradeEntry(kind, product, rows))
    take(voucher.lines)
    traded.push(...rows)
    if (oneByOne) trades.push(...rows)
    else vouchers.push(voucher)
  }
  const closeYear = (): Fen => {
    let result = 0n
    for (const [account, net] of totals) {
      if (!account.startsWith('5')) continue
      result -= net
      totals.delete(account)
    }
    totals.set('33202', (totals.get('33202') ?? 0n) - result)
    return fen(result)
  }
  return {
    net: (account, who) =>
      (who === undefined ? totals.get(account) : byWho.get(account)?.get(who)) ?? 0n,
    each: (account) => [...(byWho.get(account) ?? [])].filter(([, net]) => net !== 0n),
    book,
    bookByHand: (on, summary, lines) => {
      take(lines)
      vouchers.push({ ...BY_HAND, on, summary, lines })
    },
    trade,
    take,
    closeYear,
    vouchers,
    trades,
    traded,
    landPay: new Map(),
    workPay: new Map(),
  }
}

function tradeEntry(
  kind: TradeRow['kind'],
  product: TradeProduct,
  rows: readonly TradeRow[],
): Entry {
  const quantity = rows.reduce((sum, row) => sum + row.quantity, 0)
  const unit = UNIT_WORDS[product.unit]
  return {
    template: TRADE_TEMPLATES[kind],
    summary: `${TRADE_WORDS[kind]} ${product.name} ${rows.length}笔 ${quantity}${unit}`,
    rows: rows.map(({ member, quantity: amount, price }) => ({
      amounts: {
        amount: price * BigInt(amount),
        ...(kind === 'supply' ? { cost: product.cost * BigInt(amount) } : {}),
      },
      parties: { member },
    })),
  }
}

/** The voucher that the product's posting template makes. */
export function voucherOf(on: LocalDate, entry: Entry): VoucherPlan {
  const template = must(templateOf(entry.template), `the template ${entry.template}`)
  const filled = fillTogether(
    template,
    entry.rows.map(({ amounts, parties = {} }) => ({ amounts: inYuan(amounts), parties })),
  )
  assert(entry.summary.length <= 200, 'a summary fits')
  return {
    on,
    period: entry.period ?? null,
    kind: filled.kind,
    summary: entry.summary,
    template: filled.template,
    clause: filled.clause,
    attachments: entry.attachments ?? 1,
    lines: filled.lines.map(bookLine),
  }
}

/** Amounts as a person would type them; what is zero is left out. */
const inYuan = (amounts: Row['amounts']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(amounts)
      .filter(([, amount]) => amount !== 0n)
      .map(([name, amount]) => [name, formatYuan(amount)]),
  )

const bookLine = (line: Line): BookLine => ({
  account: line.account,
  debit: line.debit,
  credit: line.credit,
  member: line.memberId,
  party: line.partyId,
  item: line.item,
  summary: line.summary,
})

const BY_HAND = {
  period: null,
  kind: 'transfer',
  template: null,
  clause: null,
  attachments: 1,
} as const

const NOTHING = { member: null, party: null, item: null, summary: null } as const

/** A line of the opening balances or of a share event: above zero debit, below credit. */
export const lineOf = (account: string, net: bigint, more: Partial<BookLine> = {}): BookLine => ({
  ...NOTHING,
  account,
  debit: fen(net > 0n ? net : 0n),
  credit: fen(net < 0n ? -net : 0n),
  ...more,
})
