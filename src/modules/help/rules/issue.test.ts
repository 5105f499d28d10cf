import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/date.ts'
import { type IssueStep, isLate, refusalOf, standingOf } from './issue.ts'

const day = (text: string) => text as LocalDate
const step = (act: IssueStep['act'], more: Partial<IssueStep> = {}): IssueStep => ({
  act,
  toRole: null,
  dueOn: null,
  onDate: day('2020-11-30'),
  accountId: null,
  ...more,
})
const raised = step('raise', { toRole: 'natural_resources', dueOn: day('2020-12-10') })

test('forwarding changes who answers and by when; solving gives the day', () => {
  const open = standingOf([raised])
  expect(open).toMatchObject({ state: 'open', toRole: 'natural_resources', dueOn: '2020-12-10' })
  const forwarded = standingOf([
    raised,
    step('forward', { toRole: 'finance_bureau', dueOn: day('2020-12-20') }),
  ])
  expect(forwarded).toMatchObject({ state: 'open', toRole: 'finance_bureau', dueOn: '2020-12-20' })
  const solved = standingOf([
    raised,
    step('answer', { accountId: 'x' }),
    step('solve', { onDate: day('2020-12-05') }),
  ])
  expect(solved).toMatchObject({ state: 'solved', solvedOn: '2020-12-05', answeredBy: 'x' })
})

test('late is open and past its day, not on the day itself', () => {
  expect(isLate(standingOf([raised]), day('2020-12-10'))).toBe(false)
  expect(isLate(standingOf([raised]), day('2020-12-11'))).toBe(true)
  expect(isLate(standingOf([raised, step('answer')]), day('2020-12-11'))).toBe(false)
})

test('only whom it was sent to answers; only another says that it is solved', () => {
  const open = standingOf([raised])
  const by = (accountId: string, ...roles: ('natural_resources' | 'finance_bureau')[]) => ({
    accountId,
    roles,
  })
  expect(refusalOf(open, 'answer', by('a', 'natural_resources'))).toBeNull()
  expect(refusalOf(open, 'answer', by('a', 'finance_bureau'))?.code).toBe('not_allowed_now')
  expect(refusalOf(open, 'solve', by('b'))?.code).toBe('not_allowed_now')
  expect(refusalOf(open, 'reopen', by('b'))?.code).toBe('not_allowed_now')
  const answered = standingOf([raised, step('answer', { accountId: 'a' })])
  expect(refusalOf(answered, 'solve', by('a'))?.code).toBe('not_allowed_now')
  expect(refusalOf(answered, 'solve', by('b'))).toBeNull()
  expect(refusalOf(answered, 'reopen', by('b'))).toBeNull()
  expect(refusalOf(answered, 'answer', by('a', 'natural_resources'))?.code).toBe('not_allowed_now')
})
