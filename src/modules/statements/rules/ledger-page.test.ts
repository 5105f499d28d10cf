import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen } from '../../../kernel/money.ts'
import { ledgerPage } from './ledger-page.ts'
import { entry } from './testing.ts'

const NOTHING = { debit: fen(0), credit: fen(0) }

test('running balance, month and year totals, side, carried forward', () => {
  const rows = ledgerPage({
    first: 202002,
    last: 202013,
    opening: fen(100),
    before: { debit: fen(150), credit: fen(50) },
    daily: false,
    entries: [
      entry(202002, '2020-02-01', { credit: 300n }),
      entry(202002, '2020-02-03', { debit: 200n }),
      entry(202013, '2020-12-31', { debit: 5n }),
    ],
  })
  expect(rows.map((row) => [row.summary.zh, row.debit, row.credit, row.side, row.balance])).toEqual(
    [
      ['期初余额', null, null, 'debit', 100n],
      ['收款', 0n, 300n, 'credit', 200n],
      ['收款', 200n, 0n, 'even', 0n],
      ['本月合计', 200n, 300n, 'even', 0n],
      ['本年累计', 350n, 350n, 'even', 0n],
      ['收款', 5n, 0n, 'debit', 5n],
      ['年终结转合计', 5n, 0n, 'debit', 5n],
      ['本年累计', 355n, 350n, 'debit', 5n],
      ['结转下年', null, null, 'debit', 5n],
    ],
  )
  expect(rows[1]?.voucher).toBe('记-1')
})

test('a journal closes every day', () => {
  const rows = ledgerPage({
    first: 202001,
    last: 202001,
    opening: fen(0),
    before: NOTHING,
    daily: true,
    entries: [
      entry(202001, '2020-01-02', { debit: 3n }),
      entry(202001, '2020-01-02', { debit: 4n }),
      entry(202001, '2020-01-05', { credit: 1n }),
    ],
  })
  const days = rows.filter(({ kind }) => kind === 'day')
  expect(days.map(({ debit, credit, balance }) => [debit, credit, balance])).toEqual([
    [7n, 0n, 7n],
    [0n, 1n, 6n],
  ])
  expect(rows[0]?.summary.zh).toBe('上年结转')
})

test('the last balance is the opening plus every entry, and the year to date its movements', () => {
  const moves = fc.array(
    fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      debit: fc.bigInt({ min: -1000n, max: 1000n }),
      credit: fc.bigInt({ min: -1000n, max: 1000n }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  fc.assert(
    fc.property(moves, fc.bigInt({ min: -1000n, max: 1000n }), (all, opening) => {
      const entries = all
        .toSorted((a, b) => a.month - b.month)
        .map(({ month, ...moved }) => entry(202000 + month, '2020-06-01', moved))
      const rows = ledgerPage({
        first: 202001,
        last: 202012,
        opening: fen(opening),
        before: NOTHING,
        daily: false,
        entries,
      })
      const last = rows.at(-1)
      const debit = all.reduce((sum, each) => sum + each.debit, 0n)
      const credit = all.reduce((sum, each) => sum + each.credit, 0n)
      const signed = last?.side === 'credit' ? 0n - last.balance : last?.balance
      expect(signed).toBe(opening + debit - credit)
      expect(last).toMatchObject({ kind: 'year', debit, credit })
    }),
  )
})
