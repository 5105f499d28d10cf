import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { UNIT_KINDS } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, scopeOf, unitScope } from '../../../kernel/verb.ts'
import {
  actOutput,
  caseState,
  process,
  reason,
  role,
  stepOutput,
  taskOutput,
  values,
} from './words.ts'

const CASE = scopeOf('case', 'caseId')
/** How many acts the caller has seen: who acted in between is named. */
const seen = z.number().int().min(1).optional()
const signature = {
  outcome: z.enum(['agreed', 'opposed']).default('agreed'),
  basis: z.enum(['charter', 'resolution', 'collective_rule', 'guidance']).nullable().default(null),
  /** The article, the resolution's number. */
  basisText: paragraph(500).default(''),
  reason: paragraph(1_000).default(''),
}
const acted = z.object({ state: caseState, acts: z.number().int() })

export const caseVerbs = defineVerbs({
  openCase: {
    title: text('发起办件', 'Open a case'),
    kind: 'write',
    path: '/units/:unitId/cases',
    access: 'case.act',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      process: line(60),
      title: line(200),
      facts: values.default({}),
    }),
    output: z.object({ caseId: id, number: z.string() }),
    refusals: ['not_allowed_now', 'forbidden'],
  },
  readCase: {
    title: text('办件全程', 'Read a case'),
    kind: 'read',
    path: '/cases/:caseId',
    access: 'case.read',
    scope: CASE,
    input: z.strictObject({ caseId: id }),
    output: z.object({
      caseId: id,
      number: z.string(),
      title: z.string(),
      unitId: id,
      unitName: z.string(),
      unitKind: z.enum(UNIT_KINDS),
      state: caseState,
      openedOn: day,
      openedBy: z.string(),
      endedOn: day.nullable(),
      acts: z.number().int(),
      version: z.number().int(),
      subjectKind: z.string().nullable(),
      subjectId: id.nullable(),
      facts: values,
      process,
      steps: z.array(stepOutput),
      story: z.array(actOutput),
      papers: z.array(
        z.object({
          paperId: id,
          step: z.string(),
          kind: z.string(),
          /** Of a round that was returned. */
          old: z.boolean(),
          name: z.string(),
          mediaType: z.string(),
          bytes: z.number().int(),
          sha256: z.string(),
          addedAt: z.string(),
          addedBy: z.string(),
        }),
      ),
      /** Sheets that were printed to be signed, with the number on each. */
      prints: z.array(
        z.object({
          serial: z.string(),
          step: z.string(),
          kind: z.string(),
          at: z.string(),
          by: z.string(),
        }),
      ),
      /** Whether the caller may withdraw it. */
      withdrawable: z.boolean(),
    }),
  },
  listCases: {
    title: text('办件清单', 'List of cases'),
    kind: 'read',
    path: '/cases',
    access: 'case.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      process: line(60).optional(),
      state: caseState.optional(),
      /** Only those in which something is overdue. */
      overdue: z.stringbool().optional(),
      search: z.string().trim().max(100).optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      overdue: z.number().int(),
      rows: z.array(
        z.object({
          caseId: id,
          process: z.string(),
          processTitle: textSchema,
          number: z.string(),
          title: z.string(),
          unitId: id,
          unitName: z.string(),
          state: caseState,
          openedOn: day,
          endedOn: day.nullable(),
          /** Open steps, with whom they wait for. */
          waiting: z.array(z.object({ step: z.string(), title: textSchema, role })),
          dueOn: day.nullable(),
          overdue: z.boolean(),
        }),
      ),
    }),
  },
  listTasks: {
    title: text('我的待办', 'My tasks'),
    kind: 'read',
    path: '/tasks',
    access: 'case.read',
    scope: LIST_SCOPE,
    /** What waits for the caller, for accounts they stand in for, and what is overdue below them; due first. */
    input: z.strictObject({ process: line(60).optional(), ...page }),
    output: z.object({
      total: z.number().int(),
      overdue: z.number().int(),
      /** What the caller can sign today: not somebody else's, its waiting time over. */
      ready: z.number().int(),
      processes: z.array(
        z.object({ process: z.string(), title: textSchema, tasks: z.number().int() }),
      ),
      rows: z.array(taskOutput),
    }),
  },
  signStep: {
    title: text('办理环节', 'Sign a step'),
    kind: 'write',
    path: '/cases/:caseId/sign',
    access: 'case.act',
    scope: CASE,
    input: z.strictObject({
      caseId: id,
      step: line(60),
      seen,
      ...signature,
      values: values.default({}),
    }),
    output: acted.extend({ stepDone: z.boolean() }),
    refusals: ['conflict', 'stale', 'not_allowed_now', 'rule_blocked', 'forbidden'],
  },
  signSteps: {
    title: text('批量签署', 'Sign several cases'),
    kind: 'write',
    path: '/units/:unitId/sign-cases',
    access: 'case.act',
    scope: unitScope('unitId'),
    /** Only steps without a form and without papers; all or none. */
    input: z.strictObject({
      unitId: id,
      items: z
        .array(z.strictObject({ caseId: id, step: line(60), seen }))
        .min(1)
        .max(100),
      ...signature,
    }),
    output: z.object({ signed: z.number().int() }),
    refusals: ['conflict', 'stale', 'not_allowed_now', 'rule_blocked', 'forbidden'],
  },
  returnCase: {
    title: text('退回前面环节', 'Return to an earlier step'),
    kind: 'write',
    path: '/cases/:caseId/return',
    access: 'case.act',
    scope: CASE,
    input: z.strictObject({ caseId: id, step: line(60), to: line(60), reason }),
    output: acted,
    refusals: ['not_allowed_now', 'forbidden'],
  },
  withdrawCase: {
    title: text('撤回办件', 'Withdraw a case'),
    kind: 'write',
    path: '/cases/:caseId/withdraw',
    access: 'case.act',
    scope: CASE,
    input: z.strictObject({ caseId: id, reason }),
    output: acted,
    refusals: ['not_allowed_now', 'forbidden'],
  },
  commentCase: {
    title: text('留言', 'Comment on a case'),
    kind: 'write',
    path: '/cases/:caseId/comments',
    access: 'case.act',
    scope: CASE,
    input: z.strictObject({ caseId: id, step: line(60).nullable().default(null), text: reason }),
    output: acted,
    refusals: ['not_allowed_now'],
  },
  addApprover: {
    title: text('加签', 'Add an approver'),
    kind: 'write',
    path: '/cases/:caseId/approvers',
    access: 'case.act',
    scope: CASE,
    input: z.strictObject({ caseId: id, step: line(60), accountId: id, reason }),
    output: acted,
    refusals: ['not_allowed_now', 'forbidden'],
  },
  replaceApprover: {
    title: text('改由他人办理', 'Replace an approver'),
    kind: 'write',
    path: '/cases/:caseId/replace-approver',
    access: 'case.act',
    scope: CASE,
    input: z.strictObject({ caseId: id, step: line(60), seat: line(100), accountId: id, reason }),
    output: acted,
    refusals: ['not_allowed_now', 'forbidden'],
  },
  listColleagues: {
    title: text('可加签人员', 'Who could sign'),
    kind: 'read',
    path: '/cases/:caseId/colleagues',
    access: 'case.act',
    scope: CASE,
    /** Accounts that hold a role at the case's unit or above it: name and role, nothing else. */
    input: z.strictObject({ caseId: id, search: z.string().trim().max(100).default('') }),
    output: z.object({
      rows: z.array(z.object({ accountId: id, name: z.string(), roles: z.array(role) })),
    }),
  },
  addCasePaper: {
    title: text('上传材料', 'Add a paper to a case'),
    kind: 'write',
    path: '/cases/:caseId/papers',
    access: 'case.act',
    scope: CASE,
    secret: ['content'],
    bodyLimit: 16 * 1024 * 1024,
    input: z.strictObject({
      caseId: id,
      step: line(60),
      kind: line(60),
      name: line(200),
      /** The file in base64: photograph, PDF or OFD, 10 MiB. */
      content: z.string().min(1, { error: 'empty' }),
    }),
    output: acted.extend({ paperId: id }),
    refusals: ['not_allowed_now', 'forbidden', 'too_large'],
  },
  saveStepDraft: {
    title: text('保存填写内容', 'Keep what was written at a step'),
    kind: 'write',
    path: '/cases/:caseId/draft',
    access: 'case.act',
    scope: CASE,
    /** As it is, with faults and gaps: only signing asks for a whole form. */
    input: z.strictObject({ caseId: id, step: line(60), values }),
    output: z.object({}),
    refusals: ['not_allowed_now', 'forbidden'],
  },
  printCasePaper: {
    title: text('打印表单', 'Print a sheet of a step'),
    kind: 'write',
    path: '/cases/:caseId/print',
    access: 'case.act',
    scope: CASE,
    /** From what was signed, else from what was written so far; gaps are left to be filled in by hand. */
    input: z.strictObject({
      caseId: id,
      step: line(60),
      kind: line(60),
      format: z.enum(['pdf', 'docx']),
    }),
    output: z.object({
      serial: z.string(),
      name: z.string(),
      mediaType: z.string(),
      content: z.string(),
    }),
    refusals: ['not_allowed_now'],
  },
  readCasePaper: {
    title: text('查看材料', 'Read a paper of a case'),
    kind: 'read',
    path: '/cases/:caseId/papers/:paperId',
    access: 'case.read',
    scope: CASE,
    download: true,
    input: z.strictObject({ caseId: id, paperId: id }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
  },
})
