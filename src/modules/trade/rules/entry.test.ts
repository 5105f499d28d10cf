import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { fraction } from '../../../kernel/fraction.ts'
import type { Order, Product } from '../model.ts'
import { entryOf, type Ground, type Row } from './entry.ts'

const MICRO = 1_000_000n

const product = (id: string, unit: Product['unit'], more: Partial<Product> = {}): Product => ({
  id,
  coopId: 'c',
  name: id,
  unit,
  retiredOn: null,
  versions: [
    {
      validFrom: date('2020-01-01'),
      accounts: [],
      postedAs: null,
      weight: fraction(1),
      price: 3_200_000n,
      cost: 2_000_000n,
    },
    {
      validFrom: date('2020-10-01'),
      accounts: [],
      postedAs: null,
      weight: fraction(2),
      price: 4n * MICRO,
      cost: null,
    },
  ],
  ...more,
})

const PRODUCTS = new Map([
  ['ginger', product('ginger', 'kg')],
  ['gone', product('gone', 'kg', { retiredOn: date('2020-06-01') })],
  ['land', product('land', 'mu', { versions: [] })],
  ['work', product('work', 'day', { versions: [] })],
])

const member = (number: string, more: object = {}) => ({
  id: `m${number}`,
  memberNumber: number,
  kind: 'person',
  joinedOn: date('2020-02-01'),
  leftOn: null,
  ...more,
})
const MEMBERS = [
  member('001'),
  member('002', { leftOn: date('2020-05-01') }),
  member('003', { kind: 'other' }),
]

const order: Order = {
  id: 'order',
  coopId: 'c',
  number: '1',
  productId: 'ginger',
  formula: { kind: 'graded', base: 3n * MICRO, steps: [{ grade: 'A', step: 500_000n }] },
  quantity: 100n * MICRO,
  signedOn: date('2020-03-01'),
  dueOn: date('2020-11-01'),
  endState: 'ended',
  endedOn: date('2020-10-15'),
}

const ground: Ground = {
  today: date('2020-11-30'),
  productById: (id) => PRODUCTS.get(id) ?? null,
  productByName: (name) => PRODUCTS.get(name) ?? null,
  memberById: (id) => MEMBERS.find((one) => one.id === id) ?? null,
  memberByNumber: (number) => MEMBERS.find((one) => one.memberNumber === number) ?? null,
  partyKind: (id) => ({ buyer: 'counterparty', worker: 'worker' })[id] ?? null,
  order: (id) => (id === 'order' ? order : null),
  isClosed: (on) => on < '2020-02-01',
  onlyDeliveries: false,
}

const row = (more: Partial<Row> = {}): Row => ({
  kind: 'delivery',
  on: date('2020-09-01'),
  productId: 'ginger',
  memberNumber: '001',
  quantity: 10n * MICRO,
  pending: false,
  ...more,
})

const paths = (more: Partial<Row>, at: Partial<Ground> = {}): string[] => {
  const judged = entryOf(row(more), { ...ground, ...at }, '$')
  return 'faults' in judged ? judged.faults.map(({ path }) => path) : []
}
const made = (more: Partial<Row>) => {
  const judged = entryOf(row(more), ground, '$')
  if ('faults' in judged) throw new Error(JSON.stringify(judged.faults))
  return judged.entry
}

