import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'

/* Closed lists of supervision, in both languages. */

type Row = Out<'listProblems'>['rows'][number]
export type ProblemRow = Row

export const CHANNEL_WORDS: Readonly<Record<Row['channel'], Text>> = {
  rule: text('规则检查', 'rule check'),
  audit: text('审计要点', 'audit point'),
  decision: text('议事决策', 'decision'),
  statement: text('账务报表', 'books'),
  help: text('联系帮包', 'help'),
  inspection: text('检查督查', 'inspection'),
  contest: text('观摩擂台', 'contest'),
  complaint: text('群众反映', 'complaint'),
}
export const SEVERITY_WORDS: Readonly<Record<Row['severity'], Text>> = {
  block: text('严重', 'severe'),
  warn: text('一般', 'ordinary'),
  info: text('提醒', 'reminder'),
}
export const SEVERITY_TONES = { block: 'fail', warn: 'depends', info: undefined } as const
export const STAGE_WORDS: Readonly<Record<Row['stage'], Text>> = {
  draft: text('拟制通知', 'notice being drafted'),
  review: text('通知审核', 'notice under review'),
  issue: text('待签发', 'to be issued'),
  acknowledge: text('待签收', 'to be acknowledged'),
  plan: text('待报方案', 'plan due'),
  reply: text('整改中', 'being mended'),
  verify: text('待现场核查', 'to be checked'),
  close: text('待销号', 'to be closed'),
  closed: text('已销号', 'closed'),
  withdrawn: text('已撤回', 'withdrawn'),
}
export const STATE_WORDS = {
  open: text('未销号', 'open'),
  overdue: text('超期', 'overdue'),
  listed: text('挂牌督办', 'listed'),
  closed: text('已销号', 'closed'),
  all: text('全部', 'all'),
} as const
export const EVENT_WORDS: Readonly<Record<string, Text>> = {
  due: text('立项', 'entered'),
  extended: text('批准延期', 'more time granted'),
  paused: text('暂停计时', 'clock stopped'),
  resumed: text('恢复计时', 'clock runs again'),
  overdue: text('逾期', 'overdue'),
  reopened: text('重新立项', 'reopened'),
  mended: text('线索已消除', 'no longer found'),
  found_again: text('线索再次出现', 'found again'),
  note: text('进展', 'progress'),
}
export const ACT_WORDS: Readonly<Record<string, Text>> = {
  acknowledge: text('签收', 'acknowledged'),
  reply: text('回复', 'replied'),
  return: text('退回', 'returned'),
  confirm: text('办结', 'confirmed'),
  withdraw: text('撤回', 'withdrawn'),
  overdue: text('逾期未回复', 'overdue'),
}
type Assignment = Out<'listAssignments'>['rows'][number]
export type AssignmentRow = Assignment
export const ASSIGNMENT_WORDS: Readonly<Record<Assignment['state'], Text>> = {
  given: text('待签收', 'to be acknowledged'),
  acknowledged: text('办理中', 'in hand'),
  replied: text('待确认', 'to be judged'),
  done: text('已办结', 'done'),
  withdrawn: text('已撤回', 'withdrawn'),
}
export const DESK_WORDS = {
  county_agriculture: text('县农业农村局', 'agriculture desk'),
  county_organisation: text('县委组织部', 'organisation desk'),
  natural_resources: text('自然资源和规划局', 'natural resources'),
  finance_centre: text('金融服务中心', 'financial service centre'),
  finance_bureau: text('财政局', 'finance bureau'),
} as const

export const optionsOf = <K extends string>(
  words: Readonly<Record<K, Text>>,
  say: (text: Text) => string,
): { value: K; label: string }[] =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: say(words[value]) }))
