import { expect, test } from 'vitest'
import { changesOf, typedOf } from './person-changes.ts'
import { readCount } from './read-count.ts'

const person = {
  id: 'p',
  name: '王秀英',
  village: { id: 'v', name: '一里村' },
  household: { id: 'h', number: '0001' },
  sex: 'female',
  birthDate: '1980-01-01',
  idNumber: '371399********0019',
  idNumberValid: true,
  phone: null,
  bankAccount: null,
  relationToHead: '户主',
  farmer: true,
  collectiveMember: true,
  publicOffice: false,
  endedOn: null,
  party: null,
} as const

const typed = typedOf(person)

test('only what differs goes out, never the masked numbers', () => {
  expect(changesOf(person, typed, '')).toEqual({})
  expect(changesOf(person, { ...typed, name: ' 王秀英 ' }, '')).toEqual({})
  expect(changesOf(person, { ...typed, farmer: false, phone: '13800001234' }, '')).toEqual({
    farmer: false,
    phone: '13800001234',
  })
})

test('a lone dash takes a number away, an emptied household or relation too', () => {
  expect(changesOf(person, { ...typed, idNumber: '-' }, '')).toEqual({ idNumber: null })
  expect(changesOf(person, { ...typed, householdId: '', relationToHead: ' ' }, '')).toEqual({
    householdId: null,
    relationToHead: null,
  })
})

test('an entry ends on a day, and a mistaken end is taken back', () => {
  expect(changesOf(person, typed, '2020-11-01')).toEqual({ endedOn: '2020-11-01' })
  expect(changesOf({ ...person, endedOn: '2020-11-01' }, typed, '')).toEqual({ endedOn: null })
})

test('a count is a whole number, with or without separators; nothing typed is no count', () => {
  expect(readCount('1,040')).toBe(1040)
  expect(readCount('1\uFF0C040 ')).toBe(1040)
  expect(readCount(' ')).toBeUndefined()
  for (const wrong of ['12.5', '-3', '十户', '12345678']) expect(readCount(wrong)).toBeNull()
})
