import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { statementsWorld } from './testing.ts'

const world = await statementsWorld()
const { run, as, ids, coops, account } = world
const [first, , third] = coops

await account('镇站', 'town_station', { unit: ids.townA })
await account('村书记', 'village_secretary', { unit: ids.villageA })

interface Village {
  readonly name: string
  readonly state: string
  readonly base: string | null
  readonly baseMark: string | null
  readonly current: string | null
  readonly mark: string
  readonly evidence: { readonly dividend: string; readonly lease: string; readonly total: string }
  readonly households: {
    readonly count: number
    readonly distributed: string
    readonly supplied: string
  }
}
interface Income {
  readonly sentence: { readonly zh: string }
  readonly collective: { readonly sentence: { readonly zh: string }; readonly perUnit: string }
  readonly households: { readonly count: number; readonly increase: string }
  readonly villages: readonly Village[]
}

const read = (more: object = {}) =>
  run<Income>('readVillageIncome', { unitId: ids.county, year: 2020, baseYear: 2019, ...more })
const village = async (name: string, more: object = {}) =>
  (await read(more)).villages.find((each) => each.name === name)
const report = (villageId: string, year: number, amount: string, mark = 'claim') =>
  run('recordVillageIncomes', {
    unitId: ids.county,
    rows: [{ villageId, year, amount, mark, source: '村级财务年报' }],
  })
const post = (coop: typeof first, lines: object[], month = '06') =>
  run('importVouchers', {
    unitId: ids.county,
    source: '试验',
    vouchers: [
      {
        coopId: coop.coopId,
        onDate: `2020-${month}-10`,
        summary: '土地流转费',
        preparedBy: '会计',
        approvedBy: '主管',
        lines,
      },
    ],
  })

describe('清零倍增', () => {
  test('a village without a figure is said to have none', async () => {
    expect(await village('甲村')).toMatchObject({ state: 'no-figure', base: null, current: '0.00' })
  })

  test('what is only reported does not clear a village; what the books prove does', async () => {
    await report(ids.villageA, 2019, '0')
    await report(ids.villageA, 2020, '50000')
    expect(await village('甲村')).toMatchObject({
      state: 'zero',
      baseMark: 'claim',
      current: '50000.00',
      mark: 'claim',
    })
    const c = first.holders.get('c')
    await post(first, [
      { account: '521', debit: '800' },
      { account: '114', credit: '800', memberId: c },
    ])
    await post(first, [
      { account: '114', debit: '800', memberId: c },
      { account: '102', credit: '800' },
    ])
    // A loan paid back to the co-op by the collective is no income of it.
    await post(first, [
      { account: '102', debit: '5000' },
      { account: '114', credit: '5000', memberId: c },
    ])
    expect(await village('甲村')).toMatchObject({
      state: 'cleared',
      evidence: { dividend: '0.00', lease: '800.00', total: '800.00' },
    })
    expect((await village('甲村', { zeroLine: '1000' }))?.state).toBe('zero')
    const zero = await read({ zeroLine: '1000', state: 'zero' })
    expect(zero.villages.map(({ name }) => name)).toEqual(['甲村'])
  })

  test('doubling is counted by the books, and the later report replaces the earlier', async () => {
    await report(ids.villageB, 2019, '900')
    await report(ids.villageB, 2019, '100')
    await post(third, [
      { account: '3320103', debit: '200' },
      { account: '222', credit: '200', memberId: third.holders.get('c') },
    ])
    expect(await village('乙村')).toMatchObject({
      state: 'doubled',
      base: '100.00',
      current: '200.00',
      evidence: { dividend: '200.00' },
    })
    const { rows } = await run<{ rows: { amount: string; replaced: boolean }[] }>(
      'listVillageIncomes',
      { villageId: ids.villageB },
    )
    expect(rows.map(({ amount, replaced }) => [amount, replaced])).toEqual([
      ['100.00', false],
      ['900.00', true],
    ])
    const { sentence, collective } = await read()
    expect(sentence.zh).toContain('翻番 1 个，消除空白 1 个')
    expect(collective.sentence.zh).toContain('申报数')
  })

  test('households count once, with what they were given and what they supplied', async () => {
    await post(first, [
      { account: '121', debit: '300' },
      { account: '114', credit: '300', memberId: first.holders.get('p1') },
    ])
    await post(first, [
      { account: '3320102', debit: '70' },
      { account: '221', credit: '70', memberId: first.holders.get('p1') },
    ])
    const { households } = (await village('甲村')) ?? {}
    expect(households).toMatchObject({ count: 20, distributed: '70.00', supplied: '300.00' })
    expect((await read()).households.count).toBe(30)
  })

  test('every village is there when all are asked for', async () => {
    const { villages } = await read({ over: 'all' })
    expect(villages.map(({ name }) => name).toSorted()).toEqual(['乙村', '甲村'])
  })
})

describe('income by source', () => {
  test('growth that is only subsidy shows as such', async () => {
    const coop = await world.lawful(ids.villageB)
    await run('openBooks', {
      unitId: ids.county,
      books: [{ coopId: coop.coopId, openedPeriod: 201_901, appliedEarly: true }],
    })
    await run('openYear', { unitId: ids.county, year: 2020, coopIds: [coop.coopId] })
    const sale = (amount: string, item: string, year: number) =>
      run('importVouchers', {
        unitId: ids.county,
        source: '试验',
        vouchers: [
          {
            coopId: coop.coopId,
            onDate: `${year}-03-10`,
            summary: '收入',
            preparedBy: '会计',
            approvedBy: '主管',
            lines: [
              { account: '102', debit: amount },
              { account: item === 'subsidy' ? '502' : '501', credit: amount, item },
            ],
          },
        ],
      })
    await sale('500', 'sales', 2019)
    await sale('500', 'sales', 2020)
    await sale('1000', 'subsidy', 2020)
    const read2020 = (unitId: string) =>
      run<{
        income: { verdict: string; sentence: { zh: string } }
        parts: { name: string; kind: string; subsidyGrowth: string; verdict: string }[]
      }>('readIncome', { unitId, period: '2020' })
    const own = await read2020(coop.coopId)
    expect(own.income.verdict).toBe('all')
    expect(own.income.sentence.zh).toContain('增长全部来自补助')
    expect((await read2020(ids.county)).parts).toMatchObject([
      { name: '黄山铺镇', kind: 'town', subsidyGrowth: '1000.00', verdict: 'all' },
    ])
    // Nothing is compared where no books were kept.
    expect((await read2020(ids.townA)).income.verdict).toBe('unknown')
  })
})

describe('who may', () => {
  test('a town reports its own villages only, a village none', async () => {
    const rows = (villageId: string) => [
      { villageId, year: 2020, amount: '1', mark: 'claim', source: '报表' },
    ]
    const call = (who: string, unitId: string, villageId: string) =>
      as(who, 'recordVillageIncomes', { unitId, rows: rows(villageId) })
    expect(await call('镇站', ids.townA, ids.villageA)).toEqual({ recorded: 1 })
    const outside = await refusalOf(call('镇站', ids.townA, ids.villageB))
    expect(outside.faults[0]?.path).toBe('$.rows[0].villageId')
    expect((await refusalOf(call('镇站', ids.townB, ids.villageB))).code).toBe('not_found')
    expect((await refusalOf(call('村书记', ids.villageA, ids.villageA))).code).toBe('forbidden')
  })

  test('a reported figure is never changed', async () => {
    await expect(world.db.owner.query('UPDATE village_income SET amount_fen = 1')).rejects.toThrow(
      'append-only',
    )
  })
})
