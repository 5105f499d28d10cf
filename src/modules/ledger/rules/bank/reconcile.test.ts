import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen, sumFen } from '../../../../kernel/money.ts'
import { reconcile } from './reconcile.ts'

const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).filter((v) => v !== 0n)
const amounts = fc.array(amount, { maxLength: 20 }).map((list) => list.map(fen))

test('with equal beginnings and matched totals both adjusted ends are equal, whatever is under way', () => {
  fc.assert(
    fc.property(amount, amounts, amounts, amounts, (opening, both, onlyBank, onlyBook) => {
      const done = opening + sumFen(both)
      const ends = reconcile({
        book: fen(done + sumFen(onlyBook)),
        bank: fen(done + sumFen(onlyBank)),
        onlyBank,
        onlyBook,
      })
      expect(ends.difference).toBe(0n)
      expect(ends.adjustedBook).toBe(ends.adjustedBank)
      expect(ends.bankIn - ends.bankOut).toBe(sumFen(onlyBank))
      expect(ends.bookIn - ends.bookOut).toBe(sumFen(onlyBook))
    }),
  )
})

test('what began unequal stays apart by exactly that', () => {
  fc.assert(
    fc.property(amount, amount, amounts, (opening, off, onlyBank) => {
      const bank = fen(opening + sumFen(onlyBank))
      const ends = reconcile({ book: fen(opening + off), bank, onlyBank, onlyBook: [] })
      expect(ends.difference).toBe(off)
    }),
  )
})

test('without a balance of the bank nothing is called equal', () => {
  const ends = reconcile({ book: fen(5), bank: null, onlyBank: [], onlyBook: [] })
  expect([ends.adjustedBank, ends.difference]).toEqual([null, null])
})
