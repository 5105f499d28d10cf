import { expect, test } from 'vitest'
import { illFormed } from './well-formed.ts'

test('what PostgreSQL cannot store is named with its place', () => {
  const input = {
    rows: [{ name: '王\0芳' }, { name: '𠮷' }, { name: '\ud842' }],
    note: 'ok\n',
    n: 1,
  }
  expect(illFormed(input).map((fault) => fault.path)).toEqual(['$.rows[0].name', '$.rows[2].name'])
  expect(illFormed({ 'a\0b': 1 })).toHaveLength(1)
  expect(illFormed({ a: '𠮷·㐂', b: null, c: [true, 2n] })).toEqual([])
  expect(illFormed(Array(1000).fill('\0'))).toHaveLength(20)
})
