import { beforeAll, describe, expect, test } from 'vitest'
import { type Lawful, sharesWorld } from './testing.ts'

const world = await sharesWorld()
const { run, as, ids } = world
let one: Lawful
let other: Lawful
let named: string

interface Row {
  readonly key: string
  readonly name: string
  readonly memberNumber: string
  readonly kind: string
  readonly class: string
  readonly registered: string
  readonly joinedOn: string
  readonly idNumber: string | null
  readonly phone: string | null
  readonly household: { readonly id: string; readonly number: string } | null
  readonly cooperative: { readonly id: string; readonly name: string }
  readonly village: { readonly name: string }
  readonly town: { readonly name: string } | null
}
interface Members {
  readonly total: number
  readonly memberships: number
  readonly persons: number
  readonly cooperatives: number
  readonly rows: readonly Row[]
}

const members = (filter: object = {}) => run<Members>('listMembers', { limit: 500, ...filter })
const namesOf = ({ rows }: Members) => rows.map(({ name }) => name)
const ID_NUMBER = '371323196001010019'

beforeAll(async () => {
  one = await world.lawful(ids.villageA)
  other = await world.lawful(ids.villageB)
  const { persons } = await run<{ persons: { id: string }[] }>('addPersons', {
    unitId: ids.villageA,
    rows: [
      {
        name: '单吕华',
        villageId: ids.villageA,
        householdId: one.people.households[11],
        idNumber: ID_NUMBER,
        phone: '13812345678',
      },
    ],
  })
  named = persons[0]?.id ?? ''
  await world.record(
    one.coopId,
    [{ kind: 'contribution', holder: 'x', form: 'cash', paid: '100.5', promised: '10' }],
    {
      newHolders: [{ key: 'x', kind: 'person', personId: named }],
    },
  )
  await world.account('station', 'town_station', { unit: ids.townA })
  await world.account('leader', 'county_leader', { unit: ids.county })
})

describe('the list of members', () => {
  test('has a row a membership, the collectives among them', async () => {
    const all = await members()
    expect(all).toMatchObject({ total: 23, memberships: 23, persons: 21, cooperatives: 2 })
    expect(all.rows).toHaveLength(23)
    const collectives = await members({ kind: 'collective' })
    expect(collectives.total).toBe(2)
    expect(collectives.rows[0]).toMatchObject({ class: 'collective', household: null })
    expect((await members({ each: 'person' })).total).toBe(21)
  })

  test('narrows by unit, town, village, co-op, class and household', async () => {
    const totals = await Promise.all(
      [
        { unitId: ids.townA },
        { townId: ids.townB },
        { villageId: ids.villageA },
        { coopId: other.coopId },
        { unitId: one.coopId },
        { class: 'collective' },
        { householdId: one.people.households[3] },
        { unitId: ids.townA, coopId: other.coopId },
      ].map(async (filter) => (await members(filter)).total),
    )
    expect(totals).toEqual([12, 11, 12, 11, 12, 2, 1, 0])
  })

  test('finds by name, pinyin, initials, member number and ID number', async () => {
    for (const q of ['单吕', 'shanlv', 'slh', ID_NUMBER]) {
      expect(namesOf(await members({ q })), q).toEqual(['单吕华'])
    }
    expect((await members({ q: '0003' })).total).toBe(2)
    expect((await members({ q: '%' })).total).toBe(0)
  })

  test('shows numbers masked, amounts exact, and where the membership is', async () => {
    const [row] = (await members({ q: '单吕华' })).rows
    expect(row).toMatchObject({
      idNumber: '371323********0019',
      phone: '138****5678',
      registered: '110.50',
      joinedOn: '2020-11-01',
      village: { name: '甲村' },
      town: { name: '许家湖镇' },
    })
  })

  test('an ID number finds nobody and shows nowhere for those who may not read persons', async () => {
    const byNumber = await as<Members>('leader', 'listMembers', { q: ID_NUMBER })
    expect(byNumber.total).toBe(0)
    const byName = await as<Members>('leader', 'listMembers', { q: '单吕华' })
    expect(byName.rows[0]).toMatchObject({ name: '单吕华', idNumber: null, phone: null })
  })

  test('a town sees its own co-ops only, however it asks', async () => {
    for (const filter of [{}, { unitId: ids.county }, { townId: ids.townB }]) {
      const { rows } = await as<Members>('station', 'listMembers', { limit: 500, ...filter })
      expect(rows.every(({ cooperative }) => cooperative.id === one.coopId)).toBe(true)
    }
    expect((await as<Members>('station', 'listMembers', {})).total).toBe(12)
  })

  test('a day before somebody joined is without them', async () => {
    expect((await members({ asOf: '2020-10-31' })).total).toBe(22)
    expect((await members({ asOf: '2019-12-31' })).total).toBe(0)
  })

  test('pages hold every row once, in each order', async () => {
    for (const sort of ['coop', 'name', 'joined', '-joined']) {
      const pages = await Promise.all(
        [0, 10, 20].map((offset) => run<Members>('listMembers', { limit: 10, offset, sort })),
      )
      const keys = pages.flatMap(({ rows }) => rows.map(({ key }) => key))
      expect(new Set(keys).size, sort).toBe(23)
    }
  })
})
