import { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { person, plan, step, year } from '../testing.ts'
import { comparePlans, comparePlansInput, comparePlansOutput } from './compare.ts'

describe('what if', () => {
  const compare = (after: ReturnType<typeof plan>) =>
    z.encode(
      comparePlansOutput,
      comparePlans(
        comparePlansInput.parse({
          year: year('1000'),
          people: [
            person('a', { contribution: '300' }),
            person('b', { contribution: '100', measures: { kg: '1' } }),
          ],
          before: plan([step.back('3/5'), step.rest()]),
          after,
        }),
      ),
    )

  test('who gains, who loses, and what binds', () => {
    const answer = compare(plan([step.back('4/5'), step.rest()]))
    expect(answer).toMatchObject({
      gain: { people: 1, amount: '150.00' },
      lose: { people: 1, amount: '150.00' },
      same: 0,
      people: [
        { id: 'a', before: '300.00', after: '150.00', change: '-150.00' },
        { id: 'b', before: '700.00', after: '850.00', change: '150.00' },
      ],
    })
    expect(answer.binding.before.map(({ rule }) => rule)).toEqual(['DIST-60'])
    expect(answer.binding.after).toEqual([])
  })

  test('an unlawful plan is told with the rule that it breaks', () => {
    const answer = compare(plan([step.back('1/2'), step.rest({ eachAtMost: '350' })]))
    expect(answer.rules.find(({ rule }) => rule === 'DIST-60')).toEqual({
      rule: 'DIST-60',
      before: 'passes',
      after: 'fails',
    })
    expect(answer.binding.after.map(({ rule }) => rule)).toEqual(['DIST-60', 'rest'])
  })
})
