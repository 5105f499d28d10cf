import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, yuan } from '../../../kernel/schema.ts'

/** Kinds of vouchers: 记, 收, 付, 转. */
export const VOUCHER_KINDS = ['general', 'receipt', 'payment', 'transfer'] as const

/** yyyymm; month 00 opening balances, 13 the transfers of the year's end. */
export const period = z.coerce
  .number<number>()
  .int()
  .min(200_000)
  .max(220_013)
  .refine((p) => p % 100 <= 13, { error: 'period' })

export const year = z.coerce.number<number>().int().min(2000).max(2200)

/** An account's code: three digits of the national chart, two more for each level below. */
export const accountCode = z.string().regex(/^[1-5]\d{2}(\d{2}){0,3}$/, { error: 'account_code' })

/** One line of a voucher; exactly one of debit and credit is not zero, the other may be left out. */
export const lineInput = z.strictObject({
  account: accountCode,
  debit: yuan.prefault('0'),
  credit: yuan.prefault('0'),
  memberId: id.nullable().default(null),
  partyId: id.nullable().default(null),
  item: line(40).nullable().default(null),
  assisted: z.boolean().default(false),
  summary: line(200).nullable().default(null),
})

export const voucherInput = z.strictObject({
  kind: z.enum(VOUCHER_KINDS).default('general'),
  onDate: day,
  /** Null: the month of the day; 13 with 31 December for the transfers of the year's end. */
  period: period.nullable().default(null),
  summary: line(200),
  lines: z.array(lineInput).min(1).max(2_000),
  attachments: z.number().int().min(0).max(9_999).default(0),
  template: line(60).nullable().default(null),
  clause: line(200).nullable().default(null),
  documentIds: z.array(id).max(50).default([]),
  /** Of a payment: the payee where no line names one, the request it is paid on, the contract it is paid under. */
  payment: z
    .strictObject({
      payee: line(100).nullish(),
      requestId: id.nullish(),
      contractId: id.nullish(),
    })
    .nullish(),
})

export const lineOutput = z.object({
  account: z.string(),
  accountName: textSchema,
  debit: yuan,
  credit: yuan,
  memberId: id.nullable(),
  partyId: id.nullable(),
  member: z.object({ number: z.string(), name: z.string() }).nullable(),
  party: z.string().nullable(),
  item: z.string().nullable(),
  assisted: z.boolean(),
  summary: z.string().nullable(),
})

/** Something a bookkeeper should look at; it does not stop the posting. */
export const warningSchema = z.object({
  code: z.string(),
  /** Index of the line it concerns, or null for the whole voucher. */
  line: z.number().int().nullable(),
  text: textSchema,
})

export const voucherOutput = z.object({
  id,
  coopId: id,
  period,
  kind: z.enum([...VOUCHER_KINDS, 'opening']),
  number: z.number().int(),
  onDate: day,
  summary: z.string(),
  amount: yuan,
  attachments: z.number().int(),
  template: z.string().nullable(),
  clause: z.string().nullable(),
  origin: z.string().nullable(),
  /**
   * On what a payment was approved: a spending request, `contract:` and a contract, the act that paid,
   * `before_approvals` while that part was not in use, `unapproved` where an import or an act brought none.
   */
  approval: z.string().nullable(),
  /** The same in words, with the law or rule where the act needs no approval of its own. */
  basis: z
    .object({
      kind: z.enum(['request', 'contract', 'act', 'before', 'unapproved']),
      text: textSchema,
      source: z.string().nullable(),
      subjectId: id.nullable(),
    })
    .nullable(),
  reversesId: id.nullable(),
  reversedById: id.nullable(),
  preparedBy: z.string(),
  approvedBy: z.string(),
  postedAt: z.string(),
  hash: z.string(),
  lines: z.array(lineOutput),
})

export const DRAFT_STATUSES = ['draft', 'submitted', 'returned', 'posted', 'discarded'] as const

export const draftOutput = z.object({
  id,
  coopId: id,
  status: z.enum(DRAFT_STATUSES),
  onDate: day,
  summary: z.string(),
  amount: yuan,
  kind: z.enum(VOUCHER_KINDS),
  period,
  attachments: z.number().int(),
  template: z.string().nullable(),
  clause: z.string().nullable(),
  documentIds: z.array(id),
  payment: z
    .object({
      payee: z.string().nullish(),
      requestId: id.nullish(),
      contractId: id.nullish(),
    })
    .nullable(),
  reversesId: id.nullable(),
  returnReason: z.string().nullable(),
  preparedBy: z.string(),
  /** Whether the caller prepared it: then another person must approve. */
  mine: z.boolean(),
  preparedAt: z.string(),
  voucherId: id.nullable(),
  lines: z.array(lineOutput),
})
