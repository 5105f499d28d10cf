import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  asked,
  coopClass,
  cohort,
  count,
  document,
  fact,
  fileOut,
  formats,
  named,
  purpose,
  resultSchema,
  rulesSchema,
  stepSchema,
} from './words.ts'

const yes = z.stringbool().optional()

/** How the list of proposals is filtered; exports take the same. */
const filters = {
  unitId: id.optional(),
  class: z.union([coopClass, z.literal('none')]).optional(),
  proposed: coopClass.optional(),
  /** Only those whose class is not the one proposed, or who have none. */
  differs: yes,
  unanimous: z.stringbool().optional(),
  cohort: cohort.optional(),
  campaignId: id.optional(),
  q: z.string().trim().max(100).optional(),
}

const proposalRow = z.object({
  coop: named,
  village: named,
  town: named,
  industry: z.string().nullable(),
  /** Registered before the county's opinions; null where the day of registration is not known. */
  before: z.boolean().nullable(),
  class: coopClass.nullable(),
  proposed: coopClass,
  possible: z.array(coopClass),
  unanimous: z.boolean(),
  said: textSchema,
  plan: z.object({ open: count, overdue: count, done: count }).nullable(),
})

const decisionRow = z.object({
  on: day,
  before: coopClass.nullable(),
  class: coopClass,
  proposed: coopClass,
  unanimous: z.boolean(),
  reason: z.string(),
  document: z.string(),
  by: z.string(),
  rulesVersion: count,
  /** The tests that held or were missed on that day, as they stood. */
  tests: z.array(resultSchema),
})

