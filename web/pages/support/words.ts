import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'

/* Closed lists of support, in both languages. */

export type Allocation = Out<'listSupportAllocations'>['rows'][number]
export type Fund = Out<'listSupportFunds'>['rows'][number]
export type Request = Out<'listSupportRequests'>['rows'][number]
export type Arrival = Out<'listSupportArrivals'>['rows'][number]
export type Level = Fund['level']
export type DepartmentRole = Out<'readQueue'>['departments'][number]['role']

export const LEVEL_WORDS: Readonly<Record<Level, Text>> = {
  central: text('中央', 'Central'),
  province: text('省级', 'Province'),
  city: text('市级', 'City'),
  county: text('县级', 'County'),
  town: text('乡镇', 'Town'),
  social: text('社会资金', 'Private'),
}
export const DECIDER_WORDS: Readonly<Record<Allocation['decidedBy'], Text>> = {
  leading_group: text('领导小组', 'Leading group'),
  finance: text('财政局', 'Finance bureau'),
  government: text('县政府', 'County government'),
  town: text('乡镇(街道)', 'Town'),
}
export const STATE_WORDS: Readonly<Record<Allocation['state'], Text>> = {
  waiting: text('未到账', 'not arrived'),
  partly: text('部分到账', 'partly arrived'),
  arrived: text('已到账', 'arrived'),
  used: text('已用完', 'used'),
  taken_back: text('已收回', 'taken back'),
}
export const STATE_TONES = {
  waiting: 'depends',
  partly: 'depends',
  arrived: 'accent',
  used: 'pass',
  taken_back: undefined,
} as const
export const STATE_FILTERS = {
  waiting: text('没有到齐', 'money missing'),
  arrived: text('已到账未用完', 'arrived, not used up'),
  used: text('已用完', 'used'),
  taken_back: text('已收回', 'taken back'),
  broken: text('关联的凭证已冲销', 'link to a reversed voucher'),
} as const satisfies Partial<Record<NonNullable<In<'listSupportAllocations'>['state']>, Text>>
export const LINK_WORDS: Readonly<Record<Arrival['kind'], Text>> = {
  arrival: text('到账', 'arrived'),
  refund: text('退回', 'refunded'),
  use: text('使用', 'used'),
}
export const LINK_TONES = { arrival: 'accent', refund: 'depends', use: 'pass' } as const
export const REQUEST_WORDS: Readonly<Record<Request['kind'], Text>> = {
  fund: text('扶持资金', 'Funds'),
  loan: text('贷款推荐', 'Loan recommendation'),
  land: text('产业用地', 'Land'),
}
export const OUTCOME_WORDS: Readonly<Record<NonNullable<Request['outcome']>, Text>> = {
  granted: text('同意', 'Granted'),
  partly: text('部分同意', 'Granted in part'),
  refused: text('不同意', 'Refused'),
  withdrawn: text('已撤回', 'Withdrawn'),
}
export const OUTCOME_TONES = {
  granted: 'pass',
  partly: 'accent',
  refused: 'fail',
  withdrawn: undefined,
} as const
export const REQUEST_FILTERS = {
  open: text('办理中', 'open'),
  late: text('超期', 'late'),
  ended: text('已答复', 'answered'),
} as const
export const CLASS_WORDS = {
  model: text('示范引领型', 'model'),
  improve: text('规范提升型', 'to improve'),
  transform: text('改造转化型', 'to transform'),
  rebuild: text('重新组建型', 'to rebuild'),
  none: text('尚未分类', 'not classified'),
} as const
export const CHANNEL_WORDS: Readonly<Record<string, Text>> = {
  county_leader: text('县级领导', 'County leader'),
  town_leader: text('乡镇班子成员', 'Town leader'),
  department: text('县直部门', 'Department'),
  enterprise: text('结对企业', 'Enterprise'),
}
export const QUEUE_WORDS: Readonly<Record<Out<'readQueue'>['rows'][number]['kind'], Text>> = {
  request: text('扶持申请', 'Request'),
  problem: text('问题整改', 'Problem'),
  case: text('办件', 'Case'),
  issue: text('帮包问题', 'Issue'),
  call: text('呼叫', 'Call'),
}
export const BASIS_WORDS: Readonly<Record<string, Text>> = {
  equal: text('平均', 'equally'),
  contribution: text('按出资', 'by contribution'),
  plan: text('按方案', 'by plan'),
  held: text('按持有', 'as held'),
  named: text('按名单', 'by list'),
}

/** A closed list as options of a select. */
export const optionsOf = <K extends string>(
  words: Readonly<Partial<Record<K, Text>>>,
  say: (said: Text) => string,
): { value: K; label: string }[] =>
  (Object.entries(words) as [K, Text][]).map(([value, said]) => ({ value, label: say(said) }))

/** Thousandths of a point as people read them. */
export const showPoints = (thousandths: number): string => String(Math.round(thousandths) / 1000)
