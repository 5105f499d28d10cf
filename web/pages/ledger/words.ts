import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'
import { say } from '../../locale/translate.ts'

/* The closed lists of the books as people read them. */

export type DraftRow = Out<'listDrafts'>['rows'][number]
export type VoucherRow = Out<'listVouchers'>['rows'][number]
export type BookRow = Out<'listBooks'>['rows'][number]
export type ChartAccount = Out<'readChart'>['accounts'][number]
export type Party = Out<'listParties'>['rows'][number]
export type PartyKind = Party['kind']
export type Kind = DraftRow['kind']

export const KINDS = ['general', 'receipt', 'payment', 'transfer'] as const

export const KIND_WORDS: Readonly<Record<VoucherRow['kind'], Text>> = {
  general: text('记账凭证', 'Journal voucher'),
  receipt: text('收款凭证', 'Receipt voucher'),
  payment: text('付款凭证', 'Payment voucher'),
  transfer: text('转账凭证', 'Transfer voucher'),
  opening: text('期初余额', 'Opening balances'),
}

const KIND_MARKS: Readonly<Record<VoucherRow['kind'], Text>> = {
  general: text('记', 'J'),
  receipt: text('收', 'R'),
  payment: text('付', 'P'),
  transfer: text('转', 'T'),
  opening: text('期初', 'O'),
}

/** How a voucher is spoken of: 记-12. */
export const voucherLabel = (voucher: {
  readonly kind: VoucherRow['kind']
  readonly number: number
}): string => `${say(KIND_MARKS[voucher.kind])}-${voucher.number}`

export const STATUS_WORDS: Readonly<Record<DraftRow['status'], Text>> = {
  draft: text('草稿', 'Draft'),
  submitted: text('待审核', 'Waiting for approval'),
  returned: text('已退回', 'Returned'),
  posted: text('已过账', 'Posted'),
  discarded: text('已作废', 'Discarded'),
}

export const STATUS_TONES: Readonly<
  Partial<Record<DraftRow['status'], 'fail' | 'depends' | 'pass'>>
> = { submitted: 'depends', returned: 'fail', posted: 'pass' }

export const PARTY_KINDS = ['counterparty', 'worker', 'project', 'source', 'bank'] as const

export const PARTY_WORDS: Readonly<Record<PartyKind, Text>> = {
  counterparty: text('往来单位或个人', 'Counterparty'),
  worker: text('劳务人员', 'Casual worker'),
  project: text('补助项目', 'Grant project'),
  source: text('资金来源', 'Source of funds'),
  bank: text('开户行账户', 'Bank account'),
}

export const CLASS_WORDS: Readonly<Record<string, Text>> = {
  asset: text('资产', 'Assets'),
  liability: text('负债', 'Liabilities'),
  equity: text('所有者权益', 'Equity'),
  cost: text('成本', 'Costs'),
  revenue: text('收入', 'Revenue'),
  expense: text('支出', 'Expenses'),
}

export const ITEM_WORDS: Readonly<Record<string, Text>> = {
  contribution: text('成员出资', 'Contribution'),
  capital_reserve_to_contribution: text('资本公积转增', 'Capital reserve to contribution'),
  surplus_reserve_to_contribution: text('盈余公积转增', 'Surplus reserve to contribution'),
  surplus_to_contribution: text('盈余转为出资', 'Surplus to contribution'),
  state_grant: text('财政补助', 'State grant'),
  donation: text('捐赠', 'Donation'),
  revaluation: text('资产评估增值', 'Revaluation'),
  from_surplus: text('从盈余中提取', 'Set aside from surplus'),
  loss_cover: text('弥补亏损', 'Cover of a loss'),
  exit: text('成员退社', 'Exit of a member'),
  sales: text('产品销售', 'Sales'),
  service: text('服务', 'Services'),
  land: text('土地经营', 'Land'),
  labour: text('劳务', 'Labour'),
  processing: text('加工', 'Processing'),
  tourism: text('乡村旅游', 'Tourism'),
  lease: text('租赁', 'Lease'),
  subsidy: text('补助', 'Subsidy'),
  investment: text('投资', 'Investment'),
  other: text('其他', 'Other'),
}

export const itemName = (item: string): string => {
  const words = ITEM_WORDS[item]
  return words === undefined ? item : say(words)
}

const INCOME = ['sales', 'service', 'land', 'labour', 'processing', 'tourism', 'lease'] as const

/** What a line of the account may say of why it moved; the server's rules hold the same table. */
export const ITEMS_OF: Readonly<Record<string, readonly string[]>> = {
  '301': [
    'contribution',
    'capital_reserve_to_contribution',
    'surplus_reserve_to_contribution',
    'surplus_to_contribution',
    'exit',
    'other',
  ],
  '311': ['state_grant', 'donation', 'other'],
  '321': [
    'contribution',
    'capital_reserve_to_contribution',
    'revaluation',
    'loss_cover',
    'exit',
    'other',
  ],
  '322': ['from_surplus', 'surplus_reserve_to_contribution', 'loss_cover', 'exit', 'other'],
  '501': [...INCOME, 'other'],
  '502': [...INCOME, 'subsidy', 'other'],
  '511': ['investment'],
}

/** Accounts that are kept by whether their asset belongs to a poverty-alleviation project. */
export const ASSISTED_ACCOUNTS: readonly string[] = [
  '141',
  '142',
  '143',
  '144',
  '151',
  '152',
  '153',
  '154',
  '161',
  '162',
]

/** 202010 → 2020年10月; month 00 is the opening, 13 the transfers of the year's end. */
export function showPeriod(period: number): string {
  const [year, month] = [Math.floor(period / 100), period % 100]
  if (month === 0) return say(text(`${year}年期初`, `opening of ${year}`))
  if (month === 13) return say(text(`${year}年年末结转`, `year-end transfers of ${year}`))
  return say(text(`${year}年${month}月`, `${year}-${String(month).padStart(2, '0')}`))
}

export const periodOfDay = (day: string): number => Number(day.slice(0, 4) + day.slice(5, 7))

/** The month before the month of a day: what is due to be closed. */
export function monthBefore(day: string): number {
  const period = periodOfDay(day)
  return period % 100 === 1 ? period - 89 : period - 1
}

/** The period after another within the books: month 13 follows December, 00 opens the next year. */
export const periodAfter = (period: number): number =>
  period % 100 === 13 ? (Math.floor(period / 100) + 1) * 100 : period + 1

/** The periods somebody may want to look at or close: the months of this year and the year before. */
export function periodsAround(today: string): readonly number[] {
  const year = Number(today.slice(0, 4))
  const months = (of: number): number[] => Array.from({ length: 14 }, (_, m) => of * 100 + m)
  return [...months(year), ...months(year - 1)].filter(
    (period) => period <= periodOfDay(today) || period % 100 === 13,
  )
}
