import type { LocalDate } from '../../../kernel/date.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { LedgerEntry } from '../model/facts.ts'
import type { Period } from '../model.ts'

/** Where the balance of a ledger stands: 借, 贷 or 平 (nothing). */
export type BalanceSide = 'debit' | 'credit' | 'even'

export interface LedgerRow {
  /** What the row is: the balance brought forward, an entry, 本日合计, 本月合计, 本年累计, 结转下年. */
  readonly kind: 'opening' | 'entry' | 'day' | 'month' | 'year' | 'carried'
  readonly period: Period
  readonly onDate: LocalDate | null
  readonly voucherId: string | null
  /** "记-12": the word of the kind of voucher and its number. */
  readonly voucher: string | null
  readonly summary: Text
  /** The member or party the entry names. */
  readonly who: string | null
  readonly debit: Fen | null
  readonly credit: Fen | null
  readonly side: BalanceSide
  /** The size of the balance, never negative. */
  readonly balance: Fen
}

export interface LedgerFacts {
  readonly first: Period
  readonly last: Period
  /** Debit minus credit before the first period. */
  readonly opening: Fen
  /** What moved from month 01 to the period before `first`; zero when the range begins in January. */
  readonly before: { readonly debit: Fen; readonly credit: Fen }
  /** In the order of posting within each period. */
  readonly entries: readonly LedgerEntry[]
  /** Cash and bank journals close every day (37号, 101 and 102). */
  readonly daily: boolean
}

const VOUCHER_WORDS: Readonly<Record<string, string>> = {
  general: '记',
  receipt: '收',
  payment: '付',
  transfer: '转',
}

/** "记-12": how a voucher is cited in the books. */
export const voucherName = (kind: string, number: number): string =>
  `${VOUCHER_WORDS[kind] ?? '记'}-${number}`

const YEAR_END = 13

/**
 * A page of the detail ledger (明细账) or of a subsidiary ledger (one member, bank, project …): the running
 * balance after each entry, 本月合计 and 本年累计 after each month that moved, 本日合计 after each day in
 * journals, 结转下年 when the range ends with the year's transfers. Amounts in fen.
 */
export function ledgerPage(facts: LedgerFacts): LedgerRow[] {
  const rows: LedgerRow[] = []
  let net: bigint = facts.opening
  let year: Sums = facts.before
  rows.push(row('opening', facts.first, net, { summary: openingName(facts.first) }))
  for (const month of groupBy(facts.entries, (entry) => entry.period)) {
    const period = month[0]?.period ?? facts.first
    let sums: Sums = { debit: 0n, credit: 0n }
    for (const day of groupBy(month, (entry) => entry.onDate)) {
      let daySums: Sums = { debit: 0n, credit: 0n }
      for (const entry of day) {
        net += entry.debit - entry.credit
        daySums = add(daySums, entry)
        rows.push(row('entry', period, net, entryParts(entry)))
      }
      sums = add(sums, daySums)
      if (facts.daily) rows.push(total('day', period, net, daySums))
    }
    year = add(year, sums)
    rows.push(total('month', period, net, sums), total('year', period, net, year))
  }
  if (facts.last % 100 === YEAR_END && net !== 0n) {
    rows.push(row('carried', facts.last, net, { summary: text('结转下年', 'Carried forward') }))
  }
  return rows
}

interface Sums {
  readonly debit: bigint
  readonly credit: bigint
}

const add = (a: Sums, b: Sums): Sums => ({ debit: a.debit + b.debit, credit: a.credit + b.credit })

function groupBy<T>(entries: readonly T[], key: (entry: T) => string | number): T[][] {
  const groups: T[][] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    const [sample] = last ?? []
    if (last !== undefined && sample !== undefined && key(sample) === key(entry)) last.push(entry)
    else groups.push([entry])
  }
  return groups
}

function row(
  kind: LedgerRow['kind'],
  period: Period,
  net: bigint,
  parts: Partial<LedgerRow> & { readonly summary: Text },
): LedgerRow {
  return {
    kind,
    period,
    onDate: null,
    voucherId: null,
    voucher: null,
    who: null,
    debit: null,
    credit: null,
    side: net === 0n ? 'even' : net > 0n ? 'debit' : 'credit',
    balance: fen(net < 0n ? -net : net),
    ...parts,
  }
}

const entryParts = (entry: LedgerEntry) => ({
  onDate: entry.onDate,
  voucherId: entry.voucherId,
  voucher: voucherName(entry.kind, entry.number),
  summary: text(entry.summary, entry.summary),
  who: entry.who,
  debit: entry.debit,
  credit: entry.credit,
})

const TOTAL_NAMES = {
  day: text('本日合计', 'Total of the day'),
  month: text('本月合计', 'Total of the month'),
  year: text('本年累计', 'Year to date'),
}

function total(kind: 'day' | 'month' | 'year', period: Period, net: bigint, sums: Sums): LedgerRow {
  const yearEnd = kind === 'month' && period % 100 === YEAR_END
  return row(kind, period, net, {
    summary: yearEnd ? text('年终结转合计', 'Total of the year-end transfers') : TOTAL_NAMES[kind],
    debit: fen(sums.debit),
    credit: fen(sums.credit),
  })
}

const openingName = (first: Period): Text =>
  first % 100 <= 1
    ? text('上年结转', 'Brought forward from last year')
    : text('期初余额', 'Opening balance')
