import { describe, expect, test } from 'vitest'
import { must } from '../../kernel/assert.ts'
import { showCoop } from '../accounts.ts'
import { demoCounty, smallCounty } from '../index.ts'
import { wishBooks } from './books.ts'
import { chooseTold } from './told.ts'

const { plan } = demoCounty()
const told = must(
  plan.coops.find(({ key }) => key === plan.told),
  'the co-op whose founding is told',
)

describe('the co-op whose founding is told', () => {
  test('is one of the 296, sound in its register and in its books', () => {
    expect(told.counted).toBe(true)
    expect(plan.planted.map(({ coopKey }) => coopKey)).not.toContain(told.key)
    expect(wishBooks(plan, showCoop(plan).key).breaches.has(told.key)).toBe(false)
    expect(told.key).not.toBe(showCoop(plan).key)
  })

  test('paid in full at its founding, in part with things: its papers have an appraisal', () => {
    const given = told.holders.flatMap(({ contributions }) => contributions)
    expect(given.every(({ promised, on }) => promised === 0n && on === told.foundedOn)).toBe(true)
    expect(new Set(given.map(({ form }) => form)).size).toBeGreaterThan(1)
  })

  test('is tied to no other co-op, or another one is taken', () => {
    const chain = { townCode: '', name: '', industry: '', facilities: [], coopKeys: [told.key] }
    const ties = { unions: [], pairings: [], groups: [], chains: [chain] }
    expect(chooseTold(plan.coops, ties)).not.toBe(told.key)
    expect(chooseTold(plan.coops, { ...ties, chains: [] })).toBe(told.key)
  })

  test('the second county has none', () => {
    expect(smallCounty().plan.told).toBeNull()
  })
})
