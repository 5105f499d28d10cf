import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, unitScope } from '../../../kernel/verb.ts'
import { download } from './documents.ts'
import { fileFault, guessOutput, tableFile, UPLOAD_BYTES } from './files.ts'
import { lineInput, voucherOutput } from './words.ts'

const count = z.number().int()

/** A bank account: 102 itself, or the sub-account of 102 that stands for it. */
const bankAccount = z.string().regex(/^102(\d{2}){0,3}$/, { error: 'account_code' })

const STATEMENT_FIELDS = [
  'date',
  'memo',
  'in',
  'out',
  'amount',
  'direction',
  'balance',
  'other',
  'reference',
] as const

const statementInput = z.strictObject({
  coopId: id,
  account: bankAccount,
  ...tableFile(STATEMENT_FIELDS),
  /** Typed where the file shows no balances; checked where it does. */
  openingBalance: yuan.nullable().default(null),
  closingBalance: yuan.nullable().default(null),
})

const bankLine = z.object({
  id,
  account: z.string(),
  onDate: day,
  /** Above zero: money came in. */
  amount: yuan,
  balance: yuan.nullable(),
  otherSide: z.string(),
  memo: z.string(),
})

const bookEntry = z.object({
  voucherId: id,
  line: count,
  kind: z.string(),
  number: count,
  onDate: day,
  /** Debit minus credit. */
  amount: yuan,
  summary: z.string(),
  names: z.array(z.string()),
})

const entryInput = z.strictObject({ voucherId: id, line: z.number().int().min(1).max(32_767) })

