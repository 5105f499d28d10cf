import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'

/* The closed lists of spending in words. */

type Row = Out<'readLimits'>['rows'][number]
export type Organ = Row['organ']
export type Reading = Row['readings'][number]
export type SpendingClass = Row['classes'][number]
export type Basis = Row['basis']
export type RequestState = Out<'listSpending'>['rows'][number]['state']
export type ContractState = Out<'listContracts'>['rows'][number]['state']
export type ContractKind = In<'saveContract'>['kind']
export type RecordKind = In<'recordContract'>['kind']
export type DueKind = Out<'listDue'>['rows'][number]['kind']
export type Factor = In<'saveRiskItem'>['factor']
export type RiskStatus = Out<'listRisks'>['rows'][number]['status']
export type Level = Out<'readRisk'>['level']
export type Tone = 'fail' | 'depends' | 'pass' | 'accent'

type Words<K extends string> = Readonly<Record<K, Text>>
export const keysOf = <K extends string>(words: Words<K>): K[] => Object.keys(words) as K[]

export const ORGAN_WORDS: Words<Organ> = {
  chair: text('理事长', 'Chair'),
  council: text('理事会', 'Council'),
  assembly: text('成员(代表)大会', 'Assembly of members'),
  two_committees: text('村“两委”', 'Village committees'),
  representatives: text('村民代表会议', 'Villagers’ representatives'),
  supervisors: text('监事会', 'Supervisors'),
  town_station: text('乡镇经管站', 'Town station'),
  town_party_committee: text('乡镇(街道)党(工)委', 'Town Party committee'),
  county: text('县农业农村局', 'County agriculture desk'),
}

export const READING_WORDS: Words<Reading> = {
  payment: text('单笔付款', 'Single payment'),
  payee: text('同一收款人合计', 'One payee'),
  contract: text('同一合同合计', 'One contract'),
  project: text('同一项目合计', 'One project'),
}

export const CLASS_WORDS: Words<SpendingClass> = {
  supplies: text('生产资料采购', 'Supplies'),
  labour: text('工资和劳务', 'Wages and labour'),
  assets: text('购置固定资产', 'Assets'),
  construction: text('工程建设', 'Construction'),
  land: text('土地流转费', 'Rent of land'),
  services: text('外包服务', 'Services'),
  office: text('非生产性支出', 'Office, travel, hospitality'),
  finance: text('还款和利息', 'Loans and interest'),
  other: text('其他', 'Other'),
}

export const BASIS_WORDS: Words<Basis> = {
  charter: text('合作社章程', 'Charter'),
  resolution: text('成员大会决议', 'Resolution'),
  collective_rule: text('集体资产管理规定', 'Rule of the collective'),
  guidance: text('党组织指导意见', 'Guidance'),
}

export const KIND_WORDS: Words<Row['kind']> = {
  expense: text('支出', 'Spending'),
  contract: text('合同', 'Contract'),
}

export const REQUEST_WORDS: Words<RequestState> = {
  running: text('审批中', 'Being decided'),
  approved: text('已批准', 'Approved'),
  free: text('无须审批', 'Nobody to approve'),
  refused: text('未批准', 'Refused'),
  withdrawn: text('已撤回', 'Withdrawn'),
  cancelled: text('已取消', 'Cancelled'),
}
export const REQUEST_TONES: Partial<Record<RequestState, Tone>> = {
  running: 'depends',
  approved: 'pass',
  refused: 'fail',
}

export const CONTRACT_STATES: Words<ContractState> = {
  draft: text('未送审', 'Draft'),
  approving: text('审批中', 'Being decided'),
  in_force: text('生效', 'In force'),
  refused: text('未批准', 'Refused'),
  expired: text('已到期', 'Expired'),
  ended: text('已终结', 'Ended'),
}
export const CONTRACT_TONES: Partial<Record<ContractState, Tone>> = {
  approving: 'depends',
  in_force: 'pass',
  refused: 'fail',
  expired: 'fail',
}

export const CONTRACT_KINDS: Words<ContractKind> = {
  purchase: text('采购', 'Purchase'),
  sale: text('销售', 'Sale'),
  lease_in: text('租入(含土地流转)', 'Lease in'),
  lease_out: text('租出', 'Lease out'),
  construction: text('工程建设', 'Construction'),
  service: text('服务', 'Service'),
  loan: text('借款', 'Loan'),
  cooperation: text('合作经营', 'Cooperation'),
  other: text('其他', 'Other'),
}

export const DIRECTIONS: Words<'pays' | 'receives'> = {
  pays: text('本社付款', 'The co-op pays'),
  receives: text('本社收款', 'The co-op receives'),
}

export const TERM_KINDS: Words<'performance' | 'payment' | 'collection'> = {
  performance: text('履行', 'Performance'),
  payment: text('付款', 'Payment'),
  collection: text('收款', 'Collection'),
}

export const RECORD_KINDS: Words<RecordKind> = {
  ...TERM_KINDS,
  breach: text('违约', 'Breach'),
  note: text('其他', 'Note'),
}

export const DUE_KINDS: Words<DueKind> = {
  ...TERM_KINDS,
  expiry: text('合同到期', 'Contract ends'),
  emergency: text('紧急支出补批', 'Emergency to approve'),
  risk: text('风险处理', 'Risk'),
  outcome: text('评估回看', 'Outcome of an assessment'),
}

export const FACTORS: Words<Factor> = {
  market: text('市场', 'Market'),
  technology: text('技术', 'Technology'),
  funding: text('资金', 'Funding'),
  land: text('土地', 'Land'),
  policy: text('政策', 'Policy'),
  partner: text('合作方', 'Partner'),
  disaster: text('自然灾害', 'Natural disaster'),
  collective: text('集体资产损失', 'Collective property'),
}

export const LEVELS: Words<Level> = {
  low: text('低', 'Low'),
  medium: text('中', 'Medium'),
  high: text('高', 'High'),
}
export const LEVEL_TONES: Record<Level, Tone> = { low: 'pass', medium: 'depends', high: 'fail' }

export const RISK_STATUSES: Words<RiskStatus> = {
  open: text('待处理', 'Open'),
  watching: text('关注中', 'Watching'),
  closed: text('已消除', 'Closed'),
  happened: text('已发生', 'Happened'),
}
export const RISK_TONES: Partial<Record<RiskStatus, Tone>> = {
  open: 'depends',
  happened: 'fail',
  closed: 'pass',
}

export const OUTCOMES: Words<'as_expected' | 'better' | 'worse'> = {
  as_expected: text('与评估相符', 'As expected'),
  better: text('好于评估', 'Better'),
  worse: text('差于评估', 'Worse'),
}

export const QUOTE_WAYS: Words<'quote' | 'tender'> = {
  quote: text('询价', 'Quote'),
  tender: text('招标', 'Tender'),
}
