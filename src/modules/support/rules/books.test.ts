import { expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import type { MoneyLine, SupportLine } from '../model.ts'
import { formsAsset, kindOf } from './books.ts'
import { suggestionsFor } from './match.ts'

const line = (account: string, more: Partial<SupportLine>): SupportLine => ({
  account,
  debit: 0n,
  credit: 0n,
  template: null,
  opening: false,
  cashIn: 0n,
  cashOut: 0n,
  formed: 0n,
  fromProject: 0n,
  ...more,
})

test.each([
  ['收到补助', line('235', { credit: 9n, cashIn: 9n }), 'arrival', false],
  ['收到补助(明细科目)', line('23501', { credit: 9n, cashIn: 9n }), 'arrival', false],
  ['直接记专项基金', line('311', { credit: 9n, cashIn: 9n }), 'arrival', true],
  [
    '先建后补里转专项基金的一行',
    line('311', { credit: 9n, cashIn: 9n, fromProject: 9n }),
    null,
    true,
  ],
  ['形成资产', line('235', { debit: 9n, cashOut: 9n, formed: 9n }), 'use', true],
  ['用于培训', line('235', { debit: 9n, cashOut: 9n }), 'use', false],
  ['退回', line('235', { debit: 9n, cashOut: 9n, template: 'grant-returned' }), 'refund', false],
  [
    '同一凭证的固定资产行不再算',
    line('151', { debit: 9n, cashOut: 9n, fromProject: 9n }),
    null,
    true,
  ],
  ['用专项基金里的钱购建', line('151', { debit: 9n, cashOut: 9n }), 'use', true],
  ['付费用', line('521', { debit: 9n, cashOut: 9n }), 'use', false],
  ['未付款', line('151', { debit: 9n }), null, true],
  ['银行行', line('102', { debit: 9n, cashIn: 9n }), null, false],
  ['期初专项基金', line('311', { credit: 9n, opening: true }), 'arrival', true],
  ['期初专项应付款', line('235', { credit: 9n, opening: true }), 'arrival', false],
  ['期初固定资产', line('151', { debit: 9n, opening: true }), null, false],
  ['红字', line('235', { credit: -9n, cashIn: -9n }), null, false],
] as const)('%s', (_, given, kind, asset) => {
  expect(kindOf(given)).toBe(kind)
  if (kind === 'use' || given.opening) expect(formsAsset(given)).toBe(asset)
})

const arrival: MoneyLine = {
  coopId: 'c',
  voucherId: 'v',
  line: 2,
  on: date('2020-06-01'),
  free: 500n,
  words: '收到2020年农产品仓储保鲜项目资金',
}
const waiting = (allocationId: string, decidedOn: string, missing: bigint, ...words: string[]) => ({
  allocationId,
  decidedOn: date(decidedOn),
  missing,
  words,
})

test('what fits best comes first; what was decided later, or has nothing in common, is left out', () => {
  const found = suggestionsFor(arrival, [
    waiting('later', '2020-06-02', 500n, '农产品仓储保鲜项目'),
    waiting('amount', '2020-05-01', 500n, '节水灌溉'),
    waiting('words', '2020-05-01', 900n, '农产品仓储保鲜项目'),
    waiting('both', '2019-05-01', 500n, '农产品仓储保鲜项目'),
    waiting('nothing', '2020-05-01', 400n, '2020年节水灌溉(2020年农产品仓储)'),
    waiting('full', '2020-05-01', 0n, '农产品仓储保鲜项目'),
  ])
  expect(found.map(({ allocationId, amount }) => [allocationId, amount])).toEqual([
    ['both', 500n],
    ['amount', 500n],
    ['words', 500n],
  ])
  expect(found[0]?.reasons.map(({ zh }) => zh)).toEqual([
    '金额相同',
    '摘要提到“农产品仓储保鲜项目”',
  ])
})

test('a link never takes more than the allocation misses; a line without a free fen has none', () => {
  const few = [waiting('a', '2020-05-01', 120n, '农产品仓储保鲜项目')]
  expect(suggestionsFor(arrival, few)[0]?.amount).toBe(120n)
  expect(suggestionsFor({ ...arrival, free: 0n }, few)).toEqual([])
})
