import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import {
  day,
  id,
  line,
  page,
  paragraph,
  yuanAboveZero,
  yuanFromZero,
} from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { assignmentSchema, helperSchema } from './helpers.ts'
import { count, fileIn, fileOut, named, said } from './words.ts'

const COOP = unitScope('coopId')

const agreement = z.object({
  version: count,
  number: z.string(),
  signedOn: day,
  until: day,
  orders: z.string(),
  technology: z.string(),
  jobs: count,
  planned: yuanFromZero,
  fileId: id.nullable(),
  by: z.string(),
})

export const DELIVERY = z.enum(['order', 'technology', 'jobs', 'goods', 'other'])

const conflict = z.object({
  /** In which part the enterprise, or somebody behind it, meets the co-op again. */
  kind: z.enum(['holder', 'partner', 'buyer', 'supplier', 'lender', 'related']),
  who: z.string(),
  text: textSchema,
  certain: z.boolean(),
})

/** An enterprise and a co-op: what was agreed, what was delivered, where interests meet (seed R102). */
export const pairingVerbs = defineVerbs({
  readCoopHelp: {
    title: text('合作社的联系帮包', 'Help for a co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId/help',
    access: 'help.read',
    scope: COOP,
    input: z.strictObject({ coopId: id }),
    output: z.object({
      coop: named,
      /** At the co-op itself, its village and its town; the latest first. */
      assignments: z.array(assignmentSchema),
    }),
  },
  listEnterpriseHelp: {
    title: text('企业结对台账', 'Paired enterprises'),
    kind: 'read',
    path: '/enterprise-help',
    access: 'help.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional(), ...page }),
    output: z.object({
      total: count,
      rows: z.array(
        z.object({
          assignmentId: id,
          coop: named,
          enterprise: named,
          from: day,
          agreement: z
            .object({ number: z.string(), signedOn: day, until: day, planned: yuanFromZero })
            .nullable(),
          /** Backed by vouchers and orders; claims stand apart and are never added to it. */
          delivered: yuanFromZero,
          claimed: yuanFromZero,
          jobs: count,
        }),
      ),
    }),
  },
  readEnterpriseHelp: {
    title: text('企业结对帮扶', 'An enterprise and a co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId/enterprise-help/:assignmentId',
    access: 'help.read',
    scope: COOP,
    input: z.strictObject({ coopId: id, assignmentId: id }),
    output: z.object({
      assignment: assignmentSchema,
      enterprise: helperSchema.omit({ load: true, mine: true }),
      agreements: z.array(agreement),
      deliveries: z.array(
        z.object({
          deliveryId: id,
          kind: DELIVERY,
          on: day,
          what: z.string(),
          amount: yuanFromZero.nullable(),
          jobs: count.nullable(),
          /** What it rests on; null: it is a claim. */
          proof: z.object({ kind: z.enum(['voucher', 'order']), id, label: z.string() }).nullable(),
          withdrawn: z.string().nullable(),
        }),
      ),
      delivered: yuanFromZero,
      claimed: yuanFromZero,
      conflicts: z.array(conflict),
    }),
  },
  saveHelpAgreement: {
    title: text('登记结对协议', 'Record an agreement'),
    kind: 'write',
    path: '/cooperatives/:coopId/enterprise-help/:assignmentId/agreement',
    access: 'help.write',
    scope: COOP,
    secret: ['file'],
    bodyLimit: 16 * 1024 * 1024,
    /** A later one is a new version; the earlier stays. */
    input: z.strictObject({
      coopId: id,
      assignmentId: id,
      number: line(60),
      signedOn: day,
      until: day,
      orders: paragraph(1_000).default(''),
      technology: paragraph(1_000).default(''),
      jobs: z.number().int().min(0).max(10_000).default(0),
      planned: yuanFromZero.prefault('0'),
      file: fileIn.nullable().default(null),
    }),
    output: z.object({ version: count }),
    refusals: ['not_allowed_now', 'too_large'],
  },
  recordHelpDelivery: {
    title: text('登记帮扶成效', 'Record what was delivered'),
    kind: 'write',
    path: '/cooperatives/:coopId/enterprise-help/:assignmentId/deliveries',
    access: 'help.visit',
    scope: COOP,
    /** With a voucher the amount is at most what is left of it; with an order it is the order's own. */
    input: z.strictObject({
      coopId: id,
      assignmentId: id,
      kind: DELIVERY,
      on: day,
      what: said(500),
      amount: yuanAboveZero.nullable().default(null),
      jobs: z.number().int().min(1).max(10_000).nullable().default(null),
      voucherId: id.nullable().default(null),
      orderId: id.nullable().default(null),
    }),
    output: z.object({ deliveryId: id, claim: z.boolean() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  withdrawHelpDelivery: {
    title: text('撤销帮扶成效', 'Take a delivery back'),
    kind: 'write',
    path: '/cooperatives/:coopId/help-deliveries/:deliveryId/withdraw',
    access: 'help.write',
    scope: COOP,
    input: z.strictObject({ coopId: id, deliveryId: id, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  readHelpFile: {
    title: text('查看帮扶资料', 'A file of help'),
    kind: 'read',
    path: '/units/:unitId/help-files/:fileId',
    access: 'help.read',
    scope: unitScope('unitId'),
    download: true,
    input: z.strictObject({ unitId: id, fileId: id }),
    output: fileOut,
  },
})
