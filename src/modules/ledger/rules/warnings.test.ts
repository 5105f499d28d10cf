import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import { chartWith } from '../model/chart.ts'
import type { DraftVoucher } from '../model/draft.ts'
import type { Line } from '../model.ts'
import { credit, debit } from './lines.ts'
import { type Circumstances, warningsOfVoucher } from './warnings.ts'

const calm: Circumstances = {
  chart: chartWith([{ code: '10201', name: '农商行' }]),
  balances: new Map([
    ['101', 400_000n],
    ['10201', 1_000_000n],
    ['211', -5_000n],
    ['501', 0n],
  ]),
  cashLimit: fen(500_000),
  whiteSlipLimit: fen(50_000),
  whiteSlip: false,
  reverses: false,
  sameDay: [],
}

const draft = (lines: readonly Line[], more: Partial<DraftVoucher> = {}): DraftVoucher => ({
  kind: 'general',
  onDate: date('2023-03-05'),
  period: 202_303,
  summary: '摘要',
  lines,
  attachments: 1,
  template: null,
  clause: null,
  documentIds: [],
  ...more,
})

const said = (
  lines: readonly Line[],
  more: { readonly draft?: Partial<DraftVoucher>; readonly c?: Partial<Circumstances> } = {},
): string[] =>
  warningsOfVoucher(draft(lines, more.draft), { ...calm, ...more.c }).map(
    ({ code, line }) => `${code} ${line ?? '-'}`,
  )

const spend = (amount: bigint): Line[] => [debit('523', amount), credit('101', amount)]
const take = (amount: bigint): Line[] => [
  debit('101', amount),
  credit('501', amount, { item: 'sales' }),
]

describe('warnings', () => {
  test('nothing to say of an ordinary voucher', () => {
    expect(said(spend(100n))).toEqual([])
  })

  test('cash: at its limit nothing, one fen above the limit, one fen below nothing', () => {
    expect(said(take(100_000n))).toEqual([])
    expect(said(take(100_001n))).toEqual(['cash_limit 0'])
    expect(said(take(100_001n), { c: { cashLimit: null } })).toEqual([])
    expect(said(spend(400_000n))).toEqual([])
    expect(said(spend(400_001n))).toEqual(['cash_negative 1'])
  })

  test('banks are added up over their sub-accounts', () => {
    const pay = (amount: bigint) => [debit('523', amount), credit('10201', amount)]
    expect(said(pay(1_000_000n))).toEqual([])
    expect(said(pay(1_000_001n))).toEqual(['bank_negative 1'])
  })

  test('an account on the side where it does not belong', () => {
    const pay = (amount: bigint) => [debit('211', amount, { party: 'p' }), credit('101', amount)]
    expect(said(pay(5_000n))).toEqual([])
    expect(said(pay(5_001n))).toEqual(['abnormal_side 0'])
    // Members and taxes may stand on either side.
    expect(said([debit('114', 1n, { member: 'A' }), credit('101', 1n)])).toEqual([])
    expect(said([debit('214', 1n), credit('101', 1n)])).toEqual([])
  })

  test('papers', () => {
    expect(said(spend(1n), { draft: { attachments: 0 } })).toEqual(['no_attachment -'])
    expect(said(spend(1n), { draft: { attachments: 0, documentIds: ['d'] } })).toEqual([])
    expect(said(spend(50_000n), { c: { whiteSlip: true } })).toEqual([])
    expect(said(spend(50_001n), { c: { whiteSlip: true } })).toEqual(['white_slip -'])
    expect(said(spend(50_001n), { c: { whiteSlip: true, whiteSlipLimit: null } })).toEqual([])
  })

  test('the same amount, day and party twice', () => {
    const lines = [debit('523', 700n, { party: 'p' }), credit('101', 700n)]
    const other = { label: '付-3', amount: 700n, names: ['p'] }
    expect(said(lines, { c: { sameDay: [other] } })).toEqual(['twice -'])
    expect(said(lines, { c: { sameDay: [{ ...other, amount: 701n }] } })).toEqual([])
    expect(said(lines, { c: { sameDay: [{ ...other, names: ['q'] }] } })).toEqual([])
    expect(said(lines, { c: { sameDay: [{ ...other, names: [] }] } })).toEqual([])
  })

  test('the kind of voucher', () => {
    expect(said(spend(1n), { draft: { kind: 'payment' } })).toEqual([])
    expect(said(spend(1n), { draft: { kind: 'receipt' } })).toEqual(['kind -'])
    const deposit = [debit('10201', 1n), credit('101', 1n)]
    expect(said(deposit, { draft: { kind: 'payment' } })).toEqual([])
  })

  test('reversals and transfers of the year’s end need no papers', () => {
    expect(said(spend(1n), { draft: { attachments: 0 }, c: { reverses: true } })).toEqual([])
    const closing = { attachments: 0, period: 202_313, onDate: date('2023-12-31') }
    expect(said([debit('33202', 1n), credit('331', 1n)], { draft: closing })).toEqual([])
  })

  test('the sentence says by how much', () => {
    const [warning] = warningsOfVoucher(draft(spend(400_001n)), calm)
    expect(warning?.text).toEqual({
      zh: '记账后库存现金为 -0.01 元',
      en: 'cash on hand would be -0.01 yuan',
    })
  })
})
