import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  code,
  count,
  download,
  exact,
  indicatorHead,
  language,
  normalisation,
  origin,
  periodName,
  unit,
  which,
  why,
} from './words.ts'

const CLASSES = ['model', 'improve', 'transform', 'rebuild'] as const

export const SET_SHAPE = {
  title: z.strictObject({ zh: line(60), en: line(120) }),
  level: z.enum(['town', 'coop']),
  groups: z
    .array(z.strictObject({ id: code, title: z.strictObject({ zh: line(30), en: line(60) }) }))
    .min(1)
    .max(12),
  lines: z
    .array(
      z.strictObject({
        indicator: code,
        weight: z.string().max(40),
        normalise: normalisation,
        group: code,
      }),
    )
    .min(1)
    .max(50),
  ties: z.literal('shared').default('shared'),
}

const set = z.object({
  id: z.string(),
  ...SET_SHAPE,
  title: textSchema,
  groups: z.array(z.object({ id: z.string(), title: textSchema })),
  ties: z.literal('shared'),
  source: z.string(),
})

const rankedLine = z.object({
  indicator: z.string(),
  /** Null for who may not read what it is made of. */
  value: exact,
  normalised: fractionSchema,
  component: fractionSchema,
})

const row = z.object({
  /** Null where the unit lies outside what the reader reaches: places are shown, not names. */
  unit: unit.nullable(),
  rank: count,
  score: fractionSchema,
  scoreText: z.string(),
  /** Places gained (above zero) or lost against the period before; null where it was not ranked. */
  movement: count.nullable(),
  rankBefore: count.nullable(),
  lines: z.array(rankedLine),
  groups: z.array(z.object({ id: z.string(), score: fractionSchema, component: fractionSchema })),
  /** What would lift it one place, any one of these: nearest first. */
  lifts: z.array(z.object({ indicator: z.string(), to: fractionSchema })),
})

/** Rankings of towns and of co-ops inside a class, never of persons. */
export const rankingVerbs = defineVerbs({
  listRankingSets: {
    title: text('位次办法', 'Ranking sets'),
    kind: 'read',
    path: '/ranking-sets',
    access: 'indicator.read',
    scope: NO_SCOPE,
    input: z.strictObject({ on: day.optional() }),
    output: z.object({
      sets: z.array(set.extend({ own: z.boolean() })),
      indicators: z.array(indicatorHead),
    }),
  },
  readRanking: {
    title: text('位次', 'Ranking'),
    kind: 'read',
    path: '/units/:unitId/ranking/:set',
    access: 'indicator.read',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      set: code,
      class: z.enum(CLASSES).optional(),
      ...which,
    }),
    output: z.object({
      unit,
      origin,
      set,
      indicators: z.array(indicatorHead),
      /** The edition the movement is counted from. */
      before: z.object({ period: periodName, edition: count }).nullable(),
      ranked: count,
      rows: z.array(row),
      unranked: z.array(z.object({ unit, indicator: z.string(), why })),
    }),
    refusals: ['not_allowed_now'],
  },
  readScorecard: {
    title: text('四个效果', 'Four results of a unit'),
    kind: 'read',
    path: '/units/:unitId/scorecard',
    access: 'indicator.read',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, ...which }),
    output: z.object({
      unit,
      origin,
      set,
      indicators: z.array(indicatorHead),
      ranked: count,
      /** Null where a value is missing. */
      row: row.nullable(),
    }),
    refusals: ['not_allowed_now'],
  },
  rankingFile: {
    title: text('导出位次', 'Ranking as a workbook'),
    kind: 'read',
    path: '/units/:unitId/ranking/:set/file',
    access: 'indicator.read',
    scope: unitScope('unitId'),
    download: true,
    audited: true,
    input: z.strictObject({
      unitId: id,
      set: code,
      class: z.enum(CLASSES).optional(),
      ...which,
      language: language.default('zh'),
    }),
    output: download,
    refusals: ['not_allowed_now'],
  },
})
