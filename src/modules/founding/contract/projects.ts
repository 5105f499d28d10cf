import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, scopeOf, unitScope } from '../../../kernel/verb.ts'
import { checkSchema } from '../../shares/contract/words.ts'
import {
  code,
  feasibility,
  named,
  PAPERS,
  plannedHolder,
  role,
  said,
  sharePlan,
  stepView,
} from './words.ts'

const PROJECT = scopeOf('founding', 'projectId')
const caseState = z.enum(['running', 'done', 'refused', 'withdrawn'])
const countdown = {
  /** 领照, 首批成员证, 投入运营: what is next; null when all is done. */
  milestone: textSchema.nullable(),
  missing: z.array(z.string()),
  overdue: z.array(z.string()),
  sentence: textSchema,
}

export const projectVerbs = defineVerbs({
  startFounding: {
    title: text('发起创办项目', 'Start a founding project'),
    kind: 'write',
    path: '/villages/:villageId/foundings',
    access: 'founding.write',
    scope: unitScope('villageId'),
    input: z.strictObject({
      villageId: id,
      /** As it would stand on the licence. */
      name: line(100),
      mainKind: code,
      industry: code.optional(),
    }),
    output: z.object({ projectId: id, caseId: id, number: z.string() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  changeFounding: {
    title: text('修改创办项目', 'Change a founding project'),
    kind: 'write',
    path: '/foundings/:projectId',
    access: 'founding.write',
    scope: PROJECT,
    /** Until the town has checked it. */
    input: z.strictObject({
      projectId: id,
      name: line(100),
      mainKind: code,
      industry: code.nullable().default(null),
    }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listFoundings: {
    title: text('创办进度一览', 'Foundings and where they stand'),
    kind: 'read',
    path: '/foundings',
    access: 'founding.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      state: z.enum(['running', 'ended', 'all']).default('running'),
      overdue: z.stringbool().optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      running: z.number().int(),
      ended: z.number().int(),
      /** Running ones in which something is overdue. */
      overdue: z.number().int(),
      rows: z.array(
        z.object({
          projectId: id,
          name: z.string(),
          village: named,
          town: named.nullable(),
          caseId: id,
          coopId: id.nullable(),
          startedOn: day,
          state: caseState,
          done: z.number().int(),
          steps: z.number().int(),
          ...countdown,
          /** Open steps: with whom they lie and until when. */
          waiting: z.array(
            z.object({
              title: textSchema,
              roles: z.array(role),
              dueOn: day.nullable(),
              overdue: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  },
  readFounding: {
    title: text('创办项目', 'A founding project'),
    kind: 'read',
    path: '/foundings/:projectId',
    access: 'founding.read',
    scope: PROJECT,
    input: z.strictObject({ projectId: id }),
    output: z.object({
      projectId: id,
      name: z.string(),
      mainKind: z.string(),
      industry: z.object({ id, code: z.string(), name: textSchema }).nullable(),
      village: named,
      town: z.string(),
      caseId: id,
      number: z.string(),
      startedOn: day,
      startedBy: z.string(),
      state: caseState,
      ...countdown,
      steps: z.array(stepView),
      discussion: z
        .object({
          caseId: id,
          number: z.string(),
          title: z.string(),
          state: caseState,
          /** The step it waits at. */
          at: textSchema.nullable(),
          decided: z.boolean(),
        })
        .nullable(),
      coop: z
        .object({
          id,
          name: z.string(),
          status: z.string(),
          creditCode: z.string().nullable(),
          register: z.object({ members: z.number().int(), promised: yuan, paid: yuan }).nullable(),
          certificates: z.number().int(),
        })
        .nullable(),
      feasibility: feasibility.nullable(),
      plan: z
        .object({ version: z.number().int(), holders: z.number().int(), total: yuan })
        .nullable(),
      /** Only numbers: whom the visits reached and what was wished stays in the village. */
      mobilisation: z.object({
        visits: z.number().int(),
        meetings: z.number().int(),
        questionsOpen: z.number().int(),
        questionsAnswered: z.number().int(),
      }),
      papers: z.array(
        z.object({
          kind: z.enum(PAPERS),
          title: textSchema,
          step: z.string(),
          /** Null: it can be printed; else what is missing. */
          missing: textSchema.nullable(),
        }),
      ),
    }),
  },
  startDiscussions: {
    title: text('发起“四议两公开”', 'Start the four discussions'),
    kind: 'write',
    path: '/foundings/:projectId/discussions',
    access: 'founding.write',
    scope: PROJECT,
    input: z.strictObject({
      projectId: id,
      origin: z.enum(['villagers', 'cadres', 'above']),
      content: said(4_000),
      /** What the collective would put in. */
      amount: yuanFromZero.optional(),
    }),
    output: z.object({ caseId: id, number: z.string() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  registerProjectCoop: {
    title: text('登记筹备中的合作社', 'Register the co-op in preparation'),
    kind: 'write',
    path: '/foundings/:projectId/coop',
    access: 'founding.write',
    scope: PROJECT,
    input: z.strictObject({
      projectId: id,
      branchId: id,
      collectiveId: id.optional(),
      businessScope: paragraph(1_000).default(''),
      address: paragraph(200).default(''),
    }),
    output: z.object({ coopId: id }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  fillFeasibility: {
    title: text('填写可行性论证', 'Fill in the feasibility'),
    kind: 'write',
    path: '/foundings/:projectId/feasibility',
    access: 'founding.write',
    scope: PROJECT,
    input: z.strictObject({ projectId: id, feasibility }),
    output: z.object({ surplus: yuan, gap: yuan, notes: z.array(textSchema) }),
    refusals: ['not_allowed_now'],
  },
  saveSharePlan: {
    title: text('保存股权方案', 'Save the share plan'),
    kind: 'write',
    path: '/foundings/:projectId/plan',
    access: 'founding.write',
    scope: PROJECT,
    input: z.strictObject({ projectId: id, plan: sharePlan }),
    output: z.object({
      version: z.number().int(),
      total: yuan,
      /** Null until the co-op stands in the registry: its village and branch are needed. */
      check: checkSchema.nullable(),
      refused: z.boolean(),
    }),
    refusals: ['not_allowed_now'],
    bodyLimit: 8 * 1024 * 1024,
  },
  readSharePlan: {
    title: text('股权方案', 'Share plan'),
    kind: 'read',
    path: '/foundings/:projectId/plan',
    access: 'founding.read',
    scope: PROJECT,
    input: z.strictObject({ projectId: id }),
    output: z.object({
      version: z.number().int(),
      recordedBy: z.string(),
      holders: z.array(plannedHolder),
      total: yuan,
      check: checkSchema.nullable(),
      refused: z.boolean(),
      /** The register was opened from it: it is history now. */
      opened: z.boolean(),
    }),
  },
  openPlannedRegister: {
    title: text('按方案建立成员册', 'Open the register from the plan'),
    kind: 'write',
    path: '/foundings/:projectId/register',
    access: 'founding.write',
    scope: PROJECT,
    /** Once the town has checked the plan: it says who is called to the founding assembly. All is promised. */
    input: z.strictObject({ projectId: id }),
    output: z.object({ members: z.number().int(), promised: yuan }),
    refusals: ['not_allowed_now', 'conflict', 'rule_blocked'],
  },
  openProjectBooks: {
    title: text('按出资建账', 'Open the books from the contributions'),
    kind: 'write',
    path: '/foundings/:projectId/books',
    access: 'ledger.write',
    scope: PROJECT,
    /** What was paid becomes the opening balances; the first period is this month unless said (yyyymm). */
    input: z.strictObject({
      projectId: id,
      openedPeriod: z.number().int().min(200_001).max(220_012).optional(),
    }),
    output: z.object({ openedPeriod: z.number().int(), capital: yuan }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  recordLicence: {
    title: text('登记营业执照', 'Record the licence'),
    kind: 'write',
    path: '/foundings/:projectId/licence',
    access: 'founding.write',
    scope: PROJECT,
    input: z.strictObject({
      projectId: id,
      creditCode: line(40),
      licensedOn: day,
      registrar: line(100),
      address: line(200).optional(),
      chairName: line(60).optional(),
    }),
    output: z.object({ coopId: id }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  printFoundingPaper: {
    title: text('打印创办文书', 'Print a paper of a founding'),
    kind: 'write',
    path: '/foundings/:projectId/print',
    access: 'founding.write',
    scope: PROJECT,
    /** Numbered like every sheet of a case; its code brings the signed photograph back to its step. */
    input: z.strictObject({
      projectId: id,
      kind: z.enum(PAPERS),
      format: z.enum(['pdf', 'docx']).default('pdf'),
    }),
    output: z.object({
      serial: z.string(),
      name: z.string(),
      mediaType: z.string(),
      content: z.string(),
    }),
    refusals: ['not_allowed_now'],
  },
})
