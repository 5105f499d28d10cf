import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import {
  belowSinceAfter,
  cureUntil,
  nextUnionStatuses,
  proposeUnions,
  union1v,
  union3,
  unionStatusFault,
} from './unions.ts'

const today = date('2020-11-30')
const below = (since: string | null, members = 2, founding = false) =>
  union3({
    unionId: 'u',
    members,
    founding,
    belowSince: since === null ? null : date(since),
    today,
  })

describe('UNION-3', () => {
  test.each([
    ['two founders', below(null, 2, true), 'fails', 'block'],
    ['three founders', below(null, 3, true), 'passes', 'block'],
    ['fell under three yesterday', below('2020-11-29'), 'fails', 'warn'],
    ['on the last day of the cure', below('2020-05-30'), 'fails', 'warn'],
    ['a day after the cure', below('2020-05-29'), 'fails', 'block'],
  ] as const)('%s', (_, finding, outcome, severity) => {
    expect(finding).toMatchObject({ outcome, severity })
  })

  test('the fix is the number of co-ops that are missing', () => {
    expect(below(null, 1, true).fix).toMatchObject({ kind: 'people', total: '2' })
    expect(below(null, 3).fix).toBeNull()
  })

  test('six months from the day it fell under three; a month end is held back', () => {
    expect(cureUntil(date('2020-08-31'))).toBe('2021-02-28')
  })

  test('the clock starts once and stops when cured', () => {
    const [on, earlier] = [date('2020-10-01'), date('2020-08-01')]
    expect(belowSinceAfter(null, { members: 2, on })).toBe(on)
    expect(belowSinceAfter(earlier, { members: 1, on })).toBe(earlier)
    expect(belowSinceAfter(earlier, { members: 3, on })).toBeNull()
    expect(belowSinceAfter(null, { members: 3, on })).toBeNull()
  })
})

test('UNION-1V: as many votes as members', () => {
  expect(union1v('u', 4).readings).toEqual([
    { id: 'votes', outcome: 'passes', measured: '4', limit: '4' },
  ])
})

describe('proposals', () => {
  const coop = (id: string, more: object = {}) => ({
    id: id as AnyId,
    name: id,
    townId: 'east' as AnyId,
    industryId: 'apple' as AnyId,
    class: 'improve' as const,
    status: 'registered' as const,
    inUnion: false,
    ...more,
  })
  test('same town, same industry, ordinary, three at least', () => {
    const found = proposeUnions([
      coop('1'),
      coop('2', { class: null }),
      coop('3', { class: 'transform' }),
      coop('4', { class: 'model' }),
      coop('5', { class: 'rebuild' }),
      coop('6', { status: 'suspended' }),
      coop('7', { inUnion: true }),
      coop('8', { townId: 'west' }),
      coop('9', { industryId: null }),
    ])
    expect(found.map((group) => group.members.map((member) => member.id))).toEqual([
      ['1', '2', '3'],
    ])
  })
  test('two are not enough', () => {
    expect(proposeUnions([coop('1'), coop('2')])).toEqual([])
  })
})

describe('the life of a union', () => {
  const day = date('2019-01-28')
  test('follows that of a co-op; its end is told apart', () => {
    expect(nextUnionStatuses('founding')).toEqual(['registered'])
    expect(nextUnionStatuses('registered')).toEqual(['suspended', 'revoked', 'liquidating'])
    expect(nextUnionStatuses('liquidating')).toEqual([])
  })

  test.each([
    ['unchanged', 'registered', 'registered', day, null],
    ['registered with its day', 'founding', 'registered', day, null],
    ['registered without a day', 'founding', 'registered', null, 'registeredOn'],
    ['a day without being registered', 'founding', 'founding', day, 'status'],
    ['suspended and back', 'suspended', 'registered', day, null],
    ['out of liquidation', 'liquidating', 'registered', day, 'status'],
    ['a founding suspended', 'founding', 'suspended', day, 'status'],
  ] as const)('%s', (_name, from, to, registeredOn, place) => {
    expect(unionStatusFault({ from, to, registeredOn })?.place ?? null).toBe(place)
  })
})
