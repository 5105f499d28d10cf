import { describe, expect, test } from 'vitest'
import { cellsOf, isBlock, type Known, pasteBlock } from './paste.ts'
import {
  amountOfRow,
  changeRow,
  copyAbove,
  emptyRow,
  emptySheet,
  inputOf,
  isUnread,
  removeRow,
  type Sheet,
  sheetLike,
  setKind,
  setOrder,
  type Terms,
  totalsOf,
  withRowAfter,
} from './sheet.ts'
import type { Order, Product } from './words.ts'

const product = (id: string, unit: Product['unit'], price: string | null): Product => {
  const terms = {
    validFrom: '2020-01-01',
    accounts: [],
    postedAs: null,
    weight: '1',
    price,
    cost: null,
  }
  return {
    id,
    name: id,
    initials: id,
    unit,
    retiredOn: null,
    ...terms,
    history: [terms, { ...terms, validFrom: '2020-10-01', price: price === null ? null : '4' }],
  }
}

const PRODUCTS = [
  product('ginger', 'kg', '3.2'),
  product('land', 'mu', null),
  product('apple', 'jin', '2'),
]
const ORDER = {
  id: 'order',
  product: { id: 'apple', name: 'apple', unit: 'jin' },
  formula: { kind: 'graded', base: '2', steps: [{ grade: 'A', step: '0.5' }] },
} as unknown as Order
const terms: Terms = {
  product: (id) => PRODUCTS.find((one) => one.id === id),
  order: (id) => (id === 'order' ? ORDER : undefined),
}

const sheet = (
  rows: readonly Parameters<typeof emptyRow>[0][],
  more: Partial<Sheet> = {},
): Sheet => ({
  ...emptySheet('2020-09-30'),
  rows: rows.map((row) => emptyRow(row)),
  ...more,
})
const delivery = { who: '王一', memberId: 'm1', productId: 'ginger', quantity: '10.5' }

describe('a sheet of trades', () => {
  test('the amount is live: by the price of the day, of the contract’s grade, or as typed', () => {
    const one = sheet([delivery])
    const amount = (of: Sheet) => amountOfRow(of, of.rows[0] ?? emptyRow(), terms)
    expect(amount(one)).toBe(3_360n)
    expect(amount({ ...one, on: '2020-10-01' })).toBe(4_200n)
    expect(amount(changeRow(one, 0, { price: '3.333' }))).toBe(3_500n)
    expect(amount(changeRow(one, 0, { amount: '30' }))).toBe(3_000n)
    expect(amount(changeRow(one, 0, { price: 'x' }))).toBeNull()
    const ordered = setOrder(one, ORDER)
    expect(ordered.rows[0]?.productId).toBe('apple')
    expect(amount(ordered)).toBeNull()
    expect(amount(changeRow(ordered, 0, { grade: 'A' }))).toBe(2_625n)
    expect(amount(setKind(one, 'agency_sale', terms))).toBe(0n)
  })

  test('blank rows stay out; a product carried down alone is nothing', () => {
    const filled = sheet([delivery, { productId: 'ginger' }, { ...delivery, memberId: 'm2' }])
    expect(inputOf('c', filled)?.rows.map(({ memberId }) => memberId)).toEqual(['m1', 'm2'])
    expect(inputOf('c', sheet([{ productId: 'ginger' }]))).toBeNull()
    expect(totalsOf(filled, terms)).toEqual({
      rows: 2,
      amount: '67.20',
      quantity: { size: '21', unit: 'kg' },
    })
  })

  test('nothing is sent while a figure cannot be read', () => {
    const wrong = sheet([delivery, { ...delivery, quantity: '十斤' }])
    expect(inputOf('c', wrong)).toBeNull()
    expect(isUnread(wrong.rows[1] ?? emptyRow(), 'quantity')).toBe(true)
    expect(isUnread(wrong.rows[0] ?? emptyRow(), 'quantity')).toBe(false)
  })

  test('a remark is the reason of another amount, else a note; nobody goes by what was typed', () => {
    const rows = inputOf(
      'c',
      sheet([
        { ...delivery, remark: '雨后' },
        { ...delivery, amount: '30', remark: '抹零' },
        { ...delivery, memberId: null, who: '无此人' },
        { ...delivery, memberId: null, partyId: 'p', who: '外村' },
      ]),
    )?.rows
    expect(rows?.map(({ note, reason }) => [note, reason])).toEqual([
      ['雨后', undefined],
      [undefined, '抹零'],
      [undefined, undefined],
      [undefined, undefined],
    ])
    expect(rows?.[2]).toMatchObject({ memberNumber: '无此人' })
    expect(rows?.[3]).toMatchObject({ partyId: 'p' })
    expect(rows?.[0]).toMatchObject({ kind: 'delivery', on: '2020-09-30', quantity: '10.5' })
  })

  test('rows are carried, copied, removed, and made again for the next day', () => {
    const one = sheet([delivery])
    const two = withRowAfter(one, 0)
    expect(two.rows[1]).toMatchObject({ productId: 'ginger', who: '', price: '' })
    const priced = withRowAfter(changeRow(one, 0, { price: '3.5' }), 0)
    expect(priced.rows[1]).toMatchObject({ price: '3.5', quantity: '' })
    const copied = copyAbove(two, 1)
    expect(copied?.sheet.rows[1]).toMatchObject({ who: '王一', quantity: '10.5' })
    expect(copied?.at).toBe(1)
    expect(copyAbove(sheet([{}]), 0)).toBeNull()
    expect(removeRow(one, 0).rows).toHaveLength(1)
    const next = sheetLike(copied?.sheet ?? one, '2020-10-01')
    expect(next.rows.map(({ who, quantity }) => [who, quantity])).toEqual([
      ['王一', ''],
      ['王一', ''],
    ])
    expect(next.on).toBe('2020-10-01')
  })

  test('land is counted in mu: other products are taken off', () => {
    const land = setKind(sheet([delivery, { productId: 'land' }]), 'land', terms)
    expect(land.rows.map(({ productId }) => productId)).toEqual(['', 'land'])
    expect(setKind(land, 'delivery', terms).rows[1]?.productId).toBe('')
  })
})

