import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'

/* Closed lists of governance, as people read them. */

export type Meeting = Out<'readMeeting'>
export type Matter = Meeting['agenda'][number]
export type Roll = Out<'readMeetingRoll'>
export type Kind = Meeting['kind']
export type State = Meeting['state']
export type Post = NonNullable<Matter['post']>
export type RuleKind = Out<'readInternalRules'>['required'][number]
export type MotionKind = Out<'listMotions'>['rows'][number]['kind']

export const KINDS: Readonly<Record<Kind, Text>> = {
  assembly: text('成员大会', 'Assembly'),
  delegates: text('成员代表大会', 'Delegates'),
  council: text('理事会', 'Council'),
  supervisors: text('监事会', 'Supervisors'),
  founding: text('设立大会', 'Founding assembly'),
  union: text('联合社成员大会', 'Union assembly'),
}

export const STATES: Readonly<Record<State, Text>> = {
  draft: text('拟订', 'Draft'),
  submitted: text('已报乡镇', 'With the town'),
  notified: text('已通知', 'Notice given'),
  open: text('进行中', 'In session'),
  closed: text('已散会', 'Closed'),
  cancelled: text('已取消', 'Cancelled'),
}

export const MATTER_STATES: Readonly<Record<Matter['state'], Text>> = {
  waiting: text('待表决', 'To be voted on'),
  voting: text('正在表决', 'Voting'),
  counting: text('正在计票', 'Counting'),
  decided: text('已决', 'Decided'),
  withdrawn: text('已撤回', 'Withdrawn'),
}

export const CALLS: Readonly<Record<Meeting['call'], Text>> = {
  regular: text('例行召集', 'Regular'),
  members: text('成员提议', 'Asked for by members'),
  supervisors: text('监事会提议', 'Asked for by the supervisors'),
  charter: text('章程规定', 'A case of the charter'),
}

export const MAJORITIES: Readonly<Record<Matter['majority'], Text>> = {
  ordinary: text('一般事项(总表决权过半数)', 'Ordinary: more than half of all votes'),
  special: text('特别事项(总表决权三分之二)', 'Special: two thirds of all votes'),
  founding: text('全体设立人一致', 'Every founder'),
}

export const POSTS: Readonly<Record<Post, Text>> = {
  chair: text('理事长', 'Chair'),
  director: text('理事', 'Director'),
  manager: text('经理', 'Manager'),
  supervisor_head: text('监事长(执行监事)', 'Head of supervisors'),
  supervisor: text('监事', 'Supervisor'),
  accountant: text('会计', 'Accountant'),
  cashier: text('出纳', 'Cashier'),
  delegate: text('成员代表', 'Delegate'),
}
export const ELECTED: readonly Post[] = [
  'chair',
  'director',
  'supervisor_head',
  'supervisor',
  'delegate',
]

export const DELIVERIES = {
  print: text('书面', 'On paper'),
  phone: text('手机', 'Phone'),
  visit: text('上门', 'Visit'),
  message: text('短信', 'Message'),
} as const

export const CHANNELS = {
  paper: text('纸票', 'paper'),
  phone: text('手机', 'phone'),
  hands: text('举手', 'hands'),
} as const

export const RULE_KINDS: Readonly<Record<RuleKind, Text>> = {
  meeting: text('民主议事制度', 'Meetings and deciding'),
  finance: text('财务会计制度', 'Finance and accounting'),
  distribution: text('盈余分配制度', 'Distribution of surplus'),
  disclosure: text('社务公开制度', 'Disclosure'),
  seals: text('印章管理制度', 'Seals'),
  stock: text('资产物资管理制度', 'Assets and stock'),
  members: text('成员管理制度', 'Members'),
  archive: text('档案管理制度', 'Files and archive'),
  other: text('其他制度', 'Other'),
}

export const MOTIONS: Readonly<Record<MotionKind, Text>> = {
  admission: text('入社', 'Admission'),
  exit: text('退社', 'Exit'),
  expulsion: text('除名', 'Expulsion'),
  dissolution: text('解散', 'Dissolution'),
}

export const CASE_STATES: Readonly<Record<string, Text>> = {
  running: text('办理中', 'Under way'),
  done: text('办结', 'Done'),
  refused: text('未同意', 'Refused'),
  withdrawn: text('已撤回', 'Withdrawn'),
}

export function stateTone(state: State): { tone?: 'fail' | 'depends' | 'pass' | 'accent' } {
  if (state === 'open') return { tone: 'accent' }
  if (state === 'closed') return { tone: 'pass' }
  return state === 'cancelled' ? { tone: 'fail' } : state === 'draft' ? {} : { tone: 'depends' }
}
