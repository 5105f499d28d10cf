import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, yuan, yuanAboveZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  allocationRow,
  area,
  count,
  department,
  departmentSchema,
  fileHead,
  fileIn,
  fileOut,
  format,
  moneySchema,
  named,
  outcome,
  requestKind,
  said,
  sheetFormat,
} from './words.ts'

const COOP = unitScope('coopId')
const UNIT = unitScope('unitId')

const figure = z.object({
  indicator: z.string(),
  title: textSchema,
  unit: textSchema,
  form: z.string(),
  value: z.string().nullable(),
  before: z.string().nullable(),
  /** More of it is better, or less, or neither. */
  direction: z.enum(['up', 'down', 'none']),
})

const requestRow = z.object({
  requestId: id,
  number: z.string(),
  kind: requestKind,
  unit: z.object({ id, kind: z.enum(['county', 'town', 'village', 'coop']), name: z.string() }),
  town: z.string().nullable(),
  title: z.string(),
  reason: z.string(),
  amount: yuan.nullable(),
  months: count.nullable(),
  lender: z.string().nullable(),
  landUse: z.string().nullable(),
  area: area.nullable(),
  planYear: count.nullable(),
  askedOn: day,
  by: z.string(),
  caseId: id,
  /** Whom it waits for, and until when. */
  waitsFor: z.string().nullable(),
  dueOn: day.nullable(),
  late: z.boolean(),
  outcome: outcome.nullable(),
  granted: yuan.nullable(),
  grantedArea: area.nullable(),
  answer: z.string().nullable(),
  endedOn: day.nullable(),
  files: z.array(fileHead),
})

const requestFilters = {
  unitId: id.optional(),
  kind: requestKind.optional(),
  state: z.enum(['open', 'late', 'ended', 'all']).default('all'),
}

/** Three supports of a co-op side by side, what it asks for, and the departments' queues (R14, R25, R26, R31-R33). */
export const coopVerbs = defineVerbs({
  readCoopSupport: {
    title: text('合作社三项扶持', 'Three supports of a co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId/support',
    access: 'support.read',
    scope: COOP,
    input: z.strictObject({ coopId: id }),
    output: z.object({
      coop: z.object({
        id,
        name: z.string(),
        village: z.string(),
        town: z.string(),
        class: z.string().nullable(),
      }),
      funds: z.object({ money: moneySchema, rows: z.array(allocationRow) }),
      /** Null where the caller may not read that part of the product. */
      people: z
        .object({
          helpers: z.array(
            z.object({
              name: z.string(),
              post: z.string(),
              channel: z.string(),
              from: day,
              at: z.string(),
            }),
          ),
          posted: z.array(
            z.object({ name: z.string(), post: textSchema, from: day, to: day.nullable() }),
          ),
          visits: count,
          lastVisit: day.nullable(),
          issuesOpen: count,
          trainings: z.array(
            z.object({ period: z.string(), heads: z.string(), evidence: z.string() }),
          ),
        })
        .nullable(),
      management: z.object({
        class: z.string().nullable(),
        classSince: day.nullable(),
        cases: z.object({ running: count, late: count, done: count }).nullable(),
        problems: z
          .array(
            z.object({
              problemId: id,
              number: z.string(),
              title: z.string(),
              closedOn: day.nullable(),
              listed: z.boolean(),
            }),
          )
          .nullable(),
        findings: z
          .array(z.object({ rule: z.string(), severity: z.string(), since: day }))
          .nullable(),
      }),
      growth: z.array(figure),
      risk: z.array(figure),
    }),
  },
  printSupportCard: {
    title: text('打印扶持明白卡', 'Print the co-op’s support card'),
    kind: 'read',
    path: '/cooperatives/:coopId/support-card',
    access: 'support.read',
    scope: COOP,
    download: true,
    audited: true,
    input: z.strictObject({ coopId: id, format }),
    output: fileOut,
  },
  askSupport: {
    title: text('提出扶持申请', 'Ask for support'),
    kind: 'write',
    path: '/units/:unitId/support-requests',
    access: 'support.ask',
    scope: UNIT,
    secret: ['files'],
    bodyLimit: 64 * 1024 * 1024,
    refusals: ['not_allowed_now', 'too_large'],
    /** A co-op or village. Money and loans name an amount, loans their months, land its use, area and plan year. */
    input: z.strictObject({
      unitId: id,
      kind: requestKind,
      title: line(120),
      reason: said(1_000),
      amount: yuanAboveZero.nullable().default(null),
      months: z.number().int().min(1).max(600).nullable().default(null),
      lender: z.string().trim().max(100).nullable().default(null),
      landUse: z.string().trim().max(100).nullable().default(null),
      area: area.nullable().default(null),
      planYear: z.number().int().min(2000).max(2200).nullable().default(null),
      files: z.array(fileIn).max(9).default([]),
    }),
    output: z.object({ requestId: id, number: z.string(), caseId: id }),
  },
  listSupportRequests: {
    title: text('扶持申请', 'Requests for support'),
    kind: 'read',
    path: '/support-requests',
    access: 'support.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ ...requestFilters, ...page }),
    output: z.object({
      total: count,
      open: count,
      late: count,
      ended: count,
      rows: z.array(requestRow),
    }),
  },
  exportSupportRequests: {
    title: text('导出扶持申请', 'Export requests'),
    kind: 'read',
    path: '/support-requests/export',
    access: 'support.read',
    scope: LIST_SCOPE,
    download: true,
    audited: true,
    input: z.strictObject({ ...requestFilters, format: sheetFormat }),
    output: fileOut,
  },
  readLeadingGroup: {
    title: text('领导小组部门名册', 'Departments of the leading group'),
    kind: 'read',
    path: '/leading-group',
    access: 'support.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      /** 0: what the product ships. */
      version: count,
      validFrom: day.nullable(),
      document: z.string(),
      departments: z.array(departmentSchema),
      versions: z.array(
        z.object({
          version: count,
          validFrom: day,
          document: z.string(),
          reason: z.string(),
          by: z.string(),
        }),
      ),
    }),
  },
  saveLeadingGroup: {
    title: text('变更领导小组部门', 'Change the departments'),
    kind: 'write',
    path: '/leading-group',
    access: 'support.rules',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      departments: z.array(departmentSchema).length(5),
      validFrom: day,
      document: line(100),
      reason: said(300),
    }),
    output: z.object({ version: count }),
  },
  readQueue: {
    title: text('部门待办', 'A department’s queue'),
    kind: 'read',
    path: '/queues',
    access: 'support.read',
    scope: LIST_SCOPE,
    /** Without a department: the caller's own, else all five in numbers. */
    input: z.strictObject({ role: department.optional(), ...page }),
    output: z.object({
      departments: z.array(
        z.object({
          role: department,
          name: z.string(),
          leader: z.string(),
          liaison: z.string(),
          duties: z.array(z.string()),
          waiting: count,
          late: count,
        }),
      ),
      role: department.nullable(),
      total: count,
      rows: z.array(
        z.object({
          kind: z.enum(['request', 'problem', 'case', 'issue', 'call']),
          refId: id,
          unit: named,
          title: z.string(),
          step: textSchema,
          since: day,
          dueOn: day.nullable(),
          late: z.boolean(),
        }),
      ),
    }),
  },
})