const known: Known = {
  who: (typed) =>
    ['001', '王一'].includes(typed)
      ? { id: 'm1', name: '王一', party: false }
      : typed === '外村'
        ? { id: 'p1', name: '外村', party: true }
        : null,
  product: (typed) => (typed === '大姜' ? { id: 'ginger' } : null),
}

describe('a block out of a spreadsheet', () => {
  test('is cut into cells, quotes and all', () => {
    expect(cellsOf('a\tb\r\n"c ""d""\ne"\tf\n\n')).toEqual([
      ['a', 'b'],
      ['c "d" e', 'f'],
    ])
    expect(isBlock('001')).toBe(false)
    expect(isBlock('001\t5')).toBe(true)
  })

  test('fills rows from the cell it is pasted into, rightwards', () => {
    const start = sheet([delivery, { productId: 'ginger' }])
    const block = '001\t大姜\t1,200.5\n外村\t苹果\t3\n无此人\t大姜\t4'
    const filled = pasteBlock(start, block, { row: 1, column: 'who', known })
    expect(filled.rows).toHaveLength(4)
    expect(filled.rows[0]).toMatchObject({ quantity: '10.5' })
    expect(filled.rows[1]).toMatchObject({
      memberId: 'm1',
      productId: 'ginger',
      quantity: '1200.5',
    })
    expect(filled.rows[2]).toMatchObject({ partyId: 'p1', productId: '', product: '苹果' })
    expect(filled.rows[3]).toMatchObject({ memberId: null, who: '无此人' })
  })

  test('a column of figures alone stands below each other', () => {
    const start = sheet([delivery, { ...delivery, memberId: 'm2', quantity: '' }])
    const filled = pasteBlock(start, '1\n2', { row: 0, column: 'quantity', known })
    expect(filled.rows.map(({ quantity }) => quantity)).toEqual(['1', '2'])
    expect(filled.rows.map(({ memberId }) => memberId)).toEqual(['m1', 'm2'])
  })

  test('headings say what the columns are, in whatever order', () => {
    const block = '数量(公斤)\t备注\t成员编号\n5\t湿\t001'
    const filled = pasteBlock(sheet([{ productId: 'ginger' }]), block, {
      row: 0,
      column: 'who',
      known,
    })
    expect(filled.rows).toHaveLength(1)
    expect(filled.rows[0]).toMatchObject({ quantity: '5', remark: '湿', memberId: 'm1' })
  })
})
