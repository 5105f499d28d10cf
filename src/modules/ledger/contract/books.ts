import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { commaList, id, line, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { accountCode, lineInput, period, year } from './words.ts'

export const PARTY_KINDS = ['counterparty', 'worker', 'project', 'source', 'bank'] as const

const openingBook = z.strictObject({
  coopId: id,
  /** The first period that is kept here, yyyymm with month 01-12. */
  openedPeriod: period,
  /** Kept by the 2021 system before it came into force on 2023-01-01. */
  appliedEarly: z.boolean().default(false),
})

const partySchema = z.object({
  id,
  coopId: id,
  kind: z.enum(PARTY_KINDS),
  name: z.string(),
  initials: z.string(),
  note: z.string().nullable(),
  retired: z.boolean(),
})

/** Books, their chart, their opening balances and the parties they name. */
export const bookVerbs = defineVerbs({
  openBooks: {
    title: text('建账', 'Open books'),
    kind: 'write',
    path: '/books/open',
    access: 'ledger.write',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, books: z.array(openingBook).min(1).max(1_000) }),
    output: z.object({ opened: z.number().int() }),
    refusals: ['conflict'],
  },
  openYear: {
    title: text('开启新年度账', 'Open a year of the books'),
    kind: 'write',
    path: '/books/open-year',
    access: 'ledger.write',
    scope: unitScope('unitId'),
    /** Without co-ops: every book inside the unit. */
    input: z.strictObject({ unitId: id, year, coopIds: z.array(id).max(2_000).optional() }),
    output: z.object({ opened: z.number().int() }),
  },
  listBooks: {
    title: text('账套一览', 'Books of the desk'),
    kind: 'read',
    path: '/books',
    access: 'ledger.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      search: line(60).optional(),
      /** Only books not closed through this period. */
      openAt: period.optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          coopId: id,
          name: z.string(),
          townId: id.nullable(),
          villageId: id.nullable(),
          openedPeriod: period,
          appliedEarly: z.boolean(),
          year,
          /** Last closed period of the latest open year; month 00 once the opening balances stand. */
          closedThrough: period.nullable(),
          vouchers: z.number().int(),
          lastVoucherOn: z.string().nullable(),
          drafts: z.number().int(),
          waiting: z.number().int(),
          inbox: z.number().int(),
        }),
      ),
    }),
  },
  readChart: {
    title: text('会计科目', 'Chart of accounts'),
    kind: 'read',
    path: '/cooperatives/:coopId/chart',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id }),
    output: z.object({
      accounts: z.array(
        z.object({
          code: z.string(),
          name: textSchema,
          /** From the national account down. */
          fullName: textSchema,
          initials: z.string(),
          class: z.string(),
          side: z.enum(['debit', 'credit']),
          dimension: z.string().nullable(),
          /** Takes postings: nothing lies below it. */
          leaf: z.boolean(),
          own: z.boolean(),
          retired: z.boolean(),
          /** Debit minus credit of everything posted so far. */
          balance: yuan,
        }),
      ),
    }),
  },
  addAccounts: {
    title: text('增设明细科目', 'Add accounts'),
    kind: 'write',
    path: '/cooperatives/:coopId/accounts',
    access: 'ledger.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      accounts: z
        .array(z.strictObject({ code: accountCode, name: line(60) }))
        .min(1)
        .max(200),
    }),
    output: z.object({ added: z.number().int() }),
  },
  addParties: {
    title: text('登记往来单位和项目', 'Add parties'),
    kind: 'write',
    path: '/books/parties',
    access: 'ledger.write',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      parties: z
        .array(
          z.strictObject({
            coopId: id,
            kind: z.enum(PARTY_KINDS),
            name: line(100),
            note: line(200).nullable().default(null),
          }),
        )
        .min(1)
        .max(5_000),
    }),
    output: z.object({ ids: z.array(id) }),
    refusals: ['conflict'],
    bodyLimit: 4 * 1024 * 1024,
  },
  listParties: {
    title: text('往来单位和项目', 'Parties of a book'),
    kind: 'read',
    path: '/cooperatives/:coopId/parties',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      kind: z.enum(PARTY_KINDS).optional(),
      search: line(60).optional(),
      ...page,
    }),
    output: z.object({ total: z.number().int(), rows: z.array(partySchema) }),
  },
  readWhoBalances: {
    title: text('成员和往来单位余额', 'Balances of members and parties'),
    kind: 'read',
    path: '/cooperatives/:coopId/who-balances',
    access: 'ledger.read',
    scope: unitScope('coopId'),
    /** Of the named members and parties of this book, by account; what is even is left out. */
    input: z.strictObject({
      coopId: id,
      memberIds: commaList(id).optional(),
      partyIds: commaList(id).optional(),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          /** The member or the party. */
          id,
          account: z.string(),
          /** Debit minus credit of everything posted so far. */
          balance: yuan,
        }),
      ),
    }),
  },
  enterOpeningBalances: {
    title: text('录入期初余额', 'Enter opening balances'),
    kind: 'write',
    path: '/books/opening',
    access: 'ledger.write',
    scope: unitScope('unitId'),
    /**
     * The opening lines of each book by the chart of 2021; balances of the 2007 chart are turned into such
     * lines by `map-opening` first. Once only for a book, and not after its opening was confirmed.
     */
    input: z.strictObject({
      unitId: id,
      books: z
        .array(z.strictObject({ coopId: id, lines: z.array(lineInput).min(1).max(20_000) }))
        .min(1)
        .max(1_000),
    }),
    output: z.object({ entered: z.number().int() }),
    refusals: ['conflict', 'not_allowed_now'],
    bodyLimit: 64 * 1024 * 1024,
  },
})
