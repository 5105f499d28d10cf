import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'
import { paths } from '../../paths.ts'

/* Closed lists of duties, meetings and plans, in both languages. */

export type Matrix = Out<'readDutyMatrix'>
export type Level = In<'readDutyMatrix'>['level']
export type State = Matrix['rows'][number]['cells'][number]['state']
export type Row = Out<'readDutyRows'>['rows'][number]
export type Duty = Out<'listDuties'>['rows'][number]
export type Meeting = Out<'listMeetingRegister'>['rows'][number]
export type Task = Out<'listMeetingRegister'>['ordered'][number]
export type Plan = Out<'readTownPlan'>
export type PlanState = Plan['milestones'][number]['state']
export type PlanStatus = Plan['status']

export const LEVEL_WORDS: Readonly<Record<Level, Text>> = {
  county: text('县', 'County'),
  town: text('乡镇(街道)', 'Towns'),
  village: text('村', 'Villages'),
}
export const STATE_WORDS: Readonly<Record<State, Text>> = {
  done: text('已履行', 'done'),
  late: text('有迟延', 'done late'),
  due: text('待履行', 'due'),
  missing: text('未履行', 'missing'),
  none: text('无事项', 'nothing due'),
}
export const STATE_TONES = {
  done: 'pass',
  late: 'depends',
  due: undefined,
  missing: 'fail',
  none: undefined,
} as const satisfies Record<State, string | undefined>
export const OUTCOME_WORDS: Readonly<Record<Row['outcome'], Text>> = {
  done: text('已完成', 'done'),
  late: text('迟延完成', 'late'),
  open: text('进行中', 'open'),
  overdue: text('逾期', 'overdue'),
}
export const OUTCOME_TONES = {
  done: 'pass',
  late: 'depends',
  open: undefined,
  overdue: 'fail',
} as const satisfies Record<Row['outcome'], string | undefined>
export const POST_WORDS: Readonly<Record<Duty['post'], Text>> = {
  county_secretary: text('县委书记', 'County Party secretary'),
  leading_group: text('专项领导小组', 'Leading group'),
  department: text('成员部门', 'Department'),
  town_committee: text('乡镇(街道)党(工)委', 'Town Party committee'),
  town_secretary: text('乡镇(街道)党(工)委书记', 'Town Party secretary'),
  village_secretary: text('村党支部书记', 'Village Party secretary'),
  branch: text('村党支部', 'Village Party branch'),
}
export const DEPARTMENT_WORDS: Readonly<Record<NonNullable<Duty['department']>, Text>> = {
  county_organisation: text('县委组织部', 'Organisation department'),
  county_agriculture: text('县农业农村局', 'Agriculture bureau'),
  natural_resources: text('自然资源和规划局', 'Natural resources bureau'),
  finance_centre: text('金融服务中心', 'Financial service centre'),
  finance_bureau: text('财政局', 'Finance bureau'),
}
export const EVERY_WORDS: Readonly<Record<Duty['every'], Text>> = {
  week: text('每周', 'week'),
  month: text('每月', 'month'),
  quarter: text('每季度', 'quarter'),
  year: text('每年', 'year'),
}
export const SOURCE_WORDS: Readonly<Record<Duty['source'], Text>> = {
  meetings: text('本级会议', 'meetings'),
  site: text('现场会、观摩', 'on-site meetings, tours'),
  dispatch: text('周调度', 'weekly dispatches'),
  bulletins: text('月通报', 'bulletins'),
  analyses: text('季度研判', 'analyses'),
  receipts: text('通报签收', 'receipts'),
  orders: text('上级交办', 'assignments'),
  desk: text('办件、呼叫、反映的问题', 'cases, calls, issues'),
  problems: text('问题整改', 'problems'),
  weeks: text('专班周志', 'weekly logs'),
  visits: text('走访', 'visits'),
  assembly: text('成员大会', 'assemblies'),
  closing: text('按月结账', 'closings'),
  plan: text('年度计划', 'plan of the year'),
}
export const MEETING_WORDS: Readonly<Record<Meeting['kind'], Text>> = {
  special: text('专题会议', 'special meeting'),
  leading_group: text('领导小组会议', 'leading group'),
  promotion: text('推进会', 'promotion meeting'),
  dispatch: text('调度会', 'dispatch'),
  site: text('现场会', 'on-site meeting'),
  other: text('其他会议', 'other'),
}
export const ASSIGNMENT_WORDS: Readonly<Record<NonNullable<Task['assignment']>['state'], Text>> = {
  given: text('已交办', 'given'),
  acknowledged: text('已签收', 'acknowledged'),
  replied: text('已回复', 'replied'),
  done: text('已办结', 'done'),
  withdrawn: text('已撤回', 'taken back'),
}
export const PLAN_STATUS_WORDS: Readonly<Record<PlanStatus, Text>> = {
  none: text('未编制', 'none'),
  draft: text('编制中', 'draft'),
  submitted: text('报县核定中', 'with the county'),
  confirmed: text('已核定', 'confirmed'),
  changed: text('已核定,有修改稿', 'confirmed, changed'),
}
export const PLAN_STATUS_TONES = {
  none: 'fail',
  draft: 'depends',
  submitted: 'depends',
  confirmed: 'pass',
  changed: 'pass',
} as const
export const PLAN_STATE_WORDS: Readonly<Record<PlanState, Text>> = {
  done: text('完成', 'reached'),
  late: text('逾期完成', 'late'),
  soon: text('临近', 'soon'),
  open: text('进行中', 'open'),
  overdue: text('逾期', 'overdue'),
}
export const PLAN_STATE_TONES = {
  done: 'pass',
  late: 'depends',
  soon: 'depends',
  open: undefined,
  overdue: 'fail',
} as const satisfies Record<PlanState, string | undefined>
export const PROOF_WORDS = {
  coops: text('新登记合作社达到', 'so many co-ops registered'),
  foundings: text('启动创办达到', 'so many foundings started'),
  investment: text('到位资金达到', 'so much money in place'),
  record: text('乡镇登记依据', 'what the town shows'),
} as const

/** Where a proof leads; null where there is nothing to open. */
export function doorOf({ door, unitId }: Row): string | null {
  const { kind, id } = door
  if (id === null) return null
  switch (kind) {
    case 'meeting':
      return paths.registerMeeting(unitId, id)
    case 'contest':
      return paths.contest(id)
    case 'report':
      return paths.report(id)
    case 'assignment':
      return paths.assignments({ state: 'all', unitId })
    case 'case':
      return paths.case(id)
    case 'issue':
      return paths.helpVisits({ unitId })
    case 'problem':
      return paths.problem(id)
    case 'week':
      return paths.taskForces()
    case 'visit':
      return paths.helpVisits({ tab: 'visits', unitId })
    case 'coop':
      return paths.coop(id)
    case 'plan':
      return paths.townPlan(id)
  }
}

/** A closed list as options of a select. */
export const optionsOf = <K extends string>(
  words: Readonly<Record<K, Text>>,
  say: (said: Text) => string,
): { value: K; label: string }[] =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: say(words[value]) }))
