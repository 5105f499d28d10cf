import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { type Lawful, sharesWorld } from './testing.ts'

const world = await sharesWorld()
const { run, as, ids } = world
let one: Lawful
let other: Lawful

const fundOf = (coopId: string, beneficiaries: unknown[], more: object = {}) => ({
  coopId,
  name: '扶贫股',
  fundSource: '产业扶贫资金',
  fundDocument: '沂扶组〔2020〕1号',
  amount: '50000',
  units: '500',
  guaranteedRate: '6/100',
  conversionRule: '脱贫后由村集体收回,重新分配',
  from: '2020-03-01',
  beneficiaries,
  ...more,
})
const person = (who: Lawful, i: number, units = '10') => ({
  householdId: who.people.households[i],
  personId: who.people.personIds[i],
  units,
  from: '2020-03-01',
})
interface Assistance {
  term: string
  funds: {
    id: string
    titleOwner: string
    households: number
    persons: number
    unitsGiven: string
  }[]
  beneficiaries: {
    id: string
    name: string
    to: string | null
    replacedBy: string | null
    history: { status: string }[]
  }[]
}
interface Counts {
  term: string
  cooperatives: number
  households: number
  persons: number
  amount: string
  rows: { coopId: string; households: number; persons: number }[]
}
const read = (coopId: string) => run<Assistance>('readAssistance', { coopId })
const counts = (asOf?: string) => run<Counts>('countAssistance', asOf === undefined ? {} : { asOf })

beforeAll(async () => {
  one = await world.lawful(ids.villageA)
  other = await world.lawful(ids.villageB)
  await world.account('agri', 'county_agriculture', { unit: ids.county })
  await world.account('stationA', 'town_station', { unit: ids.townA as never })
})

describe('assistance shares', () => {
  test('set up with the title at the collective; households and persons counted both', async () => {
    await run('addAssistances', {
      unitId: ids.county,
      funds: [
        fundOf(one.coopId, [
          person(one, 0),
          // A household as a whole, with three persons.
          { householdId: one.people.households[1], persons: 3, units: '30', from: '2020-03-01' },
        ]),
        fundOf(other.coopId, [person(other, 0)]),
      ],
    })
    const { funds, term } = await read(one.coopId)
    expect(term).toBe('扶贫股')
    expect(funds).toMatchObject([{ households: 2, persons: 4, unitsGiven: '40' }])
    expect(funds[0]?.titleOwner).toContain('股份经济合作社')
    const all = await counts()
    expect(all).toMatchObject({
      cooperatives: 2,
      households: 3,
      persons: 5,
      amount: '100000.00',
    })
    expect(new Set(all.rows.map((row) => row.persons))).toEqual(new Set([1, 4]))
    expect(await counts('2020-02-29')).toMatchObject({ cooperatives: 0, persons: 0 })
    const town = await as<Counts>('stationA', 'countAssistance', {})
    expect(town).toMatchObject({ cooperatives: 1, persons: 4 })
  })

  test('somebody named and in a household named as a whole counts once', async () => {
    const { funds } = await read(one.coopId)
    await run('addBeneficiaries', {
      coopId: one.coopId,
      fundId: funds[0]?.id,
      beneficiaries: [person(one, 1)],
    })
    expect((await read(one.coopId)).funds[0]).toMatchObject({ households: 2, persons: 4 })
  })

  test('what cannot be is refused: too many units, twice, of another household, without collective', async () => {
    const { funds } = await read(one.coopId)
    const add = (beneficiary: unknown) =>
      run('addBeneficiaries', {
        coopId: one.coopId,
        fundId: funds[0]?.id,
        beneficiaries: [beneficiary],
      })
    expect((await refusalOf(add(person(one, 2, '451')))).code).toBe('not_allowed_now')
    const path = async (beneficiary: unknown) =>
      (await refusalOf(add(beneficiary))).faults.map((fault) => fault.path)
    expect(await path(person(one, 0))).toEqual(['$.beneficiaries[0].personId'])
    const moved = { ...person(one, 3), householdId: one.people.households[4] }
    expect(await path(moved)).toEqual(['$.beneficiaries[0].personId'])
    expect(await path({ ...person(one, 3), from: '2020-02-01' })).toEqual([
      '$.beneficiaries[0].from',
    ])
    const people = await world.people(ids.villageA, 6)
    const coopId = await world.cooperative(ids.villageA, people)
    const none = await refusalOf(run('addAssistance', fundOf(coopId, [])))
    expect(none.code).toBe('not_allowed_now')
  })

  test('ending keeps the history and hands the units to the next', async () => {
    const { beneficiaries } = await read(other.coopId)
    const end = {
      coopId: other.coopId,
      beneficiaryId: beneficiaries[0]?.id,
      on: '2020-09-01',
      status: 'left_poverty',
      note: '年度动态调整',
      replacedBy: {
        householdId: other.people.households[5],
        personId: other.people.personIds[5],
        priority: 'unable_to_work',
      },
    }
    const { replacedById } = await run<{ replacedById: string }>('endBeneficiary', end)
    const after = await read(other.coopId)
    expect(after.beneficiaries).toMatchObject([
      {
        to: '2020-09-01',
        replacedBy: replacedById,
        history: [{ status: 'added' }, { status: 'left_poverty' }],
      },
      { id: replacedById, to: null, history: [{ status: 'added' }] },
    ])
    expect(after.funds[0]).toMatchObject({ persons: 1, unitsGiven: '10' })
    expect((await refusalOf(run('endBeneficiary', end))).code).toBe('conflict')
  })

  test('the yearly review lists who is due and why; confirming takes them off', async () => {
    interface Review {
      total: number
      beneficiaries: { id: string; coopId: string; due: string }[]
    }
    const review = (asOf?: string) =>
      run<Review>('listAssistanceReview', asOf === undefined ? {} : { asOf })
    // None of these households is on the list of assisted ones; that is what is said first.
    expect((await review()).beneficiaries.every(({ due }) => due === 'not_assisted')).toBe(true)
    await run('changePerson', {
      personId: one.people.personIds[0],
      reason: '去世',
      changes: { endedOn: '2020-11-01', endedReason: '去世' },
    })
    const due = await review()
    expect(due.beneficiaries.map((row) => row.due)).toContain('deceased')
    await run('addBeneficiaries', {
      coopId: one.coopId,
      fundId: (await read(one.coopId)).funds[0]?.id,
      // The last household is an assisted one.
      beneficiaries: [person(one, 11)],
    })
    const next = async () =>
      (await review('2021-03-01')).beneficiaries.filter((row) => row.due === 'never_this_year')
    await world.setDay('2021-03-01')
    const [waiting, ...more] = await next()
    expect(more).toEqual([])
    await run('confirmBeneficiaries', {
      coopId: one.coopId,
      beneficiaryIds: [waiting?.id],
      note: '2021年度复核',
    })
    expect(await next()).toEqual([])
    const wrong = run('confirmBeneficiaries', {
      coopId: other.coopId,
      beneficiaryIds: [waiting?.id],
      note: 'x',
    })
    expect((await refusalOf(wrong)).code).toBe('not_found')
    await world.setDay('2020-11-30')
  })

  test('the county names them as it likes', async () => {
    await as('agri', 'setAssistanceTerm', { term: '帮扶股' })
    expect((await counts()).term).toBe('帮扶股')
  })
})

