import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, yuan, yuanAboveZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, unitScope } from '../../../kernel/verb.ts'
import { planSchema, runPlanOutput } from '../rules/plan-document.ts'
import { year } from './words.ts'

export const PAY_SOURCES = ['surplus', 'reserve', 'cost', 'subsidy', 'loan', 'advance'] as const

/** What assistance shares pay, and what a collective does with what it got. */
export const onwardVerbs = defineVerbs({
  readAssistanceDues: {
    title: text('扶贫股收益清单', 'What assistance shares pay'),
    kind: 'read',
    path: '/cooperatives/:coopId/distributions/:year/assistance',
    access: 'person.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, year }),
    output: z.object({
      /** Whether the year had anything to distribute. */
      earned: z.boolean(),
      funds: z.array(
        z.object({
          fundId: id,
          name: z.string(),
          holderId: id,
          amount: yuan,
          guaranteed: yuan,
          floating: yuan,
          pool: yuan,
          /** Above the cap of single people: stays with the holder of the title. */
          kept: yuan,
          /** The surplus did not cover the guaranteed return. */
          short: yuan,
          rows: z.array(
            z.object({
              beneficiaryId: id,
              name: z.string(),
              units: z.string(),
              due: yuan,
              paid: yuan,
            }),
          ),
        }),
      ),
      payments: z.array(
        z.object({
          id,
          fundId: id,
          on: day,
          source: z.enum(PAY_SOURCES),
          /** Paid though the year's operations did not earn it. */
          notEarned: z.boolean(),
          amount: yuan,
          people: z.number().int(),
          voucherId: id.nullable(),
        }),
      ),
      warnings: z.array(textSchema),
    }),
  },
  recordAssistancePayment: {
    title: text('登记扶贫股收益发放', 'Record payments of assistance shares'),
    kind: 'write',
    path: '/cooperatives/:coopId/distributions/:year/assistance',
    access: 'distribution.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      year,
      fundId: id,
      on: day,
      /** From what: the distributed surplus is booked here, anything else by a voucher of its own. */
      source: z.enum(PAY_SOURCES),
      account: z
        .string()
        .regex(/^(101|102)([0-9]{2}){0,3}$/, { error: 'pay_account' })
        .default('102'),
      reference: line(100).nullable().default(null),
      lines: z
        .array(z.strictObject({ beneficiaryId: id, amount: yuanAboveZero }))
        .min(1)
        .max(1_000),
    }),
    output: z.object({ paymentId: id, notEarned: z.boolean(), warnings: z.array(textSchema) }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  recordCollectivePlan: {
    title: text('登记村集体收益分配', "Record a collective's distribution"),
    kind: 'write',
    path: '/cooperatives/:coopId/distributions/:year/collective',
    access: 'distribution.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      year,
      /** Left out: 二四一三 (20 % villagers, 40 % industry, 10 % managers, 30 % public works). */
      plan: planSchema.optional(),
      /** Who is paid: groups as the plan names them (`villager`, `manager`). */
      people: z
        .array(
          z.strictObject({
            id: line(60),
            name: line(100),
            groups: z.array(line(60)).min(1).max(10),
          }),
        )
        .min(1)
        .max(20_000),
      resolution: line(200),
    }),
    output: z.object({ id, amount: yuan }),
    refusals: ['not_allowed_now'],
    bodyLimit: 8 * 1024 * 1024,
  },
  readCollectivePlan: {
    title: text('村集体收益分配', "A collective's distribution"),
    kind: 'read',
    path: '/cooperatives/:coopId/distributions/:year/collective',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, year }),
    output: z.object({
      holder: z.object({ holderId: id, name: z.string() }).nullable(),
      amount: yuan,
      recorded: z
        .object({
          id,
          resolution: z.string(),
          recordedAt: z.string(),
          recordedBy: z.string(),
          amount: yuan,
          /** What it is divided on is no longer what the collective got. */
          outdated: z.boolean(),
          steps: runPlanOutput.shape.steps,
          people: z.array(z.object({ id: z.string(), name: z.string(), amount: yuan })),
        })
        .nullable(),
    }),
  },
})
