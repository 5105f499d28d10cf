import { describe, expect, test } from 'vitest'
import { fraction } from '../../../kernel/fraction.ts'
import { fen } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import type { IncomeFlow, UnitIncome } from '../model/facts.ts'
import type { IncomeItem } from '../model.ts'
import { incomeBySource, incomeTies } from './income.ts'
import { surplusStatement } from './surplus.ts'
import { booksOf } from './testing.ts'
import { judged } from './village.ts'
import { averageText, doubling, incomeIncrease } from './unit-income.ts'

const flow = (item: IncomeItem | null, credit: number, debit = 0): IncomeFlow => ({
  account: item === 'subsidy' ? '502' : '501',
  item,
  debit: fen(debit * 100),
  credit: fen(credit * 100),
})
const report = (current: IncomeFlow[], prior: IncomeFlow[] | null) =>
  incomeBySource({ span: text('2020年', '2020'), current, prior })

describe('income by source', () => {
  test.each([
    [
      'all',
      [flow('sales', 100), flow('subsidy', 50)],
      [flow('sales', 110)],
      '2020年收入合计 150.00 元，比上年增加 40.00 元，但补助增加 50.00 元：增长全部来自补助，扣除补助后减少 10.00 元。',
    ],
    [
      'mostly',
      [flow('sales', 120), flow('subsidy', 30)],
      [flow('sales', 100)],
      '2020年收入合计 150.00 元，比上年增加 50.00 元，其中补助增加 30.00 元，占增加额的 60.00%；扣除补助后增加 20.00 元。',
    ],
    [
      'partly',
      [flow('sales', 140), flow('subsidy', 10)],
      [flow('sales', 100)],
      '2020年收入合计 150.00 元，比上年增加 50.00 元，其中补助增加 10.00 元，占增加额的 20.00%；扣除补助后增加 40.00 元。',
    ],
    [
      'own',
      [flow('sales', 150)],
      [flow('sales', 90), flow('subsidy', 10)],
      '2020年收入合计 150.00 元，比上年增加 50.00 元，增加额中没有补助。',
    ],
    [
      'none',
      [flow('sales', 60), flow('subsidy', 30)],
      [flow('sales', 100)],
      '2020年收入合计 90.00 元，比上年减少 10.00 元；补助增加 30.00 元，扣除补助后减少 40.00 元。',
    ],
  ] as const)('%s', (verdict, current, prior, zh) => {
    const found = report([...current], [...prior])
    expect(found.verdict).toBe(verdict)
    expect(found.sentence.zh).toBe(zh)
  })

  test('lines add up, red ink and lines without a source included', () => {
    const found = report([flow('sales', 100, 20), flow(null, 7)], [flow('lease', 5)])
    expect(
      found.lines.map(({ label, current, prior, growth }) => [label.zh, current, prior, growth]),
    ).toEqual([
      ['产品销售', 8000n, 0n, 8000n],
      ['租赁', 0n, 500n, -500n],
      ['未分来源', 700n, 0n, 700n],
    ])
    expect(found.current).toBe(8700n)
    expect(found.lines[0]?.share).toEqual(fraction(80, 87))
  })

  test('it must be rows 1, 2 and 8 of statement 02', () => {
    const books = booksOf([
      {
        period: 202001,
        lines: [
          { account: '102', debit: 8700n, credit: 0n },
          { account: '501', debit: 0n, credit: 8000n },
          { account: '502', debit: 0n, credit: 700n },
        ],
      },
    ])
    const form = surplusStatement(books, null)
    expect(incomeTies(report([flow('sales', 80), flow('other', 7)], []), form).outcome).toBe(
      'passes',
    )
    expect(incomeTies(report([flow('sales', 80)], []), form).difference).toBe(-700n)
  })
})

const village = (
  id: string,
  base: bigint | null,
  current: bigint | null,
  estimate = false,
): UnitIncome => ({
  id,
  name: id,
  base: base === null ? null : fen(base),
  current: current === null ? null : fen(current),
  mark: estimate ? 'estimate' : 'actual',
})
const VILLAGES = {
  count: 296,
  name: { zh: '党支部领办合作社的村', en: 'villages with such a co-op' },
  average: { zh: '村集体村均', en: 'average collective' },
}

