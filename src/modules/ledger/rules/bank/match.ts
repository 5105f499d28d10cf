import { dayNumber } from '../../../../kernel/date.ts'
import { sumFen } from '../../../../kernel/money.ts'
import { text } from '../../../../kernel/text.ts'
import type { BankItem, BookItem, Proposal } from '../../model/bank.ts'

/*
 * Which line of the bank answers which line of the books. Same account and same amount always; the nearer
 * the days and the clearer the name, the surer. Nothing is matched here: a person confirms.
 */

const SAME_AMOUNT = 60
const SAME_DAY = 20
const PER_DAY = 2
const SAME_NAME = 20
const SHORTEST_NAME = 2

export const bookKey = ({ voucherId, line }: Pick<BookItem, 'voucherId' | 'line'>): string =>
  `${voucherId}:${line}`

const daysBetween = (a: BankItem, b: BookItem): number =>
  Math.abs(dayNumber(a.onDate) - dayNumber(b.onDate))

const plain = (value: string): string => value.replaceAll(/[\s\p{P}]/gu, '')

/** Whether the bank's other side is a name of the voucher, or stands in its summary (or the reverse). */
function sameName(bank: BankItem, book: BookItem): boolean {
  const said = [bank.otherSide, bank.memo].map(plain)
  const other = plain(bank.otherSide)
  const inSummary = other.length >= SHORTEST_NAME && plain(book.summary).includes(other)
  return (
    inSummary ||
    book.names
      .map(plain)
      .some((name) => name.length >= SHORTEST_NAME && said.some((words) => words.includes(name)))
  )
}

interface Pair {
  readonly bank: BankItem
  readonly book: BookItem
  readonly score: number
  readonly days: number
  readonly named: boolean
}

function pairOf(bank: BankItem, book: BookItem): Pair {
  const days = daysBetween(bank, book)
  const named = sameName(bank, book)
  const near = Math.max(0, SAME_DAY - PER_DAY * days)
  return { bank, book, days, named, score: SAME_AMOUNT + near + (named ? SAME_NAME : 0) }
}

/** Best first; then by the days and the ids, so that the answer does not depend on the order of rows. */
const byScore = (a: Pair, b: Pair): number =>
  b.score - a.score ||
  a.days - b.days ||
  (`${a.bank.onDate}${a.bank.id}${bookKey(a.book)}` <
  `${b.bank.onDate}${b.bank.id}${bookKey(b.book)}`
    ? -1
    : 1)

/**
 * Proposals for open lines of one bank account, each line in one proposal at most: red ink with what it
 * undoes, then pairs, then several lines of one voucher against one bank line, then several bank lines of
 * one day and other side against one line of the books. `window`: days between bank and books.
 */
export function proposeMatches(
  bank: readonly BankItem[],
  book: readonly BookItem[],
  window: number,
): Proposal[] {
  const open = new Open(bank, book)
  const proposals: Proposal[] = []
  for (const next of [cancelled, pairs, vouchersInParts, linesInParts]) {
    for (const proposal of next(open, window)) {
      // Two steps, or two groups of one step, may want the same line: the earlier has it.
      if (open.take(proposal)) proposals.push(proposal)
    }
  }
  return proposals
}

class Open {
  readonly #bank: Map<string, BankItem>
  readonly #book: Map<string, BookItem>

  constructor(bank: readonly BankItem[], book: readonly BookItem[]) {
    this.#bank = new Map(bank.map((item) => [item.id, item]))
    this.#book = new Map(book.map((item) => [bookKey(item), item]))
  }

