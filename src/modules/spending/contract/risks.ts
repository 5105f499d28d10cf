import { z } from 'zod'
import { day, id, line, page, paragraph, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { FACTORS, LEVELS, RISK_STATUSES } from '../rules/risk.ts'
import { caseRef, paperOutput } from './words.ts'

const COOP = unitScope('coopId')
const mark = z.number().int().min(1).max(5)

const factor = {
  factor: z.enum(FACTORS),
  likelihood: mark,
  impact: mark,
  note: paragraph(500).default(''),
  mitigation: paragraph(500).default(''),
}

const assessmentRow = z.object({
  assessmentId: id,
  coopId: id,
  coopName: z.string(),
  title: z.string(),
  level: z.enum(LEVELS),
  total: z.number().int(),
  exposure: yuan,
  assessedOn: day,
  assessedBy: z.string(),
  outcomeDue: day,
  outcome: z.enum(['as_expected', 'better', 'worse']).nullable(),
  /** A later assessment stands in its place. */
  replaced: z.boolean(),
  case: caseRef,
})

const itemRow = z.object({
  itemId: id,
  coopId: id,
  coopName: z.string(),
  assessmentId: id.nullable(),
  factor: z.enum(FACTORS),
  title: z.string(),
  mitigation: z.string(),
  owner: z.string(),
  dueOn: day,
  status: z.enum(RISK_STATUSES),
  note: z.string(),
  overdue: z.boolean(),
  changedBy: z.string(),
})

export const riskVerbs = defineVerbs({
  assessRisk: {
    title: text('评估项目风险', 'Assess the risks of a project'),
    kind: 'write',
    path: '/cooperatives/:coopId/risk-assessments',
    access: 'spending.write',
    scope: COOP,
    /** Every factor once. With `previousId` it takes the place of an earlier one, and says what has changed. */
    input: z.strictObject({
      coopId: id,
      title: line(120),
      contractId: id.nullable().default(null),
      previousId: id.nullable().default(null),
      reason: paragraph(500).default(''),
      factors: z.array(z.strictObject(factor)).max(FACTORS.length),
      exposure: yuanFromZero,
      conclusion: paragraph(2_000).refine((said) => said !== '', { error: 'empty' }),
    }),
    output: z.object({
      assessmentId: id,
      caseId: id,
      total: z.number().int(),
      level: z.enum(LEVELS),
    }),
    refusals: ['not_allowed_now'],
  },
  readRisk: {
    title: text('查看风险评估', 'Read a risk assessment'),
    kind: 'read',
    path: '/cooperatives/:coopId/risk-assessments/:assessmentId',
    access: 'spending.read',
    scope: COOP,
    input: z.strictObject({ coopId: id, assessmentId: id }),
    output: assessmentRow.extend({
      reason: z.string(),
      previousId: id.nullable(),
      contractId: id.nullable(),
      conclusion: z.string(),
      factors: z.array(
        z.object({
          ...factor,
          note: z.string(),
          mitigation: z.string(),
          score: z.number().int(),
          level: z.enum(LEVELS),
        }),
      ),
      outcomeNote: z.string().nullable(),
      loss: yuan.nullable(),
      papers: z.array(paperOutput),
    }),
  },
  recordRiskOutcome: {
    title: text('登记评估结果', 'Record what came of it'),
    kind: 'write',
    path: '/cooperatives/:coopId/risk-assessments/:assessmentId/outcome',
    access: 'spending.write',
    scope: COOP,
    input: z.strictObject({
      coopId: id,
      assessmentId: id,
      outcome: z.enum(['as_expected', 'better', 'worse']),
      loss: yuanFromZero,
      note: paragraph(1_000).refine((said) => said !== '', { error: 'empty' }),
    }),
    output: z.object({}),
    refusals: ['not_allowed_now', 'conflict'],
  },
  saveRiskItem: {
    title: text('登记风险', 'Keep a risk'),
    kind: 'write',
    path: '/cooperatives/:coopId/risks',
    access: 'spending.write',
    scope: COOP,
    /** With `itemId` the risk is changed; what it concerns stays. */
    input: z.strictObject({
      coopId: id,
      itemId: id.nullable().default(null),
      assessmentId: id.nullable().default(null),
      factor: z.enum(FACTORS),
      title: line(200),
      mitigation: paragraph(500).refine((said) => said !== '', { error: 'empty' }),
      owner: line(60),
      dueOn: day,
      status: z.enum(RISK_STATUSES).default('open'),
      note: paragraph(500).default(''),
    }),
    output: z.object({ itemId: id }),
  },
  listRisks: {
    title: text('风险台账', 'Register of risks'),
    kind: 'read',
    path: '/risks',
    access: 'spending.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      status: z.enum(RISK_STATUSES).optional(),
      factor: z.enum(FACTORS).optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      overdue: z.number().int(),
      rows: z.array(itemRow),
    }),
  },
  listRiskAssessments: {
    title: text('风险评估清单', 'List of risk assessments'),
    kind: 'read',
    path: '/risk-assessments',
    access: 'spending.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional(), level: z.enum(LEVELS).optional(), ...page }),
    output: z.object({ total: z.number().int(), rows: z.array(assessmentRow) }),
  },
})
