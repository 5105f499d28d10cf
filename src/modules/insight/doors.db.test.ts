import { beforeAll, describe, expect, test } from 'vitest'
import { type Lawful, sharesWorld } from '../shares/testing.ts'
import { insightModule } from './index.ts'

/* A figure's door opens exactly what the figure counts: the address is read as the desk reads it. */

const world = await sharesWorld([insightModule])
const { run, as, ids } = world
let one: Lawful
let other: Lawful

interface Board {
  readonly figures: readonly { id: string; value: string; door: string | null }[]
  readonly attention: readonly { id: string; count: number; door: string }[]
}
interface Members {
  readonly total: number
  readonly persons: number
  readonly households: number
  readonly memberships: number
  readonly rows: readonly { key: string; memberships: number; idNumber: string | null }[]
}

const board = (unitId: string, asOf?: string) =>
  run<Board>('board', { unitId, ...(asOf === undefined ? {} : { asOf }) })
const figure = (of: Board, id: string) => of.figures.find((one) => one.id === id)

/** What stands behind a door: its path, and the filters it carries. */
function opened(door: string | null | undefined): {
  path: string
  filter: Record<string, string>
} {
  const [path = '', query = ''] = (door ?? '').split('?')
  return { path, filter: Object.fromEntries(new URLSearchParams(query)) }
}

const person = (who: Lawful, i: number, more: object = {}) => ({
  householdId: who.people.households[i],
  personId: who.people.personIds[i],
  units: '10',
  from: '2020-03-01',
  ...more,
})

const fund = (coopId: string, beneficiaries: unknown[]) =>
  run('addAssistance', {
    coopId,
    name: '扶贫股',
    fundSource: '产业扶贫资金',
    fundDocument: '沂扶组〔2020〕1号',
    amount: '50000',
    units: '500',
    conversionRule: '脱贫后由村集体收回',
    from: '2020-03-01',
    beneficiaries,
  })

beforeAll(async () => {
  one = await world.lawful(ids.villageA, 10)
  other = await world.lawful(ids.villageB, 12)
  // One of the first co-op's people joins the second as well, and another leaves the first.
  await world.record(
    other.coopId,
    [{ kind: 'contribution', holder: 'x', form: 'cash', paid: '100' }],
    { newHolders: [{ key: 'x', kind: 'person', personId: one.people.personIds[0] }] },
  )
  await run('recordChanges', {
    coopId: one.coopId,
    on: '2020-11-10',
    changes: [{ kind: 'exit', holder: one.holders.get('p9') }],
    reason: '迁出',
  })
  // A third co-op is deregistered: no board counts it.
  const third = await world.lawful(ids.villageA, 10)
  for (const [status, on] of [
    ['liquidating', '2020-09-01'],
    ['deregistered', '2020-10-01'],
  ]) {
    await run('changeStatus', { coopId: third.coopId, status, on, reason: '注销' })
  }
  // The same household benefits in two co-ops; another as a whole.
  await fund(one.coopId, [person(one, 0), person(one, 1)])
  await fund(other.coopId, [
    { householdId: one.people.households[1], persons: 3, units: '5', from: '2020-03-01' },
    person(other, 2),
    // The one household of its village that is assisted: nothing to check this year.
    person(other, 13),
  ])
  await fund(third.coopId, [person(third, 0)])
  await world.account('station', 'town_station', { unit: ids.townA })
  await world.account('bureau', 'finance_bureau', { unit: ids.county })
})