  get bank(): BankItem[] {
    return [...this.#bank.values()]
  }

  get book(): BookItem[] {
    return [...this.#book.values()]
  }

  /** Takes the lines of a proposal out; false when one of them is taken already. */
  take(proposal: Proposal): boolean {
    const free =
      proposal.bank.every(({ id }) => this.#bank.has(id)) &&
      proposal.book.every((item) => this.#book.has(bookKey(item)))
    if (!free) return false
    for (const { id } of proposal.bank) this.#bank.delete(id)
    for (const item of proposal.book) this.#book.delete(bookKey(item))
    return true
  }
}

/** A voucher and its red-ink copy: the bank never saw either. */
function cancelled(open: Open): Proposal[] {
  const byVoucher = Map.groupBy(open.book, ({ voucherId }) => voucherId)
  return [...byVoucher.values()].flatMap((lines): Proposal[] => {
    const undone = lines[0]?.reversesId ?? null
    const before = undone === null ? undefined : byVoucher.get(undone)
    if (before === undefined) return []
    const book = [...before, ...lines]
    if (sumFen(book.map(({ amount }) => amount)) !== 0n) return []
    const reason = text('凭证与其红字冲销相抵', 'a voucher and the red ink that undoes it')
    return [{ bank: [], book, score: 100, doubtful: false, reason }]
  })
}

function pairs(open: Open, window: number): Proposal[] {
  const byAmount = Map.groupBy(open.book, ({ amount }) => amount as bigint)
  const all = open.bank
    .flatMap((bank) => (byAmount.get(bank.amount) ?? []).map((book) => pairOf(bank, book)))
    .filter(({ days }) => days <= window)
    .toSorted(byScore)
  const scores = new Map<string, number[]>()
  for (const { bank, book, score } of all) {
    for (const key of [bank.id, bookKey(book)]) {
      const known = scores.get(key)
      if (known === undefined) scores.set(key, [score])
      else known.push(score)
    }
  }
  const rivals = (key: string, score: number): boolean =>
    (scores.get(key) ?? []).filter((other) => other === score).length > 1
  return all.map(({ bank, book, score, days, named }) => ({
    bank: [bank],
    book: [book],
    score,
    doubtful: rivals(bank.id, score) || rivals(bookKey(book), score),
    reason: text(
      `金额相同,${days === 0 ? '同一天' : `相差 ${days} 天`}${named ? ',对方户名相符' : ''}`,
      `same amount, ${days === 0 ? 'same day' : `${days} day(s) apart`}${named ? ', same name' : ''}`,
    ),
  }))
}

/** One transfer of the bank for several lines of one voucher, such as a payroll. */
function vouchersInParts(open: Open, window: number): Proposal[] {
  const groups = [...Map.groupBy(open.book, ({ voucherId }) => voucherId).values()]
  return groups.flatMap((book): Proposal[] => {
    const [first] = book
    if (first === undefined || book.length < 2) return []
    const total = sumFen(book.map(({ amount }) => amount))
    const fitting = open.bank.filter(
      (bank) => bank.amount === total && daysBetween(bank, first) <= window,
    )
    const reason = text(
      `同一张凭证的 ${book.length} 条分录合计相符`,
      `${book.length} lines of one voucher add up to it`,
    )
    return fitting.slice(0, 1).map((bank) => ({
      bank: [bank],
      book,
      score: SAME_AMOUNT + Math.max(0, SAME_DAY - PER_DAY * daysBetween(bank, first)),
      doubtful: fitting.length > 1,
      reason,
    }))
  })
}

/** Several lines of the bank on one day with one other side for one line of the books. */
function linesInParts(open: Open, window: number): Proposal[] {
  const groups = Map.groupBy(open.bank, ({ onDate, otherSide }) => `${onDate}\u001F${otherSide}`)
  return [...groups.values()].flatMap((bank): Proposal[] => {
    const [first] = bank
    if (first === undefined || bank.length < 2) return []
    const total = sumFen(bank.map(({ amount }) => amount))
    const fitting = open.book.filter(
      (book) => book.amount === total && daysBetween(first, book) <= window,
    )
    const reason = text(
      `同日同一对方的 ${bank.length} 笔流水合计相符`,
      `${bank.length} bank lines of one day and one other side add up to it`,
    )
    return fitting.slice(0, 1).map((book) => ({
      bank,
      book: [book],
      score: SAME_AMOUNT + Math.max(0, SAME_DAY - PER_DAY * daysBetween(first, book)),
      doubtful: fitting.length > 1,
      reason,
    }))
  })
}
