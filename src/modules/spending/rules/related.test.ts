import { describe, expect, test } from 'vitest'
import { type Insider, type OtherSide, tiesOf } from './related.ts'

const chair: Insider = {
  personId: 'p1',
  name: '张三',
  post: '理事长',
  householdId: 'h1',
  address: '甲村12号',
  groups: ['g1'],
}
const stranger: OtherSide = { name: '某厂', legalRep: null, address: null, behind: [], shared: [] }
const behind = {
  personId: 'p2',
  name: '李四',
  by: 'phone' as const,
  householdId: null,
  groups: [],
}
const kinds = (other: Partial<OtherSide>) =>
  tiesOf({ ...stranger, ...other }, [chair]).map(({ kind, certain }) => [kind, certain])

describe('what ties the other side to the chair', () => {
  test('nothing known, nothing said', () => {
    expect(kinds({ behind: [behind] })).toEqual([])
  })

  test.each([
    ['id', 'same_person'],
    ['phone', 'phone'],
    ['account', 'account'],
  ] as const)('the same %s', (by, kind) => {
    expect(kinds({ behind: [{ ...behind, personId: 'p1', by }] })).toEqual([[kind, true]])
  })

  test('one household, a linked group, an address', () => {
    expect(kinds({ behind: [{ ...behind, householdId: 'h1' }] })).toEqual([['household', true]])
    expect(kinds({ behind: [{ ...behind, groups: ['g1'] }] })).toEqual([['linked_group', true]])
    expect(kinds({ address: '甲村 12号' })).toEqual([['address', true]])
  })

  test('a name alone is a question', () => {
    expect(kinds({ legalRep: '张三' })).toEqual([['same_name', false]])
  })

  test('another partner behind the same account', () => {
    expect(kinds({ shared: [{ name: '另一厂', by: 'account' }] })).toEqual([
      ['shared_contact', true],
    ])
  })
})
