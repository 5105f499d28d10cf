import { describe, expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { fen } from '../../kernel/money.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { refusalOf } from '../policy/testing.ts'
import { checkCode, serialOf } from './service/slips.ts'
import { distributionWorld, TERMS } from './service/testing.ts'

const world = await distributionWorld()
const { run, as, ids, net } = world
const a = await world.onTheEve(ids.villageA, '姜韵合作社')
const [collective = '', second = ''] = a.holders
await run('changePerson', {
  personId: a.personIds[1],
  reason: '补登账号',
  changes: { bankAccount: '6217000000000001234' },
})
await world.draft(a.coopId, TERMS)
await world.compute(a.coopId)
await world.resolve(a.coopId)
await world.post(a.coopId)
const unit = a.coopId as AnyId
await world.account('县局', 'county_agriculture', { unit: ids.county as AnyId })
await world.account('会计', 'coop_accountant', { unit })
await world.account('社员', 'member', { person: a.personIds[1] as AnyId })
await world.account('外人', 'member', { person: a.personIds[8] as AnyId })

const of = { coopId: a.coopId, year: 2020 }
interface Payments {
  due: string
  paid: string
  unpaid: string
  rows: { holderId: string; unpaid: string; bankAccount: string | null }[]
  payments: { id: string; amount: string; reversedById: string | null }[]
}
const payments = () => run<Payments>('readPayments', of)
const pay = (lines?: { holderId: string; amount: string }[]) =>
  run<{ payments: { paymentId: string; amount: string; people: number }[] }>('recordPayments', {
    unitId: a.coopId,
    payments: [{ ...of, on: '2021-03-15', reference: '代发001', ...(lines ? { lines } : {}) }],
  })
const file = async (answer: Promise<{ content: string }>) =>
  Buffer.from((await answer).content, 'base64')

describe('payments', () => {
  test('take what is due off 221 and 222, the return first, and never more', async () => {
    await run('openYear', { unitId: a.coopId, year: 2021, coopIds: [a.coopId] })
    expect(await payments()).toMatchObject({ due: '144000.00', paid: '0.00', unpaid: '144000.00' })
    const more = await refusalOf(pay([{ holderId: second, amount: '27113.30' }]))
    expect(more.faults.map(({ path }) => path)).toEqual(['$.payments[0].lines[0].amount'])
    await pay([{ holderId: second, amount: '22000' }])
    expect(await net(a.coopId, '221', second)).toBe(0n)
    expect(await net(a.coopId, '222', second)).toBe(511_329n)
    const rest = await pay()
    expect(rest.payments).toMatchObject([{ amount: '122000.00', people: 8 }])
    expect([await net(a.coopId, '221'), await net(a.coopId, '222')]).toEqual([0n, 0n])
    expect((await refusalOf(pay())).code).toBe('not_allowed_now')
    expect(await run('readDistribution', of)).toMatchObject({ state: 'paid' })
  })

  test('one that the bank sent back is taken back once, and is owed again', async () => {
    const [first] = (await payments()).payments
    const back = { coopId: a.coopId, paymentId: first?.id, on: '2021-03-15', reason: '退票' }
    await run('reversePayment', back)
    expect((await refusalOf(run('reversePayment', back))).code).toBe('conflict')
    expect(await payments()).toMatchObject({ unpaid: '22000.00' })
    expect(await run('listUnpaid', { unitId: a.coopId })).toMatchObject({
      total: 1,
      unpaid: '22000.00',
      rows: [{ holderId: second }],
    })
    const paidPlan = await refusalOf(run('reversePlan', { ...of, reason: '重来' }))
    expect(paidPlan.code).toBe('conflict')
  })
})

describe('papers', () => {
  test('the file to the bank masks accounts unless somebody entitled says why', async () => {
    const masked = (await file(run('exportBankFile', of))).toString('utf8')
    expect(masked.startsWith('\uFEFF序号,户名,账号,金额')).toBe(true)
    expect(masked).not.toContain('6217000000000001234')
    const clear = { ...of, clear: 'true', reason: '银行代发' }
    expect((await refusalOf(as('会计', 'exportBankFile', clear))).code).toBe('forbidden')
    const { reason: _none, ...unsaid } = clear
    expect((await refusalOf(as('县局', 'exportBankFile', unsaid))).code).toBe('bad_input')
    const open = (await file(as('县局', 'exportBankFile', clear))).toString('utf8')
    expect(open).toContain(',6217000000000001234,22000.00,')
  })

  test('plan, list and slips are PDF, the same bytes at the same moment', async () => {
    for (const verb of ['printPlan', 'printSignList', 'printSlips']) {
      const bytes = await file(run(verb, of))
      expect(bytes.subarray(0, 5).toString('latin1'), verb).toBe('%PDF-')
    }
  })
})

describe('the proof of a slip', () => {
  interface Answer {
    verdict: string
    facts: Record<string, string | number | null> | null
  }
  const ask = (input: object) =>
    run<Answer>('verifySlip', input, {
      caller: { kind: 'anonymous', source: 'test' },
    })

  test('is given to anybody with the paper in hand, with the surname only, and to nobody else', async () => {
    const { rows } = await world.db.owner.query<{ id: string; hash: string }>(
      `SELECT id, content_hash AS hash FROM distribution_plan WHERE coop_id = $1`,
      [a.coopId],
    )
    const plan = { id: rows[0]?.id ?? '', year: 2020, content_hash: rows[0]?.hash ?? '' }
    const { rows: members } = await world.db.owner.query<{ number: string }>(
      'SELECT member_number AS number FROM share_holder WHERE id = $1',
      [second],
    )
    const serial = serialOf(plan, members[0]?.number ?? '')
    const check = checkCode({ secrets: world.runtime.secrets } as Ctx, {
      plan,
      holderId: second,
      cash: fen(2_711_329n),
    })
    const paper = { county: '371323', serial, check }
    const found = await ask(paper)
    expect(found).toMatchObject({
      verdict: 'genuine',
      facts: {
        county: '沂水县',
        coopName: '姜韵合作社',
        year: 2020,
        cash: '27113.29',
        resolution: '2021年第1号',
      },
    })
    expect(found.facts?.['name']).toMatch(/^.\*+$/u)
    const grouped = check.toLowerCase().match(/.{4}/g)?.join(' ') ?? ''
    expect(await ask({ ...paper, check: grouped })).toEqual(found)

    const wrong = check.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))
    const nothing = { verdict: 'unknown', facts: null }
    expect(await ask({ ...paper, check: wrong })).toEqual(nothing)
    expect(await ask({ ...paper, serial: `${serial}0` })).toEqual(nothing)
    // Another county has other papers, and an unknown one has none.
    expect(await ask({ ...paper, county: '371300' })).toEqual(nothing)
    expect(await ask({ ...paper, county: '999999' })).toEqual(nothing)
    const odd = await refusalOf(ask({ ...paper, county: "1' OR" }))
    expect(odd.faults.map(({ path }) => path)).toEqual(['$.county'])
  })
})

