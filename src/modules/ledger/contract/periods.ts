import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { id, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { period, year } from './words.ts'

/** Something that keeps a period from being closed, or that should be looked at before. */
const periodCheck = z.object({
  code: z.string(),
  severity: z.enum(['block', 'warn']),
  text: textSchema,
  /** The verb that shows the rows it speaks of, where it speaks of rows. */
  door: z.object({ verb: z.string(), input: z.record(z.string(), z.string()) }).nullable(),
})

/** Closing of months and years. */
export const periodVerbs = defineVerbs({
  checkPeriod: {
    title: text('结账检查', 'Check before closing'),
    kind: 'read',
    path: '/cooperatives/:coopId/periods/:period',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, period }),
    output: z.object({ closed: z.boolean(), checks: z.array(periodCheck) }),
  },
  closePeriods: {
    title: text('结账', 'Close a period'),
    kind: 'write',
    path: '/books/close',
    access: 'ledger.approve',
    scope: unitScope('unitId'),
    /**
     * Closes one period of the named co-ops (without names: of every book inside the unit whose turn it
     * is). Month 00 confirms the opening balances, 13 closes the year. Books with a blocking check are
     * left open and named.
     */
    input: z.strictObject({ unitId: id, period, coopIds: z.array(id).max(2_000).optional() }),
    output: z.object({
      closed: z.number().int(),
      left: z.array(z.object({ coopId: id, name: z.string(), checks: z.array(periodCheck) })),
    }),
  },
  draftYearEnd: {
    title: text('生成年末结转凭证', 'Prepare the transfers of the year’s end'),
    kind: 'write',
    path: '/books/year-end',
    access: 'ledger.write',
    scope: unitScope('unitId'),
    /** Income and expense to 331, 331 to 332, and the clearing of 332 where a distribution was posted. */
    input: z.strictObject({ unitId: id, year, coopIds: z.array(id).max(2_000).optional() }),
    output: z.object({ draftIds: z.array(id) }),
    refusals: ['not_allowed_now'],
  },
  listClosures: {
    title: text('结账记录', 'Closings'),
    kind: 'read',
    path: '/closures',
    access: 'ledger.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional(), period: period.optional(), ...page }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          coopId: id,
          name: z.string(),
          period,
          closedAt: z.string(),
          closedBy: z.string(),
          vouchers: z.number().int(),
          head: z.string(),
          balanceHash: z.string(),
        }),
      ),
    }),
  },
})
