import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE, scopeOf, unitScope } from '../../../kernel/verb.ts'
import {
  conflictKind,
  conflictOut,
  count,
  fileOut,
  format,
  kind,
  named,
  part,
  points,
  said,
  setup,
  state,
  veto,
} from './words.ts'

const CONTEST = scopeOf('contest', 'contestId')
const UNIT = unitScope('unitId')
const STOPS = ['not_allowed_now', 'conflict'] as const

const itemScore = z.object({
  item: z.string(),
  share: fractionSchema,
  points: fractionSchema,
  pointsText: z.string(),
  /** What judges gave, from the lowest to the highest, without names. */
  given: z.array(z.string()),
  trimmed: count,
  spread: z.string().nullable(),
  apart: z.boolean(),
  valueText: z.string().nullable(),
  why: z.string().nullable(),
})

const result = z.object({
  edition: count,
  sha256: z.string(),
  reason: z.string(),
  on: day,
  by: z.string(),
  rows: z.array(
    z.object({
      unit: named,
      place: count,
      score: fractionSchema,
      scoreText: z.string(),
      groups: z.array(z.object({ id: z.string(), pointsText: z.string() })),
      items: z.array(itemScore),
      vetoes: z.array(veto),
    }),
  ),
})

const sheetUnit = z.object({
  unit: named,
  /** Of a co-op the town it lies in. */
  town: z.string().nullable(),
  conflicts: z.array(
    z.object({
      kind: conflictKind,
      source: z.enum(['found', 'declared', 'desk']),
      said: textSchema,
    }),
  ),
  /** The own sheet that counts, with its number; null where none was filed. */
  own: z
    .object({
      version: count,
      scores: z.record(z.string(), z.string()),
      comment: z.string(),
      on: day,
    })
    .nullable(),
})

