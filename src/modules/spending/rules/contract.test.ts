import { expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { contractState, expiresIn, linesDone, type Term } from './contract.ts'

const today = date('2020-11-30')
const contract = {
  signedOn: null,
  caseState: null,
  signed: false,
  endedOn: null,
  expiresOn: date('2021-11-30'),
} as const

test('a contract is in force once it is signed, not before, and until it ends', () => {
  expect(contractState(contract, today)).toBe('draft')
  expect(contractState({ ...contract, caseState: 'running' }, today)).toBe('approving')
  expect(contractState({ ...contract, caseState: 'running', signed: true }, today)).toBe('in_force')
  expect(contractState({ ...contract, caseState: 'refused' }, today)).toBe('refused')
  expect(contractState({ ...contract, caseState: 'withdrawn' }, today)).toBe('draft')
  expect(contractState({ ...contract, signedOn: date('2019-01-01') }, today)).toBe('in_force')
  const over = { ...contract, caseState: 'done' as const, expiresOn: date('2020-11-29') }
  expect(contractState(over, today)).toBe('expired')
  expect(contractState({ ...over, endedOn: today }, today)).toBe('ended')
})

test('it is shown as expiring within the span of notice, its last day among them', () => {
  expect(expiresIn(date('2020-11-30'), today, 60)).toBe(0)
  expect(expiresIn(date('2021-01-29'), today, 60)).toBe(60)
  expect(expiresIn(date('2021-01-30'), today, 60)).toBeNull()
  expect(expiresIn(date('2020-11-29'), today, 60)).toBeNull()
})

const term = (kind: Term['kind'], amount: bigint | null): Term => ({
  kind,
  dueOn: today,
  amount,
  text: '',
})

test('lines are done by what names them, then by what names none, in order', () => {
  const schedule = [term('payment', 100n), term('payment', 100n), term('performance', null)]
  const paid = (amount: bigint, line: number | null = null) => ({ kind: 'payment', line, amount })
  expect(linesDone(schedule, [])).toEqual([false, false, false])
  expect(linesDone(schedule, [paid(150n)])).toEqual([true, false, false])
  expect(linesDone(schedule, [paid(150n), paid(50n)])).toEqual([true, true, false])
  expect(linesDone(schedule, [paid(100n, 1)])).toEqual([false, true, false])
  const done = { kind: 'performance', line: 2, amount: null }
  expect(linesDone(schedule, [done])).toEqual([false, false, true])
})
