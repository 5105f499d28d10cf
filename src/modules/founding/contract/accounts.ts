import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import {
  day,
  fractionSchema,
  id,
  line,
  paragraph,
  yuan,
  yuanAboveZero,
  yuanFromZero,
} from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, scopeOf } from '../../../kernel/verb.ts'
import { quantity, quantityAboveZero } from './words.ts'

const PROJECT = scopeOf('founding', 'projectId')
const year = z.number().int().min(1980).max(2200)
const rate = fractionSchema.refine((v) => v.num >= 0n && v.num <= v.den, {
  error: 'founding_rate',
})

const givenLine = z.strictObject({
  title: line(60),
  kind: z.enum(['income', 'cost']),
  /** Left out: `price` is the amount. */
  quantity: quantityAboveZero.nullable().default(null),
  measure: paragraph(20).default(''),
  price: yuanFromZero,
})
const givenYear = z.strictObject({ year, lines: z.array(givenLine).max(30) })

const scenario = z.strictObject({
  /** For a mu and a year. */
  guaranteed: yuanFromZero,
  surplus: yuanFromZero,
  from: z.number().int().min(1).max(50),
  workdays: z.number().int().min(0).max(366),
  wage: yuanFromZero,
  trade: yuanFromZero,
  tradeCost: yuanFromZero,
})

/** What a household and its village assume. Everything printed under the account. */
export const household3 = z.strictObject({
  past: givenYear,
  present: givenYear,
  years: z.number().int().min(1).max(20),
  brings: z.strictObject({
    landMu: quantity,
    contribution: yuanFromZero,
    outside: z.array(givenLine).max(30),
  }),
  terms: z.strictObject({
    contributions: yuanAboveZero,
    allTrade: yuanFromZero,
    reserve: rate,
    /** 60 % at least (农民专业合作社法 44). */
    returned: rate.refine((v) => v.num * 5n >= v.den * 3n, { error: 'founding_return' }),
  }),
  cases: z.strictObject({ low: scenario, middle: scenario, high: scenario }),
})

const reckoned = z.object({ title: textSchema, amount: yuan, words: textSchema })
const reckonedYear = z.object({ lines: z.array(reckoned), total: yuan })
const reckonedCase = z.object({
  lines: z.array(
    reckoned.extend({
      key: z.enum(['outside', 'guaranteed', 'returned', 'dividend', 'wages', 'trade']),
    }),
  ),
  year: yuan,
  before: yuan,
  total: yuan,
  gain: yuan,
  breakEven: yuan.nullable(),
})
export const threeAccounts = z.object({
  past: reckonedYear,
  present: reckonedYear,
  cases: z.object({ low: reckonedCase, middle: reckonedCase, high: reckonedCase }),
})

const promised = z.object({ low: yuan, middle: yuan, high: yuan })

export const accountVerbs = defineVerbs({
  keepAccount: {
    title: text('算好并留存三笔账', 'Reckon and keep the three accounts'),
    kind: 'write',
    path: '/foundings/:projectId/accounts',
    access: 'mobilisation.write',
    scope: PROJECT,
    secret: ['householdId', 'given'],
    input: z.strictObject({ projectId: id, householdId: id, given: household3 }),
    output: z.object({ id, result: threeAccounts }),
    refusals: ['not_allowed_now'],
  },
  signAccount: {
    title: text('登记三笔账签字', 'Note that an account was signed'),
    kind: 'write',
    path: '/foundings/:projectId/accounts/:accountId/sign',
    access: 'mobilisation.write',
    scope: PROJECT,
    secret: ['on'],
    input: z.strictObject({ projectId: id, accountId: id, on: day }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  readAccounts: {
    title: text('一户的三笔账', 'The three accounts of a household'),
    kind: 'read',
    path: '/foundings/:projectId/households/:householdId/accounts',
    access: 'mobilisation.read',
    scope: PROJECT,
    input: z.strictObject({ projectId: id, householdId: id }),
    output: z.object({
      household: z.object({ number: z.string(), headName: z.string() }),
      project: z.string(),
      disclaimer: textSchema,
      /** From the plan, the feasibility and the household's wish: a beginning, to be changed. */
      suggested: z.object({
        contributions: yuan.nullable(),
        surplus: yuan.nullable(),
        landMu: z.string(),
        cash: yuan,
        workdays: z.number().int(),
      }),
      kept: z.array(
        z.object({
          id,
          /** As printed on the paper that is to be signed. */
          serial: z.string(),
          /** The signed paper has come back; `readSignedSheet` shows it. */
          paper: z.boolean(),
          reckonedOn: day,
          signedOn: day.nullable(),
          recordedBy: z.string(),
          given: household3,
          result: threeAccounts,
        }),
      ),
      /** What became of the last signed account, year by year, once the household is a member. */
      outcome: z.array(
        z.object({
          year: z.number().int(),
          lines: z.array(
            z.object({
              key: z.enum(['guaranteed', 'wages', 'trade', 'returned', 'dividend']),
              title: textSchema,
              promised,
              actual: yuan,
            }),
          ),
          promised,
          actual: yuan,
          /** What the books hold as due to the household for supplies, land and work: to compare with. */
          booked: yuan,
        }),
      ),
    }),
  },
  printAccount: {
    title: text('打印三笔账', 'Print the three accounts'),
    kind: 'read',
    path: '/foundings/:projectId/accounts/:accountId/print',
    access: 'mobilisation.read',
    scope: PROJECT,
    download: true,
    input: z.strictObject({
      projectId: id,
      accountId: id,
      format: z.enum(['pdf', 'docx']).default('pdf'),
    }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
  },
})
