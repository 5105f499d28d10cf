import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SEED_LIMIT, shippedMatrix } from '../data/limits.ts'
import { FACTORS, judgeRisk, LEVELS, unassessed } from './risk.ts'

const { risk } = shippedMatrix(SEED_LIMIT).terms
const marks = (likelihood: number, impact: number) =>
  FACTORS.map((factor) => ({ factor, likelihood, impact }))

test('one high factor makes the project high; many medium ones as well', () => {
  expect(judgeRisk(marks(1, 1), risk)).toEqual({ total: 8, level: 'low' })
  expect(
    judgeRisk(marks(1, 1).with(2, { factor: 'funding', likelihood: 3, impact: 5 }), risk),
  ).toEqual({ total: 22, level: 'high' })
  expect(judgeRisk(marks(2, 4), risk).level).toBe('medium')
  expect(judgeRisk(marks(2, 5), risk).level).toBe('high')
})

test('more of a risk never lowers the level', () => {
  const mark = fc.integer({ min: 1, max: 4 })
  fc.assert(
    fc.property(fc.array(fc.tuple(mark, mark), { minLength: 8, maxLength: 8 }), (drawn) => {
      const some = FACTORS.map((factor, i) => {
        const [likelihood = 1, impact = 1] = drawn[i] ?? []
        return { factor, likelihood, impact }
      })
      const more = some.map((one) => ({ ...one, impact: one.impact + 1 }))
      const place = (of: typeof some) => LEVELS.indexOf(judgeRisk(of, risk).level)
      expect(place(more)).toBeGreaterThanOrEqual(place(some))
    }),
  )
})

test('every factor is assessed once', () => {
  expect(unassessed(marks(1, 1))).toEqual([])
  expect(unassessed(marks(1, 1).slice(1))).toEqual(['market'])
  expect(unassessed([...marks(1, 1), { factor: 'land' }])).toEqual(['land'])
})
