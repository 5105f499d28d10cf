import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, yuan, yuanAboveZero, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { downloaded, reason, year } from './words.ts'

export const PAY_SOURCES = ['surplus', 'reserve', 'cost', 'subsidy', 'loan', 'advance'] as const

/** How it is known that somebody has the money; `withdrawn`: a mark was wrong. */
const RECEIPTS = ['bank', 'signed', 'proxy', 'withdrawn'] as const

const PATH = '/cooperatives/:coopId/distributions/:year/assistance'
const of = { coopId: id, year }

const received = z.object({ on: day, how: z.enum(RECEIPTS), note: z.string().nullable() })

const dueRow = z.object({
  beneficiaryId: id,
  name: z.string(),
  /** Persons of a household that benefits as a whole. */
  persons: z.number().int(),
  units: z.string(),
  /** The last four digits; null where none is on record or the household benefits as a whole. */
  bankAccount: z.string().nullable(),
  /** By the computed plan and the units. */
  due: yuan,
  /** As the approved list says; null while there is none. */
  approved: yuan.nullable(),
  paid: yuan,
  open: yuan,
  received: received.nullable(),
})

const listVersion = z.object({
  id,
  version: z.number().int(),
  document: z.string(),
  decidedOn: day,
  /** For how long the list hung out for everybody to see. */
  postedFrom: day.nullable(),
  postedTo: day.nullable(),
  reason: z.string().nullable(),
  total: yuan,
  people: z.number().int(),
  recordedBy: z.string(),
  /** Against the version before. */
  changes: z.array(
    z.object({
      beneficiaryId: id,
      name: z.string(),
      before: yuan.nullable(),
      after: yuan.nullable(),
    }),
  ),
})

const paymentRow = z.object({
  id,
  fundId: id,
  on: day,
  source: z.enum(PAY_SOURCES),
  /** Paid though the year's operations did not earn it. */
  notEarned: z.boolean(),
  amount: yuan,
  people: z.number().int(),
  received: z.number().int(),
  reference: z.string().nullable(),
  voucherId: id.nullable(),
  reversed: z.object({ on: day, reason: z.string() }).nullable(),
})

const counted = {
  funds: z.number().int(),
  /** Funds whose list of the year is approved. */
  listed: z.number().int(),
  households: z.number().int(),
  persons: z.number().int(),
  /** Persons who have got all that the list (or the plan) gives them, and of them those who confirmed it. */
  paidPersons: z.number().int(),
  receivedPersons: z.number().int(),
  due: yuan,
  paid: yuan,
  open: yuan,
}

