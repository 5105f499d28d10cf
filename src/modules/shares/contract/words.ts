import { z } from 'zod'
import { findingSchema, OUTCOMES, textSchema } from '../../../kernel/finding.ts'
import { sayFaults } from '../../../kernel/fault.ts'
import {
  day,
  fractionSchema,
  id,
  line,
  paragraph,
  yuan,
  yuanAboveZero,
  yuanFromZero,
} from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'

/** Who can hold. `other` is not a member: shares set aside or not yet given to anybody. */
export const HOLDER_KINDS = ['collective', 'person', 'enterprise', 'unit', 'other'] as const
/** What kind of holder it is in the county's eyes; branch posts are not here, they come from the branch. */
export const HOLDER_CLASSES = [
  'collective',
  'villager',
  'assisted',
  'outside_farmer',
  'outside_investor',
  'enterprise',
  'unit',
  'labour',
  'land',
  'reserve',
] as const
/** Forms of a registered contribution (农民专业合作社法 Art. 13). Labour, grants and donations are none. */
export const FORMS = ['cash', 'land_right', 'forest_right', 'kind', 'ip'] as const
/** Classes of internal units: what the charter counts when it distributes, beside the registered capital. */
export const UNIT_CLASSES = [
  'contribution',
  'labour',
  'technique',
  'management',
  'land',
  'forest',
  'resource',
  'grant',
  'donation',
  'assistance',
  'other',
] as const
export const EVENT_KINDS = [
  'contribution',
  'payment',
  'transfer',
  'exit',
  'inheritance',
  'conversion',
  'unit_grant',
  'unit_withdrawal',
  'reversal',
] as const

sayFaults({
  share_units: text(
    '份数应为最多六位小数的非负数',
    'must be a quantity of at most six decimals, not negative',
  ),
  json: text('不是合法的 JSON', 'is not JSON'),
})

const QUANTITY = /^(\d{1,12})(?:\.(\d{1,6}))?$/
const MICRO = 1_000_000n

/** A quantity of units: a decimal string of at most six places outside, whole millionths inside. */
export const quantity = z.codec(
  z.string(),
  z.custom<bigint>((v) => typeof v === 'bigint'),
  {
    decode: (value, ctx) => {
      const match = QUANTITY.exec(value)
      if (match !== null) {
        const [, whole = '0', places = ''] = match
        return BigInt(whole) * MICRO + BigInt(places.padEnd(6, '0'))
      }
      ctx.issues.push({ code: 'custom', input: value, message: 'share_units' })
      return z.NEVER
    },
    encode: (micro) => {
      const size = micro < 0n ? -micro : micro
      const places = (size % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
      const sign = micro < 0n ? '-' : ''
      return `${sign}${(size / MICRO).toString()}${places === '' ? '' : `.${places}`}`
    },
  },
)

/** A list that crosses a query string as JSON text, so that a read can carry a draft. */
export const jsonText = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .max(12_000)
    .transform((value, ctx): unknown => {
      try {
        return JSON.parse(value) as unknown
      } catch {
        ctx.issues.push({ code: 'custom', input: value, message: 'json' })
        return z.NEVER
      }
    })
    .pipe(schema)

/** A holder's id, or the key of a holder that the same call makes. */
const holderRef = line(60)

const unitAmount = z.strictObject({
  unitClass: z.enum(UNIT_CLASSES),
  units: quantity,
  /** The part that shares in dividends; all of it unless said. */
  dividendUnits: quantity.optional(),
})

/** Things other than money are valued by all members or by the way all members chose (SD Regs Art. 11). */
const valuation = z.strictObject({
  by: z.enum(['voucher', 'all_members', 'third_party']),
  note: line(300),
})

/** One draft change of a register. What-if and recording take the same. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('contribution'),
    holder: holderRef,
    form: z.enum(FORMS),
    paid: yuanFromZero.prefault('0'),
    promised: yuanFromZero.prefault('0'),
    units: z.array(unitAmount).max(20).default([]),
    valuation: valuation.optional(),
    note: line(300).optional(),
  }),
  z.strictObject({
    kind: z.literal('payment'),
    holder: holderRef,
    form: z.enum(FORMS),
    amount: yuanAboveZero,
    note: line(300).optional(),
  }),
  z.strictObject({
    kind: z.literal('transfer'),
    from: holderRef,
    to: holderRef,
    form: z.enum(FORMS),
    amount: yuanFromZero.prefault('0'),
    promised: yuanFromZero.prefault('0'),
    units: z.array(unitAmount).max(20).default([]),
    note: line(300).optional(),
  }),
  z.strictObject({
    kind: z.literal('exit'),
    holder: holderRef,
    noticeOn: day.optional(),
    /** Contribution and reserve share less losses borne; grants are not refunded (SD Regs Art. 22). */
    refund: z
      .strictObject({
        contribution: yuanFromZero,
        reserveShare: yuanFromZero.prefault('0'),
        lossBorne: yuanFromZero.prefault('0'),
        paidOn: day.optional(),
      })
      .optional(),
    note: line(300).optional(),
  }),
  z.strictObject({
    kind: z.literal('inheritance'),
    from: holderRef,
    heirs: z
      .array(z.strictObject({ to: holderRef, weight: fractionSchema.prefault('1') }))
      .min(1)
      .max(20),
    note: line(300).optional(),
  }),
  z.strictObject({
    kind: z.literal('conversion'),
    holder: holderRef,
    /** Another form of the same holder, or reserve or surplus turned into contributions (Art. 42, 44). */
    source: z.enum([...FORMS, 'reserve', 'surplus']),
    form: z.enum(FORMS),
    amount: yuanAboveZero,
    resolution: line(300),
  }),
  z.strictObject({
    kind: z.literal('unit_grant'),
    holder: holderRef,
    units: z.array(unitAmount).min(1).max(20),
    note: line(300),
  }),
  z.strictObject({
    kind: z.literal('unit_withdrawal'),
    holder: holderRef,
    units: z.array(unitAmount).min(1).max(20),
    note: line(300),
  }),
])

