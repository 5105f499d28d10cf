import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SHIPPED_RULES } from '../data/rules.ts'
import { solveHere } from '../service/highs.ts'
import { solve } from '../service/solve.ts'
import {
  type GroupingModel,
  groupingBound,
  groupingProgram,
  groupPoints,
  isGrouping,
} from './grouping.ts'
import {
  type AssignmentModel,
  assignmentBound,
  assignmentProgram,
  borderKey,
  type Candidate,
  isAssignment,
  metresBetween,
  pointsOf,
  roleOf,
  scorePair,
} from './matching.ts'

const terms = SHIPPED_RULES.pairing
const ground = { terms, borders: new Set([borderKey('b', 'a')]) }

const coop = (change: Partial<Candidate> = {}): Candidate => ({
  id: 'x',
  name: '示例社',
  villageId: 'v',
  townId: 'a',
  townName: '甲镇',
  industryId: 'ginger',
  industry: '大姜',
  kind: 'production',
  class: 'model',
  members: 60,
  place: null,
  ...change,
})

/** Every choice of a model, and the best points among those that keep the limits. */
function bruteForce(size: number, points: (chosen: number[]) => number | null): number {
  let best = 0
  for (let mask = 0; mask < 2 ** size; mask++) {
    const chosen = Array.from({ length: size }, (_, i) => i).filter((i) => (mask >> i) & 1)
    best = Math.max(best, points(chosen) ?? 0)
  }
  return best
}

describe('points of a pair', () => {
  test('say what they are made of', () => {
    const follower = coop({ id: 'y', class: 'improve', villageId: 'w' })
    const score = scorePair('quality', { lead: coop(), follower }, ground)
    expect(score?.points).toBe(
      terms.sameIndustry + terms.sameKind + terms.sameTown + terms.perClass,
    )
    expect(score?.parts.map(({ said }) => said.zh)).toEqual([
      '产业相同(大姜)',
      '类型相同',
      '同在甲镇',
      '强弱相差 1 类',
    ])
  })

  test('a town that borders counts less, one that does not is out of reach without places', () => {
    const far = coop({ id: 'y', class: 'transform', villageId: 'w', townId: 'b', townName: '乙镇' })
    expect(scorePair('quality', { lead: coop(), follower: far }, ground)?.points).toBe(95)
    expect(
      scorePair('quality', { lead: coop(), follower: { ...far, townId: 'c' } }, ground),
    ).toBeNull()
  })

  test('places count by the kilometre and end at the farthest', () => {
    const here = { latitude: 35_780_000, longitude: 118_620_000 }
    const there = { latitude: 35_870_000, longitude: 118_620_000 }
    const metres = metresBetween(here, there)
    expect(metres).toBe(10_008)
    const lead = coop({ place: here })
    const follower = coop({ id: 'y', class: 'improve', townId: 'c', villageId: 'w', place: there })
    const score = scorePair('quality', { lead, follower }, ground)
    expect(score?.parts.at(-2)).toMatchObject({ points: -10, said: { zh: '相距 10 公里' } })
    const away = { ...follower, place: { latitude: 36_400_000, longitude: 118_620_000 } }
    expect(scorePair('quality', { lead, follower: away }, ground)).toBeNull()
  })

  test.each([
    ['quality', { class: 'model' }, 'lead'],
    ['quality', { class: 'transform' }, 'follower'],
    ['quality', { class: 'rebuild' }, null],
    ['quality', { class: null }, null],
    ['scale', { members: 60, class: 'improve' }, 'lead'],
    ['scale', { members: 60, class: 'transform' }, null],
    ['scale', { members: 30, class: 'improve' }, 'follower'],
    ['scale', { members: 31, class: 'improve' }, null],
    ['scale', { members: 10, class: 'rebuild' }, null],
  ] as const)('%s: %o is %s', (purpose, change, wanted) => {
    expect(roleOf(coop(change), purpose, terms)).toBe(wanted)
  })
})

const assignments = fc
  .record({
    leads: fc.integer({ min: 1, max: 3 }),
    followers: fc.integer({ min: 1, max: 4 }),
    points: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 12, maxLength: 12 }),
    room: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ leads, followers, points, room }): AssignmentModel => ({
    room,
    options: Array.from({ length: leads }, (_, lead) =>
      Array.from({ length: followers }, (__, follower) => ({
        lead,
        follower,
        points: points[lead * 4 + follower] ?? 0,
      })),
    )
      .flat()
      .filter(({ points: worth }) => worth >= 20),
  }))
  .filter(({ options }) => options.length > 0)

const groupings = fc
  .record({
    size: fc.integer({ min: 2, max: 4 }),
    points: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 16, maxLength: 16 }),
    least: fc.integer({ min: 2, max: 3 }),
    more: fc.integer({ min: 0, max: 1 }),
  })
  .map(({ size, points, least, more }): GroupingModel => ({
    least,
    most: least + more,
    seats: Array.from({ length: size }, (_, seat) =>
      Array.from({ length: size }, (__, member) => ({
        seat,
        member,
        points: seat === member ? 0 : (points[seat * 4 + member] ?? 0),
      })),
    )
      .flat()
      .filter(({ seat, member, points: worth }) => seat === member || worth >= 30),
  }))

describe('the best choice', { timeout: 120_000 }, () => {
  test('of an assignment is that of trying all', () => {
    fc.assert(
      fc.property(assignments, (model) => {
        const { status, chosen } = solveHere({ program: assignmentProgram(model), seconds: 10 })
        expect(status).toBe('Optimal')
        expect(isAssignment(model, chosen)).toBe(true)
        const best = bruteForce(model.options.length, (some) =>
          isAssignment(model, some) ? pointsOf(model, some) : null,
        )
        expect(pointsOf(model, chosen)).toBe(best)
        expect(assignmentBound(model)).toBeGreaterThanOrEqual(best)
      }),
      { numRuns: 100 },
    )
  })

  test('of a grouping is that of trying all', () => {
    fc.assert(
      fc.property(groupings, (model) => {
        const { status, chosen } = solveHere({ program: groupingProgram(model), seconds: 10 })
        expect(status).toBe('Optimal')
        expect(isGrouping(model, chosen)).toBe(true)
        const best = bruteForce(model.seats.length, (some) =>
          isGrouping(model, some) ? groupPoints(model, some) : null,
        )
        expect(groupPoints(model, chosen)).toBe(best)
        expect(groupingBound(model)).toBeGreaterThanOrEqual(best)
      }),
      { numRuns: 60 },
    )
  })

  test('is found in a thread of its own', async () => {
    const model = { options: [{ lead: 0, follower: 0, points: 7 }], room: [1] }
    expect(await solve({ program: assignmentProgram(model), seconds: 5 })).toEqual({
      status: 'Optimal',
      chosen: [0],
    })
  })

  test('a program that cannot be read is an error, not an empty answer', async () => {
    await expect(solve({ program: 'Maximize nonsense <', seconds: 1 })).rejects.toThrow()
  })
})
