import { z } from 'zod'
import { findingSchema, textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  asOf,
  CODE_CHECKS,
  COOP_CLASSES,
  count,
  countingText,
  document,
  listCode,
  named,
  q,
  reason,
  UNION_STATUSES,
} from './words.ts'

const status = z.enum(UNION_STATUSES)

const unionRow = z.object({
  id,
  name: z.string(),
  status,
  seat: named,
  creditCode: z.string().nullable(),
  creditCodeCheck: z.enum(CODE_CHECKS),
  foundedOn: day,
  registeredOn: day.nullable(),
  industry: named.nullable(),
  chairName: z.string().nullable(),
  members: count,
  /** One co-op, one vote; a union has no delegates' assembly. */
  votes: count,
  /** Under three members since; to be cured or dissolved until. */
  belowSince: day.nullable(),
  cureUntil: day.nullable(),
  endedOn: day.nullable(),
})

/** The facts of a union that counted from a day until another, and the change that ended them. */
const formerFacts = z.object({
  validFrom: day,
  validTo: day,
  name: z.string(),
  status,
  creditCode: z.string().nullable(),
  registeredOn: day.nullable(),
  registeredAddress: z.string().nullable(),
  registeredCapital: yuanFromZero.nullable(),
  industry: named.nullable(),
  chairName: z.string().nullable(),
  reason: z.string(),
  document: z.string(),
  changedBy: z.string(),
})

const memberSchema = z.object({
  coop: named,
  village: named,
  town: named,
  joinedOn: day,
  leftOn: day.nullable(),
  votes: count,
})

const pairing = z.object({
  id,
  lead: named,
  purpose: z.enum(['quality', 'scale']),
  agreement: z.string(),
  tasks: z.string(),
  validFrom: day,
  validTo: day.nullable(),
  endReason: z.string().nullable(),
  followers: z.array(named.extend({ class: z.enum(COOP_CLASSES).nullable() })),
})

/** Unions of co-ops and "1+N" pairings. */
export const unionContract = defineVerbs({
  formUnion: {
    title: text('组建联合社', 'Form a union'),
    kind: 'write',
    path: '/unions',
    access: 'registry.write',
    scope: unitScope('seatId'),
    refusals: ['rule_blocked', 'conflict'],
    input: z.strictObject({
      /** The town where it has its seat, or the county; all members lie inside. */
      seatId: id,
      name: line(100),
      foundedOn: day,
      memberIds: z.array(id).max(500),
      creditCode: line(40).optional(),
      registeredOn: day.optional(),
      registeredAddress: line(200).optional(),
      registeredCapital: yuanFromZero.optional(),
      industry: listCode.optional(),
      chairName: line(60).optional(),
      document,
    }),
    output: z.object({ id, findings: z.array(findingSchema) }),
  },
  changeUnion: {
    title: text('变更联合社登记事项', 'Change a union'),
    kind: 'write',
    path: '/unions/:unionId/changes',
    access: 'registry.write',
    scope: unitScope('unionId'),
    refusals: ['conflict', 'not_allowed_now'],
    input: z.strictObject({
      unionId: id,
      /** The facts count from here; what stood before stays for its days. */
      from: day,
      reason,
      document,
      changes: z.strictObject({
        name: line(100).optional(),
        status: status.optional(),
        creditCode: line(40).nullable().optional(),
        registeredOn: day.nullable().optional(),
        registeredAddress: line(200).nullable().optional(),
        registeredCapital: yuanFromZero.nullable().optional(),
        industry: listCode.nullable().optional(),
        chairName: line(60).nullable().optional(),
      }),
    }),
    output: z.object({
      validFrom: day,
      changed: z.array(z.string()),
      warnings: z.array(findingSchema),
    }),
  },
  changeUnionMembers: {
    title: text('联合社成员变动', 'Change a union’s members'),
    kind: 'write',
    path: '/unions/:unionId/members',
    access: 'registry.write',
    scope: unitScope('unionId'),
    refusals: ['conflict', 'not_allowed_now'],
    input: z.strictObject({
      unionId: id,
      on: day,
      add: z.array(id).max(500).default([]),
      remove: z.array(id).max(500).default([]),
      reason,
      document,
    }),
    output: z.object({ members: count, findings: z.array(findingSchema) }),
  },
  endUnion: {
    title: text('联合社终止', 'End a union'),
    kind: 'write',
    path: '/unions/:unionId/end',
    access: 'registry.write',
    scope: unitScope('unionId'),
    refusals: ['not_allowed_now'],
    input: z.strictObject({ unionId: id, on: day, reason, document }),
    output: z.object({ id }),
  },
  listUnions: {
    title: text('联合社名册', 'Unions'),
    kind: 'read',
    path: '/unions',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ asOf, q, ...page }),
    output: z.object({
      asOf: day,
      total: count,
      countingRule: countingText,
      rows: z.array(unionRow),
    }),
  },
  readUnion: {
    title: text('联合社', 'A union'),
    kind: 'read',
    path: '/unions/:unionId',
    access: 'registry.read',
    scope: unitScope('unionId'),
    input: z.strictObject({ unionId: id, asOf }),
    output: z.object({
      asOf: day,
      union: unionRow.extend({
        registeredAddress: z.string().nullable(),
        registeredCapital: yuanFromZero.nullable(),
        /** Since when the facts are as they are, and what its status may become. */
        factsFrom: day,
        nextStatuses: z.array(status),
      }),
      history: z.array(formerFacts),
      members: z.array(memberSchema),
      former: z.array(memberSchema),
      findings: z.array(findingSchema),
    }),
  },
  proposeUnions: {
    title: text('联合社组建建议', 'Where a union could be formed'),
    kind: 'read',
    path: '/unions/proposals',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ asOf, townId: id.optional() }),
    output: z.object({
      asOf: day,
      proposals: z.array(
        z.object({
          town: named,
          industry: named,
          cooperatives: z.array(named.extend({ class: z.enum(COOP_CLASSES).nullable() })),
          reasons: z.array(textSchema),
        }),
      ),
    }),
  },
  formPairing: {
    title: text('“1+N”结对', 'Pair co-ops (1+N)'),
    kind: 'write',
    path: '/pairings',
    access: 'registry.write',
    scope: unitScope('unitId'),
    refusals: ['conflict'],
    input: z.strictObject({
      unitId: id,
      leadId: id,
      /** quality: 强社带弱社; scale: 大社带小社. */
      purpose: z.enum(['quality', 'scale']),
      followerIds: z.array(id).min(1).max(100),
      agreement: line(200),
      tasks: paragraph(2000),
      from: day,
    }),
    output: z.object({ id }),
  },
  endPairing: {
    title: text('终止结对', 'End a pairing'),
    kind: 'write',
    path: '/units/:unitId/pairings/:pairingId/end',
    access: 'registry.write',
    scope: unitScope('unitId'),
    refusals: ['not_allowed_now'],
    input: z.strictObject({ unitId: id, pairingId: id, on: day, reason }),
    output: z.object({ id }),
  },
  listPairings: {
    title: text('“1+N”结对名册', 'Pairings (1+N)'),
    kind: 'read',
    path: '/pairings',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ asOf, coopId: id.optional() }),
    output: z.object({ asOf: day, pairings: z.array(pairing) }),
  },
})
