import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { fractionSchema, id, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { planSchema } from './plan.ts'

/*
 * The usual plan in few figures (章程约定的分配办法), and what its transactions are counted from. A plan of
 * another make is written out as `planSchema` and names the source of each of its measures.
 */

sayFaults({
  terms_rate: text('比例应在 0 与 1 之间', 'the rate must be between 0 and 1'),
  terms_source: text(
    '每个计量都要写明取自哪类成员交易',
    'each measure must name the trades it is counted from',
  ),
})

const rate = fractionSchema.refine((f) => f.num >= 0n && f.num <= f.den, { error: 'terms_rate' })

/** What is counted as transaction, in the words of the trade module (`PatronageDefinition`). */
export const basisSchema = z.strictObject({
  by: z.enum(['value', 'quantity', 'weighted', 'mu', 'days']),
  kinds: z
    .array(z.enum(['delivery', 'agency_sale', 'supply', 'service', 'land', 'work']))
    .min(1)
    .nullable()
    .default(null),
  productIds: z.array(id).min(1).max(200).nullable().default(null),
})
export type Basis = z.output<typeof basisSchema>

const fields = {
  reserveRate: rate,
  reserveOf: z.enum(['after-loss', 'surplus']),
  quantifyBy: z.enum(['contribution', 'patronage', 'equal']),
  /** Of the distributable surplus; the Act asks for 3/5 at least. */
  returnRate: rate,
  basis: basisSchema,
  /** The year's new reserve shares count where the rest is divided by accounts. */
  countNewReserve: z.boolean(),
  /** Who joined or left in the year: counts in full, by months, or not at all where accounts divide. */
  partYear: z.enum(['full', 'months', 'none']),
  /** Undistributed surplus of earlier years that joins the rest. */
  draw: yuanFromZero,
  /** Of the distributable surplus, kept undistributed. */
  retainRate: rate,
  /** Of what everybody gets, turned into contributions (Art. 44 §3); the return first. */
  convertRate: rate,
  /** Guaranteed returns of assistance shares go to the holder of their title as steps of the plan. */
  assistance: z.boolean(),
}

/** As somebody drafts them: what is left out is the county's rule DIST-TERMS, or nothing. */
export const givenTermsSchema = z.strictObject(fields).partial()
export type GivenTerms = z.output<typeof givenTermsSchema>

export const termsSchema = z.strictObject({
  reserveRate: fields.reserveRate.prefault('1/10'),
  reserveOf: fields.reserveOf.default('after-loss'),
  quantifyBy: fields.quantifyBy.default('contribution'),
  returnRate: fields.returnRate.prefault('3/5'),
  basis: fields.basis.prefault({ by: 'value' }),
  countNewReserve: fields.countNewReserve.default(false),
  partYear: fields.partYear.default('full'),
  draw: fields.draw.prefault('0'),
  retainRate: fields.retainRate.prefault('0'),
  convertRate: fields.convertRate.prefault('0'),
  assistance: fields.assistance.default(true),
})
export type Terms = z.output<typeof termsSchema>

/** A plan written out, with where each measure is counted from. */
export const documentSchema = z
  .strictObject({ plan: planSchema, sources: z.record(z.string(), basisSchema) })
  .superRefine(({ plan, sources }, context) => {
    plan.measures.forEach(({ id: measure }, i) => {
      if (sources[measure] !== undefined) return
      context.addIssue({ code: 'custom', path: ['plan', 'measures', i], message: 'terms_source' })
    })
  })
export type Document = z.output<typeof documentSchema>
