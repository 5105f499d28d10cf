import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeNumber, codeOf, readCode } from './codes.ts'
import { type Count, differencesOf, electedOf, settledCount, sumsOf } from './tally.ts'

const mark = fc.constantFrom(
  { choice: ['yes'], void: false },
  { choice: ['no'], void: false },
  { choice: ['abstain'], void: false },
  { choice: [], void: true },
)
const codes = ['A', 'B', 'C', 'D', 'E', 'F']
const count: fc.Arbitrary<Count> = fc
  .array(mark, { minLength: codes.length, maxLength: codes.length })
  .map((marks) => new Map(marks.map((one, i) => [codes[i] ?? '', one])))

describe('counts', () => {
  test('two that agree settle it; two that differ settle nothing and name every ballot', () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        const differences = differencesOf([a, b])
        const settled = settledCount([a, b])
        expect(settled === null).toBe(differences.length > 0)
        if (settled !== null) expect(sumsOf(settled)).toEqual(sumsOf(a))
        expect(settledCount([a])).toBe(null)
        expect(settledCount([a, a])).toEqual(a)
      }),
    )
  })

  test('a third decides each ballot as two of the three saw it, in whatever order they counted', () => {
    fc.assert(
      fc.property(count, count, count, (a, b, c) => {
        const [one, other] = [settledCount([a, b, c]), settledCount([c, b, a])]
        expect(one === null).toBe(other === null)
        if (one === null || other === null) return
        expect(sumsOf(one)).toEqual(sumsOf(other))
        for (const [code, said] of one) {
          const agreeing = [a, b, c].filter(
            (each) => JSON.stringify(each.get(code)) === JSON.stringify(said),
          )
          expect(agreeing.length).toBeGreaterThanOrEqual(2)
        }
      }),
    )
  })

  test('a ballot that only one counter saw is not counted', () => {
    const seen: Count = new Map([['A', { choice: ['yes'], void: false }]])
    const empty: Count = new Map()
    expect(settledCount([seen, empty])).toBe(null)
    expect(settledCount([seen, empty, empty])?.size).toBe(0)
  })
})

describe('elections', () => {
  test('nobody below the majority, nobody beyond the seats, no lot between equals', () => {
    const election = { candidates: ['a', 'b', 'c'], seats: 2, needed: 6 }
    expect(electedOf({ a: 9, b: 6, c: 5 }, election)).toEqual(['a', 'b'])
    expect(electedOf({ a: 9, b: 5 }, election)).toEqual(['a'])
    expect(electedOf({ a: 9, b: 7, c: 7 }, election)).toEqual(['a'])
    expect(electedOf({ a: 7, b: 7, c: 7 }, election)).toEqual([])
  })
})

describe('codes', () => {
  const ids = fc.uuid()
  test('are read as they are typed, and one wrong sign is no code', () => {
    fc.assert(
      fc.property(ids, fc.nat(6), fc.nat(30), (id, place, other) => {
        const code = codeOf(id)
        expect(code).toMatch(/^[2-9A-Z]{3}-[2-9A-Z]{4}$/)
        expect(readCode(code.toLowerCase().replace('-', ' '))).toBe(code)
        const signs = Array.from(code.replace('-', ''))
        const wrong = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'[other] ?? ''
        if (signs[place] === wrong) return
        signs[place] = wrong
        expect(readCode(signs.join(''))).toBe(null)
        expect(codeNumber(id)).toMatch(/^\d{6}$/)
      }),
    )
  })
})
