import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { date } from '../kernel/date.ts'
import { fen } from '../kernel/money.ts'
import { readCreditCode, readIdNumber } from '../modules/registry/rules/codes.ts'
import { openChance } from './chance.ts'
import { placeName } from './divisions.ts'
import { citizenNumber, creditCode, withWrongCheck } from './numbers.ts'
import { amountsFor } from './plan/equity.ts'
import { splitWhole, workingDay } from './plan/spread.ts'

describe('chance', () => {
  test('the stream of a seed is the same on every machine', () => {
    const chance = openChance(20201130, 'test')
    const drawn = Array.from({ length: 8 }, () => chance.below(1000))
    expect(drawn).toMatchInlineSnapshot(`
      [
        990,
        685,
        439,
        320,
        227,
        461,
        268,
        718,
      ]
    `)
    expect(openChance(20201130, 'test').below(1000)).toBe(drawn[0])
    expect(openChance(20201130, 'other').below(1_000_000)).not.toBe(
      openChance(20201130, 'test').below(1_000_000),
    )
  })

  test('choices stay within their limits and shuffling loses nothing', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 50 }), (seed, size) => {
        const chance = openChance(seed)
        expect(chance.below(size)).toBeLessThan(size)
        const drawn = chance.between(3, 3 + size)
        expect(drawn >= 3 && drawn <= 3 + size).toBe(true)
        const items = Array.from({ length: size }, (_, i) => i)
        expect(chance.shuffled(items).toSorted((a, b) => a - b)).toEqual(items)
      }),
    )
    const chance = openChance(1)
    const heads = Array.from({ length: 3000 }, () =>
      chance.weighted([
        ['rare', 1],
        ['common', 9],
      ]),
    ).filter((item) => item === 'rare').length
    expect(heads).toBeGreaterThan(220)
    expect(heads).toBeLessThan(380)
    expect(() => chance.pick([])).toThrow('something to pick')
  })

  test('working days are neither Saturdays nor Sundays and stay in the range', () => {
    const chance = openChance(5)
    for (let i = 0; i < 500; i++) {
      const day = workingDay(chance, date('2020-09-01'), date('2020-11-29'))
      expect([0, 6]).not.toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
      expect(day >= '2020-09-01' && day <= '2020-11-29').toBe(true)
    }
  })
})

describe('numbers', () => {
  test('pass the product’s own checks', () => {
    const owner = { row: 'r', name: 'n' }
    const number = citizenNumber({ birthDate: date('1958-03-09'), sex: 'female', order: 2 })
    expect(readIdNumber(number, owner)).toMatchObject({
      valid: true,
      birthDate: '1958-03-09',
      sex: 'female',
    })
    for (let order = 1; order < 400; order++) {
      const code = creditCode('coop', '371323', order)
      expect(readCreditCode(code, owner).check).toBe('valid')
      expect(readCreditCode(withWrongCheck(code), owner).check).toBe('wrong_check_digit')
    }
    expect(readCreditCode(creditCode('collective', '371323', 100_001), owner).check).toBe('valid')
  })
})

describe('amounts', () => {
  const free = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      key: `m${i}`,
      stakes: 1 + (i % 4),
      atLeastFloor: i < 3,
    }))

  test('fixed parts, floors and caps hold to a hundred yuan', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 300 }),
        fc.integer({ min: 40, max: 560 }),
        fc.integer({ min: 1, max: 30 }),
        (count, permille, stake) => {
          const amounts = amountsFor({
            stake: fen(stake * 10_000),
            fixed: [{ key: 'c', permille }],
            free: free(count),
            floorPermille: 11,
            capPermille: 60,
          })
          const whole = [...amounts.values()].reduce((sum, amount) => sum + amount, 0n)
          const part = (key: string): number => Number(((amounts.get(key) ?? 0n) * 10_000n) / whole)
          const step = Number((20_000n * 10_000n) / whole)
          expect(Math.abs(part('c') - permille * 10)).toBeLessThanOrEqual(step + 1)
          for (const key of ['m0', 'm1', 'm2']) expect(part(key)).toBeGreaterThanOrEqual(109 - step)
          for (const [key] of amounts) if (key !== 'c') expect(part(key)).toBeLessThanOrEqual(601)
        },
      ),
    )
  })

  test('a token share stays what it is', () => {
    const amounts = amountsFor({
      stake: fen(100_000),
      fixed: [{ key: 'c', permille: 300 }],
      free: [...free(20), { key: 't', stakes: 5, atLeastFloor: true, exactly: fen(10_000) }],
      floorPermille: 11,
      capPermille: 100,
    })
    expect(amounts.get('t')).toBe(10_000n)
  })
})

test('a whole number splits by weights without loss', () => {
  const parts = [
    { key: 'a', weight: 1 },
    { key: 'b', weight: 1 },
    { key: 'c', weight: 1 },
  ]
  expect([...splitWhole(100, parts).values()]).toEqual([34, 33, 33])
})

test('places are called as people call them', () => {
  const called = (name: string, level: 'village' | 'community') =>
    placeName({ code: '1', name, level, parent: '' })
  expect(called('桃棵子村委会', 'village')).toBe('桃棵子村')
  expect(called('双龙村村委会', 'village')).toBe('双龙村')
  expect(called('阳东街居委会', 'community')).toBe('阳东街')
  expect(called('孔家庄村村民委员会', 'village')).toBe('孔家庄村')
})
