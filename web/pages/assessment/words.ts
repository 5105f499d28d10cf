import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'

/* Closed lists of assessments, in both languages. */

export type Run = Out<'readAssessment'>
export type RunRow = Out<'listAssessments'>['rows'][number]
export type Sheet = Out<'readAssessmentSheet'>['sheet']
export type SchemeAnswer = Out<'readScheme'>
export type Scheme = In<'saveScheme'>['scheme']
export type Item = Scheme['items'][number]
export type Measure = Out<'listMeasures'>['rows'][number]
export type Kind = RunRow['kind']

export const KIND_WORDS: Readonly<Record<Kind, Text>> = {
  secretary_month: text('书记月考核', 'secretaries, month'),
  secretary_year: text('书记年度考核', 'secretaries, year'),
  town: text('乡镇(街道)考核', 'towns'),
}
export const STATE_WORDS: Readonly<Record<RunRow['state'], Text>> = {
  draft: text('已核算,未告知', 'computed, not told'),
  notified: text('已告知,待审定', 'told, before sign-off'),
  final: text('已审定', 'final'),
  cancelled: text('已作废', 'cancelled'),
}
export const STATE_TONES = {
  draft: undefined,
  notified: 'depends',
  final: 'pass',
  cancelled: undefined,
} as const
export const EVENT_WORDS: Readonly<Record<string, Text>> = {
  scored: text('核算', 'computed'),
  notified: text('告知被考核人', 'told'),
  rescored: text('重新核算', 'computed again'),
  submitted: text('送审', 'sent for sign-off'),
  returned: text('退回或撤回', 'returned'),
  final: text('审定', 'signed off'),
  cancelled: text('作废', 'cancelled'),
}
export const MEASURE_WORDS: Readonly<Record<Measure['kind'], Text>> = {
  grade: text('等级', 'grade'),
  pay: text('报酬档次', 'pay band'),
  training: text('培训', 'training'),
  talk: text('谈话提醒', 'talk'),
  removal: text('调整岗位', 'removal'),
  reward: text('奖励', 'reward'),
  penalty: text('约束', 'penalty'),
}
export const DECISION_WORDS: Readonly<Record<NonNullable<Measure['decision']>, Text>> = {
  accepted: text('采纳', 'accepted'),
  changed: text('调整', 'changed'),
  dropped: text('不采纳', 'dropped'),
}
export const TOWN_FACT_WORDS: Readonly<
  Record<Out<'readMeasureRules'>['rules']['towns'][number]['fact'], Text>
> = {
  closed_in_time: text('按期销号的问题', 'problems closed in time'),
  closed_late: text('超期销号的问题', 'problems closed late'),
  overdue: text('期末仍超期的问题', 'problems overdue at the end'),
  overdue_plates: text('超期未摘牌的挂牌督办', 'plates overdue'),
  best_place: text('观摩擂台最好名次', 'best place in a contest'),
  red_findings: text('硬性规则不合规', 'hard rules broken'),
}

/** Thousandths of a point as a person types them: '87.5' ↔ 87500. */
export const toPoints = (typed: string): number => {
  const [whole = '0', places = ''] = typed.trim().split('.')
  const digits = `${whole.replaceAll(/\D/g, '') || '0'}${places.replaceAll(/\D/g, '').padEnd(3, '0').slice(0, 3)}`
  return Number(digits)
}
export const sayPoints = (points: number): string => {
  const places = String(points % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${Math.floor(points / 1000)}${places === '' ? '' : `.${places}`}`
}

export const optionsOf = <K extends string>(
  words: Readonly<Record<K, Text>>,
  say: (text: Text) => string,
) => (Object.keys(words) as K[]).map((value) => ({ value, label: say(words[value]) }))
