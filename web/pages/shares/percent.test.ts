import { expect, test } from 'vitest'
import { partOfPercent } from './percent.ts'

test.each([
  ['6', '6/100'],
  ['6.5%', '13/200'],
  [' 100 % ', '100/100'],
  ['4.35%', '87/2000'],
  ['', null],
  ['six', null],
  ['6%%', null],
])('%s per cent is %s of one', (typed, part) => {
  expect(partOfPercent(typed)).toBe(part)
})
