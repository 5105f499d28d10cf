import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { text } from '../../../kernel/text.ts'

export const TRADE_KINDS = ['delivery', 'agency_sale', 'supply', 'service', 'land', 'work'] as const
export const UNITS = [
  'kg',
  'jin',
  'ton',
  'litre',
  'piece',
  'box',
  'head',
  'mu',
  'day',
  'hour',
  'time',
] as const
/** How a product is booked where its kind of trade leaves a choice. */
export const POSTED_AS = [
  'none',
  'sell',
  'sell-biological',
  'agency-purchase-deliver',
  'service-income',
  'land-income',
  'labour-income',
  'processing-income',
  'tourism-income',
  'lease-income',
  'land-rent',
  'land-guarantee',
] as const
export const PATRONAGE_BASES = ['value', 'quantity', 'weighted', 'mu', 'days'] as const

sayFaults({
  trade_decimal: text(
    '应为最多六位小数的非负数',
    'must be a number of at most six decimals, not negative',
  ),
  trade_zero: text('应大于零', 'must be above zero'),
  trade_weight: text('折算系数应大于零', 'the weight must be above zero'),
  trade_price: text('各等级的价格不能为负', 'no grade may have a price below zero'),
  trade_grades: text('等级重复', 'a grade occurs twice'),
  trade_accounts: text(
    '同一总账科目只能指定一个明细科目',
    'one account for each national account at most',
  ),
  trade_account: text('科目编码不对', 'is no account code'),
  trade_due: text('交货期限不能早于签订日期', 'must not be before the contract was signed'),
})

const DECIMAL = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/
const MICRO = 1_000_000n

function read(value: string): bigint | null {
  const match = DECIMAL.exec(value)
  if (match === null) return null
  const [, sign, whole = '0', places = ''] = match
  const size = BigInt(whole) * MICRO + BigInt(places.padEnd(6, '0'))
  return sign === '-' ? -size : size
}

function write(micro: bigint): string {
  const size = micro < 0n ? -micro : micro
  const places = (size % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
  return `${micro < 0n ? '-' : ''}${size / MICRO}${places === '' ? '' : `.${places}`}`
}

/** A decimal of at most six places outside, whole millionths inside; may be negative. */
export const signedDecimal = z.codec(
  z.string(),
  z.custom<bigint>((v) => typeof v === 'bigint'),
  {
    decode: (value, ctx) => {
      const micro = read(value)
      if (micro !== null) return micro
      ctx.issues.push({ code: 'custom', input: value, message: 'trade_decimal' })
      return z.NEVER
    },
    encode: write,
  },
)

/** A quantity or a price that is not negative. */
export const decimal = signedDecimal.refine((v) => v >= 0n, { error: 'trade_decimal' })

export const decimalAboveZero = signedDecimal.refine((v) => v > 0n, { error: 'trade_zero' })

/** The price of an order as data. */
export const formulaSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), price: decimal }),
  z
    .strictObject({
      kind: z.literal('graded'),
      base: decimal,
      steps: z
        .array(z.strictObject({ grade: z.string().trim().min(1).max(40), step: signedDecimal }))
        .min(1)
        .max(40),
    })
    .refine(({ base, steps }) => steps.every(({ step }) => base + step >= 0n), {
      error: 'trade_price',
    })
    .refine(({ steps }) => new Set(steps.map(({ grade }) => grade)).size === steps.length, {
      error: 'trade_grades',
    }),
])

export const year = z.coerce.number().int().min(2000).max(2200)

/** A month of business: yyyymm. */
export const month = z.coerce
  .number()
  .int()
  .min(200_001)
  .max(220_012)
  .refine((p) => p % 100 >= 1 && p % 100 <= 12, { error: 'date' })
