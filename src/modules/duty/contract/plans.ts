import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import {
  day,
  id,
  line,
  page,
  paragraph,
  yuanAboveZero,
  yuanFromZero,
} from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { count, fileOut, format, named, said } from './words.ts'

const TOWN = unitScope('townId')
const year = z.coerce.number().int().min(2015).max(2100)
const key = z.string().regex(/^[a-z][a-z0-9-]{0,19}$/)

export const planProof = z.discriminatedUnion('kind', [
  /** So many co-ops registered in the town in the year. */
  z.strictObject({ kind: z.literal('coops'), count: z.number().int().min(1).max(500) }),
  /** So many foundings started. */
  z.strictObject({ kind: z.literal('foundings'), count: z.number().int().min(1).max(500) }),
  /** So much paid in and received. */
  z.strictObject({ kind: z.literal('investment'), amount: yuanAboveZero }),
  /** What the town shows with a day and words or a file. */
  z.strictObject({ kind: z.literal('record') }),
])

export const planLine = z.strictObject({
  key,
  villageId: id,
  industryId: id.nullable().default(null),
  name: line(100),
  coops: z.number().int().min(1).max(100),
  investment: yuanFromZero,
  dueOn: day,
  responsible: line(60),
})

export const planMilestone = z.strictObject({
  key,
  title: line(100),
  dueOn: day,
  responsible: line(60),
  proof: planProof,
})

export const planBody = z.strictObject({
  responsible: line(60),
  aims: paragraph(1_000).default(''),
  lines: z.array(planLine).min(1).max(200),
  milestones: z.array(planMilestone).min(1).max(50),
})

const status = z.enum(['none', 'draft', 'submitted', 'confirmed', 'changed'])
const milestoneState = z.enum(['done', 'late', 'soon', 'open', 'overdue'])

const sums = {
  plannedCoops: count,
  actualCoops: count,
  planned: yuanFromZero,
  actual: yuanFromZero,
  milestones: count,
  milestonesDone: count,
  milestonesOverdue: count,
}

const gap = z.object({ about: z.string(), reason: z.string(), by: z.string(), on: day })

