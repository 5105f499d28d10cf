import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { citizenCheckCharacter } from '../../kernel/identifier.ts'
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
const { run, countyId, db } = world
const units = {
  east: '' as AnyId,
  a: '' as AnyId,
  b: '' as AnyId,
  far: '' as AnyId,
  coop: '' as AnyId,
}

/** A made-up ID number with the right check character. */
const idNumber = (n: number, birth = '19800101') => {
  const first = `371323${birth}${String(n).padStart(3, '0')}`
  return first + citizenCheckCharacter(first)
}
const add = (unitId: AnyId, ...rows: object[]) =>
  run<Answer<'addPersons'>>('addPersons', { unitId, rows })
const person = (more: object = {}) => ({ name: '王秀英', villageId: units.a, ...more })
const read = (personId: string) => run<Person>('readPerson', { personId })
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
  await run('installCatalogues', {})
  const { nodes } = await run<Answer<'divisionTree'>>('divisionTree', {})
  const [east, west] = nodes.filter((node) => node.level === 'town')
  const below = (town: typeof east) => nodes.filter((node) => node.parentId === town?.id)
  units.east = east?.id as AnyId
  units.a = below(east)[0]?.id as AnyId
  units.b = below(east)[1]?.id as AnyId
  units.far = below(west)[0]?.id as AnyId
  const { ids } = await run<Answer<'registerCooperatives'>>('registerCooperatives', {
    unitId: countyId,
    rows: [
      {
        name: '绿源合作社',
        villageId: units.a,
        mainKind: 'service',
        from: '2019-01-01',
        status: 'registered',
      },
    ],
  })
  units.coop = ids[0] as AnyId
  await world.account('secretary', 'village_secretary', { unit: units.a })
  await world.account('accountant', 'coop_accountant', { unit: units.coop })
  await world.account('station', 'town_station', { unit: units.east })
  await world.account('finance', 'finance_bureau', { unit: countyId })
})

