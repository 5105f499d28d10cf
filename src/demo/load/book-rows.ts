import { must } from '../../kernel/assert.ts'
import { formatYuan } from '../../kernel/money.ts'
import type { BookLine, BookPlan, TradeRow, VoucherPlan, YearTrade } from '../plan/books/book.ts'
import { idOf } from './ids.ts'
import type { Load } from './step.ts'

/* A planned book in the words of the verbs: the product's ids in the place of the plan's keys. */

/** A book on its way in, with the ids of its parties. */
export interface Book {
  readonly plan: BookPlan
  readonly coopId: string
  readonly parties: ReadonlyMap<string, string>
}

export const lineRow =
  ({ ids }: Load, { plan, parties }: Book) =>
  (line: BookLine) => ({
    account: line.account,
    ...(line.debit === 0n ? {} : { debit: formatYuan(line.debit) }),
    ...(line.credit === 0n ? {} : { credit: formatYuan(line.credit) }),
    ...(line.member === null
      ? {}
      : { memberId: idOf(ids.holders, `${plan.coopKey} ${line.member}`) }),
    ...(line.party === null ? {} : { partyId: must(parties.get(line.party), line.party) }),
    ...(line.item === null ? {} : { item: line.item }),
    ...(line.summary === null ? {} : { summary: line.summary }),
  })

export function voucherRow(load: Load, book: Book) {
  const toLine = lineRow(load, book)
  return (voucher: VoucherPlan) => ({
    coopId: book.coopId,
    kind: voucher.kind,
    onDate: voucher.on,
    ...(voucher.period === null ? {} : { period: voucher.period }),
    summary: voucher.summary,
    attachments: voucher.attachments,
    ...(voucher.template === null ? {} : { template: voucher.template }),
    ...(voucher.clause === null ? {} : { clause: voucher.clause }),
    lines: voucher.lines.map(toLine),
  })
}

export const tradeRowOf =
  ({ ids }: Load, { plan }: Book) =>
  (row: TradeRow) => ({
    kind: row.kind,
    on: row.on,
    product: row.product,
    memberId: idOf(ids.holders, `${plan.coopKey} ${row.member}`),
    quantity: String(row.quantity),
    price: formatYuan(row.price),
  })

/** The sum of a member's year beside the vouchers that hold it trade by trade. */
export const yearTradeRow =
  ({ ids }: Load, { plan }: Book) =>
  (row: YearTrade) => ({
    kind: row.kind,
    on: '2019-12-31',
    product: row.product,
    memberId: idOf(ids.holders, `${plan.coopKey} ${row.member}`),
    quantity: row.quantity,
    amount: formatYuan(row.amount),
    reason: '2019年全年汇总,各笔见记账凭证',
  })
