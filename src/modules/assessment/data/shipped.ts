import type { Item, Kind, MeasureRules, Scheme } from '../model.ts'

/*
 * What holds until the county's organisation department sets its own. The article gives no weights, no grades and no
 * measures: all of it is a proposal, and is called one wherever it is shown.
 */

type Figure = Pick<Item, 'direction' | 'rule'>
const linear = (none: string, full: string, direction: Item['direction'] = 'up'): Figure => ({
  direction,
  rule: { kind: 'linear', none, full },
})
const target = (at: string, direction: Item['direction'] = 'up'): Figure => ({
  direction,
  rule: { kind: 'target', target: at },
})
const bands = (direction: Item['direction'], list: readonly (readonly [string, number])[]): Figure => ({
  direction,
  rule: { kind: 'bands', bands: list.map(([at, points]) => ({ at, points })) },
})

const item = (
  indicator: string,
  title: string,
  { points, missing = 'none', base = 'none', ...figure }: Figure &
    Pick<Item, 'points'> &
    Partial<Pick<Item, 'missing' | 'base'>>,
): Item => ({ id: indicator, title, points, indicators: [indicator], base, missing, ...figure })

const ADJUSTMENTS: Scheme['adjustments'] = [
  { id: 'experience', title: '承办现场会、经验被县级以上推广', kind: 'bonus', most: 2_000, cap: 4_000 },
  { id: 'honour', title: '获县级以上表彰', kind: 'bonus', most: 2_000, cap: 3_000 },
  { id: 'false-data', title: '上报数据不实', kind: 'deduction', most: 5_000, cap: 10_000 },
  { id: 'complaint', title: '查实的信访举报', kind: 'deduction', most: 2_000, cap: 6_000 },
  { id: 'late', title: '交办事项逾期未办', kind: 'deduction', most: 1_000, cap: 5_000 },
]

const COMMON = {
  total: 100_000,
  months: null,
  adjustments: ADJUSTMENTS,
  bonusCap: 5_000,
  deductionCap: 15_000,
  bands: [
    { id: 'excellent', title: '优秀', from: 90_000 },
    { id: 'good', title: '良好', from: 75_000 },
    { id: 'pass', title: '合格', from: 60_000 },
    { id: 'fail', title: '不合格', from: 0 },
  ],
  replyDays: 5,
  decideDays: 5,
  overall: null,
} as const satisfies Partial<Scheme>

/** 纳入村党支部书记月考核 (R105): what the branch itself keeps in order. */
const MONTH: Scheme = {
  ...COMMON,
  title: '村党支部书记领办合作社工作月考核办法(建议)',
  items: [
    item('kept-share', '股权规则合规', { points: 25_000, ...linear('0', '1') }),
    item('closed', '按月结账', { points: 25_000, ...linear('0', '1') }),
    item('overdue-tasks', '审批环节不超期', {
      points: 15_000,
      ...bands('down', [
        ['0', 15_000],
        ['1', 10_000],
        ['3', 5_000],
      ]),
    }),
    item('paid-share', '上年分配兑付', { points: 15_000, missing: 'full', ...linear('0', '1') }),
    item('bare-vouchers', '凭证附件齐全', {
      points: 10_000,
      missing: 'full',
      ...linear('0.3', '0', 'down'),
    }),
    item('party-joined', '党员带头入社', { points: 10_000, ...target('0.8') }),
  ],
}

/** 纳入年终考核 (R106): the months and what the year brought. */
const YEAR: Scheme = {
  ...COMMON,
  title: '村党支部书记领办合作社工作年度考核办法(建议)',
  months: { points: 60_000, least: 6 },
  items: [
    item('collective-per-village', '村集体从合作社所得', { points: 10_000, ...target('5000') }),
    item('member-per-household', '户均从合作社所得', { points: 15_000, ...target('1000') }),
    item('findings-block', '硬性规则不违反', {
      points: 10_000,
      ...bands('down', [
        ['0', 10_000],
        ['1', 5_000],
      ]),
    }),
    item('assembly-share', '召开成员大会', { points: 5_000, ...linear('0', '1') }),
  ],
}

/** 在全县经济社会发展考核中的分值 (R104): per-village and per-household figures, so that size alone brings nothing. */
const TOWN: Scheme = {
  ...COMMON,
  title: '乡镇(街道)党支部领办合作社工作考核办法(建议)',
  overall: 15_000,
  items: [
    item('coverage', '村覆盖率', { points: 20_000, ...linear('0', '0.6') }),
    item('collective-per-village', '村均集体所得', { points: 10_000, ...target('5000') }),
    item('member-per-household', '户均所得', { points: 15_000, ...target('1000') }),
    item('kept-share', '股权规则合规率', { points: 20_000, ...linear('0.5', '1') }),
    item('closed', '结账率', { points: 15_000, ...linear('0.5', '1') }),
    item('paid-share', '上年分配兑付率', { points: 10_000, missing: 'full', ...linear('0', '1') }),
    item('doubled-share', '清零翻番率', { points: 5_000, ...target('0.5') }),
    item('overdue-tasks', '审批环节不超期', {
      points: 5_000,
      ...bands('down', [
        ['0', 5_000],
        ['5', 3_000],
        ['10', 1_000],
      ]),
    }),
  ],
}

export const SHIPPED_SCHEMES: Readonly<Record<Kind, Scheme>> = {
  town: TOWN,
  secretary_month: MONTH,
  secretary_year: YEAR,
}

export const SHIPPED_SOURCE =
  '系统建议值:《一着妙棋活全盘》(沂水县农业农村局,2020-11-30)未给出分值,由县委组织部设定'

/** 结果运用 (R107) and 激励约束 (R85). */
export const SHIPPED_RULES: MeasureRules = {
  persons: [
    { id: 'excellent-grade', band: 'excellent', kind: 'grade', what: '建议晋升专业化管理等级一档' },
    { id: 'excellent-pay', band: 'excellent', kind: 'pay', what: '建议绩效报酬按一档核定' },
    { id: 'good-pay', band: 'good', kind: 'pay', what: '建议绩效报酬按二档核定' },
    { id: 'pass-training', band: 'pass', kind: 'training', what: '建议参加领办合作社专题培训' },
    { id: 'fail-talk', band: 'fail', kind: 'talk', what: '建议由乡镇(街道)党(工)委谈话提醒' },
    { id: 'fail-training', band: 'fail', kind: 'training', what: '建议跟班学习并重新考核' },
  ],
  towns: [
    {
      id: 'plates',
      fact: 'overdue_plates',
      compare: 'at_least',
      value: 1,
      kind: 'penalty',
      what: '建议约谈分管负责人,年度考核按办法扣分',
    },
    {
      id: 'overdue',
      fact: 'overdue',
      compare: 'at_least',
      value: 1,
      kind: 'penalty',
      what: '建议在月通报中点名,限期销号',
    },
    {
      id: 'red',
      fact: 'red_findings',
      compare: 'at_least',
      value: 2,
      kind: 'penalty',
      what: '建议列入重点督导乡镇(街道)',
    },
    {
      id: 'in-time',
      fact: 'closed_in_time',
      compare: 'at_least',
      value: 1,
      kind: 'reward',
      what: '建议在月通报中表扬',
    },
    {
      id: 'contest',
      fact: 'best_place',
      compare: 'at_most',
      value: 3,
      kind: 'reward',
      what: '建议优先安排扶持项目和评优名额',
    },
  ],
}
