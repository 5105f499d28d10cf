import { expect, test } from 'vitest'
import { planOfParts, SCHEME_2413, wholeOf } from './scheme.ts'

test('2413 makes a whole; anything else is said exactly', () => {
  expect(wholeOf(SCHEME_2413)).toBe('100')
  expect(wholeOf({ ...SCHEME_2413, works: '30.5' })).toBe('100.5')
  expect(wholeOf({ ...SCHEME_2413, works: '三成' })).toBeNull()
})

test('other proportions keep their uses, without those of zero', () => {
  const [step] = planOfParts({
    villagers: '50',
    industry: '12.5',
    managers: '0',
    works: '37.5',
  }).steps
  expect(step).toMatchObject({ kind: 'partition', amount: { by: 'rest' } })
  const parts = step?.kind === 'partition' ? step.parts : []
  expect(parts.map(({ id, weight }) => [id, weight])).toEqual([
    ['villagers', '50/1'],
    ['industry', '25/2'],
    ['works', '75/2'],
  ])
})
