import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { download } from './documents.ts'
import { fileFault, guessOutput, tableFile, UPLOAD_BYTES } from './files.ts'
import { accountCode, lineOutput, period } from './words.ts'

const count = z.number().int()
const format = z.enum(['xlsx', 'csv']).default('xlsx')

const VOUCHER_FIELDS = [
  'date',
  'period',
  'kind',
  'number',
  'summary',
  'account',
  'accountName',
  'debit',
  'credit',
  'memberNumber',
  'member',
  'party',
  'item',
  'attachments',
] as const

const OPENING_FIELDS = [
  'account',
  'accountName',
  'side',
  'balance',
  'debit',
  'credit',
  'memberNumber',
  'member',
  'party',
] as const

const voucherFile = {
  coopId: id,
  ...tableFile(VOUCHER_FIELDS),
  /** Vouchers with the day, amount and summary of one that is here are left out, unless this is set. */
  again: z.boolean().default(false),
}

const oldBalance = z.strictObject({
  /** A code of the 2007 chart, or of a sub-account below it. */
  code: accountCode,
  debit: yuanFromZero.prefault('0'),
  credit: yuanFromZero.prefault('0'),
  memberId: id.nullable().default(null),
  partyId: id.nullable().default(null),
})

/** Vouchers and opening balances in and out of tables. */
export const tableVerbs = defineVerbs({
  voucherTemplate: {
    title: text('下载凭证导入模板', 'Download the voucher template'),
    kind: 'read',
    path: '/voucher-template',
    access: 'ledger.write',
    scope: NO_SCOPE,
    download: true,
    input: z.strictObject({ format }),
    output: download,
  },
  previewVoucherFile: {
    title: text('预览凭证文件', 'Preview a file of vouchers'),
    kind: 'read',
    inBody: true,
    path: '/cooperatives/:coopId/voucher-files/preview',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    secret: ['content'],
    bodyLimit: UPLOAD_BYTES,
    input: z.strictObject(voucherFile),
    /** Writes nothing: how the file is read, and everything that keeps it out. */
    output: z.object({
      mapping: guessOutput,
      faults: z.array(fileFault),
      total: count,
      fresh: count,
      known: count,
      /** The first 50 vouchers. */
      vouchers: z.array(
        z.object({
          row: count,
          onDate: day,
          kind: z.string(),
          summary: z.string(),
          amount: yuan,
          known: z.boolean(),
          lines: z.array(lineOutput),
        }),
      ),
    }),
    refusals: ['too_large'],
  },
  importVoucherFile: {
    title: text('导入凭证文件', 'Import a file of vouchers'),
    kind: 'write',
    path: '/cooperatives/:coopId/voucher-files',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    secret: ['content'],
    bodyLimit: UPLOAD_BYTES,
    input: z.strictObject({ ...voucherFile, submit: z.boolean().default(false) }),
    /** Drafts, to be approved like any other. */
    output: z.object({ draftIds: z.array(id), known: count }),
    refusals: ['too_large'],
  },
  exportVouchers: {
    title: text('导出凭证', 'Export vouchers'),
    kind: 'read',
    path: '/cooperatives/:coopId/voucher-files',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    /** One row a line, with the headings of the template. */
    input: z.strictObject({
      coopId: id,
      from: period.optional(),
      to: period.optional(),
      account: accountCode.optional(),
      search: line(60).optional(),
      format,
    }),
    output: download,
  },
  readOpeningFile: {
    title: text('读取期初余额表', 'Read a table of opening balances'),
    kind: 'read',
    inBody: true,
    path: '/cooperatives/:coopId/opening-file',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    secret: ['content'],
    bodyLimit: UPLOAD_BYTES,
    /** Writes nothing. With the chart of 2007 its rows go to `map-opening` first. */
    input: z.strictObject({
      coopId: id,
      chart: z.enum(['2007', '2021']),
      ...tableFile(OPENING_FIELDS),
    }),
    output: z.object({
      mapping: guessOutput,
      faults: z.array(fileFault),
      debit: yuan,
      credit: yuan,
      rows: z.array(
        z.object({
          row: count,
          account: z.string(),
          name: z.string(),
          debit: yuan,
          credit: yuan,
          memberId: id.nullable(),
          partyId: id.nullable(),
        }),
      ),
    }),
    refusals: ['too_large'],
  },
  mapOpening: {
    title: text('旧账余额转换', 'Turn balances of the 2007 chart into opening lines'),
    kind: 'compute',
    path: '/map-opening',
    bodyLimit: 4 * 1024 * 1024,
    access: 'public',
    scope: NO_SCOPE,
    input: z.strictObject({
      balances: z.array(oldBalance).min(1).max(20_000),
      /** The items of accounts that changed their meaning, as the clerk went through them. */
      splits: z
        .array(
          z.strictObject({
            code: accountCode,
            parts: z
              .array(
                z.strictObject({
                  account: accountCode,
                  debit: yuanFromZero.prefault('0'),
                  credit: yuanFromZero.prefault('0'),
                  memberId: id.nullable().default(null),
                  partyId: id.nullable().default(null),
                  assisted: z.boolean().default(false),
                }),
              )
              .min(1)
              .max(20_000),
          }),
        )
        .max(100)
        .default([]),
    }),
    /** Lines for `enter-opening-balances`, or what is still asked for; never a part of them. */
    output: z.object({
      lines: z.array(
        z.object({
          account: z.string(),
          debit: yuan,
          credit: yuan,
          memberId: id.nullable(),
          partyId: id.nullable(),
          assisted: z.boolean(),
        }),
      ),
      splits: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          debit: yuan,
          credit: yuan,
          into: z.array(z.object({ account: z.string(), name: textSchema })),
          how: textSchema,
        }),
      ),
      /** Where each account of the old books goes, by name. */
      accounts: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          debit: yuan,
          credit: yuan,
          into: z.array(z.object({ account: z.string(), name: textSchema })),
          /** How its items are looked at one by one: the code changed its meaning; null: all goes over as it is. */
          how: textSchema.nullable(),
        }),
      ),
      faults: z.array(z.object({ path: z.string(), text: textSchema })),
    }),
    fails: (output: { readonly splits: readonly unknown[]; readonly faults: readonly unknown[] }) =>
      output.splits.length + output.faults.length > 0,
  },
})
