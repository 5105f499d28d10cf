import type { LocalDate } from '../../kernel/date.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Text, text } from '../../kernel/text.ts'
import type { Basis } from '../approvals/index.ts'

/* The words of spending: organs, readings, limits, payees. Amounts are fen. */

/** Who may have to decide, in the order in which a case passes them. */
export const ORGANS = [
  'chair',
  'council',
  'assembly',
  'two_committees',
  'representatives',
  'supervisors',
  'town_station',
  'town_party_committee',
  'county',
] as const
export type Organ = (typeof ORGANS)[number]

/** The co-op's own organs: for each amount exactly one of them decides (农民专业合作社法 29, 33; 章程). */
export const DECIDING: readonly Organ[] = ['chair', 'council', 'assembly']

export const ORGAN_WORDS: Readonly<Record<Organ, Text>> = {
  chair: text('理事长', 'Chair'),
  council: text('理事会', 'Council'),
  assembly: text('成员(代表)大会', 'Assembly of members'),
  two_committees: text('村“两委”', 'The two village committees'),
  representatives: text('村民代表会议', 'Villagers’ representatives'),
  supervisors: text('监事会', 'Supervisors'),
  town_station: text('乡镇经管站', 'Town economic station'),
  town_party_committee: text('乡镇(街道)党(工)委', 'Town Party committee'),
  county: text('县农业农村局', 'County agriculture desk'),
}

/** How "1万元以上" is read (practice.md R46): any reading at or above the limit asks for approval. */
export const READINGS = ['payment', 'payee', 'contract', 'project'] as const
export type Reading = (typeof READINGS)[number]

export const READING_WORDS: Readonly<Record<Reading, Text>> = {
  payment: text('单笔付款', 'A single payment'),
  payee: text('同一收款人30天内合计', 'One payee within thirty days'),
  contract: text('同一合同合计', 'One contract'),
  project: text('同一项目合计', 'One project'),
}

export const KINDS = ['expense', 'contract'] as const
export type Kind = (typeof KINDS)[number]

/** Classes of spending that a county may give limits of their own. */
export const CLASSES = [
  'supplies',
  'labour',
  'assets',
  'construction',
  'land',
  'services',
  'office',
  'finance',
  'other',
] as const
export type SpendingClass = (typeof CLASSES)[number]

export const CLASS_WORDS: Readonly<Record<SpendingClass, Text>> = {
  supplies: text('生产资料采购', 'Supplies'),
  labour: text('工资和劳务', 'Wages and labour'),
  assets: text('购置固定资产', 'Assets'),
  construction: text('工程建设', 'Construction'),
  land: text('土地流转费', 'Rent of land'),
  services: text('外包服务', 'Services bought'),
  office: text('非生产性支出(办公、差旅、招待)', 'Office, travel, hospitality'),
  finance: text('还款和利息', 'Loans and interest'),
  other: text('其他', 'Other'),
}

/** One row of the matrix: which organ from which amount on, for what, and on what that rests. */
export interface Limit {
  readonly organ: Organ
  readonly kind: Kind
  /** Empty: every class. */
  readonly classes: readonly SpendingClass[]
  /** From this amount on, the amount itself included (民法典 1259: 以上 includes the number). */
  readonly from: Fen
  /** Up to this amount, itself not included; null: without end. */
  readonly below: Fen | null
  readonly readings: readonly Reading[]
  /** Days of the window of one payee, the day of the payment among them. */
  readonly windowDays: number
  readonly basis: Basis
  /** Whether a voucher is kept out of the books without this organ's approval. */
  readonly lock: boolean
}

/** What a county sets beside the rows. */
export interface LimitTerms {
  /** From this amount on so many quotes are asked for. */
  readonly quotesFrom: Fen
  readonly quotesLeast: number
  /** Working days within which an emergency payment is approved afterwards. */
  readonly emergencyDays: number
  /** Days before its end on which a contract is shown as expiring. */
  readonly expiryDays: number
  readonly risk: RiskTerms
}

/** From which scores a risk is medium or high: of one factor (1 to 25), of all together (8 to 200). */
export interface RiskTerms {
  readonly factorMedium: number
  readonly factorHigh: number
  readonly totalMedium: number
  readonly totalHigh: number
}

/** The matrix as it counts from a day on. */
export interface Matrix {
  readonly rows: readonly Limit[]
  readonly terms: LimitTerms
}

/** A payment as the readings count it. */
export interface Paid {
  readonly payee: string
  readonly date: LocalDate
  readonly amount: bigint
  readonly contract?: string | undefined
  readonly project?: string | undefined
}

/** Something to be paid or signed, with what was paid before. */
export interface Item extends Paid {
  readonly kind: Kind
  readonly class: SpendingClass | null
  readonly history: readonly Paid[]
}

/** One approval that is asked for, and why. */
export interface Needed {
  readonly organ: Organ
  readonly reading: Reading
  readonly measured: Fen
  readonly limit: Fen
  readonly basis: Basis
}
