import { z } from 'zod'
import { day, fractionSchema, id, line, page, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { quantity } from './words.ts'

/** Who comes first when benefits are handed out again: those who cannot work. */
const PRIORITIES = ['unable_to_work', 'elderly', 'disabled', 'ill', 'other'] as const
/** Why a benefit ended. */
const ENDINGS = [
  'left_poverty',
  'deceased',
  'moved_away',
  'replaced',
  'fund_ended',
  'mistaken',
] as const

const beneficiaryInput = z.strictObject({
  householdId: id,
  /** Left out: the household as a whole, with the number of its persons who benefit. */
  personId: id.optional(),
  persons: z.number().int().min(1).max(30).default(1),
  units: quantity,
  priority: z.enum(PRIORITIES).default('other'),
  from: day,
})

const fundFields = {
  name: line(100),
  /** The fund and the document that assigned it, as its own accounts name them. */
  fundSource: line(200),
  fundDocument: line(200),
  amount: yuanFromZero,
  units: quantity,
  /** Guaranteed return a year as a part of the amount; null: floating only. */
  guaranteedRate: fractionSchema.nullable().prefault(null),
  /** The most one beneficiary gets a year. */
  cap: yuanFromZero.nullable().prefault(null),
  floating: z.boolean().default(true),
  /** What becomes of the shares when a household leaves poverty. */
  conversionRule: line(500),
  from: day,
  to: day.nullable().default(null),
}

const beneficiary = z.object({
  id,
  fundId: id,
  coopId: id,
  householdId: id,
  personId: id.nullable(),
  name: z.string(),
  persons: z.number().int(),
  units: quantity,
  priority: z.enum(PRIORITIES),
  from: day,
  to: day.nullable(),
  replacedBy: id.nullable(),
  checkedOn: day,
  history: z.array(z.object({ on: day, status: z.string(), note: z.string(), by: z.string() })),
})

const fund = z.object({
  id,
  coopId: id,
  name: z.string(),
  fundSource: z.string(),
  fundDocument: z.string(),
  titleHolderId: id,
  titleOwner: z.string(),
  amount: yuan,
  units: quantity,
  guaranteedRate: fractionSchema.nullable(),
  cap: yuan.nullable(),
  floating: z.boolean(),
  conversionRule: z.string(),
  from: day,
  to: day.nullable(),
  households: z.number().int(),
  persons: z.number().int(),
  unitsGiven: quantity,
})

const counts = {
  cooperatives: z.number().int(),
  households: z.number().int(),
  persons: z.number().int(),
  amount: yuan,
}

/** The verbs of assistance shares (扶贫股; the county may call them 帮扶股). */
export const assistanceVerbs = defineVerbs({
  countAssistance: {
    title: text('扶贫股统计', 'Assistance shares in numbers'),
    kind: 'read',
    path: '/assistance/counts',
    access: 'shares.read',
    scope: LIST_SCOPE,
    /** A town, a village or a co-op; only co-ops in a status that the county counts, as on its boards. */
    input: z.strictObject({ asOf: day.optional(), unitId: id.optional() }),
    output: z.object({
      asOf: day,
      /** What the county calls these shares. */
      term: z.string(),
      ...counts,
      /** A household or person helped in several co-ops counts once above, in each co-op below. */
      rows: z.array(z.object({ coopId: id, coopName: z.string(), ...counts })),
    }),
  },
  readAssistance: {
    title: text('合作社扶贫股', 'Assistance shares of a co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId/assistance',
    access: 'person.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, asOf: day.optional() }),
    output: z.object({
      asOf: day,
      term: z.string(),
      funds: z.array(fund),
      beneficiaries: z.array(beneficiary),
    }),
  },
  listAssistanceReview: {
    title: text('扶贫股年度复核清单', 'Beneficiaries due for the annual re-check'),
    kind: 'read',
    path: '/assistance/review',
    access: 'person.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ asOf: day.optional(), unitId: id.optional(), ...page }),
    output: z.object({
      asOf: day,
      total: z.number().int(),
      beneficiaries: z.array(
        beneficiary.omit({ history: true }).extend({
          /** Why it is on the list. */
          due: z.enum(['never_this_year', 'deceased', 'left_village', 'not_assisted']),
        }),
      ),
    }),
  },
  setAssistanceTerm: {
    title: text('设定扶贫股名称', 'Name the assistance shares'),
    kind: 'write',
    path: '/assistance/term',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ term: line(20) }),
    output: z.object({ term: z.string() }),
  },
  addAssistance: {
    title: text('设立扶贫股', 'Set up assistance shares'),
    kind: 'write',
    path: '/cooperatives/:coopId/assistance',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      ...fundFields,
      beneficiaries: z.array(beneficiaryInput).max(1000).default([]),
    }),
    output: z.object({ fundId: id, beneficiaryIds: z.array(id) }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  addAssistances: {
    title: text('批量设立扶贫股', 'Set up assistance shares of many co-ops'),
    kind: 'write',
    path: '/units/:unitId/assistance',
    access: 'shares.write',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      funds: z
        .array(
          z.strictObject({
            coopId: id,
            ...fundFields,
            beneficiaries: z.array(beneficiaryInput).max(1000).default([]),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({ funds: z.number().int(), beneficiaries: z.number().int() }),
    refusals: ['not_allowed_now', 'conflict'],
    bodyLimit: 16 * 1024 * 1024,
  },
  endAssistance: {
    title: text('终止扶贫股', 'End assistance shares'),
    kind: 'write',
    path: '/cooperatives/:coopId/assistance/:fundId/end',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      fundId: id,
      /** The first day without it; whoever benefits then benefits until that day. */
      on: day,
      /** What became of the shares, with the document. */
      note: line(300),
    }),
    output: z.object({ ended: z.number().int() }),
    refusals: ['conflict'],
  },
  addBeneficiaries: {
    title: text('增加受益人', 'Add beneficiaries'),
    kind: 'write',
    path: '/cooperatives/:coopId/assistance/:fundId/beneficiaries',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      fundId: id,
      beneficiaries: z.array(beneficiaryInput).min(1).max(1000),
    }),
    output: z.object({ beneficiaryIds: z.array(id) }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  endBeneficiary: {
    title: text('终止受益', 'End a benefit'),
    kind: 'write',
    path: '/cooperatives/:coopId/assistance/beneficiaries/:beneficiaryId/end',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      beneficiaryId: id,
      on: day,
      status: z.enum(ENDINGS),
      note: line(300),
      /** Who gets the units instead. */
      replacedBy: beneficiaryInput.omit({ units: true, from: true }).optional(),
    }),
    output: z.object({ replacedById: id.nullable() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  confirmBeneficiaries: {
    title: text('年度复核通过', 'Confirm beneficiaries for the year'),
    kind: 'write',
    path: '/cooperatives/:coopId/assistance/confirm',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      beneficiaryIds: z.array(id).min(1).max(1000),
      note: line(300),
    }),
    output: z.object({ confirmed: z.number().int() }),
  },
})
