import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { AnyId } from '../../kernel/id.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { inCounty } from '../../platform/db.ts'
import { asJob } from '../../platform/outbox.ts'
import { refusalOf, testCounty } from '../policy/testing.ts'
import type { registryContract } from './contract.ts'
import { readShippedDivisions } from './data.ts'
import * as registry from './index.ts'

type Answer<K extends keyof typeof registryContract> = z.input<
  (typeof registryContract)[K]['output']
>
type Person = Answer<'readPerson'>

const world = await testCounty([registry.registryModule])
const { run, countyId } = world
const units = { east: '' as AnyId, a: '' as AnyId, b: '' as AnyId, far: '' as AnyId }

const add = (unitId: AnyId, ...rows: object[]) =>
  run<Answer<'addPersons'>>('addPersons', { unitId, rows })
const person = (more: object = {}) => ({ name: '王秀英', villageId: units.a, ...more })
/** Calls a function of the module's door, as a later module does inside its own verb. */
async function throughDoor<T>(work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const answers: T[] = []
  await inCounty(world.database, 1, (tx) =>
    asJob(world.runtime, { tx, county: 1, name: 'test' }, async (ctx) => {
      answers.push(await work(ctx))
    }),
  )
  return answers[0] as T
}

beforeAll(async () => {
  await run('importDivisions', {
    vintage: '2016',
    effectiveFrom: '2016-07-31',
    source: '国家统计局',
    csv: readShippedDivisions('2016'),
  })
  const { nodes } = await run<Answer<'divisionTree'>>('divisionTree', {})
  const [east, west] = nodes.filter((node) => node.level === 'town')
  const below = (town: typeof east) => nodes.filter((node) => node.parentId === town?.id)
  units.east = east?.id as AnyId
  units.a = below(east)[0]?.id as AnyId
  units.b = below(east)[1]?.id as AnyId
  units.far = below(west)[0]?.id as AnyId
  await world.account('secretary', 'village_secretary', { unit: units.a })
  await world.account('station', 'town_station', { unit: units.east })
})

