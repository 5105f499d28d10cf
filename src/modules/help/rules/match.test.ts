import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/date.ts'
import type { Resource } from '../model.ts'
import { matchesFor } from './match.ts'

const today = '2020-11-30' as LocalDate
const one = (id: string, above: readonly string[], more: Partial<Resource> = {}): Resource => ({
  id,
  side: 'offer',
  kind: 'equipment',
  unitId: above[0] ?? '',
  above,
  industryId: null,
  from: '2020-11-01' as LocalDate,
  until: null,
  ...more,
})
const need = one('need', ['c', 'v', 't', 'x'], { side: 'need', industryId: 'ginger' })

test('near before far, the own industry before a general one', () => {
  const offers = [
    one('county', ['x']),
    one('town', ['t', 'x']),
    one('village', ['c2', 'v', 't', 'x']),
    one('ginger', ['c9', 'v9', 't9', 'x'], { industryId: 'ginger' }),
  ]
  expect(
    matchesFor(need, offers, today).map(({ offer, distance }) => [offer.id, distance]),
  ).toEqual([
    ['ginger', 3],
    ['village', 1],
    ['town', 2],
    ['county', 3],
  ])
})

test('another kind, another industry, not yet or no longer: no match', () => {
  const offers = [
    one('land', ['x'], { kind: 'land' }),
    one('apples', ['x'], { industryId: 'apple' }),
    one('later', ['x'], { from: '2020-12-01' as LocalDate }),
    one('over', ['x'], { until: '2020-11-29' as LocalDate }),
    one('last day', ['x'], { until: today }),
  ]
  expect(matchesFor(need, offers, today).map(({ offer }) => offer.id)).toEqual(['last day'])
})
