import { describe, expect, test } from 'vitest'
import { credit, debit, redInk } from './lines.ts'
import { type NameOf, partsOf } from './payments.ts'

const nameOf: NameOf = ({ memberId, partyId }) =>
  memberId !== null
    ? { memberId, name: '社员' }
    : partyId === null
      ? null
      : { memberId: null, name: partyId }
const parts = (lines: Parameters<typeof partsOf>[0], payee: string | null = null) =>
  partsOf(lines, nameOf, payee).map(({ name, amount }) => [name, amount])

describe('what a voucher spends', () => {
  test('goes to the one it names, else to the payee written on it', () => {
    expect(parts([debit('523', 900n), credit('101', 900n)])).toEqual([['', 900n]])
    expect(parts([debit('523', 900n), credit('101', 900n)], '甲店')).toEqual([['甲店', 900n]])
    const named = [debit('211', 900n, { party: '乙厂' }), credit('102', 900n)]
    expect(parts(named, '甲店')).toEqual([['乙厂', 900n]])
  })

  test('is the money, though the supplier is owed the rest', () => {
    const lines = [
      debit('151', 2000n),
      credit('102', 500n),
      credit('211', 1500n, { party: '乙厂' }),
    ]
    expect(parts(lines)).toEqual([['乙厂', 500n]])
  })

  test('is told apart by payee, the rest to nobody named', () => {
    const lines = [
      debit('213', 300n, { party: '张三' }),
      debit('213', 200n, { party: '李四' }),
      debit('523', 100n),
      credit('101', 600n),
    ]
    expect(parts(lines)).toEqual([
      ['张三', 300n],
      ['李四', 200n],
      ['', 100n],
    ])
  })

  test('is not made less by what came in with it', () => {
    const lines = [
      debit('101', 2000n),
      credit('501', 2000n),
      debit('523', 2000n),
      credit('101', 2000n),
    ]
    expect(parts(lines)).toEqual([['', 2000n]])
  })

  test('does not count moves between own accounts, dividends, receipts and red ink', () => {
    expect(parts([debit('101', 900n), credit('102', 900n)])).toEqual([])
    expect(parts([debit('222', 900n, { member: 'm' }), credit('102', 900n)])).toEqual([])
    expect(parts([debit('102', 900n), credit('501', 900n)])).toEqual([])
    expect(parts(redInk([debit('523', 900n), credit('101', 900n)]))).toEqual([])
  })

  test('is found where red ink on the receiving side hides it', () => {
    expect(parts(redInk([debit('102', 900n), credit('501', 900n)]))).toEqual([['', 900n]])
  })
})
