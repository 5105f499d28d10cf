import { z } from 'zod'
import { day, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, NO_SCOPE } from '../../../kernel/verb.ts'
import { limitRow, limitTerms } from './words.ts'

export const limitVerbs = defineVerbs({
  readLimits: {
    title: text('支出审批权限表', 'The matrix of limits'),
    kind: 'read',
    path: '/limits',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({ on: day.optional() }),
    output: z.object({
      on: day,
      origin: z.enum(['shipped', 'county']),
      source: z.string(),
      validFrom: day.nullable(),
      rows: z.array(limitRow),
      terms: limitTerms,
      /** Payments are held against approvals from this day on (rule SPEND-FROM). */
      inUseFrom: day,
      versions: z.array(
        z.object({
          validFrom: day,
          source: z.string(),
          recordedAt: z.string(),
          recordedBy: z.string(),
        }),
      ),
    }),
  },
  saveLimits: {
    title: text('修改支出审批权限表', 'Change the matrix of limits'),
    kind: 'write',
    path: '/limits',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    /** The whole matrix from a day on; a gap or an overlap is a fault. */
    input: z.strictObject({
      rows: z.array(limitRow).max(200),
      terms: limitTerms,
      validFrom: day,
      /** The document the change rests on. */
      source: line(300),
    }),
    output: z.object({ validFrom: day }),
  },
})
