import { type Text, text } from '../../../kernel/text.ts'
import { FORM_TITLES } from '../model.ts'
import type { businessOut } from './businesses.ts'
import type { FileColumn } from './files.ts'

type Row = ReturnType<typeof businessOut>

export const TITLES = {
  businesses: text('发展形态台账', 'Forms of business'),
} as const satisfies Record<string, Text>

export const BUSINESS_COLUMNS: readonly FileColumn<Row>[] = [
  { title: text('乡镇', 'Town'), kind: 'text', value: ({ town }) => town },
  { title: text('合作社', 'Co-op'), kind: 'text', width: 34, value: ({ coop }) => coop.name },
  {
    title: text('形态', 'Form'),
    kind: 'text',
    value: ({ form }, language) => FORM_TITLES[form][language],
  },
  { title: text('名称', 'Name'), kind: 'text', width: 30, value: ({ name }) => name },
  { title: text('开始日期', 'Since'), kind: 'date', value: ({ startedOn }) => startedOn },
  { title: text('终止日期', 'Ended'), kind: 'date', value: ({ endedOn }) => endedOn },
  { title: text('投资', 'Investment'), kind: 'money', value: ({ sums }) => sums.investment },
  { title: text('收入', 'Income'), kind: 'money', value: ({ sums }) => sums.income },
  { title: text('成本', 'Cost'), kind: 'money', value: ({ sums }) => sums.cost },
  { title: text('增加值', 'Value added'), kind: 'money', value: ({ added }) => added },
  { title: text('分红', 'Dividends'), kind: 'money', value: ({ sums }) => sums.dividend },
  {
    title: text('游客(人次)', 'Visitors'),
    kind: 'integer',
    value: ({ totals }) => totals.visitors,
  },
  { title: text('预订(单)', 'Bookings'), kind: 'integer', value: ({ totals }) => totals.bookings },
  { title: text('吞吐量', 'Volume'), kind: 'decimal', value: ({ totals }) => totals.volume },
  { title: text('加工投入', 'Input'), kind: 'decimal', value: ({ totals }) => totals.input },
  { title: text('加工产出', 'Output'), kind: 'decimal', value: ({ totals }) => totals.output },
  { title: text('出成率', 'Yield'), kind: 'percent', value: ({ totals }) => totals.yield },
]
