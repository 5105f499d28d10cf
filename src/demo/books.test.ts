import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { must } from '../kernel/assert.ts'
import { showCoop } from './accounts.ts'
import { demoCounty, smallCounty } from './index.ts'
import { receiptPicture } from './load/receipt.ts'
import type { CoopPlan } from './model.ts'
import {
  payoutMoves,
  planBook,
  plantedInBooks,
  plantedInDistributions,
  wishBooks,
} from './plan/books.ts'
import { shareMoves } from './plan/books/beginning.ts'
import {
  BOOK_BREACHES,
  type BookLine,
  type BookPlan,
  DISTRIBUTION_BREACHES,
} from './plan/books/book.ts'

const { plan: county } = demoCounty()
const show = showCoop(county)
const wish = wishBooks(county, show.key)
const counted = county.coops.filter((coop) => coop.counted)
/** One co-op in eight, the show co-op and all with something planted. */
const coops = counted.filter(
  ({ key }, i) =>
    i % 8 === 0 || key === show.key || wish.breaches.has(key) || wish.distributions.has(key),
)
const books = new Map(coops.map((coop) => [coop, planBook(coop, wish)]))

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(
      JSON.stringify(value, (_, v: unknown) =>
        typeof v === 'bigint' ? `${v}n` : v instanceof Map ? [...v] : v,
      ),
    )
    .digest('hex')

const netOf = (lines: readonly BookLine[], account: string): bigint =>
  lines
    .filter((line) => line.account === account)
    .reduce((sum, { debit, credit }) => sum + debit - credit, 0n)

describe('determinism', () => {
  test('the same seed gives the same books, another seed other ones', () => {
    expect(hashOf(planBook(show, wish))).toBe(hashOf(books.get(show)))
    expect(hashOf(planBook(show, { ...wish, seed: 7 }))).not.toBe(hashOf(books.get(show)))
  })
})

describe('lawful books', () => {
  test('every voucher and every opening balances', () => {
    for (const [coop, book] of books) {
      const groups = [book.opening, ...book.vouchers.map(({ lines }) => lines)]
      for (const lines of [...groups, ...book.drafts.map(({ voucher }) => voucher.lines)]) {
        expect(
          lines.reduce((sum, { debit, credit }) => sum + debit - credit, 0n),
          coop.name,
        ).toBe(0n)
      }
    }
  })

  test('the days are in order, within the book, and none is after the county’s day', () => {
    for (const [coop, book] of books) {
      const days = book.vouchers.map(({ on }) => on)
      expect(days, coop.name).toEqual(days.toSorted())
      const period = Number((days[0] ?? '2020-11').slice(0, 7).replace('-', ''))
      expect(period).toBeGreaterThanOrEqual(book.openedPeriod)
      expect((days.at(-1) ?? '') <= county.today).toBe(true)
    }
  })

  test('a co-op-month of 2020 has about twenty vouchers', () => {
    let [vouchers, months] = [0, 0]
    for (const [coop, book] of books) {
      const first =
        (coop.registeredOn ?? '') < '2020-01-01' ? 1 : Number(coop.registeredOn?.slice(5, 7))
      months += 12 - first
      const days = new Set(book.trades.map(({ on, kind }) => `${on} ${kind}`))
      const trades = [...days].filter((day) => day.startsWith('2020')).length
      vouchers += book.vouchers.filter(({ on }) => on >= '2020-01-01').length + trades
    }
    expect(vouchers / months).toBeGreaterThan(17)
    expect(vouchers / months).toBeLessThan(27)
  })
})

/** What moves an account, day by day: vouchers, drafts, share events. */
function daysOf(coop: CoopPlan, book: BookPlan, account: string): Map<string, bigint> {
  const moves = [
    ...shareMoves(coop).filter(({ on }) => book.opening.length === 0 || on >= '2019-01-01'),
    ...book.vouchers,
    ...book.drafts.map(({ voucher }) => voucher),
    ...payoutMoves(book),
  ]
  const days = new Map<string, bigint>([['2018-12-31', netOf(book.opening, account)]])
  for (const { on, lines } of moves) days.set(on, (days.get(on) ?? 0n) + netOf(lines, account))
  return days
}

