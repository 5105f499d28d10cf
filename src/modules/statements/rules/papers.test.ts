import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { fraction } from '../../../kernel/fraction.ts'
import { fen } from '../../../kernel/money.ts'
import type { MemberAccountEntry, MemberAccountFacts, NoteFacts } from '../model/facts.ts'
import {
  bookPeriods,
  cumulativeName,
  lastDay,
  parseReportPeriod,
  periodName,
  writeReportPeriod,
} from '../model/period.ts'
import { balanceSheet } from './balance-sheet.ts'
import { equityStatement } from './equity.ts'
import { memberAccount, quantityText } from './member-account.ts'
import { notes } from './notes.ts'
import { memberAccountPaper, notesPaper } from './papers/books.ts'
import { balanceSheetPaper, equityPaper, surplusPaper } from './papers/statements.ts'
import { surplusStatement } from './surplus.ts'
import { booksOf } from './testing.ts'

const HEAD = { coopName: '示例合作社', language: 'zh' } as const
const YEAR = { kind: 'year', year: 2020 } as const
const books = booksOf([
  {
    period: 202001,
    lines: [
      { account: '102', debit: 123_456_789n, credit: 0n },
      { account: '301', debit: 0n, credit: 123_456_789n, who: 'M1', item: 'contribution' },
    ],
  },
])
const statements = {
  balanceSheet: balanceSheet(books),
  surplus: surplusStatement(books, null),
  equity: equityStatement(books),
}

describe('forms', () => {
  test('01: two halves, totals on the last line, equity right above them', () => {
    const paper = balanceSheetPaper(HEAD, YEAR, statements.balanceSheet)
    expect(paper).toMatchObject({ form: '会农社01表', period: '2020年12月31日', unit: '单位：元' })
    expect(paper.signatures).toEqual(['单位负责人', '会计主管', '制表'])
    const rows = paper.sections[0]?.rows ?? []
    expect(rows).toHaveLength(24)
    expect(rows.at(-1)?.cells).toEqual([
      '资产总计',
      '22',
      123_456_789n,
      0n,
      '负债和所有者权益总计',
      '42',
      123_456_789n,
      0n,
    ])
    expect(rows.map(({ cells }) => cells[5]).filter((row) => row !== null)).toHaveLength(20)
    expect(rows.at(-8)?.cells[4]).toBe('所有者权益：')
  })

  test('02 leaves a missing prior year blank', () => {
    const paper = surplusPaper(HEAD, { kind: 'quarter', year: 2020, part: 2 }, statements.surplus)
    expect(paper.period).toBe('2020年1—6月')
    expect(paper.sections[0]?.rows.map(({ cells }) => cells[3])).toEqual(
      Array.from({ length: 20 }, () => null),
    )
  })

  test('03 prints 弥补亏损 under 资本公积 only', () => {
    const rows = equityPaper(HEAD, YEAR, statements.equity).sections[0]?.rows ?? []
    const places = rows.flatMap(({ cells }) =>
      cells.flatMap((cell, i) => (cell === '弥补亏损' ? [i] : [])),
    )
    expect(places).toEqual([3])
    expect(rows[0]?.cells).toHaveLength(7)
  })
})

const NO_CHANGE = {
  assistedContribution: fen(0),
  otherContribution: fen(0),
  reserveShare: fen(0),
  grantShare: fen(0),
  donationShare: fen(0),
}
const entry = (parts: Partial<MemberAccountEntry>): MemberAccountEntry => ({
  ...NO_CHANGE,
  onDate: date('2020-10-01'),
  summary: '交售',
  volumes: new Map(),
  values: new Map(),
  surplusReturn: fen(0),
  residual: fen(0),
  ...parts,
})
const facts: MemberAccountFacts = {
  member: { number: '0006', name: '张三', address: '示例村' },
  year: 2020,
  products: [
    { id: 'g', name: '生姜', unit: '公斤' },
    { id: 's', name: '大蒜', unit: '公斤' },
  ],
  opening: { ...NO_CHANGE, otherContribution: fen(14_000_000), reserveShare: fen(840_000) },
  entries: [
    entry({ volumes: new Map([['g', fraction(25, 2)]]), values: new Map([['g', fen(1_000)]]) }),
    entry({ volumes: new Map([['g', fraction(1, 8)]]), assistedContribution: fen(5_000) }),
    entry({ reserveShare: fen(224_000), surplusReturn: fen(2_563_176), residual: fen(699_408) }),
  ],
}

