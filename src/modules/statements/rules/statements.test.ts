import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fen } from '../../../kernel/money.ts'
import type { EquityItem, YearBooks } from '../model.ts'
import { balanceSheet } from './balance-sheet.ts'
import { equityStatement } from './equity.ts'
import { rollUp } from './roll-up.ts'
import { netOf, PROFIT_AND_LOSS, rowAmount } from './sums.ts'
import { surplusStatement } from './surplus.ts'
import { booksOf, type TestLine, type TestVoucher } from './testing.ts'
import { tieOuts } from './tie-outs.ts'

const ASSETS = ['101', '102', '113', '121', '131', '141', '142', '151', '153', '161', '171', '401']
const CONTRA = ['143', '152', '154', '162']
const CLAIMS = ['201', '211', '212', '213', '214', '215', '231', '235']
const EQUITY: readonly [string, EquityItem][] = [
  ['301', 'contribution'],
  ['301', 'exit'],
  ['311', 'state_grant'],
  ['311', 'donation'],
  ['321', 'contribution'],
  ['321', 'loss_cover'],
]

const amount = fc.bigInt({ min: 1n, max: 10n ** 12n })
const who = fc.constantFrom('M1', 'M2', 'M3')
const end = fc.oneof(
  fc
    .constantFrom(...ASSETS, ...CONTRA, ...CLAIMS, ...PROFIT_AND_LOSS)
    .map((account) => ({ account })),
  who.map((member) => ({ account: '114', who: member })),
  fc.constantFrom(...EQUITY).map(([account, item]) => ({ account, item })),
)
/** A red-ink voucher is negative on its own side. */
const voucher = fc
  .tuple(fc.integer({ min: 0, max: 12 }), end, end, amount, fc.boolean())
  .map(([month, debit, credit, size, red]): TestVoucher => {
    const signed = red ? -size : size
    return {
      period: 202000 + month,
      lines: [
        { ...debit, debit: signed, credit: 0n },
        { ...credit, debit: 0n, credit: signed },
      ],
    }
  })
  // Opening balances carry no income of the year.
  .filter(({ period, lines }) => period % 100 > 0 || lines.every(({ account }) => account < '501'))

const line = (account: string, net: bigint): TestLine => ({
  account,
  debit: net > 0n ? net : 0n,
  credit: net < 0n ? -net : 0n,
})

/** Month 13: income and expenses to 331, 331 to 33202, a reserve and a return, their clearing. */
function closeYear(vouchers: readonly TestVoucher[]): TestVoucher[] {
  const { closing } = booksOf(vouchers, 12)
  const nets = PROFIT_AND_LOSS.map((code) => [code, netOf(closing, code)] as const)
  const surplus = nets.reduce((sum, [, net]) => sum - net, 0n)
  const distributed = surplus > 0n ? surplus : 0n
  const [reserve, returned] = [distributed / 10n, distributed / 2n]
  const lines = [
    [...nets.map(([code, net]) => line(code, 0n - net)), line('331', -surplus)],
    [line('331', surplus), line('33202', -surplus)],
    [line('3320101', reserve), { ...line('322', -reserve), item: 'from_surplus' as const }],
    [line('3320102', returned), { ...line('221', -returned), who: 'M1' }],
    [
      line('33202', reserve + returned),
      // The clearing stands on the credit side and must not empty rows 15 and 17.
      line('3320101', -reserve),
      line('3320102', -returned),
    ],
  ]
  return lines.map((each) => ({ period: 202013, lines: each }))
}

const statementsOf = (books: YearBooks) => ({
  balanceSheet: balanceSheet(books),
  surplus: surplusStatement(books, null),
  equity: equityStatement(books),
})

const failing = (books: YearBooks, closed: boolean) =>
  tieOuts({
    books,
    statements: statementsOf(books),
    prior: null,
    closed,
    memberBalances: null,
    members: null,
    quantified: null,
  })
    .filter(({ severity, outcome }) => severity === 'block' && outcome === 'fails')
    .map(({ text }) => text.zh)

