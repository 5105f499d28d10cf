import type { Out } from '../../api.ts'
import type { Book } from './book.ts'
import { type EntryLine, fenOf } from './entry.ts'

/* What stands with the members and parties that a voucher names, before and after it. */

export type WhoBalance = Out<'readWhoBalances'>['rows'][number]

export interface WhoMoved {
  readonly key: string
  readonly id: string
  readonly account: string
  readonly who: string
  /** Debit less credit in fen. */
  readonly before: bigint
  readonly after: bigint
}

/** The lines whose account is kept by the member or party they name. */
export function namedLines(book: Pick<Book, 'account'>, lines: readonly EntryLine[]) {
  return lines.flatMap((line) => {
    const dimension = book.account(line.account)?.dimension ?? null
    const id = dimension === 'member' ? line.memberId : line.partyId
    return dimension === null || dimension === 'bank' || id === null
      ? []
      : [{ line, id, member: dimension === 'member' }]
  })
}

/** Each member and party on each account of the lines, with the balance before and after them. */
export function whoMoved(
  book: Pick<Book, 'account'>,
  lines: readonly EntryLine[],
  balances: readonly WhoBalance[],
): readonly WhoMoved[] {
  const groups = Map.groupBy(namedLines(book, lines), ({ id, line }) => `${id} ${line.account}`)
  return [...groups].flatMap(([key, named]) => {
    const [first] = named
    if (first === undefined) return []
    const { account, who } = first.line
    const stands = balances.find((one) => one.id === first.id && one.account === account)
    const before = fenOf(stands?.balance ?? '0')
    const change = named.reduce((sum, { line }) => sum + fenOf(line.debit) - fenOf(line.credit), 0n)
    return [{ key, id: first.id, account, who, before, after: before + change }]
  })
}
