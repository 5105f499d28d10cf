import type { LocalDate } from '../../../kernel/date.ts'
import type { Item, Kind, Setup } from '../model.ts'

/*
 * What a tour or contest may look like. The seed names the four groups (R94-R97) and gives no weights: 25 each is a
 * default, of which every edition has its own.
 */

const GROUPS = [
  { id: 'expansion', title: '看扩容增量,比氛围营造', weight: '25' },
  { id: 'income', title: '看增收实效,比发展质量', weight: '25' },
  { id: 'models', title: '看示范典型,比整体提升', weight: '25' },
  { id: 'innovation', title: '看特色亮点,比工作创新', weight: '25' },
]

type More = Partial<Pick<Item, 'weight' | 'normalise'>>
const figure = (group: string, indicator: string, title: string, more: More = {}): Item => ({
  id: indicator,
  group,
  title,
  weight: '1',
  kind: 'data',
  max: 100,
  rubric: '',
  indicator,
  normalise: 'ratio',
  ...more,
})
const judged = (group: string, id: string, title: string, rubric: string): Item => ({
  id,
  group,
  title,
  weight: '1',
  kind: 'judged',
  max: 100,
  rubric,
  indicator: null,
  normalise: null,
})

const LEVELS = '90 分以上为好,75—89 分较好,60—74 分一般,60 分以下差。'

/** Group 1-4 of 四比四看: figures where the records have them, judges for the rest (practice.md E.4). */
const FOUR: readonly Item[] = [
  figure('expansion', 'coverage', '村覆盖率'),
  figure('expansion', 'new-households-per-village', '村均新入社农户'),
  figure('expansion', 'party-joined', '党员入社率'),
  judged('expansion', 'atmosphere', '氛围营造', `会议、培训、宣传到村到户情况。${LEVELS}`),
  figure('income', 'collective-per-village', '村均集体从合作社所得'),
  figure('income', 'member-per-household', '户均从合作社所得'),
  figure('income', 'paid-share', '上年分配兑付率'),
  figure('income', 'kept-share', '股权规则合规率'),
  figure('models', 'model-share', '示范社占比'),
  figure('models', 'union-share', '加入联合社的合作社'),
  figure('models', 'early-classed', '往年社分类完成率'),
  judged('innovation', 'innovation', '工作创新', `做法新、有佐证、可复制。${LEVELS}`),
  judged('innovation', 'presentation', '现场汇报', `情况清、数据实、思路明。${LEVELS}`),
]

/** Of co-ops: only what has a figure for each of them. */
const FOUR_OF_COOPS: readonly Item[] = [
  figure('expansion', 'members', '入社群众', { normalise: 'rank' }),
  judged('expansion', 'atmosphere', '氛围营造', `成员知晓率、公开公示情况。${LEVELS}`),
  figure('income', 'member-per-household', '户均从合作社所得'),
  figure('income', 'own-growth', '扣除补助的收入增长', { normalise: 'rank' }),
  judged('models', 'order', '规范运行', `民主管理、财务、分配规范情况。${LEVELS}`),
  judged('innovation', 'innovation', '工作创新', `做法新、有佐证、可复制。${LEVELS}`),
]

/** 走看评 (R86): every observer scores what was seen at the stops. */
const TOUR: readonly Item[] = [
  judged('site', 'scene', '现场效果', `项目真实、规模质量、经营管理。${LEVELS}`),
  judged('site', 'benefit', '带动增收', `集体和群众得到什么,账目清楚。${LEVELS}`),
  judged('site', 'branch', '支部作用', `支部领办、党员带头、群众参与。${LEVELS}`),
  judged('report', 'report', '情况介绍', `讲得清、答得实。${LEVELS}`),
]

/** A set-up to begin with, from a day on. */
export function shippedSetup(
  kind: Kind,
  level: Setup['level'],
  { today, period }: { readonly today: LocalDate; readonly period: string },
): Setup {
  const tour = kind === 'tour'
  return {
    title: tour ? '党支部领办合作社“走看评”现场观摩' : '党支部领办合作社“四比四看”擂台赛',
    from: today,
    to: today,
    place: '',
    level,
    guide: tour ? '每到一处看现场、查账目、听群众说,当场独立评分,不商议、不看他人评分。' : '',
    stops: [],
    groups: tour
      ? [
          { id: 'site', title: '看现场', weight: '80' },
          { id: 'report', title: '听汇报', weight: '20' },
        ]
      : GROUPS,
    items: tour ? TOUR : level === 'town' ? FOUR : FOUR_OF_COOPS,
    trim: 1,
    sheets: 2,
    spread: '0.2',
    period: tour ? null : period,
    appealDays: 5,
  }
}
