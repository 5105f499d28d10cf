import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE } from '../../../kernel/verb.ts'
import { AUDIT_RULES } from '../rules/audit-rules.ts'
import { WARNING_KINDS } from '../rules/desk.ts'
import { period } from './words.ts'

const count = z.number().int()

/** What a desk with many books should look at. */
export const deskVerbs = defineVerbs({
  listDeskWarnings: {
    title: text('账务提醒', 'Warnings over all books'),
    kind: 'read',
    path: '/desk-warnings',
    access: 'ledger.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      kind: z.enum(WARNING_KINDS).optional(),
      /** Older than this many days: bank lines, advances, the inbox. */
      bankDays: z.coerce.number().int().min(0).max(365).default(30),
      advanceDays: z.coerce.number().int().min(0).max(3_650).default(90),
      inboxDays: z.coerce.number().int().min(0).max(365).default(7),
      /** Days after a month's end within which it is to be closed. */
      closeDays: z.coerce.number().int().min(0).max(365).default(15),
      ...page,
    }),
    output: z.object({
      total: count,
      /** How many co-ops each kind concerns. */
      kinds: z.array(z.object({ kind: z.enum(WARNING_KINDS), coops: count, count })),
      rows: z.array(
        z.object({
          coopId: id,
          coopName: z.string(),
          kind: z.enum(WARNING_KINDS),
          count,
          /** The day of the oldest, where it has one. */
          oldest: day.nullable(),
          days: count.nullable(),
          text: textSchema,
          /** The verb that lists the rows, and its input. */
          door: z.object({ verb: z.string(), input: z.record(z.string(), z.string()) }),
        }),
      ),
    }),
  },
  listAuditPoints: {
    title: text('内部审计要点', 'Vouchers to look at'),
    kind: 'read',
    path: '/audit-points',
    access: 'ledger.read',
    scope: LIST_SCOPE,
    /** Points are questions, not findings of guilt: each says what may be innocent about it. */
    input: z.strictObject({
      unitId: id.optional(),
      rule: z.enum(AUDIT_RULES).optional(),
      /** The last three months when absent; at most twelve. */
      from: period.optional(),
      to: period.optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      from: period,
      to: period,
      /** The county's limits on the last day looked at; each voucher is held against those of its own day. */
      limits: z.array(
        z.object({
          rule: z.enum(['SEED-10K', 'LEDGER-CASH', 'LEDGER-SLIP']),
          title: textSchema,
          amount: yuan,
          version: z.string(),
          source: z.string(),
        }),
      ),
      rules: z.array(
        z.object({
          rule: z.enum(AUDIT_RULES),
          title: textSchema,
          source: z.string(),
          innocent: z.array(textSchema),
          points: count,
        }),
      ),
      rows: z.array(
        z.object({
          rule: z.enum(AUDIT_RULES),
          coopId: id,
          coopName: z.string(),
          reason: textSchema,
          vouchers: z.array(
            z.object({
              id,
              kind: z.string(),
              number: count,
              onDate: day,
              summary: z.string(),
              amount: yuan,
            }),
          ),
        }),
      ),
    }),
  },
})
