import { z } from 'zod'
import { findingSchema, textSchema } from '../../../kernel/finding.ts'
import { day, id, line, paragraph } from '../../../kernel/schema.ts'
import { scopeOf } from '../../../kernel/verb.ts'
import { MATTER_KEYS, MEETING_KINDS, POSTS } from '../rules/matters.ts'
import { MAJORITIES } from '../rules/vote.ts'

/* The words of meetings, votes and posts as they cross JSON. */

export const MEETING_STATES = [
  'draft',
  'submitted',
  'notified',
  'open',
  'closed',
  'cancelled',
] as const
export const MATTER_STATES = ['waiting', 'voting', 'counting', 'decided', 'withdrawn'] as const
export const CALLS = ['regular', 'members', 'supervisors', 'charter'] as const
export const DELIVERIES = ['print', 'phone', 'visit', 'message'] as const
export const PAPER_KINDS = [
  'document',
  'notice',
  'sign_in',
  'minutes',
  'resolution',
  'count',
  'other',
] as const
export const RULE_KINDS = [
  'meeting',
  'finance',
  'distribution',
  'disclosure',
  'seals',
  'stock',
  'members',
  'archive',
  'other',
] as const
export const MOTION_KINDS = ['admission', 'exit', 'expulsion', 'dissolution'] as const

export const MEETING = scopeOf('meeting', 'meetingId')

export const meetingKind = z.enum(MEETING_KINDS)
export const meetingState = z.enum(MEETING_STATES)
export const post = z.enum(POSTS)
export const matterKey = z.enum(MATTER_KEYS)
export const majority = z.enum(MAJORITIES)
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time_of_day' })
export const reason = line(500)
export const written = paragraph(4_000)

/** A file as it goes into JSON: base64, at most 10 MB. */
export const fileInput = {
  name: line(200),
  content: z.base64().min(1).max(14_000_000),
}
export const FILE_BODY = 16 * 1024 * 1024

export const downloaded = z.object({
  name: z.string(),
  mediaType: z.string(),
  content: z.string(),
})

export const findings = z.array(findingSchema)

const candidate = z.object({ candidateId: id, personId: id, name: z.string() })

/** How a matter's votes stand. Of a secret matter nothing is said before its result. */
const votes = z.object({
  allVotes: z.number().int(),
  quorum: z.number().int(),
  needed: z.number().int(),
  /** Members who took part, and the votes they hold. */
  voters: z.number().int(),
  cast: z.number().int(),
  paper: z.number().int(),
  yes: z.number().int().nullable(),
  no: z.number().int().nullable(),
  abstain: z.number().int().nullable(),
  stillNeeded: z.number().int().nullable(),
})

export const resolutionOutput = z.object({
  resolutionId: id,
  meetingId: id,
  matterId: id,
  coopId: id,
  coopName: z.string(),
  number: z.string(),
  body: meetingKind,
  matter: z.string(),
  title: z.string(),
  content: z.string(),
  majority,
  secret: z.boolean(),
  carried: z.boolean(),
  entitled: z.number().int(),
  present: z.number().int(),
  allVotes: z.number().int(),
  quorum: z.number().int(),
  needed: z.number().int(),
  yes: z.number().int(),
  no: z.number().int(),
  abstain: z.number().int(),
  void: z.number().int(),
  candidates: z.array(
    z.object({
      candidateId: id,
      personId: id,
      name: z.string(),
      post,
      votes: z.number().int(),
      elected: z.boolean(),
    }),
  ),
  subjectKind: z.string().nullable(),
  subjectId: id.nullable(),
  papersFrom: day.nullable(),
  decidedOn: day,
})

const paper = z.object({
  paperId: id,
  matterId: id.nullable(),
  kind: z.enum(PAPER_KINDS),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  addedOn: day,
  addedBy: z.string(),
})

export const matterOutput = z.object({
  matterId: id,
  position: z.number().int(),
  matter: matterKey,
  title: z.string(),
  content: z.string(),
  majority,
  major: z.boolean(),
  secret: z.boolean(),
  post: post.nullable(),
  seats: z.number().int().nullable(),
  candidates: z.array(candidate),
  subjectKind: z.string().nullable(),
  subjectId: id.nullable(),
  papersFrom: day.nullable(),
  papers: z.array(paper),
  state: z.enum(MATTER_STATES),
  present: z.number().int().nullable(),
  votes,
  ballots: z.object({
    printed: z.number().int(),
    handedOut: z.number().int(),
    /** Who has counted; what they counted is shown when two have. */
    counters: z.array(z.string()),
    differences: z.array(z.object({ code: z.string(), said: z.array(z.string().nullable()) })),
    settled: z.boolean(),
  }),
  resolution: resolutionOutput.nullable(),
})

/** What the township said to the agenda: an opinion, seen by every member. */
export const review = z.object({
  caseId: id,
  number: z.string(),
  state: z.enum(['running', 'done', 'refused', 'withdrawn']),
  dueOn: day.nullable(),
  opinions: z.array(
    z.object({
      step: textSchema,
      outcome: z.enum(['agreed', 'opposed']),
      basis: z.string().nullable(),
      reason: z.string(),
      by: z.string(),
      on: day,
    }),
  ),
})

export const meetingHead = z.object({
  meetingId: id,
  coopId: id,
  coopName: z.string(),
  kind: meetingKind,
  number: z.string(),
  title: z.string(),
  state: meetingState,
  call: z.enum(CALLS),
  heldOn: day,
  startsAt: z.string(),
  place: z.string(),
  recordOn: day,
  noticeOn: day.nullable(),
  matters: z.number().int(),
  carried: z.number().int(),
  entitled: z.number().int(),
  present: z.number().int(),
})
