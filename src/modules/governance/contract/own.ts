import { z } from 'zod'
import { day, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE } from '../../../kernel/verb.ts'
import { nonce } from './votes.ts'
import { downloaded, matterOutput, meetingKind, meetingState, review } from './words.ts'

const choice = z.array(z.string().max(60)).max(200)

/** What a member may see of a matter: no ballots, no counts of others. */
const ownMatter = matterOutput
  .pick({
    matterId: true,
    position: true,
    matter: true,
    title: true,
    content: true,
    majority: true,
    secret: true,
    post: true,
    seats: true,
    candidates: true,
    papersFrom: true,
    papers: true,
    state: true,
    resolution: true,
  })
  .extend({
    /** Whether this membership has taken part, and how; never what was chosen. */
    took: z.enum(['paper', 'phone', 'hands']).nullable(),
  })

const ownMeeting = z.object({
  meetingId: id,
  coopName: z.string(),
  kind: meetingKind,
  title: z.string(),
  state: meetingState,
  heldOn: day,
  startsAt: z.string(),
  place: z.string(),
  /** Matters one can vote on at this moment. */
  votesOpen: z.number().int(),
  signedIn: z.boolean(),
  confirmed: z.boolean(),
})

/** Meetings and votes as a member has them on the phone. Everything starts from the account's person. */
export const ownVerbs = defineVerbs({
  myMeetings: {
    title: text('我的会议', 'My meetings'),
    kind: 'read',
    path: '/my/meetings',
    access: 'vote.own',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({ meetings: z.array(ownMeeting) }),
  },
  readMyMeeting: {
    title: text('会议和表决', 'A meeting of mine'),
    kind: 'read',
    path: '/my/meetings/:meetingId',
    access: 'vote.own',
    scope: NO_SCOPE,
    input: z.strictObject({ meetingId: id }),
    output: ownMeeting.extend({
      noticeOn: day.nullable(),
      review: review.nullable(),
      quorum: z.number().int(),
      entitled: z.number().int(),
      present: z.number().int(),
      allVotes: z.number().int(),
      online: z.boolean(),
      proxies: z.number().int(),
      /** Told to all who come (Art. 22). */
      additional: z.array(
        z.object({ memberNumber: z.string(), name: z.string(), votes: z.number().int() }),
      ),
      agenda: z.array(ownMatter),
      /** For whom I may vote: myself, and those I stand in for. */
      seats: z.array(
        z.object({
          holderId: id,
          memberNumber: z.string(),
          name: z.string(),
          own: z.boolean(),
          votes: z.number().int(),
          present: z.boolean(),
          proxyName: z.string().nullable(),
          took: z.array(id),
        }),
      ),
    }),
  },
  confirmNotice: {
    title: text('确认收到会议通知', 'Confirm a notice'),
    kind: 'write',
    path: '/my/meetings/:meetingId/confirm',
    access: 'vote.own',
    scope: NO_SCOPE,
    input: z.strictObject({ meetingId: id }),
    output: z.object({ meetingId: id }),
    refusals: ['not_allowed_now'],
  },
  signInMyself: {
    title: text('本人签到', 'Sign myself in'),
    kind: 'write',
    path: '/my/meetings/:meetingId/sign-in',
    access: 'vote.own',
    scope: NO_SCOPE,
    /** The number on the screen in the room; not needed where the charter lets members take part from elsewhere. */
    input: z.strictObject({ meetingId: id, entryCode: line(20).optional() }),
    output: z.object({ meetingId: id, present: z.number().int() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  castVote: {
    title: text('投票', 'Cast a vote'),
    kind: 'write',
    path: '/my/meetings/:meetingId/votes',
    access: 'vote.own',
    scope: NO_SCOPE,
    secret: ['choice', 'nonce'],
    input: z.strictObject({ meetingId: id, matterId: id, holderId: id, choice, nonce }),
    output: z.object({ matterId: id, took: z.literal('phone') }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  appointMyProxy: {
    title: text('委托他人参加', 'Appoint my proxy'),
    kind: 'write',
    path: '/my/meetings/:meetingId/proxy',
    access: 'vote.own',
    scope: NO_SCOPE,
    /** Another member by number and name; null takes the proxy back. */
    input: z.strictObject({
      meetingId: id,
      to: z.strictObject({ memberNumber: line(40), name: line(60) }).nullable(),
    }),
    output: z.object({ meetingId: id, proxyName: z.string().nullable() }),
    refusals: ['not_allowed_now', 'rule_blocked', 'conflict'],
  },
  readMyMeetingPaper: {
    title: text('查看会议材料', 'Read a document of my meeting'),
    kind: 'read',
    path: '/my/meetings/:meetingId/papers/:paperId',
    access: 'vote.own',
    scope: NO_SCOPE,
    download: true,
    input: z.strictObject({ meetingId: id, paperId: id }),
    output: downloaded,
  },
})