/** What assistance shares pay, from the approved list to the hands of those it is for. */
export const assistanceVerbs = defineVerbs({
  readAssistanceDues: {
    title: text('扶贫股收益清单', 'What assistance shares pay'),
    kind: 'read',
    path: PATH,
    access: 'person.read',
    scope: unitScope('coopId'),
    input: z.strictObject(of),
    output: z.object({
      coopName: z.string(),
      /** What the county calls these shares. */
      term: z.string(),
      /** Whether the year had anything to distribute. */
      earned: z.boolean(),
      funds: z.array(
        z.object({
          fundId: id,
          name: z.string(),
          holderId: id,
          amount: yuan,
          guaranteed: yuan,
          floating: yuan,
          pool: yuan,
          /** Above the cap of single people: stays with the holder of the title. */
          kept: yuan,
          /** The surplus did not cover the guaranteed return. */
          short: yuan,
          /** The most one beneficiary gets a year. */
          cap: yuan.nullable(),
          /** The list that counts first. */
          lists: z.array(listVersion),
          rows: z.array(dueRow),
        }),
      ),
      payments: z.array(paymentRow),
      warnings: z.array(textSchema),
    }),
  },
  approveAssistanceList: {
    title: text('登记扶贫股收益分配名单', 'Record the approved list of an assistance fund'),
    kind: 'write',
    path: `${PATH}/lists`,
    access: 'distribution.write',
    scope: unitScope('coopId'),
    /** Everybody who benefits at the year's end stands on it, with nothing where nothing is due. */
    input: z.strictObject({
      ...of,
      fundId: id,
      /** The minutes or the approval it rests on. */
      document: line(200),
      decidedOn: day,
      postedFrom: day.nullable().default(null),
      postedTo: day.nullable().default(null),
      /** Why the list changes; asked for from the second version on. */
      reason: line(300).nullable().default(null),
      lines: z
        .array(z.strictObject({ beneficiaryId: id, amount: yuanFromZero }))
        .min(1)
        .max(1_000),
    }),
    output: z.object({
      listId: id,
      version: z.number().int(),
      total: yuan,
      people: z.number().int(),
      warnings: z.array(textSchema),
    }),
    refusals: ['not_allowed_now'],
  },
  recordAssistancePayment: {
    title: text('登记扶贫股收益发放', 'Record payments of assistance shares'),
    kind: 'write',
    path: PATH,
    access: 'distribution.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      ...of,
      fundId: id,
      on: day,
      /** From what: the distributed surplus is booked here, anything else by a voucher of its own. */
      source: z.enum(PAY_SOURCES),
      account: z
        .string()
        .regex(/^(101|102)([0-9]{2}){0,3}$/, { error: 'pay_account' })
        .default('102'),
      reference: line(100).nullable().default(null),
      /** The voucher that booked what does not come from the surplus. */
      voucherId: id.nullable().default(null),
      /** Left out: everything that is open. */
      lines: z
        .array(z.strictObject({ beneficiaryId: id, amount: yuanAboveZero }))
        .min(1)
        .max(1_000)
        .optional(),
    }),
    output: z.object({
      paymentId: id,
      notEarned: z.boolean(),
      amount: yuan,
      people: z.number().int(),
      warnings: z.array(textSchema),
    }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  reverseAssistancePayment: {
    title: text('冲销扶贫股收益发放', 'Take back a payment of assistance shares'),
    kind: 'write',
    path: '/cooperatives/:coopId/assistance-payments/:paymentId/reverse',
    access: 'distribution.approve',
    scope: unitScope('coopId'),
    /** What the bank sent back or was entered by mistake; what came from the surplus is undone in the books. */
    input: z.strictObject({ coopId: id, paymentId: id, on: day, reason }),
    output: z.object({ paymentId: id }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  markAssistanceReceived: {
    title: text('登记扶贫股收益签收', 'Mark payments of assistance shares as received'),
    kind: 'write',
    path: '/cooperatives/:coopId/assistance-payments/:paymentId/receipts',
    access: 'distribution.write',
    scope: unitScope('coopId'),
    input: z
      .strictObject({
        coopId: id,
        paymentId: id,
        on: day,
        how: z.enum(RECEIPTS),
        /** Who signed for somebody and by what right, or why a mark is withdrawn. */
        note: line(200).nullable().default(null),
        /** Left out: everybody of the payment who has no mark yet. */
        beneficiaryIds: z.array(id).min(1).max(1_000).optional(),
      })
      .refine(({ how, note }) => note !== null || how === 'bank' || how === 'signed', {
        error: 'receipt_note',
        path: ['note'],
      }),
    output: z.object({ marked: z.number().int() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  listAssistancePayments: {
    title: text('扶贫股收益发放进度', 'How far assistance shares are paid'),
    kind: 'read',
    path: '/assistance/payments',
    access: 'distribution.read',
    scope: LIST_SCOPE,
    /** The year that ended last unless said. */
    input: z.strictObject({
      year: year.optional(),
      unitId: id.optional(),
      /** Only where something is still to be paid. */
      open: z.stringbool().default(false),
      ...page,
    }),
    output: z.object({
      year: z.number().int(),
      term: z.string(),
      total: z.number().int(),
      /** Over the whole answer; a household or person helped in several co-ops counts once. */
      sums: z.object({ cooperatives: z.number().int(), ...counted }),
      rows: z.array(
        z.object({
          coopId: id,
          coopName: z.string(),
          townName: z.string(),
          villageName: z.string(),
          ...counted,
          /** Something was paid that the year's operations did not earn. */
          notEarned: z.boolean(),
        }),
      ),
    }),
  },
  exportAssistanceBankFile: {
    title: text('导出扶贫股收益银行代发文件', 'Bank batch file of assistance shares'),
    kind: 'read',
    path: `${PATH}/bank.csv`,
    access: 'person.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    /** What is open, of those with an account; in clear only for those who may see it, and with a reason. */
    input: z.strictObject({
      ...of,
      fundId: id.optional(),
      clear: z.stringbool().default(false),
      reason: reason.optional(),
    }),
    output: downloaded,
  },
  printAssistanceSignList: {
    title: text('打印扶贫股收益签领表', 'Print the sign-for list of assistance shares'),
    kind: 'read',
    path: `${PATH}/sign-list.pdf`,
    access: 'person.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    /** Of one payment; of everything on the year's list without one. */
    input: z.strictObject({ ...of, paymentId: id.optional() }),
    output: downloaded,
  },
  memberAssistance: {
    title: text('我的扶贫股收益', 'What assistance shares give me'),
    kind: 'read',
    path: '/member/assistance',
    access: 'member.own',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      term: z.string(),
      rows: z.array(
        z.object({
          coopName: z.string(),
          fund: z.string(),
          year: z.number().int(),
          /** The household benefits as a whole. */
          household: z.boolean(),
          /** As the approved list says; null while there is none. */
          approved: yuan.nullable(),
          document: z.string().nullable(),
          paid: yuan,
          open: yuan.nullable(),
          payments: z.array(z.object({ on: day, amount: yuan, received: received.nullable() })),
        }),
      ),
    }),
  },
})
