import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, date } from '../../../../kernel/date.ts'
import { formatYuan } from '../../../../kernel/money.ts'
import type { SourceSheet } from '../../model/sheet.ts'
import { guessMapping } from '../sheet.ts'
import { identities, readStatement, STATEMENT_HEADINGS } from './statement.ts'

const sheetOf = (rows: readonly (readonly string[])[]): SourceSheet => ({
  name: '流水',
  hidden: false,
  rows: rows.map((cells, i) => ({
    row: i + 1,
    cells: cells.flatMap((text, k) => (text === '' ? [] : [{ column: k + 1, kind: 'text', text }])),
  })),
})
const asked = { opening: null, closing: null, today: date('2021-01-01') }
const readRows = (rows: readonly (readonly string[])[], more: Partial<typeof asked> = {}) => {
  const sheet = sheetOf(rows)
  const guess = guessMapping([sheet], STATEMENT_HEADINGS)
  if (guess === null) throw new Error('no headings')
  return readStatement([sheet], guess, { ...asked, ...more })
}

describe('headings of banks', () => {
  const fieldsOf = (...headings: string[]) =>
    guessMapping([sheetOf([['某某银行'], headings])], STATEMENT_HEADINGS)?.columns.map(
      ({ field }) => field,
    )

  test('are known with their brackets, blanks and widths', () => {
    expect(
      fieldsOf(
        '交易日期',
        '借方发生额（支取）',
        '贷方发生额(收入)',
        '账户余额',
        '对方户名',
        '对方账号',
        '摘 要',
      ),
    ).toEqual(['date', 'out', 'in', 'balance', 'other', 'ignore', 'memo'])
    expect(fieldsOf('日期', '借贷标志', '交易金额', '余额', '流水号')).toEqual([
      'date',
      'direction',
      'amount',
      'balance',
      'reference',
    ])
  })

  test('that are none are not guessed', () => {
    expect(guessMapping([sheetOf([['姓名', '电话']])], STATEMENT_HEADINGS)).toBe(null)
  })
})

describe('lines', () => {
  test('of one amount with its direction', () => {
    const { lines, faults } = readRows([
      ['日期', '借贷标志', '交易金额', '余额'],
      ['20200105', '贷', '￥1,234.50', '1234.50'],
      ['2020年1月6日', '借', '34.5', '1200'],
    ])
    expect(faults).toEqual([])
    expect(lines.map(({ amount }) => amount)).toEqual([123_450n, -3450n])
  })

  test('of a future day, or finer than a fen, are faults at their cells', () => {
    const { faults } = readRows([
      ['日期', '收入', '支出'],
      ['2021-01-02', '1', ''],
      ['2020-01-02', '0.001', ''],
    ])
    expect(faults.map(({ row, column }) => [row, column])).toContainEqual([2, 1])
    expect(faults.map(({ row, column }) => [row, column])).toContainEqual([3, 2])
  })

  test('get their balances from a typed one, and a typed one that is wrong is said', () => {
    const rows = [
      ['日期', '收入', '支出'],
      ['2020-01-02', '10', ''],
      ['2020-01-03', '', '4'],
    ]
    const { lines, closing } = readRows(rows, { opening: 100n as never })
    expect(lines.map(({ balance }) => balance)).toEqual([1100n, 700n])
    expect(closing).toBe(700n)
    const both = readRows(rows, { opening: 100n as never, closing: 701n as never })
    expect(both.faults).toHaveLength(1)
  })
})

const moves = fc.array(
  fc.record({
    days: fc.integer({ min: 0, max: 3 }),
    amount: fc.bigInt({ min: -99_999n, max: 99_999n }).filter((v) => v !== 0n),
  }),
  { minLength: 1, maxLength: 20 },
)

describe('any statement', () => {
  const table = (list: readonly { days: number; amount: bigint }[]): string[][] => {
    let [on, balance] = [date('2020-01-01'), 500n]
    return list.map(({ days, amount }) => {
      on = addDays(on, days)
      balance += amount
      const size = formatYuan(amount < 0n ? -amount : amount)
      return [on, amount > 0n ? size : '', amount < 0n ? size : '', formatYuan(balance)]
    })
  }
  const HEAD = ['日期', '收入', '支出', '余额']

  /** On one day, always the same sum in and out in turn: the lines follow each other in both directions. */
  const eitherWay = (list: readonly { days: number; amount: bigint }[]): boolean =>
    list.every(
      ({ days, amount }, i) => i === 0 || (days === 0 && amount === -(list[i - 1]?.amount ?? 0n)),
    )

  test('reads the same from the oldest and from the newest line on', () => {
    fc.assert(
      fc.property(moves, fc.boolean(), (list, typed) => {
        fc.pre(typed || list.length === 1 || !eitherWay(list))
        const rows = table(list)
        const asked = typed ? { opening: 500n as never } : {}
        const up = readRows([HEAD, ...rows], asked)
        const down = readRows([HEAD, ...rows.toReversed()], asked)
        expect(up.faults).toEqual([])
        expect(down.faults).toEqual([])
        const amountsOf = (read: typeof up) => read.lines.map(({ amount }) => amount)
        expect(amountsOf(up)).toEqual(list.map(({ amount }) => amount))
        expect(amountsOf(down)).toEqual(amountsOf(up))
        expect([up.opening, down.opening]).toEqual([500n, 500n])
      }),
    )
  })

  test('of one day that follows in both directions goes by the balance that was typed', () => {
    const rows = [
      ['2020-01-02', '', '100.00', '5.00'],
      ['2020-01-02', '100.00', '', '105.00'],
    ]
    const up = readRows([HEAD, ...rows], { opening: 10_500n as never })
    const down = readRows([HEAD, ...rows], { opening: 500n as never })
    expect([up.faults, down.faults]).toEqual([[], []])
    expect(up.lines.map(({ amount }) => amount)).toEqual([-10_000n, 10_000n])
    expect(down.lines.map(({ amount }) => amount)).toEqual([10_000n, -10_000n])
  })

  test('tells its lines apart, and finds them again', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const { lines } = readRows([HEAD, ...table(list)])
        const keys = identities(lines)
        expect(new Set(keys).size).toBe(lines.length)
        expect(identities(lines)).toEqual(keys)
      }),
    )
  })

  test('with a line left out does not follow', () => {
    fc.assert(
      fc.property(moves, fc.nat(), (list, at) => {
        fc.pre(list.length > 2)
        const rows = table(list).toSpliced(1 + (at % (list.length - 2)), 1)
        expect(readRows([HEAD, ...rows]).faults.length).toBeGreaterThan(0)
      }),
    )
  })
})
