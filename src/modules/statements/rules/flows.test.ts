import { describe, expect, test } from 'vitest'
import { fen } from '../../../kernel/money.ts'
import { balanceSheet } from './balance-sheet.ts'
import { equityStatement } from './equity.ts'
import { convertedOf, equityFlowsOf, type FlowLine, incomeFlowsOf } from './flows.ts'
import { surplusStatement } from './surplus.ts'
import { booksOf, type TestVoucher } from './testing.ts'
import { tieOuts } from './tie-outs.ts'

const line = (
  voucherId: string,
  account: string,
  parts: { readonly debit?: number; readonly credit?: number; readonly item?: string },
): FlowLine => ({
  voucherId,
  account,
  memberId: 'M1',
  item: parts.item ?? null,
  debit: fen(parts.debit ?? 0),
  credit: fen(parts.credit ?? 0),
})
const TO_CONTRIBUTION = { item: 'surplus_to_contribution' }

describe('sums of lines', () => {
  test('by account and reason; an unknown reason is none', () => {
    const lines = [
      line('a', '301', { credit: 5, item: 'contribution' }),
      line('b', '301', { credit: -2, item: 'contribution' }),
      line('c', '301', { debit: 1, item: 'exit' }),
      line('d', '322', { credit: 9, item: 'nonsense' }),
    ]
    expect(
      equityFlowsOf(lines).map(({ account, item, debit, credit }) => [
        account,
        item,
        debit,
        credit,
      ]),
    ).toEqual([
      ['301', 'contribution', 0n, 3n],
      ['301', 'exit', 1n, 0n],
      ['322', null, 0n, 9n],
    ])
    expect(incomeFlowsOf([line('a', '501', { credit: 4, item: 'sales' })])[0]).toMatchObject({
      item: 'sales',
      credit: 4n,
    })
  })
})

describe('declared and turned into contributions', () => {
  test('only what the same year declared, and not what was merely paid', () => {
    const lines = [
      line('old', '221', { debit: 40 }),
      line('old', '301', { credit: 40, ...TO_CONTRIBUTION }),
      line('declared', '222', { credit: 100 }),
      line('paid', '222', { debit: 30 }),
      line('turned', '222', { debit: 60 }),
      line('turned', '301', { credit: 60, ...TO_CONTRIBUTION }),
    ]
    expect(convertedOf(lines)).toEqual({ surplusReturn: 0n, residual: 60n })
  })

  test('a red-ink copy takes the conversion back', () => {
    const lines = [
      line('declared', '222', { credit: 100 }),
      line('turned', '222', { debit: 60 }),
      line('turned', '301', { credit: 60, ...TO_CONTRIBUTION }),
      line('red', '222', { debit: -60 }),
      line('red', '301', { credit: -60, ...TO_CONTRIBUTION }),
    ]
    expect(convertedOf(lines).residual).toBe(0n)
  })

  test('moves from row 18 to row 19 once, and the statements still tie', () => {
    const posted = (period: number, lines: readonly [string, bigint, string?][]): TestVoucher => ({
      period,
      lines: lines.map(([account, net, item]) => ({
        account,
        debit: net > 0n ? net : 0n,
        credit: net < 0n ? -net : 0n,
        ...(item === undefined ? {} : { item: 'surplus_to_contribution' as const }),
      })),
    })
    const books = {
      ...booksOf([
        posted(202006, [
          ['102', 100n],
          ['501', -100n],
        ]),
        posted(202013, [
          ['501', 100n],
          ['331', -100n],
        ]),
        posted(202013, [
          ['331', 100n],
          ['33202', -100n],
        ]),
        posted(202013, [
          ['3320103', 100n],
          ['222', -100n],
        ]),
        posted(202013, [
          ['222', 60n],
          ['301', -60n, 'converted'],
        ]),
        posted(202013, [
          ['33202', 100n],
          ['3320103', -100n],
        ]),
      ]),
      converted: { surplusReturn: fen(0), residual: fen(60) },
    }
    const statements = {
      balanceSheet: balanceSheet(books),
      surplus: surplusStatement(books, null),
      equity: equityStatement(books),
    }
    const rows = statements.surplus.rows.slice(15).map(({ current }) => current)
    expect(rows).toEqual([100n, 0n, 40n, 60n, 0n])
    expect(statements.equity.remarks[0]?.zh).toContain('盈余转为成员出资 0.60 元')
    const failed = tieOuts({
      books,
      statements,
      prior: null,
      closed: true,
      memberBalances: null,
      members: null,
      quantified: null,
    }).filter(({ outcome, severity }) => outcome === 'fails' && severity === 'block')
    expect(failed).toEqual([])
  })
})
