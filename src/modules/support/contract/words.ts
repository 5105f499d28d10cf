import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, paragraph, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'

/* The words of support as they cross JSON. */

sayFaults({
  support_area: text('应为亩数,最多六位小数', 'must be mu with at most six places'),
  support_zero: text('不能为零', 'must not be zero'),
})

const LEVELS = ['central', 'province', 'city', 'county', 'town', 'social'] as const
const DECIDERS = ['leading_group', 'finance', 'government', 'town'] as const
const DEPARTMENTS = [
  'county_organisation',
  'county_agriculture',
  'natural_resources',
  'finance_centre',
  'finance_bureau',
] as const

export const level = z.enum(LEVELS)
export const decider = z.enum(DECIDERS)
export const department = z.enum(DEPARTMENTS)
export const linkKind = z.enum(['arrival', 'refund', 'use'])
export const requestKind = z.enum(['fund', 'loan', 'land'])
export const outcome = z.enum(['granted', 'partly', 'refused', 'withdrawn'])
export const named = z.object({ id, name: z.string() })
export const count = z.number().int()
/** Of a query string or a body. */
export const year = z.coerce.number().int().min(2000).max(2200)
export const said = (max = 2_000) =>
  paragraph(max).refine((value) => value !== '', { error: 'empty' })
export const format = z.enum(['pdf', 'docx']).default('pdf')
export const sheetFormat = z.enum(['xlsx', 'csv']).default('xlsx')
export const fileOut = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })
/** A photograph, PDF or OFD in base64. */
export const fileIn = z.strictObject({
  name: z.string().trim().min(1, { error: 'empty' }).max(200),
  content: z.string().min(1, { error: 'empty' }),
})
export const fileHead = z.object({ fileId: id, name: z.string(), mediaType: z.string() })
/** More or less: yuan, not zero. */
export const yuanChange = yuan.refine((v) => v !== 0n, { error: 'support_zero' })

/** An area: mu outside, whole millionths inside, above zero. */
export const area = z.codec(
  z.string(),
  z.custom<bigint>((v) => typeof v === 'bigint'),
  {
    decode: (typed, ctx) => {
      const [, whole, places = ''] = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(typed) ?? []
      const value = whole === undefined ? 0n : BigInt(whole + places.padEnd(6, '0'))
      if (value > 0n) return value
      ctx.issues.push({ code: 'custom', input: typed, message: 'support_area' })
      return z.NEVER
    },
    encode: (value) => {
      const places = (value % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '')
      return `${value / 1_000_000n}${places === '' ? '' : `.${places}`}`
    },
  },
)

/** Money on its way; `net` is given less taken back, `waiting` net less arrived, `left` arrived less used. */
export const moneySchema = z.object({
  given: yuan,
  returned: yuan,
  net: yuan,
  arrived: yuan,
  used: yuan,
  waiting: yuan,
  left: yuan,
})

export const scoreSchema = z.object({
  id: z.string(),
  title: textSchema,
  /** A class, or an exact fraction; null where it is not known. */
  value: z.string().nullable(),
  /** Thousandths of a point. */
  points: count,
  of: count,
})

const criterionHead = {
  id: z.string().trim().min(1).max(40),
  title: textSchema,
  points: z.number().int().min(0).max(100_000),
}
const points = z.number().int().min(0).max(100_000)
const exact = fractionSchema

export const criterionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...criterionHead,
    kind: z.literal('indicator'),
    indicator: z.string().trim().min(1).max(60),
    zero: exact,
    full: exact,
  }),
  z.strictObject({
    ...criterionHead,
    kind: z.literal('class'),
    classes: z.strictObject({
      model: points,
      improve: points,
      transform: points,
      rebuild: points,
      none: points,
    }),
  }),
])

export const departmentSchema = z.strictObject({
  role: department,
  name: z.string().trim().min(1, { error: 'empty' }).max(60),
  leader: z.string().trim().max(60),
  liaison: z.string().trim().max(60),
  duties: z.array(z.string().trim().min(1).max(200)).max(20),
})

export const allocationRow = z.object({
  allocationId: id,
  number: z.string(),
  fund: z.object({
    fundId: id,
    unitId: id,
    title: z.string(),
    level,
    year: count,
    code: z.string(),
    document: z.string(),
  }),
  unit: z.object({ id, kind: z.enum(['county', 'town', 'village', 'coop']), name: z.string() }),
  town: z.string().nullable(),
  purpose: z.string(),
  basis: z.string(),
  decidedBy: decider,
  decision: z.string(),
  decidedOn: day,
  points: count.nullable(),
  place: count.nullable(),
  among: count.nullable(),
  money: moneySchema,
  /** Of the used: what became an asset. */
  asset: yuan,
  /** Days since the decision while money is missing. */
  waitingDays: count.nullable(),
  /** Links whose voucher was taken back with red ink: not counted, to be withdrawn. */
  broken: count,
  state: z.enum(['waiting', 'partly', 'arrived', 'used', 'taken_back']),
})
