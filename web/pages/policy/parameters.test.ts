import { expect, test } from 'vitest'
import { parametersOf, readParameter, showParameter } from './parameters.ts'

const part = { name: 'max', kind: 'part' } as const
const count = { name: 'members', kind: 'count' } as const

test.each([
  ['20%', '20/100'],
  ['12.5%', '125/1000'],
  ['1/5', '1/5'],
  ['0.2', '1/5'],
  ['120%', null],
  ['-1/5', null],
  ['二成', null],
])('a part typed as %s is %s', (typed, value) => {
  const read = readParameter(part, typed)
  if (value === null) expect(read).toBeNull()
  else expect(showParameter(read)).toBe(showParameter(value))
})

test('a count is a whole number', () => {
  expect(readParameter(count, '5')).toBe(5)
  expect(readParameter(count, '5.5')).toBeNull()
})

test('what is shown is what is read again', () => {
  expect(readParameter(part, showParameter('1/5'))).toBe('20/100')
})

test('the form follows the schema’s own order', () => {
  const schema = { properties: { small: { type: 'integer' }, max: { type: 'string' } } }
  expect(parametersOf(schema)).toEqual([
    { name: 'small', kind: 'count' },
    { name: 'max', kind: 'part' },
  ])
})
