import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { tradeWorld } from './testing.ts'

const world = await tradeWorld()
const { a, b, parties, of, record, post, list, net, run } = world

const sale = (more: object = {}) => ({
  kind: 'agency_sale',
  on: '2020-10-01',
  product: '大姜',
  memberNumber: '001',
  quantity: '100',
  pending: true,
  ...more,
})

const settlement = (more: object = {}) => ({
  coopId: a.coopId,
  platform: '某平台',
  number: 'S1',
  settledOn: '2020-10-31',
  gross: '1000',
  fee: '50',
  refunds: '20',
  net: '930',
  ...more,
})

interface Settled {
  readonly settlementId: string
  readonly pool: string
  readonly shares: readonly { member: { number: string } | null; amount: string }[]
}
const settle = (more: object = {}) => run<Settled>('recordSettlement', settlement(more))

const faultsOf = async (answer: Promise<unknown>): Promise<string[]> =>
  (await refusalOf(answer)).faults.map(({ path }) => path)

describe('settlements', () => {
  let pending: readonly string[] = []
  let first = ''

  beforeAll(async () => {
    const { ids } = await record([
      sale(),
      sale({ memberNumber: '002' }),
      sale({ memberNumber: '003' }),
    ])
    pending = ids
  })

  test('what does not add up is said', async () => {
    expect(await faultsOf(settle({ net: '931', entryIds: pending }))).toEqual(['$.net'])
    expect(await faultsOf(settle({}))).toEqual(['$.entryIds'])
    const lines = [
      { orderNumber: '1', soldOn: '2020-10-02', goods: '姜', quantity: '1', gross: '900' },
    ]
    expect(await faultsOf(settle({ entryIds: pending, lines }))).toEqual(['$.gross', '$.refunds'])
    const mixed = [
      { product: '大姜', memberNumber: '001', quantity: '1' },
      { product: '苹果', memberNumber: '002', quantity: '1' },
    ]
    expect(await faultsOf(settle({ deliveries: mixed }))).toEqual(['$.splitBy'])
    expect(await faultsOf(settle({ deliveries: mixed, splitBy: 'value' }))).toEqual([
      '$.deliveries[0].value',
      '$.deliveries[1].value',
    ])
  })

  test('the net is divided by what was delivered; quantities are counted once', async () => {
    const answer = await settle({
      entryIds: pending,
      net: '930',
      commission: '30',
      lines: [
        { orderNumber: 'A', soldOn: '2020-10-02', goods: '姜5斤', quantity: '60', gross: '600' },
        {
          orderNumber: 'B',
          soldOn: '2020-10-03',
          goods: '姜5斤',
          quantity: '40',
          gross: '400',
          refund: '20',
        },
      ],
    })
    first = answer.settlementId
    expect(answer.pool).toBe('900.00')
    expect(answer.shares.map(({ amount }) => amount)).toEqual(['300.00', '300.00', '300.00'])
    const read = (by: string) =>
      run<{ total: string }>('readPatronage', { coopId: a.coopId, year: 2020, by })
    expect((await read('quantity')).total).toBe('300/1')
    expect((await read('value')).total).toBe('900/1')
    const lines = await run<{ total: number; rows: { orderNumber: string }[] }>(
      'readSettlementLines',
      { coopId: a.coopId, settlementId: first },
    )
    expect(lines.rows.map(({ orderNumber }) => orderNumber)).toEqual(['A', 'B'])
  })

  test('neither the settlement nor its goods can come twice', async () => {
    expect((await refusalOf(settle({ entryIds: pending }))).code).toBe('conflict')
    expect(await faultsOf(settle({ number: 'S2', entryIds: pending }))).toEqual([
      '$.entryIds[0]',
      '$.entryIds[1]',
      '$.entryIds[2]',
    ])
    const reverse = run('reverseTrades', {
      coopId: a.coopId,
      entryIds: [pending[0]],
      reason: '错',
      on: '2020-11-01',
    })
    expect(await faultsOf(reverse)).toEqual(['$.entryIds[0]'])
  })

  test('it is posted with its entries: goods held come to nothing, the commission is income', async () => {
    const posted = await post(202010)
    expect(posted.vouchers.map(({ summary }) => summary)).toEqual([
      '受托代销成员产品 大姜 3笔',
      '某平台结算 S1',
    ])
    expect(await net(a.coopId, '128')).toBe(0n)
    expect(await net(a.coopId, '109')).toBe(93_000n)
    expect(await net(a.coopId, '114')).toBe(-90_000n)
    expect(await net(a.coopId, '501')).toBe(-3_000n)
  })

  test('it is taken back whole, in red, and can then be entered right', async () => {
    const [entry] = (await list({ settlementId: first })).rows
    const one = run('reverseTrades', { coopId: a.coopId, entryIds: [entry?.id], reason: '错' })
    expect(await faultsOf(one)).toEqual(['$.entryIds[0]'])
    const reverse = () =>
      run('reverseSettlement', {
        coopId: a.coopId,
        settlementId: first,
        on: '2020-11-01',
        reason: '平台更正',
      })
    await reverse()
    expect((await refusalOf(reverse())).code).toBe('conflict')
    await post(202011)
    for (const account of ['128', '109', '114', '501']) {
      expect(await net(a.coopId, account)).toBe(0n)
    }
    const again = await settle({ entryIds: pending, basis: 'gross', settledOn: '2020-11-02' })
    expect(again.shares.map(({ amount }) => amount)).toEqual(['326.67', '326.67', '326.66'])
    await post(202011)
    expect(await net(a.coopId, '128')).toBe(0n)
    // The co-op bears the platform's fee.
    expect(await net(a.coopId, '521')).toBe(5_000n)
    expect(await net(a.coopId, '114')).toBe(-98_000n)
  })

  test('deliveries said with the settlement are divided by value and count with it', async () => {
    const answer = await settle({
      coopId: b.coopId,
      number: 'B1',
      splitBy: 'value',
      deliveries: [
        { product: '大姜', memberNumber: '001', quantity: '10', value: '100' },
        { product: '苹果', memberNumber: '002', quantity: '40', value: '200' },
        { product: '苹果', partyId: parties.other, quantity: '10', value: '10' },
      ],
    })
    expect(answer.shares.map(({ amount }) => amount)).toEqual(['300.00', '600.00', '30.00'])
    const found = await list({ settlementId: answer.settlementId })
    expect(found.members.amount).toBe('900.00')
    expect(found.others.amount).toBe('30.00')
    await post(202010, b.coopId)
    expect(await net(b.coopId, '128')).toBe(0n)
    expect(await net(b.coopId, '211')).toBe(-3_000n)
  })
})