test('nobody pays what is not there, but where that was planted', () => {
  for (const [coop, book] of books) {
    for (const account of ['101', '102']) {
      let held = 0n
      const days = [...daysOf(coop, book, account)].toSorted(([a], [b]) => (a < b ? -1 : 1))
      const below = days.filter(([, moved]) => {
        held += moved
        return held < 0n
      })
      const planted = account === '101' && wish.breaches.get(coop.key) === 'cash_negative'
      expect(below.length > 0, `${coop.name} ${account}`).toBe(planted)
    }
  }
})

describe('the year 2019', () => {
  const divided = [...books].flatMap(([coop, book]) =>
    book.distribution === null ? [] : [{ coop, book, distribution: book.distribution }],
  )

  test('a surplus is divided where members traded, worked or gave land', () => {
    expect(divided.length).toBeGreaterThan(15)
    for (const { coop, book, distribution } of divided) {
      const { basis, reserve, payable, heads, present } = distribution
      expect(reserve + payable <= (book.results.get(2019) ?? 0n), coop.name).toBe(true)
      expect(present * 3, coop.name).toBeGreaterThanOrEqual(heads * 2)
      const kinds = { value: 'delivery', mu: 'land', days: 'work' }
      const traded = [
        ...book.trades.filter(({ on }) => on < '2020-01-01'),
        ...book.yearTrades,
      ].filter(({ kind }) => kind === kinds[basis])
      expect(traded.length, coop.name).toBeGreaterThan(0)
    }
    expect(new Set(divided.map(({ distribution }) => distribution.basis)).size).toBeGreaterThan(1)
  })

  test('what the vouchers of a year hold of a member’s trade is its sum, once', () => {
    for (const [coop, { yearTrades, trades, vouchers }] of books) {
      const keys = yearTrades.map(({ product, member }) => `${product} ${member}`)
      expect(new Set(keys).size, coop.name).toBe(keys.length)
      const sums = yearTrades.filter(({ kind }) => kind === 'delivery')
      if (trades.length > 0) expect(sums, coop.name).toEqual([])
      const bought = vouchers
        .filter(({ on, template }) => on < '2020-01-01' && template === 'buy-from-member')
        .flatMap(({ lines }) => lines)
      const counted = sums.reduce((all, { amount }) => all + amount, 0n)
      if (sums.length > 0) expect(counted, coop.name).toBe(-netOf(bought, '114'))
    }
  })

  test('some could not be reached, never where the bank’s list is kept', () => {
    for (const { coop, book, distribution } of divided) {
      if (book.statement.length > 0) expect(distribution.unpaid, coop.name).toEqual([])
      if (distribution.paidOn !== null) expect(distribution.paidOn > '2020-01-31').toBe(true)
    }
  })

  test('a co-op with a loss divides nothing', () => {
    for (const { results, distribution } of books.values()) {
      if ((results.get(2019) ?? 0n) <= 0n) expect(distribution).toBeNull()
    }
  })

  test('what is wrong in distributions on purpose is in three each, all of them resolved', () => {
    const planted = plantedInDistributions(wish)
    expect(planted).toHaveLength(DISTRIBUTION_BREACHES.length * 3)
    for (const { coopKey, breach } of planted) {
      const own = divided.find(({ coop }) => coop.key === coopKey)
      expect(own?.distribution.breach, coopKey).toBe(breach)
      expect(wish.breaches.has(coopKey)).toBe(false)
    }
  })
})

