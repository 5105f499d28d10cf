import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, unitScope } from '../../../kernel/verb.ts'
import { code, named } from './words.ts'

/** A union of co-ops founded by process: three at least, each by its own assembly. */
export const unionVerbs = defineVerbs({
  startUnionFounding: {
    title: text('发起组建联合社', 'Start founding a union'),
    kind: 'write',
    path: '/union-foundings',
    access: 'registry.write',
    scope: unitScope('seatId'),
    input: z.strictObject({
      /** The town where it would have its seat, or the county; all members lie inside. */
      seatId: id,
      name: line(100),
      /** The co-op that takes the lead; one of the members. */
      leadId: id,
      memberIds: z.array(id).max(500),
      industry: code.optional(),
    }),
    output: z.object({ unionId: id, caseId: id, number: z.string() }),
    refusals: ['rule_blocked', 'conflict'],
  },
  readUnionFounding: {
    title: text('联合社组建进度', 'Where the founding of a union stands'),
    kind: 'read',
    path: '/unions/:unionId/founding',
    access: 'founding.read',
    scope: unitScope('unionId'),
    input: z.strictObject({ unionId: id }),
    output: z.object({
      /** Null: it was not founded by process. */
      founding: z
        .object({
          caseId: id,
          number: z.string(),
          state: z.enum(['running', 'done', 'refused', 'withdrawn']),
          steps: z.array(
            z.object({
              key: z.string(),
              title: textSchema,
              status: z.enum(['waiting', 'open', 'done', 'skipped']),
            }),
          ),
          members: z.array(
            z.object({
              coop: named,
              /** The resolution of its assembly to join; null: none has been carried. */
              resolution: z.object({ number: z.string(), decidedOn: day }).nullable(),
            }),
          ),
        })
        .nullable(),
    }),
  },
  putUnionBefore: {
    title: text('提交成员大会决定', 'Put the union before an assembly'),
    kind: 'write',
    path: '/cooperatives/:coopId/union-matters',
    access: 'governance.write',
    scope: unitScope('coopId'),
    /** A meeting is drafted of the co-op, or of the union itself for its founding assembly. */
    input: z.strictObject({
      coopId: id,
      unionId: id,
      heldOn: day,
      startsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time_of_day' }),
      place: line(200),
    }),
    output: z.object({ meetingId: id }),
    refusals: ['not_allowed_now', 'rule_blocked'],
  },
})
