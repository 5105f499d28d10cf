import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, page, paragraph, yuan, yuanAboveZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { allocationRow, count, linkKind, named, said, scoreSchema } from './words.ts'

const UNIT = unitScope('unitId')

const suggestion = z.object({
  allocationId: id,
  number: z.string(),
  fund: z.string(),
  amount: yuan,
  reasons: z.array(textSchema),
})

const bookLine = z.object({
  coop: named,
  voucherId: id,
  voucher: z.string(),
  line: count,
  on: day,
  account: z.string(),
  party: z.string().nullable(),
  summary: z.string(),
  kind: linkKind,
  amount: yuan,
  free: yuan,
  asset: z.boolean(),
  days: count,
})

const linkSchema = z.object({
  linkId: id,
  kind: linkKind,
  coop: named,
  voucherId: id,
  voucher: z.string(),
  line: count,
  on: day,
  account: z.string(),
  summary: z.string(),
  amount: yuan,
  asset: z.boolean(),
  note: z.string(),
  by: z.string(),
  /** The voucher was taken back with red ink. */
  broken: z.boolean(),
  withdrawn: z.object({ on: day, why: z.string() }).nullable(),
})

/** Allocations traced to vouchers, both ways (R27, R30). */
export const traceVerbs = defineVerbs({
  linkSupport: {
    title: text('关联凭证', 'Link to vouchers'),
    kind: 'write',
    path: '/units/:unitId/support-links',
    access: 'support.link',
    scope: UNIT,
    refusals: ['not_allowed_now', 'conflict'],
    /** The unit holds all receivers and books of the rows. */
    input: z.strictObject({
      unitId: id,
      rows: z
        .array(
          z.strictObject({
            allocationId: id,
            voucherId: id,
            line: z.number().int().min(0).max(32_000),
            amount: yuanAboveZero,
            note: paragraph(300).default(''),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({ linkIds: z.array(id) }),
  },
  unlinkSupport: {
    title: text('撤销关联', 'Withdraw a link'),
    kind: 'write',
    path: '/units/:unitId/support-links/:linkId/withdraw',
    access: 'support.link',
    scope: UNIT,
    refusals: ['not_allowed_now'],
    input: z.strictObject({ unitId: id, linkId: id, reason: said(300) }),
    output: z.object({}),
  },
  listSupportArrivals: {
    title: text('到账未对应', 'Money without an allocation'),
    kind: 'read',
    path: '/support-arrivals',
    access: 'ledger.read',
    scope: LIST_SCOPE,
    /** Money on 235 and 311 since the county's opinions that stands in no link, oldest first; or that of the opening balances. */
    input: z.strictObject({
      unitId: id.optional(),
      linked: z.enum(['no', 'all', 'opening']).default('no'),
      ...page,
    }),
    output: z.object({
      total: count,
      /** By the books, and of it in links. */
      booked: yuan,
      linked: yuan,
      free: yuan,
      rows: z.array(bookLine.extend({ suggestions: z.array(suggestion) })),
    }),
  },
  readSupportAllocation: {
    title: text('一笔扶持资金的去向', 'What became of an allocation'),
    kind: 'read',
    path: '/units/:unitId/support-allocations/:allocationId',
    access: 'support.read',
    scope: UNIT,
    /** The unit is the receiver or one above it. */
    input: z.strictObject({ unitId: id, allocationId: id }),
    output: z.object({
      allocation: allocationRow,
      score: z.array(scoreSchema).nullable(),
      criteriaVersion: count.nullable(),
      returns: z.array(
        z.object({
          on: day,
          amount: yuan,
          document: z.string(),
          reason: z.string(),
          by: z.string(),
        }),
      ),
      /** Lines of the books: null for who may not read them. */
      links: z.array(linkSchema).nullable(),
      candidates: z.array(bookLine).nullable(),
      /** Members on the day the money came: whose equal part it is (R30). */
      members: z.object({ asOf: day, heads: count, people: count }).nullable(),
      quantified: z
        .array(z.object({ voucherId: id, on: day, amount: yuan, heads: count, basis: z.string() }))
        .nullable(),
    }),
  },
})