describe('what was planted', () => {
  const planted = plantedInBooks(wish)
  const bookOf = (coopKey: string): BookPlan => {
    const coop = must(
      counted.find(({ key }) => key === coopKey),
      coopKey,
    )
    return must(books.get(coop), coop.name)
  }
  const of = (breach: string): BookPlan[] =>
    planted.filter((one) => one.breach === breach).map(({ coopKey }) => bookOf(coopKey))

  test('each kind in three books, never in the show co-op or a model one', () => {
    expect(planted).toHaveLength(BOOK_BREACHES.length * 3)
    for (const { coopKey } of planted) {
      expect(coopKey).not.toBe(show.key)
      expect(counted.find(({ key }) => key === coopKey)?.class).not.toBe('model')
    }
  })

  test.each([
    ['related_payee', '购入农药地膜', 6],
    ['grant_as_income', '收到县级产业扶持项目资金', 1],
    ['wrong_period', '补记6月', 2],
    ['booked_twice', '购包装箱', 2],
    ['members_netted', '成员往来互抵', 1],
    ['split_payment', '仓库维修工程款', 3],
    ['white_slips', '白条', 12],
    ['grant_diverted', '转付项目款', 3],
    ['old_advance', '理事长借支', 1],
    ['dividend_without_surplus', '发放2019年度分红', 1],
    ['cash_kept', '现金零售', 4],
  ])('%s: the rows are there', (breach, summary, least) => {
    expect(of(breach)).toHaveLength(3)
    for (const book of of(breach)) {
      const found = book.vouchers.filter((voucher) => voucher.summary.includes(summary))
      expect(found.length).toBeGreaterThanOrEqual(least)
    }
  })

  test('a shop of the chair’s family says so in its note', () => {
    for (const { parties } of of('related_payee')) {
      expect(parties.some(({ note }) => note?.includes('理事长配偶'))).toBe(true)
    }
  })

  test('a bill booked twice has the same day, party and amount', () => {
    for (const { vouchers } of of('booked_twice')) {
      const [first, second] = vouchers.filter(({ summary }) => summary === '购包装箱')
      expect(second).toEqual(first)
    }
  })

  test('dividends were paid although 2019 ended with a loss and nothing was left before it', () => {
    for (const { results, distribution, opening } of of('dividend_without_surplus')) {
      expect(results.get(2019) ?? 0n).toBeLessThan(0n)
      expect(netOf(opening, '33202')).toBeGreaterThanOrEqual(0n)
      expect(distribution).toBeNull()
    }
  })

  test('muddled books end in July and are closed through June', () => {
    for (const { vouchers, closedThrough } of of('months_unposted')) {
      expect(closedThrough).toBe(202006)
      expect((vouchers.at(-1)?.on ?? '') < '2020-08-01').toBe(true)
    }
  })
})

describe('what waits', () => {
  test('the show co-op has drafts of every kind of fate, photographs and a statement', () => {
    const book = must(books.get(show), 'the show co-op')
    expect(book.drafts).toHaveLength(6)
    expect(book.photos).toHaveLength(5)
    expect(book.statement.length).toBeGreaterThan(10)
    expect(book.trades.length).toBeGreaterThan(50)
  })

  test('the bank’s list adds up to its balances', () => {
    for (const { statement } of books.values()) {
      for (const [i, { amount, balance }] of statement.entries()) {
        const before = statement[i - 1]
        if (before !== undefined) expect(balance).toBe(before.balance + amount)
      }
    }
  })

  test('a receipt is a picture that says what it is', () => {
    const picture = receiptPicture(['DEMO', '2020-11-20', 'CNY 12.50'])
    expect(picture.subarray(1, 4).toString('ascii')).toBe('PNG')
    expect(picture.equals(receiptPicture(['DEMO', '2020-11-20', 'CNY 12.51']))).toBe(false)
  })
})

test('the second county has books with nothing planted', () => {
  const { plan: small } = smallCounty()
  const own = wishBooks(small, showCoop(small).key)
  expect(plantedInBooks(own)).toEqual([])
  for (const coop of small.coops) {
    expect(planBook(coop, own).vouchers.length, coop.name).toBeGreaterThan(15)
  }
})
