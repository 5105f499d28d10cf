import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import { type AuditBook, auditPoints, type AuditVoucher } from './audit-points.ts'
import { auditVoucher as voucher } from './testing.ts'

const SPLIT = { from: fen(1_000_000), windowDays: 30 }
const LIMITS = {
  approval: fen(1_000_000),
  splits: { payee: SPLIT, contract: SPLIT, project: SPLIT },
  slip: fen(50_000),
  cash: fen(500_000),
}

const payee = (id: string, debit: bigint, note: string | null = null) => ({
  id,
  name: id,
  debit,
  member: false,
  note,
})
const paid = (onDate: string, amount: bigint, to = 'p') =>
  voucher(onDate, { amount: fen(amount), bankOut: amount, payees: [payee(to, amount)] })
const points = (vouchers: AuditVoucher[], more: Partial<AuditBook> = {}) =>
  auditPoints({ coopId: 'c', vouchers, cash: 0n, until: date('2020-12-31'), ...more }, LIMITS)
const of = (rule: string, found: ReturnType<typeof points>) =>
  found.filter((one) => one.rule === rule).map((one) => one.vouchers.map(({ onDate }) => onDate))

describe('payments that reach the limit together', () => {
  test('count within thirty days, both ends included', () => {
    const inside = [paid('2020-03-01', 600_001n), paid('2020-03-30', 400_000n)]
    expect(of('SPLIT', points(inside))).toEqual([['2020-03-01', '2020-03-30']])
    const outside = [paid('2020-03-01', 600_001n), paid('2020-03-31', 400_000n)]
    expect(of('SPLIT', points(outside))).toEqual([])
  })

  test('are of one payee, each below the limit, and reach it', () => {
    const others = [paid('2020-03-01', 600_000n, 'a'), paid('2020-03-02', 600_000n, 'b')]
    expect(of('SPLIT', points(others))).toEqual([])
    const less = [paid('2020-03-01', 500_000n), paid('2020-03-02', 499_999n)]
    expect(of('SPLIT', points(less))).toEqual([])
    const above = [paid('2020-03-01', 1_000_000n), paid('2020-03-02', 1n)]
    expect(of('SPLIT', points(above))).toEqual([])
    const equal = [paid('2020-03-01', 500_000n), paid('2020-03-02', 500_000n)]
    expect(of('SPLIT', points(equal))).toHaveLength(1)
  })

  test('count for each payee what the payee got, not the whole voucher', () => {
    const list = (onDate: string, a: bigint, b: bigint) =>
      voucher(onDate, { bankOut: a + b, payees: [payee('a', a), payee('b', b)] })
    const small = [list('2020-03-01', 300_000n, 600_000n), list('2020-03-08', 300_000n, 300_000n)]
    expect(of('SPLIT', points(small))).toEqual([])
    // The voucher is above the limit; what one of its payees got is not.
    const hidden = [list('2020-03-01', 900_000n, 600_000n), list('2020-03-08', 1n, 500_000n)]
    expect(points(hidden).filter(({ rule }) => rule === 'SPLIT')[0]?.reason.zh).toContain('付给b')
    expect(of('JUST-UNDER', points(hidden))).toEqual([])
  })

  test('name only those whom a debit names, where several are named', () => {
    const settled = voucher('2020-03-01', {
      bankOut: 800_000n,
      payees: [payee('a', 800_000n), payee('b', 0n)],
    })
    const found = points([settled, paid('2020-03-02', 400_000n, 'b')])
    expect(of('SPLIT', found)).toEqual([])
  })

  test('do not count dividends, on which the assembly decided', () => {
    const dividend = voucher('2020-03-01', {
      bankOut: 900_000n,
      dividends: 900_000n,
      payees: [payee('p', 0n)],
    })
    const found = points([dividend, paid('2020-03-02', 200_000n)])
    expect(found.map(({ rule }) => rule)).toEqual([])
  })

  test('are named with their days and amounts, and with the rule', () => {
    const [found] = points([paid('2020-03-01', 600_001n), paid('2020-03-30', 400_000n)])
    expect(found?.reason.zh).toContain('03-01 6,000.01、03-30 4,000.00')
    expect(found?.reason.zh).toContain('SEED-10K')
  })

  test('count under one contract and for one project as well, whoever got them and whenever', () => {
    const contract = { id: 'k', title: '大棚合同' }
    const projects = [{ id: 'j', name: '扶持项目' }]
    const far = (more: object) => [
      { ...paid('2020-01-01', 600_000n, 'a'), ...more },
      { ...paid('2020-06-01', 400_000n, 'b'), ...more },
    ]
    expect(of('SPLIT', points(far({})))).toEqual([])
    const [byContract] = points(far({ contract }))
    expect(byContract?.reason.zh).toContain('同一合同“大棚合同” 2 笔共 10,000.00 元')
    const [byProject] = points(far({ projects }))
    expect(byProject?.reason.zh).toContain('同一项目“扶持项目”')
    // The same payments by two readings are one point.
    const both = points(far({ contract, projects })).filter(({ rule }) => rule === 'SPLIT')
    expect(both).toHaveLength(1)
    expect(both[0]?.reason.zh).toContain('同一合同“大棚合同”、同一项目“扶持项目”')
    const large = [
      { ...paid('2020-01-01', 1_000_000n), contract },
      { ...paid('2020-06-01', 1n, 'b'), contract },
    ]
    expect(of('SPLIT', points(large))).toEqual([])
  })

  test('that were approved, or that an act of the product made, are not split', () => {
    const two = (more: object) =>
      ['2020-03-01', '2020-03-02'].map((day) => ({ ...paid(day, 600_000n), ...more }))
    expect(of('SPLIT', points(two({ approval: 'before_approvals' })))).toHaveLength(1)
    expect(of('SPLIT', points(two({ approval: 'unapproved' })))).toHaveLength(1)
    expect(of('SPLIT', points(two({ approval: 'r1' })))).toEqual([])
    expect(of('SPLIT', points(two({ exempt: 'all' })))).toEqual([])
    // A settlement with an outsider rests on nobody's decision.
    expect(of('SPLIT', points(two({ exempt: 'members' })))).toHaveLength(1)
    const member = [{ ...payee('p', 600_000n), member: true }]
    expect(of('SPLIT', points(two({ exempt: 'members', payees: member })))).toEqual([])
  })

  test('by a reading the county does not use are not looked at', () => {
    const book = { coopId: 'c', cash: 0n, until: date('2020-12-31') }
    const vouchers = [paid('2020-03-01', 500_000n), paid('2020-03-02', 500_000n)]
    const limits = { ...LIMITS, splits: { ...LIMITS.splits, payee: null } }
    expect(of('SPLIT', auditPoints({ ...book, vouchers }, limits))).toEqual([])
  })

  test('do not count what was reversed', () => {
    const undone = [
      { ...paid('2020-03-01', 600_000n), reversedById: 'r' },
      paid('2020-03-02', 600_000n),
    ]
    const found = points(undone)
    expect(of('SPLIT', found)).toEqual([])
    expect(of('REVERSED', found)).toEqual([['2020-03-01']])
  })
})

