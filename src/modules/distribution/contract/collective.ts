import { z } from 'zod'
import { id, line, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, unitScope } from '../../../kernel/verb.ts'
import { planSchema, runPlanOutput } from '../rules/plan-document.ts'
import { year } from './words.ts'

/** What a village collective does with what it got: its own plan, beside the co-op's books. */
export const collectiveVerbs = defineVerbs({
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
    /** What each part of the scheme comes to, for the form that tries it. */
    output: z.object({ id, amount: yuan, steps: runPlanOutput.shape.steps }),
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