describe('increase per village and household', () => {
  test('7.4 million yuan over 296 villages is 25,000 yuan, marked as an estimate', () => {
    const found = incomeIncrease({
      baseYear: 2019,
      year: 2020,
      units: [village('a', 0n, 740_000_000n, true)],
      denominator: VILLAGES,
    })
    expect(found.perUnit).toEqual(fraction(2_500_000))
    expect(found.sentence.zh).toBe(
      '2020年比2019年村集体村均增收 25,000.00 元（预计数），按党支部领办合作社的村 296 计算。',
    )
    expect(found.formula.zh).toContain('÷ 党支部领办合作社的村 296')
  })

  test('missing figures are left out and said; averages are exact, cut only for reading', () => {
    const found = incomeIncrease({
      baseYear: 2019,
      year: 2020,
      units: [village('a', 100n, 200n), village('b', null, 900n)],
      denominator: { ...VILLAGES, count: 3 },
    })
    expect(found).toMatchObject({ increase: 100n, mark: 'actual', missing: ['b'] })
    expect(found.perUnit).toEqual(fraction(100, 3))
    expect(averageText(fraction(100, 3))).toBe('约 0.33')
    expect(found.sentence.zh).toContain('缺数 1 个单位未计入')
  })

  test('nothing to divide by is said, not computed', () => {
    const found = incomeIncrease({
      baseYear: 2019,
      year: 2020,
      units: [],
      denominator: { ...VILLAGES, count: 0 },
    })
    expect(found.perUnit).toBeNull()
    expect(found.sentence.zh).toContain('无法计算')
  })

  test('clearing zero and doubling need actual figures', () => {
    const found = doubling({
      baseYear: 2019,
      year: 2020,
      zeroLine: fen(0),
      units: [
        village('cleared', 0n, 1n),
        village('promised', 0n, 1n, true),
        village('doubled', 10n, 20n),
        village('short', 10n, 19n),
        village('hoped', 10n, 20n, true),
        village('unknown', null, 5n),
      ],
    })
    expect(found.villages.map(({ state }) => state)).toEqual([
      'cleared',
      'zero',
      'doubled',
      'growing',
      'growing',
      'no-figure',
    ])
    expect(found.villages[3]?.progress).toEqual(fraction(19, 20))
    expect(found.counts).toMatchObject({ growing: 2, zero: 1 })
  })
})

test('without books of the year before nothing is compared', () => {
  const { verdict, sentence } = report([flow('subsidy', 50)], null)
  expect(verdict).toBe('unknown')
  expect(sentence.zh).toBe('2020年收入合计 50.00 元；上年同期没有账，不作比较。')
})

test('an average that fell is said as a decrease', () => {
  const { sentence } = incomeIncrease({
    baseYear: 2019,
    year: 2020,
    units: [{ id: 'a', name: '甲村', base: fen(300), current: fen(100), mark: 'actual' }],
    denominator: {
      count: 1,
      name: text('村', 'villages'),
      average: text('村均', 'per village'),
    },
  })
  expect(sentence.zh).toBe('2020年比2019年村均减收 2.00 元（实际数），按村 1 计算。')
})

describe('the figures of a village', () => {
  const claim = (amount: number) => ({ amount: fen(amount), mark: 'claim' as const })
  const of = (base: number | null, proven: number | null, reported: number | null) => ({
    base: { proven: null, reported: base === null ? null : claim(base) },
    current: {
      proven: proven === null ? null : fen(proven),
      reported: reported === null ? null : claim(reported),
    },
  })

  test.each([
    ['a report above the books stands as reported', of(100, 50, 80), null, 80n, 'claim'],
    ['a report below the books gives way to them', of(100, 50, 20), null, 50n, 'actual'],
    [
      'the books prove the doubling, the larger report does not',
      of(100, 200, 999),
      0,
      200n,
      'actual',
    ],
    ['the books do not suffice', of(100, 199, 999), 0, 999n, 'claim'],
    ['one fen above the line proves that zero is left', of(0, 1, 999), 0, 1n, 'actual'],
    ['nothing known', of(null, null, null), 0, null, 'actual'],
  ] as const)('%s', (_, figures, line, current, mark) => {
    const found = judged(figures, line === null ? null : fen(line))
    expect([found.current, found.currentMark]).toEqual([current, mark])
  })
})
