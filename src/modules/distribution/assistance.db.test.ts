import { beforeAll, describe, expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { refusalOf } from '../policy/testing.ts'
import { distributionWorld, TERMS } from './service/testing.ts'

const world = await distributionWorld()
const { run, as, ids, net } = world
const a = await world.onTheEve(ids.villageA, '姜韵合作社')
const [collective = ''] = a.holders
const of = { coopId: a.coopId, year: 2020 }

interface Row {
  beneficiaryId: string
  name: string
  persons: number
  due: string
  approved: string | null
  paid: string
  open: string
  bankAccount: string | null
  received: { how: string; note: string | null } | null
}
interface Dues {
  earned: boolean
  funds: {
    fundId: string
    pool: string
    guaranteed: string
    lists: {
      version: number
      reason: string | null
      total: string
      people: number
      changes: { name: string; before: string | null; after: string | null }[]
    }[]
    rows: Row[]
  }[]
  payments: {
    id: string
    amount: string
    people: number
    received: number
    notEarned: boolean
    voucherId: string | null
    reversed: { reason: string } | null
  }[]
  warnings: { zh: string }[]
}
interface Progress {
  sums: Record<string, unknown>
  rows: Record<string, unknown>[]
}
const dues = () => run<Dues>('readAssistanceDues', of)
const fund = async () => {
  const [found] = (await dues()).funds
  if (found === undefined) throw new Error('no fund')
  return found
}
const progress = (more: object = {}) =>
  run<Progress>('listAssistancePayments', { year: 2020, ...more })
const file = async (answer: Promise<{ content: string }>) =>
  Buffer.from((await answer).content, 'base64')

/** The rows in the order of the list: two persons by name, a household of three as a whole. */
let rows: string[] = []
let fundId = ''
const approve = (amounts: string[], more: object = {}) =>
  run<{ version: number; total: string; people: number; warnings: { zh: string }[] }>(
    'approveAssistanceList',
    {
      ...of,
      fundId,
      document: '村民代表会议 2021-03-12',
      decidedOn: '2021-03-12',
      postedFrom: '2021-03-05',
      postedTo: '2021-03-11',
      lines: rows.map((beneficiaryId, i) => ({ beneficiaryId, amount: amounts[i] ?? '0' })),
      ...more,
    },
  )
const pay = (more: object = {}) =>
  run<{ paymentId: string; amount: string; people: number; notEarned: boolean }>(
    'recordAssistancePayment',
    { ...of, fundId, on: '2021-03-15', source: 'surplus', ...more },
  )

beforeAll(async () => {
  const person = (i: number, more: object = {}) => ({
    householdId: a.households[i],
    personId: a.personIds[i],
    units: '10',
    from: '2020-03-01',
    ...more,
  })
  const answer = await run<{ fundId: string; beneficiaryIds: string[] }>('addAssistance', {
    coopId: a.coopId,
    name: '产业扶贫股',
    fundSource: '产业扶贫资金',
    fundDocument: '沂扶组〔2020〕1号',
    amount: '50000',
    units: '40',
    guaranteedRate: '6/100',
    cap: '2000',
    floating: false,
    conversionRule: '脱贫后由村集体收回,重新分配',
    from: '2020-03-01',
    beneficiaries: [
      person(1),
      person(2),
      { householdId: a.households[3], persons: 3, units: '20', from: '2020-03-01' },
    ],
  })
  fundId = answer.fundId
  rows = answer.beneficiaryIds
  await run('changePerson', {
    personId: a.personIds[1],
    reason: '补登账号',
    changes: { bankAccount: '6217000000000001234' },
  })
  await world.draft(a.coopId, TERMS)
  await world.compute(a.coopId)
  await world.resolve(a.coopId)
  await world.post(a.coopId)
  await run('openYear', { unitId: a.coopId, year: 2021, coopIds: [a.coopId] })
  await world.account('县局', 'county_agriculture', { unit: ids.county as AnyId })
  await world.account('县领导', 'county_leader', { unit: ids.county as AnyId })
  await world.account('会计', 'coop_accountant', { unit: a.coopId as AnyId })
  await world.account('受益人', 'member', { person: a.personIds[1] as AnyId })
  await world.account('户中人', 'member', { person: a.personIds[3] as AnyId })
  await world.account('外人', 'member', { person: a.personIds[8] as AnyId })
})

describe('the yearly list', () => {
  test('before one is approved, the plan and the units say what is due', async () => {
    const found = await fund()
    // 6 % of 50,000: the plan pays it to the holder of the title as a step of its own.
    expect(found).toMatchObject({ guaranteed: '3000.00', pool: '3000.00', lists: [] })
    expect(found.rows.map(({ due, approved, open }) => [due, approved, open])).toEqual([
      ['750.00', null, '750.00'],
      ['750.00', null, '750.00'],
      ['1500.00', null, '1500.00'],
    ])
    expect(found.rows[2]).toMatchObject({ persons: 3, bankAccount: null })
  })

  test('is taken whole: everybody on it, nobody twice, under the cap, by a past decision', async () => {
    const paths = async (more: object) =>
      (await refusalOf(approve(['1000', '800', '1200'], more))).faults.map(({ path }) => path)
    expect(await paths({ decidedOn: '2021-03-16' })).toEqual(['$.decidedOn'])
    expect(await paths({ postedFrom: '2021-03-12', postedTo: '2021-03-11' })).toEqual([
      '$.postedTo',
    ])
    const line = (i: number, amount: string) => ({ beneficiaryId: rows[i], amount })
    expect(await paths({ lines: [line(0, '1'), line(1, '2')] })).toEqual(['$.lines'])
    expect(await paths({ lines: [0, 1, 2, 0].map((i) => line(i, '1')) })).toEqual([
      '$.lines[3].beneficiaryId',
    ])
    expect(await paths({ lines: [line(0, '2000.01'), line(1, '1'), line(2, '1')] })).toEqual([
      '$.lines[0].amount',
    ])
    const elsewhere = await refusalOf(approve(['1', '1', '1'], { fundId: a.coopId }))
    expect(elsewhere.code).toBe('not_found')
  })

  test('counts from its approval; more than the plan gives is said; a change needs its reason', async () => {
    const more = await approve(['1000', '800', '1500'])
    expect(more).toMatchObject({ version: 1, total: '3300.00', people: 3 })
    expect(more.warnings[0]?.zh).toContain('3,300.00')
    const again = await refusalOf(approve(['1000', '800', '1200']))
    expect(again.faults.map(({ path }) => path)).toEqual(['$.reason'])
    const changed = await approve(['1000', '800', '1200'], { reason: '三户减少一人' })
    expect(changed).toMatchObject({ version: 2, total: '3000.00', warnings: [] })
    const { lists, rows: list } = await fund()
    expect(lists.map(({ version, reason }) => [version, reason])).toEqual([
      [2, '三户减少一人'],
      [1, null],
    ])
    expect(lists[0]?.changes).toMatchObject([{ before: '1500.00', after: '1200.00' }])
    expect(list.map(({ approved, open }) => [approved, open])).toEqual([
      ['1000.00', '1000.00'],
      ['800.00', '800.00'],
      ['1200.00', '1200.00'],
    ])
  })
})

describe('paying', () => {
  test('never beyond the list, whatever it is paid from; a voucher must be one of the co-op', async () => {
    const lines = [{ beneficiaryId: rows[0], amount: '1000.01' }]
    for (const source of ['surplus', 'cost']) {
      const refusal = await refusalOf(pay({ source, lines }))
      expect(
        refusal.faults.map(({ path }) => path),
        source,
      ).toEqual(['$.lines[0].amount'])
    }
    const late = await refusalOf(pay({ on: '2021-03-16' }))
    expect(late.faults.map(({ path }) => path)).toEqual(['$.on'])
    const odd = await refusalOf(pay({ source: 'cost', voucherId: a.coopId }))
    expect(odd.faults.map(({ path }) => path)).toEqual(['$.voucherId'])
    expect((await dues()).payments).toEqual([])
  })

  test('from the surplus: out of what the title holder is owed, booked once', async () => {
    const before = await net(a.coopId, '222', collective)
    const paid = await pay({
      reference: '代发101',
      lines: [{ beneficiaryId: rows[0], amount: '1000' }],
    })
    expect(paid).toMatchObject({ amount: '1000.00', people: 1, notEarned: false })
    expect(before - (await net(a.coopId, '222', collective))).toBe(100_000n)
    const rest = await pay()
    expect(rest).toMatchObject({ amount: '2000.00', people: 2 })
    const found = await dues()
    expect(found.payments.map(({ amount, voucherId }) => [amount, voucherId !== null])).toEqual([
      ['1000.00', true],
      ['2000.00', true],
    ])
    expect(found.funds[0]?.rows.map(({ paid: got, open }) => [got, open])).toEqual([
      ['1000.00', '0.00'],
      ['800.00', '0.00'],
      ['1200.00', '0.00'],
    ])
    expect((await refusalOf(pay())).code).toBe('not_allowed_now')
    const lower = await refusalOf(approve(['900', '800', '1200'], { reason: '更正' }))
    expect(lower.faults.map(({ path }) => path)).toEqual(['$.lines[0].amount'])
  })

  test('is confirmed by a mark each; a wrong mark is withdrawn, a stand-in is named', async () => {
    const [first, second] = (await dues()).payments
    const mark = (paymentId: string | undefined, more: object) =>
      run<{ marked: number }>('markAssistanceReceived', {
        coopId: a.coopId,
        paymentId,
        on: '2021-03-15',
        how: 'signed',
        ...more,
      })
    expect(await mark(first?.id, { how: 'bank' })).toEqual({ marked: 1 })
    const unnamed = await refusalOf(mark(second?.id, { how: 'proxy' }))
    expect(unnamed.faults.map(({ path }) => path)).toEqual(['$.note'])
    await mark(second?.id, { how: 'proxy', note: '其子代领,附委托书', beneficiaryIds: [rows[1]] })
    const twice = await refusalOf(mark(second?.id, { beneficiaryIds: [rows[1]] }))
    expect(twice.faults.map(({ path }) => path)).toEqual(['$.beneficiaryIds[0]'])
    const early = await refusalOf(mark(second?.id, { on: '2021-03-14' }))
    expect(early.faults.map(({ path }) => path)).toEqual(['$.on'])
    await mark(second?.id, { how: 'withdrawn', note: '签错人', beneficiaryIds: [rows[1]] })
    expect((await fund()).rows[1]?.received).toBeNull()
    expect(await mark(second?.id, {})).toEqual({ marked: 2 })
    const { rows: list } = await fund()
    expect(list.map(({ received }) => received?.how)).toEqual(['bank', 'signed', 'signed'])
  })

  test('one that came back is undone once, in the books too, by its own act', async () => {
    const { payments } = await dues()
    const [first, second] = payments
    const owed = await net(a.coopId, '222', collective)
    const made = await run<{ payments: { id: string; voucherId: string }[] }>('readPayments', of)
    const booked = made.payments.find(({ voucherId }) => voucherId === second?.voucherId)
    const past = run('reversePayment', {
      coopId: a.coopId,
      paymentId: booked?.id,
      on: '2021-03-15',
      reason: '退票',
    })
    expect((await refusalOf(past)).code).toBe('conflict')
    const back = { coopId: a.coopId, paymentId: second?.id, on: '2021-03-15', reason: '银行退票' }
    await run('reverseAssistancePayment', back)
    expect((await refusalOf(run('reverseAssistancePayment', back))).code).toBe('conflict')
    expect((await net(a.coopId, '222', collective)) - owed).toBe(200_000n)
    const found = await dues()
    expect(found.payments[1]?.reversed).toMatchObject({ reason: '银行退票' })
    expect(found.funds[0]?.rows.map(({ open }) => open)).toEqual(['0.00', '800.00', '1200.00'])
    const reversed = await refusalOf(
      run('markAssistanceReceived', {
        coopId: a.coopId,
        paymentId: second?.id,
        on: '2021-03-15',
        how: 'bank',
      }),
    )
    expect(reversed.code).toBe('conflict')
    expect(first?.reversed).toBeNull()
    await pay({ lines: [{ beneficiaryId: rows[1], amount: '800' }] })
  })

  test('money that the year did not earn is marked, and says so', async () => {
    const paid = await pay({ source: 'loan', lines: [{ beneficiaryId: rows[2], amount: '200' }] })
    expect(paid.notEarned).toBe(true)
    const found = await dues()
    expect(found.warnings).toHaveLength(1)
    expect(found.payments.at(-1)).toMatchObject({ notEarned: true, voucherId: null })
  })
})

describe('who sees what', () => {
  test('the county sees heads and money, and what is still open', async () => {
    const all = await as<Progress>('县领导', 'listAssistancePayments', { year: 2020 })
    expect(all.sums).toMatchObject({
      cooperatives: 1,
      funds: 1,
      listed: 1,
      households: 3,
      persons: 5,
      paidPersons: 2,
      receivedPersons: 1,
      due: '3000.00',
      paid: '2000.00',
      open: '1000.00',
    })
    expect(all.rows).toMatchObject([{ coopId: a.coopId, notEarned: true, persons: 5 }])
    expect((await progress({ open: 'true' })).rows).toHaveLength(1)
    await pay({ source: 'cost', lines: [{ beneficiaryId: rows[2], amount: '1000' }] })
    const done = await progress({ open: 'true' })
    expect(done.rows).toEqual([])
    expect((await progress()).sums).toMatchObject({ paidPersons: 5, open: '0.00' })
    expect((await progress({ unitId: ids.villageB })).rows).toEqual([])
    expect((await progress({ year: 2019 })).rows).toEqual([])
  })

  test('the bank file holds what is open of those with an account, masked unless said why', async () => {
    await approve(['1100', '800', '1200'], { reason: '补发' })
    const masked = (await file(run('exportAssistanceBankFile', of))).toString('utf8')
    expect(masked).toContain('****1234')
    expect(masked).not.toContain('6217000000000001234')
    const clear = { ...of, clear: 'true', reason: '银行代发' }
    const accountant = as('会计', 'exportAssistanceBankFile', clear)
    expect((await refusalOf(accountant)).code).toBe('forbidden')
    const open = (await file(as('县局', 'exportAssistanceBankFile', clear))).toString('utf8')
    expect(open).toContain(',6217000000000001234,100.00,')
    expect(open.trim().split('\r\n')).toHaveLength(2)
    const other = run('exportAssistanceBankFile', { ...of, fundId: a.coopId })
    expect((await refusalOf(other)).code).toBe('not_found')
  })

  test('the list to sign is a PDF, of the year or of one payment', async () => {
    const [first] = (await dues()).payments
    const whole = await file(run('printAssistanceSignList', of))
    const one = await file(run('printAssistanceSignList', { ...of, paymentId: first?.id }))
    for (const bytes of [whole, one]) expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(one.equals(whole)).toBe(false)
    const none = run('printAssistanceSignList', { ...of, paymentId: a.coopId })
    expect((await refusalOf(none)).code).toBe('not_found')
  })

  test('a beneficiary sees the own amount, a household its own, nobody another’s', async () => {
    interface Own {
      rows: { year: number; household: boolean; approved: string; paid: string; open: string }[]
    }
    const own = await as<Own>('受益人', 'memberAssistance', {})
    expect(own.rows).toMatchObject([
      { year: 2020, household: false, approved: '1100.00', paid: '1000.00', open: '100.00' },
    ])
    const house = await as<Own>('户中人', 'memberAssistance', {})
    expect(house.rows).toMatchObject([{ household: true, approved: '1200.00', paid: '1200.00' }])
    expect(await as('外人', 'memberAssistance', {})).toMatchObject({ rows: [] })
  })
})
