import { describe, expect, test } from 'vitest'
import { FIELD_NAMES, noteOf, type Notes, typedOf, writtenOf } from './notes.ts'

const notes: Notes = {
  lastDay: '2020-12-31',
  before: [],
  fields: [
    {
      note: { field: 'mainBusiness', content: '大姜。' },
      versions: [
        { id: 'v2', recordedAt: '', recordedBy: '' },
        { id: 'v1', recordedAt: '', recordedBy: '' },
      ],
    },
  ],
}

describe('notes while they are typed', () => {
  test('what is stored is typed again as it was', () => {
    const matters = {
      field: 'majorMatters' as const,
      content: [{ name: '冷库', amount: '12.00', remark: '' }],
    }
    expect(noteOf('majorMatters', typedOf(matters))).toEqual(matters)
    const officers = {
      field: 'officers' as const,
      content: [{ post: '理事长', name: '王一', change: '连任' }],
    }
    expect(noteOf('officers', typedOf(officers))).toEqual(officers)
    expect(typedOf({ field: 'others', content: [] })).toEqual({ kind: 'list', lines: [] })
    expect(typedOf({ field: 'others', content: null })).toBeNull()
  })

  test('blank lines are left out, an empty list is 无, an empty text is nothing', () => {
    const blank = { name: ' ', amount: '', remark: '' }
    expect(noteOf('others', { kind: 'list', lines: [blank] })).toEqual({
      field: 'others',
      content: [],
    })
    expect(noteOf('litigation', { kind: 'text', text: '  ' })).toEqual({
      field: 'litigation',
      content: null,
    })
  })

  test('an amount that cannot be read is not sent', () => {
    const line = { name: '冷库', amount: '十二万', remark: '' }
    expect(noteOf('majorMatters', { kind: 'list', lines: [line] })).toBeNull()
    expect(writtenOf(notes, { majorMatters: { kind: 'list', lines: [line] } })).toBeNull()
    const officer = { name: '理事', amount: '李二', remark: '' }
    expect(noteOf('officers', { kind: 'list', lines: [officer] })).toMatchObject({
      content: [{ post: '理事', name: '李二' }],
    })
  })

  test('only what was changed is sent, with the version that was on the screen', () => {
    const changed = writtenOf(notes, {
      mainBusiness: { kind: 'text', text: '大姜和苹果。' },
      litigation: { kind: 'text', text: '无。' },
      others: null,
    })
    expect(changed).toEqual([
      { seen: 'v2', note: { field: 'mainBusiness', content: '大姜和苹果。' } },
      { seen: null, note: { field: 'litigation', content: '无。' } },
      { seen: null, note: { field: 'others', content: null } },
    ])
    expect(FIELD_NAMES).toHaveLength(14)
  })
})