test('a paper is missing where something was typed or imported, not where an act of the product books', () => {
  const bare = { attachments: 0, byHand: false }
  const found = points([
    voucher('2020-01-02', bare),
    voucher('2020-01-03', { ...bare, fromAct: true }),
  ])
  expect(of('NO-PAPER', found)).toEqual([['2020-01-02']])
})

test('a payment just under the limit, and a round one', () => {
  const amounts = [849_999n, 850_000n, 999_999n, 1_000_000n]
  const found = points(amounts.map((amount, i) => paid(`2020-0${i + 1}-01`, amount, `p${i}`)))
  expect(of('JUST-UNDER', found)).toEqual([['2020-02-01'], ['2020-03-01']])
  expect(of('ROUND', found)).toEqual([['2020-04-01']])
})

test('money between own accounts is no payment', () => {
  const found = points([voucher('2020-01-02', { cashIn: 900_000n, bankOut: 900_000n })])
  expect(found.map(({ rule }) => rule)).toEqual(['CASH-ABOVE'])
})

describe('cash', () => {
  const took = (onDate: string, amount: bigint) => voucher(onDate, { cashIn: amount })
  const banked = (onDate: string, amount: bigint) =>
    voucher(onDate, { cashOut: amount, bankIn: amount })

  test('is banked in three days, the oldest takings first', () => {
    const inTime = [took('2020-01-01', 100n), banked('2020-01-04', 100n)]
    expect(of('NOT-BANKED', points(inTime))).toEqual([])
    const late = [took('2020-01-01', 100n), banked('2020-01-05', 100n)]
    expect(of('NOT-BANKED', points(late))).toEqual([['2020-01-01']])
    const part = [took('2020-01-01', 60n), took('2020-01-02', 60n), banked('2020-01-03', 60n)]
    expect(of('NOT-BANKED', points(part))).toEqual([['2020-01-02']])
  })

  test('taken yesterday is not late yet', () => {
    const until = date('2020-01-04')
    expect(of('NOT-BANKED', points([took('2020-01-01', 1n)], { until }))).toEqual([])
    const after = date('2020-01-05')
    expect(of('NOT-BANKED', points([took('2020-01-01', 1n)], { until: after }))).toHaveLength(1)
  })

  test('drawn from the bank is no taking', () => {
    const drawn = [voucher('2020-01-01', { cashIn: 100n, bankOut: 100n })]
    expect(of('NOT-BANKED', points(drawn))).toEqual([])
  })

  test('above its limit or below zero is one point a stretch', () => {
    const days = [
      took('2020-01-01', 600_000n),
      took('2020-01-02', 1n),
      banked('2020-01-03', 600_001n),
    ]
    expect(of('CASH-ABOVE', points(days))).toEqual([['2020-01-01']])
    const below = [voucher('2020-01-01', { cashOut: 1n })]
    expect(of('CASH-NEGATIVE', points(below))).toEqual([['2020-01-01']])
    expect(of('CASH-NEGATIVE', points(below, { cash: 1n }))).toEqual([])
  })
})

test('nights, weekends and fixed holidays by the clock of China', () => {
  const at = (postedAt: string, byHand = true) =>
    of(
      'OFF-HOURS',
      points([voucher('2020-01-02', { postedAt: postedAt as AuditVoucher['postedAt'], byHand })]),
    ).length
  expect(at('2020-06-03T13:59:00.000Z')).toBe(0)
  expect(at('2020-06-03T14:00:00.000Z')).toBe(1)
  expect(at('2020-06-03T21:59:00.000Z')).toBe(1)
  expect(at('2020-06-03T22:00:00.000Z')).toBe(0)
  expect(at('2020-06-06T02:00:00.000Z')).toBe(1)
  expect(at('2020-05-01T02:00:00.000Z')).toBe(1)
  expect(at('2020-06-06T02:00:00.000Z', false)).toBe(0)
})
