import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'

/* Closed lists of postings, the reserve, points and promises, in both languages. */

export type Posting = Out<'listPostings'>['rows'][number]
export type Reserve = Out<'listReserve'>['rows'][number]
export type Promised = Out<'listPromises'>['rows'][number]
export type Rules = Out<'readTalentRules'>['rules']

export const KIND_WORDS: Readonly<Record<Posting['kind'], Text>> = {
  first_secretary: text('第一书记', 'First secretary'),
  team_leader: text('服务队队长', 'Team leader'),
  team_member: text('服务队队员', 'Team member'),
}
export const STANDING_WORDS: Readonly<Record<Posting['standing'], Text>> = {
  there: text('在岗', 'there'),
  ending: text('即将期满', 'ends soon'),
  over: text('已期满未办理', 'term is over'),
  coming: text('待到任', 'to come'),
  ended: text('已离任', 'left'),
}
export const STANDING_TONES = {
  there: 'pass',
  ending: 'depends',
  over: 'fail',
  coming: undefined,
  ended: undefined,
} as const
export const ENDING_WORDS: Readonly<Record<In<'endPosting'>['ending'], Text>> = {
  term: text('任期届满', 'the term is over'),
  recall: text('召回', 'recalled'),
  transfer: text('工作调整', 'transferred'),
  other: text('其他', 'other'),
}
export const TASK_WORDS = {
  open: text('办理中', 'open'),
  late: text('逾期', 'late'),
  done: text('完成', 'done'),
  dropped: text('不再办理', 'dropped'),
} as const
export const TASK_TONES = {
  open: undefined,
  late: 'fail',
  done: 'pass',
  dropped: undefined,
} as const
export const OUTCOME_WORDS = { done: TASK_WORDS.done, dropped: TASK_WORDS.dropped } as const
export const RESERVE_WORDS: Readonly<Record<Reserve['state'], Text>> = {
  nominated: text('待确认', 'nominated'),
  confirmed: text('在册', 'in the reserve'),
  returned: text('已退回', 'returned'),
  left: text('已退出', 'left'),
}
export const RESERVE_TONES = {
  nominated: 'depends',
  confirmed: 'pass',
  returned: 'fail',
  left: undefined,
} as const
export const RESERVE_FILTERS = {
  ...RESERVE_WORDS,
  review: text('该评估', 'review due'),
} as const
export const STEP_WORDS: Readonly<Record<NonNullable<Reserve['step']>, Text>> = {
  entered: text('入册', 'entered'),
  training: text('培训', 'training'),
  trial: text('跟岗锻炼', 'on trial'),
  ready: text('成熟可用', 'ready'),
  appointed: text('已任用', 'appointed'),
}
export const ACT_WORDS: Readonly<Record<Out<'readReserve'>['events'][number]['act'], Text>> = {
  confirm: text('确认入册', 'confirmed'),
  return: text('退回', 'returned'),
  mentor: text('确定联系人', 'mentor named'),
  step: text('调整阶段', 'moved'),
  leave: text('退出', 'left'),
}
export const RESULT_WORDS: Readonly<Record<In<'recordTraining'>['result'], Text>> = {
  passed: text('合格', 'passed'),
  attended: text('参加', 'attended'),
  failed: text('不合格', 'failed'),
}
export const PROMISE_WORDS: Readonly<Record<Promised['state'], Text>> = {
  promised: text('已承诺', 'promised'),
  published: text('践诺中', 'shown'),
  late: text('到期未评议', 'overdue'),
  kept: text('已践诺', 'kept'),
  partly: text('部分践诺', 'partly kept'),
  unkept: text('未践诺', 'not kept'),
  withdrawn: text('已撤销', 'taken back'),
}
export const PROMISE_TONES = {
  promised: undefined,
  published: undefined,
  late: 'fail',
  kept: 'pass',
  partly: 'depends',
  unkept: 'fail',
  withdrawn: undefined,
} as const
export const PLACE_WORDS: Readonly<Record<In<'publishPromise'>['place'], Text>> = {
  board: text('村公示栏', 'village board'),
  phone: text('成员手机端', 'members’ phones'),
}
