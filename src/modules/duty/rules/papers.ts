import { displayYuan } from '../../../kernel/money.ts'
import {
  column,
  type Paper,
  type PaperRow,
  type PaperSection,
  paperDay,
} from '../../../kernel/paper.ts'
import type { MilestoneState, Standing, State } from '../model.ts'

/* The list of duties, the minutes of a meeting, a plan against what became of it. */

const STATE_WORDS: Readonly<Record<State, string>> = {
  done: '已履行',
  late: '已履行（有迟延）',
  due: '待履行',
  missing: '未履行',
  none: '本期无事项',
}

const plain = (cells: readonly string[]): PaperRow => ({ kind: 'plain', cells: [...cells] })
const dash = (words: string): string => (words === '' ? '—' : words)

const counted = (standing: Standing): string =>
  standing.state === 'none' ? '—' : `${standing.done}/${standing.asked}`

/** The duties of a unit: post, holder, duty, source, and how each stands by the records. */
export const dutyPaper = (of: {
  readonly unit: string
  readonly day: string
  readonly rows: readonly {
    readonly post: string
    readonly holder: string
    readonly duty: string
    readonly clause: string
    readonly period: string
    readonly standing: Standing
  }[]
}): Paper => ({
  title: '党支部领办合作社工作责任清单',
  form: null,
  period: `截至${paperDay(of.day)}`,
  organisation: of.unit,
  unit: `共 ${of.rows.length} 项`,
  orientation: 'landscape',
  onePage: false,
  sections: [
    {
      heading: null,
      paragraphs: [],
      columns: [
        column('序号', 0.6, 'center'),
        column('岗位', 1.8),
        column('责任人', 1.1, 'center'),
        column('责任事项', 3.8),
        column('依据', 3.2),
        column('考察期', 1.6, 'center'),
        column('完成', 0.9, 'center'),
        column('情况', 1.4, 'center'),
      ],
      rows: of.rows.map((row, i) =>
        plain([
          String(i + 1),
          row.post,
          row.holder,
          row.duty,
          row.clause,
          row.period,
          counted(row.standing),
          STATE_WORDS[row.standing.state],
        ]),
      ),
    },
  ],
  remarks: [
    '完成情况由系统记录认定，不由人填写；“完成”栏为已完成数和应完成数。',
    '“本期无事项”指本期没有到期的事项，不计为履行，也不计为未履行。',
  ],
  signatures: ['单位负责人', '制表', '日期'],
})

const KIND_WORDS = {
  special: '专题会议',
  leading_group: '领导小组会议',
  promotion: '推进会',
  dispatch: '调度会',
  site: '现场会',
  other: '会议',
} as const

const ASSIGNED = {
  given: '已交办',
  acknowledged: '已签收',
  replied: '已回复',
  done: '已办结',
  withdrawn: '已撤回',
} as const

interface MinutesTask {
  readonly what: string
  readonly unit: { readonly name: string }
  readonly responsible: string
  readonly dueOn: string
  readonly doneOn: string | null
  readonly overdue: boolean
  readonly assignment: { readonly state: keyof typeof ASSIGNED } | null
}

function progress(task: MinutesTask): string {
  if (task.doneOn !== null) return `已办结（${task.doneOn}）`
  const now = task.assignment === null ? '待办' : ASSIGNED[task.assignment.state]
  return task.overdue ? `${now}，已超期` : now
}

interface Minutes {
  readonly number: string | null
  readonly unit: { readonly name: string }
  readonly kind: keyof typeof KIND_WORDS
  readonly heldOn: string
  readonly chair: string
  readonly place: string
  readonly topic: string
  readonly contest: { readonly name: string } | null
  readonly names: readonly string[]
  readonly absent: readonly string[]
  readonly items: readonly { readonly said: string; readonly tasks: readonly MinutesTask[] }[]
  readonly rest: readonly MinutesTask[]
}

const headOf = (meeting: Minutes): string[] => [
  `会议类型：${KIND_WORDS[meeting.kind]}`,
  `时间：${paperDay(meeting.heldOn)}　　地点：${meeting.place}`,
  `主持：${meeting.chair}`,
  `出席：${dash(meeting.names.join('、'))}`,
  ...(meeting.absent.length === 0 ? [] : [`缺席：${meeting.absent.join('、')}`]),
  ...(meeting.contest === null ? [] : [`观摩：${meeting.contest.name}`]),
]

function taskSections(meeting: Minutes): PaperSection[] {
  const tasks = [
    ...meeting.items.flatMap((item, i) => item.tasks.map((task) => ({ at: String(i + 1), task }))),
    ...meeting.rest.map((task) => ({ at: '—', task })),
  ]
  if (tasks.length === 0) return []
  const rows = tasks.map(({ at, task }) =>
    plain([at, task.what, task.unit.name, task.responsible, task.dueOn, progress(task)]),
  )
  return [
    {
      heading: '三、任务分工和办理情况',
      paragraphs: [],
      columns: [
        column('议定', 0.7, 'center'),
        column('任务', 3.6),
        column('承办单位', 1.8),
        column('责任人', 1.4),
        column('期限', 1.5, 'center'),
        column('办理情况', 1.9, 'center'),
      ],
      rows,
    },
  ]
}

