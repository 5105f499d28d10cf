import { z } from 'zod'
import { findingSchema, OUTCOMES, textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { documentSchema, givenTermsSchema, termsSchema } from '../rules/terms.ts'
import { comparePlansOutput } from '../rules/compare.ts'
import {
  arithmeticRow,
  computedSchema,
  downloaded,
  jsonText,
  left,
  MEETING_STATES,
  member,
  planHead,
  reason,
  resolutionSchema,
  STATES,
  year,
} from './words.ts'

const drafted = z
  .strictObject({
    coopId: id,
    year,
    /** Either the usual plan in few figures, or a plan written out. */
    terms: givenTermsSchema.optional(),
    document: documentSchema.optional(),
  })
  .refine((one) => (one.terms === undefined) !== (one.document === undefined), {
    error: 'plan_terms_or_document',
  })

/** An assembly as its paper minutes tell it. */
const minutes = z.strictObject({
  body: z.enum(['assembly', 'delegates']).default('assembly'),
  number: line(60),
  decidedOn: day,
  /** Heads entitled and present (Art. 30: two thirds). */
  heads: z.number().int().min(1).max(100_000),
  present: z.number().int().min(0).max(100_000),
  /** All votes, and those in favour (Art. 30: more than half of all). */
  votes: z.number().int().min(1).max(200_000),
  inFavour: z.number().int().min(0).max(200_000),
  /** Since when plan and accounts could be looked into (Art. 40: 15 days). */
  availableFrom: day.nullable().default(null),
  document: line(200),
})

/** Where a plan stands before the assembly. */
const assembly = z.object({
  meetingId: id,
  title: z.string(),
  heldOn: day,
  meetingState: z.enum(MEETING_STATES),
  /** Whether what is on the agenda is the plan as it is computed now. */
  sameVersion: z.boolean(),
  decided: z
    .object({
      number: z.string(),
      on: day,
      carried: z.boolean(),
      entitled: z.number().int(),
      present: z.number().int(),
      votes: z.number().int(),
      inFavour: z.number().int(),
    })
    .nullable(),
})

const planRow = z.object({
  coopId: id,
  coopName: z.string(),
  townName: z.string(),
  planId: id.nullable(),
  state: z.enum(STATES),
  outcome: z.enum(OUTCOMES).nullable(),
  failing: z.array(z.string()),
  members: z.number().int(),
  netSurplus: yuan,
  reserve: yuan,
  distributable: yuan,
  returned: yuan,
  residual: yuan,
  converted: yuan,
  retained: yuan,
  due: yuan,
  paid: yuan,
})

/** A plan's way: draft, computed on the books, resolved by the assembly, posted. */
export const planRecordVerbs = defineVerbs({
  listDistributions: {
    title: text('盈余分配进度', 'Distributions of a year'),
    kind: 'read',
    path: '/distributions',
    access: 'distribution.read',
    scope: LIST_SCOPE,
    /** The year that ended last unless said. */
    input: z.strictObject({
      year: year.optional(),
      unitId: id.optional(),
      state: z.enum(STATES).optional(),
      /** Only where a rule fails. */
      failing: z.stringbool().default(false),
      ...page,
    }),
    output: z.object({
      year: z.number().int(),
      total: z.number().int(),
      /** Co-ops by where they stand, over the whole answer. */
      states: z.record(z.enum(STATES), z.number().int()),
      sums: z.object({
        netSurplus: yuan,
        distributable: yuan,
        returned: yuan,
        residual: yuan,
        due: yuan,
        paid: yuan,
      }),
      /** Plans that break a rule, and those whose lawfulness depends on a reading. */
      failing: z.number().int(),
      depending: z.number().int(),
      rows: z.array(planRow),
    }),
  },
  readDistribution: {
    title: text('盈余分配方案', 'A distribution plan'),
    kind: 'read',
    path: '/cooperatives/:coopId/distributions/:year',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, year }),
    output: z.object({
      coopId: id,
      coopName: z.string(),
      year: z.number().int(),
      state: z.enum(STATES),
      /** What keeps the next step from being taken. */
      waits: z.array(textSchema),
      plan: planHead.nullable(),
      terms: termsSchema.nullable(),
      document: documentSchema.nullable(),
      computed: computedSchema.nullable(),
      /** The books, the register or the trades have moved since the plan was computed. */
      outdated: z.boolean(),
      resolution: resolutionSchema.nullable(),
      /** The latest matter about the plan, on whatever agenda. */
      assembly: assembly.nullable(),
      /** Assemblies held from this day on are kept in the product; earlier ones are entered from their minutes. */
      meetingsFrom: day,
      vouchers: z.array(z.object({ voucherId: id, step: z.string() })),
    }),
  },
  explainShare: {
    title: text('一名成员的分配怎么算', "One member's arithmetic"),
    kind: 'read',
    path: '/cooperatives/:coopId/distributions/:year/members/:holderId',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, year, holderId: id }),
    output: z.object({ member, rows: z.array(arithmeticRow) }),
  },
  tryPlan: {
    title: text('分配方案试算', 'What if'),
    kind: 'read',
    path: '/cooperatives/:coopId/distributions/:year/trial',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    /** Beside the plan as it is; without one, beside the usual terms. */
    input: z.strictObject({ coopId: id, year, terms: jsonText(givenTermsSchema) }),
    output: z.object({
      computed: computedSchema,
      comparison: comparePlansOutput.omit({ people: true }),
      members: z.array(member.extend({ before: yuan, after: yuan, change: yuan })),
    }),
    refusals: ['not_allowed_now'],
  },
  draftPlans: {
    title: text('拟订分配方案', 'Draft distribution plans'),
    kind: 'write',
    path: '/distributions/draft',
    access: 'distribution.write',
    scope: unitScope('unitId'),
    /** A plan that is not yet resolved is replaced. */
    input: z.strictObject({ unitId: id, plans: z.array(drafted).min(1).max(500) }),
    output: z.object({
      plans: z.array(
        z.object({ planId: id, coopId: id, year: z.number().int(), status: z.string() }),
      ),
    }),
    refusals: ['conflict'],
    bodyLimit: 16 * 1024 * 1024,
  },
  computePlans: {
    title: text('计算分配方案', 'Compute distribution plans'),
    kind: 'write',
    path: '/distributions/compute',
    access: 'distribution.write',
    scope: unitScope('unitId'),
    /** Without names: every drafted or computed plan of the year inside the unit. */
    input: z.strictObject({ unitId: id, year, coopIds: z.array(id).max(2_000).optional() }),
    output: z.object({
      computed: z.array(
        z.object({
          planId: id,
          coopId: id,
          outcome: z.enum(OUTCOMES),
          failing: z.array(z.string()),
        }),
      ),
      left: z.array(left),
    }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  submitPlan: {
    title: text('分配方案提交成员大会', 'Put a plan before the assembly'),
    kind: 'write',
    path: '/cooperatives/:coopId/distributions/:year/submit',
    access: 'distribution.write',
    scope: unitScope('coopId'),
    /** Onto the agenda of a meeting that is being drafted, or of a new one; the plan lies open as its paper. */
    input: z
      .strictObject({
        coopId: id,
        year,
        meetingId: id.optional(),
        meeting: z
          .strictObject({
            kind: z.enum(['assembly', 'delegates']).default('assembly'),
            title: line(200),
            heldOn: day,
            startsAt: line(5),
            place: line(200),
          })
          .optional(),
      })
      .refine((one) => (one.meetingId === undefined) !== (one.meeting === undefined), {
        error: 'plan_meeting',
      }),
    output: z.object({ meetingId: id, matterId: id, findings: z.array(findingSchema) }),
    refusals: ['not_allowed_now', 'conflict', 'rule_blocked'],
  },
  recordResolutions: {
    title: text('登记成员大会分配决议', 'Record resolutions on distribution'),
    kind: 'write',
    path: '/distributions/resolutions',
    access: 'distribution.write',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      resolutions: z
        .array(
          z.strictObject({
            coopId: id,
            year,
            /**
             * What the minutes say of an assembly held before the county's meetings are kept in the product (rule
             * DIST-MEETING). Without it, the carried motion about this very plan is taken.
             */
            paper: minutes.optional(),
            /** Who answers for what the Act leaves open, and why; asked for where a rule only depends. */
            review: line(300).nullable().default(null),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({
      resolutions: z.array(
        z.object({ planId: id, coopId: id, resolutionId: id, warnings: z.array(textSchema) }),
      ),
    }),
    refusals: ['conflict', 'not_allowed_now', 'rule_blocked'],
    bodyLimit: 4 * 1024 * 1024,
  },
  withdrawResolution: {
    title: text('撤回分配决议登记', 'Withdraw a recorded resolution'),
    kind: 'write',
    path: '/cooperatives/:coopId/distributions/:year/withdraw',
    access: 'distribution.write',
    scope: unitScope('coopId'),
    /** A plan that is not posted yet; the record of the resolution stays. */
    input: z.strictObject({ coopId: id, year, reason }),
    output: z.object({ planId: id }),
    refusals: ['conflict'],
  },
  postPlans: {
    title: text('分配入账', 'Post distribution plans'),
    kind: 'write',
    path: '/distributions/post',
    access: 'distribution.approve',
    scope: unitScope('unitId'),
    /** Without names: every resolved plan of the year inside the unit; what cannot be posted is left and said. */
    input: z.strictObject({ unitId: id, year, coopIds: z.array(id).max(2_000).optional() }),
    output: z.object({
      posted: z.array(z.object({ planId: id, coopId: id, vouchers: z.number().int() })),
      already: z.number().int(),
      left: z.array(left),
    }),
    refusals: ['conflict', 'not_allowed_now', 'rule_blocked'],
  },
  reversePlan: {
    title: text('冲销已入账的分配', 'Take a posted plan back'),
    kind: 'write',
    path: '/cooperatives/:coopId/distributions/:year/reverse',
    access: 'distribution.approve',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, year, reason }),
    output: z.object({ planId: id, vouchers: z.number().int() }),
    refusals: ['conflict', 'not_allowed_now', 'rule_blocked'],
  },
  printPlan: {
    title: text('打印分配方案(提交成员大会)', 'Print the plan for the assembly'),
    kind: 'read',
    path: '/cooperatives/:coopId/distributions/:year/plan.pdf',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    input: z.strictObject({ coopId: id, year }),
    output: downloaded,
  },
})
