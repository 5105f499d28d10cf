import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'

/* Closed lists of founding, in both languages. */

type Holder = Out<'readSharePlan'>['holders'][number]

export const HOLDER_WORDS: Readonly<Record<Holder['kind'], Text>> = {
  collective: text('村集体', 'collective'),
  person: text('农户', 'person'),
  enterprise: text('企业', 'enterprise'),
  unit: text('单位', 'unit'),
}
export const FORM_WORDS: Readonly<Record<Holder['contributions'][number]['form'], Text>> = {
  cash: text('货币', 'cash'),
  land_right: text('土地经营权', 'land right'),
  forest_right: text('林权', 'forest right'),
  kind: text('实物', 'in kind'),
  ip: text('知识产权', 'IP'),
}
export const APPRAISAL_WORDS = {
  all_members: text('全体成员评估', 'all members'),
  third_party: text('第三方评估', 'third party'),
} as const
export const ORIGIN_WORDS: Readonly<Record<In<'startDiscussions'>['origin'], Text>> = {
  villagers: text('党员和群众提出', 'Members and villagers'),
  cadres: text('村干部提出', 'Village cadres'),
  above: text('上级安排', 'Ordered from above'),
}
export const WISH_WORDS: Readonly<Record<In<'recordWishes'>['rows'][number]['wish'], Text>> = {
  willing: text('愿意', 'willing'),
  undecided: text('再考虑', 'undecided'),
  unwilling: text('不愿意', 'unwilling'),
}
export const VISIT_WORDS: Readonly<Record<In<'recordVisits'>['visits'][number]['kind'], Text>> = {
  visit: text('入户走访', 'visit'),
  meeting: text('会议', 'meeting'),
  study: text('外出考察', 'study tour'),
}
export const TOPIC_WORDS: Readonly<Record<In<'shareQuestion'>['topic'], Text>> = {
  land: text('土地', 'land'),
  money: text('出资', 'money'),
  risk: text('风险', 'risk'),
  dividend: text('分红', 'dividend'),
  exit: text('退社', 'leaving'),
  work: text('务工', 'work'),
  other: text('其他', 'other'),
}
type Asset = Out<'listAssets'>['rows'][number]
export const ASSET_WORDS: Readonly<Record<Asset['kind'], Text>> = {
  land: text('土地', 'land'),
  building: text('房屋', 'buildings'),
  water: text('水源水面', 'water'),
  machine: text('机械设备', 'machines'),
  facility: text('设施', 'facilities'),
  fund: text('资金', 'funds'),
  skill: text('技能人才', 'skills'),
}
/** What each kind is usually counted in. */
export const USUAL_MEASURES: Readonly<Record<Asset['kind'], string>> = {
  land: '亩',
  building: '平方米',
  water: '亩',
  machine: '台',
  facility: '处',
  fund: '元',
  skill: '人',
}
export const OWNER_WORDS: Readonly<Record<Asset['owner'], Text>> = {
  collective: text('村集体', 'collective'),
  household: text('农户', 'household'),
  enterprise: text('企业', 'enterprise'),
  state: text('国有', 'state'),
  other: text('其他', 'other'),
}
export const PART_WORDS: Readonly<Record<In<'saveTaskForceMember'>['part'], Text>> = {
  head: text('组长', 'head'),
  deputy: text('副组长', 'deputy'),
  member: text('成员', 'member'),
  liaison: text('联络员', 'liaison'),
}
export const CASE_WORDS = {
  low: text('偏低', 'low'),
  middle: text('中等', 'middle'),
  high: text('偏高', 'high'),
} as const

/** A closed list as the options of a field. */
export const optionsOf = (
  words: Readonly<Record<string, Text>>,
  say: (one: Text) => string,
): { value: string; label: string }[] =>
  Object.entries(words).map(([value, word]) => ({ value, label: say(word) }))
