import { expect, test } from 'vitest'
import { parametersOf, readParameter, showParameter } from './parameters.ts'

const part = { name: 'max', kind: 'part', options: [] } as const
const count = { name: 'members', kind: 'count', options: [] } as const
const yuan = { name: 'amount', kind: 'yuan', options: [] } as const
const flag = { name: 'inclusive', kind: 'flag', options: [] } as const
const choice = { name: 'by', kind: 'choice', options: ['contribution', 'equal'] } as const

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
  else expect(showParameter(part, read)).toBe(showParameter(part, value))
})

test('a count is a whole number', () => {
  expect(readParameter(count, '5')).toBe(5)
  expect(readParameter(count, '5.5')).toBeNull()
})

test('what is shown is what is read again', () => {
  expect(readParameter(part, showParameter(part, '1/5'))).toBe('20/100')
})

test('the form follows the schema’s own order', () => {
  const schema = { properties: { small: { type: 'integer' }, max: { type: 'string' } } }
  expect(parametersOf(schema)).toEqual([
    { name: 'small', kind: 'count', options: [] },
    { name: 'max', kind: 'part', options: [] },
  ])
})

test('an amount is yuan and never a percentage', () => {
  expect(showParameter(yuan, '10000.00')).toBe('10,000.00')
  expect(readParameter(yuan, '12,000')).toBe('12000.00')
  expect(readParameter(yuan, '-1')).toBeNull()
  expect(readParameter(yuan, '20%')).toBeNull()
})

test('choices and flags are taken from their lists only', () => {
  expect(readParameter(choice, 'equal')).toBe('equal')
  expect(readParameter(choice, 'else')).toBeNull()
  expect(readParameter(flag, 'false')).toBe(false)
  expect(readParameter(flag, '')).toBeNull()
  expect(showParameter(flag, true)).toBe('是')
})

test('the schema says how a parameter is written', () => {
  const properties = {
    amount: { type: 'string', as: 'yuan' },
    by: { type: 'string', as: 'choice', enum: ['a', 'b'] },
    inclusive: { type: 'boolean' },
  }
  expect(parametersOf({ properties }).map(({ kind, options }) => [kind, options.length])).toEqual([
    ['yuan', 0],
    ['choice', 2],
    ['flag', 0],
  ])
})
