import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { FILE_BODY, count, fileIn, fileOut, named, pointItem, said, year } from './words.ts'

const VILLAGE = unitScope('villageId')

const appeal = z.object({
  what: z.string(),
  appealedOn: day,
  decision: z.enum(['upheld', 'rejected']).nullable(),
  decidedOn: day.nullable(),
  reason: z.string().nullable(),
})

const entry = z.object({
  eventId: id,
  item: z.string(),
  title: textSchema,
  times: count,
  points: count,
  on: day,
  evidence: z.string(),
  fileId: id.nullable(),
  by: z.string(),
  /** Neither taken back nor struck out by an appeal. */
  counts: z.boolean(),
  withdrawn: z.string().nullable(),
  appeal: appeal.nullable(),
})

/** Points of Party members (seed R38): sums of recorded deeds. No list ranks persons. */
export const pointVerbs = defineVerbs({
  recordPoints: {
    title: text('登记党员积分', 'Record points'),
    kind: 'write',
    path: '/villages/:villageId/points',
    access: 'points.keep',
    scope: VILLAGE,
    secret: ['evidence', 'file'],
    bodyLimit: FILE_BODY,
    /** A deed with day and evidence; what is above the cap of the year is not counted. */
    input: z.strictObject({
      villageId: id,
      personId: id,
      item: line(30),
      times: z.number().int().min(1).max(100).default(1),
      on: day,
      evidence: said(500),
      file: fileIn.nullable().default(null),
    }),
    output: z.object({
      eventId: id,
      points: count,
      /** What the cap of the year left out. */
      leftOut: count,
    }),
    refusals: ['not_allowed_now', 'too_large'],
  },
  withdrawPoints: {
    title: text('撤销积分记录', 'Take points back'),
    kind: 'write',
    path: '/villages/:villageId/points/:eventId/withdraw',
    access: 'points.keep',
    scope: VILLAGE,
    input: z.strictObject({ villageId: id, eventId: id, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  readBranchPoints: {
    title: text('本支部党员积分', 'Points of a branch'),
    kind: 'read',
    path: '/villages/:villageId/points',
    access: 'points.keep',
    scope: VILLAGE,
    audited: true,
    /** Persons in the order of their names: nobody is ranked. */
    input: z.strictObject({ villageId: id, year: year.optional() }),
    output: z.object({
      year: count,
      items: z.array(pointItem),
      excluded: z.array(textSchema),
      branches: z.array(
        z.object({
          branch: named,
          closedOn: day.nullable(),
          persons: z.array(z.object({ person: named, total: count, entries: z.array(entry) })),
        }),
      ),
    }),
  },
  readPointFile: {
    title: text('查看积分、承诺佐证', 'Evidence of points and promises'),
    kind: 'read',
    path: '/villages/:villageId/talent-files/:fileId',
    access: 'party.read',
    scope: VILLAGE,
    download: true,
    audited: true,
    input: z.strictObject({ villageId: id, fileId: id }),
    output: fileOut,
  },
  listPointSums: {
    title: text('各支部积分汇总', 'Points by branch'),
    kind: 'read',
    path: '/point-sums',
    access: 'party.read',
    scope: LIST_SCOPE,
    /** Sums of branches: no person stands here. Of the last year with an entry unless said. */
    input: z.strictObject({ unitId: id.optional(), year: year.optional(), ...page }),
    output: z.object({
      year: count,
      total: count,
      points: count,
      entries: count,
      closed: count,
      rows: z.array(
        z.object({
          branch: named,
          village: named,
          town: named,
          /** Persons with an entry that counts. */
          active: count,
          entries: count,
          points: count,
          appeals: count,
          closedOn: day.nullable(),
        }),
      ),
    }),
  },
  closePointYear: {
    title: text('年度积分封账', 'Close a year of points'),
    kind: 'write',
    path: '/units/:unitId/point-closings',
    access: 'party.write',
    scope: unitScope('unitId'),
    /** All branches of the unit; a year that is over, with no appeal open. */
    input: z.strictObject({ unitId: id, year }),
    output: z.object({ closed: count, persons: count, points: count }),
    refusals: ['not_allowed_now'],
  },
  readOwnPoints: {
    title: text('我的党员积分', 'My points'),
    kind: 'read',
    path: '/my/points',
    access: 'member.own',
    scope: NO_SCOPE,
    input: z.strictObject({ year: year.optional() }),
    output: z.object({
      /** Whether the caller is a Party member today; without it nothing else is filled. */
      member: z.boolean(),
      year: count,
      years: z.array(count),
      branch: z.string().nullable(),
      total: count,
      items: z.array(pointItem.extend({ got: count })),
      excluded: z.array(textSchema),
      closedOn: day.nullable(),
      entries: z.array(entry.omit({ fileId: true })),
    }),
  },
  appealPoints: {
    title: text('对积分提出申诉', 'Appeal against an entry'),
    kind: 'write',
    path: '/my/points/:eventId/appeal',
    access: 'member.own',
    scope: NO_SCOPE,
    secret: ['what'],
    input: z.strictObject({ eventId: id, what: said(500) }),
    output: z.object({ dueOn: day.nullable() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  listPointAppeals: {
    title: text('积分申诉', 'Appeals about points'),
    kind: 'read',
    path: '/point-appeals',
    access: 'points.decide',
    scope: LIST_SCOPE,
    audited: true,
    input: z.strictObject({ state: z.enum(['open', 'decided', 'all']).default('all'), ...page }),
    output: z.object({
      total: count,
      open: count,
      rows: z.array(
        z.object({
          appealId: id,
          village: named,
          person: named,
          entry,
          dueOn: day.nullable(),
          late: z.boolean(),
        }),
      ),
    }),
  },
  decidePointAppeal: {
    title: text('答复积分申诉', 'Decide an appeal'),
    kind: 'write',
    path: '/villages/:villageId/point-appeals/:appealId',
    access: 'points.decide',
    scope: VILLAGE,
    secret: ['reason'],
    input: z.strictObject({
      villageId: id,
      appealId: id,
      decision: z.enum(['upheld', 'rejected']),
      reason: said(500),
    }),
    output: z.object({}),
    refusals: ['not_allowed_now', 'forbidden'],
  },
})
