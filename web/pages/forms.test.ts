import { expect, test } from 'vitest'
import { readWeights } from '../portal/weights.ts'
import { readLines } from './identity/account-lines.ts'
import { readClauses } from './policy/clause-lines.ts'

test('accounts are pasted one a line, with either comma or a tab', () => {
  expect(readLines('zhang,张三\n\nli,李四\nwang\t王五')).toEqual({
    lines: [
      { username: 'zhang', displayName: '张三' },
      { username: 'li', displayName: '李四' },
      { username: 'wang', displayName: '王五' },
    ],
    bad: null,
  })
  expect(readLines('zhang,张三\nli').bad).toBe(2)
})

test('clauses have a number and a gist in both languages', () => {
  expect(readClauses('第一条 | 总则 | General').clauses).toEqual([
    { number: '第一条', gist: { zh: '总则', en: 'General' } },
  ])
  expect(readClauses('第一条 | 总则').bad).toBe(1)
})

test('weights are decimals or fractions after a name', () => {
  expect(readWeights('张三 1/3\n李 四,2.5')).toEqual({
    weights: [
      { key: '张三', weight: '1/3' },
      { key: '李 四', weight: '2.5' },
    ],
    bad: null,
  })
  expect(readWeights('张三 三成').bad).toBe(1)
})