/** Statements of the bank, what of the books answers them, and the reconciliation. */
export const bankVerbs = defineVerbs({
  listBankAccounts: {
    title: text('银行账户', 'Bank accounts of a book'),
    kind: 'read',
    path: '/cooperatives/:coopId/bank',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id }),
    output: z.object({
      accounts: z.array(
        z.object({
          account: z.string(),
          name: textSchema,
          book: yuan,
          /** After the last line that shows one. */
          bank: yuan.nullable(),
          through: day.nullable(),
          lines: count,
          /** Bank lines without a voucher and not settled. */
          open: count,
        }),
      ),
    }),
  },
  previewBankStatement: {
    title: text('预览银行对账单', 'Preview a bank statement'),
    kind: 'read',
    inBody: true,
    path: '/cooperatives/:coopId/bank/statement-preview',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    secret: ['content'],
    bodyLimit: UPLOAD_BYTES,
    input: statementInput,
    /** Writes nothing: what the file is taken for, and everything that keeps it out. */
    output: z.object({
      mapping: guessOutput,
      faults: z.array(fileFault),
      opening: yuan.nullable(),
      closing: yuan.nullable(),
      came: yuan,
      went: yuan,
      total: count,
      fresh: count,
      known: count,
      early: count,
      /** The first 200 lines, oldest first. */
      lines: z.array(
        z.object({
          row: count,
          onDate: day,
          amount: yuan,
          balance: yuan.nullable(),
          otherSide: z.string(),
          memo: z.string(),
          known: z.boolean(),
        }),
      ),
    }),
    refusals: ['too_large'],
  },
  importBankStatement: {
    title: text('导入银行对账单', 'Import a bank statement'),
    kind: 'write',
    path: '/cooperatives/:coopId/bank/statements',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    secret: ['content'],
    bodyLimit: UPLOAD_BYTES,
    input: statementInput,
    output: z.object({
      added: count,
      /** Lines that were here already: the same statement again changes nothing. */
      known: count,
      /** Lines from before the book was opened: they are in its opening balance. */
      early: count,
      warnings: z.array(fileFault),
    }),
    refusals: ['too_large'],
  },
  listBankLines: {
    title: text('银行流水', 'Bank lines'),
    kind: 'read',
    path: '/cooperatives/:coopId/bank/lines',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      account: bankAccount.optional(),
      from: day.optional(),
      to: day.optional(),
      /** Only those without a voucher and not settled. */
      open: z.stringbool().default(false),
      ...page,
    }),
    output: z.object({
      total: count,
      rows: z.array(
        bankLine.extend({
          settledNote: z.string().nullable(),
          importedAt: z.string(),
          importedBy: z.string(),
          /** The match it stands in, to be taken back by. */
          matchId: id.nullable(),
          vouchers: z.array(z.object({ id, kind: z.string(), number: count, onDate: day })),
        }),
      ),
    }),
  },
  proposeBankMatches: {
    title: text('自动勾对建议', 'Propose matches'),
    kind: 'read',
    path: '/cooperatives/:coopId/bank/proposals',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      account: bankAccount,
      /** How far the bank's day may lie from the books'. */
      days: z.coerce.number().int().min(0).max(60).default(10),
    }),
    output: z.object({
      proposals: z.array(
        z.object({
          bank: z.array(bankLine),
          book: z.array(bookEntry),
          score: count,
          doubtful: z.boolean(),
          reason: textSchema,
        }),
      ),
      /** What is left on each side when all proposals are taken. */
      openBank: z.array(bankLine),
      openBook: z.array(bookEntry),
    }),
  },
  confirmBankMatches: {
    title: text('确认勾对', 'Confirm matches'),
    kind: 'write',
    path: '/cooperatives/:coopId/bank/matches',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /** Each match: any lines of both sides with equal totals. All of them or none. */
    input: z.strictObject({
      coopId: id,
      account: bankAccount,
      matches: z
        .array(
          z.strictObject({
            bankLineIds: z.array(id).max(500).default([]),
            entries: z.array(entryInput).max(500).default([]),
          }),
        )
        .min(1)
        .max(2_000),
    }),
    output: z.object({ matchIds: z.array(id) }),
    refusals: ['conflict'],
    bodyLimit: 4 * 1024 * 1024,
  },
  undoBankMatches: {
    title: text('取消勾对', 'Take matches back'),
    kind: 'write',
    path: '/cooperatives/:coopId/bank/matches/undo',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, matchIds: z.array(id).min(1).max(2_000) }),
    output: z.object({ undone: count }),
  },
  settleBankLine: {
    title: text('说明未达账项', 'Settle a bank line with a note'),
    kind: 'write',
    path: '/cooperatives/:coopId/bank/lines/settle',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /** Why it has no voucher; null takes the note back. The reconciliation goes on showing the line. */
    input: z.strictObject({ coopId: id, bankLineId: id, note: line(200).nullable() }),
    output: z.object({}),
    refusals: ['conflict'],
  },
  readBankReconciliation: {
    title: text('银行存款余额调节表', 'Bank reconciliation'),
    kind: 'read',
    path: '/cooperatives/:coopId/bank/reconciliation',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, account: bankAccount, on: day }),
    output: z.object({
      account: z.string(),
      name: textSchema,
      on: day,
      book: yuan,
      bankIn: yuan,
      bankOut: yuan,
      adjustedBook: yuan,
      /** Null while no imported statement tells the balance. */
      bank: yuan.nullable(),
      bookIn: yuan,
      bookOut: yuan,
      adjustedBank: yuan.nullable(),
      /** Zero when both ends are equal. */
      difference: yuan.nullable(),
      text: textSchema,
      onlyBank: z.array(bankLine.extend({ settledNote: z.string().nullable() })),
      onlyBook: z.array(bookEntry),
    }),
  },
  printBankReconciliation: {
    title: text('打印银行存款余额调节表', 'Print the bank reconciliation'),
    kind: 'read',
    path: '/cooperatives/:coopId/bank/reconciliation.pdf',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    input: z.strictObject({ coopId: id, account: bankAccount, on: day }),
    output: download,
  },
  proposeBankVouchers: {
    title: text('按流水生成凭证建议', 'Propose vouchers for bank lines'),
    kind: 'read',
    path: '/cooperatives/:coopId/bank/voucher-proposals',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, account: bankAccount }),
    output: z.object({
      proposals: z.array(
        z.object({
          bankLine,
          kind: z.string(),
          summary: z.string(),
          lines: voucherOutput.shape.lines,
          reason: textSchema,
        }),
      ),
      /** Open lines for which nothing plain can be proposed. */
      others: count,
    }),
  },
  draftBankVouchers: {
    title: text('按流水填制凭证', 'Prepare vouchers for bank lines'),
    kind: 'write',
    path: '/cooperatives/:coopId/bank/drafts',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    /** As proposed, or with lines of one's own; each must move the bank account by the line's amount. */
    input: z.strictObject({
      coopId: id,
      account: bankAccount,
      submit: z.boolean().default(false),
      drafts: z
        .array(
          z.strictObject({
            bankLineId: id,
            summary: line(200).optional(),
            lines: z.array(lineInput).min(2).max(100).optional(),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({ draftIds: z.array(id) }),
    refusals: ['not_allowed_now', 'conflict'],
  },
})
