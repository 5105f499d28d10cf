import { expect, test } from 'vitest'
import { readDay } from './date-input.tsx'

test.each([
  ['20201130', '2020-11-30'],
  ['2020-11-30', '2020-11-30'],
  ['2020/1/5', '2020-01-05'],
  ['2020年11月30日', '2020-11-30'],
  ['2020-02-30', null],
  ['昨天', null],
])('%s is %s', (typed, day) => expect(readDay(typed)).toBe(day))
