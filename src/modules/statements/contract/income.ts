import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { fractionSchema, id, line, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, unitScope } from '../../../kernel/verb.ts'
import {
  balanceSheetSchema,
  count,
  download,
  equitySchema,
  fileKind,
  incomeSchema,
  language,
  reportPeriod,
  standing,
  surplusSchema,
} from './words.ts'

export const ROLL_UP_FORMS = ['01', '02', '03'] as const
/** Books as they stood when the period was closed, or as they stand now, closed or not. */
export const BASES = ['closed', 'current'] as const

const rollUpInput = {
  unitId: id,
  form: z.enum(ROLL_UP_FORMS),
  period: reportPeriod,
  basis: z.enum(BASES).default('closed'),
}

const named = z.object({ id, name: z.string() })

const year = z.coerce.number().int().min(2000).max(2200)

/** What of a village's income is meant: the collective's own, or what the joined households got. */
export const INCOME_ABOUT = ['collective', 'households'] as const
const STATES = ['no-figure', 'zero', 'cleared', 'growing', 'doubled'] as const

const increase = z.object({
  base: yuan,
  current: yuan,
  increase: yuan,
  count,
  perUnit: fractionSchema.nullable(),
  mark: z.enum(['actual', 'claim', 'estimate']),
  formula: textSchema,
  missing: count,
  sentence: textSchema,
})

const figure = z.object({
  amount: yuan,
  mark: z.enum(['claim', 'estimate']),
  source: z.string(),
  recordedBy: z.string(),
  recordedAt: z.string(),
})

/** Sums over many co-ops: roll-ups, income by source, income of villages. */
export const incomeVerbs = defineVerbs({
  readRollUp: {
    title: text('汇总报表', 'Roll-up of statements'),
    kind: 'read',
    path: '/units/:unitId/roll-up/:form',
    access: 'ledger.read',
    scope: unitScope('unitId'),
    input: z.strictObject(rollUpInput),
    output: z.object({
      unit: named,
      standing,
      /** Said under the table: how many co-ops are in and how many are not. */
      coverage: textSchema,
      expected: count,
      included: count,
      missing: z.array(z.object({ coopId: id, name: z.string(), townName: z.string().nullable() })),
      statement: z.discriminatedUnion('form', [
        z.object({ form: z.literal('01'), sheet: balanceSheetSchema }),
        z.object({ form: z.literal('02'), sheet: surplusSchema }),
        z.object({ form: z.literal('03'), sheet: equitySchema }),
      ]),
      /** The towns of a county, the co-ops of a town or village, with the same figures in the same order. */
      parts: z.array(
        z.object({
          id,
          name: z.string(),
          kind: z.enum(['town', 'coop']),
          expected: count,
          included: count,
          /** 01: closing by row; 02: current by row; 03: closing by column and their total. */
          amounts: z.array(yuan),
        }),
      ),
    }),
  },
  rollUpFile: {
    title: text('下载汇总报表', 'Download a roll-up'),
    kind: 'read',
    path: '/units/:unitId/roll-up/:form/file',
    access: 'ledger.read',
    scope: unitScope('unitId'),
    download: true,
    audited: true,
    input: z.strictObject({
      ...rollUpInput,
      file: fileKind.default('pdf'),
      language: language.default('zh'),
    }),
    output: download,
  },
  readIncome: {
    title: text('收入来源分析', 'Income by source'),
    kind: 'read',
    path: '/units/:unitId/income',
    access: 'ledger.read',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, period: reportPeriod }),
    output: z.object({
      unit: named,
      standing,
      coops: count,
      income: incomeSchema,
      /** Below a county its towns, below a town its co-ops; by income, largest first. */
      parts: z.array(
        z.object({
          id,
          name: z.string(),
          kind: z.enum(['town', 'coop']),
          current: yuan,
          prior: yuan,
          growth: yuan,
          subsidyGrowth: yuan,
          ownGrowth: yuan,
          verdict: z.enum(['unknown', 'none', 'own', 'partly', 'mostly', 'all']),
        }),
      ),
    }),
  },
  readVillageIncome: {
    title: text('村集体增收和清零倍增', 'Income of villages'),
    kind: 'read',
    path: '/units/:unitId/village-income',
    access: 'ledger.read',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      year,
      baseYear: year.optional(),
      /** Above this a village's income is no longer zero; counties set bands of their own. */
      zeroLine: yuanFromZero.prefault('0'),
      /** Villages with a co-op led by their branch, or every village. */
      over: z.enum(['led', 'all']).default('led'),
      state: z.enum(STATES).optional(),
    }),
    output: z.object({
      unit: named,
      year: count,
      baseYear: count,
      sentence: textSchema,
      counts: z.object({
        'no-figure': count,
        zero: count,
        cleared: count,
        growing: count,
        doubled: count,
      }),
      /** 村均增收 and 户均增收, each with its formula and denominator. */
      collective: increase,
      households: increase,
      villages: z.array(
        z.object({
          villageId: id,
          name: z.string(),
          townName: z.string(),
          coops: z.array(named),
          state: z.enum(STATES),
          target: yuan.nullable(),
          progress: fractionSchema.nullable(),
          /** What the books of its co-ops prove for the collective in the year. */
          evidence: z.object({ dividend: yuan, lease: yuan, total: yuan }),
          base: yuan.nullable(),
          baseMark: z.enum(['actual', 'claim', 'estimate']).nullable(),
          current: yuan.nullable(),
          mark: z.enum(['actual', 'claim', 'estimate']),
          claims: z.object({ base: figure.nullable(), current: figure.nullable() }),
          /** By the books: returns and dividends, and what became due for goods, land and work. */
          households: z.object({
            count,
            distributed: yuan,
            supplied: yuan,
            perHousehold: fractionSchema.nullable(),
          }),
        }),
      ),
    }),
  },
  recordVillageIncomes: {
    title: text('登记村收入数', 'Record income of villages'),
    kind: 'write',
    path: '/units/:unitId/village-income',
    access: 'registry.write',
    scope: unitScope('unitId'),
    /** Figures that people report, with where they come from; a later figure replaces the earlier one. */
    input: z.strictObject({
      unitId: id,
      rows: z
        .array(
          z.strictObject({
            villageId: id,
            year,
            about: z.enum(INCOME_ABOUT).default('collective'),
            /** `claim`: reported as earned; `estimate`: put down beforehand. */
            mark: z.enum(['claim', 'estimate']),
            amount: yuanFromZero,
            source: line(200),
          }),
        )
        .min(1)
        .max(5_000),
    }),
    output: z.object({ recorded: count }),
    bodyLimit: 4 * 1024 * 1024,
  },
  listVillageIncomes: {
    title: text('村收入登记记录', 'Recorded income of a village'),
    kind: 'read',
    path: '/villages/:villageId/income',
    access: 'ledger.read',
    scope: unitScope('villageId'),
    input: z.strictObject({ villageId: id }),
    output: z.object({
      rows: z.array(
        figure.extend({
          id,
          year: count,
          about: z.enum(INCOME_ABOUT),
          /** Whether a later figure has replaced it. */
          replaced: z.boolean(),
        }),
      ),
    }),
  },
})
