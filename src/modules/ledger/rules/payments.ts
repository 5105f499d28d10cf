import type { AnyId } from '../../../kernel/id.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import { isMoney, topCode } from '../model/chart.ts'
import type { Line } from '../model.ts'

/* What a voucher spends, and on whom: the ground on which approvals of spending are asked for. */

/** Somebody named by a line. */
export interface LineName {
  readonly memberId: AnyId | null
  readonly name: string
}

export interface PaidPart extends LineName {
  readonly amount: Fen
}

/** How the lines name people: null for grant projects, sources and bank accounts. */
export type NameOf = (line: Line) => LineName | null

const above = (value: bigint): bigint => (value > 0n ? value : 0n)

/** What a line of money gives away; red ink on the other side gives as well. */
const givenBy = ({ debit, credit }: Line): bigint => above(credit) + above(0n - debit)

const takenBy = ({ debit, credit }: Line): bigint => above(debit) + above(0n - credit)

/** Dividends were decided on by the assembly with the distribution. */
const isDividend = ({ account }: Line): boolean => ['221', '222'].includes(topCode(account))

/** Wages payable and casual labour payable (会农 212, 213). */
const WAGES = ['212', '213']

/** What is paid, where the accounts say it: wages, where nothing else is paid; null: the accounts do not say. */
export function classOf(lines: readonly Line[]): 'labour' | null {
  const taken = lines.filter((line) => !isMoney(line.account) && takenBy(line) > 0n)
  return taken.length > 0 && taken.every(({ account }) => WAGES.includes(topCode(account)))
    ? 'labour'
    : null
}

/**
 * The payments of a voucher, fen. What is spent is money that went out for something: moving it between the
 * co-op's own accounts is none, and what came in by the same voucher does not make it less. One name gets all of
 * it; of several each gets what the lines say; the rest goes to `payee`, or to nobody named.
 */
export function partsOf(
  lines: readonly Line[],
  nameOf: NameOf,
  payee: string | null,
): readonly PaidPart[] {
  const others = lines.filter(({ account }) => !isMoney(account))
  const given = lines
    .filter(({ account }) => isMoney(account))
    .reduce((sum, line) => sum + givenBy(line), 0n)
  const bought = others.filter((line) => !isDividend(line))
  const taken = bought.reduce((sum, line) => sum + takenBy(line), 0n)
  const spent = given < taken ? given : taken
  if (spent <= 0n) return []
  const named = new Map<string, { who: LineName; taken: bigint }>()
  for (const line of others) {
    const who = nameOf(line)
    if (who === null) continue
    const key = who.memberId ?? `name ${who.name}`
    const known = named.get(key)
    const more = isDividend(line) ? 0n : takenBy(line)
    named.set(key, { who, taken: (known?.taken ?? 0n) + more })
  }
  const all = [...named.values()]
  const [only] = all
  if (only !== undefined && all.length === 1) return [{ ...only.who, amount: fen(spent) }]
  const parts = all
    .map(({ who, taken: part }) => ({ ...who, amount: fen(part < spent ? part : spent) }))
    .filter(({ amount }) => amount > 0n)
  const left = spent - parts.reduce((sum, { amount }) => sum + amount, 0n)
  if (left <= 0n) return parts
  return [...parts, { memberId: null, name: payee ?? '', amount: fen(left) }]
}
