import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'

/* Closed lists of contests, in both languages. */

export type Contest = Out<'readContest'>
export type ContestRow = Out<'listContests'>['rows'][number]
export type Award = Out<'listAwards'>['rows'][number]
export type Setup = Contest['setup']

export type Level = Setup['level']

export const LEVEL_WORDS: Readonly<Record<Level, Text>> = {
  town: text('乡镇(街道)', 'towns'),
  coop: text('合作社', 'co-ops'),
}
export const KIND_WORDS: Readonly<Record<Contest['kind'], Text>> = {
  tour: text('走看评观摩', 'on-site tour'),
  contest: text('四比四看擂台赛', 'contest'),
}
export const STATE_WORDS: Readonly<Record<Contest['state'], Text>> = {
  draft: text('筹备中', 'being prepared'),
  open: text('评分中', 'being scored'),
  scored: text('评分结束', 'scored'),
  closed: text('申诉和审定', 'appeals and approval'),
  published: text('已公布', 'published'),
  cancelled: text('已取消', 'cancelled'),
}
export const STATE_TONES = {
  draft: undefined,
  open: 'accent',
  scored: 'depends',
  closed: 'depends',
  published: 'pass',
  cancelled: undefined,
} as const
export const PART_WORDS: Readonly<Record<Contest['judges'][number]['part'], Text>> = {
  judge: text('评委', 'judge'),
  observer: text('观摩人', 'observer'),
  extra: text('第三评委', 'third judge'),
}
export const CONFLICT_WORDS: Readonly<Record<Contest['conflicts'][number]['kind'], Text>> = {
  own_unit: text('本单位', 'own unit'),
  post: text('任职', 'post'),
  kin: text('亲属', 'family'),
  helper: text('联系帮包', 'helper'),
  enterprise: text('关联企业', 'enterprise'),
  other: text('其他', 'other'),
}
export const VETO_WORDS: Readonly<Record<Contest['vetoes'][number]['kind'], Text>> = {
  fraud: text('弄虚作假、骗取资金', 'fraud'),
  unpaid_wages: text('拖欠工资、分红', 'unpaid wages'),
  mass_complaint: text('群体性信访', 'mass complaint'),
  false_data: text('虚报数据', 'false data'),
}
export const EVENT_WORDS: Readonly<Record<string, Text>> = {
  drafted: text('新建', 'drafted'),
  opened: text('开始评分', 'scoring began'),
  scored: text('评分结束', 'scoring ended'),
  reopened: text('重新评分', 'scoring again'),
  closed: text('封存核算', 'computed and closed'),
  submitted: text('结果送审', 'sent for approval'),
  published: text('审定公布', 'approved and published'),
  returned: text('审定退回或撤回', 'returned'),
  recomputed: text('重新核算', 'computed again'),
  cancelled: text('取消', 'cancelled'),
}
export const AWARD_WORDS: Readonly<Record<Award['kind'], Text>> = {
  rotating_flag: text('流动红旗', 'rotating flag'),
  permanent_flag: text('先进旗帜', 'permanent flag'),
  star: text('星级', 'stars'),
}

export const optionsOf = <K extends string>(
  words: Readonly<Record<K, Text>>,
  say: (text: Text) => string,
) => (Object.keys(words) as K[]).map((value) => ({ value, label: say(words[value]) }))