describe('member account', () => {
  test('holdings end as balances, deliveries and distributions as totals', () => {
    const rows = memberAccount(facts)
    expect(rows.map(({ number }) => number)).toEqual([null, 1, 2, 3, null])
    expect(rows.at(-1)).toMatchObject({
      holding: {
        assistedContribution: 5_000n,
        otherContribution: 14_000_000n,
        reserveShare: 1_064_000n,
      },
      volumes: [fraction(101, 8), fraction(0)],
      values: [1_000n, 0n],
      surplusReturn: 2_563_176n,
      residual: 699_408n,
    })
    expect(quantityText(fraction(101, 8))).toBe('12.625')
  })

  test('the columns of the official form', () => {
    const [table] = memberAccountPaper(HEAD, facts, memberAccount(facts)).sections
    expect(
      table?.columns.map(({ title, group }) => (group === undefined ? title : `${group}/${title}`)),
    ).toEqual([
      '编号',
      '日期',
      '摘要',
      '成员出资/来源于到户类扶贫项目资产的出资额',
      '成员出资/其他来源的出资额',
      '公积金份额',
      '接受国家财政直接补助形成财产量化份额',
      '接受他人捐赠形成财产量化份额',
      '交易量/生姜（公斤）',
      '交易量/大蒜（公斤）',
      '交易额/生姜',
      '交易额/大蒜',
      '盈余返还金额',
      '剩余盈余分配金额',
    ])
    for (const row of table?.rows ?? []) expect(row.cells).toHaveLength(14)
  })
})

test('notes: nine items in order, what is missing is said', () => {
  const given: NoteFacts = {
    coopName: '示例合作社',
    members: 8,
    farmers: 7,
    unitMembers: 1,
    contributions: fen(100),
    servedMembers: null,
    mainBusiness: '种植。',
    officers: [],
    keyItems: '应收款主要是合作社联合社欠付的生姜款。',
    holdings: [],
    lossesNotWrittenOff: [{ name: '应收款', amount: fen(500), remark: '债务人死亡' }],
    nominalAssets: [],
    mainBusinessChange: '无。',
    foreignTrade: '无。',
    majorMatters: [],
    donations: [],
    support: [],
    tradeWithMembers: fen(300),
    tradeWithOthers: null,
    reserveRate: fraction(1, 10),
    distributionPlan: null,
    litigation: '无。',
    taxAdjustments: [],
    others: [],
  }
  const items = notes(given, statements)
  expect(items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(items.flatMap(({ missing }) => missing)).toEqual([
    '主要服务对象',
    '与非成员的交易额',
    '盈余分配方案、亏损处理方案',
  ])
  const headings = notesPaper(HEAD, YEAR, items).sections.flatMap(({ heading }) => heading ?? [])
  expect(headings[0]).toBe('一、遵循农民专业合作社会计制度的声明')
  expect(headings.at(-1)).toBe('九、根据国家有关法律法规等规定，需要在附注中说明的其他事项')
  expect(items[4]?.sections[0]?.rows[0]?.cells).toEqual(['应收款', 500n, '债务人死亡'])
  expect(items[3]?.sections[1]?.paragraphs).toEqual(['应收款主要是合作社联合社欠付的生姜款。'])
  expect(items[2]?.sections[0]?.paragraphs).toEqual(['无。'])
  expect(items[1]?.sections[0]?.paragraphs[0]).toContain('农民成员 7 名，占 87.50%')
  const unsaid = notes({ ...given, officers: null, keyItems: null }, statements)
  expect(unsaid[2]).toMatchObject({ missing: ['理事长、理事、执行监事、监事会名单及变动情况'] })
  expect(unsaid[3]?.sections).toHaveLength(1)
})

describe('periods', () => {
  test.each([
    ['2020', 202001, 202012, 202013, '2020-12-31', '2020年度', '2020年度'],
    ['2020-H1', 202001, 202006, 202006, '2020-06-30', '2020年上半年', '2020年1—6月'],
    ['2020-H2', 202007, 202012, 202012, '2020-12-31', '2020年下半年', '2020年1—12月'],
    ['2020-Q1', 202001, 202003, 202003, '2020-03-31', '2020年第1季度', '2020年1—3月'],
    ['2020-02', 202002, 202002, 202002, '2020-02-29', '2020年2月', '2020年1—2月'],
    ['2019-01', 201901, 201901, 201901, '2019-01-31', '2019年1月', '2019年1月'],
  ])('%s', (written, first, last, through, day, name, cumulative) => {
    const period = parseReportPeriod(written)
    if (period === null) return expect(written).toBe('a period')
    expect(writeReportPeriod(period)).toBe(written)
    expect(bookPeriods(period)).toEqual({
      opening: Math.floor(first / 100) * 100,
      first,
      last,
      through,
    })
    expect(lastDay(period)).toBe(day)
    expect(periodName(period).zh).toBe(name)
    expect(cumulativeName(period).zh).toBe(cumulative)
  })

  test.each(['', '20', '2020-13', '2020-00', '2020-Q5', '2020-H3', '2020-1', '0000', '2020-06-30'])(
    '%s is no period',
    (written) => expect(parseReportPeriod(written)).toBeNull(),
  )
})
