import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'

type Head = Out<'readFigures'>['indicators'][number]

/** The groups of indicators, in the order in which they are shown. */
export const GROUP_WORDS: Readonly<Record<Head['group'], Text>> = {
  coverage: text('覆盖', 'Coverage'),
  people: text('成员', 'People'),
  income: text('收入', 'Income'),
  support: text('扶持和联合', 'Support and unions'),
  classes: text('分类', 'Classes'),
  rules: text('股权和规则', 'Equity and rules'),
  books: text('账务和分配', 'Books and division'),
  decisions: text('议事和审批', 'Meetings and approvals'),
  growth: text('本期增量', 'Growth of the period'),
}

export const MARK_WORDS: Readonly<Record<Head['mark'], Text>> = {
  actual: text('实际', 'actual'),
  estimate: text('预计', 'estimate'),
  claim: text('填报', 'claim'),
}

export const WHY_WORDS: Readonly<
  Record<NonNullable<Out<'readFigures'>['figures'][number]['why']>, Text>
> = {
  zero_denominator: text('分母为零,不计算', 'not computed: nothing to divide by'),
  not_for_level: text('不适用于这一级', 'not for this level'),
  no_permission: text('无权查看', 'not yours to see'),
}
