import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import { auditPoints, type AuditVoucher } from './audit-points.ts'
import { auditVoucher as voucher } from './testing.ts'

const LIMITS = {
  approval: fen(1_000_000),
  splits: { payee: null, contract: null, project: null },
  slip: fen(50_000),
  cash: fen(500_000),
}

/** The days of the vouchers that a rule picks, point by point. */
const picked = (rule: string, vouchers: AuditVoucher[]): string[][] =>
  auditPoints({ coopId: 'c', vouchers, cash: 0n, until: date('2020-12-31') }, LIMITS)
    .filter((one) => one.rule === rule)
    .map((one) => one.vouchers.map(({ onDate }) => onDate))

describe('payments to kin of an officer', () => {
  const bought = (onDate: string, amount: bigint, note: string | null) =>
    voucher(onDate, {
      bankOut: amount,
      payees: [{ id: 'shop', name: '农资门市', debit: amount, member: false, note }],
    })

  test('three times, or together from the limit on', () => {
    const note = '经营者系理事长配偶'
    const three = ['2020-04-20', '2020-05-20', '2020-06-20'].map((day) => bought(day, 1n, note))
    expect(picked('RELATED', three)).toEqual([['2020-04-20', '2020-05-20', '2020-06-20']])
    expect(picked('RELATED', three.slice(0, 2))).toEqual([])
    expect(picked('RELATED', [bought('2020-04-20', 1_000_000n, note)])).toHaveLength(1)
  })

  test.each([
    ['村书记的弟弟', 1],
    ['本社会计之女儿', 1],
    ['关联方', 1],
    ['理事长介绍的供应商', 0],
    ['配偶随军', 0],
    [null, 0],
  ])('the note %s', (note, points) => {
    expect(picked('RELATED', [bought('2020-04-20', 2_000_000n, note)])).toHaveLength(points)
  })
})

describe('a grant passed on', () => {
  const grant = voucher('2020-05-08', { bankIn: 100n, grantIn: 100n })
  const out = (onDate: string, advanced: bigint) => voucher(onDate, { advanced, bankOut: advanced })

  test('half of it within thirty days, its own day included', () => {
    expect(picked('GRANT-OUT', [grant, out('2020-05-20', 30n), out('2020-06-06', 20n)])).toEqual([
      ['2020-05-08', '2020-05-20', '2020-06-06'],
    ])
    expect(picked('GRANT-OUT', [grant, out('2020-06-07', 90n)])).toEqual([])
    expect(picked('GRANT-OUT', [grant, out('2020-05-20', 49n)])).toEqual([])
    expect(picked('GRANT-OUT', [out('2020-05-07', 90n), grant])).toEqual([])
  })

  test('not where half was used for the project, nor where the advance moved no money', () => {
    const used = voucher('2020-05-30', { grantUsed: 50n, bankOut: 50n })
    expect(picked('GRANT-OUT', [grant, out('2020-05-20', 50n), used])).toEqual([])
    expect(picked('GRANT-OUT', [grant, voucher('2020-05-20', { advanced: 90n })])).toEqual([])
  })
})

test('project money booked as other income', () => {
  const income = (words: string, otherIncome = 100n) =>
    voucher('2020-06-18', { words, otherIncome })
  expect(picked('GRANT-INCOME', [income('收到县级产业扶持项目资金')])).toHaveLength(1)
  expect(picked('GRANT-INCOME', [income('废品出售')])).toEqual([])
  expect(picked('GRANT-INCOME', [income('收到项目资金', 0n)])).toEqual([])
})

test('surplus distributed beyond what is undistributed', () => {
  const given = (distributed: bigint, surplusBefore: bigint | null) =>
    picked('NO-SURPLUS', [voucher('2020-01-18', { distributed, surplusBefore })])
  expect(given(100n, 99n)).toHaveLength(1)
  expect(given(100n, -5n)).toHaveLength(1)
  expect(given(100n, 100n)).toEqual([])
  expect(given(0n, null)).toEqual([])
})

test('members netted: two or more members on 114 and nothing else', () => {
  expect(picked('MEMBERS-NETTED', [voucher('2020-06-23', { membersNetted: 2 })])).toHaveLength(1)
  expect(picked('MEMBERS-NETTED', [voucher('2020-06-23', { membersNetted: 1 })])).toEqual([])
})

describe('booked in a later month', () => {
  const late = (onDate: string, words: string) =>
    picked('LATE-BOOKED', [voucher(onDate, { words })])

  test.each([
    ['2020-09-11', '补记6月电费', 1],
    ['2020-09-01', '补记2020-08-30 收购成员产品 大姜', 1],
    ['2020-01-15', '补入12月运费', 1],
    ['2020-09-11', '补记9月电费', 0],
    ['2020-09-11', '支付6月电费', 0],
    ['2020-09-11', '补记2019年12月劳务费', 1],
    ['2020-09-11', '补记13号货款', 0],
  ])('%s %s', (onDate, words, points) => {
    expect(late(onDate, words)).toHaveLength(points)
  })
})

describe('booked twice', () => {
  const bill = (onDate: string, more: Partial<AuditVoucher> = {}) =>
    voucher(onDate, {
      amount: fen(300),
      bankOut: 300n,
      shape: '102c 521d',
      payees: [{ id: 'p', name: 'p', debit: 300n, member: false, note: null }],
      ...more,
    })

  test('the same accounts, payee and amount within seven days', () => {
    const first = bill('2020-08-20')
    expect(picked('TWICE', [first, bill('2020-08-26')])).toEqual([['2020-08-20', '2020-08-26']])
    expect(picked('TWICE', [first, bill('2020-08-27')])).toEqual([])
    expect(picked('TWICE', [first, bill('2020-08-20', { amount: fen(301) })])).toEqual([])
    expect(picked('TWICE', [first, bill('2020-08-20', { shape: '102c 211d' })])).toEqual([])
    const other = { payees: [{ id: 'q', name: 'q', debit: 300n, member: false, note: null }] }
    expect(picked('TWICE', [first, bill('2020-08-20', other)])).toEqual([])
    expect(picked('TWICE', [first, bill('2020-08-20', { reversesId: first.id })])).toEqual([])
  })

  test('without a payee the summary tells; money between own accounts never counts', () => {
    const plain = { payees: [], summary: '购账簿' }
    expect(picked('TWICE', [bill('2020-08-20', plain), bill('2020-08-21', plain)])).toHaveLength(1)
    const other = { ...plain, summary: '邮费' }
    expect(picked('TWICE', [bill('2020-08-20', plain), bill('2020-08-21', other)])).toEqual([])
    const drawn = { ...plain, cashIn: 300n }
    expect(picked('TWICE', [bill('2020-08-20', drawn), bill('2020-08-21', drawn)])).toEqual([])
  })
})