describe('the doors of a board', () => {
  const units = ['county', 'townA', 'townB', 'villageA'] as const

  test.each(units)('members and households of %s are the rows behind them', async (name) => {
    for (const asOf of [undefined, '2020-11-05', '2019-12-31']) {
      const shown = await board(ids[name], asOf)
      for (const id of ['members', 'households']) {
        const { value, door } = figure(shown, id) ?? { value: '', door: null }
        const { path, filter } = opened(door)
        expect(path).toBe('/members')
        const list = await run<Members>('listMembers', {
          ...filter,
          ...(asOf === undefined ? {} : { asOf }),
          limit: 500,
        })
        expect(String(list.total), `${name} ${id} ${asOf ?? ''}`).toBe(value)
        expect(list.rows).toHaveLength(list.total)
        expect(new Set(list.rows.map(({ key }) => key)).size).toBe(list.total)
      }
    }
  })

  test('the county counts somebody in two co-ops once, each town counts its own', async () => {
    const members = async (unitId: string) => figure(await board(unitId), 'members')?.value
    expect(await members(ids.county)).toBe('21')
    expect(await members(ids.townA)).toBe('9')
    expect(await members(ids.townB)).toBe('13')
    const list = await run<Members>('listMembers', { each: 'person', limit: 500 })
    expect(list).toMatchObject({ persons: 21, households: 21, memberships: 24 })
    expect(list.rows.filter(({ memberships }) => memberships === 2)).toHaveLength(1)
  })

  test.each(units)('assistance of %s is what its door counts', async (name) => {
    const shown = await board(ids[name])
    const { path, filter } = opened(figure(shown, 'beneficiaries')?.door)
    expect(path).toBe('/assistance')
    const counts = await run<{ cooperatives: number; persons: number; rows: unknown[] }>(
      'countAssistance',
      filter,
    )
    expect(String(counts.persons)).toBe(figure(shown, 'beneficiaries')?.value)
    expect(String(counts.cooperatives)).toBe(figure(shown, 'assistance-coops')?.value)
    expect(counts.rows).toHaveLength(counts.cooperatives)
    const review = await run<{ total: number; beneficiaries: unknown[] }>('listAssistanceReview', {
      ...filter,
      limit: 500,
    })
    const due = shown.attention.find(({ id }) => id === 'unchecked')
    expect(review.total).toBe(due?.count ?? 0)
    expect(review.beneficiaries).toHaveLength(review.total)
  })

  test('a household that benefits in two co-ops is one household of as many as are named', async () => {
    const beneficiaries = async (unitId: string) =>
      figure(await board(unitId), 'beneficiaries')?.value
    // Town A: two named persons. Town B: a whole household of three, and two persons.
    expect(await beneficiaries(ids.townA)).toBe('2')
    expect(await beneficiaries(ids.townB)).toBe('5')
    expect(await beneficiaries(ids.county)).toBe('6')
  })

  test('who is due for the yearly re-check is due on the board and on the list', async () => {
    const due = async (unitId: string) => {
      const shown = await board(unitId)
      const list = await run<{ total: number; beneficiaries: { due: string }[] }>(
        'listAssistanceReview',
        { unitId },
      )
      expect(list.total).toBe(shown.attention.find(({ id }) => id === 'unchecked')?.count)
      return list.beneficiaries.map((row) => row.due).toSorted()
    }
    const not = (n: number) => Array.from({ length: n }, () => 'not_assisted')
    expect(await due(ids.county)).toEqual(not(5))
    expect(await due(ids.townB)).toEqual(not(2))
    await world.setDay('2021-01-05')
    expect(await due(ids.county)).toEqual(['never_this_year', ...not(5)])
    await run('changePerson', {
      personId: other.people.personIds[13],
      reason: '去世',
      changes: { endedOn: '2020-12-30', endedReason: '去世' },
    })
    expect(await due(ids.townB)).toEqual(['deceased', ...not(2)])
    await world.setDay('2020-11-30')
  })

  test('who may open a board may open its doors, numbers only for those who read persons', async () => {
    const asked = { each: 'person', limit: 500 }
    const town = await as<Members>('station', 'listMembers', asked)
    expect(town.total).toBe(9)
    const county = await as<Members>('bureau', 'listMembers', asked)
    expect(county.total).toBe(21)
    expect(county.rows.every(({ idNumber }) => idNumber === null)).toBe(true)
  })
})