/** The plan of a town for a year, and what became of it (seed R16-R19). */
export const planVerbs = defineVerbs({
  saveTownPlan: {
    title: text('编制乡镇年度计划', 'Write a town’s plan'),
    kind: 'write',
    path: '/towns/:townId/plans/:year',
    access: 'townplan.write',
    scope: TOWN,
    bodyLimit: 1024 * 1024,
    /** Each saving is a version; what the county confirmed stays until a later version is confirmed. */
    input: z.strictObject({
      townId: id,
      year,
      ...planBody.shape,
      reason: paragraph(200).default(''),
    }),
    output: z.object({ planId: id, version: count }),
    refusals: ['not_allowed_now'],
  },
  submitTownPlan: {
    title: text('年度计划报县核定', 'Send a plan to the county'),
    kind: 'write',
    path: '/towns/:townId/plans/:year/submit',
    access: 'townplan.write',
    scope: TOWN,
    input: z.strictObject({ townId: id, year }),
    output: z.object({ caseId: id }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  showMilestone: {
    title: text('登记节点依据', 'Show what was reached'),
    kind: 'write',
    path: '/towns/:townId/plans/:year/milestones/:milestone',
    access: 'townplan.write',
    scope: TOWN,
    secret: ['file'],
    bodyLimit: 16 * 1024 * 1024,
    /** Only for milestones that no record of the product proves. A photograph, PDF or OFD of at most 10 MiB. */
    input: z.strictObject({
      townId: id,
      year,
      milestone: key,
      on: day,
      said: said(500),
      file: z
        .strictObject({ name: line(200), content: z.string().min(1, { error: 'empty' }) })
        .nullable()
        .default(null),
    }),
    output: z.object({ proofId: id }),
    refusals: ['not_allowed_now', 'too_large'],
  },
  withdrawMilestone: {
    title: text('撤销节点依据', 'Take back what was shown'),
    kind: 'write',
    path: '/towns/:townId/plan-proofs/:proofId/withdraw',
    access: 'townplan.write',
    scope: TOWN,
    input: z.strictObject({ townId: id, proofId: id, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  readPlanFile: {
    title: text('查看节点依据', 'A file of a plan'),
    kind: 'read',
    path: '/towns/:townId/plan-proofs/:proofId',
    access: 'duty.read',
    scope: TOWN,
    download: true,
    input: z.strictObject({ townId: id, proofId: id }),
    output: fileOut,
  },
  explainPlanGap: {
    title: text('说明差距原因', 'Say why something is behind'),
    kind: 'write',
    path: '/towns/:townId/plans/:year/gaps',
    access: 'townplan.write',
    scope: TOWN,
    /** About a line or a milestone by its key, or `total`. */
    input: z.strictObject({ townId: id, year, about: key, reason: said(500) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listTownPlans: {
    title: text('乡镇年度计划一览', 'Plans of the towns'),
    kind: 'read',
    path: '/town-plans',
    access: 'duty.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ year: year.optional(), ...page }),
    output: z.object({
      year: count,
      years: z.array(count),
      asOf: day,
      total: count,
      byStatus: z.array(z.object({ status, towns: count })),
      sums: z.object(sums),
      rows: z.array(
        z.object({
          town: named,
          status,
          version: count,
          confirmedOn: day.nullable(),
          responsible: z.string(),
          ...sums,
          next: z.object({ title: z.string(), dueOn: day, state: milestoneState }).nullable(),
          /** Behind, without a reason. */
          unexplained: count,
        }),
      ),
    }),
  },
  readTownPlan: {
    title: text('乡镇年度计划', 'A town’s plan'),
    kind: 'read',
    path: '/towns/:townId/plans/:year',
    access: 'duty.read',
    scope: TOWN,
    /** The confirmed version, or `latest`: the last one written. */
    input: z.strictObject({
      townId: id,
      year,
      which: z.enum(['counts', 'latest']).default('counts'),
    }),
    output: z.object({
      town: named,
      year: count,
      asOf: day,
      planId: id.nullable(),
      status,
      /** Of the version shown; 0 where there is none. */
      version: count,
      confirmed: count.nullable(),
      caseId: id.nullable(),
      /** What the caller may do now. */
      may: z.object({ save: z.boolean(), submit: z.boolean(), show: z.boolean() }),
      versions: z.array(z.object({ version: count, on: day, by: z.string(), reason: z.string() })),
      responsible: z.string(),
      aims: z.string(),
      sums: z.object(sums),
      lines: z.array(
        planLine.omit({ villageId: true, industryId: true }).extend({
          village: named,
          industry: z.object({ id, name: textSchema }).nullable(),
          coopsDone: count,
          invested: yuanFromZero,
          state: milestoneState,
          done: z.array(z.object({ id, name: z.string(), on: day })),
          running: z.array(z.object({ id, name: z.string() })),
          gaps: z.array(gap),
        }),
      ),
      /** Registered in the year in villages that the plan does not name. */
      unplanned: z.array(z.object({ id, name: z.string(), on: day, village: named })),
      milestones: z.array(
        planMilestone.extend({
          state: milestoneState,
          doneOn: day.nullable(),
          /** What the records say: 3 of 5, 120,000 of 300,000. */
          reached: z.string(),
          shown: z.array(
            z.object({
              proofId: id,
              on: day,
              said: z.string(),
              by: z.string(),
              file: z.string().nullable(),
              withdrawn: z.string().nullable(),
            }),
          ),
          gaps: z.array(gap),
        }),
      ),
      totalGaps: z.array(gap),
    }),
  },
  printTownPlan: {
    title: text('打印计划执行对照表', 'Print plan and outcome'),
    kind: 'read',
    path: '/towns/:townId/plans/:year/paper',
    access: 'duty.read',
    scope: TOWN,
    download: true,
    audited: true,
    input: z.strictObject({ townId: id, year, format }),
    output: fileOut,
    refusals: ['not_allowed_now'],
  },
})
