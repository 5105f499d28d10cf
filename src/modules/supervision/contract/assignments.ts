import { z } from 'zod'
import { ROLE_NAMES } from '../../../kernel/role.ts'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, scopeOf, unitScope } from '../../../kernel/verb.ts'
import { count, file, said, unit } from './words.ts'

const ASSIGNMENT = scopeOf('assignment', 'assignmentId')
const assignmentId = id
const words = said(1_000)
/** Who can be called for at the county: its desks and departments. */
export const CALLED = [
  'county_organisation',
  'county_agriculture',
  'natural_resources',
  'finance_centre',
  'finance_bureau',
] as const

const row = z.object({
  assignmentId: id,
  direction: z.enum(['down', 'up']),
  from: unit,
  to: unit,
  role: z.enum(ROLE_NAMES).nullable(),
  what: z.string(),
  responsible: z.string(),
  source: z.enum(['meeting', 'dispatch', 'bulletin', 'analysis', 'problem', 'hand']),
  parentId: id.nullable(),
  givenOn: day,
  givenBy: z.string(),
  answerBy: day,
  dueOn: day,
  state: z.enum(['given', 'acknowledged', 'replied', 'done', 'withdrawn']),
  endedOn: day.nullable(),
  overdue: z.boolean(),
  /** Not acknowledged within the time for it. */
  unanswered: z.boolean(),
  /** How many it was passed on to, and how many of them are done. */
  passed: count,
  passedDone: count,
  /** What the caller may do with it now. */
  mine: z.array(z.enum(['acknowledge', 'reply', 'confirm', 'return', 'withdraw', 'pass'])),
})

/** Assignments from county to town to village, and calls the other way (县抓、镇呼、村应). */
export const assignmentVerbs = defineVerbs({
  giveAssignments: {
    title: text('交办任务', 'Give an assignment'),
    kind: 'write',
    path: '/units/:unitId/assignments',
    access: 'supervision.write',
    scope: unitScope('unitId'),
    input: z.strictObject({
      /** Who gives it: the county or a town. */
      unitId: id,
      /** Towns of the county; villages and co-ops of the town. */
      to: z.array(id).min(1).max(200),
      what: words,
      responsible: line(100),
      dueOn: day,
      /** The county's assignment that a town passes on. */
      parentId: id.optional(),
      source: z.enum(['dispatch', 'bulletin', 'analysis', 'problem', 'hand']).default('hand'),
      sourceId: id.optional(),
    }),
    output: z.object({ ids: z.array(id) }),
    refusals: ['not_allowed_now'],
  },
  takeMeetingOrders: {
    title: text('会议任务转交办', 'Turn orders of meetings into assignments'),
    kind: 'write',
    path: '/units/:unitId/assignments/from-meetings',
    access: 'supervision.write',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id }),
    output: z.object({ given: count }),
  },
  callUp: {
    title: text('呼叫上级、部门', 'Call for help'),
    kind: 'write',
    path: '/units/:unitId/calls',
    access: 'supervision.reply',
    scope: unitScope('unitId'),
    input: z.strictObject({
      /** Who calls: a town, a village or a co-op. */
      unitId: id,
      level: z.enum(['town', 'county']),
      /** Of the county: which desk or department is meant. */
      role: z.enum(CALLED).optional(),
      what: words,
      responsible: line(60),
    }),
    output: z.object({ assignmentId: id, answerBy: day, dueOn: day }),
  },
  acknowledgeAssignment: {
    title: text('签收', 'Acknowledge'),
    kind: 'write',
    path: '/assignments/:assignmentId/acknowledge',
    access: 'supervision.reply',
    scope: ASSIGNMENT,
    input: z.strictObject({ assignmentId }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  replyAssignment: {
    title: text('回复办理情况', 'Reply'),
    kind: 'write',
    path: '/assignments/:assignmentId/reply',
    access: 'supervision.reply',
    scope: ASSIGNMENT,
    input: z.strictObject({
      assignmentId,
      words,
      photos: z
        .array(z.strictObject({ name: line(120), content: z.base64().max(14_000_000) }))
        .max(6)
        .default([]),
    }),
    output: z.object({}),
    bodyLimit: 64 * 1024 * 1024,
    refusals: ['not_allowed_now', 'too_large'],
  },
  judgeAssignment: {
    title: text('确认办结或退回', 'Confirm or return a reply'),
    kind: 'write',
    path: '/assignments/:assignmentId/judge',
    access: 'supervision.reply',
    scope: ASSIGNMENT,
    input: z.strictObject({ assignmentId, done: z.boolean(), words: said(500) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  withdrawAssignment: {
    title: text('撤回交办、呼叫', 'Take it back'),
    kind: 'write',
    path: '/assignments/:assignmentId/withdraw',
    access: 'supervision.reply',
    scope: ASSIGNMENT,
    input: z.strictObject({ assignmentId, reason: said(500) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listAssignments: {
    title: text('交办与呼叫', 'Assignments and calls'),
    kind: 'read',
    path: '/assignments',
    access: 'supervision.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      direction: z.enum(['down', 'up']).optional(),
      /** `mine`: something of them waits for the caller. */
      state: z.enum(['mine', 'open', 'overdue', 'ended', 'all']).default('open'),
      unitId: id.optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      mine: count,
      open: count,
      overdue: count,
      ended: count,
      rows: z.array(row),
    }),
  },
  readAssignment: {
    title: text('查看交办、呼叫', 'Read an assignment'),
    kind: 'read',
    path: '/assignments/:assignmentId',
    access: 'supervision.read',
    scope: ASSIGNMENT,
    input: z.strictObject({ assignmentId }),
    output: row.extend({
      acts: z.array(
        z.object({
          kind: z.string(),
          on: day,
          by: z.string(),
          words: z.string(),
          photos: z.array(z.object({ photoId: id, name: z.string() })),
        }),
      ),
      children: z.array(row),
    }),
  },
  readAssignmentPhoto: {
    title: text('查看回复照片', 'A photograph of a reply'),
    kind: 'read',
    path: '/assignments/:assignmentId/photos/:photoId',
    access: 'supervision.read',
    scope: ASSIGNMENT,
    input: z.strictObject({ assignmentId, photoId: id }),
    output: file,
    download: true,
  },
})
