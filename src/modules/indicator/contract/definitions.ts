import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, line, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { SET_SHAPE } from './ranking.ts'
import {
  code,
  count,
  download,
  form,
  direction,
  frequency,
  group,
  indicatorHead,
  level,
  mark,
  periodName,
  unit,
} from './words.ts'

/** A formula over facts: {fact}, {sum}, {minus}, {over}, {times, of}. */
type Formula =
  | { readonly fact: string }
  | { readonly sum: readonly Formula[] }
  | { readonly minus: readonly [Formula, Formula] }
  | { readonly over: readonly [Formula, Formula] }
  | { readonly times: string; readonly of: Formula }

export const formulaSchema: z.ZodType<Formula, Formula> = z.lazy(() =>
  z.union([
    z.strictObject({ fact: code }),
    z.strictObject({ sum: z.array(formulaSchema).min(1).max(20) }),
    z.strictObject({ minus: z.tuple([formulaSchema, formulaSchema]) }),
    z.strictObject({ over: z.tuple([formulaSchema, formulaSchema]) }),
    z.strictObject({ times: z.string().max(40), of: formulaSchema }),
  ]),
)

const written = z.strictObject({ zh: line(60), en: line(120) })

const parameters = z.object({
  baseYear: z.number().int().min(2000).max(2200).nullable(),
  zeroLine: yuanFromZero,
  closingDays: z.number().int().min(0).max(90),
  oldDays: z.number().int().min(1).max(3650),
})

const claimRow = z.object({
  id,
  unit,
  about: z.string(),
  title: textSchema,
  period: periodName,
  amount: fractionSchema,
  measure: z.enum(['count', 'fen', 'mu', 'days']),
  evidence: z.string(),
  note: z.string(),
  fileName: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  withdrawn: z.object({ reason: z.string(), at: z.string(), by: z.string() }).nullable(),
})

/** What figures mean, and what people report beside them. */
export const definitionVerbs = defineVerbs({
  listIndicators: {
    title: text('指标定义', 'Indicators and what they mean'),
    kind: 'read',
    path: '/indicators',
    access: 'indicator.read',
    scope: NO_SCOPE,
    input: z.strictObject({ on: day.optional() }),
    output: z.object({
      indicators: z.array(
        indicatorHead.extend({
          formula: formulaSchema,
          said: textSchema,
          levels: z.array(level),
          frequency,
          source: z.string(),
          baseYear: z.number().int().nullable(),
          /** Whether the county saved a version of its own. */
          own: z.boolean(),
        }),
      ),
      facts: z.array(
        z.object({
          id: z.string(),
          title: textSchema,
          counts: textSchema,
          leavesOut: textSchema,
          source: z.string(),
          mark,
          measure: z.enum(['count', 'fen', 'mu', 'days']),
          span: z.enum(['day', 'period', 'year']),
        }),
      ),
      parameters,
    }),
  },
  saveIndicator: {
    title: text('保存指标', 'Save an indicator'),
    kind: 'write',
    path: '/indicators/:indicator',
    access: 'indicator.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      indicator: code,
      title: written,
      group,
      formula: formulaSchema,
      direction,
      form,
      unit: z.strictObject({ zh: z.string().max(20), en: z.string().max(40) }),
      levels: z.array(level).min(1),
      frequency: frequency.default('month'),
      headline: z.boolean().default(false),
      baseYear: z.number().int().min(2000).max(2200).nullable().default(null),
      source: line(200),
      validFrom: day.optional(),
    }),
    output: z.object({
      indicator: z.string(),
      said: textSchema,
      mark,
      /** Of the county in the present month: by the definition as it stood, and as it would be. */
      preview: z.object({
        period: periodName,
        before: fractionSchema.nullable(),
        after: fractionSchema.nullable(),
      }),
    }),
  },
  listDefinitionVersions: {
    title: text('定义的历次版本', 'Versions of a definition'),
    kind: 'read',
    path: '/definitions/:kind/:name/versions',
    access: 'indicator.read',
    scope: NO_SCOPE,
    input: z.strictObject({ kind: z.enum(['indicator', 'parameters']), name: code }),
    output: z.object({
      /** Newest first; the last one is what the product ships with, where it ships one. */
      versions: z.array(
        z.object({
          shipped: z.boolean(),
          validFrom: day.nullable(),
          by: z.string(),
          source: z.string(),
          /** What is set, field by field, in words. */
          fields: z.array(z.object({ field: z.string(), said: textSchema })),
        }),
      ),
    }),
  },
  saveParameters: {
    title: text('设定指标参数', 'Set the parameters of figures'),
    kind: 'write',
    path: '/indicator-parameters',
    access: 'indicator.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ ...parameters.shape, source: line(200), validFrom: day.optional() }),
    output: parameters,
  },
  saveRankingSet: {
    title: text('保存位次办法', 'Save a ranking set'),
    kind: 'write',
    path: '/ranking-sets/:set',
    access: 'indicator.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      set: code,
      ...SET_SHAPE,
      source: line(200),
      validFrom: day.optional(),
    }),
    output: z.object({
      set: z.string(),
      /** The ranking it gives on the latest figures of a month, for who weighs them. */
      period: periodName,
      rows: z.array(
        z.object({
          unit,
          rank: count,
          /** By the set as it stood; null where there was none. */
          before: count.nullable(),
          score: fractionSchema,
        }),
      ),
      unranked: z.array(unit),
    }),
  },
  recordClaim: {
    title: text('填报数字', 'Type in a figure'),
    kind: 'write',
    path: '/units/:unitId/claims',
    access: 'claim.write',
    scope: unitScope('unitId'),
    secret: ['content'],
    bodyLimit: 16 * 1024 * 1024,
    input: z.strictObject({
      unitId: id,
      /** A fact that is typed in, or an indicator beside which the figure shall stand. */
      about: code,
      period: periodName,
      /** In heads, yuan, days or mu. */
      amount: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/),
      /** What it rests on: a document, a register, who counted. */
      evidence: line(200),
      note: z.string().trim().max(500).default(''),
      fileName: line(200).optional(),
      /** The file in base64: photograph, PDF or OFD, 10 MiB. */
      content: z.string().optional(),
    }),
    output: z.object({ claim: claimRow }),
    refusals: ['too_large'],
  },
  withdrawClaim: {
    title: text('撤回填报', 'Take a typed-in figure back'),
    kind: 'write',
    path: '/units/:unitId/claims/:claimId/withdrawal',
    access: 'claim.write',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, claimId: id, reason: line(200) }),
    output: z.object({ claim: claimRow }),
    refusals: ['conflict'],
  },
  listClaims: {
    title: text('填报记录', 'Typed-in figures'),
    kind: 'read',
    path: '/units/:unitId/claims',
    access: 'indicator.read',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      about: code.optional(),
      period: periodName.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    output: z.object({ total: count, claims: z.array(claimRow) }),
  },
  claimFile: {
    title: text('填报依据文件', 'The file behind a typed-in figure'),
    kind: 'read',
    path: '/units/:unitId/claims/:claimId/file',
    access: 'indicator.read',
    scope: unitScope('unitId'),
    download: true,
    audited: true,
    input: z.strictObject({ unitId: id, claimId: id }),
    output: download,
  },
})
