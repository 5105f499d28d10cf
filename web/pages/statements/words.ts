import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'

/* The closed lists of the statements as people read them, and the periods they are made for. */

export const FORMS = [
  '01',
  '02',
  '03',
  'notes',
  'trial-balance',
  'income',
  'member-account',
] as const
export type Form = (typeof FORMS)[number]

export const FORM_WORDS: Readonly<Record<Form, Text>> = {
  '01': text('资产负债表', 'Balance sheet'),
  '02': text('盈余及盈余分配表', 'Surplus'),
  '03': text('成员权益变动表', 'Equity'),
  notes: text('附注', 'Notes'),
  'trial-balance': text('科目余额表', 'Trial balance'),
  income: text('收入来源', 'Income'),
  'member-account': text('成员账户', 'Member account'),
}

export const ROLL_UP_FORMS = ['01', '02', '03'] as const
export type RollUpForm = (typeof ROLL_UP_FORMS)[number]

export type Finding = Out<'statements'>['findings'][number]
export type State = Out<'readVillageIncome'>['villages'][number]['state']
export type Verdict = Out<'readIncome'>['income']['verdict']

export const STATES = ['zero', 'cleared', 'growing', 'doubled', 'no-figure'] as const

export const STATE_WORDS: Readonly<Record<State, Text>> = {
  zero: text('空白', 'at zero'),
  cleared: text('已清零', 'left zero'),
  growing: text('未翻番', 'not doubled'),
  doubled: text('已翻番', 'doubled'),
  'no-figure': text('缺数', 'no figure'),
}
export const STATE_TONES: Readonly<Partial<Record<State, 'fail' | 'depends' | 'pass'>>> = {
  zero: 'fail',
  growing: 'depends',
  cleared: 'pass',
  doubled: 'pass',
}

export const VERDICT_WORDS: Readonly<Record<Verdict, Text>> = {
  unknown: text('上年没有账', 'no books before'),
  none: text('没有增长', 'no growth'),
  own: text('靠经营', 'own business'),
  partly: text('部分靠补助', 'partly subsidies'),
  mostly: text('主要靠补助', 'mostly subsidies'),
  all: text('全靠补助', 'all subsidies'),
}
export const VERDICT_TONES: Readonly<Partial<Record<Verdict, 'fail' | 'depends' | 'pass'>>> = {
  own: 'pass',
  partly: 'depends',
  mostly: 'depends',
  all: 'fail',
}

export const MARK_WORDS: Readonly<Record<'actual' | 'claim' | 'estimate', Text>> = {
  actual: text('账簿', 'books'),
  claim: text('申报', 'reported'),
  estimate: text('预计', 'estimate'),
}

export const ABOUT_WORDS: Readonly<Record<'collective' | 'households', Text>> = {
  collective: text('村集体收入', 'of the collective'),
  households: text('入社农户收入合计', 'of all joined households'),
}

/** The parts of a year a report may be made for; the empty one is the whole year. */
export const PARTS = [
  '',
  ...Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0')),
  'Q1',
  'Q2',
  'Q3',
  'Q4',
  'H1',
  'H2',
] as const

export function partName(part: string): Text {
  if (part === '') return text('全年', 'Whole year')
  if (part === 'H1') return text('上半年', 'First half')
  if (part === 'H2') return text('下半年', 'Second half')
  if (part.startsWith('Q')) return text(`第${part.slice(1)}季度`, `Quarter ${part.slice(1)}`)
  return text(`${Number(part)}月`, `Month ${Number(part)}`)
}

/** Year and part of a period as written in the address. */
export const splitPeriod = (period: string): { readonly year: number; readonly part: string } => ({
  year: Number(period.slice(0, 4)),
  part: period.slice(5),
})

export const joinPeriod = (year: number, part: string): string =>
  part === '' ? String(year) : `${year}-${part}`

/** The last month that is over on a day: what a report is usually asked for. */
export function lastMonth(today: string): string {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
}

/** The periods of the books behind a report: January, and the last whose postings are in its balances. */
export function bookSpan(period: string): { readonly from: number; readonly to: number } {
  const { year, part } = splitPeriod(period)
  const last = part.startsWith('Q')
    ? Number(part.slice(1)) * 3
    : part.startsWith('H')
      ? Number(part.slice(1)) * 6
      : Number(part === '' ? 13 : part)
  return { from: year * 100 + 1, to: year * 100 + last }
}