describe('persons', () => {
  test('numbers are sealed at rest, masked on the way out, in clear only with a reason', async () => {
    const { persons, warnings } = await add(
      units.a,
      person({ idNumber: idNumber(1), phone: '138 1234 1234', bankAccount: '6223201234567890' }),
    )
    expect(warnings).toEqual([])
    const id = persons[0]?.id ?? ''
    expect(await read(id)).toMatchObject({
      idNumber: `371323********${idNumber(1).slice(-4)}`,
      phone: '138****1234',
      bankAccount: '****7890',
      birthDate: '1980-01-01',
      sex: 'male',
    })
    const stored = await db.owner.query('SELECT person::text AS row FROM person WHERE id = $1', [
      id,
    ])
    for (const clear of [idNumber(1), '13812341234', '6223201234567890'])
      expect(stored.rows[0].row).not.toContain(clear)
    const revealed = await world.as('station', 'revealPerson', {
      personId: id,
      reason: '核对银行卡',
    })
    expect(revealed).toMatchObject({ idNumber: idNumber(1), phone: '13812341234' })
    const trail = await db.owner.query(
      "SELECT input, changes FROM audit_event WHERE verb IN ('addPersons', 'revealPerson')",
    )
    expect(trail.rows).toHaveLength(2)
    expect(JSON.stringify(trail.rows)).toContain('核对银行卡')
    expect(JSON.stringify(trail.rows)).not.toContain(idNumber(1))
    const denied = world.as('accountant', 'revealPerson', { personId: id, reason: '试' })
    expect((await refusalOf(denied)).code).toBe('forbidden')
  })

  test('somebody known by ID number is found, not added twice; another name is a fault', async () => {
    const row = person({ name: '买买提 · 艾力', idNumber: idNumber(2) })
    const [first] = (await add(units.a, row)).persons
    const [again] = (await add(units.a, row)).persons
    expect(again).toEqual({ id: first?.id, existing: true })
    const refusal = await refusalOf(add(units.a, person({ idNumber: idNumber(2) })))
    expect(refusal.faults.map((fault) => fault.path)).toEqual(['$.rows[0].idNumber'])
    expect(JSON.stringify(refusal)).not.toContain('买买提')
    const twice = [person({ idNumber: idNumber(3) }), person({ idNumber: idNumber(3) })]
    expect((await refusalOf(add(units.a, ...twice))).faults[0]?.path).toBe('$.rows[1].idNumber')
  })

  test('a wrong check character is kept and warned about without showing digits', async () => {
    const wrong = `${idNumber(4).slice(0, 17)}${idNumber(4).endsWith('1') ? '2' : '1'}`
    const { persons, warnings } = await add(units.a, person({ name: '𠮷㐂', idNumber: wrong }))
    expect(warnings).toMatchObject([{ rule: 'ID-CITIZEN', severity: 'warn' }])
    expect(JSON.stringify(warnings)).not.toContain(wrong)
    expect(await read(persons[0]?.id ?? '')).toMatchObject({ name: '𠮷㐂', idNumberValid: false })
  })

  test('found by name, pinyin, initials, ID number and phone, and only by those who may', async () => {
    const find = async (q: string) =>
      (await run<Answer<'listPersons'>>('listPersons', { q })).rows.map((row) => row.name)
    for (const q of ['秀英', 'wangxiuying', 'wxy', idNumber(1), '13812341234'])
      expect(await find(q), q).toEqual(['王秀英'])
    const hits = async (who: string) =>
      (await world.as<Answer<'searchRegistry'>>(who, 'searchRegistry', { q: idNumber(1) })).hits
    expect(await hits('station')).toMatchObject([{ kind: 'person', by: 'id_number' }])
    expect(await hits('finance')).toEqual([])
  })

  test('a member from another village is seen by the co-op’s accountant through the co-op', async () => {
    const [far] = (await add(units.far, person({ name: '远村人', villageId: units.far }))).persons
    const asAccountant = () => world.as<Person>('accountant', 'readPerson', { personId: far?.id })
    expect((await refusalOf(asAccountant())).code).toBe('not_found')
    await throughDoor((ctx) =>
      registry.joinCoop(ctx, units.coop, { personIds: [far?.id as AnyId], since: ctx.today }),
    )
    expect((await asAccountant()).cooperatives).toEqual([{ id: units.coop, name: '绿源合作社' }])
    const list = await world.as<Answer<'listPersons'>>('accountant', 'listPersons', {})
    expect(list.rows.map((row) => row.name)).toEqual(['远村人'])
    const own = await world.as<Answer<'addPersons'>>('accountant', 'addPersons', {
      unitId: units.coop,
      rows: [{ name: '外来户', farmer: false, collectiveMember: false }],
    })
    expect(
      (await world.as<Person>('accountant', 'readPerson', { personId: own.persons[0]?.id }))
        .village,
    ).toBeNull()
    const elsewhere = world.as('secretary', 'addPersons', {
      unitId: units.a,
      rows: [person({ villageId: units.b })],
    })
    expect((await refusalOf(elsewhere)).code).toBe('not_found')
  })

  test('a person whom the writer does not reach cannot be named, so not drawn into sight', async () => {
    const [far] = (await add(units.far, person({ name: '别村人', villageId: units.far }))).persons
    const coop = { name: '新社', villageId: units.b, mainKind: 'service', from: '2019-01-01' }
    const register = world.as('station', 'registerCooperatives', {
      unitId: units.east,
      rows: [{ ...coop, chairPersonId: far?.id }],
    })
    expect((await refusalOf(register)).faults[0]?.path).toBe('$.rows[0].chairPersonId')
    const seen = world.as('station', 'readPerson', { personId: far?.id })
    expect((await refusalOf(seen)).code).toBe('not_found')
  })

  test('a change is told to the audit trail without the numbers', async () => {
    const [one] = (await add(units.a, person({ name: '李改', idNumber: idNumber(9) }))).persons
    const answer = await run<Answer<'changePerson'>>('changePerson', {
      personId: one?.id,
      reason: '换号',
      changes: { phone: '13900001111', farmer: false },
    })
    expect(answer.person).toMatchObject({ phone: '139****1111', farmer: false })
    const trail = await db.owner.query(
      "SELECT changes FROM audit_event WHERE verb = 'changePerson'",
    )
    expect(trail.rows[0].changes[0]).toMatchObject({
      before: { farmer: true },
      after: { farmer: false, numbersChanged: ['phone'] },
    })
    expect(JSON.stringify(trail.rows)).not.toContain('13900001111')
  })
})

describe('households', () => {
  test('15,000 persons in 5,000 households, numbers sealed', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({
      villageId: i % 2 === 0 ? units.a : units.b,
      number: `H${String(i).padStart(5, '0')}`,
      headName: `张${i}`,
      assisted: i % 100 === 0,
    }))
    const { ids } = await run<Answer<'registerHouseholds'>>('registerHouseholds', {
      unitId: units.east,
      rows,
    })
    const people = Array.from({ length: 15_000 }, (_, i) => ({
      name: `张${i}`,
      villageId: rows[i % 5000]?.villageId,
      householdId: ids[i % 5000],
      idNumber: idNumber(i % 1000, `19${50 + Math.trunc(i / 1000)}0203`),
      phone: `139${String(i).padStart(8, '0')}`,
    }))
    expect((await add(units.east, ...people)).persons).toHaveLength(15_000)
    const list = await run<Answer<'listHouseholds'>>('listHouseholds', { unitId: units.a })
    expect([list.total, list.assisted]).toEqual([2500, 50])
    expect(list.rows[0]?.persons).toBe(3)
    const again = run('registerHouseholds', { unitId: units.east, rows: rows.slice(0, 1) })
    expect((await refusalOf(again)).faults[0]?.path).toBe('$.rows[0].number')
  })

  test('a household of another village does not fit a person', async () => {
    const { rows } = await run<Answer<'listHouseholds'>>('listHouseholds', { unitId: units.b })
    const refusal = await refusalOf(add(units.a, person({ householdId: rows[0]?.id })))
    expect(refusal.faults[0]?.path).toBe('$.rows[0].householdId')
    const mine = world.as('secretary', 'readHousehold', { householdId: rows[0]?.id })
    expect((await refusalOf(mine)).code).toBe('not_found')
  })
})

