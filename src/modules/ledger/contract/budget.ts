import { z } from 'zod'
import { findingSchema, textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, line, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, unitScope } from '../../../kernel/verb.ts'
import { accountCode, period, year } from './words.ts'

/** A year's budget, and how far it is used. */
export const budgetVerbs = defineVerbs({
  adoptBudget: {
    title: text('登记年度预算', 'Adopt a budget'),
    kind: 'write',
    path: '/cooperatives/:coopId/budgets',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /** The whole budget; from `adoptedOn` it takes the place of an earlier one of the year. */
    input: z.strictObject({
      coopId: id,
      year,
      adoptedOn: day,
      /** The resolution: which meeting, which day, which number. */
      basis: line(200),
      rows: z
        .array(z.strictObject({ account: accountCode, amount: yuanFromZero }))
        .min(1)
        .max(500),
    }),
    output: z.object({ adopted: z.number().int(), total: yuan }),
    refusals: ['conflict'],
  },
  readBudget: {
    title: text('预算执行', 'Budget against actual'),
    kind: 'read',
    path: '/cooperatives/:coopId/budgets/:year',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    /** Up to a period of the year, the latest when absent; transfers of the year's end never count. */
    input: z.strictObject({ coopId: id, year, to: period.optional() }),
    output: z.object({
      year,
      to: period,
      adoptedOn: day.nullable(),
      basis: z.string().nullable(),
      rows: z.array(
        z.object({
          account: z.string(),
          name: textSchema,
          /** Money to be spent, or income to be earned. */
          side: z.enum(['spend', 'earn']),
          /** Null where the year's budget does not name the account. */
          budget: yuan.nullable(),
          actual: yuan,
          /** Actual over budget; null where the budget is zero or absent. */
          share: fractionSchema.nullable(),
          left: yuan.nullable(),
          over: z.boolean(),
        }),
      ),
      findings: z.array(findingSchema),
    }),
  },
})
