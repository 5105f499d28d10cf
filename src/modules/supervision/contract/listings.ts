import { z } from 'zod'
import { day, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, scopeOf } from '../../../kernel/verb.ts'
import { count, format, printed, said, unit } from './words.ts'

const PROBLEM = scopeOf('problem', 'problemId')

/** Listed supervision (挂牌督办) of problems. */
export const listingVerbs = defineVerbs({
  proposeListing: {
    title: text('建议挂牌督办', 'Propose listed supervision'),
    kind: 'write',
    path: '/problems/:problemId/listing/propose',
    access: 'supervision.write',
    scope: PROBLEM,
    input: z.strictObject({ problemId: id, reason: said(500) }),
    output: z.object({ listingId: id }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  startListing: {
    title: text('报批挂牌督办', 'Ask for the plate'),
    kind: 'write',
    path: '/problems/:problemId/listing/start',
    access: 'supervision.county',
    scope: PROBLEM,
    input: z.strictObject({ problemId: id, leader: line(60), dueOn: day }),
    output: z.object({ caseId: id }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  dismissListing: {
    title: text('不予挂牌', 'No plate for it'),
    kind: 'write',
    path: '/problems/:problemId/listing/dismiss',
    access: 'supervision.county',
    scope: PROBLEM,
    input: z.strictObject({ problemId: id, why: said(500) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  writeListingWeek: {
    title: text('报送督办进展', 'Tell the week of a listed problem'),
    kind: 'write',
    path: '/problems/:problemId/listing/weeks',
    access: 'supervision.reply',
    scope: PROBLEM,
    /** Any day of the week. */
    input: z.strictObject({ problemId: id, week: day, progress: said(1_000) }),
    output: z.object({ monday: day, version: count }),
    refusals: ['not_allowed_now'],
  },
  listListings: {
    title: text('挂牌督办台账', 'Listed supervision'),
    kind: 'read',
    path: '/listings',
    access: 'supervision.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional(), past: z.stringbool().default(false) }),
    output: z.object({
      rows: z.array(
        z.object({
          listingId: id,
          problemId: id,
          problem: z.string(),
          number: z.string(),
          unit,
          state: z.enum(['proposed', 'dismissed', 'running', 'listed', 'removed', 'refused']),
          reason: z.string(),
          proposedOn: day,
          proposedBy: z.string(),
          dismissedWhy: z.string().nullable(),
          leader: z.string().nullable(),
          dueOn: day.nullable(),
          overdue: z.boolean(),
          caseId: id.nullable(),
          plate: z.string().nullable(),
          listedOn: day.nullable(),
          removedOn: day.nullable(),
          weeks: z.array(
            z.object({ monday: day, version: count, progress: z.string(), by: z.string() }),
          ),
          /** Weeks since the plate of which nothing was told, this one left out. */
          missing: z.array(day),
        }),
      ),
    }),
  },
  printPlate: {
    title: text('打印督办牌', 'Print the plate'),
    kind: 'write',
    path: '/problems/:problemId/listing/plate',
    access: 'supervision.read',
    scope: PROBLEM,
    input: z.strictObject({ problemId: id, format }),
    output: printed,
    download: true,
    refusals: ['not_allowed_now'],
  },
})
