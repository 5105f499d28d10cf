import { type Fen, fen, sumFen } from '../../../kernel/money.ts'
import type { EquityItem, IncomeItem, Line } from '../model.ts'

/* How templates write lines. A line of zero says nothing and is left out when the voucher is built. */

/** What a line names besides account and amount. */
export interface About {
  readonly member?: string | null
  readonly party?: string | null
  readonly item?: EquityItem | IncomeItem
  /** Lines of one account with different summaries are kept apart: seed, fertiliser. */
  readonly summary?: string
}

const line = (account: string, sides: Pick<Line, 'debit' | 'credit'>, about: About): Line => ({
  account,
  ...sides,
  memberId: about.member ?? null,
  partyId: about.party ?? null,
  item: about.item ?? null,
  assisted: false,
  summary: about.summary ?? null,
})

/** 借. */
export const debit = (account: string, amount: bigint, about: About = {}): Line =>
  line(account, { debit: fen(amount), credit: fen(0) }, about)

/** 贷. */
export const credit = (account: string, amount: bigint, about: About = {}): Line =>
  line(account, { debit: fen(0), credit: fen(amount) }, about)

/** A difference: credited to one account when it is positive, debited to another when it is negative. */
export const difference = (
  amount: bigint,
  to: { readonly credit: string; readonly debit: string },
  about: { readonly credit?: About; readonly debit?: About } = {},
): Line =>
  amount >= 0n
    ? credit(to.credit, amount, about.credit ?? {})
    : debit(to.debit, -amount, about.debit ?? {})

/** What the debits exceed the credits by. */
export const imbalance = (lines: readonly Line[]): Fen =>
  sumFen(lines.map((one) => one.debit - one.credit))

/** The lines without those of zero. */
export const withAmount = (lines: readonly Line[]): Line[] =>
  lines.filter((one) => one.debit !== 0n || one.credit !== 0n)

/** The red-ink copy (红字): the same lines on the same sides, negative. */
export const redInk = (lines: readonly Line[]): Line[] =>
  lines.map((one) => ({ ...one, debit: fen(0n - one.debit), credit: fen(0n - one.credit) }))

const keyOf = (one: Line): string =>
  JSON.stringify([
    one.account,
    one.debit !== 0n,
    one.memberId,
    one.partyId,
    one.item,
    one.assisted,
    one.summary,
  ])

/**
 * Lines that say the same of the same account and side as one line, at the place of the first: the
 * vouchers of many members become one voucher with one line for the co-op and one for each member.
 */
export function together(lines: readonly Line[]): Line[] {
  const merged = new Map<string, Line>()
  for (const one of lines) {
    const key = keyOf(one)
    const before = merged.get(key)
    merged.set(
      key,
      before === undefined
        ? one
        : {
            ...one,
            debit: fen(before.debit + one.debit),
            credit: fen(before.credit + one.credit),
          },
    )
  }
  return [...merged.values()]
}
