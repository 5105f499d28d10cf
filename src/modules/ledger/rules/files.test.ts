import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fen } from '../../../kernel/money.ts'
import { chartWith, NATIONAL_CHART } from '../model/chart.ts'
import type { SourceSheet } from '../model/sheet.ts'
import { mapOpening } from './map-opening.ts'
import { OPENING_HEADINGS, readOpening } from './opening-file.ts'
import { guessAt, guessMapping, moneyOf } from './sheet.ts'
import { placeFaults, readVouchers, VOUCHER_HEADINGS } from './voucher-file.ts'

const sheetOf = (rows: readonly (readonly string[])[]): SourceSheet => ({
  name: '表',
  hidden: false,
  rows: rows.map((cells, i) => ({
    row: i + 1,
    cells: cells.flatMap((text, k) => (text === '' ? [] : [{ column: k + 1, kind: 'text', text }])),
  })),
})
const named = {
  chart: chartWith([{ code: '10201', name: '农商银行' }]),
  members: [
    { id: 'm1', number: '001', name: '王五' },
    { id: 'm2', number: '002', name: '王五' },
  ],
  parties: [
    { id: 'p1', kind: 'counterparty', name: '鲁姜公司' },
    { id: 'p2', kind: 'project', name: '鲁姜公司' },
  ],
}

describe('cells of money', () => {
  const read = (text: string) => moneyOf({ column: 1, kind: 'text', text })

  test('are exact or nothing', () => {
    expect(['1,234.50', '￥12', '-3.1', '１２.５０元', '0.10000'].map(read)).toEqual([
      123_450n,
      1200n,
      -310n,
      1250n,
      10n,
    ])
    expect(['1.005', '一千', '1,23', '12%', '1e3'].map(read)).toEqual(Array(5).fill(undefined))
  })

  test('read what was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), (value) => {
        const text = `${value / 100n}.${String(value % 100n).padStart(2, '0')}`
        expect(read(text)).toBe(value)
        expect(read(`-${text}`)).toBe(-value)
      }),
    )
  })
})

describe('vouchers of a table', () => {
  const HEAD = ['凭证日期', '凭证号', '摘要', '会计科目', '借方', '贷方', '成员姓名', '往来单位']
  const readRows = (...rows: string[][]) => {
    const sheet = sheetOf([HEAD, ...rows])
    return readVouchers([sheet], guessAt(sheet, 1, VOUCHER_HEADINGS), named)
  }

  test('find accounts by their names and parties by what the account asks for', () => {
    const { vouchers, faults } = readRows(
      ['2020-01-02', '1', '货款', '银行存款—农商银行', '5', '', '', ''],
      ['', '', '', '应收款', '', '5', '', '鲁姜公司'],
    )
    expect(faults).toEqual([])
    expect(vouchers[0]?.voucher.kind).toBe('receipt')
    expect(vouchers[0]?.voucher.lines.map(({ account, partyId }) => [account, partyId])).toEqual([
      ['10201', null],
      ['113', 'p1'],
    ])
  })

  test('two members of one name want a number', () => {
    const { faults } = readRows(
      ['2020-01-02', '1', '借', '成员往来', '5', '', '王五', ''],
      ['2020-01-02', '1', '借', '库存现金', '', '5', '', ''],
    )
    expect(faults.map(({ row, column }) => [row, column])).toEqual([[2, 7]])
  })

  test('the same day and number are one voucher, another number the next', () => {
    const line = (number: string, side: number) => {
      const cells = [
        '2020-01-02',
        number,
        '转',
        side === 0 ? '库存现金' : '产品物资',
        '',
        '',
        '',
        '',
      ]
      cells[4 + side] = '1'
      return cells
    }
    const { vouchers } = readRows(line('1', 0), line('1', 1), line('2', 0), line('2', 1))
    expect(vouchers.map(({ rows }) => rows.map(({ row }) => row))).toEqual([
      [2, 3],
      [4, 5],
    ])
    const faults = placeFaults(
      [{ path: '$.vouchers[1].lines[1].account', text: { zh: '停用', en: 'retired' } }],
      vouchers,
    )
    expect(faults.map(({ row, column }) => [row, column])).toEqual([[5, 4]])
  })

  test('columns that are missing are named', () => {
    const sheet = sheetOf([['凭证日期', '摘要', '科目编码']])
    const { faults } = readVouchers([sheet], guessAt(sheet, 1, VOUCHER_HEADINGS), named)
    expect(faults.map(({ text }) => text.zh)).toEqual([
      '缺少“凭证号”列',
      '缺少“借方金额”列',
      '缺少“贷方金额”列',
    ])
  })
})

