import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph, yuan, yuanAboveZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  needed,
  organStep,
  paperInput,
  paperOutput,
  quoteInput,
  quoteOutput,
  requestState,
  spendingClass,
} from './words.ts'

const COOP = unitScope('coopId')
const PAPERS = 24 * 1024 * 1024

const requestRow = z.object({
  requestId: id,
  number: z.string(),
  coopId: id,
  coopName: z.string(),
  payee: z.string(),
  amount: yuan,
  paid: yuan,
  class: spendingClass,
  purpose: z.string(),
  state: requestState,
  emergencyDue: day.nullable(),
  /** An emergency whose approval did not come in time. */
  overdue: z.boolean(),
  plannedOn: day,
  requestedOn: day,
  requestedBy: z.string(),
  caseId: id.nullable(),
})

const payment = z.object({
  voucherId: id,
  onDate: day,
  payee: z.string(),
  amount: yuan,
})

export const requestVerbs = defineVerbs({
  requestSpending: {
    title: text('申请支出', 'Ask for spending'),
    kind: 'write',
    path: '/cooperatives/:coopId/spending',
    access: 'spending.write',
    scope: COOP,
    secret: ['papers'],
    bodyLimit: PAPERS,
    /** As a dry run: the whole route before anything is submitted. */
    input: z.strictObject({
      coopId: id,
      payee: line(100),
      /** The membership of the payee, where the payee is a member. */
      memberId: id.nullable().default(null),
      amount: yuanAboveZero,
      class: spendingClass,
      purpose: paragraph(1_000).refine((said) => said !== '', { error: 'empty' }),
      contractId: id.nullable().default(null),
      project: z
        .strictObject({ id: id.nullable().default(null), name: line(100) })
        .nullable()
        .default(null),
      plannedOn: day.optional(),
      /** Paid first, approved afterwards: why it could not wait. */
      emergency: paragraph(500).nullable().default(null),
      quotes: z.array(quoteInput).max(50).default([]),
      /** Why fewer quotes than are asked for. */
      singleSource: paragraph(500).nullable().default(null),
      papers: z.array(paperInput).max(10).default([]),
    }),
    output: z.object({
      requestId: id,
      number: z.string(),
      caseId: id.nullable(),
      route: z.array(needed),
      steps: z.array(organStep),
      quotesAsked: z.number().int(),
      emergencyDue: day.nullable(),
    }),
    refusals: ['not_allowed_now', 'too_large'],
  },
  cancelSpending: {
    title: text('取消支出申请', 'Cancel a spending request'),
    kind: 'write',
    path: '/cooperatives/:coopId/spending/:requestId/cancel',
    access: 'spending.write',
    scope: COOP,
    /** A running case is withdrawn with it, by who opened it; what is not yet paid is paid no more. */
    input: z.strictObject({ coopId: id, requestId: id, reason: line(300) }),
    output: z.object({}),
    refusals: ['not_allowed_now', 'forbidden'],
  },
  listSpending: {
    title: text('支出申请清单', 'List of spending requests'),
    kind: 'read',
    path: '/spending',
    access: 'spending.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      state: requestState.optional(),
      search: z.string().trim().max(100).optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      states: z.array(z.object({ state: requestState, requests: z.number().int() })),
      rows: z.array(requestRow),
    }),
  },
  readSpending: {
    title: text('查看支出申请', 'Read a spending request'),
    kind: 'read',
    path: '/cooperatives/:coopId/spending/:requestId',
    access: 'spending.read',
    scope: COOP,
    input: z.strictObject({ coopId: id, requestId: id }),
    output: requestRow.extend({
      memberId: id.nullable(),
      contractId: id.nullable(),
      project: z.string().nullable(),
      emergency: z.string().nullable(),
      singleSource: z.string().nullable(),
      route: z.array(needed),
      steps: z.array(organStep),
      quotes: z.array(quoteOutput),
      papers: z.array(paperOutput),
      payments: z.array(payment),
      cancelReason: z.string().nullable(),
      /** Why nothing can be paid on it now; null: it can. */
      closed: textSchema.nullable(),
    }),
  },
  readSpendingPaper: {
    title: text('查看支出、合同材料', 'Read a paper of a request or contract'),
    kind: 'read',
    path: '/cooperatives/:coopId/spending-papers/:paperId',
    access: 'spending.read',
    scope: COOP,
    download: true,
    input: z.strictObject({ coopId: id, paperId: id }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
  },
  listPayables: {
    title: text('可付款的支出申请', 'Requests that can be paid'),
    kind: 'read',
    path: '/cooperatives/:coopId/payables',
    access: 'spending.read',
    scope: COOP,
    /** For the voucher: what is approved and not yet paid, and contracts in force. */
    input: z.strictObject({ coopId: id }),
    output: z.object({
      requests: z.array(
        z.object({
          requestId: id,
          number: z.string(),
          payee: z.string(),
          purpose: z.string(),
          amount: yuan,
          left: yuan,
          emergency: z.boolean(),
        }),
      ),
      contracts: z.array(
        z.object({ contractId: id, number: z.string(), title: z.string(), partner: z.string() }),
      ),
    }),
  },
  listUnapproved: {
    title: text('未经审批的付款', 'Payments without approval'),
    kind: 'read',
    path: '/spending/unapproved',
    access: 'spending.read',
    scope: LIST_SCOPE,
    /** Vouchers that came in by import above a limit: booked, and listed here. */
    input: z.strictObject({ unitId: id.optional(), ...page }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(payment.extend({ coopId: id, coopName: z.string(), warning: z.string() })),
    }),
  },
})
