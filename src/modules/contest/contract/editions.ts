import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, scopeOf, unitScope } from '../../../kernel/verb.ts'
import {
  conflictKind,
  conflictOut,
  count,
  kind,
  named,
  part,
  said,
  setup,
  state,
  veto,
} from './words.ts'

const CONTEST = scopeOf('contest', 'contestId')
const UNIT = unitScope('unitId')
const STOPS = ['not_allowed_now', 'conflict'] as const

const head = z.object({
  contestId: id,
  number: z.string(),
  kind,
  title: z.string(),
  holder: named,
  state,
  from: day,
  to: day,
  units: count,
  judges: count,
  /** Sheets filed, of those that are to be filed. */
  filed: count,
  expected: count,
})

/** Setting up tours and contests, from the draft to the end of scoring. */
export const editionVerbs = defineVerbs({
  suggestContest: {
    title: text('观摩擂台范本', 'What a tour or contest may look like'),
    kind: 'read',
    path: '/contest-suggestion',
    access: 'contest.write',
    scope: NO_SCOPE,
    input: z.strictObject({ kind, level: z.enum(['town', 'coop']).default('town') }),
    output: z.object({
      setup,
      indicators: z.array(
        z.object({ id: z.string(), title: textSchema, direction: z.enum(['up', 'down']) }),
      ),
    }),
  },
  listJudgeCandidates: {
    title: text('可聘评委', 'Who may judge'),
    kind: 'read',
    path: '/units/:unitId/judge-candidates',
    access: 'contest.write',
    scope: UNIT,
    input: z.strictObject({ unitId: id }),
    output: z.object({
      rows: z.array(z.object({ accountId: id, name: z.string(), post: textSchema, unit: named })),
    }),
  },
  addContest: {
    title: text('新建观摩擂台', 'Add a tour or contest'),
    kind: 'write',
    path: '/units/:unitId/contests',
    access: 'contest.write',
    scope: UNIT,
    input: z.strictObject({ unitId: id, kind, setup, entries: z.array(id).min(2).max(500) }),
    output: z.object({ contestId: id, number: z.string() }),
  },
  changeContest: {
    title: text('修改观摩擂台方案', 'Change what is set up'),
    kind: 'write',
    path: '/contests/:contestId/setup',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({ contestId: id, setup, reason: line(200) }),
    output: z.object({ version: count }),
    refusals: STOPS,
  },
  changeEntries: {
    title: text('调整参评单位', 'Change who takes part'),
    kind: 'write',
    path: '/contests/:contestId/entries',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({
      contestId: id,
      add: z.array(id).max(500).default([]),
      withdraw: z
        .array(z.strictObject({ unitId: id, why: line(200) }))
        .max(500)
        .default([]),
    }),
    output: z.object({ units: count }),
    refusals: STOPS,
  },
  /** While scoring runs, or (as `extra`) after two judges were far apart. */
  addJudges: {
    title: text('聘请评委', 'Add judges'),
    kind: 'write',
    path: '/contests/:contestId/judges',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({
      contestId: id,
      judges: z
        .array(z.strictObject({ accountId: id, post: line(60), part }))
        .min(1)
        .max(100),
    }),
    output: z.object({ conflicts: z.array(conflictOut.extend({ name: z.string() })) }),
    refusals: STOPS,
  },
  withdrawJudge: {
    title: text('撤换评委', 'Withdraw a judge'),
    kind: 'write',
    path: '/contests/:contestId/judges/:accountId/withdraw',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({ contestId: id, accountId: id, why: line(200) }),
    output: z.object({}),
    refusals: STOPS,
  },
  addJudgeConflict: {
    title: text('登记评委回避', 'Put down why a judge does not score a unit'),
    kind: 'write',
    path: '/contests/:contestId/conflicts',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({
      contestId: id,
      accountId: id,
      unitId: id,
      kind: conflictKind,
      reason: line(200),
    }),
    output: z.object({}),
    refusals: STOPS,
  },
  openContest: {
    title: text('开始评分', 'Begin scoring'),
    kind: 'write',
    path: '/contests/:contestId/open',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({ contestId: id }),
    output: z.object({ expected: count }),
    refusals: STOPS,
  },
  endScoring: {
    title: text('结束评分', 'End scoring'),
    kind: 'write',
    path: '/contests/:contestId/end-scoring',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({ contestId: id }),
    /** Where a third judge is needed. */
    output: z.object({ apart: count }),
    refusals: STOPS,
  },
  cancelContest: {
    title: text('取消观摩擂台', 'Cancel'),
    kind: 'write',
    path: '/contests/:contestId/cancel',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({ contestId: id, reason: line(200) }),
    output: z.object({}),
    refusals: STOPS,
  },
  addVeto: {
    title: text('登记一票否决', 'Put down a veto'),
    kind: 'write',
    path: '/contests/:contestId/vetoes',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({
      contestId: id,
      unitId: id,
      kind: veto,
      reason: said(500),
      evidence: said(500),
    }),
    output: z.object({ vetoId: id }),
    refusals: STOPS,
  },
  withdrawVeto: {
    title: text('撤销一票否决', 'Take a veto back'),
    kind: 'write',
    path: '/contests/:contestId/vetoes/:vetoId/withdraw',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({ contestId: id, vetoId: id, why: line(200) }),
    output: z.object({}),
    refusals: STOPS,
  },
  listContests: {
    title: text('观摩擂台', 'Tours and contests'),
    kind: 'read',
    path: '/contests',
    access: 'contest.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      kind: kind.optional(),
      state: state.optional(),
      unitId: id.optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      /** Sheets the caller still has to file. */
      mine: count,
      rows: z.array(head.extend({ mine: count })),
    }),
  },
})
