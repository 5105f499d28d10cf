import { z } from 'zod'
import { day, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { paperInput } from './words.ts'

const COOP = unitScope('coopId')
const format = z.enum(['pdf', 'docx']).default('pdf')

/** What a paper may be about, and come back to when it is signed. */
export const SUBJECTS = ['request', 'contract', 'risk'] as const

/** The papers of one request, contract or assessment. */
export const SPENDING_PAPERS = ['request', 'contract', 'quotes', 'risk'] as const

/** Registers of a unit: of its contracts, of its risks. */
export const SPENDING_REGISTERS = ['contracts', 'risks'] as const

const printed = z.object({
  /** The number on the sheet: 表〔2020〕12号. */
  serial: z.string(),
  name: z.string(),
  mediaType: z.string(),
  content: z.string(),
})

/** Papers to be printed, signed and taken back. Each is numbered, and its fingerprint is in the audit trail. */
export const paperVerbs = defineVerbs({
  printSpendingPaper: {
    title: text('打印支出、合同表单', 'Print a paper of a request or contract'),
    kind: 'write',
    path: '/cooperatives/:coopId/spending-papers/print',
    access: 'spending.read',
    scope: COOP,
    /** `quotes` is the comparison of prices of a request or of a contract, whichever the subject is. */
    input: z.strictObject({
      coopId: id,
      paper: z.enum(SPENDING_PAPERS),
      subjectId: id,
      format,
    }),
    output: printed,
    refusals: ['not_allowed_now'],
  },
  printSpendingRegister: {
    title: text('打印合同、风险台账', 'Print a register of contracts or risks'),
    kind: 'write',
    path: '/units/:unitId/spending-registers/print',
    access: 'spending.read',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, register: z.enum(SPENDING_REGISTERS), format }),
    output: printed,
  },
  printLimits: {
    title: text('打印支出审批权限表', 'Print the matrix of limits'),
    kind: 'write',
    path: '/limits/print',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({ on: day.optional(), format }),
    output: printed,
  },
  addSpendingPapers: {
    title: text('传回签字材料', 'Take a signed paper back'),
    kind: 'write',
    path: '/cooperatives/:coopId/spending-papers',
    access: 'spending.write',
    scope: COOP,
    secret: ['papers'],
    bodyLimit: 24 * 1024 * 1024,
    input: z.strictObject({
      coopId: id,
      about: z.enum(SUBJECTS),
      subjectId: id,
      /** The number of the printed sheet that comes back, where it is one. */
      serial: line(40).nullable().default(null),
      papers: z.array(paperInput).min(1).max(10),
    }),
    output: z.object({}),
    refusals: ['too_large'],
  },
})
