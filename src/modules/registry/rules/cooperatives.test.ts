import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { type CoopStatus, NEXT_STATUSES } from '../model.ts'
import {
  changedFacts,
  countingRulesOf,
  countingSentence,
  factNames,
  isBeforeOpinions,
  statusFault,
} from './cooperatives.ts'

const today = date('2020-11-30')
const since = date('2020-01-01')
const step = (from: CoopStatus, to: CoopStatus, on = today) =>
  statusFault({ from, to, on, since, today })

describe('status', () => {
  /** One row a status, one column a target, in the order of the row names; x = allowed. */
  const table = `
    preparing    . x . . . . . x
    founding     . . x . . . . x
    registered   . . . x x x . .
    suspended    . . x . x x . .
    revoked      . . . . . x . .
    liquidating  . . . . . . x .
    deregistered . . . . . . . .
    abandoned    . . . . . . . .`
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const names = rows.map((row) => row[0] as CoopStatus)

  test('the table names every status', () => {
    expect(names.toSorted()).toEqual(Object.keys(NEXT_STATUSES).toSorted())
  })

  test.each(rows.map((row) => [row[0] as CoopStatus, row.slice(1)] as const))(
    'from %s',
    (from, cells) => {
      const allowed = names.filter((to) => step(from, to) === null)
      expect(allowed).toEqual(names.filter((_, i) => cells[i] === 'x'))
    },
  )

  test('a refusal says what is possible', () => {
    expect(step('registered', 'deregistered')?.zh).toBe(
      '“存续”不能变更为“注销”,可变更为:歇业、吊销、清算',
    )
    expect(step('deregistered', 'registered')?.zh).toContain('无')
  })

  test('not in the future and not before the present status', () => {
    expect(step('founding', 'registered', date('2020-12-01'))).not.toBeNull()
    expect(step('founding', 'registered', date('2019-12-31'))).not.toBeNull()
    expect(step('founding', 'registered', since)).toBeNull()
  })
})

describe('counting', () => {
  test('without a setting the default is said to be one', () => {
    const rules = countingRulesOf(null)
    expect(rules.opinionsDateIsDefault).toBe(true)
    expect(countingSentence(rules, today).zh).toBe(
      '截至 2020-11-30,状态为存续、歇业的合作社;2019-01-01(实施意见,缺省值)以前注册的计入总数,另可单列;联合社不计入,单独统计。',
    )
  })
  test('the county’s own setting wins', () => {
    const rules = countingRulesOf({
      opinionsDate: date('2019-03-01'),
      countedStatuses: ['registered'],
    })
    expect(rules).toEqual({
      countedStatuses: ['registered'],
      opinionsDate: '2019-03-01',
      opinionsDateIsDefault: false,
    })
    expect(countingSentence(rules, today).en).toContain("2019-03-01 (the county's opinions)")
    expect(isBeforeOpinions(date('2019-02-28'), rules)).toBe(true)
    expect(isBeforeOpinions(date('2019-03-01'), rules)).toBe(false)
    expect(isBeforeOpinions(null, rules)).toBeNull()
  })
})

test('changedFacts compares values, not identities', () => {
  expect(
    changedFacts(
      { name: '甲', kinds: ['a'], area: null, capital: 1n },
      { name: '乙', kinds: ['a'], area: undefined, capital: 2n },
    ),
  ).toEqual(['name', 'capital'])
})

test('columns are told by the names of the contract', () => {
  expect(
    factNames(['name', 'name_pinyin', 'village_id', 'industry_id', 'registered_capital_fen']),
  ).toEqual(['name', 'villageId', 'industry', 'registeredCapital'])
})
