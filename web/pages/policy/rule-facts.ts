import type { Out } from '../../api.ts'
import { type Text, text } from '../../../src/kernel/text.ts'
import { type Label, useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'

export type Rule = Out<'readRule'>
export type Version = Rule['versions'][number]

const PARAMETER_LABELS: Readonly<Record<string, Label>> = {
  min: 'rule.param.min',
  max: 'rule.param.max',
  members: 'rule.param.members',
  small: 'rule.param.small',
  smallUnits: 'rule.param.smallUnits',
}

/** Words of the parameters that come with this page alone. */
const PARAMETER_WORDS: Readonly<Record<string, Text>> = {
  collectiveCounts: text('村集体计入单位成员', 'the collective counts as a unit'),
  apart: text('份额之差不超过(元)', 'shares apart by at most (yuan)'),
  quorum: text('到会比例', 'part of heads present'),
  majority: text('赞成须超过', 'votes in favour above'),
  notice: text('会前供查阅天数', 'days open before'),
  reserveRate: text('提取公积金比例', 'rate of the reserve'),
  reserveOf: text('公积金提取基数', 'the reserve is taken of'),
  quantifyBy: text('公积金量化', 'the reserve is quantified'),
  returnRate: text('按交易返还比例', 'rate of the return'),
  partYear: text('年中入社、退社的', 'who joined or left in the year'),
  countNewReserve: text('本年公积金份额参加剩余盈余分配', 'new reserve shares count for the rest'),
  person: text('自然人成员提前月数', 'months, natural persons'),
  unit: text('单位成员提前月数', 'months, units'),
  union: text('联合社成员提前月数', 'months, members of a union'),
  lossBy: text('亏损分摊', 'losses are borne'),
  donations: text('捐赠份额', 'shares of donations'),
  amount: text('金额(元)', 'amount (yuan)'),
  inclusive: text('含本数', 'the amount itself included'),
  from: text('启用日期', 'in use from'),
}

/** The word for a parameter; its own name where the desk has none. */
export function useParameterName(): (name: string) => string {
  const t = useT()
  return (name) => {
    const label = PARAMETER_LABELS[name]
    const word = PARAMETER_WORDS[name]
    return label !== undefined ? t(label) : word === undefined ? name : say(word)
  }
}

/** What is measured against a rule, where it shows, and what a new version will touch. */
export const JUDGED: Readonly<
  Record<Rule['judges'], { readonly name: Text; readonly door: Text; readonly impact: Text }>
> = {
  register: {
    name: text('成员册', 'Register'),
    door: text('检查结果', 'Checks'),
    impact: text('', ''),
  },
  distribution: {
    name: text('盈余分配', 'Distribution'),
    door: text('盈余分配', 'Distributions'),
    impact: text(
      '从生效日起,年末在该日或以后的年度,其分配方案按新版本计算和判断;已入账的方案不变。',
      'Plans of years that end on or after that day are computed and judged by it; posted plans stay.',
    ),
  },
  exit: {
    name: text('退社结算', 'Leaving'),
    door: text('盈余分配', 'Distributions'),
    impact: text(
      '从生效日起,年末在该日或以后的退社结算按新版本计算。',
      'Settlements at a year’s end on or after that day are reckoned by it.',
    ),
  },
  books: {
    name: text('账务', 'Books'),
    door: text('审计要点', 'Vouchers to look at'),
    impact: text(
      '从生效日起,当日及以后的凭证按新限额提示和列入审计要点;以前的凭证仍按当时的限额。',
      'Vouchers of that day and later are held against it; earlier ones against the limit of their own day.',
    ),
  },
  meetings: {
    name: text('会议和任职', 'Meetings and posts'),
    door: text('会议', 'Meetings'),
    impact: text('', ''),
  },
}

/** The version in force on a day; withdrawn ones never counted. */
export function inForce(versions: readonly Version[], day: string): Version | null {
  const counts = (version: Version) =>
    version.withdrawnBy === null &&
    version.validFrom <= day &&
    (version.validTo === null || version.validTo > day)
  return versions.find(counts) ?? null
}