const newHolderFields = {
  /** How the changes of the same call name this holder. */
  key: line(60),
  kind: z.enum(HOLDER_KINDS),
  class: z.enum(HOLDER_CLASSES).optional(),
  personId: id.optional(),
  /** For holders that are no registered person. */
  name: line(200).optional(),
  memberNumber: z
    .string()
    .regex(/^\d{1,8}$/)
    .optional(),
  /** From the person's register when left out. */
  farmer: z.boolean().optional(),
  householdId: id.nullable().optional(),
  relatedGroup: line(100).optional(),
  publicFunction: z.boolean().default(false),
}

export const newHolder = z.strictObject(newHolderFields)

export const newHolderAt = z.strictObject({ ...newHolderFields, joinedOn: day.optional() })

const unitSum = z.object({
  unitClass: z.enum(UNIT_CLASSES),
  units: quantity,
  dividendUnits: quantity,
})

export const registerRow = z.object({
  holderId: id,
  memberNumber: z.string(),
  kind: z.enum(HOLDER_KINDS),
  class: z.enum(HOLDER_CLASSES),
  name: z.string(),
  personId: id.nullable(),
  farmer: z.boolean(),
  householdId: id.nullable(),
  relatedGroup: z.string().nullable(),
  publicFunction: z.boolean(),
  joinedOn: day,
  leftOn: day.nullable(),
  contributions: z.array(z.object({ form: z.enum(FORMS), paid: yuan, promised: yuan })),
  paid: yuan,
  promised: yuan,
  /** Paid and promised together: the registered contribution. */
  registered: yuan,
  /** Part of all registered contributions; null when there are none. */
  share: fractionSchema.nullable(),
  unitClasses: z.array(unitSum),
  units: quantity,
  dividendUnits: quantity,
  /** Posts in the village branch; null without the permission to see them. */
  branch: z.object({ committee: z.boolean(), party: z.boolean() }).nullable(),
})

export const registerTotals = z.object({
  members: z.number().int(),
  farmers: z.number().int(),
  households: z.number().int(),
  units: quantity,
  dividendUnits: quantity,
  paid: yuan,
  promised: yuan,
  registered: yuan,
})

/** A finding with what the county decided about it. */
export const checkedFinding = findingSchema.extend({
  title: textSchema,
  /** How the binding reading came out: what the product acts on. */
  bound: z.enum(OUTCOMES),
  exemption: z.object({ id, reason: z.string(), approver: z.string(), validTo: day }).nullable(),
})

export const checkSchema = z.object({
  coopId: id,
  asOf: day,
  outcome: z.enum(OUTCOMES),
  /** Binding readings that fail under severity "block" without an exemption. */
  blocks: z.number().int(),
  warnings: z.number().int(),
  findings: z.array(checkedFinding),
  registerHash: z.string(),
})

export const reasonText = paragraph(1000)
