import { describe, expect, test } from 'vitest'
import { formatFraction, fraction } from '../../../kernel/fraction.ts'
import type { PatronageDefinition, Traded } from '../model.ts'
import { mixedUnits, patronageBy, unitOf } from './patronage.ts'

const MICRO = 1_000_000n

const traded = (
  memberId: string,
  kind: Traded['kind'],
  more: Partial<Traded> & Pick<Traded, 'unit'>,
): Traded => ({
  memberId,
  kind,
  productId: more.unit,
  weight: fraction(1),
  quantity: 10n * MICRO,
  amount: 1_000n,
  ...more,
})

const ROWS = [
  traded('m1', 'delivery', { unit: 'kg', weight: fraction(3, 2), quantity: 100_500_000n }),
  traded('m1', 'supply', { unit: 'jin', amount: 2_050n }),
  traded('m2', 'agency_sale', { unit: 'kg', weight: fraction(1, 3) }),
  traded('m1', 'land', { unit: 'mu', quantity: 2_500_000n, amount: 0n }),
  traded('m2', 'work', { unit: 'day', quantity: 15n * MICRO }),
  traded('m3', 'delivery', { unit: 'kg', quantity: 5n * MICRO }),
  traded('m3', 'delivery', { unit: 'kg', quantity: -5n * MICRO, amount: -1_000n }),
]

const by = (what: PatronageDefinition['by'], more: Partial<PatronageDefinition> = {}) => ({
  by: what,
  kinds: null,
  productIds: null,
  ...more,
})

const amounts = (definition: PatronageDefinition) =>
  Object.fromEntries(
    [...patronageBy(definition, ROWS)].map(([id, amount]) => [id, formatFraction(amount)]),
  )

describe('patronageBy', () => {
  test('by value: trade alone, exact yuan; what was reversed counts nothing', () => {
    expect(amounts(by('value'))).toEqual({ m1: '61/2', m2: '10/1' })
  })
  test('by quantity: a jin is half a kilogram', () => {
    expect(amounts(by('quantity'))).toEqual({ m1: '211/2', m2: '10/1' })
    expect(unitOf(by('quantity'), ROWS).en).toBe('kilograms')
  })
  test('by weight: each row by the weight of its day', () => {
    expect(amounts(by('weighted'))).toEqual({ m1: '643/4', m2: '10/3' })
  })
  test('by mu and by work-days: land and labour alone', () => {
    expect(amounts(by('mu'))).toEqual({ m1: '5/2' })
    expect(amounts(by('days'))).toEqual({ m2: '15/1' })
  })
  test('a definition names kinds and products', () => {
    expect(amounts(by('value', { kinds: ['supply', 'work'] }))).toEqual({
      m1: '41/2',
      m2: '10/1',
    })
    expect(amounts(by('quantity', { productIds: ['jin'] }))).toEqual({ m1: '5/1' })
  })
})

test('quantities that do not add up are named', () => {
  const mixed = [...ROWS, traded('m1', 'delivery', { unit: 'head' })]
  expect(mixedUnits(by('quantity'), ROWS)).toEqual([])
  expect(mixedUnits(by('quantity'), mixed).map(({ en }) => en)).toEqual(['kilograms', 'heads'])
  expect(mixedUnits(by('weighted'), mixed)).toEqual([])
})
