import { expect, test } from 'vitest'
import {
  type Asked,
  balancesOf,
  differenceOf,
  emptyPart,
  isSplit,
  leftOf,
  type OpeningRow,
  partsOfRows,
  splitsOf,
} from './opening-split.ts'
import { columnLetters } from './table-file.tsx'

const row = (
  account: string,
  debit: string,
  credit: string,
  partyId: string | null = null,
): OpeningRow => ({
  row: 2,
  account,
  name: '',
  debit,
  credit,
  memberId: null,
  partyId,
})
const asked: Asked = {
  code: '141',
  name: '牲畜（禽）资产',
  debit: '1000.00',
  credit: '0.00',
  into: [{ account: '142', name: { zh: '生产性生物资产', en: '' } }],
  how: { zh: '', en: '' },
}

test('rows of the file wait for their accounts; nothing is sent until all have one', () => {
  const rows = [
    row('141', '600.00', '0.00'),
    row('14101', '400.00', '0.00', 'p'),
    row('101', '5.00', '0.00'),
  ]
  const parts = partsOfRows('141', rows, (id) => (id === 'p' ? '养殖户' : ''))
  expect(parts.map(({ debit, who }) => [debit, who])).toEqual([
    ['600.00', ''],
    ['400.00', '养殖户'],
  ])
  expect(leftOf(asked, parts)).toBe(0n)
  expect(isSplit(asked, parts)).toBe(false)
  expect(splitsOf([asked], { '141': parts })).toEqual([])
  const placed = parts.map((part) => ({ ...part, account: '142' }))
  expect(splitsOf([asked], { '141': placed })[0]?.parts).toEqual([
    { account: '142', debit: '600.00', credit: '0', memberId: null, partyId: null },
    { account: '142', debit: '400.00', credit: '0', memberId: null, partyId: 'p' },
  ])
  const short = [emptyPart({ account: '142', debit: '999.99' })]
  expect(leftOf(asked, short)).toBe(1n)
  expect(isSplit(asked, short)).toBe(false)
})

test('balances go as they were read; what is missing is said', () => {
  const rows = [row('101', '5.00', '0.00'), row('301', '0.00', '4.00')]
  expect(balancesOf(rows)[1]).toMatchObject({ code: '301', credit: '4.00' })
  expect(differenceOf(rows)).toBe('1.00')
})

test('columns have the letters of the spreadsheet', () => {
  expect([1, 26, 27, 52, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA'])
})
