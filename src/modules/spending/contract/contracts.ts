import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import {
  day,
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
import {
  caseRef,
  needed,
  organStep,
  paperInput,
  paperOutput,
  quoteInput,
  quoteOutput,
} from './words.ts'

const COOP = unitScope('coopId')

export const CONTRACT_KINDS = [
  'purchase',
  'sale',
  'lease_in',
  'lease_out',
  'construction',
  'service',
  'loan',
  'cooperation',
  'other',
] as const
export const CONTRACT_STATES = [
  'draft',
  'approving',
  'in_force',
  'refused',
  'expired',
  'ended',
] as const

const direction = z.enum(['pays', 'receives'])

/** A thing that falls due under a contract. */
const term = z.strictObject({
  kind: z.enum(['performance', 'payment', 'collection']),
  dueOn: day,
  amount: yuanFromZero.nullable().default(null),
  text: line(200),
})

const partnerInput = z.strictObject({
  name: line(100),
  creditCode: line(30).nullable().default(null),
  legalRep: line(60).nullable().default(null),
  /** Of a private person: only to find who it is; kept as a keyed hash. */
  idNumber: line(30).nullable().default(null),
  phone: line(30).nullable().default(null),
  account: line(40).nullable().default(null),
  address: line(200).nullable().default(null),
})

/** What ties the other side to those who act for the co-op. */
export const tie = z.object({
  kind: z.enum([
    'same_person',
    'same_name',
    'household',
    'linked_group',
    'phone',
    'account',
    'address',
    'shared_contact',
  ]),
  /** The one of the co-op's side, and in which post. */
  name: z.string(),
  post: z.string(),
  /** A match of names alone is a question, not a finding. */
  certain: z.boolean(),
  text: textSchema,
})

const terms = {
  title: line(120),
  kind: z.enum(CONTRACT_KINDS),
  direction,
  partner: partnerInput,
  amount: yuanFromZero,
  /** How the price was found: market, quotes, tender, appraisal. */
  priceBasis: paragraph(1_000).refine((said) => said !== '', { error: 'empty' }),
  startsOn: day,
  expiresOn: day,
  schedule: z.array(term).max(200).default([]),
  quotes: z.array(quoteInput).max(50).default([]),
  singleSource: paragraph(500).nullable().default(null),
}

const contractRow = z.object({
  contractId: id,
  number: z.string(),
  coopId: id,
  coopName: z.string(),
  title: z.string(),
  kind: z.enum(CONTRACT_KINDS),
  direction,
  partner: z.string(),
  amount: yuan,
  startsOn: day,
  expiresOn: day,
  state: z.enum(CONTRACT_STATES),
  /** Days until it expires, within the county's span of notice; else null. */
  expiresIn: z.number().int().nullable(),
  related: z.number().int(),
})

export const RECORD_KINDS = ['performance', 'payment', 'collection', 'breach', 'note'] as const

export const contractVerbs = defineVerbs({
  saveContract: {
    title: text('登记合同', 'Keep a contract'),
    kind: 'write',
    path: '/cooperatives/:coopId/contracts',
    access: 'spending.write',
    scope: COOP,
    secret: ['partner', 'papers'],
    bodyLimit: 24 * 1024 * 1024,
    /** With `contractId` a new version. `signedOn`: signed before approvals were in use. */
    input: z.strictObject({
      coopId: id,
      contractId: id.nullable().default(null),
      ...terms,
      signedOn: day.nullable().default(null),
      reason: paragraph(500).default(''),
      papers: z.array(paperInput).max(10).default([]),
    }),
    output: z.object({
      contractId: id,
      number: z.string(),
      version: z.number().int(),
      route: z.array(needed),
      steps: z.array(organStep),
      quotesAsked: z.number().int(),
      ties: z.array(tie),
    }),
    refusals: ['not_allowed_now', 'too_large'],
  },
  submitContract: {
    title: text('合同送审', 'Send a contract for approval'),
    kind: 'write',
    path: '/cooperatives/:coopId/contracts/:contractId/submit',
    access: 'spending.write',
    scope: COOP,
    input: z.strictObject({ coopId: id, contractId: id }),
    output: z.object({ caseId: id, number: z.string() }),
    refusals: ['not_allowed_now'],
  },
  listContracts: {
    title: text('合同台账', 'Register of contracts'),
    kind: 'read',
    path: '/contracts',
    access: 'spending.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      state: z.enum(CONTRACT_STATES).optional(),
      search: z.string().trim().max(100).optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      states: z.array(z.object({ state: z.enum(CONTRACT_STATES), contracts: z.number().int() })),
      rows: z.array(contractRow),
    }),
  },
  readContract: {
    title: text('查看合同', 'Read a contract'),
    kind: 'read',
    path: '/cooperatives/:coopId/contracts/:contractId',
    access: 'spending.read',
    scope: COOP,
    input: z.strictObject({ coopId: id, contractId: id }),
    output: contractRow.extend({
      signedOn: day.nullable(),
      version: z.number().int(),
      partnerFacts: z.object({
        creditCode: z.string().nullable(),
        legalRep: z.string().nullable(),
        phone: z.string().nullable(),
        account: z.string().nullable(),
        address: z.string().nullable(),
      }),
      priceBasis: z.string(),
      singleSource: z.string().nullable(),
      schedule: z.array(
        z.object({
          line: z.number().int(),
          kind: z.enum(['performance', 'payment', 'collection']),
          dueOn: day,
          amount: yuan.nullable(),
          text: z.string(),
          done: z.boolean(),
          overdue: z.boolean(),
        }),
      ),
      quotes: z.array(quoteOutput),
      ties: z.array(tie),
      route: z.array(needed),
      case: caseRef.nullable(),
      paid: yuan,
      collected: yuan,
      payments: z.array(z.object({ voucherId: id, onDate: day, payee: z.string(), amount: yuan })),
      records: z.array(
        z.object({
          kind: z.enum(RECORD_KINDS),
          line: z.number().int().nullable(),
          onDate: day,
          amount: yuan.nullable(),
          note: z.string(),
          recordedBy: z.string(),
        }),
      ),
      papers: z.array(paperOutput),
      versions: z.array(
        z.object({
          version: z.number().int(),
          title: z.string(),
          amount: yuan,
          expiresOn: day,
          reason: z.string(),
          recordedAt: z.string(),
          recordedBy: z.string(),
        }),
      ),
      endReason: z.string().nullable(),
    }),
  },
  recordContract: {
    title: text('记录合同履行', 'Record what happened under a contract'),
    kind: 'write',
    path: '/cooperatives/:coopId/contracts/:contractId/records',
    access: 'spending.write',
    scope: COOP,
    secret: ['papers'],
    bodyLimit: 24 * 1024 * 1024,
    input: z.strictObject({
      coopId: id,
      contractId: id,
      kind: z.enum(RECORD_KINDS),
      line: z.number().int().min(0).nullable().default(null),
      onDate: day,
      amount: yuanAboveZero.nullable().default(null),
      note: paragraph(500).default(''),
      papers: z.array(paperInput).max(10).default([]),
    }),
    output: z.object({}),
    refusals: ['not_allowed_now', 'too_large'],
  },
  endContract: {
    title: text('终结合同', 'End a contract'),
    kind: 'write',
    path: '/cooperatives/:coopId/contracts/:contractId/end',
    access: 'spending.write',
    scope: COOP,
    input: z.strictObject({ coopId: id, contractId: id, onDate: day, reason: line(300) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listDue: {
    title: text('支出与合同到期事项', 'What falls due'),
    kind: 'read',
    path: '/spending/due',
    access: 'spending.read',
    scope: LIST_SCOPE,
    /** Within so many days, and what is overdue: terms and ends of contracts, emergencies, risks. */
    input: z.strictObject({
      unitId: id.optional(),
      days: z.coerce.number().int().min(0).max(366).default(30),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      overdue: z.number().int(),
      rows: z.array(
        z.object({
          kind: z.enum([
            'payment',
            'collection',
            'performance',
            'expiry',
            'emergency',
            'risk',
            'outcome',
          ]),
          coopId: id,
          coopName: z.string(),
          /** The contract, request, risk or assessment. */
          subjectId: id,
          title: z.string(),
          dueOn: day,
          overdue: z.boolean(),
          amount: yuan.nullable(),
        }),
      ),
    }),
  },
})
