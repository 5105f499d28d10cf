import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { NO_SHARES } from '../model/account.ts'
import { outcomes, person, plan, run, step, year } from '../testing.ts'
import { batchesOf, type Ground, type Movement } from './quantify-books.ts'

const movement = (on: string, more: Partial<Movement>): Movement => ({
  voucherId: `v ${on}`,
  on: date(on),
  grant: 0n,
  donation: 0n,
  reserve: 0n,
  named: [],
  leaving: [],
  partyId: null,
  ...more,
})
const heads = (...ids: string[]) =>
  ids.map((holderId) => ({ holderId, contribution: holderId === 'a' ? 300n : 100n }))

/** c joined in June. */
const ground = (through: string, more: Partial<Ground> = {}): Ground => ({
  coopId: 'k',
  through: date(through),
  movements: [movement('2019-03-01', { grant: 100n, reserve: 80n })],
  membersOn: (day) => (day < '2019-06-01' ? heads('a', 'b') : heads('a', 'b', 'c')),
  held: new Map(),
  ...more,
})

const sharesAfter = (from: Ground, kind: 'grant' | 'reserve'): Record<string, bigint> => {
  const sums: Record<string, bigint> = {}
  for (const batch of batchesOf(from).filter((one) => one.kind === kind)) {
    for (const { holderId, amount } of batch.entries) {
      sums[holderId] = (sums[holderId] ?? 0n) + amount
    }
  }
  return sums
}

describe('at a year’s end', () => {
  test('grants are averaged anew over all members, reserves stay where they were quantified', () => {
    const before = ground('2019-12-30')
    expect(sharesAfter(before, 'grant')).toEqual({ a: 50n, b: 50n })
    const end = ground('2019-12-31')
    expect(sharesAfter(end, 'grant')).toEqual({ a: 34n, b: 33n, c: 33n })
    expect(sharesAfter(end, 'reserve')).toEqual({ a: 60n, b: 20n })
    const [anew] = batchesOf(end).filter(({ cause }) => cause === 'year_end')
    expect(anew).toMatchObject({ kind: 'grant', basis: 'equal', heads: 3, amount: 0n })
  })

  test('nothing moves where the shares are equal to the fen', () => {
    const held = new Map(
      ['a', 'b', 'c'].map((id, i) => [id, { ...NO_SHARES, grant: i === 1 ? 34n : 33n }]),
    )
    expect(batchesOf(ground('2019-12-31', { movements: [], held }))).toEqual([])
  })

  test('what a leaver held is averaged with the rest', () => {
    const held = new Map([
      ['a', { ...NO_SHARES, grant: 40n }],
      ['b', { ...NO_SHARES, grant: 30n }],
      ['x', { ...NO_SHARES, grant: 20n }],
    ])
    const shares = sharesAfter(ground('2019-12-31', { movements: [], held }), 'grant')
    expect(shares).toEqual({ a: -10n, b: 0n, c: 30n, x: -20n })
  })
})

test('who left by the year’s end holds no grant share and does not make the others’ unequal', () => {
  const grants = (more: object) =>
    outcomes(
      run({
        plan: plan([step.back('1')]),
        year: year('90'),
        people: [
          person('a', { grantShare: '30.00', measures: { kg: '1' } }),
          person('b', { grantShare: '30.00' }),
          person('x', more),
        ],
      }),
    )['DIST-EQUALGRANT']
  expect(grants({ left: true })).toBe('passes')
  expect(grants({})).toBe('fails')
})
