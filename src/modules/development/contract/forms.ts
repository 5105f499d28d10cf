import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import {
  day,
  fractionSchema,
  id,
  line,
  page,
  paragraph,
  yuan,
  yuanAboveZero,
  yuanFromZero,
} from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { FORMS, LINE_ROLES } from '../rules/words.ts'
import { asked, count, fileOut, formats, named } from './words.ts'

const COOP = unitScope('coopId')
const form = z.enum(FORMS)
const role = z.enum(LINE_ROLES)
const heads = z.number().int().min(0).max(100_000_000)
const sector = z.number().int().min(1).max(3)
const phase = z.number().int().min(1).max(20)
/** A decimal string with at most three places: tons, cubic metres. */
const quantity = z.string().regex(/^\d{1,12}(\.\d{1,3})?$/)

/** What a business is made of, by its form. */
export const termsSchema = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('tourism'),
    site: line(100),
    beds: heads,
    visitorsADay: heads,
  }),
  z.strictObject({
    form: z.literal('logistics'),
    what: z.enum(['storage', 'freight', 'both']),
    capacity: quantity,
    measure: line(20),
  }),
  z.strictObject({
    form: z.literal('stake'),
    enterprise: line(100),
    creditCode: z.string().trim().max(40).default(''),
    /** What was resolved to put in; what was put in stands in the books. */
    planned: yuanAboveZero,
    /** Of the enterprise. */
    share: fractionSchema,
    risk: paragraph(1000),
  }),
  z.strictObject({
    form: z.literal('processing'),
    product: line(60),
    lines: z.number().int().min(1).max(1000),
    licence: z.string().trim().max(100).default(''),
    capacity: quantity,
    measure: line(20),
  }),
  z.strictObject({
    form: z.literal('complex'),
    kind: z.enum(['tourism', 'rural', 'other']),
    partners: z.array(z.strictObject({ name: line(100), part: line(100) })).max(30),
    phases: z
      .array(z.strictObject({ name: line(60), from: day, to: day, planned: yuanFromZero }))
      .min(1)
      .max(20),
    components: z.array(z.strictObject({ name: line(60), sector })).max(30),
  }),
])

/** What happened in a stretch of time, by form. */
export const measuresSchema = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('tourism'), visitors: heads, bookings: heads }),
  z.strictObject({ form: z.literal('logistics'), volume: quantity }),
  z.strictObject({ form: z.literal('stake'), announced: yuanFromZero }),
  z.strictObject({ form: z.literal('processing'), input: quantity, output: quantity }),
  z.strictObject({
    form: z.literal('complex'),
    phase,
    percent: z.number().int().min(0).max(100),
  }),
])

const sums = z.object({ income: yuan, cost: yuan, investment: yuan, dividend: yuan })

const totals = z.object({
  visitors: count,
  bookings: count,
  volume: z.string(),
  announced: yuan,
  input: z.string(),
  output: z.string(),
  /** Output of input; null where nothing was put in. */
  yield: fractionSchema.nullable(),
})

const businessRow = z.object({
  businessId: id,
  coop: named,
  town: z.string(),
  form,
  name: z.string(),
  startedOn: day,
  endedOn: day.nullable(),
  terms: termsSchema,
  /** From the linked lines of the books. */
  sums,
  /** From the records that stand. */
  totals,
  /** Income less cost, of the linked lines. */
  added: yuan,
})

const lineRow = z.object({
  voucherId: id,
  line: count,
  period: count,
  on: day,
  account: z.string(),
  summary: z.string(),
  role,
  sector: sector.nullable(),
  phase: phase.nullable(),
  amount: yuan,
})

const filters = {
  form: form.optional(),
  unitId: id.optional(),
  ended: z.stringbool().optional(),
}

