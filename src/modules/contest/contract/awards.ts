import { z } from 'zod'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import {
  COUNTY_SCOPE,
  defineVerbs,
  LIST_SCOPE,
  NO_SCOPE,
  scopeOf,
  unitScope,
} from '../../../kernel/verb.ts'
import { awardKind, count, fileOut, format, named } from './words.ts'

const UNIT = unitScope('unitId')
const STOPS = ['not_allowed_now', 'conflict'] as const

const rules = z.strictObject({
  promote: z.number().int().min(0).max(100),
  demote: z.number().int().min(0).max(100),
  vetoTakesAll: z.boolean(),
  months: z.number().int().min(1).max(60),
})

const award = z.object({
  awardId: id,
  unit: named,
  kind: awardKind,
  title: z.string(),
  stars: count.nullable(),
  contestId: id.nullable(),
  contest: z.string().nullable(),
  document: z.string(),
  reason: z.string(),
  from: day,
  /** The first day on which it no longer counts. */
  to: day.nullable(),
  endedWhy: z.string().nullable(),
  /** Whether it counts today, and whether its time has run out without a decision. */
  holds: z.boolean(),
  expired: z.boolean(),
  by: z.string(),
})

/** Flags and stars (R98). */
export const awardVerbs = defineVerbs({
  giveAward: {
    title: text('授旗', 'Give a flag'),
    kind: 'write',
    path: '/units/:unitId/awards',
    access: 'contest.write',
    scope: UNIT,
    /** A rotating flag leaves whoever held it. */
    input: z.strictObject({
      unitId: id,
      kind: z.enum(['rotating_flag', 'permanent_flag']),
      title: line(40),
      contestId: id.nullable().default(null),
      document: line(100),
      reason: line(200),
      from: day,
    }),
    output: z.object({ awardId: id, takenFrom: named.nullable() }),
    refusals: STOPS,
  },
  endAward: {
    title: text('收回旗帜或星级', 'Take a flag or star back'),
    kind: 'write',
    path: '/units/:unitId/awards/:awardId/end',
    access: 'contest.write',
    scope: UNIT,
    input: z.strictObject({ unitId: id, awardId: id, on: day, why: line(200) }),
    output: z.object({}),
    refusals: STOPS,
  },
  /** By the rules and the places of a published contest. */
  proposeStars: {
    title: text('晋星测算', 'Stars by the rules'),
    kind: 'read',
    path: '/contests/:contestId/stars',
    access: 'contest.write',
    scope: scopeOf('contest', 'contestId'),
    input: z.strictObject({ contestId: id }),
    output: z.object({
      given: z.boolean(),
      rows: z.array(z.object({ unit: named, place: count, before: count, after: count })),
    }),
    refusals: ['not_allowed_now'],
  },
  giveStars: {
    title: text('晋星', 'Give stars by the rules'),
    kind: 'write',
    path: '/contests/:contestId/stars',
    access: 'contest.write',
    scope: scopeOf('contest', 'contestId'),
    input: z.strictObject({ contestId: id, document: line(100), from: day }),
    output: z.object({ changed: count }),
    refusals: STOPS,
  },
  readStarRules: {
    title: text('晋星办法', 'Rules of stars'),
    kind: 'read',
    path: '/star-rules',
    access: 'contest.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({ version: count, from: day.nullable(), rules, reason: z.string() }),
  },
  saveStarRules: {
    title: text('修改晋星办法', 'Change the rules of stars'),
    kind: 'write',
    path: '/star-rules',
    access: 'contest.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ rules, from: day, reason: line(200) }),
    output: z.object({ version: count }),
  },
  listAwards: {
    title: text('授旗晋星', 'Flags and stars'),
    kind: 'read',
    path: '/awards',
    access: 'contest.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      kind: awardKind.optional(),
      past: z.stringbool().default(false),
      ...page,
    }),
    output: z.object({ total: count, rows: z.array(award) }),
  },
  printAward: {
    title: text('打印旗帜星级证书', 'Print a certificate'),
    kind: 'read',
    path: '/units/:unitId/awards/:awardId/certificate',
    access: 'contest.read',
    scope: UNIT,
    download: true,
    audited: true,
    input: z.strictObject({ unitId: id, awardId: id, format }),
    output: fileOut,
  },
})