describe('a member', () => {
  test('sees the own part with its arithmetic, and nobody else’s', async () => {
    const own = await as<{
      rows: {
        total: string
        memberNumber: string
        arithmetic: { step: string; amount: string }[]
      }[]
    }>('社员', 'memberDividends', {})
    expect(own.rows).toHaveLength(1)
    expect(own.rows[0]).toMatchObject({ total: '27113.29', unpaid: '22000.00' })
    expect(own.rows[0]?.arithmetic.map(({ step, amount }) => [step, amount])).toEqual([
      ['reserve', '1600.00'],
      ['return', '21970.08'],
      ['residual', '5143.21'],
      ['total', '27113.29'],
    ])
    const account = await as('社员', 'memberAccountOwn', { year: '2020' })
    expect(account).toMatchObject({
      accounts: [
        {
          contribution: '100000.00',
          reserveShare: '7600.00',
          grantShare: '10000.00',
          donationShare: '2000.00',
          trades: [{ product: '大姜', quantity: '180000', amount: '180000.00' }],
        },
      ],
    })
    expect(await as('外人', 'memberDividends', {})).toEqual({ rows: [] })
  })
})

describe('leaving', () => {
  test('refunds contribution and reserve share, and not the grants', async () => {
    const preview = await run('exitPreview', {
      ...of,
      holderId: a.holders[7],
      noticeOn: '2020-09-30',
    })
    expect(preview).toMatchObject({
      settlement: { refund: '86080.00', grantShareLapsed: '10000.00' },
      refund: { contribution: '80000.00', reserveShare: '6080.00', lossBorne: '0.00' },
      remaining: 7,
    })
    await run('recordChanges', {
      coopId: a.coopId,
      on: '2021-03-15',
      changes: [
        {
          kind: 'exit',
          holder: a.holders[7],
          refund: { contribution: '80000', reserveShare: '6080', paidOn: '2021-03-15' },
        },
      ],
      reason: '年末退社',
    })
    await run('quantifyShares', { unitId: a.coopId, through: '2021-03-15' })
    const { ties, rows } = await run<{
      ties: { same: boolean }[]
      rows: { holderId: string; grantShare: string }[]
    }>('readMemberAccounts', { coopId: a.coopId, asOf: '2021-03-15' })
    expect(ties.map(({ same }) => same)).toEqual([true, true, true])
    expect(rows.map(({ grantShare }) => grantShare)).toEqual([
      '11428.58',
      ...Array.from({ length: 6 }, () => '11428.57'),
    ])
  })
})

describe('the collective', () => {
  test('divides what it got by 二四一三, as a record beside the co-op’s books', async () => {
    const before = await world.count('voucher')
    const people = [
      ...['甲', '乙', '丙'].map((name, i) => ({ id: `v${i}`, name, groups: ['villager'] })),
      { id: 'g1', name: '支书', groups: ['manager'] },
    ]
    await run('recordCollectivePlan', { ...of, people, resolution: '村民代表会议 2021-03-14' })
    const found = await run<{ recorded: { people: { name: string; amount: string }[] } }>(
      'readCollectivePlan',
      of,
    )
    expect(found).toMatchObject({
      holder: { holderId: collective },
      amount: '14397.54',
      recorded: { amount: '14397.54', outdated: false },
    })
    expect(found.recorded.people.map(({ name, amount }) => [name, amount])).toEqual([
      ['支书', '1439.75'],
      ['甲', '959.84'],
      ['乙', '959.84'],
      ['丙', '959.83'],
    ])
    expect(await world.count('voucher')).toBe(before)
  })
})
