import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { photo, quotes, signThrough, spendingWorld } from './testing.ts'

const world = await spendingWorld()
const { as, run, coopId, ids } = world

interface Asked {
  readonly requestId: string
  readonly number: string
  readonly caseId: string
  readonly route: readonly { readonly organ: string; readonly reading: string }[]
  readonly steps: readonly { readonly organ: string }[]
}
const ask = (amount: string, more: object = {}, who = '会计') =>
  as<Asked>(who, 'requestSpending', {
    coopId,
    payee: '甲店',
    amount,
    class: 'supplies',
    purpose: '买化肥',
    quotes: quotes(amount),
    ...more,
  })
const read = (requestId: string) =>
  as<{ state: string; closed: unknown; paid: string; papers: { paperId: string }[] }>(
    '会计',
    'readSpending',
    { coopId, requestId },
  )

describe('a spending request', () => {
  test('shows the whole route before it is submitted, and changes nothing by that', async () => {
    const before = await world.count('spending_request')
    const preview = await run<Asked>(
      'requestSpending',
      { coopId, payee: '试', amount: '12000', class: 'labour', purpose: '工资' },
      { dryRun: true },
    )
    expect(preview.steps.map(({ organ }) => organ)).toEqual([
      'council',
      'town_station',
      'town_party_committee',
    ])
    expect(preview.route.filter(({ organ }) => organ === 'town_station')).toMatchObject([
      { reading: 'payment' },
      { reading: 'payee' },
    ])
    expect(await world.count('spending_request')).toBe(before)
  })

  test('takes its way: council, station, committee; then it can be paid', async () => {
    const { requestId, caseId, number } = await ask('12000', { papers: [photo()] })
    expect(number).toMatch(/^支〔2020〕\d+号$/)
    expect(await read(requestId)).toMatchObject({ state: 'running', paid: '0.00' })
    expect((await read(requestId)).closed).not.toBeNull()
    await signThrough(as, caseId)
    const done = await read(requestId)
    expect(done).toMatchObject({ state: 'approved', closed: null })
    const paper = await as<{ mediaType: string }>('站长', 'readSpendingPaper', {
      coopId,
      paperId: done.papers[0]?.paperId,
    })
    expect(paper.mediaType).toBe('image/jpeg')
    const payable = await as<{ requests: { requestId: string; left: string }[] }>(
      '会计',
      'listPayables',
      { coopId },
    )
    expect(payable.requests).toContainEqual(
      expect.objectContaining({ requestId, left: '12000.00' }),
    )
  })

  test('is not approved by who asked for it: the secretary’s goes to the supervisors', async () => {
    const { caseId } = await ask('100', { payee: '小店' }, '书记')
    const sign = (who: string) =>
      as(who, 'signStep', { caseId, step: 'chair', basis: 'charter', basisText: '章程' })
    expect((await refusalOf(sign('书记'))).code).toBe('forbidden')
    await sign('监事')
    expect(await as('站长', 'readCase', { caseId })).toMatchObject({ state: 'done' })
  })

  test('counts what is asked for and not yet paid: two of 6,000 to one payee are 12,000', async () => {
    const first = await ask('6000', { payee: '丁店' })
    expect(first.steps.map(({ organ }) => organ)).toEqual(['council'])
    const second = await ask('6000', { payee: '丁 店' })
    expect(second.steps.map(({ organ }) => organ)).toContain('town_party_committee')
  })

  test('asks for three quotes at the limit, or the reason why there is one source', async () => {
    const few = await refusalOf(ask('10000', { payee: '戊店', quotes: quotes('10000').slice(1) }))
    expect(few.faults.map(({ path }) => path)).toEqual(['$.quotes'])
    await ask('10000', { payee: '戊店', quotes: [], singleSource: '独家代理' })
    await ask('9999.99', { payee: '己店', quotes: [] })
  })

  test('can be paid first in an emergency, with a day by which it must be approved', async () => {
    const urgent = await ask('15000', { payee: '抢修队', class: 'labour', emergency: '大棚受灾' })
    expect(urgent).toMatchObject({ emergencyDue: '2020-12-07' })
    expect(await read(urgent.requestId)).toMatchObject({ state: 'running', closed: null })
    await world.setDay('2020-12-08')
    expect((await read(urgent.requestId)).closed).not.toBeNull()
    const again = ask('15000', { payee: '别队', class: 'labour', emergency: '又受灾' })
    expect((await refusalOf(again)).code).toBe('not_allowed_now')
    const due = await as<{ rows: { kind: string; overdue: boolean }[] }>('站长', 'listDue', {})
    expect(due.rows).toContainEqual(expect.objectContaining({ kind: 'emergency', overdue: true }))
    await world.setDay('2020-11-30')
    await as('会计', 'cancelSpending', { coopId, requestId: urgent.requestId, reason: '未付' })
  })

  test('is cancelled with its case, by who opened it, once', async () => {
    const { requestId, caseId } = await ask('20000', { payee: '庚店' })
    const cancel = (who: string) =>
      as(who, 'cancelSpending', { coopId, requestId, reason: '不买了' })
    expect((await refusalOf(cancel('站长'))).code).toBe('forbidden')
    await cancel('会计')
    expect(await as('站长', 'readCase', { caseId })).toMatchObject({ state: 'withdrawn' })
    expect(await read(requestId)).toMatchObject({ state: 'cancelled' })
    expect((await refusalOf(cancel('会计'))).code).toBe('not_allowed_now')
  })

  test('refused on a basis that binds is paid by nobody', async () => {
    const { requestId, caseId } = await ask('300', { payee: '辛店' })
    await signThrough(as, caseId, null, 'opposed')
    expect(await read(requestId)).toMatchObject({ state: 'refused' })
  })

  test('is listed for those who reach the co-op, and for nobody else', async () => {
    const list = (who: string, input: object = {}) =>
      as<{ total: number; rows: { payee: string }[] }>(who, 'listSpending', input)
    expect((await list('站长')).total).toBeGreaterThan(5)
    expect((await list('邻站')).total).toBe(0)
    expect((await list('站长', { state: 'refused' })).rows.map(({ payee }) => payee)).toEqual([
      '辛店',
    ])
    const other = refusalOf(as('邻站', 'readSpending', { coopId, requestId: coopId }))
    expect((await other).code).toBe('not_found')
  })
})

