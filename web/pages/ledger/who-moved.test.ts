import { expect, test } from 'vitest'
import { emptyLine, type EntryLine } from './entry.ts'
import { namedLines, whoMoved } from './who-moved.ts'
import type { ChartAccount } from './words.ts'

const DIMENSIONS: Readonly<Record<string, string | null>> = {
  '114': 'member',
  '211': 'counterparty',
  '102': 'bank',
  '121': null,
}
const book = {
  account: (code: string) =>
    code in DIMENSIONS ? ({ dimension: DIMENSIONS[code] ?? null } as ChartAccount) : undefined,
}
const line = (account: string, more: Partial<EntryLine>): EntryLine => ({
  ...emptyLine(),
  account,
  ...more,
})

test('a member’s balance before and after the lines that name the member on this account', () => {
  const lines = [
    line('121', { debit: '100', memberId: 'm' }),
    line('114', { credit: '60', memberId: 'm', who: '王一' }),
    line('114', { credit: '40.5', memberId: 'm', who: '王一' }),
    line('211', { credit: '5', partyId: 'p', who: '供销部' }),
    line('114', { credit: '5' }),
    line('102', { credit: '5', partyId: 'b' }),
  ]
  expect(namedLines(book, lines).map(({ id, member }) => [id, member])).toEqual([
    ['m', true],
    ['m', true],
    ['p', false],
  ])
  const balances = [
    { id: 'm', account: '114', balance: '-200.00' },
    { id: 'm', account: '301', balance: '-9.00' },
  ]
  expect(whoMoved(book, lines, balances)).toEqual([
    { key: 'm 114', id: 'm', account: '114', who: '王一', before: -20_000n, after: -30_050n },
    { key: 'p 211', id: 'p', account: '211', who: '供销部', before: 0n, after: -500n },
  ])
})
