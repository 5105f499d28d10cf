import { type Fen, fen, ZERO_FEN } from '../../../kernel/money.ts'
import type { Balance, Turnover } from '../model.ts'

/** The national account of a code: its first three digits. */
export const nationalCode = (account: string): string => account.slice(0, 3)

/** Income and expense accounts (损益类): zero once the year is closed. */
export const PROFIT_AND_LOSS = [
  '501',
  '502',
  '511',
  '521',
  '522',
  '523',
  '524',
  '529',
  '531',
] as const

/** Sum of debit minus credit over an account and everything below it. */
export function netOf(balances: readonly Balance[], code: string): Fen {
  let net = 0n
  for (const balance of balances) if (balance.account.startsWith(code)) net += balance.net
  return fen(net)
}

/** Sum over an account and what is below it of one side: 成员往来 is never netted. */
export function sideOf(
  balances: readonly Balance[],
  code: string,
  side: 'debitSide' | 'creditSide',
): Fen {
  let sum = 0n
  for (const balance of balances) if (balance.account.startsWith(code)) sum += balance[side]
  return fen(sum)
}

/** What moved on an account and everything below it. */
export function turnoverOf(
  turnovers: readonly Turnover[],
  code: string,
): { readonly debit: Fen; readonly credit: Fen } {
  let [debit, credit] = [0n, 0n]
  for (const turnover of turnovers) {
    if (!turnover.account.startsWith(code)) continue
    debit += turnover.debit
    credit += turnover.credit
  }
  return { debit: fen(debit), credit: fen(credit) }
}

export const minus = (a: bigint, b: bigint): Fen => fen(a - b)

/** The amount of a numbered row; zero when the form has no such row. */
export function rowAmount<K extends string>(
  rows: readonly ({ readonly row: number } & { readonly [Key in K]: Fen | null })[],
  row: number,
  column: K,
): Fen {
  return rows.find((candidate) => candidate.row === row)?.[column] ?? ZERO_FEN
}
