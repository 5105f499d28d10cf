import { type Text, text } from '../../../kernel/text.ts'
import type { Account, AccountClass, Dimension } from '../model.ts'

/*
 * The chart of accounts of 财会〔2021〕37号: its 48 accounts, the two it names as optional (109, 122) and
 * the sub-accounts of 332 that the statements ask for. Everything else is a sub-account of a co-op.
 */

interface More {
  readonly dimension?: Dimension
  readonly twoSided?: boolean
  readonly zeroAtYearEnd?: boolean
}

type Row = readonly [code: string, zh: string, en: string, more?: More]
type Side = Account['side']

const TWO_SIDED = { twoSided: true } as const
const CLOSED = { zeroAtYearEnd: true } as const
const by = (dimension: Dimension): More => ({ dimension })

const rows = (kind: AccountClass, side: Side, list: readonly Row[]): Account[] =>
  list.map(([code, zh, en, more = {}]) => ({
    code,
    name: text(zh, en),
    class: kind,
    side,
    dimension: more.dimension ?? null,
    twoSided: more.twoSided ?? false,
    zeroAtYearEnd: more.zeroAtYearEnd ?? false,
  }))

const ASSETS = rows('asset', 'debit', [
  ['101', '库存现金', 'Cash on hand'],
  ['102', '银行存款', 'Bank deposits', by('bank')],
  ['113', '应收款', 'Receivables', by('counterparty')],
  ['114', '成员往来', 'Current accounts with members', { dimension: 'member', twoSided: true }],
  ['121', '产品物资', 'Products and materials'],
  ['124', '委托加工物资', 'Materials sent for processing'],
  ['125', '委托代销商品', 'Goods out on consignment'],
  ['127', '受托代购商品', 'Goods bought as agent'],
  ['128', '受托代销商品', 'Goods held for sale as agent'],
  ['131', '对外投资', 'Investments'],
  ['141', '消耗性生物资产', 'Consumable biological assets'],
  ['142', '生产性生物资产', 'Productive biological assets'],
  ['144', '公益性生物资产', 'Public-benefit biological assets'],
  ['151', '固定资产', 'Fixed assets'],
  ['153', '在建工程', 'Construction in progress'],
  ['154', '固定资产清理', 'Disposal of fixed assets', TWO_SIDED],
  ['161', '无形资产', 'Intangible assets'],
  ['171', '长期待摊费用', 'Long-term deferred expenses'],
  // Shortages stand on the debit, overages on the credit until they are decided on.
  ['181', '待处理财产损溢', 'Losses and overages to be settled', { ...TWO_SIDED, ...CLOSED }],
])

const CONTRA_ASSETS = rows('asset', 'credit', [
  ['143', '生产性生物资产累计折旧', 'Depreciation of productive biological assets'],
  ['152', '累计折旧', 'Accumulated depreciation'],
  ['162', '累计摊销', 'Accumulated amortisation'],
])

const LIABILITIES = rows('liability', 'credit', [
  ['201', '短期借款', 'Short-term loans'],
  ['211', '应付款', 'Payables', by('counterparty')],
  ['212', '应付工资', 'Wages payable'],
  ['213', '应付劳务费', 'Casual labour payable', by('worker')],
  ['214', '应交税费', 'Taxes payable', TWO_SIDED],
  ['215', '应付利息', 'Interest payable'],
  ['221', '应付盈余返还', 'Surplus return payable', by('member')],
  ['222', '应付剩余盈余', 'Residual surplus payable', by('member')],
  ['231', '长期借款', 'Long-term loans'],
  ['235', '专项应付款', 'Grants to be spent', by('project')],
])

const EQUITY = rows('equity', 'credit', [
  ['301', '股金', 'Member contributions', by('member')],
  ['311', '专项基金', 'Special fund', by('source')],
  ['321', '资本公积', 'Capital reserve'],
  ['322', '盈余公积', 'Surplus reserve'],
  ['331', '本年盈余', 'Surplus of the year', { ...TWO_SIDED, ...CLOSED }],
  ['332', '盈余分配', 'Distribution of surplus', TWO_SIDED],
])

const COSTS = rows('cost', 'debit', [['401', '生产成本', 'Production cost']])

const REVENUE = rows('revenue', 'credit', [
  ['501', '经营收入', 'Operating income', CLOSED],
  ['502', '其他收入', 'Other income', CLOSED],
  ['511', '投资收益', 'Investment income', { ...TWO_SIDED, ...CLOSED }],
])

const EXPENSES = rows('expense', 'debit', [
  ['521', '经营支出', 'Operating expenses', CLOSED],
  ['522', '税金及附加', 'Taxes and surcharges', CLOSED],
  ['523', '管理费用', 'Administrative expenses', CLOSED],
  // Interest earned is credited here: more earned than paid is nothing unusual.
  ['524', '财务费用', 'Financial expenses', { ...TWO_SIDED, ...CLOSED }],
  ['529', '其他支出', 'Other expenses', CLOSED],
  ['531', '所得税费用', 'Income tax', CLOSED],
])

/** The 48 accounts of the system, by code. */
export const NATIONAL_ACCOUNTS: readonly Account[] = [
  ...ASSETS,
  ...CONTRA_ASSETS,
  ...LIABILITIES,
  ...EQUITY,
  ...COSTS,
  ...REVENUE,
  ...EXPENSES,
].toSorted((a, b) => Number(a.code) - Number(b.code))

