import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { asked, coopClass, count, fileOut, formats, named, purpose } from './words.ts'

const coopCard = z.object({
  id,
  name: z.string(),
  town: z.string(),
  industry: z.string().nullable(),
  class: coopClass.nullable(),
  members: count.nullable(),
})
const part = z.object({ points: count, said: textSchema })

/** How a proposal was found: the most points that can be, or the best within the time. */
const foundSchema = z.object({
  status: z.enum(['optimal', 'time_limit', 'none']),
  points: count,
  /** No choice has more points than this. */
  bound: count,
  gap: count,
  considered: count,
})

const effect = z.object({
  class: coopClass.nullable(),
  members: count.nullable(),
  areaMu: z.string().nullable(),
  /** Operating income (501) of the twelve months up to that month; null where no books were kept. */
  sales: yuan.nullable(),
})

export const matchingVerbs = defineVerbs({
  proposePairings: {
    title: text('“1+N”结对建议', 'Proposed pairings (1+N)'),
    kind: 'read',
    path: '/pairing-proposals',
    access: 'development.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ purpose: purpose.default('quality'), unitId: id.optional() }),
    output: z.object({
      found: foundSchema,
      leads: count,
      followers: count,
      capacity: count,
      proposals: z.array(
        z.object({
          lead: coopCard,
          /** Followers it has already. */
          has: count,
          followers: z.array(
            z.object({
              coop: coopCard,
              points: count,
              parts: z.array(part),
              metres: count.nullable(),
              /** Other leaders it could have, the best first; `full`: its places are taken here. */
              others: z.array(z.object({ lead: named, points: count, full: z.boolean() })),
            }),
          ),
        }),
      ),
      unmatched: z.array(z.object({ coop: coopCard, why: textSchema })),
    }),
  },
  acceptPairing: {
    title: text('采纳结对建议', 'Accept a proposed pairing'),
    kind: 'write',
    path: '/pairing-proposals',
    access: 'class.write',
    scope: unitScope('unitId'),
    refusals: ['conflict', 'not_allowed_now'],
    input: z.strictObject({
      unitId: id,
      purpose,
      leadId: id,
      followerIds: z.array(id).min(1).max(20),
      agreement: line(200),
      from: day,
      tasks: z
        .array(z.strictObject({ what: line(200), responsible: line(60), dueOn: day }))
        .min(1)
        .max(20),
    }),
    output: z.object({ pairingId: id }),
  },
  ruleOutPair: {
    title: text('不宜结对', 'Rule a pair out'),
    kind: 'write',
    path: '/pairing-vetoes',
    access: 'class.write',
    scope: unitScope('unitId'),
    refusals: ['conflict'],
    input: z.strictObject({ unitId: id, leadId: id, followerId: id, reason: asked }),
    output: z.object({}),
  },
  finishPairingTask: {
    title: text('完成结对任务', 'Finish a task of a pairing'),
    kind: 'write',
    path: '/cooperatives/:leadId/pairing-tasks/:taskId/done',
    access: 'development.write',
    scope: unitScope('leadId'),
    refusals: ['not_allowed_now'],
    input: z.strictObject({ leadId: id, taskId: id, on: day, note: asked }),
    output: z.object({}),
  },
  listPairingEffects: {
    title: text('结对成效', 'What pairings did'),
    kind: 'read',
    path: '/pairing-effects',
    access: 'development.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ coopId: id.optional() }),
    output: z.object({
      asOf: day,
      pairings: z.array(
        z.object({
          pairingId: id,
          lead: named,
          purpose,
          agreement: z.string(),
          from: day,
          tasks: z.array(
            z.object({
              taskId: id,
              what: z.string(),
              responsible: z.string(),
              dueOn: day,
              doneOn: day.nullable(),
              doneNote: z.string().nullable(),
              overdue: z.boolean(),
            }),
          ),
          followers: z.array(z.object({ coop: named, before: effect, now: effect })),
        }),
      ),
    }),
  },
  exportPairingEffects: {
    title: text('导出结对成效', 'Export what pairings did'),
    kind: 'read',
    path: '/exports/pairing-effects',
    access: 'development.read',
    scope: LIST_SCOPE,
    download: true,
    audited: true,
    input: z.strictObject({ ...formats }),
    output: fileOut,
  },
  proposeUnionGroups: {
    title: text('联合社组合建议', 'Proposed unions'),
    kind: 'read',
    path: '/union-groups',
    access: 'development.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional() }),
    output: z.object({
      found: foundSchema,
      groups: z.array(
        z.object({
          industry: named,
          /** The town all lie in; null where they lie in several. */
          town: named.nullable(),
          seat: coopCard,
          points: count,
          members: z.array(
            z.object({
              coop: coopCard,
              points: count,
              parts: z.array(part),
              metres: count.nullable(),
            }),
          ),
          /** Co-ops that fit as well and are in no group. */
          others: z.array(coopCard),
        }),
      ),
    }),
  },
  readUnionFigures: {
    title: text('联合社汇总', 'Figures of a union together'),
    kind: 'read',
    path: '/unions/:unionId/figures',
    access: 'development.read',
    scope: unitScope('unionId'),
    input: z.strictObject({ unionId: id }),
    output: z.object({
      asOf: day,
      year: count,
      rows: z.array(
        z.object({
          coop: named,
          members: count.nullable(),
          households: count.nullable(),
          paid: yuan.nullable(),
          /** Of the running year: operating income (501), all income less all expense. */
          income: yuan.nullable(),
          surplus: yuan.nullable(),
        }),
      ),
      total: z.object({
        members: count,
        households: count,
        paid: yuan,
        income: yuan,
        surplus: yuan,
        /** Co-ops without books: not in the sums of money. */
        without: count,
      }),
      note: textSchema,
    }),
  },
  readTownBorders: {
    title: text('乡镇相邻关系', 'Towns that border each other'),
    kind: 'read',
    path: '/town-borders',
    access: 'development.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      borders: z.array(z.object({ town: named, other: named, source: z.string() })),
    }),
  },
  saveTownBorders: {
    title: text('登记乡镇相邻关系', 'Set which towns border'),
    kind: 'write',
    path: '/town-borders',
    access: 'class.write',
    scope: COUNTY_SCOPE,
    /** The whole list: what stood before is replaced. */
    input: z.strictObject({
      source: line(200),
      borders: z.array(z.strictObject({ townId: id, otherId: id })).max(500),
    }),
    output: z.object({ borders: count }),
  },
})
