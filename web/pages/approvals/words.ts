import { dayNumber, type LocalDate } from '../../../src/kernel/date.ts'
import { type Role, ROLES } from '../../../src/kernel/role.ts'
import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'
import { say } from '../../locale/translate.ts'

export type Case = Out<'readCase'>
export type StepNow = Case['steps'][number]
export type Process = Case['process']
export type Step = Process['steps'][number]
export type Field = Step['form'][number]
export type Task = Out<'listTasks'>['rows'][number]
export type Basis = NonNullable<In<'signStep'>['basis']>

export const STATE_WORDS = {
  running: text('办理中', 'Under way'),
  done: text('已办结', 'Done'),
  refused: text('未通过', 'Refused'),
  withdrawn: text('已撤回', 'Withdrawn'),
} as const satisfies Record<Case['state'], Text>

export const STATE_TONES = {
  running: 'accent',
  done: 'pass',
  refused: 'fail',
  withdrawn: undefined,
} as const

export const STATUS_WORDS = {
  done: text('已完成', 'Done'),
  open: text('办理中', 'Under way'),
  waiting: text('未开始', 'Not begun'),
  skipped: text('不需要', 'Not asked'),
} as const satisfies Record<StepNow['status'], Text>

export const BASIS_WORDS = {
  charter: text('合作社章程', 'The charter'),
  resolution: text('成员(代表)大会决议', 'A resolution'),
  collective_rule: text('集体经济组织规定', 'The collective’s rule'),
  guidance: text('指导意见', 'Guidance'),
} as const satisfies Record<Basis, Text>

export const roleName = (role: Role): string => say(ROLES[role].title)

export const stepOf = (process: Process, key: string): Step | undefined =>
  process.steps.find((step) => step.key === key)

export const titleOf = (process: Process, key: string): string => {
  const step = stepOf(process, key)
  return step === undefined ? key : say(step.title)
}

/** Whole days from one day to another; negative when it lies before. */
export const daysBetween = (from: string, to: string): number =>
  dayNumber(to as LocalDate) - dayNumber(from as LocalDate)
