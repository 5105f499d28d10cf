import { z } from 'zod'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  ISSUE_ACTS,
  ISSUE_STATES,
  answerer,
  channel,
  count,
  fileIn,
  fileOut,
  format,
  issueKind,
  named,
  said,
} from './words.ts'

const UNIT = unitScope('unitId')

const issueInput = z.strictObject({
  kind: issueKind,
  what: said(500),
  toRole: answerer,
  /** Left out: so many working days from today as the rules say. */
  dueOn: day.nullable().default(null),
})

export const issueSchema = z.object({
  issueId: id,
  unit: named,
  kind: issueKind,
  what: z.string(),
  raisedOn: day,
  by: z.string(),
  state: z.enum(ISSUE_STATES),
  toRole: answerer.nullable(),
  dueOn: day.nullable(),
  late: z.boolean(),
  visitId: id.nullable(),
  /** What the caller may do next. */
  open: z.array(z.enum(['forward', 'answer', 'solve', 'reopen'])),
  acts: z.array(
    z.object({
      act: z.enum(ISSUE_ACTS),
      on: day,
      by: z.string(),
      said: z.string(),
      toRole: answerer.nullable(),
      dueOn: day.nullable(),
    }),
  ),
})

/** Visits with photographs, and what was raised on them. */
export const visitVerbs = defineVerbs({
  recordVisit: {
    title: text('登记走访', 'Record a visit'),
    kind: 'write',
    path: '/units/:unitId/help-visits',
    access: 'help.visit',
    scope: UNIT,
    secret: ['photos'],
    bodyLimit: 64 * 1024 * 1024,
    /** A co-op, village or town. JPEG, PNG, WebP or HEIC, 10 MiB each. */
    input: z.strictObject({
      unitId: id,
      /** Who came; left out for who is no registered helper. */
      helperId: id.nullable().default(null),
      on: day,
      place: z.string().trim().max(100).default(''),
      did: said(1_000),
      photos: z.array(fileIn).max(9).default([]),
      issues: z.array(issueInput).max(10).default([]),
    }),
    output: z.object({ visitId: id, issueIds: z.array(id) }),
    refusals: ['not_allowed_now', 'too_large'],
  },
  withdrawVisit: {
    title: text('撤销走访记录', 'Take a visit back'),
    kind: 'write',
    path: '/units/:unitId/help-visits/:visitId/withdraw',
    access: 'help.visit',
    scope: UNIT,
    input: z.strictObject({ unitId: id, visitId: id, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listHelpVisits: {
    title: text('走访记录', 'Visits'),
    kind: 'read',
    path: '/help-visits',
    access: 'help.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      helperId: id.optional(),
      channel: channel.optional(),
      from: day.optional(),
      to: day.optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      rows: z.array(
        z.object({
          visitId: id,
          unit: named,
          helper: named.nullable(),
          channel: channel.nullable(),
          on: day,
          place: z.string(),
          did: z.string(),
          by: z.string(),
          files: z.array(z.object({ fileId: id, name: z.string(), mediaType: z.string() })),
          issues: count,
          openIssues: count,
          withdrawn: z.string().nullable(),
        }),
      ),
    }),
  },
  printVisitLog: {
    title: text('打印走访台账', 'Print the visit log'),
    kind: 'read',
    path: '/units/:unitId/help-visit-log',
    access: 'help.read',
    scope: UNIT,
    download: true,
    audited: true,
    input: z.strictObject({ unitId: id, from: day, to: day, format }),
    output: fileOut,
  },
  raiseIssue: {
    title: text('反映问题', 'Raise an issue'),
    kind: 'write',
    path: '/units/:unitId/help-issues',
    access: 'help.raise',
    scope: UNIT,
    input: z.strictObject({ unitId: id, ...issueInput.shape }),
    output: z.object({ issueId: id, dueOn: day.nullable() }),
  },
  actOnIssue: {
    title: text('办理问题', 'Act on an issue'),
    kind: 'write',
    path: '/units/:unitId/help-issues/:issueId',
    access: 'help.raise',
    scope: UNIT,
    refusals: ['not_allowed_now'],
    /** Forwarding names who answers instead. */
    input: z.strictObject({
      unitId: id,
      issueId: id,
      act: z.enum(['forward', 'answer', 'solve', 'reopen']),
      said: said(1_000),
      toRole: answerer.nullable().default(null),
      dueOn: day.nullable().default(null),
    }),
    output: z.object({ state: z.enum(ISSUE_STATES), dueOn: day.nullable() }),
  },
  listIssues: {
    title: text('问题办理台账', 'Issues'),
    kind: 'read',
    path: '/help-issues',
    access: 'help.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      visitId: id.optional(),
      state: z.enum([...ISSUE_STATES, 'late', 'mine', 'all']).default('all'),
      ...page,
    }),
    output: z.object({
      total: count,
      open: count,
      late: count,
      /** Waiting for the caller. */
      mine: count,
      solved: count,
      rows: z.array(issueSchema),
    }),
  },
})
