import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  accountCode,
  draftOutput,
  period,
  VOUCHER_KINDS,
  voucherInput,
  voucherOutput,
  warningSchema,
} from './words.ts'

const numbered = z.object({ id, coopId: id, kind: z.string(), number: z.number().int() })

/** Drafts, their approval, and the vouchers in the books. */
export const voucherVerbs = defineVerbs({
  fillVoucher: {
    title: text('按模板填制', 'Fill a template'),
    kind: 'compute',
    path: '/templates/fill',
    access: 'public',
    scope: NO_SCOPE,
    /** The lines as they would be booked, ready to be changed and saved as a draft. */
    input: z.strictObject({
      template: line(100),
      amounts: z.record(z.string(), z.string()).default({}),
      parties: z.record(z.string(), z.string()).default({}),
      assisted: z.boolean().default(false),
    }),
    output: z.object({
      template: z.string(),
      clause: z.string(),
      kind: z.enum(VOUCHER_KINDS),
      lines: z.array(
        z.object({
          account: z.string(),
          debit: yuan,
          credit: yuan,
          memberId: z.string().nullable(),
          partyId: z.string().nullable(),
          item: z.string().nullable(),
          assisted: z.boolean(),
          summary: z.string().nullable(),
        }),
      ),
      notes: z.array(z.object({ code: z.string(), text: textSchema })),
    }),
  },
  saveDraft: {
    title: text('填制凭证', 'Prepare a voucher'),
    kind: 'write',
    path: '/cooperatives/:coopId/drafts',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /** With `draftId` the draft is replaced; `submit` asks for approval at once. */
    input: z.strictObject({
      coopId: id,
      draftId: id.nullable().default(null),
      submit: z.boolean().default(false),
      voucher: voucherInput,
    }),
    output: z.object({ draftId: id, warnings: z.array(warningSchema) }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  saveDrafts: {
    title: text('批量填制凭证', 'Prepare vouchers in bulk'),
    kind: 'write',
    path: '/books/drafts',
    access: 'ledger.write',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      submit: z.boolean().default(true),
      vouchers: z
        .array(voucherInput.extend({ coopId: id }))
        .min(1)
        .max(2_000),
    }),
    output: z.object({ draftIds: z.array(id) }),
    refusals: ['not_allowed_now'],
    bodyLimit: 32 * 1024 * 1024,
  },
  submitDrafts: {
    title: text('提交审核', 'Submit for approval'),
    kind: 'write',
    path: '/books/drafts/submit',
    access: 'ledger.write',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, draftIds: z.array(id).min(1).max(1_000) }),
    output: z.object({ submitted: z.number().int() }),
    refusals: ['not_allowed_now'],
  },
  discardDraft: {
    title: text('作废未过账凭证', 'Discard a draft'),
    kind: 'write',
    path: '/cooperatives/:coopId/drafts/discard',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, draftId: id, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  returnDraft: {
    title: text('退回凭证', 'Return a draft'),
    kind: 'write',
    path: '/cooperatives/:coopId/drafts/return',
    access: 'ledger.approve',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, draftId: id, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  approveDrafts: {
    title: text('审核过账', 'Approve and post'),
    kind: 'write',
    path: '/books/drafts/approve',
    access: 'ledger.approve',
    scope: unitScope('unitId'),
    /** All or none. The approver must be somebody else than the preparer. */
    input: z.strictObject({ unitId: id, draftIds: z.array(id).min(1).max(1_000) }),
    output: z.object({ posted: z.array(numbered) }),
    refusals: ['not_allowed_now', 'conflict', 'rule_blocked'],
  },
  importVouchers: {
    title: text('导入已审核凭证', 'Import approved vouchers'),
    kind: 'write',
    path: '/books/vouchers/import',
    access: 'ledger.approve',
    scope: unitScope('unitId'),
    /** Books kept elsewhere: each voucher says who prepared and who approved it there; two people. */
    input: z.strictObject({
      unitId: id,
      source: line(100),
      vouchers: z
        .array(
          voucherInput.omit({ documentIds: true }).extend({
            coopId: id,
            preparedBy: line(60),
            approvedBy: line(60),
          }),
        )
        .min(1)
        .max(20_000),
    }),
    output: z.object({ posted: z.number().int() }),
    refusals: ['not_allowed_now'],
    bodyLimit: 128 * 1024 * 1024,
  },
  draftReversal: {
    title: text('红字冲销', 'Reverse a voucher'),
    kind: 'write',
    path: '/cooperatives/:coopId/vouchers/reverse',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /** Prepares the red-ink copy; it counts when another person has approved it. */
    input: z.strictObject({ coopId: id, voucherId: id, onDate: day, reason: line(200) }),
    output: z.object({ draftId: id }),
    refusals: ['conflict', 'not_allowed_now'],
  },
  listDrafts: {
    title: text('待处理凭证', 'Drafts'),
    kind: 'read',
    path: '/drafts',
    access: 'ledger.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      status: z.enum(['draft', 'submitted', 'returned']).optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(draftOutput.extend({ coopName: z.string() })),
    }),
  },
  readDraft: {
    title: text('查看待处理凭证', 'Read a draft'),
    kind: 'read',
    path: '/cooperatives/:coopId/drafts/:draftId',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, draftId: id }),
    output: draftOutput.extend({ warnings: z.array(warningSchema) }),
  },
  listVouchers: {
    title: text('凭证一览', 'Vouchers'),
    kind: 'read',
    path: '/cooperatives/:coopId/vouchers',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      from: period.optional(),
      to: period.optional(),
      account: accountCode.optional(),
      memberId: id.optional(),
      partyId: id.optional(),
      search: line(60).optional(),
      least: yuanFromZero.optional(),
      most: yuanFromZero.optional(),
      ...page,
    }),
    output: z.object({ total: z.number().int(), rows: z.array(voucherOutput) }),
  },
  readVoucher: {
    title: text('查看凭证', 'Read a voucher'),
    kind: 'read',
    path: '/cooperatives/:coopId/vouchers/:voucherId',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, voucherId: id }),
    output: voucherOutput,
  },
})