describe('price and amount', () => {
  test('the price offered on the day, the price said, the order’s price', () => {
    expect(made({}).amount).toBe(3_200n)
    expect(made({ on: date('2020-10-01') }).amount).toBe(4_000n)
    expect(made({ price: 1_234_567n }).amount).toBe(1_235n)
    expect(made({ orderId: 'order', grade: 'A' })).toMatchObject({
      price: 3_500_000n,
      amount: 3_500n,
      orderId: 'order',
    })
  })

  test('an amount that is not quantity times price needs its reason', () => {
    expect(made({ amount: 3_200n }).reason).toBeNull()
    expect(paths({ amount: 3_201n })).toEqual(['$.amount'])
    expect(made({ amount: 3_201n, reason: '抹零' })).toMatchObject({
      amount: 3_201n,
      reason: '抹零',
    })
  })

  test('another price than the order’s needs its reason; a grade must be in the formula', () => {
    const of = { orderId: 'order', grade: 'A' }
    expect(paths({ ...of, price: 3n * MICRO })).toEqual(['$.price'])
    expect(made({ ...of, price: 3n * MICRO, reason: '雨后' }).amount).toBe(3_000n)
    expect(paths({ orderId: 'order', grade: 'B' })).toEqual(['$.grade'])
  })

  test('land and work count without money; anything else has a price', () => {
    expect(made({ kind: 'land', productId: 'land' })).toMatchObject({
      amount: 0n,
      price: null,
      template: null,
    })
    expect(made({ kind: 'work', productId: 'work', price: 90n * MICRO })).toMatchObject({
      amount: 90_000n,
      template: 'expense-by-member',
    })
    expect(paths({ kind: 'supply', productId: 'land' })).toEqual(['$.price'])
    expect(paths({ kind: 'supply', productId: 'land', amount: 5n })).toEqual(['$.reason'])
  })

  test('goods waiting for a settlement have no amount yet', () => {
    expect(made({ kind: 'agency_sale', pending: true })).toMatchObject({
      amount: 0n,
      price: 3_200_000n,
      pending: true,
      template: null,
    })
    expect(paths({ kind: 'agency_sale', pending: true, amount: 1n })).toEqual(['$.amount'])
    expect(paths({ pending: true })).toEqual(['$.pending'])
  })

  test('what is sold from the store carries its cost', () => {
    expect(made({ kind: 'supply' })).toMatchObject({ cost: 2_000n, template: 'sell-to-member' })
    expect(made({}).cost).toBe(0n)
  })
})

describe('who, what and when', () => {
  test('a member or another party, never both and never neither', () => {
    expect(paths({ memberNumber: undefined })).toEqual(['$.memberId'])
    expect(paths({ partyId: 'buyer' })).toEqual(['$.partyId'])
    expect(made({ memberNumber: undefined, partyId: 'buyer' })).toMatchObject({
      memberId: null,
      partyId: 'buyer',
      template: 'buy-from-outsider',
    })
    expect(paths({ memberNumber: undefined, partyId: 'worker' })).toEqual(['$.partyId'])
    expect(paths({ memberNumber: undefined, partyId: 'nobody' })).toEqual(['$.partyId'])
    const work = { kind: 'work', productId: 'work', price: MICRO, partyId: 'worker' } as const
    expect(made(work)).toMatchObject({ memberId: 'm001', template: 'labour-due' })
  })

  test('who was no member on the day is recorded with the others', () => {
    expect(paths({ memberNumber: '002' })).toEqual(['$.memberNumber'])
    expect(made({ memberNumber: '002', on: date('2020-04-30') }).memberId).toBe('m002')
    expect(paths({ memberNumber: undefined, memberId: 'm003' })).toEqual(['$.memberId'])
    expect(paths({ memberNumber: '009' })).toEqual(['$.memberNumber'])
  })

  test('product, unit, day, order', () => {
    expect(paths({ productId: 'gone' })).toEqual(['$.productId'])
    expect(paths({ productId: undefined, product: '没有' })).toEqual(['$.product'])
    expect(paths({ productId: undefined })).toEqual(['$.product'])
    expect(paths({ kind: 'land' })).toEqual(['$.productId'])
    expect(paths({ quantity: 0n })).toEqual(['$.quantity'])
    expect(paths({ on: date('2020-12-01') })).toEqual(['$.on'])
    expect(paths({ on: date('2020-01-31'), memberNumber: undefined, partyId: 'buyer' })).toEqual([
      '$.on',
    ])
    expect(paths({ orderId: 'order', grade: 'A', on: date('2020-10-15') })).toEqual(['$.orderId'])
    expect(paths({ orderId: 'nowhere' })).toEqual(['$.orderId'])
    expect(paths({ kind: 'supply', orderId: 'order', grade: 'A' })).toEqual(['$.orderId'])
  })

  test('the village secretary takes in goods and nothing else', () => {
    const only = { onlyDeliveries: true }
    expect(paths({}, only)).toEqual([])
    expect(paths({ kind: 'agency_sale' }, only)).toEqual([])
    expect(paths({ kind: 'supply' }, only)).toEqual(['$.kind'])
  })
})
