import { z } from 'zod'
import { day, id, line, page, yuan, yuanAboveZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { downloaded, member, reason, year } from './words.ts'

const account = z.string().regex(/^(101|102|109)([0-9]{2}){0,3}$/, { error: 'pay_account' })

const of = { coopId: id, year }

/** From a posted plan to people's hands. */
export const paymentVerbs = defineVerbs({
  readPayments: {
    title: text('分配支付清单', 'Payment list'),
    kind: 'read',
    path: '/cooperatives/:coopId/distributions/:year/payments',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    input: z.strictObject(of),
    output: z.object({
      due: yuan,
      paid: yuan,
      unpaid: yuan,
      rows: z.array(
        member.extend({
          /** The last four digits; null where none is on record. */
          bankAccount: z.string().nullable(),
          returned: yuan,
          residual: yuan,
          due: yuan,
          paid: yuan,
          unpaid: yuan,
        }),
      ),
      payments: z.array(
        z.object({
          id,
          on: day,
          account: z.string(),
          amount: yuan,
          people: z.number().int(),
          reference: z.string().nullable(),
          voucherId: id,
          reversesId: id.nullable(),
          reversedById: id.nullable(),
          recordedBy: z.string(),
        }),
      ),
    }),
  },
  listUnpaid: {
    title: text('未付盈余清单', 'Unpaid distributions'),
    kind: 'read',
    path: '/distributions/unpaid',
    access: 'distribution.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ year: year.optional(), unitId: id.optional(), ...page }),
    output: z.object({
      total: z.number().int(),
      unpaid: yuan,
      rows: z.array(
        member.extend({
          coopId: id,
          coopName: z.string(),
          year: z.number().int(),
          due: yuan,
          unpaid: yuan,
        }),
      ),
    }),
  },
  recordPayments: {
    title: text('登记分配支付', 'Record payments of a distribution'),
    kind: 'write',
    path: '/distributions/payments',
    access: 'distribution.write',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      payments: z
        .array(
          z.strictObject({
            coopId: id,
            year,
            on: day,
            account: account.default('102'),
            /** The bank's number of the batch, or of the signed list. */
            reference: line(100).nullable().default(null),
            /** Left out: everything that is unpaid. */
            lines: z
              .array(z.strictObject({ holderId: id, amount: yuanAboveZero }))
              .min(1)
              .max(5_000)
              .optional(),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({
      payments: z.array(
        z.object({ paymentId: id, coopId: id, amount: yuan, people: z.number().int() }),
      ),
    }),
    refusals: ['not_allowed_now', 'conflict'],
    bodyLimit: 16 * 1024 * 1024,
  },
  reversePayment: {
    title: text('冲销分配支付', 'Take a payment back'),
    kind: 'write',
    path: '/cooperatives/:coopId/distribution-payments/:paymentId/reverse',
    access: 'distribution.approve',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, paymentId: id, on: day, reason }),
    output: z.object({ paymentId: id }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  exportBankFile: {
    title: text('导出银行代发文件', 'Bank batch file'),
    kind: 'read',
    path: '/cooperatives/:coopId/distributions/:year/bank.csv',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    /** Accounts in clear only for those who may see them (person.reveal), and with a reason. */
    input: z.strictObject({
      ...of,
      clear: z.stringbool().default(false),
      reason: reason.optional(),
    }),
    output: downloaded,
    refusals: ['not_allowed_now'],
  },
  printSignList: {
    title: text('打印签领表', 'Print the sign-for list'),
    kind: 'read',
    path: '/cooperatives/:coopId/distributions/:year/sign-list.pdf',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    input: z.strictObject(of),
    output: downloaded,
  },
  verifySlip: {
    title: text('核验明白条', 'Check a slip'),
    kind: 'read',
    path: '/public/slips/:county/:serial',
    access: 'public',
    scope: NO_SCOPE,
    countyFrom: 'county',
    /** What stands on the paper: the county's code, the number of the slip, its check code. */
    input: z.strictObject({
      county: z.string().regex(/^\d{6}$/, { error: 'slip_county' }),
      serial: line(60),
      check: z
        .string()
        .transform((typed) => typed.replaceAll(/[\s-]/g, '').toUpperCase())
        .pipe(z.string().regex(/^[0-9A-F]{16}$/, { error: 'slip_check' })),
    }),
    output: z.object({
      /** Unknown: never printed, mistyped, or computed anew since it was printed. */
      verdict: z.enum(['genuine', 'draft', 'reversed', 'unknown']),
      facts: z
        .object({
          county: z.string(),
          coopName: z.string(),
          year: z.number().int(),
          /** The surname only. */
          name: z.string(),
          cash: yuan,
          resolution: z.string().nullable(),
          decidedOn: day.nullable(),
        })
        .nullable(),
    }),
  },
  printSlips: {
    title: text('打印分配明白条', "Print members' slips"),
    kind: 'read',
    path: '/cooperatives/:coopId/distributions/:year/slips.pdf',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    input: z.strictObject({ ...of, holderId: id.optional() }),
    output: downloaded,
  },
})
