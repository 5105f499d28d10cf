import { createHash } from 'node:crypto'
import { type Chance, openChance } from '../../src/demo/chance.ts'
import { formatYuan } from '../../src/kernel/money.ts'
import type { AccountName, Book } from './ground.ts'

/*
 * A year of a county's books for load: 71,500 vouchers of the kinds a co-op has every month. The mix is made up
 * for load and says nothing of any real co-op. The same seed gives the same vouchers over the same books.
 */

const SEED = 37
const COUNTY_YEAR = 71_500

interface YearLine {
  readonly account: AccountName
  /** Fen; debits above zero, credits below. */
  readonly amount: bigint
  /** The member's place in the register of the book; null: none. */
  readonly member: number | null
}

export interface YearVoucher {
  readonly book: Book
  readonly month: number
  readonly day: number
  readonly summary: string
  readonly lines: readonly YearLine[]
}

const line = (account: AccountName, amount: bigint, member: number | null = null): YearLine => ({
  account,
  amount,
  member,
})

/** One amount on one side, several members on the other. */
function withMembers(chance: Chance, book: Book, most: number): { sum: bigint; parts: YearLine[] } {
  const parts = Array.from({ length: chance.between(1, most) }, () =>
    line('114', BigInt(chance.between(1_000, 300_000)), chance.below(book.members.length)),
  )
  return { sum: parts.reduce((sum, { amount }) => sum + amount, 0n), parts }
}

const turned = (lines: readonly YearLine[]): YearLine[] =>
  lines.map((one) => ({ ...one, amount: -one.amount }))

function business(chance: Chance, book: Book): { summary: string; lines: YearLine[] } {
  const amount = BigInt(chance.between(2_000, 900_000))
  const part = amount / 3n
  const pair = (debit: AccountName, credit: AccountName) => [
    line(debit, amount),
    line(credit, -amount),
  ]
  const kind = chance.below(100)
  if (kind < 37 && book.members.length > 0) {
    const bought = kind < 22
    const { sum, parts } = withMembers(chance, book, bought ? 5 : 3)
    return bought
      ? { summary: '收购成员产品', lines: [line('121', sum), ...turned(parts)] }
      : { summary: '支付成员货款', lines: [...parts, line('102', -sum)] }
  }
  if (kind < 61) return { summary: '销售产品', lines: pair('102', '501') }
  if (kind < 74) return { summary: '支付管理费用', lines: pair('522', '101') }
  if (kind < 80) return { summary: '结转产品成本', lines: pair('521', '121') }
  if (kind < 92) {
    const lines = [line('521', part), line('522', amount - part), line('212', -amount)]
    return { summary: '计提工资', lines }
  }
  if (kind < 97) return { summary: '赊购农资', lines: pair('121', '211') }
  return { summary: '收到项目补助', lines: pair('102', '235') }
}

/** The vouchers of some books of the year, `share` of a whole one, book by book, in the order of their days. */
export function* bookYear(books: readonly Book[], all: number, share = 1): Generator<YearVoucher> {
  const monthly = (COUNTY_YEAR * share) / all / 12
  for (const book of books) {
    const chance = openChance(SEED, `bench/${book.place}`)
    for (let month = 1; month <= 12; month++) {
      const count = Math.round(month * monthly) - Math.round((month - 1) * monthly)
      for (let i = 0; i < count; i++) {
        yield { book, month, day: 1 + Math.floor((i * 28) / count), ...business(chance, book) }
      }
    }
  }
}

/** The voucher as `importVouchers` takes it. */
export const asInput = ({ book, month, day, summary, lines }: YearVoucher, year: number) => ({
  coopId: book.coopId,
  onDate: `${year}-${two(month)}-${two(day)}`,
  summary,
  lines: lines.map(({ account, amount, member }) => ({
    account: book.leaf[account],
    ...(amount > 0n ? { debit: formatYuan(amount) } : { credit: formatYuan(-amount) }),
    ...(member === null ? {} : { memberId: book.members[member] }),
    ...(account === '211' ? { partyId: book.supplier } : {}),
    ...(account === '235' ? { partyId: book.project } : {}),
    ...(account === '501' ? { item: 'sales' } : {}),
  })),
  attachments: 1,
  preparedBy: '测速制单',
  approvedBy: '测速审核',
})

export const two = (value: number): string => String(value).padStart(2, '0')

/** How many vouchers and lines, and the hash of what they say whatever ids the county has. */
export function fingerprint(vouchers: Iterable<YearVoucher>) {
  const hash = createHash('sha256')
  let [count, lines] = [0, 0]
  for (const { book, month, day, summary, lines: own } of vouchers) {
    count += 1
    lines += own.length
    const said = own.map(({ account, amount, member }) => `${account} ${amount} ${member ?? ''}`)
    hash.update(`${book.place} ${month} ${day} ${summary} ${said.join(',')}\n`)
  }
  return { count, lines, hash: hash.digest('hex').slice(0, 16) }
}
