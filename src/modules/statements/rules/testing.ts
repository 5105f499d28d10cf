import { date } from '../../../kernel/date.ts'
import { type Fen, fen, parseYuan } from '../../../kernel/money.ts'
import { assert } from '../../../kernel/assert.ts'
import { EQUITY_ITEMS } from '../../ledger/model.ts'
import type { Balance, EquityFlow, EquityItem, Turnover, YearBooks } from '../model.ts'
import type { LedgerEntry } from '../model/facts.ts'

/** A line of a test voucher; amounts in fen, `who` is the member or party on accounts kept by one. */
export interface TestLine {
  readonly account: string
  readonly debit: bigint
  readonly credit: bigint
  readonly who?: string
  readonly item?: EquityItem
}

export interface TestVoucher {
  readonly period: number
  readonly lines: readonly TestLine[]
}

/** Yuan as the golden tables write them. */
export function yuan(written: string): Fen {
  const amount = parseYuan(written)
  assert(amount !== null, `${written} is an amount`)
  return amount
}

/**
 * Vouchers as the golden tables write them: "Dr 102 743000.00", "Cr 301 100.00 M1",
 * "Cr 322 16000.00 #from_surplus".
 */
export function voucherOf(written: {
  readonly period: number
  readonly lines: readonly string[]
}): TestVoucher {
  return { period: written.period, lines: written.lines.map(lineOf) }
}

function lineOf(written: string): TestLine {
  const [side, account = '', amount = '', ...rest] = written.split(' ')
  const size = yuan(amount)
  const item = rest.find((word) => word.startsWith('#'))
  const who = rest.find((word) => !word.startsWith('#'))
  return {
    account,
    debit: side === 'Dr' ? size : 0n,
    credit: side === 'Cr' ? size : 0n,
    ...(who === undefined ? {} : { who }),
    ...(item === undefined ? {} : { item: itemOf(item.slice(1)) }),
  }
}

function itemOf(written: string): EquityItem {
  const item = EQUITY_ITEMS.find((each) => each === written)
  assert(item !== undefined, `${written} is an equity item`)
  return item
}

const FLOWING = ['301', '311', '321', '322']

/** What a ledger would answer for these vouchers: balances by account and sub-ledger, turnovers, flows. */
export function booksOf(vouchers: readonly TestVoucher[], through = 13): YearBooks {
  const upTo = (month: number) =>
    vouchers.filter(({ period }) => period % 100 <= month).flatMap(({ lines }) => lines)
  const within = (first: number, last: number) =>
    vouchers
      .filter(({ period }) => period % 100 >= first && period % 100 <= last)
      .flatMap(({ lines }) => lines)
  return {
    opening: balancesOf(upTo(0)),
    closing: balancesOf(upTo(through)),
    business: turnoversOf(within(1, Math.min(12, through))),
    yearEnd: through === 13 ? turnoversOf(within(13, 13)) : [],
    equityFlows: flowsOf(within(1, through)),
    converted: { surplusReturn: fen(0), residual: fen(0) },
  }
}

export function balancesOf(lines: readonly TestLine[]): Balance[] {
  return [...groups(lines, ({ account }) => account)].map(([account, own]) => {
    const nets = [...groups(own, ({ who }) => who ?? '').values()].map((each) => net(each))
    return {
      account,
      net: net(own),
      debitSide: fen(nets.reduce((sum, each) => sum + (each > 0n ? each : 0n), 0n)),
      creditSide: fen(nets.reduce((sum, each) => sum + (each < 0n ? 0n - each : 0n), 0n)),
    }
  })
}

export const turnoversOf = (lines: readonly TestLine[]): Turnover[] =>
  [...groups(lines, ({ account }) => account)].map(([account, own]) => ({
    account,
    debit: fen(own.reduce((sum, line) => sum + line.debit, 0n)),
    credit: fen(own.reduce((sum, line) => sum + line.credit, 0n)),
  }))

function flowsOf(lines: readonly TestLine[]): EquityFlow[] {
  const equity = lines.filter(({ account }) => FLOWING.some((code) => account.startsWith(code)))
  return [...groups(equity, ({ account, item }) => `${account}/${item ?? ''}`).values()].map(
    (own) => ({
      account: own[0]?.account ?? '',
      item: own[0]?.item ?? null,
      debit: fen(own.reduce((sum, line) => sum + line.debit, 0n)),
      credit: fen(own.reduce((sum, line) => sum + line.credit, 0n)),
    }),
  )
}

function groups<T>(all: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const each of all) found.set(key(each), [...(found.get(key(each)) ?? []), each])
  return found
}

const net = (lines: readonly TestLine[]): Fen =>
  fen(lines.reduce((sum, line) => sum + line.debit - line.credit, 0n))

/** Ledger entries with the little that a page needs. */
export const entry = (
  period: number,
  onDate: string,
  moved: { readonly debit?: bigint; readonly credit?: bigint; readonly summary?: string },
): LedgerEntry => ({
  voucherId: `${period}-${onDate}`,
  period,
  onDate: date(onDate),
  kind: 'general',
  number: 1,
  summary: moved.summary ?? '收款',
  who: null,
  debit: fen(moved.debit ?? 0n),
  credit: fen(moved.credit ?? 0n),
})