/** Forms of business with records of their own (seed R73-R77, R81). */
export const formVerbs = defineVerbs({
  listBusinesses: {
    title: text('发展形态台账', 'Forms of business'),
    kind: 'read',
    path: '/businesses',
    access: 'development.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ ...filters, ...page }),
    output: z.object({
      total: count,
      byForm: z.record(z.string(), count),
      rows: z.array(businessRow),
    }),
  },
  exportBusinesses: {
    title: text('导出发展形态台账', 'Export forms of business'),
    kind: 'read',
    path: '/exports/businesses',
    access: 'development.read',
    scope: LIST_SCOPE,
    download: true,
    audited: true,
    input: z.strictObject({ ...filters, ...formats }),
    output: fileOut,
  },
  readBusiness: {
    title: text('一项发展形态', 'A form of business'),
    kind: 'read',
    path: '/cooperatives/:coopId/businesses/:businessId',
    access: 'development.read',
    scope: COOP,
    input: z.strictObject({ coopId: id, businessId: id }),
    output: businessRow.extend({
      endReason: z.string().nullable(),
      assessmentId: id.nullable(),
      versions: z.array(
        z.object({ version: count, name: z.string(), reason: z.string(), by: z.string() }),
      ),
      records: z.array(
        z.object({
          recordId: id,
          from: day,
          to: day,
          measures: measuresSchema,
          note: z.string(),
          by: z.string(),
          withdrawn: z.string().nullable(),
        }),
      ),
      lines: z.array(lineRow),
      /** Income of the linked lines by primary, secondary, tertiary industry; `none`: no sector given. */
      bySector: z.object({ first: yuan, second: yuan, third: yuan, none: yuan }),
      phases: z.array(
        z.object({
          phase: count,
          name: z.string(),
          from: day,
          to: day,
          planned: yuan,
          invested: yuan,
        }),
      ),
      /** Stakes: all of the co-op against the county's cap. */
      cap: z.object({ used: yuan, limit: yuan }).nullable(),
    }),
  },
  saveBusiness: {
    title: text('登记发展形态', 'Put down a form of business'),
    kind: 'write',
    path: '/cooperatives/:coopId/businesses',
    access: 'development.write',
    scope: COOP,
    refusals: ['rule_blocked', 'not_allowed_now'],
    /** With `businessId` it is changed, with the reason; its form stays. */
    input: z.strictObject({
      coopId: id,
      businessId: id.nullable().default(null),
      name: line(100),
      startedOn: day,
      terms: termsSchema,
      /** A stake needs its assessment of risks, decided. */
      assessmentId: id.nullable().default(null),
      reason: z.string().trim().max(500).default(''),
    }),
    output: z.object({ businessId: id, version: count, said: textSchema.nullable() }),
  },
  endBusiness: {
    title: text('终止发展形态', 'End a form of business'),
    kind: 'write',
    path: '/cooperatives/:coopId/businesses/:businessId/end',
    access: 'development.write',
    scope: COOP,
    refusals: ['not_allowed_now'],
    input: z.strictObject({ coopId: id, businessId: id, on: day, reason: asked }),
    output: z.object({}),
  },
  recordBusiness: {
    title: text('登记经营情况', 'Record what happened'),
    kind: 'write',
    path: '/cooperatives/:coopId/businesses/:businessId/records',
    access: 'development.write',
    scope: COOP,
    refusals: ['not_allowed_now', 'conflict'],
    input: z.strictObject({
      coopId: id,
      businessId: id,
      from: day,
      to: day,
      measures: measuresSchema,
      note: paragraph(500).default(''),
    }),
    output: z.object({ recordId: id }),
  },
  withdrawBusinessRecord: {
    title: text('撤回经营情况', 'Take a record back'),
    kind: 'write',
    path: '/cooperatives/:coopId/business-records/:recordId/withdraw',
    access: 'development.write',
    scope: COOP,
    refusals: ['not_allowed_now'],
    input: z.strictObject({ coopId: id, recordId: id, reason: asked }),
    output: z.object({}),
  },
  listBusinessLines: {
    title: text('可关联的账目', 'Lines of the books that could be linked'),
    kind: 'read',
    path: '/cooperatives/:coopId/business-lines',
    access: 'ledger.read',
    scope: COOP,
    input: z.strictObject({ coopId: id, role, year: z.coerce.number().int().min(2000).max(2100) }),
    output: z.object({ rows: z.array(lineRow.omit({ role: true, sector: true, phase: true })) }),
  },
  linkBusinessLines: {
    title: text('关联账目', 'Link lines of the books'),
    kind: 'write',
    path: '/cooperatives/:coopId/businesses/:businessId/lines',
    access: 'development.write',
    scope: COOP,
    refusals: ['conflict', 'not_allowed_now'],
    input: z.strictObject({
      coopId: id,
      businessId: id,
      lines: z
        .array(
          z.strictObject({
            voucherId: id,
            line: z.number().int().min(1).max(1000),
            period: z.number().int().min(200_000).max(210_013),
            role,
            sector: sector.nullable().default(null),
            phase: phase.nullable().default(null),
          }),
        )
        .min(1)
        .max(200),
    }),
    output: z.object({ linked: count }),
  },
  unlinkBusinessLine: {
    title: text('取消关联', 'Unlink a line'),
    kind: 'write',
    path: '/cooperatives/:coopId/business-lines/unlink',
    access: 'development.write',
    scope: COOP,
    refusals: ['not_allowed_now'],
    input: z.strictObject({
      coopId: id,
      voucherId: id,
      line: z.number().int().min(1).max(1000),
      reason: asked,
    }),
    output: z.object({}),
  },
})
