import { z } from 'zod'
import { findingSchema, textSchema } from '../../../kernel/finding.ts'
import { sayFaults } from '../../../kernel/fault.ts'
import { day, fractionSchema, id, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'

sayFaults({
  report_period: text(
    '期间写作 2020、2020-Q1、2020-H1 或 2020-06',
    'a period is written 2020, 2020-Q1, 2020-H1 or 2020-06',
  ),
})

/** "2020", "2020-Q1", "2020-H1" or "2020-06". */
export const reportPeriod = z
  .string()
  .regex(/^(?:20|21)\d{2}(?:-(?:Q[1-4]|H[12]|0[1-9]|1[0-2]))?$/, { error: 'report_period' })

/** yyyymm; month 00 opening balances, 13 the transfers of the year's end. */
export const bookPeriod = z.coerce
  .number()
  .int()
  .min(200_000)
  .max(220_013)
  .refine((p) => p % 100 <= 13, { error: 'period' })

export const count = z.number().int()

const rowKind = z.enum(['item', 'less', 'sum'])

/** What a figure of 会农社01表 is made of, so that it can be followed into the ledger. */
const parts = { accounts: z.array(z.string()), rows: z.array(count) }

export const balanceSheetSchema = z.object({
  rows: z.array(
    z.object({
      row: count,
      label: textSchema,
      kind: rowKind,
      closing: yuan,
      opening: yuan,
      ...parts,
    }),
  ),
  unplaced: z.array(z.object({ account: z.string(), closing: yuan, opening: yuan })),
})

export const surplusSchema = z.object({
  rows: z.array(
    z.object({
      row: count,
      label: textSchema,
      kind: rowKind,
      current: yuan,
      prior: yuan.nullable(),
      ...parts,
    }),
  ),
})

const movement = z.object({
  total: yuan,
  parts: z.array(z.object({ label: textSchema, amount: yuan })),
})

export const equitySchema = z.object({
  columns: z.array(
    z.object({
      key: z.string(),
      label: textSchema,
      opening: yuan,
      increase: movement,
      decrease: movement,
      closing: yuan,
      accounts: z.array(z.string()),
    }),
  ),
  total: z.object({
    label: textSchema,
    opening: yuan,
    increase: yuan,
    decrease: yuan,
    closing: yuan,
  }),
  remarks: z.array(textSchema),
})

const sides = z.object({ debit: yuan, credit: yuan })
const allSides = { opening: sides, movement: sides, yearToDate: sides, closing: sides }

export const trialBalanceSchema = z.object({
  rows: z.array(z.object({ account: z.string(), name: textSchema, level: count, ...allSides })),
  total: z.object(allSides),
})

export const incomeSchema = z.object({
  lines: z.array(
    z.object({
      item: z.string().nullable(),
      label: textSchema,
      current: yuan,
      prior: yuan,
      growth: yuan,
      share: fractionSchema.nullable(),
    }),
  ),
  current: yuan,
  prior: yuan,
  growth: yuan,
  subsidyGrowth: yuan,
  /** Growth without subsidies; below zero where subsidies hid a decline. */
  ownGrowth: yuan,
  subsidyPart: fractionSchema.nullable(),
  verdict: z.enum(['unknown', 'none', 'own', 'partly', 'mostly', 'all']),
  sentence: textSchema,
})

/** A cell of a note's table: text, or money. */
const cell = z.union([z.string(), z.object({ yuan })]).nullable()

export const notesSchema = z.array(
  z.object({
    number: count,
    title: z.string(),
    sections: z.array(
      z.object({
        heading: z.string().nullable(),
        paragraphs: z.array(z.string()),
        columns: z.array(z.string()),
        rows: z.array(z.array(cell)),
      }),
    ),
    /** What only a person can supply and nobody has. */
    missing: z.array(z.string()),
  }),
)

const holding = z.object({
  assistedContribution: yuan,
  otherContribution: yuan,
  reserveShare: yuan,
  grantShare: yuan,
  donationShare: yuan,
})

export const memberAccountSchema = z.object({
  member: z.object({ id, number: z.string(), name: z.string(), address: z.string() }),
  products: z.array(z.object({ id: z.string(), name: z.string(), unit: z.string() })),
  rows: z.array(
    z.object({
      kind: z.enum(['opening', 'entry', 'closing']),
      number: count.nullable(),
      onDate: z.string().nullable(),
      summary: textSchema,
      voucherId: id.nullable(),
      holding,
      /** In the order of the products, decimals of at most six places. */
      volumes: z.array(z.string().nullable()),
      values: z.array(yuan.nullable()),
      surplusReturn: yuan.nullable(),
      residual: yuan.nullable(),
    }),
  ),
})

/** How a statement stands: from closed books or from books still open. */
export const standing = z.object({
  period: z.string(),
  name: textSchema,
  lastDay: day,
  closed: z.boolean(),
})

export const findings = z.array(findingSchema)

/** A file in base64 as the download door gives it. */
export const download = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })
export const fileKind = z.enum(['pdf', 'xlsx'])
export const language = z.enum(['zh', 'en'])
