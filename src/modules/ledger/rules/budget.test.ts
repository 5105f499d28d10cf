import { expect, test } from 'vitest'
import { fen } from '../../../kernel/money.ts'
import { chartWith } from '../model/chart.ts'
import { execute, faultsOfBudget, overruns } from './budget.ts'

const chart = chartWith([
  { code: '52301', name: '办公费' },
  { code: '52302', name: '差旅费' },
])
const moved = [
  { account: '52301', debit: fen(900), credit: fen(100) },
  { account: '52302', debit: fen(300), credit: fen(0) },
  { account: '501', debit: fen(0), credit: fen(50) },
  { account: '529', debit: fen(7), credit: fen(0) },
  { account: '101', debit: fen(99), credit: fen(0) },
]

test('an account counts with all that lies below it, income on its own side', () => {
  const rows = execute(
    [
      { account: '523', amount: fen(1000) },
      { account: '501', amount: fen(100) },
    ],
    moved,
    chart,
  )
  expect(rows.map(({ account, actual, over, side }) => [account, actual, over, side])).toEqual([
    ['523', 1100n, true, 'spend'],
    ['501', 50n, false, 'earn'],
    ['529', 7n, true, 'spend'],
  ])
  expect(
    overruns(rows, '决议').map(({ rows: [account], readings }) => [account, readings[0]?.limit]),
  ).toEqual([
    ['523', '10.00'],
    ['529', '0.00'],
  ])
})

test('spending exactly what was planned is within the budget', () => {
  const [row] = execute([{ account: '52302', amount: fen(300) }], moved, chart)
  expect([row?.over, row?.left]).toEqual([false, 0n])
})

test('without a budget nothing is over', () => {
  expect(execute([], moved, chart)).toEqual([])
})

test('an account and one below it cannot both be planned', () => {
  const rows = ['523', '52301', '9'].map((account) => ({ account, amount: fen(1) }))
  expect(faultsOfBudget(rows, chart).map(({ path }) => path)).toEqual([
    '$.rows[1].account',
    '$.rows[2].account',
  ])
})