describe('orders', () => {
  let orderId = ''
  const orders = async (filter: object = {}) =>
    (await run<{ rows: Record<string, unknown>[] }>('listOrders', { coopId: a.coopId, ...filter }))
      .rows

  beforeAll(async () => {
    const answer = await run<{ ids: string[] }>('addOrders', {
      coopId: a.coopId,
      orders: [
        {
          number: 'DD-1',
          buyerId: parties.buyer,
          productId: of.a.ginger,
          quality: '单重 250 克以上',
          formula: {
            kind: 'graded',
            base: '3',
            steps: [
              { grade: '一级', step: '0.5' },
              { grade: '等外', step: '-1' },
            ],
          },
          quantity: '1000',
          signedOn: '2020-03-01',
          dueOn: '2020-11-10',
        },
      ],
    })
    orderId = answer.ids[0] ?? ''
  })

  test('faults: another co-op’s buyer, a number twice, a price below zero', async () => {
    const order = {
      number: 'DD-1',
      buyerId: parties.other,
      productId: of.a.ginger,
      quality: '统货',
      formula: { kind: 'fixed', price: '3' },
      quantity: '1',
      signedOn: '2020-03-01',
      dueOn: '2020-03-02',
    }
    const add = (more: object) =>
      run('addOrders', { coopId: a.coopId, orders: [{ ...order, ...more }] })
    expect(await faultsOf(add({}))).toEqual(['$.orders[0].buyerId', '$.orders[0].number'])
    const cheap = { kind: 'graded', base: '1', steps: [{ grade: 'x', step: '-2' }] }
    expect(await faultsOf(add({ formula: cheap }))).toEqual(['$.orders[0].formula'])
  })

  test('delivered and settled follow from the entries; a missed day is told', async () => {
    const delivery = { ...sale(), pending: false, kind: 'delivery', orderId, grade: '一级' }
    const { ids, amount } = await record([
      { ...delivery, quantity: '300' },
      { ...delivery, quantity: '100', grade: '等外' },
      { ...sale(), orderId, quantity: '50', grade: '一级' },
    ])
    expect(amount).toBe('1250.00')
    expect(await orders()).toMatchObject([
      {
        state: 'open',
        delivered: '450',
        settled: '400',
        missing: '550',
        amount: '1250.00',
        overdue: true,
        overdueDays: 20,
      },
    ])
    expect(await orders({ overdue: 'false' })).toEqual([])
    await settle({
      number: 'S9',
      entryIds: [ids[2]],
      gross: '200',
      fee: '0',
      refunds: '0',
      net: '200',
    })
    expect(await orders()).toMatchObject([{ settled: '450', amount: '1450.00' }])
    await record([{ ...delivery, quantity: '550' }])
    expect(await orders({ state: 'fulfilled' })).toMatchObject([{ overdue: false, missing: '0' }])
    await run('reverseTrades', { coopId: a.coopId, entryIds: [ids[0]], reason: '退货' })
    expect(await orders()).toMatchObject([{ state: 'open', delivered: '700', overdue: true }])
  })

  test('a person ends it, once; then nothing more is delivered under it', async () => {
    const end = () =>
      run('endOrder', {
        coopId: a.coopId,
        orderId,
        state: 'broken',
        on: '2020-11-20',
        reason: '买方拒收',
      })
    await end()
    expect((await refusalOf(end())).code).toBe('conflict')
    expect(await orders({ state: 'broken' })).toMatchObject([
      { endedOn: '2020-11-20', endReason: '买方拒收', overdue: false },
    ])
    const late = record([
      { ...sale(), pending: false, kind: 'delivery', orderId, grade: '一级', on: '2020-11-21' },
    ])
    expect(await faultsOf(late)).toEqual(['$.rows[0].orderId'])
  })
})