describe('the end of a fund', () => {
  test('ends every benefit with its history; afterwards nobody is added and it ends no second time', async () => {
    const { coopId } = await world.lawful(ids.villageB)
    const who = await world.people(ids.villageB, 2)
    const people = { ...other, people: who }
    const { fundId } = await run<{ fundId: string }>(
      'addAssistance',
      fundOf(coopId, [person(people, 0), person(people, 1, '20')]),
    )
    const end = { coopId, fundId, on: '2020-11-01', note: '项目期满,收回村集体' }
    expect((await refusalOf(run('endAssistance', { ...end, on: '2020-02-29' }))).code).toBe(
      'bad_input',
    )
    expect((await refusalOf(run('endAssistance', { ...end, on: '2020-12-01' }))).code).toBe(
      'bad_input',
    )
    const elsewhere = run('endAssistance', { ...end, coopId: one.coopId })
    expect((await refusalOf(elsewhere)).code).toBe('not_found')
    const inForce = (await counts()).cooperatives
    expect(await run('endAssistance', end)).toEqual({ ended: 2 })
    expect((await counts()).cooperatives).toBe(inForce - 1)
    expect((await counts('2020-10-31')).rows.map((row) => row.coopId)).toContain(coopId)
    const { beneficiaries } = await read(coopId)
    for (const row of beneficiaries) {
      expect(row.to).toBe('2020-11-01')
      expect(row.history.at(-1)?.status).toBe('fund_ended')
    }
    expect((await refusalOf(run('endAssistance', end))).code).toBe('conflict')
    const late = run('addBeneficiaries', {
      coopId,
      fundId,
      beneficiaries: [{ ...person(people, 0), from: '2020-11-02' }],
    })
    expect((await refusalOf(late)).faults.map(({ path }) => path)).toEqual([
      '$.beneficiaries[0].from',
    ])
  })
})
