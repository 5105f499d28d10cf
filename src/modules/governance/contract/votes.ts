import { z } from 'zod'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE } from '../../../kernel/verb.ts'
import { MAJORITIES, notCarried, voteInput, voteOutput } from '../rules/vote.ts'
import { matterKey, MEETING, meetingKind, reason, resolutionOutput, written } from './words.ts'
import { sayFaults } from '../../../kernel/fault.ts'

sayFaults({
  nonce: text('缺少随机数', 'needs a random value of its own'),
})

const holders = z.array(id).min(1).max(5_000)
/** What a vote is for: 'yes', 'no', 'abstain', or the candidates it names (none: abstains). */
const choice = z.array(z.string().max(60)).max(200)
/** A random value: without it the kept hash of a call would tell the choice. */
export const nonce = z.string().regex(/^[\w-]{22,64}$/, { error: 'nonce' })

/** The meeting itself: who comes, votes, counts, results. */
export const voteVerbs = defineVerbs({
  vote: {
    title: text('计算表决结果', 'Count a vote'),
    kind: 'compute',
    path: '/vote',
    access: 'public',
    scope: NO_SCOPE,
    input: voteInput,
    output: voteOutput,
    fails: notCarried,
  },
  appointProxy: {
    title: text('登记委托或单位代表', 'Record a proxy or a representative'),
    kind: 'write',
    path: '/meetings/:meetingId/proxies',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({
      meetingId: id,
      holderId: id,
      kind: z.enum(['proxy', 'representative']),
      /** Another member of the co-op for a proxy; anybody by name for a unit. */
      toHolderId: id.optional(),
      personId: id.optional(),
      name: line(60).optional(),
      document: line(300),
    }),
    output: z.object({ proxyId: id }),
    refusals: ['not_allowed_now', 'rule_blocked', 'conflict'],
  },
  withdrawProxy: {
    title: text('撤销委托', 'Withdraw a proxy'),
    kind: 'write',
    path: '/meetings/:meetingId/proxies/withdraw',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id, holderId: id }),
    output: z.object({ holderId: id }),
    refusals: ['not_allowed_now'],
  },
  openMeeting: {
    title: text('开始签到', 'Open the doors'),
    kind: 'write',
    path: '/meetings/:meetingId/open',
    access: 'governance.write',
    scope: MEETING,
    /** Fixes who may vote and with how many votes, as of the record date. */
    input: z.strictObject({ meetingId: id }),
    output: z.object({
      entryCode: z.string(),
      entitled: z.number().int(),
      allVotes: z.number().int(),
    }),
    refusals: ['not_allowed_now', 'rule_blocked'],
  },
  signMembersIn: {
    title: text('签到', 'Sign members in'),
    kind: 'write',
    path: '/meetings/:meetingId/sign-in',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id, holderIds: holders }),
    output: z.object({ present: z.number().int() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  signMembersOut: {
    title: text('离场', 'Somebody leaves'),
    kind: 'write',
    path: '/meetings/:meetingId/sign-out',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id, holderIds: holders }),
    output: z.object({ present: z.number().int() }),
    refusals: ['not_allowed_now'],
  },
  openVoting: {
    title: text('开始表决', 'Open the vote on a matter'),
    kind: 'write',
    path: '/meetings/:meetingId/voting/open',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id, matterId: id }),
    output: z.object({ matterId: id }),
    refusals: ['not_allowed_now', 'rule_blocked'],
  },
  issueBallots: {
    title: text('印制选票', 'Make ballot codes'),
    kind: 'write',
    path: '/meetings/:meetingId/ballots',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({
      meetingId: id,
      matterId: id,
      number: z.number().int().min(1).max(10_000),
    }),
    output: z.object({ printed: z.number().int() }),
    refusals: ['not_allowed_now'],
  },
  handOutBallots: {
    title: text('发放选票', 'Hand out ballots'),
    kind: 'write',
    path: '/meetings/:meetingId/ballots/hand-out',
    access: 'governance.write',
    scope: MEETING,
    /** Each member gets a ballot a vote; which ballots, nobody writes down. */
    input: z.strictObject({ meetingId: id, matterId: id, holderIds: holders }),
    output: z.object({ handedOut: z.number().int() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  recordHands: {
    title: text('登记举手表决', 'Note a show of hands'),
    kind: 'write',
    path: '/meetings/:meetingId/hands',
    access: 'governance.write',
    scope: MEETING,
    secret: ['choice'],
    input: z.strictObject({
      meetingId: id,
      matterId: id,
      rows: z
        .array(z.strictObject({ holderId: id, choice }))
        .min(1)
        .max(5_000),
    }),
    output: z.object({ noted: z.number().int() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  closeVoting: {
    title: text('结束表决', 'Close the vote on a matter'),
    kind: 'write',
    path: '/meetings/:meetingId/voting/close',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id, matterId: id }),
    output: z.object({ matterId: id, present: z.number().int() }),
    refusals: ['not_allowed_now'],
  },
  recordCount: {
    title: text('录入计票', 'Enter a count of the paper ballots'),
    kind: 'write',
    path: '/meetings/:meetingId/counts',
    access: 'governance.count',
    scope: MEETING,
    input: z.strictObject({
      meetingId: id,
      matterId: id,
      rows: z
        .array(
          z.strictObject({ code: z.string().max(20), choice, void: z.boolean().default(false) }),
        )
        .max(10_000),
    }),
    output: z.object({
      round: z.number().int(),
      settled: z.boolean(),
      differences: z.array(z.string()),
    }),
    refusals: ['not_allowed_now', 'forbidden', 'conflict'],
  },
  declareResult: {
    title: text('宣布结果,形成决议', 'Declare the result'),
    kind: 'write',
    path: '/meetings/:meetingId/results',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id, matterId: id }),
    output: resolutionOutput,
    refusals: ['not_allowed_now'],
  },
  withdrawMatter: {
    title: text('撤回议题或表决作废', 'Withdraw a matter, or annul its vote'),
    kind: 'write',
    path: '/meetings/:meetingId/matters/withdraw',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id, matterId: id, reason }),
    output: z.object({ matterId: id }),
    refusals: ['not_allowed_now'],
  },
  writeMinutes: {
    title: text('填写会议记录', 'Write the minutes'),
    kind: 'write',
    path: '/meetings/:meetingId/minutes',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({
      meetingId: id,
      minutes: written,
      chairName: line(60),
      recorderName: line(60),
    }),
    output: z.object({ meetingId: id }),
    refusals: ['not_allowed_now'],
  },
  closeMeeting: {
    title: text('散会', 'Close the meeting'),
    kind: 'write',
    path: '/meetings/:meetingId/close',
    access: 'governance.write',
    scope: MEETING,
    input: z.strictObject({ meetingId: id }),
    output: z.object({ meetingId: id }),
    refusals: ['not_allowed_now'],
  },
  listResolutions: {
    title: text('决议', 'Resolutions'),
    kind: 'read',
    path: '/resolutions',
    access: 'governance.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      matter: matterKey.optional(),
      carried: z.stringbool().optional(),
      subjectId: id.optional(),
      from: day.optional(),
      to: day.optional(),
      body: meetingKind.optional(),
      majority: z.enum(MAJORITIES).optional(),
      ...page,
    }),
    output: z.object({ total: z.number().int(), rows: z.array(resolutionOutput) }),
  },
})
