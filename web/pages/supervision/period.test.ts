import { expect, test } from 'vitest'
import { currentPeriod } from './period.ts'

test.each([
  ['2020-11-30', 'dispatch', '2020-W49'],
  ['2021-01-03', 'dispatch', '2020-W53'],
  ['2021-01-04', 'dispatch', '2021-W01'],
  ['2020-11-30', 'bulletin', '2020-11'],
  ['2020-12-05', 'bulletin', '2020-11'],
  ['2021-01-05', 'bulletin', '2020-12'],
  ['2020-11-30', 'analysis', '2020-Q3'],
  ['2021-02-01', 'analysis', '2020-Q4'],
] as const)('on %s the %s is of %s', (today, kind, period) => {
  expect(currentPeriod(today, kind)).toBe(period)
})
