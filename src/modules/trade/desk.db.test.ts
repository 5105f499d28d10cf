import { describe, expect, test } from 'vitest'
import { tradeWorld } from './testing.ts'

/* What the pages of member trade ask for besides the entries themselves. */

const world = await tradeWorld()
const { a, b, of, record, list, run } = world

const row = (more: object = {}) => ({
  kind: 'delivery',
  on: '2020-10-05',
  product: '大姜',
  memberNumber: '001',
  quantity: '100',
  ...more,
})

describe('recorded rows', () => {
  test('each row is answered with its amount, a repeated one with what it was', async () => {
    const answer = await run<{ amounts: string[]; batchId: string; ids: string[] }>(
      'recordTrades',
      {
        coopId: a.coopId,
        rows: [
          row({ reference: 'r1' }),
          row({ quantity: '10.5', price: '3.333' }),
          row({ kind: 'agency_sale', pending: true }),
        ],
      },
    )
    expect(answer.amounts).toEqual(['320.00', '35.00', '0.00'])
    const again = await run<{ amounts: string[] }>('recordTrades', {
      coopId: a.coopId,
      rows: [row({ quantity: '1' }), row({ reference: 'r1' })],
    })
    expect(again.amounts).toEqual(['3.20', '320.00'])
    const batch = await list({ batchId: answer.batchId })
    expect(batch.rows.map(({ id }) => id).toSorted()).toEqual(answer.ids.toSorted())
    const chosen = await list({ ids: answer.ids.slice(0, 2).join(',') })
    expect(chosen.rows.map(({ id }) => id).toSorted()).toEqual(answer.ids.slice(0, 2).toSorted())
  })
})

describe('products', () => {
  test('tell their terms from the first day on', async () => {
    await run('setProductTerms', {
      coopId: a.coopId,
      terms: [{ productId: of.a.ginger, validFrom: '2020-11-01', price: '4', weight: '2' }],
    })
    const { rows } = await run<{ rows: { id: string; history: object[] }[] }>('listProducts', {
      coopId: a.coopId,
    })
    expect(rows.find(({ id }) => id === of.a.ginger)?.history).toMatchObject([
      { validFrom: '2020-01-01', price: '3.2', weight: '1/1' },
      { validFrom: '2020-11-01', price: '4', weight: '2/1' },
    ])
  })
})

describe('posting', () => {
  test('says each voucher’s day and its lines in sums by account', async () => {
    await record([row({ memberNumber: '002' })])
    const answer = await run<{ vouchers: { onDate: string; lines: object[] }[] }>('postTrades', {
      coopId: a.coopId,
      period: 202010,
    })
    expect(answer.vouchers).toHaveLength(1)
    expect(answer.vouchers[0]).toMatchObject({
      onDate: '2020-10-05',
      lines: [
        { account: '121', name: { zh: '产品物资' }, debit: '678.20', people: 2 },
        { account: '114', credit: '678.20', debit: '0.00', people: 2 },
      ],
    })
  })
})

describe('balances while typing', () => {
  test('are those of the named members and parties of this book alone', async () => {
    const [first, second] = a.members
    const answer = await run<{ rows: object[] }>('readWhoBalances', {
      coopId: a.coopId,
      memberIds: `${first},${second}`,
    })
    expect(answer.rows.toSorted(byBalance)).toEqual([
      { id: first, account: '114', balance: '-358.20' },
      { id: second, account: '114', balance: '-320.00' },
    ])
    const other = await run('readWhoBalances', { coopId: b.coopId, memberIds: first })
    expect(other).toEqual({ rows: [] })
  })
})

const byBalance = (x: object, y: object): number =>
  Number((x as { balance: string }).balance) - Number((y as { balance: string }).balance)

describe('how a settlement was divided', () => {
  test('each share to the millionth and to the fen, with the delivery it was paid for', async () => {
    const { ids: pending } = await record(
      ['001', '002', '003'].map((memberNumber, i) =>
        row({ kind: 'agency_sale', pending: true, memberNumber, on: `2020-11-0${i + 1}` }),
      ),
    )
    interface Share {
      readonly exact: string | null
      readonly amount: string
    }
    const made = await run<{ settlementId: string; shares: Share[] }>('recordSettlement', {
      coopId: a.coopId,
      platform: '某平台',
      number: 'S9',
      settledOn: '2020-11-20',
      gross: '100',
      fee: '0',
      refunds: '0',
      net: '100',
      entryIds: pending,
    })
    const answer = await run<{
      settlement: { number: string; pool: string; entries: number }
      shares: (Share & { deliveredOn: string; quantity: string; product: { name: string } })[]
    }>('readSettlementShares', { coopId: a.coopId, settlementId: made.settlementId })
    expect(answer.settlement).toMatchObject({ number: 'S9', pool: '100.00', entries: 3 })
    expect(answer.shares.map(({ exact, amount }) => [exact, amount])).toEqual([
      ['33.333333', '33.34'],
      ['33.333333', '33.33'],
      ['33.333333', '33.33'],
    ])
    expect(answer.shares[1]).toMatchObject({
      deliveredOn: '2020-11-02',
      quantity: '100',
      product: { name: '大姜' },
    })
    expect(made.shares.map(({ exact }) => exact)).toEqual(answer.shares.map(({ exact }) => exact))
  })

  test('values that were only said with the settlement are not kept: no exact share', async () => {
    const { settlementId } = await run<{ settlementId: string }>('recordSettlement', {
      coopId: a.coopId,
      platform: '某平台',
      number: 'S10',
      settledOn: '2020-11-21',
      gross: '10',
      fee: '0',
      refunds: '0',
      net: '10',
      splitBy: 'value',
      deliveries: [
        { product: '大姜', memberNumber: '001', quantity: '1', value: '1' },
        { product: '苹果', memberNumber: '002', quantity: '1', value: '3' },
      ],
    })
    const { shares } = await run<{ shares: { exact: null; amount: string }[] }>(
      'readSettlementShares',
      { coopId: a.coopId, settlementId },
    )
    expect(shares.map(({ exact, amount }) => [exact, amount])).toEqual([
      [null, '2.50'],
      [null, '7.50'],
    ])
  })
})
