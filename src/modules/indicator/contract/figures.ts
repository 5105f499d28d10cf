import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  change,
  code,
  count,
  download,
  exact,
  indicatorHead,
  language,
  mark,
  origin,
  periodName,
  unit,
  which,
  why,
} from './words.ts'

const figure = z.object({ indicator: z.string(), value: exact, why: why.nullable() })

const editionRow = z.object({
  id,
  period: periodName,
  title: textSchema,
  edition: count,
  asOf: day,
  reason: z.string(),
  units: count,
  hash: z.string(),
  frozenAt: z.string(),
  frozenBy: z.string(),
})

export const figureVerbs = defineVerbs({
  readFigures: {
    title: text('指标', 'Figures of a unit'),
    kind: 'read',
    path: '/units/:unitId/figures',
    access: 'indicator.read',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      ...which,
      /** With the units one level below. */
      parts: z.stringbool().default(false),
    }),
    output: z.object({
      unit,
      /** From the county down to the unit. */
      trail: z.array(unit),
      origin,
      indicators: z.array(indicatorHead),
      figures: z.array(
        figure.extend({
          /** Against the period before, and the same period a year earlier: the last edition of each. */
          before: change,
          yearBefore: change,
          /** Figures typed in about this indicator for the unit and period: beside it, never in it. */
          claims: count,
        }),
      ),
      parts: z.array(z.object({ unit, figures: z.array(figure) })),
    }),
    refusals: ['not_allowed_now'],
  },
  readIndicator: {
    title: text('指标详情', 'One indicator'),
    kind: 'read',
    path: '/units/:unitId/figures/:indicator',
    access: 'indicator.read',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, indicator: code, ...which }),
    output: z.object({
      unit,
      trail: z.array(unit),
      origin,
      indicator: indicatorHead.extend({
        formula: textSchema,
        source: z.string(),
        frequency: z.string(),
        baseYear: z.number().int().nullable(),
      }),
      value: exact,
      why: why.nullable(),
      before: change,
      yearBefore: change,
      /** What the formula is made of, with the unit's own values. */
      facts: z.array(
        z.object({
          id: z.string(),
          title: textSchema,
          counts: textSchema,
          leavesOut: textSchema,
          source: z.string(),
          mark,
          measure: z.enum(['count', 'fen', 'mu', 'days']),
          fold: z.enum(['sum', 'distinct']),
          value: exact,
        }),
      ),
      /** By period, oldest first: the last edition of each, at most 60. */
      trend: z.array(z.object({ period: periodName, asOf: day, editionId: id, value: exact })),
      parts: z.array(z.object({ unit, value: exact, why: why.nullable(), before: change })),
    }),
    refusals: ['not_allowed_now'],
  },
  listFigureRows: {
    title: text('指标明细', 'The rows behind a figure'),
    kind: 'read',
    path: '/units/:unitId/figure-rows/:fact',
    access: 'indicator.read',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, fact: code, ...which, ...page }),
    output: z.object({
      unit,
      origin,
      fact: z.object({
        id: z.string(),
        title: textSchema,
        counts: textSchema,
        leavesOut: textSchema,
        source: z.string(),
        mark,
        measure: z.enum(['count', 'fen', 'mu', 'days']),
      }),
      /** As frozen, or as reckoned now. */
      value: exact,
      /** Over the rows below; differs from `value` where records changed since the edition was frozen. */
      recount: exact,
      differs: z.boolean(),
      total: count,
      rows: z.array(
        z.object({
          unitId: id,
          unitName: z.string(),
          amount: exact,
          refKind: z.enum([
            'coop',
            'village',
            'person',
            'household',
            'union',
            'voucher',
            'case',
            'meeting',
            'promotion',
            'claim',
            'none',
          ]),
          refId: id.nullable(),
          /** Names of persons only for those who may read them. */
          label: z.string(),
        }),
      ),
    }),
    refusals: ['forbidden', 'not_allowed_now'],
  },
  figuresFile: {
    title: text('导出指标', 'Figures as a workbook'),
    kind: 'read',
    path: '/units/:unitId/figures/file',
    access: 'indicator.read',
    scope: unitScope('unitId'),
    download: true,
    audited: true,
    input: z.strictObject({ unitId: id, ...which, language: language.default('zh') }),
    output: download,
    refusals: ['not_allowed_now'],
  },
  freezeFigures: {
    title: text('固化一期指标', 'Freeze a period’s figures'),
    kind: 'write',
    path: '/figure-editions',
    access: 'indicator.freeze',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      period: periodName,
      /** Why again: needed where the period is frozen already. */
      reason: line(200).optional(),
    }),
    output: z.object({
      edition: editionRow,
      /** Figures that an earlier edition says otherwise. */ changed: count,
    }),
    refusals: ['not_allowed_now'],
  },
  listEditions: {
    title: text('固化记录', 'Frozen editions'),
    kind: 'read',
    path: '/figure-editions',
    access: 'indicator.read',
    scope: NO_SCOPE,
    input: z.strictObject({ period: periodName.optional(), ...page }),
    output: z.object({ editions: z.array(editionRow) }),
  },
  verifyEdition: {
    title: text('校验固化数据', 'Check an edition against its fingerprint'),
    kind: 'read',
    path: '/figure-editions/:editionId/check',
    access: 'indicator.read',
    scope: NO_SCOPE,
    input: z.strictObject({ editionId: id }),
    output: z.object({ editionId: id, hash: z.string(), reckoned: z.string(), holds: z.boolean() }),
  },
  compareEditions: {
    title: text('比较两期', 'Two editions side by side'),
    kind: 'read',
    path: '/units/:unitId/figure-comparison',
    access: 'indicator.read',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, fromEdition: id, toEdition: id }),
    output: z.object({
      unit,
      from: origin,
      to: origin,
      indicators: z.array(indicatorHead),
      figures: z.array(z.object({ indicator: z.string(), from: exact, to: exact, change: exact })),
      /** Units right below whose facts differ, with how many. */
      parts: z.array(z.object({ unit, facts: count })),
    }),
  },
})