/** Accounts that the system itself names for those who need them. */
export const OPTIONAL_ACCOUNTS: readonly Account[] = rows('asset', 'debit', [
  ['109', '其他货币资金', 'Other money (payment platforms)'],
  ['122', '包装物', 'Packaging'],
])

/** Sub-accounts of 332 that every co-op has: the lines of 盈余及盈余分配表 are read from them. */
export const DISTRIBUTION_ACCOUNTS: readonly Account[] = rows('equity', 'credit', [
  ['33201', '各项分配', 'Distributions', { ...TWO_SIDED, ...CLOSED }],
  ['3320101', '提取盈余公积', 'Extracted to the surplus reserve', { ...TWO_SIDED, ...CLOSED }],
  ['3320102', '盈余返还', 'Surplus return', { ...TWO_SIDED, ...CLOSED }],
  ['3320103', '剩余盈余分配', 'Residual distribution', { ...TWO_SIDED, ...CLOSED }],
  ['3320104', '转为成员出资', 'Turned into contributions', { ...TWO_SIDED, ...CLOSED }],
  ['33202', '未分配盈余', 'Undistributed surplus', TWO_SIDED],
  ['33203', '其他转入', 'Other transfers in', { ...TWO_SIDED, ...CLOSED }],
])

/** Every account that a book has without adding any, by code as text. */
export const CHART: readonly Account[] = [
  ...NATIONAL_ACCOUNTS,
  ...OPTIONAL_ACCOUNTS,
  ...DISTRIBUTION_ACCOUNTS,
].toSorted((a, b) => (a.code < b.code ? -1 : 1))

/** Three digits of the national account and two for each level below. */
const ACCOUNT_CODE = /^[1-5]\d{2}(?:\d{2}){0,3}$/

export const isAccountCode = (code: string): boolean => ACCOUNT_CODE.test(code)

/** The national account that a code belongs to: '3320102' → '332'. */
export const topCode = (code: string): string => code.slice(0, 3)

/** The code one level up; null for a national account. */
export const parentCode = (code: string): string | null =>
  code.length <= 3 ? null : code.slice(0, -2)

/** Whether `code` is `ancestor` or lies below it. */
export const liesUnder = (code: string, ancestor: string): boolean => code.startsWith(ancestor)

/** Whether the account holds money at hand: cash, bank, payment platforms. */
export const isMoney = (code: string): boolean => ['101', '102', '109'].includes(topCode(code))

const RESULT_CLASSES: ReadonlySet<AccountClass> = new Set(['revenue', 'expense'])

/** Whether the account is income or expense and is transferred to 331 at the year's end. */
export const isResult = (account: Account): boolean => RESULT_CLASSES.has(account.class)

/** An account that a co-op has added below the built-in ones. */
export interface OwnAccount {
  readonly code: string
  readonly name: string
  readonly retired?: boolean
}

/** The accounts of one co-op: the built-in ones and its own below them. */
export interface Chart {
  /** Every account, by code as text. */
  readonly accounts: readonly Account[]
  /** The account with exactly this code. */
  readonly exact: (code: string) => Account | null
  /** The account with the longest known prefix of this code; null when not even the national one is known. */
  readonly nearest: (code: string) => Account | null
  /** Whether accounts lie below: such an account only adds up and takes no postings. */
  readonly hasChildren: (code: string) => boolean
  readonly isRetired: (code: string) => boolean
  /** The name from the national account down: 盈余分配—各项分配—盈余返还. */
  readonly fullName: (code: string) => Text
}

/**
 * The chart of a co-op with its own accounts: class, side and what a line must name come from the account
 * above. Accounts below an unknown national one are left out.
 */
export function chartWith(own: readonly OwnAccount[]): Chart {
  const known = new Map(CHART.map((account) => [account.code, account]))
  const path = (code: string): Account[] => {
    const above = parentCode(code)
    const account = known.get(code)
    return [...(above === null ? [] : path(above)), ...(account === undefined ? [] : [account])]
  }
  for (const { code, name } of own.toSorted((a, b) => a.code.length - b.code.length)) {
    const above = path(code).at(-1)
    if (above !== undefined) known.set(code, { ...above, code, name: text(name, name) })
  }
  const parents = new Set([...known.keys()].map(parentCode))
  const retired = new Set(own.filter((one) => one.retired === true).map(({ code }) => code))
  return {
    accounts: [...known.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    exact: (code) => known.get(code) ?? null,
    nearest: (code) => {
      for (let at: string | null = code; at !== null; at = parentCode(at)) {
        const account = known.get(at)
        if (account !== undefined) return account
      }
      return null
    },
    // A parent whose sub-accounts are all out of use stays a parent: its balance lies below.
    hasChildren: (code) => parents.has(code),
    isRetired: (code) => retired.has(code),
    fullName: (code) => {
      const names = path(code).map(({ name }) => name)
      return text(names.map(({ zh }) => zh).join('—'), names.map(({ en }) => en).join(' - '))
    },
  }
}

/** The chart of a co-op that has added nothing. */
export const NATIONAL_CHART: Chart = chartWith([])

/** The built-in account with the longest known prefix of `code`. */
export const accountOf = (code: string): Account | null => NATIONAL_CHART.nearest(code)