describe('opening balances of a table', () => {
  const HEAD = ['科目编码', '科目名称', '借方余额', '贷方余额', '成员编号']
  const readRows = (...rows: string[][]) => {
    const sheet = sheetOf([HEAD, ...rows])
    const guess = guessMapping([sheet], OPENING_HEADINGS)
    if (guess === null) throw new Error('no headings')
    return readOpening([sheet], guess, { chart: '2021', named })
  }

  test('sums of accounts and of members are not counted twice', () => {
    const { rows, faults } = readRows(
      ['102', '银行存款', '70', '', ''],
      ['10201', '农商银行', '70', '', ''],
      ['114', '成员往来', '5', '', ''],
      ['114', '成员往来', '9', '', '001'],
      ['114', '成员往来', '', '4', '002'],
      ['322', '盈余公积', '', '75', ''],
    )
    expect(faults).toEqual([])
    expect(rows.map(({ account, memberId }) => [account, memberId])).toEqual([
      ['10201', null],
      ['114', 'm1'],
      ['114', 'm2'],
      ['322', null],
    ])
  })

  test('a sum that is wrong, and sides that do not balance, are faults', () => {
    const wrong = readRows(
      ['102', '银行存款', '71', '', ''],
      ['10201', '农商银行', '70', '', ''],
      ['322', '盈余公积', '', '70', ''],
    )
    expect(wrong.faults.map(({ row, column }) => [row, column])).toEqual([[2, 1]])
    expect(readRows(['101', '现金', '1', '', '']).faults).toHaveLength(1)
  })
})

describe('balances of the old chart', () => {
  const none = { memberId: null, partyId: null }
  const row = (code: string, net: number) => ({
    code,
    debit: fen(Math.max(net, 0)),
    credit: fen(Math.max(-net, 0)),
    ...none,
  })

  test('ask once for each account that is split, with where it may go', () => {
    const balances = [row('161', 5), row('16101', 2), row('101', 3), row('322', -10)]
    const { lines, splits, faults } = mapOpening({ balances, splits: [] })
    expect([lines, faults]).toEqual([[], []])
    expect(splits).toMatchObject([{ code: '161', debit: 7n, credit: 0n }])
    expect(splits[0]?.into.map(({ account }) => account)).toEqual(['161', '162'])
    const { accounts } = mapOpening({ balances: [...balances, row('332', 0)], splits: [] })
    expect(accounts.map(({ code, debit, credit }) => [code, debit, credit])).toEqual([
      ['101', 3n, 0n],
      ['161', 7n, 0n],
      ['322', 0n, 10n],
    ])
    expect(accounts.map(({ how }) => how !== null)).toEqual([false, true, false])
    expect(accounts[0]?.into).toMatchObject([{ account: '101', name: { zh: '库存现金' } }])
  })

  test('go over whole, and balanced, once the splits are there', () => {
    const parts = [
      { account: '161', debit: fen(9), credit: fen(0), assisted: false, ...none },
      { account: '162', debit: fen(0), credit: fen(2), assisted: false, ...none },
    ]
    const mapped = mapOpening({
      balances: [row('161', 7), row('322', -7)],
      splits: [{ code: '161', parts }],
    })
    expect([mapped.splits, mapped.faults]).toEqual([[], []])
    expect(mapped.lines.reduce((sum, { debit, credit }) => sum + debit - credit, 0n)).toBe(0n)
    expect(NATIONAL_CHART.exact('162')).not.toBe(null)
  })
})
