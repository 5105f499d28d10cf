import { describe, expect, test } from 'vitest'
import {
  accountOf,
  CHART,
  chartWith,
  isAccountCode,
  isMoney,
  isResult,
  NATIONAL_ACCOUNTS,
  NATIONAL_CHART,
  OPTIONAL_ACCOUNTS,
} from './chart.ts'

/** 财会〔2021〕37号, 会计科目名称和编号, in its own order. */
const SYSTEM = `101 库存现金 102 银行存款 113 应收款 114 成员往来 121 产品物资 124 委托加工物资 125 委托代销商品
127 受托代购商品 128 受托代销商品 131 对外投资 141 消耗性生物资产 142 生产性生物资产 143 生产性生物资产累计折旧
144 公益性生物资产 151 固定资产 152 累计折旧 153 在建工程 154 固定资产清理 161 无形资产 162 累计摊销
171 长期待摊费用 181 待处理财产损溢 201 短期借款 211 应付款 212 应付工资 213 应付劳务费 214 应交税费
215 应付利息 221 应付盈余返还 222 应付剩余盈余 231 长期借款 235 专项应付款 301 股金 311 专项基金 321 资本公积
322 盈余公积 331 本年盈余 332 盈余分配 401 生产成本 501 经营收入 502 其他收入 511 投资收益 521 经营支出
522 税金及附加 523 管理费用 524 财务费用 529 其他支出 531 所得税费用`

const codes = (pick: (code: string) => boolean): string =>
  NATIONAL_ACCOUNTS.filter(({ code }) => pick(code))
    .map(({ code }) => code)
    .join(' ')

describe('the national chart', () => {
  test('is the one of the system', () => {
    expect(NATIONAL_ACCOUNTS).toHaveLength(48)
    const listed = NATIONAL_ACCOUNTS.map(({ code, name }) => `${code} ${name.zh}`)
    expect(listed.join(' ')).toBe(SYSTEM.replaceAll('\n', ' '))
    expect(OPTIONAL_ACCOUNTS.map(({ code }) => code)).toEqual(['109', '122'])
    expect(new Set(CHART.map(({ code }) => code)).size).toBe(CHART.length)
  })

  test('every account stands on its side', () => {
    const side = (code: string) => accountOf(code)?.side
    // Assets, cost and expense on the debit, but for what reduces an asset.
    expect(codes((code) => side(code) === 'debit')).toBe(
      '101 102 113 114 121 124 125 127 128 131 141 142 144 151 153 154 161 171 181 401 521 522 523 524 529 531',
    )
    expect(codes((code) => accountOf(code)?.twoSided === true)).toBe(
      '114 154 181 214 331 332 511 524',
    )
    expect(codes((code) => accountOf(code)?.zeroAtYearEnd === true)).toBe(
      '181 331 501 502 511 521 522 523 524 529 531',
    )
    expect(NATIONAL_ACCOUNTS.filter(isResult)).toHaveLength(9)
  })

  test('lines name whom the system asks for', () => {
    const named = NATIONAL_ACCOUNTS.flatMap(({ code, dimension }) =>
      dimension === null ? [] : [`${code} ${dimension}`],
    )
    expect(named).toEqual([
      '102 bank',
      '113 counterparty',
      '114 member',
      '211 counterparty',
      '213 worker',
      '221 member',
      '222 member',
      '235 project',
      '301 member',
      '311 source',
    ])
  })

  test('finds the account of a code by its longest known prefix', () => {
    expect(accountOf('10201')?.code).toBe('102')
    expect(accountOf('332010299')?.code).toBe('3320102')
    expect(accountOf('33299')?.code).toBe('332')
    expect(accountOf('999')).toBe(null)
    expect(NATIONAL_CHART.fullName('3320102').zh).toBe('盈余分配—各项分配—盈余返还')
    expect(
      ['10', '1020', '102', '10201', '332010101', '33201010101', '602'].filter(isAccountCode),
    ).toEqual(['102', '10201', '332010101'])
    expect(['101', '10201', '109', '113'].filter(isMoney)).toEqual(['101', '10201', '109'])
  })
})

describe('the chart of a co-op', () => {
  const chart = chartWith([
    { code: '1020101', name: '基本户' },
    { code: '10201', name: '农商行' },
    { code: '12101', name: '生姜', retired: true },
    { code: '99901', name: '不存在' },
  ])

  test('sub-accounts are like the account above', () => {
    expect(chart.exact('1020101')).toMatchObject({
      class: 'asset',
      side: 'debit',
      dimension: 'bank',
      name: { zh: '基本户', en: '基本户' },
    })
    expect(chart.fullName('1020101').zh).toBe('银行存款—农商行—基本户')
    expect(chart.exact('10202')).toBe(null)
    expect(chart.nearest('10202')?.code).toBe('102')
    expect(chart.exact('99901')).toBe(null)
  })

  test('knows where postings may not go', () => {
    expect(['102', '10201', '1020101', '332', '101'].map(chart.hasChildren)).toEqual([
      true,
      true,
      false,
      true,
      false,
    ])
    expect(chart.isRetired('12101')).toBe(true)
    expect(chart.isRetired('10201')).toBe(false)
  })
})
