import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, date } from '../../../../kernel/date.ts'
import { fen, sumFen } from '../../../../kernel/money.ts'
import type { BankItem, BookItem } from '../../model/bank.ts'
import { bookKey, proposeMatches } from './match.ts'

const day = (n: number) => addDays(date('2020-01-01'), n)
const bank = (id: string, amount: number, more: Partial<BankItem> = {}): BankItem => ({
  id,
  amount: fen(amount),
  onDate: day(0),
  otherSide: '',
  memo: '',
  ...more,
})
const book = (voucherId: string, amount: number, more: Partial<BookItem> = {}): BookItem => ({
  voucherId,
  line: 1,
  amount: fen(amount),
  onDate: day(0),
  names: [],
  summary: '',
  reversesId: null,
  ...more,
})
const shape = (bankLines: BankItem[], bookLines: BookItem[], window = 10) =>
  proposeMatches(bankLines, bookLines, window).map((p) => [
    p.bank.map(({ id }) => id).join('+'),
    p.book.map(bookKey).join('+'),
    p.doubtful,
  ])

describe('proposals', () => {
  test('pair equal amounts, the nearer day first', () => {
    const lines = [book('v1', 100, { onDate: day(5) }), book('v2', 100, { onDate: day(1) })]
    expect(shape([bank('b', 100)], lines)).toEqual([['b', 'v2:1', false]])
  })

  test('prefer the voucher that names the other side to one of the same day', () => {
    const named = book('v1', 100, { onDate: day(4), names: ['鲁姜公司'] })
    const lines = [named, book('v2', 100)]
    expect(shape([bank('b', 100, { otherSide: '鲁姜公司' })], lines)).toEqual([
      ['b', 'v1:1', false],
    ])
  })

  test('say when another pairing is as good', () => {
    expect(shape([bank('b', 100)], [book('v1', 100), book('v2', 100)])).toEqual([
      ['b', 'v1:1', true],
    ])
  })

  test('never join money in with money out, nor days too far apart', () => {
    expect(shape([bank('b', 100)], [book('v', -100)])).toEqual([])
    expect(shape([bank('b', 100)], [book('v', 100, { onDate: day(11) })])).toEqual([])
    expect(shape([bank('b', 100)], [book('v', 100, { onDate: day(11) })], 11)).toHaveLength(1)
  })

  test('join a voucher of several lines with one transfer, and several bank lines with one voucher', () => {
    const payroll = [book('v', -100), book('v', -50, { line: 2 })]
    expect(shape([bank('b', -150)], payroll)).toEqual([['b', 'v:1+v:2', false]])
    expect(shape([bank('b1', 60), bank('b2', 40)], [book('v', 100)])).toEqual([
      ['b1+b2', 'v:1', false],
    ])
  })

  test('join red ink with what it undoes', () => {
    const lines = [book('v', -30), book('r', 30, { reversesId: 'v' })]
    expect(shape([bank('b', 30)], lines)).toEqual([['', 'v:1+r:1', false]])
  })

  const amounts = fc.array(
    fc.record({
      amount: fc.constantFrom(-3, -2, -1, 1, 2, 3),
      on: fc.integer({ min: 0, max: 20 }),
    }),
    { maxLength: 12 },
  )

  test('take each line once, keep totals equal and do not depend on the order of rows', () => {
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        const banks = left.map(({ amount, on }, i) => bank(`b${i}`, amount, { onDate: day(on) }))
        const books = right.map(({ amount, on }, i) => book(`v${i}`, amount, { onDate: day(on) }))
        const found = proposeMatches(banks, books, 10)
        const used = found.flatMap((p) => [...p.bank.map(({ id }) => id), ...p.book.map(bookKey)])
        expect(new Set(used).size).toBe(used.length)
        for (const p of found) {
          expect(sumFen(p.bank.map((b) => b.amount))).toBe(sumFen(p.book.map((b) => b.amount)))
        }
        const pairsOnly = (list: typeof found) =>
          list
            .filter((p) => p.bank.length === 1 && p.book.length === 1)
            .map((p) => `${p.bank[0]?.id}=${p.book.map(bookKey).join()}`)
        const turned = proposeMatches(banks.toReversed(), books.toReversed(), 10)
        expect(pairsOnly(turned).toSorted()).toEqual(pairsOnly(found).toSorted())
      }),
    )
  })

  test('leave no two open lines of one amount within the window', () => {
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        const banks = left.map(({ amount, on }, i) => bank(`b${i}`, amount, { onDate: day(on) }))
        const books = right.map(({ amount, on }, i) => book(`v${i}`, amount, { onDate: day(on) }))
        const used = new Set(
          proposeMatches(banks, books, 20).flatMap((p) => [
            ...p.bank.map(({ id }) => id),
            ...p.book.map(bookKey),
          ]),
        )
        const open = banks.filter(({ id }) => !used.has(id)).map(({ amount }) => amount)
        const left2 = books.filter((b) => !used.has(bookKey(b))).map(({ amount }) => amount)
        expect(open.filter((amount) => left2.includes(amount))).toEqual([])
      }),
    )
  })
})