describe('random books', () => {
  test('assets equal liabilities and equity, and the three statements tie, at every month', () => {
    fc.assert(
      fc.property(
        fc.array(voucher, { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        (vouchers, month) => {
          const books = booksOf(vouchers, month)
          const { rows } = balanceSheet(books)
          expect(rowAmount(rows, 22, 'closing')).toBe(rowAmount(rows, 42, 'closing'))
          expect(rowAmount(rows, 22, 'opening')).toBe(rowAmount(rows, 42, 'opening'))
          expect(failing(books, false)).toEqual([])
        },
      ),
    )
  })

  test('they tie after the year is closed, and income stays readable', () => {
    fc.assert(
      fc.property(fc.array(voucher, { maxLength: 30 }), (vouchers) => {
        const before = booksOf(vouchers, 12)
        const after = booksOf([...vouchers, ...closeYear(vouchers)])
        expect(failing(after, true)).toEqual([])
        for (const row of [1, 2, 7, 10, 12]) {
          expect(rowAmount(surplusStatement(after, null).rows, row, 'current')).toBe(
            rowAmount(surplusStatement(before, null).rows, row, 'current'),
          )
        }
      }),
    )
  })

  test('an amount left on 181 is the difference of the sheet, and is named', () => {
    fc.assert(
      fc.property(fc.array(voucher, { maxLength: 10 }), amount, (vouchers, size) => {
        const pending = { period: 202006, lines: [line('181', size), line('121', -size)] }
        const books = booksOf([...vouchers, pending], 12)
        const { rows, unplaced } = balanceSheet(books)
        expect(rowAmount(rows, 42, 'closing') - rowAmount(rows, 22, 'closing')).toBe(size)
        expect(unplaced).toEqual([{ account: '181', closing: size, opening: 0n }])
      }),
    )
  })

  test('a roll-up is the sum of its co-ops and keeps both sides of 114', () => {
    fc.assert(
      fc.property(fc.array(fc.array(voucher, { maxLength: 8 }), { maxLength: 4 }), (coops) => {
        const all = coops.map((vouchers) => statementsOf(booksOf(vouchers)))
        const total = rollUp([
          ...all.map((statements, i) => ({ coopId: `c${i}`, name: `c${i}`, statements })),
          { coopId: 'x', name: '未报社', statements: null },
        ])
        expect(total.included).toBe(coops.length)
        expect(total.missing.map(({ coopId }) => coopId)).toEqual(['x'])
        const { rows } = total.statements.balanceSheet
        expect(rowAmount(rows, 22, 'closing')).toBe(rowAmount(rows, 42, 'closing'))
        for (const row of [2, 24, 40]) {
          const sum = all.reduce(
            (whole, each) => whole + rowAmount(each.balanceSheet.rows, row, 'closing'),
            0n,
          )
          expect(rowAmount(rows, row, 'closing')).toBe(sum)
        }
        expect(total.statements.equity.total.closing).toBe(rowAmount(rows, 41, 'closing'))
      }),
    )
  })
})

describe('signs and sides', () => {
  test('members who owe and members who are owed are never netted', () => {
    const books = booksOf([
      {
        period: 202001,
        lines: [
          { account: '11401', who: 'M1', debit: 500n, credit: 0n },
          { account: '114', who: 'M2', debit: 0n, credit: 300n },
          line('102', -200n),
        ],
      },
    ])
    const { rows } = balanceSheet(books)
    expect([2, 24, 22].map((row) => rowAmount(rows, row, 'closing'))).toEqual([500n, 300n, 300n])
  })

  test('154 on its credit side and 214 on its debit side print negative', () => {
    const books = booksOf([{ period: 202001, lines: [line('154', -700n), line('214', 700n)] }])
    const { rows } = balanceSheet(books)
    expect([14, 15, 27, 35].map((row) => rowAmount(rows, row, 'closing'))).toEqual([
      -700n,
      -700n,
      -700n,
      -700n,
    ])
  })

  test('109 and 122 are inside rows 1 and 3; sub-accounts roll into their national account', () => {
    const books = booksOf([
      {
        period: 202001,
        lines: [line('109', 5n), line('10202', 7n), line('122', 11n), line('301', -23n)],
      },
    ])
    const { rows } = balanceSheet(books)
    expect([1, 3, 22].map((row) => rowAmount(rows, row, 'closing'))).toEqual([12n, 11n, 23n])
  })

  test('losses made up from 322: row 14, the column total, a remark and a warning, no part', () => {
    const books = booksOf([
      { period: 202000, lines: [line('102', 40n), line('33202', 60n), line('322', -100n)] },
      {
        period: 202013,
        lines: [{ ...line('322', 60n), item: 'loss_cover' }, line('33203', -60n)],
      },
      { period: 202013, lines: [line('33203', 60n), line('33202', -60n)] },
    ])
    const statements = statementsOf(books)
    expect(rowAmount(statements.surplus.rows, 14, 'current')).toBe(60n)
    expect(rowAmount(statements.surplus.rows, 20, 'current')).toBe(0n)
    const [, , capital, reserve] = statements.equity.columns
    expect(reserve?.decrease).toEqual({
      total: 60n,
      parts: [{ label: { zh: '转为成员出资', en: 'Converted to contributions' }, amount: 0n }],
    })
    expect(capital?.decrease.parts.map(({ label }) => label.zh)).toContain('弥补亏损')
    expect(statements.equity.remarks[0]?.zh).toBe(
      '“盈余公积”栏本年减少数含弥补亏损 0.60 元，表式未单列。',
    )
    const ties = tieOuts({
      books,
      statements,
      prior: null,
      closed: true,
      memberBalances: null,
      members: null,
      quantified: null,
    }).filter(({ outcome }) => outcome === 'fails')
    expect(ties.map(({ id, left }) => [id, left.amount])).toContainEqual([
      'RESERVE-COVERED-LOSS',
      60n,
    ])
    expect(ties.filter(({ severity }) => severity === 'block')).toEqual([])
  })

  test('last year’s amounts stand beside this year’s', () => {
    const books = booksOf([{ period: 202003, lines: [line('102', 9n), line('501', -9n)] }])
    const { rows } = surplusStatement(books, books)
    expect(rows[0]).toMatchObject({ row: 1, current: 9n, prior: fen(9) })
  })
})
