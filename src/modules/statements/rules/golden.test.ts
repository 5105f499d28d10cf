import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { assert } from '../../../kernel/assert.ts'
import { fen, formatYuan, ZERO_FEN } from '../../../kernel/money.ts'
import type { MemberBalance, MemberPosition } from '../model/facts.ts'
import type { Balance, YearBooks } from '../model.ts'
import { balanceSheet } from './balance-sheet.ts'
import { equityStatement } from './equity.ts'
import { sheetIrregularities } from './irregularities.ts'
import { rowAmount } from './sums.ts'
import { surplusStatement } from './surplus.ts'
import { booksOf, type TestVoucher, voucherOf, yuan } from './testing.ts'
import { tieOuts } from './tie-outs.ts'

const GOLDEN = new URL('../../../../test/golden/statements/', import.meta.url)
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, GOLDEN), 'utf8')) as T

interface YearCase {
  readonly source: string
  readonly vouchers: readonly { readonly period: number; readonly lines: readonly string[] }[]
  /** Member, contribution, reserve, grant and donation share, surplus return, residual. */
  readonly members: readonly string[]
  readonly expected: {
    readonly '01': Readonly<Record<string, readonly [string, string]>>
    readonly '02': Readonly<Record<string, string>>
    readonly '03': Readonly<Record<string, readonly [string, string, string, string]>>
  }
}

const statementsOf = (books: YearBooks) => ({
  balanceSheet: balanceSheet(books),
  surplus: surplusStatement(books, null),
  equity: equityStatement(books),
})

function memberOf(written: string): MemberPosition {
  const [memberId = '', ...amounts] = written.split(' ')
  const [contribution, reserveShare, grantShare, donationShare, returned, residual] =
    amounts.map(yuan)
  assert(
    contribution !== undefined && reserveShare !== undefined && grantShare !== undefined,
    'a member has amounts',
  )
  return {
    memberId,
    contribution,
    reserveShare,
    grantShare,
    donationShare: donationShare ?? ZERO_FEN,
    declared: fen((returned ?? 0n) + (residual ?? 0n)),
    paid: ZERO_FEN,
    converted: ZERO_FEN,
  }
}

const memberBalancesOf = (vouchers: readonly TestVoucher[]): MemberBalance[] =>
  vouchers
    .flatMap(({ lines }) => lines)
    .filter(({ account }) => ['301', '221', '222'].includes(account))
    .map(({ account, who, debit, credit }) => ({
      account,
      memberId: who ?? '',
      amount: fen(credit - debit),
    }))

describe.each(['full-year.json', 'yimin-2017.json'])('%s', (file) => {
  const { vouchers: written, members, expected } = read<YearCase>(file)
  const vouchers = written.map(voucherOf)
  const books = booksOf(vouchers)
  const statements = statementsOf(books)

  test('statement 01: the rows named hold, all others are zero', () => {
    expect(statements.balanceSheet.rows).toHaveLength(42)
    for (const { row, closing, opening } of statements.balanceSheet.rows) {
      const [atEnd, atStart] = expected['01'][row] ?? ['0.00', '0.00']
      expect([formatYuan(closing), formatYuan(opening)], `row ${row}`).toEqual([atEnd, atStart])
    }
  })

  test('statement 02', () => {
    const rows = statements.surplus.rows
    expect(rows).toHaveLength(20)
    for (const { row, current, prior } of rows) {
      expect(formatYuan(current), `row ${row}`).toBe(expected['02'][row] ?? '0.00')
      expect(prior).toBeNull()
    }
  })

  test('statement 03', () => {
    const { columns, total } = statements.equity
    const printed = Object.fromEntries(
      columns.map((column) => [
        column.key,
        [column.opening, column.increase.total, column.decrease.total, column.closing].map(
          formatYuan,
        ),
      ]),
    )
    const sums = [total.opening, total.increase, total.decrease, total.closing].map(formatYuan)
    expect(Object.keys(printed)).toHaveLength(5)
    expect({ ...printed, total: sums }).toEqual(expected['03'])
  })

  test('everything ties after the close', () => {
    const ties = tieOuts({
      books,
      statements,
      prior: null,
      closed: true,
      memberBalances: memberBalancesOf(vouchers),
      members: members.map(memberOf),
      quantified: 'surplus-reserve',
    }).filter(({ severity, id }) => severity === 'block' || /SHARES/.test(id))
    expect(ties.length).toBe(20)
    expect(ties.filter(({ outcome }) => outcome !== 'passes').map(({ text }) => text.zh)).toEqual(
      [],
    )
  })
})

describe('a published sheet that was not kept', () => {
  const golden = read<{
    readonly opening: Readonly<Record<string, string>>
    readonly closing: Readonly<Record<string, string>>
    readonly expected: {
      readonly rows: Readonly<Record<string, readonly [string, string]>>
      readonly found: readonly string[]
    }
  }>('published-2018.json')
  const column = (amounts: Readonly<Record<string, string>>): Balance[] =>
    Object.entries(amounts).map(([account, written]) => {
      const net = yuan(written)
      return {
        account,
        net,
        debitSide: fen(net > 0n ? net : 0n),
        creditSide: fen(net < 0n ? 0n - net : 0n),
      }
    })
  const sheet = balanceSheet({
    opening: column(golden.opening),
    closing: column(golden.closing),
  })

  test('its totals are those printed', () => {
    for (const [row, pair] of Object.entries(golden.expected.rows)) {
      const amounts = (['closing', 'opening'] as const).map((side) =>
        formatYuan(rowAmount(sheet.rows, Number(row), side)),
      )
      expect(amounts, `row ${row}`).toEqual(pair)
    }
  })

  test('each of its four irregularities is found and nothing else', () => {
    const found = sheetIrregularities(sheet).filter(({ outcome }) => outcome === 'fails')
    expect(found.map(({ id }) => id)).toEqual(golden.expected.found)
    const [opening, , depreciation] = found
    expect(opening?.text.zh).toContain('年初余额 451,674.20 元')
    expect(formatYuan(opening?.difference ?? 0n)).toBe('451674.20')
    expect(depreciation?.text.zh).toContain('50,100.00 元')
  })
})