/** The minutes of a meeting: who came, what was resolved, what became of the tasks. */
export function minutesPaper(meeting: Minutes): Paper {
  const bare = { columns: [], rows: [] }
  // Resolutions of earlier meetings begin with their own numbers.
  const items = meeting.items.map(
    ({ said }, i) => `${i + 1}．${said.replace(/^\d+[.．、]\s*/, '')}`,
  )
  return {
    title: '会议纪要',
    form: meeting.number,
    period: meeting.topic,
    organisation: meeting.unit.name,
    unit: '',
    orientation: 'portrait',
    onePage: false,
    sections: [
      { heading: '一、会议情况', paragraphs: headOf(meeting), ...bare },
      { heading: '二、议定事项', paragraphs: items, ...bare },
      ...taskSections(meeting),
    ],
    remarks: [],
    signatures: ['签发', '记录'],
  }
}

const MILESTONE_WORDS: Readonly<Record<MilestoneState, string>> = {
  done: '完成',
  late: '逾期完成',
  soon: '临近',
  open: '进行中',
  overdue: '逾期',
}

interface GapSaid {
  readonly reason: string
}

interface PlanSaid {
  readonly town: { readonly name: string }
  readonly year: number
  readonly asOf: string
  readonly version: number
  readonly confirmed: number | null
  readonly responsible: string
  readonly aims: string
  readonly sums: {
    readonly plannedCoops: number
    readonly actualCoops: number
    readonly planned: bigint
    readonly actual: bigint
  }
  readonly lines: readonly {
    readonly name: string
    readonly village: { readonly name: string }
    readonly industry: { readonly name: { readonly zh: string } } | null
    readonly coops: number
    readonly coopsDone: number
    readonly investment: bigint
    readonly invested: bigint
    readonly dueOn: string
    readonly responsible: string
    readonly state: MilestoneState
    readonly gaps: readonly GapSaid[]
  }[]
  readonly milestones: readonly {
    readonly title: string
    readonly dueOn: string
    readonly responsible: string
    readonly reached: string
    readonly doneOn: string | null
    readonly state: MilestoneState
    readonly gaps: readonly GapSaid[]
  }[]
  readonly unplanned: readonly { readonly name: string }[]
}

const reason = (gaps: readonly GapSaid[]): string => dash(gaps[0]?.reason ?? '')

function linesSection(plan: PlanSaid): PaperSection {
  const { sums } = plan
  const rows = plan.lines.map((line) =>
    plain([
      line.village.name,
      line.name,
      line.industry?.name.zh ?? '—',
      String(line.coops),
      String(line.coopsDone),
      displayYuan(line.investment),
      displayYuan(line.invested),
      line.dueOn,
      MILESTONE_WORDS[line.state],
      reason(line.gaps),
    ]),
  )
  const beside = plan.unplanned.length === 0 ? '' : `含计划外 ${plan.unplanned.length} 家`
  const [planned, actual] = [displayYuan(sums.planned), displayYuan(sums.actual)]
  const counts = [String(sums.plannedCoops), String(sums.actualCoops)]
  const total = ['合计', '', '', ...counts, planned, actual, '', '', beside]
  return {
    heading: '一、领办计划',
    paragraphs: [`责任人：${plan.responsible}`, ...(plan.aims === '' ? [] : [plan.aims])],
    columns: [
      column('村', 1.4),
      column('计划领办', 2.2),
      column('产业', 1.4),
      column('计划家数', 0.9, 'center'),
      column('已登记', 0.9, 'center'),
      column('计划投资', 1.8, 'right'),
      column('到位资金', 1.8, 'right'),
      column('期限', 1.5, 'center'),
      column('情况', 1.1, 'center'),
      column('差距原因', 2.4),
    ],
    rows: [...rows, { kind: 'sum', cells: total }],
  }
}

const milestonesSection = (plan: PlanSaid): PaperSection => ({
  heading: '二、节点',
  paragraphs: [],
  columns: [
    column('节点', 3.6),
    column('责任人', 1.4),
    column('期限', 1.5, 'center'),
    column('进度', 2.6, 'center'),
    column('完成日期', 1.5, 'center'),
    column('情况', 1.2, 'center'),
    column('差距原因', 3),
  ],
  rows: plan.milestones.map((one) =>
    plain([
      one.title,
      one.responsible,
      one.dueOn,
      dash(one.reached),
      dash(one.doneOn ?? ''),
      MILESTONE_WORDS[one.state],
      reason(one.gaps),
    ]),
  ),
})

/** A plan beside what became of it: lines, milestones, gaps with their reasons. */
export const planPaper = (plan: PlanSaid): Paper => ({
  title: `${plan.year}年度党支部领办合作社计划执行对照表`,
  form: `第${plan.version}版 ${plan.confirmed === plan.version ? '县已核定' : '未核定'}`,
  period: `截至${paperDay(plan.asOf)}`,
  organisation: plan.town.name,
  unit: '单位：元',
  orientation: 'landscape',
  onePage: false,
  sections: [linesSection(plan), milestonesSection(plan)],
  remarks: [
    '已登记家数以合作社名册的登记日期为准；到位资金为本年实缴出资净增与账上收到的财政扶持资金之和。',
    '合计的到位资金为全镇数，包括计划之外的村。',
  ],
  signatures: ['党（工）委书记', '工作专班', '填表日期'],
})