test('household bases: the newest on or before the day', async () => {
  const base = (asOf: string, registeredHouseholds: number) => ({
    villageId: units.a,
    asOf,
    registeredHouseholds,
    collectiveHouseholds: registeredHouseholds - 3,
    source: '农经统计年报',
  })
  await run('recordVillageBases', {
    unitId: countyId,
    rows: [base('2018-12-31', 300), base('2019-12-31', 310)],
  })
  const at = (day: string) => throughDoor((ctx) => registry.villageBase(ctx, units.a, day as never))
  expect(await at('2018-12-30')).toBeNull()
  expect((await at('2019-12-30'))?.registeredHouseholds).toBe(300)
  expect(await at('2019-12-31')).toMatchObject({
    registeredHouseholds: 310,
    residentHouseholds: null,
    collectiveHouseholds: 307,
  })
})

test('collectives: the committee may act, the code is checked', async () => {
  const { warnings } = await run<Answer<'registerCollectives'>>('registerCollectives', {
    unitId: countyId,
    rows: [
      {
        villageId: units.a,
        name: '绿源村股份经济合作社',
        creditCode: 'N2371323MF00000132',
        legalRepresentativeName: '书记甲',
      },
      { villageId: units.b, name: '乙村村民委员会', committeeActs: true },
    ],
  })
  expect(warnings).toEqual([])
  const { rows } = await run<Answer<'listCollectives'>>('listCollectives', {})
  expect(new Map(rows.map((row) => [row.creditCodeCheck, row.committeeActs]))).toEqual(
    new Map([
      ['missing', true],
      ['valid', false],
    ]),
  )
})

test('linked groups: evidence, objection, decision', async () => {
  const { persons } = await add(units.a, person({ name: '兄' }), person({ name: '弟' }))
  const personIds = persons.map((one) => one.id)
  const { ids } = await world.as<Answer<'registerLinkedGroups'>>(
    'secretary',
    'registerLinkedGroups',
    {
      unitId: units.a,
      groups: [
        {
          name: '赵家兄弟',
          kind: 'kin',
          evidence: '户籍底册第12页',
          from: '2020-01-01',
          personIds,
        },
      ],
    },
  )
  const groups = (day: string) =>
    throughDoor((ctx) => registry.linkedGroupsOf(ctx, personIds as AnyId[], day as never))
  expect((await groups('2020-11-30')).get(personIds[0] as AnyId)).toEqual(ids)
  const objection = await run<Answer<'objectToLinkedGroup'>>('objectToLinkedGroup', {
    unitId: units.a,
    groupId: ids[0],
    raisedBy: '弟',
    raisedOn: '2020-10-01',
    grounds: '早已分家,各自经营',
  })
  const decide = () =>
    run<Answer<'decideObjection'>>('decideObjection', {
      objectionId: objection.id,
      decision: 'upheld',
      decidedOn: '2020-11-01',
      reason: '查证属实',
    })
  const { group } = await decide()
  expect(group).toMatchObject({ validTo: '2020-11-01', objections: [{ decision: 'upheld' }] })
  expect((await groups('2020-10-31')).size).toBe(2)
  expect((await groups('2020-11-01')).size).toBe(0)
  expect((await refusalOf(decide())).code).toBe('not_allowed_now')
})

test('a household is corrected; a person moves into another, and out of any', async () => {
  const register = (number: string) =>
    run<Answer<'registerHouseholds'>>('registerHouseholds', {
      unitId: units.a,
      rows: [{ villageId: units.a, number, headName: '周一' }],
    }).then(({ ids }) => ids[0])
  const [one, two] = [await register('改-1'), await register('改-2')]
  const change = (changes: object) =>
    run<Answer<'changeHousehold'>>('changeHousehold', { householdId: one, reason: '更正', changes })
  expect(await change({ headName: '周二', assisted: true, address: '村东' })).toMatchObject({
    number: '改-1',
    headName: '周二',
    assisted: true,
    address: '村东',
  })
  expect(await change({ number: '改-1', address: null })).toMatchObject({ address: null })
  const refusal = await refusalOf(change({ number: '改-2' }))
  expect(refusal.faults.map((fault) => fault.path)).toEqual(['$.changes.number'])

  const added = await add(units.a, person({ householdId: one, idNumber: idNumber(77) }))
  const personId = added.persons[0]?.id
  const move = (changes: object) =>
    run<Answer<'changePerson'>>('changePerson', { personId, reason: '更正', changes })
  expect((await move({ householdId: two })).person.household?.number).toBe('改-2')
  const out = (await move({ householdId: null, idNumber: null, relationToHead: null })).person
  expect(out).toMatchObject({ household: null, idNumber: null, idNumberValid: null })
  const again = await add(units.a, person({ name: '吴用', idNumber: idNumber(77) }))
  expect(again.persons[0]?.existing).toBe(false)
})
