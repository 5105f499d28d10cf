import { z } from 'zod'
import { OUTCOMES } from '../../../kernel/finding.ts'
import { day, id, line, page, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  changeSchema,
  checkSchema,
  EVENT_KINDS,
  FORMS,
  newHolder,
  newHolderAt,
  quantity,
  reasonText,
  registerRow,
  registerTotals,
  UNIT_CLASSES,
} from './words.ts'

/** How a co-op stands: keeps every rule, breaks only advisory ones, breaks a hard one. */
const STANDINGS = ['kept', 'warned', 'broken'] as const

const eventLine = z.object({
  holderId: id,
  holderName: z.string(),
  form: z.enum(FORMS).nullable(),
  paid: yuan,
  promised: yuan,
  unitClass: z.enum(UNIT_CLASSES).nullable(),
  units: quantity,
  dividendUnits: quantity,
})

const eventSchema = z.object({
  id,
  seq: z.number().int(),
  kind: z.enum(EVENT_KINDS),
  on: day,
  lines: z.array(eventLine),
  details: z.record(z.string(), z.unknown()),
  reason: z.string().nullable(),
  reverses: id.nullable(),
  reversedBy: id.nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
})

/** A whole register as it was found or founded: holders with what they hold, then what happened since. */
const openedRegister = z.strictObject({
  coopId: id,
  foundedOn: day,
  holders: z
    .array(
      newHolderAt.extend({
        contributions: z
          .array(
            z.strictObject({
              form: z.enum(FORMS),
              paid: yuanFromZero,
              promised: yuanFromZero.prefault('0'),
              on: day.optional(),
            }),
          )
          .max(20)
          .default([]),
        units: z
          .array(
            z.strictObject({
              unitClass: z.enum(UNIT_CLASSES),
              units: quantity,
              dividendUnits: quantity.optional(),
            }),
          )
          .max(20)
          .default([]),
      }),
    )
    .min(1)
    .max(5000),
  /** In order of their dates; holders are named by the keys above. */
  changes: z
    .array(z.strictObject({ on: day, change: changeSchema }))
    .max(5000)
    .default([]),
})

/** The verbs of the register itself. */
export const registerVerbs = defineVerbs({
  readRegister: {
    title: text('股金与成员册', 'Share register'),
    kind: 'read',
    path: '/cooperatives/:coopId/register',
    access: 'shares.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      asOf: day.optional(),
      /** Also those who have left by that day. */
      left: z.stringbool().default(false),
    }),
    output: z.object({
      coopId: id,
      asOf: day,
      foundedOn: day,
      asFoundNote: z.string().nullable(),
      totals: registerTotals,
      rows: z.array(registerRow),
    }),
  },
  listRegisters: {
    title: text('全县股权汇总', 'Registers of the county'),
    kind: 'read',
    path: '/registers',
    access: 'shares.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ asOf: day.optional(), unitId: id.optional(), ...page }),
    output: z.object({
      asOf: day,
      total: z.number().int(),
      registers: z.array(
        z.object({
          coopId: id,
          coopName: z.string(),
          totals: registerTotals,
          /** The collective's part: registered, and its number of units. */
          collective: z.object({ paid: yuan, registered: yuan, units: quantity }),
          /** The largest single holder other than the collective. */
          largest: yuan,
          /** The check that counted on the day, from the checks kept; null where none was made by then. */
          outcome: z.enum(OUTCOMES).nullable(),
          /** Keeps all binding readings, owes a reason, breaks a hard rule; exempt rules aside. */
          standing: z.enum(STANDINGS).nullable(),
          checkedOn: day.nullable(),
        }),
      ),
    }),
  },
  listShareEvents: {
    title: text('股权变动记录', 'Share events'),
    kind: 'read',
    path: '/cooperatives/:coopId/share-events',
    access: 'shares.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, holderId: id.optional(), ...page }),
    output: z.object({ total: z.number().int(), events: z.array(eventSchema) }),
  },
  openRegisters: {
    title: text('建立成员册', 'Open registers'),
    kind: 'write',
    path: '/registers/open',
    access: 'shares.write',
    scope: unitScope('unitId'),
    input: z.strictObject({
      /** The unit all co-ops lie in: a town, the county, or the co-op itself. */
      unitId: id,
      /** The registers exist already: record them as they are, with their breaches. */
      asFound: z.boolean().default(false),
      sourceNote: line(300).optional(),
      registers: z.array(openedRegister).min(1).max(500),
    }),
    output: z.object({
      registers: z.array(
        z.object({
          coopId: id,
          holders: z.array(z.object({ key: z.string(), holderId: id, memberNumber: z.string() })),
          events: z.number().int(),
          outcome: z.enum(OUTCOMES),
          failing: z.array(z.string()),
        }),
      ),
    }),
    refusals: ['conflict', 'rule_blocked', 'not_allowed_now'],
    bodyLimit: 64 * 1024 * 1024,
  },
  recordChanges: {
    title: text('登记股权变动', 'Record share changes'),
    kind: 'write',
    path: '/cooperatives/:coopId/share-events',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      on: day,
      newHolders: z.array(newHolder).max(500).default([]),
      changes: z.array(changeSchema).min(1).max(500),
      /** Why, where a rule that only warns newly fails. */
      reason: reasonText.optional(),
    }),
    output: z.object({
      events: z.array(z.object({ id, seq: z.number().int() })),
      holders: z.array(z.object({ key: z.string(), holderId: id, memberNumber: z.string() })),
      check: checkSchema,
    }),
    refusals: ['rule_blocked', 'conflict', 'not_allowed_now'],
  },
  bookShareEvents: {
    title: text('股权变动入账', 'Book share events'),
    kind: 'write',
    path: '/books/share-events',
    access: 'ledger.write',
    scope: unitScope('unitId'),
    /** Events recorded before the books were opened; later ones are booked as they are recorded. */
    input: z.strictObject({ unitId: id }),
    output: z.object({ booked: z.number().int() }),
    refusals: ['not_allowed_now'],
  },
  reverseEvent: {
    title: text('冲销错误的变动', 'Reverse a share event'),
    kind: 'write',
    path: '/cooperatives/:coopId/share-events/:eventId/reverse',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      eventId: id,
      /** What was wrong, with the document that shows it. */
      note: line(300),
      reason: reasonText.optional(),
    }),
    output: z.object({ eventId: id, check: checkSchema }),
    refusals: ['rule_blocked', 'conflict', 'not_allowed_now'],
  },
  updateHolder: {
    title: text('更正持有人资料', 'Correct a holder'),
    kind: 'write',
    path: '/cooperatives/:coopId/holders/:holderId',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      holderId: id,
      class: newHolder.shape.class,
      farmer: z.boolean().optional(),
      householdId: id.nullable().optional(),
      /** Holders acting together; null takes the holder out of its group. */
      relatedGroup: line(100).nullable().optional(),
      publicFunction: z.boolean().optional(),
      reason: reasonText.optional(),
    }),
    output: z.object({ check: checkSchema }),
    refusals: ['rule_blocked'],
  },
})
