import { z } from 'zod'
import { OUTCOMES, textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, line, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { EVENT_KINDS, FORMS, quantity, UNIT_CLASSES } from './words.ts'

/** What the collective's side of a co-op consists of beside its shares (R49). */
const RECORD_KINDS = [
  'asset_lent',
  'asset_contributed',
  'collective_dividend',
  'additional_votes',
  'exit_rule',
] as const

/** One measure of the collective's part: its own figure, the whole, the part. */
const part = z.object({
  own: z.string(),
  whole: z.string(),
  share: fractionSchema.nullable(),
})

const memberEvent = z.object({
  id,
  on: day,
  kind: z.enum(EVENT_KINDS),
  paid: yuan,
  promised: yuan,
  units: quantity,
  reversed: z.boolean(),
})

const membership = z.object({
  coopId: id,
  coopName: z.string(),
  holderId: id,
  memberNumber: z.string(),
  joinedOn: day,
  leftOn: day.nullable(),
  paid: yuan,
  promised: yuan,
  registered: yuan,
  share: fractionSchema.nullable(),
  contributions: z.array(z.object({ form: z.enum(FORMS), paid: yuan, promised: yuan })),
  units: quantity,
  dividendUnits: quantity,
  unitClasses: z.array(z.object({ unitClass: z.enum(UNIT_CLASSES), units: quantity })),
  history: z.array(memberEvent),
  certificates: z.array(
    z.object({ id, number: z.string(), issuedOn: day, status: z.string(), outdated: z.boolean() }),
  ),
  assistance: z.array(
    z.object({ fund: z.string(), units: quantity, from: day, to: day.nullable() }),
  ),
  /** What the rules say about the co-op, without a word about other members. */
  rules: z.array(
    z.object({ rule: z.string(), bound: z.enum(OUTCOMES), text: textSchema, source: z.string() }),
  ),
  checkedOn: day.nullable(),
})

/** The verbs about where the public, the member and the Party side stand. */
export const standingVerbs = defineVerbs({
  readPublicNature: {
    title: text('“公有”属性', 'Public nature'),
    kind: 'read',
    path: '/cooperatives/:coopId/public-nature',
    access: 'shares.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, asOf: day.optional() }),
    output: z.object({
      coopId: id,
      asOf: day,
      holderId: id.nullable(),
      holderName: z.string().nullable(),
      shares: z.object({
        registered: part,
        paid: part,
        internal: part.nullable(),
        dividend: part.nullable(),
      }),
      votes: z.object({
        /** One member, one basic vote (Art. 22). */
        basic: z.number().int(),
        additional: z.number().int(),
        /** At most a fifth of the basic votes. */
        additionalLimit: z.number().int(),
        collective: z.number().int(),
        collectiveShare: fractionSchema.nullable(),
      }),
      records: z.array(
        z.object({
          id,
          kind: z.enum(RECORD_KINDS),
          title: z.string(),
          basis: z.string(),
          amount: yuan.nullable(),
          holderId: id.nullable(),
          votes: z.number().int().nullable(),
          from: day,
          to: day.nullable(),
        }),
      ),
    }),
  },
  addPublicRecord: {
    title: text('登记公有属性事项', 'Record a matter of the public side'),
    kind: 'write',
    path: '/cooperatives/:coopId/public-nature',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      kind: z.enum(RECORD_KINDS),
      title: line(200),
      /** The charter article, contract or resolution it rests on. */
      basis: line(300),
      amount: yuanFromZero.nullable().prefault(null),
      /** For additional votes: whose, and how many. */
      holderId: id.optional(),
      votes: z.number().int().min(1).max(1000).optional(),
      from: day,
      to: day.nullable().default(null),
    }),
    output: z.object({ recordId: id }),
    refusals: ['rule_blocked', 'conflict'],
  },
  endPublicRecord: {
    title: text('终止公有属性事项', 'End a matter of the public side'),
    kind: 'write',
    path: '/cooperatives/:coopId/public-nature/:recordId/end',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, recordId: id, on: day }),
    output: z.object({ recordId: id }),
    refusals: ['conflict'],
  },
  memberHome: {
    title: text('我的合作社', 'My co-ops'),
    kind: 'read',
    path: '/my/shares',
    access: 'member.own',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      name: z.string(),
      household: z.object({ id, number: z.string(), headName: z.string() }).nullable(),
      memberships: z.array(membership),
    }),
  },
  partyJoining: {
    title: text('干部党员带头入社', 'How cadres and Party members joined'),
    kind: 'read',
    path: '/cooperatives/:coopId/party-joining',
    access: 'party.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, asOf: day.optional() }),
    output: z.object({
      coopId: id,
      asOf: day,
      partyMembers: z.number().int(),
      joined: z.number().int(),
      share: fractionSchema.nullable(),
      people: z.array(
        z.object({
          personId: id,
          name: z.string(),
          committee: z.boolean(),
          party: z.boolean(),
          joinedOn: day.nullable(),
          /** Place in the order of joining, counted over all members; the same day, the same place. */
          order: z.number().int().nullable(),
          registered: yuan.nullable(),
        }),
      ),
    }),
  },
})