describe('branch and Party members', () => {
  const ids = { branch: '' as AnyId, people: [] as AnyId[] }
  beforeAll(async () => {
    const made = await run<Answer<'registerBranches'>>('registerBranches', {
      unitId: countyId,
      rows: [{ villageId: units.a, name: '绿源村党支部' }],
    })
    ids.branch = made.ids[0] as AnyId
    const rows = ['书记甲', '委员乙', '党员丙'].map((name) => person({ name }))
    ids.people = (await add(units.a, ...rows)).persons.map((one) => one.id as AnyId)
    await run('recordPartyMembers', {
      unitId: units.a,
      rows: ids.people.map((personId, i) => ({
        personId,
        branchId: ids.branch,
        joinedParty: '1999-07-01',
        secretary: i === 0,
        committee: i < 2,
        from: '2018-01-01',
      })),
    })
  })

  test('as of a day, before and after a change of post', async () => {
    const [, second = '' as AnyId, third = '' as AnyId] = ids.people
    await run('recordPartyMembers', {
      unitId: units.a,
      rows: [
        {
          personId: third,
          branchId: ids.branch,
          committee: true,
          cadrePost: '支部委员',
          from: '2020-05-01',
        },
        { personId: second, branchId: ids.branch, leaves: true, from: '2020-05-01' },
      ],
    })
    const facts = (day: string) =>
      throughDoor((ctx) => registry.branchOf(ctx, ids.branch, day as never))
    const before = await facts('2020-04-30')
    expect(before?.committee.map((one) => one.name)).toEqual(['书记甲', '委员乙'])
    expect(before?.members).toHaveLength(3)
    expect(before?.secretaryId).toBe(ids.people[0])
    const after = await facts('2020-05-01')
    expect(after?.committee.map((one) => one.name)).toEqual(['书记甲', '党员丙'])
    expect(after?.members).toHaveLength(2)
    const marks = await throughDoor((ctx) => registry.partyMarks(ctx, ids.people))
    expect(marks.get(third)).toEqual({
      branchId: ids.branch,
      joinedParty: '1999-07-01',
      committee: true,
      secretary: false,
      cadrePost: '支部委员',
    })
    expect(marks.has(second)).toBe(false)
  })

  test('Party facts are shown to those with party.read only', async () => {
    const [first] = ids.people
    const seen = await world.as<Person>('secretary', 'readPerson', { personId: first })
    expect(seen.party).toMatchObject({ secretary: true, branch: { name: '绿源村党支部' } })
    const hidden = await world.as<Person>('station', 'readPerson', { personId: first })
    expect(hidden.party).toBeNull()
    const branches = await world.as<Answer<'listBranches'>>('station', 'listBranches', {})
    expect(branches.rows[0]).toMatchObject({ secretary: null, members: null })
    const path = { villageId: units.a, branchId: ids.branch }
    expect((await refusalOf(world.as('station', 'readBranch', path))).code).toBe('forbidden')
    const wrong = world.as('secretary', 'readBranch', { ...path, villageId: units.b })
    expect((await refusalOf(wrong)).code).toBe('not_found')
  })

  test('the history of a person, by branch and post, to those with party.read only', async () => {
    const [, second, third] = ids.people
    const history = await world.as<Answer<'readPartyHistory'>>('secretary', 'readPartyHistory', {
      personId: third,
    })
    expect(history).toMatchObject({ village: { id: units.a }, town: { id: units.east } })
    expect(
      history.records.map((row) => [row.validFrom, row.validTo, row.committee, row.cadrePost]),
    ).toEqual([
      ['2020-05-01', null, true, '支部委员'],
      ['2018-01-01', '2020-05-01', false, null],
    ])
    expect(history.records[0]).toMatchObject({
      branch: { name: '绿源村党支部' },
      village: { id: units.a },
      joinedParty: '1999-07-01',
    })
    const left = await run<Answer<'readPartyHistory'>>('readPartyHistory', { personId: second })
    expect(left.records.map((row) => row.validTo)).toEqual(['2020-05-01'])
    const station = world.as('station', 'readPartyHistory', { personId: third })
    expect((await refusalOf(station)).code).toBe('forbidden')
    const [far] = (await add(units.far, person({ name: '他村人', villageId: units.far }))).persons
    const beyond = world.as('secretary', 'readPartyHistory', { personId: far?.id })
    expect((await refusalOf(beyond)).code).toBe('not_found')
  })

  test('one secretary a branch; the post is handed over in one step, to another branch as well', async () => {
    const [first, , third] = ids.people
    const row = { branchId: ids.branch, from: '2020-06-01', committee: true }
    const alone = run('recordPartyMembers', {
      unitId: units.a,
      rows: [{ ...row, personId: third, secretary: true }],
    })
    expect((await refusalOf(alone)).faults).toMatchObject([
      { path: '$.rows[0].secretary', text: { zh: expect.stringContaining('书记甲') } },
    ])
    const both = run('recordPartyMembers', {
      unitId: units.a,
      rows: [first, third].map((personId) => ({ ...row, personId, secretary: true })),
    })
    expect((await refusalOf(both)).faults.map((fault) => fault.path)).toEqual([
      '$.rows[0].secretary',
      '$.rows[1].secretary',
    ])
    await world.as('secretary', 'recordPartyMembers', {
      unitId: units.a,
      rows: [
        { ...row, personId: third, secretary: true, cadrePost: '支部书记' },
        { ...row, personId: first },
      ],
    })
    const branch = await world.as<Answer<'readBranch'>>('secretary', 'readBranch', {
      villageId: units.a,
      branchId: ids.branch,
    })
    expect(branch.members.map((one) => [one.person.name, one.secretary])).toEqual([
      ['党员丙', true],
      ['书记甲', false],
    ])
    const { ids: made } = await run<Answer<'registerBranches'>>('registerBranches', {
      unitId: units.b,
      rows: [{ villageId: units.b, name: '邻村党支部' }],
    })
    const transfer = { personId: first, branchId: made[0], from: '2020-07-01' }
    const beyond = world.as('secretary', 'recordPartyMembers', {
      unitId: units.a,
      rows: [transfer],
    })
    expect((await refusalOf(beyond)).code).toBe('not_found')
    await run('recordPartyMembers', { unitId: units.east, rows: [transfer] })
    const history = await run<Answer<'readPartyHistory'>>('readPartyHistory', { personId: first })
    expect(history.records.map((one) => [one.branch.name, one.validTo, one.joinedParty])).toEqual([
      ['邻村党支部', null, '1999-07-01'],
      ['绿源村党支部', '2020-07-01', '1999-07-01'],
      ['绿源村党支部', '2020-06-01', '1999-07-01'],
    ])
  })

  test('nothing is recorded of a day to come, nor a joining after the first day', async () => {
    const rows = [
      { personId: ids.people[0], branchId: ids.branch, from: '2199-01-01' },
      {
        personId: ids.people[1],
        branchId: ids.branch,
        from: '2020-08-01',
        joinedParty: '2020-08-02',
      },
    ]
    const refusal = await refusalOf(run('recordPartyMembers', { unitId: units.a, rows }))
    expect(refusal.faults.map((fault) => fault.path)).toEqual([
      '$.rows[0].from',
      '$.rows[1].joinedParty',
    ])
  })

  test('a secretary who is not on the committee, or of another village’s branch, is refused', async () => {
    const row = { personId: ids.people[0], branchId: ids.branch, from: '2020-09-01' }
    const alone = run('recordPartyMembers', {
      unitId: units.a,
      rows: [{ ...row, secretary: true }],
    })
    expect((await refusalOf(alone)).faults[0]?.path).toBe('$.rows[0].secretary')
    const other = run('recordPartyMembers', { unitId: units.b, rows: [row] })
    expect((await refusalOf(other)).code).toBe('not_found')
  })
})
