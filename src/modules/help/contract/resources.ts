import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { count, named, resourceKind, said } from './words.ts'

const UNIT = unitScope('unitId')

export const resourceSchema = z.object({
  resourceId: id,
  side: z.enum(['offer', 'need']),
  kind: resourceKind,
  unit: named,
  helper: named.nullable(),
  industry: z.object({ id, name: textSchema }).nullable(),
  title: z.string(),
  detail: z.string(),
  from: day,
  until: day.nullable(),
  closedOn: day.nullable(),
  closedWhy: z.string().nullable(),
  by: z.string(),
  /** Agreed matches that are not ended. */
  matched: count,
})

/** Who offers what, who needs what (seed R35-R37). */
export const resourceVerbs = defineVerbs({
  saveResource: {
    title: text('发布资源或需求', 'Offer or ask'),
    kind: 'write',
    path: '/units/:unitId/help-resources',
    access: 'help.raise',
    scope: UNIT,
    input: z.strictObject({
      unitId: id,
      side: z.enum(['offer', 'need']),
      kind: resourceKind,
      helperId: id.nullable().default(null),
      industryId: id.nullable().default(null),
      title: line(100),
      detail: paragraph(1_000).default(''),
      until: day.nullable().default(null),
    }),
    output: z.object({ resourceId: id }),
    refusals: ['not_allowed_now'],
  },
  closeResource: {
    title: text('撤下资源或需求', 'Close an offer or a need'),
    kind: 'write',
    path: '/units/:unitId/help-resources/:resourceId/close',
    access: 'help.raise',
    scope: UNIT,
    input: z.strictObject({ unitId: id, resourceId: id, why: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listResources: {
    title: text('资源对接台账', 'Offers and needs'),
    kind: 'read',
    path: '/help-resources',
    access: 'help.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      side: z.enum(['offer', 'need']).optional(),
      kind: resourceKind.optional(),
      open: z.stringbool().optional(),
      ...page,
    }),
    output: z.object({ total: count, offers: count, needs: count, rows: z.array(resourceSchema) }),
  },
  proposeMatches: {
    title: text('推荐对接', 'Offers that fit a need'),
    kind: 'read',
    path: '/units/:unitId/help-resources/:resourceId/matches',
    access: 'help.read',
    scope: UNIT,
    /** Offers of the whole county: a need may be met from anywhere. */
    input: z.strictObject({ unitId: id, resourceId: id }),
    output: z.object({
      need: resourceSchema,
      proposals: z.array(
        z.object({ offer: resourceSchema, reasons: z.array(textSchema), agreed: z.boolean() }),
      ),
      matches: z.array(
        z.object({
          matchId: id,
          offer: named,
          unit: named,
          on: day,
          note: z.string(),
          endedOn: day.nullable(),
          outcome: z.enum(['done', 'failed']).nullable(),
          result: z.string().nullable(),
        }),
      ),
    }),
  },
  agreeMatch: {
    title: text('确认对接', 'Agree on a match'),
    kind: 'write',
    path: '/units/:unitId/help-matches',
    access: 'help.raise',
    scope: UNIT,
    /** The unit is that of the need. */
    input: z.strictObject({ unitId: id, needId: id, offerId: id, note: said(500) }),
    output: z.object({ matchId: id }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  endMatch: {
    title: text('登记对接结果', 'End a match'),
    kind: 'write',
    path: '/units/:unitId/help-matches/:matchId/end',
    access: 'help.raise',
    scope: UNIT,
    input: z.strictObject({
      unitId: id,
      matchId: id,
      outcome: z.enum(['done', 'failed']),
      result: said(500),
    }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
})
