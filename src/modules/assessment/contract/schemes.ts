import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { count, kind, measureRules, named, origin, period, said, scheme } from './words.ts'

const UNIT = unitScope('unitId')

/** What is scored and how, what follows from it, and facts that add or take points. */
export const schemeVerbs = defineVerbs({
  readScheme: {
    title: text('考核办法', 'The scheme of an assessment'),
    kind: 'read',
    path: '/assessment-schemes',
    access: 'assessment.read',
    scope: NO_SCOPE,
    input: z.strictObject({ kind: kind.default('secretary_month'), on: day.optional() }),
    output: z.object({
      kind,
      origin,
      scheme,
      /** What an item may be made of: indicators with figures of those that are scored. */
      indicators: z.array(
        z.object({
          id: z.string(),
          title: textSchema,
          direction: z.enum(['up', 'down', 'none']),
          form: z.string(),
          unit: textSchema,
        }),
      ),
      /** How each item is scored, in words. */
      said: z.array(z.object({ item: z.string(), text: textSchema })),
      versions: z.array(
        z.object({ version: count, validFrom: day, source: z.string(), by: z.string() }),
      ),
      /** The first day from which a new version may hold: after all that is scored. */
      freeFrom: day.nullable(),
    }),
  },
  saveScheme: {
    title: text('保存考核办法', 'Save a scheme'),
    kind: 'write',
    path: '/assessment-schemes',
    access: 'assessment.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ kind, scheme, validFrom: day, source: line(200) }),
    output: z.object({ version: count }),
  },
  readMeasureRules: {
    title: text('结果运用规则', 'What results lead to'),
    kind: 'read',
    path: '/assessment-rules',
    access: 'measure.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      origin,
      rules: measureRules,
      bands: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  },
  saveMeasureRules: {
    title: text('保存结果运用规则', 'Save what results lead to'),
    kind: 'write',
    path: '/assessment-rules',
    access: 'assessment.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ rules: measureRules, validFrom: day, source: line(200) }),
    output: z.object({ version: count }),
  },
  recordAssessmentFact: {
    title: text('登记加减分', 'Record a bonus or a deduction'),
    kind: 'write',
    path: '/units/:unitId/assessment-facts',
    access: 'assessment.fact',
    scope: UNIT,
    input: z.strictObject({
      unitId: id,
      period,
      /** One of the scheme's kinds of facts. */
      item: z.string().max(40),
      points: z.number().int().min(1).max(1_000_000),
      on: day,
      what: said(300),
      /** The document, register or record that proves it. */
      evidence: line(200),
    }),
    output: z.object({ factId: id }),
    refusals: ['not_allowed_now'],
  },
  withdrawAssessmentFact: {
    title: text('撤销加减分', 'Take a bonus or a deduction back'),
    kind: 'write',
    path: '/units/:unitId/assessment-facts/:factId/withdrawal',
    access: 'assessment.fact',
    scope: UNIT,
    input: z.strictObject({ unitId: id, factId: id, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listAssessmentFacts: {
    title: text('加减分台账', 'Bonuses and deductions'),
    kind: 'read',
    path: '/units/:unitId/assessment-facts',
    access: 'secretary.read',
    scope: UNIT,
    input: z.strictObject({ unitId: id, period: period.optional() }),
    output: z.object({
      rows: z.array(
        z.object({
          factId: id,
          unit: named,
          ofTown: z.boolean(),
          period: z.string(),
          item: z.string(),
          title: z.string(),
          kind: z.enum(['bonus', 'deduction']).nullable(),
          pointsText: z.string(),
          on: day,
          what: z.string(),
          evidence: z.string(),
          by: z.string(),
          withdrawnWhy: z.string().nullable(),
        }),
      ),
      /** What may be recorded, by kind of assessment. */
      adjustments: z.array(
        z.object({
          of: kind,
          id: z.string(),
          title: z.string(),
          kind: z.enum(['bonus', 'deduction']),
          most: count,
        }),
      ),
    }),
  },
})