describe('the matrix of limits', () => {
  test('is replaced from a day on; gaps are faults; the shipped one counts until then', async () => {
    const now = await as<{ rows: Record<string, unknown>[]; terms: object; origin: string }>(
      '县局',
      'readLimits',
      {},
    )
    expect(now).toMatchObject({ origin: 'shipped', inUseFrom: '2020-11-30' })
    const save = (rows: object[], validFrom = '2020-12-01') =>
      as('县局', 'saveLimits', { rows, terms: now.terms, validFrom, source: '县办发1号' })
    const holed = now.rows.filter(({ organ }) => organ !== 'council')
    expect((await refusalOf(save(holed))).faults.length).toBeGreaterThan(0)
    expect((await refusalOf(save(now.rows, '2020-11-29'))).faults[0]?.path).toBe('$.validFrom')
    const higher = now.rows.map((row) =>
      row['organ'] === 'town_station' || row['organ'] === 'town_party_committee'
        ? { ...row, from: row['kind'] === 'expense' ? '20000' : '0' }
        : row,
    )
    await save(higher)
    const route = async (plannedOn: string) =>
      (
        await run<Asked>(
          'requestSpending',
          { coopId, payee: '壬店', amount: '15000', class: 'labour', purpose: '劳务', plannedOn },
          { dryRun: true },
        )
      ).steps.map(({ organ }) => organ)
    expect(await route('2020-11-30')).toContain('town_party_committee')
    expect(await route('2020-12-01')).toEqual(['council'])
    const forbidden = as('站长', 'saveLimits', {
      rows: now.rows,
      terms: now.terms,
      validFrom: '2020-12-02',
      source: '乡镇',
    })
    expect((await refusalOf(forbidden)).code).toBe('forbidden')
    expect(ids.county).not.toBe('')
  })
})
