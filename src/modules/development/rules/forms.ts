import { compareFractions, type Fraction, fraction } from '../../../kernel/fraction.ts'
import { type Fen, fen, sumFen } from '../../../kernel/money.ts'
import type { LineRole } from '../model.ts'

/* Amounts of a business from lines of the books; quantities in thousandths. */

export interface LinkedLine {
  readonly role: LineRole
  readonly debit: bigint
  readonly credit: bigint
  readonly sector: number | null
  readonly phase: number | null
}

/** National accounts on which a line may stand for a role. */
export const ROLE_ACCOUNTS: Readonly<Record<LineRole, readonly string[]>> = {
  income: ['501', '502'],
  cost: ['401', '521', '522', '523', '529'],
  investment: ['131', '151', '152', '153', '161'],
  dividend: ['511'],
}

/** What a line is worth in its role: income and dividends on the credit side, cost and investment on the debit. */
export const amountOf = ({
  role,
  debit,
  credit,
}: Pick<LinkedLine, 'role' | 'debit' | 'credit'>): Fen =>
  fen(role === 'income' || role === 'dividend' ? credit - debit : debit - credit)

export const sumRole = (lines: readonly LinkedLine[], role: LineRole): Fen =>
  sumFen(lines.filter((line) => line.role === role).map(amountOf))

/** Income by primary, secondary and tertiary industry; together they are all of it. */
export function bySector(lines: readonly LinkedLine[]) {
  const of = (sector: number | null): Fen =>
    sumRole(
      lines.filter((line) => line.sector === sector),
      'income',
    )
  return { first: of(1), second: of(2), third: of(3), none: of(null) }
}

/** Thousandths of a decimal string with at most three places. */
export function thousandths(written: string): bigint {
  const [whole = '0', places = ''] = written.split('.')
  return BigInt(whole) * 1000n + BigInt(places.padEnd(3, '0') || '0')
}

export function sayThousandths(value: bigint): string {
  const places = (value % 1000n).toString().padStart(3, '0').replace(/0+$/, '')
  return places === '' ? `${value / 1000n}` : `${value / 1000n}.${places}`
}

/** Output of input, exact; null where nothing was put in. */
export const yieldOf = (input: bigint, output: bigint): Fraction | null =>
  input === 0n ? null : fraction(output, input)

/** The most that all stakes of a co-op may come to: the county's share of its paid-in contributions, cut to the fen. */
export const capOf = (paid: bigint, share: Fraction): Fen => fen((paid * share.num) / share.den)

/** A share of an enterprise lies above nothing and is at most the whole. */
export const isShare = (share: Fraction): boolean =>
  share.num > 0n && compareFractions(share, fraction(1n)) <= 0