/** Score sheets, results, appeals, tasks. */
export const resultVerbs = defineVerbs({
  /** The own sheets alone: nobody sees what others gave before closing. */
  readOwnSheets: {
    title: text('我的评分表', 'The own score sheets'),
    kind: 'read',
    path: '/contests/:contestId/own-sheets',
    access: 'contest.judge',
    scope: NO_SCOPE,
    input: z.strictObject({ contestId: id }),
    output: z.object({
      contestId: id,
      number: z.string(),
      kind,
      state,
      setup,
      part,
      mayScore: z.boolean(),
      units: z.array(sheetUnit),
    }),
  },
  saveSheet: {
    title: text('提交评分', 'File a score sheet'),
    kind: 'write',
    path: '/contests/:contestId/sheets',
    access: 'contest.judge',
    scope: NO_SCOPE,
    secret: ['scores', 'comment'],
    input: z.strictObject({
      contestId: id,
      unitId: id,
      scores: z.record(z.string().max(40), points),
      comment: z.string().trim().max(1_000).default(''),
      /** Of a correction. */
      reason: z.string().trim().max(200).default(''),
    }),
    output: z.object({ version: count }),
    refusals: STOPS,
  },
  declareConflict: {
    title: text('申请回避', 'Declare a conflict of interest'),
    kind: 'write',
    path: '/contests/:contestId/own-conflicts',
    access: 'contest.judge',
    scope: NO_SCOPE,
    input: z.strictObject({ contestId: id, unitId: id, kind: conflictKind, reason: line(200) }),
    output: z.object({}),
    refusals: STOPS,
  },
  readContest: {
    title: text('查看观摩擂台', 'Read a tour or contest'),
    kind: 'read',
    path: '/contests/:contestId',
    access: 'contest.read',
    scope: CONTEST,
    input: z.strictObject({ contestId: id }),
    output: z.object({
      contestId: id,
      number: z.string(),
      kind,
      holder: named,
      state,
      setup,
      version: count,
      entries: z.array(
        z.object({
          unit: named,
          town: z.string().nullable(),
          sheets: count,
          withdrawnWhy: z.string().nullable(),
        }),
      ),
      judges: z.array(
        z.object({
          accountId: id,
          name: z.string(),
          post: z.string(),
          part,
          filed: count,
          expected: count,
          withdrawnWhy: z.string().nullable(),
        }),
      ),
      conflicts: z.array(conflictOut),
      vetoes: z.array(
        z.object({
          vetoId: id,
          unit: named,
          kind: veto,
          reason: z.string(),
          evidence: z.string(),
          by: z.string(),
          withdrawnWhy: z.string().nullable(),
        }),
      ),
      /** Where a third judge is needed: no points. */
      apart: z.array(z.object({ unit: named, item: z.string() })),
      /** From closing on. */
      result: result.nullable(),
      editions: z.array(
        z.object({ edition: count, sha256: z.string(), reason: z.string(), on: day }),
      ),
      appealUntil: day.nullable(),
      appeals: z.array(
        z.object({
          caseId: id,
          unit: named,
          what: z.string(),
          outcome: z.enum(['upheld', 'rejected', 'withdrawn']).nullable(),
        }),
      ),
      tasks: z.array(
        z.object({
          taskId: id,
          unit: named,
          what: z.string(),
          responsible: z.string(),
          dueOn: day,
          overdue: z.boolean(),
          doneOn: day.nullable(),
          doneSaid: z.string().nullable(),
          mine: z.boolean(),
        }),
      ),
      /** In the order of the route. */
      photos: z.array(
        z.object({
          fileId: id,
          stop: count.nullable(),
          unit: named.nullable(),
          name: z.string(),
          mediaType: z.string(),
          caption: z.string(),
          takenOn: day.nullable(),
          by: z.string(),
        }),
      ),
      events: z.array(z.object({ kind: z.string(), on: day, words: z.string(), by: z.string() })),
      caseId: id.nullable(),
      may: z.object({
        write: z.boolean(),
        judge: z.boolean(),
        appealFor: z.array(named),
      }),
    }),
  },
  closeContest: {
    title: text('核算封存', 'Compute and close'),
    kind: 'write',
    path: '/contests/:contestId/close',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({ contestId: id }),
    output: z.object({ edition: count }),
    refusals: STOPS,
  },
  recomputeContest: {
    title: text('重新核算', 'Compute again'),
    kind: 'write',
    path: '/contests/:contestId/recompute',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({ contestId: id, reason: line(200) }),
    output: z.object({ edition: count, changed: z.boolean() }),
    refusals: STOPS,
  },
  verifyContest: {
    title: text('复算核对', 'Compute again and compare'),
    kind: 'read',
    path: '/contests/:contestId/verify',
    access: 'contest.read',
    scope: CONTEST,
    input: z.strictObject({ contestId: id }),
    output: z.object({
      edition: count,
      sha256: z.string(),
      /** The places follow from the inputs kept with them; the sheets kept are those inputs. */
      computes: z.boolean(),
      sheetsKept: z.boolean(),
    }),
    refusals: ['not_allowed_now'],
  },
  listSheets: {
    title: text('评分表存档', 'Score sheets with names, after closing'),
    kind: 'read',
    path: '/contests/:contestId/sheets',
    access: 'contest.write',
    scope: CONTEST,
    audited: true,
    input: z.strictObject({ contestId: id }),
    output: z.object({
      rows: z.array(
        z.object({
          accountId: id,
          name: z.string(),
          unit: named,
          version: count,
          counts: z.boolean(),
          scores: z.record(z.string(), z.string()),
          comment: z.string(),
          reason: z.string(),
          on: day,
        }),
      ),
    }),
    refusals: ['not_allowed_now'],
  },
  submitContest: {
    title: text('结果送审', 'Send the result for approval'),
    kind: 'write',
    path: '/contests/:contestId/submit',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({ contestId: id }),
    output: z.object({ caseId: id }),
    refusals: STOPS,
  },
  appealContest: {
    title: text('对结果申诉', 'Appeal against a result'),
    kind: 'write',
    path: '/units/:unitId/contest-appeals',
    access: 'contest.reply',
    scope: UNIT,
    input: z.strictObject({ unitId: id, contestId: id, what: said() }),
    output: z.object({ caseId: id }),
    refusals: STOPS,
  },
  giveContestTask: {
    title: text('交办整改提升事项', 'Give a follow-up task'),
    kind: 'write',
    path: '/contests/:contestId/tasks',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({
      contestId: id,
      unitId: id,
      what: said(500),
      responsible: line(60),
      dueOn: day,
    }),
    output: z.object({ taskId: id }),
    refusals: STOPS,
  },
  finishContestTask: {
    title: text('办结整改提升事项', 'A follow-up task is done'),
    kind: 'write',
    path: '/units/:unitId/contest-tasks/:taskId/done',
    access: 'contest.reply',
    scope: UNIT,
    input: z.strictObject({ unitId: id, taskId: id, said: said(500) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  printScoreSheet: {
    title: text('打印评分表', 'Print a score sheet'),
    kind: 'read',
    path: '/contests/:contestId/score-sheet',
    access: 'contest.read',
    scope: CONTEST,
    download: true,
    /** Empty, to be filled by hand: of one unit, or a sheet with a column for each. */
    input: z.strictObject({ contestId: id, unitId: id.optional(), format }),
    output: fileOut,
  },
  printContestResult: {
    title: text('打印结果', 'Print the result'),
    kind: 'read',
    path: '/contests/:contestId/result-paper',
    access: 'contest.read',
    scope: CONTEST,
    download: true,
    audited: true,
    input: z.strictObject({ contestId: id, format }),
    output: fileOut,
    refusals: ['not_allowed_now'],
  },
})
