import { beforeAll, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { foundingWorld } from './testing.ts'

const world = await foundingWorld({ carried: true })
const { as, village, run } = world
const [household = ''] = village.households
let [projectId, coopId] = ['', '']

const scenario = (surplus: string) => ({
  guaranteed: '800',
  surplus,
  from: 2,
  workdays: 60,
  wage: '90',
  trade: '12000',
  tradeCost: '7000',
})
const GIVEN = {
  past: {
    year: 2018,
    lines: [{ title: '玉米', kind: 'income', quantity: '3.5', measure: '亩', price: '680' }],
  },
  present: { year: 2020, lines: [{ title: '大姜', kind: 'income', price: '9000' }] },
  years: 5,
  brings: { landMu: '3.5', contribution: '5000', outside: [] },
  terms: { contributions: '500000', allTrade: '800000', reserve: '1/10', returned: '3/5' },
  cases: { low: scenario('0'), middle: scenario('100000'), high: scenario('200000') },
}
interface Kept {
  kept: { id: string; signedOn: string | null; result: { cases: { middle: { year: string } } } }[]
  suggested: { contributions: string | null }
  outcome: {
    year: number
    actual: string
    booked: string
    promised: { middle: string }
    lines: { key: string; actual: string; promised: { middle: string } }[]
  }[]
}
const read = () => as<Kept>('secretary', 'readAccounts', { projectId, householdId: household })

beforeAll(async () => {
  ;({ projectId } = await world.start())
  ;({ coopId } = await as<{ coopId: string }>('secretary', 'registerProjectCoop', {
    projectId,
    branchId: village.branchId,
    collectiveId: village.collectiveId,
  }))
})

test('an account is reckoned, kept, printed and signed', async () => {
  const { id, result } = await as<{
    id: string
    result: { cases: { middle: { year: string; breakEven: string } } }
  }>('secretary', 'keepAccount', { projectId, householdId: household, given: GIVEN })
  // 2,800 land + 5,400 wages + 5,000 trade + 810 return + 360 dividend.
  expect(result.cases.middle).toMatchObject({ year: '14370.00', breakEven: '0.00' })
  const { content } = await as<{ content: string }>('secretary', 'printAccount', {
    projectId,
    accountId: id,
  })
  expect(Buffer.from(content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  const word = await as<{ name: string; content: string }>('secretary', 'printAccount', {
    projectId,
    accountId: id,
    format: 'docx',
  })
  expect(word.name).toMatch(/三笔账\.docx$/)
  expect(Buffer.from(word.content, 'base64').subarray(0, 2).toString()).toBe('PK')
  const early = as('secretary', 'signAccount', { projectId, accountId: id, on: '2020-11-01' })
  expect((await refusalOf(early)).faults[0]?.path).toBe('$.on')
  await as('secretary', 'signAccount', { projectId, accountId: id, on: '2020-11-30' })
  const again = as('secretary', 'signAccount', { projectId, accountId: id, on: '2020-11-30' })
  expect((await refusalOf(again)).code).toBe('not_found')
  expect((await read()).kept).toMatchObject([
    { id, signedOn: '2020-11-30', result: { cases: { middle: { year: '14370.00' } } } },
  ])
})

test('less than 60 % cannot be assumed to be returned', async () => {
  const given = { ...GIVEN, terms: { ...GIVEN.terms, returned: '1/2' } }
  const refused = await refusalOf(
    as('secretary', 'keepAccount', { projectId, householdId: household, given }),
  )
  expect(refused.faults).toMatchObject([
    { path: '$.given.terms.returned', text: { zh: '返还比例不得低于 60%' } },
  ])
})

test('promise and outcome, once the household is a member: from trade and books', async () => {
  expect((await read()).outcome).toEqual([])
  const personId = village.personIds[0]
  const { registers } = await run<{ registers: { holders: { holderId: string }[] }[] }>(
    'openRegisters',
    {
      unitId: coopId,
      asFound: true,
      sourceNote: 'test',
      registers: [
        {
          coopId,
          foundedOn: '2020-11-30',
          holders: [
            { key: 'a', kind: 'person', personId, contributions: [{ form: 'cash', paid: '5000' }] },
          ],
        },
      ],
    },
  )
  const memberId = registers[0]?.holders[0]?.holderId
  await world.setDay('2021-12-31')
  const { ids } = await run<{ ids: string[] }>('addProducts', {
    coopId,
    products: [
      { name: '大姜', unit: 'kg', validFrom: '2020-12-01', price: '6' },
      { name: '采收', unit: 'day', validFrom: '2020-12-01', price: '90' },
    ],
  })
  await run('recordTrades', {
    coopId,
    rows: [
      { kind: 'delivery', on: '2021-10-20', productId: ids[0], memberId, quantity: '1500' },
      { kind: 'work', on: '2021-10-21', productId: ids[1], memberId, quantity: '40' },
    ],
  })
  const { outcome } = await read()
  expect(outcome.map(({ year, actual }) => [year, actual])).toEqual([
    [2020, '0.00'],
    [2021, '12600.00'],
  ])
  // The first year promises no share of a surplus; the second does.
  const promised = (i: number) =>
    Object.fromEntries(outcome[i]?.lines.map(({ key, promised: p }) => [key, p.middle]) ?? [])
  expect(promised(0)).toMatchObject({ returned: '0.00', dividend: '0.00', trade: '12000.00' })
  expect(promised(1)).toMatchObject({ returned: '810.00', dividend: '360.00', wages: '5400.00' })
  expect(outcome[1]?.lines.find(({ key }) => key === 'wages')?.actual).toBe('3600.00')
})

test('the neighbour has no such household', async () => {
  const other = await world.people(world.ids.villageB, 1)
  const strange = as('secretary', 'keepAccount', {
    projectId,
    householdId: other.households[0],
    given: GIVEN,
  })
  expect((await refusalOf(strange)).code).toBe('not_found')
})
