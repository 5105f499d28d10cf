import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { id, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  balanceSheetSchema,
  bookPeriod,
  count,
  download,
  equitySchema,
  fileKind,
  findings,
  incomeSchema,
  language,
  memberAccountSchema,
  notesSchema,
  reportPeriod,
  standing,
  surplusSchema,
  trialBalanceSchema,
} from './words.ts'

/** What a co-op's books can be asked for. */
export const FORMS = [
  '01',
  '02',
  '03',
  'notes',
  'trial-balance',
  'income',
  'member-account',
] as const

const statementInput = {
  coopId: id,
  form: z.enum(FORMS),
  period: reportPeriod,
  /** For the account of a member. */
  memberId: id.optional(),
}

const accountPrefix = z.string().regex(/^[1-5]\d{2}(\d{2}){0,3}$/, { error: 'account_code' })

const ledgerInput = {
  coopId: id,
  /** An account with all below it; without one, every account that names the member or the party. */
  account: accountPrefix.optional(),
  memberId: id.optional(),
  partyId: id.optional(),
  /** Both of one year. */
  from: bookPeriod,
  to: bookPeriod,
}

const ledgerOutput = z.object({
  coop: z.object({ id, name: z.string() }),
  /** Who the page is about, where it is one member or party. */
  about: z.string().nullable(),
  pages: z.array(
    z.object({
      account: z.string(),
      name: textSchema,
      daily: z.boolean(),
      rows: z.array(
        z.object({
          kind: z.enum(['opening', 'entry', 'day', 'month', 'year', 'carried']),
          period: count,
          onDate: z.string().nullable(),
          voucherId: id.nullable(),
          voucher: z.string().nullable(),
          summary: textSchema,
          who: z.string().nullable(),
          debit: yuan.nullable(),
          credit: yuan.nullable(),
          side: z.enum(['debit', 'credit', 'even']),
          balance: yuan,
        }),
      ),
    }),
  ),
})

/** Statements, ledgers and exports of one co-op, and the checks between them. */
export const statementVerbs = defineVerbs({
  statements: {
    title: text('编制三张报表', 'The three statements of a co-op'),
    kind: 'read',
    path: '/cooperatives/:coop/statements',
    access: 'ledger.read',
    scope: unitScope('coop'),
    input: z.strictObject({ coop: id, period: reportPeriod }),
    output: z.object({
      coop: z.object({ id, name: z.string() }),
      standing,
      balanceSheet: balanceSheetSchema,
      surplus: surplusSchema,
      equity: equitySchema,
      /** Every tie-out, passing ones included. */
      findings,
    }),
    fails: (output: { findings: { outcome: string }[] }) =>
      output.findings.some(({ outcome }) => outcome !== 'passes'),
  },
  readStatement: {
    title: text('查看报表', 'Read a statement'),
    kind: 'read',
    path: '/cooperatives/:coopId/statements/:form',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject(statementInput),
    output: z.object({
      coop: z.object({ id, name: z.string() }),
      standing,
      statement: z.discriminatedUnion('form', [
        z.object({ form: z.literal('01'), sheet: balanceSheetSchema }),
        z.object({ form: z.literal('02'), sheet: surplusSchema }),
        z.object({ form: z.literal('03'), sheet: equitySchema }),
        z.object({ form: z.literal('notes'), items: notesSchema }),
        z.object({ form: z.literal('trial-balance'), sheet: trialBalanceSchema }),
        z.object({ form: z.literal('income'), income: incomeSchema }),
        z.object({ form: z.literal('member-account'), account: memberAccountSchema }),
      ]),
    }),
    refusals: ['not_allowed_now'],
  },
  statementFile: {
    title: text('下载报表', 'Download a statement'),
    kind: 'read',
    path: '/cooperatives/:coopId/statements/:form/file',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    input: z.strictObject({
      ...statementInput,
      file: fileKind.default('pdf'),
      language: language.default('zh'),
    }),
    output: download,
    refusals: ['not_allowed_now'],
  },
  readLedgerPage: {
    title: text('查看明细账', 'Read a ledger page'),
    kind: 'read',
    path: '/cooperatives/:coopId/ledger',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject(ledgerInput),
    output: ledgerOutput,
    refusals: ['not_allowed_now', 'too_large'],
  },
  ledgerPageFile: {
    title: text('下载明细账', 'Download a ledger page'),
    kind: 'read',
    path: '/cooperatives/:coopId/ledger/file',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    input: z.strictObject({
      ...ledgerInput,
      account: accountPrefix,
      file: fileKind.default('pdf'),
      language: language.default('zh'),
    }),
    output: download,
    refusals: ['not_allowed_now', 'too_large'],
  },
  listTieOuts: {
    title: text('勾稽关系检查', 'Tie-outs of statements'),
    kind: 'read',
    path: '/tie-outs',
    access: 'ledger.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      /** A town, a village or the county; all that the caller reaches when absent. */
      unitId: id.optional(),
      coopId: id.optional(),
      period: reportPeriod,
      /** Passing checks too. */
      all: z.stringbool().default(false),
      ...page,
    }),
    output: z.object({
      /** Co-ops that keep books of the period, of which some fail a blocking or a warning check. */
      coops: count,
      blocked: count,
      warned: count,
      sentence: textSchema,
      total: count,
      /** Co-ops with something to show, blocked ones first. */
      rows: z.array(
        z.object({ coopId: id, name: z.string(), townName: z.string().nullable(), findings }),
      ),
    }),
  },
  exportBooks: {
    title: text('导出账簿', 'Export books'),
    kind: 'read',
    path: '/cooperatives/:coop/books/export',
    access: 'ledger.read',
    scope: unitScope('coop'),
    audited: true,
    /** A book page by page: ask again with `next` as `after` until it is null; the pages joined are the file. */
    input: z.strictObject({
      coop: id,
      format: z.enum(['hledger', 'beancount', 'csv']),
      after: z.string().max(200).optional(),
    }),
    output: z.object({ name: z.string(), text: z.string(), next: z.string().nullable() }),
    refusals: ['not_allowed_now'],
  },
})