export const classVerbs = defineVerbs({
  readDevelopmentRules: {
    title: text('分类发展规则', 'Rules of development by class'),
    kind: 'read',
    path: '/development-rules',
    access: 'development.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      /** 0: what the product ships; the county has not saved its own. */
      version: count,
      validFrom: day.nullable(),
      source: textSchema,
      rules: rulesSchema,
      history: z.array(
        z.object({
          version: count,
          validFrom: day,
          source: z.string(),
          reason: z.string(),
          by: z.string(),
        }),
      ),
    }),
  },
  saveDevelopmentRules: {
    title: text('修改分类发展规则', 'Change the rules of development by class'),
    kind: 'write',
    path: '/development-rules',
    access: 'class.write',
    scope: COUNTY_SCOPE,
    refusals: ['conflict'],
    input: z.strictObject({
      from: day,
      source: document,
      reason: asked,
      rules: rulesSchema,
    }),
    output: z.object({ version: count }),
  },
  previewDevelopmentRules: {
    title: text('试算规则改动', 'What changed rules would do'),
    kind: 'read',
    path: '/development-rules/preview',
    access: 'class.write',
    scope: COUNTY_SCOPE,
    /** Against the rules in force, by today's facts; nothing is saved. */
    inBody: true,
    input: z.strictObject({ rules: rulesSchema }),
    output: z.object({
      classes: z.object({
        before: z.record(coopClass, count),
        after: z.record(coopClass, count),
        changed: count,
        /** The first so many whose proposed class would change. */
        rows: z.array(
          z.object({ coop: named, town: z.string(), before: coopClass, after: coopClass }),
        ),
      }),
      /** Null where its terms stay as they are. */
      pairings: z
        .array(
          z.object({
            purpose,
            before: z.object({ pairs: count, points: count, alone: count }),
            after: z.object({ pairs: count, points: count, alone: count }),
            kept: count,
          }),
        )
        .nullable(),
      unions: z
        .object({
          before: z.object({ groups: count, members: count, points: count }),
          after: z.object({ groups: count, members: count, points: count }),
        })
        .nullable(),
      /** Co-ops whose stakes are above the cap. */
      stakes: z
        .object({
          before: count,
          after: count,
          rows: z.array(named.extend({ used: yuan, limit: yuan })),
        })
        .nullable(),
    }),
  },
  listClassProposals: {
    title: text('分类建议', 'Proposed classes'),
    kind: 'read',
    path: '/class-proposals',
    access: 'development.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ ...filters, ...page }),
    output: z.object({
      asOf: day,
      rulesVersion: count,
      total: count,
      /** Of the filtered co-ops: present class against proposed class. */
      matrix: z.array(
        z.object({
          class: coopClass.nullable(),
          model: count,
          improve: count,
          transform: count,
          rebuild: count,
        }),
      ),
      /** Proposals that nothing unknown could change and that differ from the class held. */
      ready: count,
      open: count,
      rows: z.array(proposalRow),
    }),
  },
  exportClassProposals: {
    title: text('导出分类台账', 'Export classes'),
    kind: 'read',
    path: '/exports/class-proposals',
    access: 'development.read',
    scope: LIST_SCOPE,
    download: true,
    audited: true,
    input: z.strictObject({ ...filters, ...formats }),
    output: fileOut,
  },
  readClassProposal: {
    title: text('一家合作社的分类', 'The class of a co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId/class',
    access: 'development.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id }),
    output: z.object({
      asOf: day,
      rulesVersion: count,
      coop: named,
      class: coopClass.nullable(),
      proposed: coopClass,
      possible: z.array(coopClass),
      unanimous: z.boolean(),
      said: textSchema,
      results: z.array(resultSchema),
      /** The class it works towards, and what still stands between. */
      next: coopClass.nullable(),
      steps: z.array(stepSchema),
      /** What must not be done, whatever the class. */
      notes: z.array(textSchema),
      facts: z.array(
        z.object({
          fact,
          title: textSchema,
          holds: z.boolean(),
          on: day,
          note: z.string(),
          by: z.string(),
        }),
      ),
      history: z.array(decisionRow),
    }),
  },
  confirmClasses: {
    title: text('确认分类', 'Confirm classes'),
    kind: 'write',
    path: '/class-decisions',
    access: 'class.write',
    scope: unitScope('unitId'),
    refusals: ['conflict', 'not_allowed_now'],
    /** Several at once only where the proposal is unanimous; another class than proposed needs its reason. */
    input: z.strictObject({
      unitId: id,
      on: day,
      document,
      rows: z
        .array(
          z.strictObject({
            coopId: id,
            class: coopClass,
            reason: z.string().trim().max(500).default(''),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({ confirmed: count, changed: count }),
  },
  recordClassFact: {
    title: text('登记核实情况', 'Put down what was seen'),
    kind: 'write',
    path: '/cooperatives/:coopId/class-facts',
    access: 'class.write',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, fact, holds: z.boolean(), on: day, note: asked }),
    output: z.object({ proposed: coopClass, unanimous: z.boolean() }),
  },
  startClassCampaign: {
    title: text('开展分类提升', 'Start a class campaign'),
    kind: 'write',
    path: '/class-campaigns',
    access: 'class.write',
    scope: COUNTY_SCOPE,
    refusals: ['not_allowed_now'],
    input: z.strictObject({
      title: z.string().trim().min(1).max(100),
      cohort,
      /** The class held on this day is what progress is measured from. */
      baselineOn: day,
      endsOn: day,
      document,
    }),
    output: z.object({ campaignId: id, coops: count }),
  },
  closeClassCampaign: {
    title: text('结束分类提升', 'Close a class campaign'),
    kind: 'write',
    path: '/class-campaigns/:campaignId/close',
    access: 'class.write',
    scope: COUNTY_SCOPE,
    refusals: ['not_allowed_now'],
    input: z.strictObject({ campaignId: id, note: asked }),
    output: z.object({}),
  },
  listClassCampaigns: {
    title: text('分类提升台账', 'Class campaigns'),
    kind: 'read',
    path: '/class-campaigns',
    access: 'development.read',
    scope: LIST_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      campaigns: z.array(
        z.object({
          campaignId: id,
          title: z.string(),
          cohort,
          baselineOn: day,
          endsOn: day,
          document: z.string(),
          closedOn: day.nullable(),
          closeNote: z.string().nullable(),
          daysLeft: count,
          /** Every co-op that takes part: its class on the day of the baseline, and now. */
          coops: z.array(
            z.object({
              id,
              name: z.string(),
              town: z.string(),
              before: coopClass.nullable(),
              now: coopClass.nullable(),
              planned: z.boolean(),
            }),
          ),
          up: count,
          down: count,
          same: count,
          unclassed: count,
        }),
      ),
    }),
  },
})
