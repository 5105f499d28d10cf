import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'

/* Closed lists of help, in both languages. */

export type MatrixRow = Out<'readHelpMatrix'>['rows'][number]
export type MatrixCell = MatrixRow['cells'][number]
export type Channel = MatrixCell['channel']
export type Issue = Out<'listIssues'>['rows'][number]

export const CHANNEL_WORDS: Readonly<Record<Channel, Text>> = {
  county_leader: text('县级领导', 'County leader'),
  town_leader: text('乡镇班子成员', 'Town leader'),
  department: text('县直部门', 'Department'),
  enterprise: text('结对企业', 'Enterprise'),
}
export const CHANNEL_TITLES: Readonly<Record<Channel, Text>> = {
  county_leader: text('县级领导定点联系', 'County leaders at their points'),
  town_leader: text('乡镇领导班子成员包帮', 'Town leaders with co-ops'),
  department: text('县直部门包村', 'Departments with villages'),
  enterprise: text('企业结对帮扶', 'Enterprises with co-ops'),
}
export const STATE_WORDS = {
  all: text('全部合作社', 'all co-ops'),
  wrong: text('空缺或重复', 'gap or double'),
  gap: text('有空缺', 'with a gap'),
  double: text('有重复', 'with a double'),
  visit: text('该走访未走访', 'visit due'),
} as const satisfies Readonly<Record<NonNullable<In<'readHelpMatrix'>['state']>, Text>>
export const CHANGE_WORDS: Readonly<
  Record<Out<'readHelpMatrix'>['changes'][number]['kind'], Text>
> = {
  assign: text('补上', 'assign'),
  replace: text('换人', 'replace'),
  end: text('减一个', 'end one'),
}
export const REACH_WORDS = {
  all: text('全部计数的合作社', 'all co-ops that count'),
  supported: text('重点帮扶的合作社', 'supported co-ops'),
  none: text('不要求', 'none'),
} as const
export const CLASS_WORDS = {
  model: text('示范引领型', 'model'),
  improve: text('规范提升型', 'to improve'),
  transform: text('改造转化型', 'to transform'),
  rebuild: text('重新组建型', 'to rebuild'),
  none: text('尚未分类', 'not classified'),
} as const
export const ISSUE_KIND_WORDS: Readonly<Record<Issue['kind'], Text>> = {
  money: text('资金', 'money'),
  land: text('用地', 'land'),
  market: text('销路', 'market'),
  technology: text('技术', 'technology'),
  labour: text('用工', 'labour'),
  management: text('管理', 'management'),
  other: text('其他', 'other'),
}
export const ISSUE_STATE_WORDS: Readonly<Record<Issue['state'], Text>> = {
  open: text('待答复', 'open'),
  answered: text('已答复待确认', 'answered'),
  solved: text('已办结', 'solved'),
}
export const ISSUE_TONES = { open: 'depends', answered: 'accent', solved: 'pass' } as const
export const ISSUE_FILTERS = {
  ...ISSUE_STATE_WORDS,
  late: text('超期未答复', 'late'),
  mine: text('等我答复', 'waiting for me'),
} as const
export const ACT_WORDS: Readonly<Record<Issue['acts'][number]['act'], Text>> = {
  raise: text('反映', 'raised'),
  forward: text('转办', 'forwarded'),
  answer: text('答复', 'answered'),
  solve: text('确认办结', 'solved'),
  reopen: text('退回重办', 'reopened'),
}
/** The same on buttons: what will be done, not what was. */
export const DO_WORDS: Readonly<Record<Issue['open'][number], Text>> = {
  forward: text('转办', 'Send on'),
  answer: text('答复', 'Answer'),
  solve: text('确认办结', 'It is solved'),
  reopen: text('退回重办', 'Open again'),
}
export const ANSWERER_WORDS: Readonly<Record<NonNullable<Issue['toRole']>, Text>> = {
  town_secretary: text('乡镇党委', 'Town Party committee'),
  town_station: text('乡镇经管站', 'Town station'),
  county_agriculture: text('县农业农村局', 'Agriculture bureau'),
  county_organisation: text('县委组织部', 'Organisation department'),
  natural_resources: text('自然资源和规划局', 'Natural resources bureau'),
  finance_centre: text('金融服务中心', 'Financial service centre'),
  finance_bureau: text('财政局', 'Finance bureau'),
  county_leader: text('县级领导', 'County leader'),
}
export const RESOURCE_WORDS: Readonly<Record<Out<'listResources'>['rows'][number]['kind'], Text>> =
  {
    technology: text('技术', 'Technology'),
    market: text('市场', 'Market'),
    labour: text('用工', 'Labour'),
    land: text('土地', 'Land'),
    equipment: text('设备', 'Equipment'),
  }
export const SIDE_WORDS = { offer: text('资源', 'Offer'), need: text('需求', 'Need') } as const
export const DELIVERY_WORDS: Readonly<Record<In<'recordHelpDelivery'>['kind'], Text>> = {
  order: text('订单收购', 'Orders'),
  technology: text('技术服务', 'Technology'),
  jobs: text('吸纳用工', 'Jobs'),
  goods: text('物资', 'Goods'),
  other: text('其他', 'Other'),
}
export const CONFLICT_WORDS: Readonly<
  Record<Out<'readEnterpriseHelp'>['conflicts'][number]['kind'], Text>
> = {
  holder: text('持股', 'holder'),
  partner: text('合同对方', 'contract'),
  buyer: text('买方', 'buyer'),
  supplier: text('应付款对方', 'creditor'),
  lender: text('出借人', 'lender'),
  related: text('关联关系', 'related'),
}

/** A closed list as options of a select. */
export const optionsOf = <K extends string>(
  words: Readonly<Record<K, Text>>,
  say: (said: Text) => string,
): { value: K; label: string }[] =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: say(words[value]) }))
