import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph, yuan, yuanAboveZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  allocationRow,
  count,
  criterionSchema,
  decider,
  fileHead,
  fileIn,
  fileOut,
  format,
  level,
  moneySchema,
  named,
  said,
  scoreSchema,
  sheetFormat,
  year,
  yuanChange,
} from './words.ts'

const UNIT = unitScope('unitId')

const fundRow = z.object({
  fundId: id,
  unit: named,
  level,
  year: count,
  code: z.string(),
  title: z.string(),
  purpose: z.string(),
  issuer: z.string(),
  document: z.string(),
  documentOn: day,
  restrictions: z.string(),
  restricted: z.boolean(),
  integrated: z.boolean(),
  amount: yuan,
  allocated: yuan,
  free: yuan,
  arrived: yuan,
  used: yuan,
  allocations: count,
})

const filters = {
  unitId: id.optional(),
  fundId: id.optional(),
  year: year.optional(),
  level: level.optional(),
  state: z.enum(['waiting', 'arrived', 'used', 'taken_back', 'broken', 'all']).default('all'),
  q: z.string().trim().max(100).optional(),
}

/** The fund pool and its allocations (R27-R29). */
export const fundVerbs = defineVerbs({
  addSupportFund: {
    title: text('登记扶持资金', 'Enter a fund'),
    kind: 'write',
    path: '/units/:unitId/support-funds',
    access: 'support.write',
    scope: UNIT,
    secret: ['file'],
    bodyLimit: 16 * 1024 * 1024,
    /** The unit holds the money: the county or a town. */
    input: z.strictObject({
      unitId: id,
      level,
      year,
      /** Of the budget as the document names it: kept whatever it is integrated with. */
      code: line(40),
      title: line(120),
      purpose: said(500),
      issuer: line(100),
      document: line(100),
      documentOn: day,
      restrictions: paragraph(1_000).default(''),
      /** By law tied to its purpose: cannot be integrated. */
      restricted: z.boolean(),
      integrated: z.boolean(),
      amount: yuanAboveZero,
      file: fileIn.nullable().default(null),
    }),
    output: z.object({ fundId: id }),
    refusals: ['rule_blocked', 'too_large'],
  },
  changeSupportFund: {
    title: text('调增调减扶持资金', 'Add to a fund or reduce it'),
    kind: 'write',
    path: '/units/:unitId/support-funds/:fundId/change',
    access: 'support.write',
    scope: UNIT,
    input: z.strictObject({
      unitId: id,
      fundId: id,
      change: yuanChange,
      on: day,
      document: line(100),
      reason: said(300),
    }),
    output: z.object({ amount: yuan, free: yuan }),
    refusals: ['not_allowed_now'],
  },
  listSupportFunds: {
    title: text('扶持资金池', 'The fund pool'),
    kind: 'read',
    path: '/support-funds',
    access: 'support.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      year: year.optional(),
      level: level.optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      amount: yuan,
      allocated: yuan,
      free: yuan,
      integrated: yuan,
      rows: z.array(fundRow),
    }),
  },
  readSupportFund: {
    title: text('一笔扶持资金', 'A fund'),
    kind: 'read',
    path: '/units/:unitId/support-funds/:fundId',
    access: 'support.read',
    scope: UNIT,
    input: z.strictObject({ unitId: id, fundId: id }),
    output: fundRow.extend({
      file: fileHead.nullable(),
      changes: z.array(
        z.object({
          on: day,
          change: yuan,
          document: z.string(),
          reason: z.string(),
          by: z.string(),
        }),
      ),
      rows: z.array(allocationRow),
    }),
  },
  readSupportFile: {
    title: text('查看扶持文件', 'A paper of support'),
    kind: 'read',
    path: '/units/:unitId/support-files/:fileId',
    access: 'support.read',
    scope: UNIT,
    download: true,
    input: z.strictObject({ unitId: id, fileId: id }),
    output: fileOut,
  },
  allocateSupport: {
    title: text('分配扶持资金', 'Allocate funds'),
    kind: 'write',
    path: '/units/:unitId/support-allocations',
    access: 'support.write',
    scope: UNIT,
    bodyLimit: 4 * 1024 * 1024,
    refusals: ['rule_blocked', 'not_allowed_now'],
    /** One decision; the unit is that of the funds. */
    input: z.strictObject({
      unitId: id,
      decidedBy: decider,
      decision: line(100),
      decidedOn: day,
      /** Judge co-ops by the county's criteria as of that day; decisions of earlier years come without. */
      scored: z.boolean().default(true),
      rows: z
        .array(
          z.strictObject({
            fundId: id,
            /** A co-op, or a village for its collective. */
            receiverId: id,
            amount: yuanAboveZero,
            purpose: said(300),
            /** Why this one: stands on the published list. */
            basis: said(500),
            requestId: id.nullable().default(null),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({
      allocationIds: z.array(id),
      funds: z.array(z.object({ fundId: id, title: z.string(), free: yuan })),
      /** Where each receiver stands by the criteria; null where it is no counted co-op. */
      places: z.array(
        z.object({
          receiver: named,
          points: count.nullable(),
          place: count.nullable(),
          among: count.nullable(),
        }),
      ),
    }),
  },
  takeBackSupport: {
    title: text('收回扶持资金', 'Take an allocation back'),
    kind: 'write',
    path: '/units/:unitId/support-allocations/:allocationId/take-back',
    access: 'support.write',
    scope: UNIT,
    /** What has arrived must have come back into the books first (a refund that is linked). */
    input: z.strictObject({
      unitId: id,
      allocationId: id,
      amount: yuanAboveZero,
      on: day,
      document: line(100),
      reason: said(300),
    }),
    output: z.object({ net: yuan }),
    refusals: ['not_allowed_now'],
  },
  listSupportAllocations: {
    title: text('扶持资金分配台账', 'Allocations'),
    kind: 'read',
    path: '/support-allocations',
    access: 'support.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ ...filters, ...page }),
    output: z.object({
      total: count,
      money: moneySchema,
      /** By year and source, from the allocations (R29). */
      totals: z.array(z.object({ year: count, level, count, money: moneySchema })),
      rows: z.array(allocationRow),
    }),
  },
  exportSupport: {
    title: text('导出扶持资金台账', 'Export allocations'),
    kind: 'read',
    path: '/support-allocations/export',
    access: 'support.read',
    scope: LIST_SCOPE,
    download: true,
    audited: true,
    input: z.strictObject({ ...filters, format: sheetFormat }),
    output: fileOut,
  },
  rankSupport: {
    title: text('优先序', 'Order of priority'),
    kind: 'read',
    path: '/units/:unitId/support-priority',
    access: 'support.write',
    scope: UNIT,
    input: z.strictObject({ unitId: id, on: day.optional() }),
    output: z.object({
      version: count,
      asOf: day,
      rows: z.array(
        z.object({
          coop: named,
          town: z.string(),
          place: count,
          points: count,
          received: yuan,
          parts: z.array(scoreSchema),
        }),
      ),
    }),
  },
  readSupportCriteria: {
    title: text('优先标准', 'Criteria'),
    kind: 'read',
    path: '/support-criteria',
    access: 'support.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      /** 0: what the product ships. */
      version: count,
      validFrom: day.nullable(),
      source: z.string(),
      reason: z.string(),
      criteria: z.array(criterionSchema),
      indicators: z.array(z.object({ id: z.string(), title: textSchema })),
    }),
  },
  saveSupportCriteria: {
    title: text('保存优先标准', 'Save criteria'),
    kind: 'write',
    path: '/support-criteria',
    access: 'support.rules',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      criteria: z.array(criterionSchema).min(1).max(20),
      validFrom: day,
      source: line(200),
      reason: said(300),
    }),
    output: z.object({ version: count }),
  },
  printSupportLedger: {
    title: text('打印资金台账', 'Print the ledger of funds'),
    kind: 'read',
    path: '/units/:unitId/support-ledger',
    access: 'support.read',
    scope: UNIT,
    download: true,
    audited: true,
    input: z.strictObject({ unitId: id, year: year.optional(), format }),
    output: fileOut,
  },
  printSupportList: {
    title: text('打印分配公示表', 'Print the published list'),
    kind: 'read',
    path: '/units/:unitId/support-list',
    access: 'support.read',
    scope: UNIT,
    download: true,
    audited: true,
    input: z.strictObject({ unitId: id, year, format }),
    output: fileOut,
  },
  printSupportNotice: {
    title: text('打印资金下达通知', 'Print a notice of allocation'),
    kind: 'read',
    path: '/units/:unitId/support-allocations/:allocationId/notice',
    access: 'support.read',
    scope: UNIT,
    download: true,
    audited: true,
    input: z.strictObject({ unitId: id, allocationId: id, format }),
    output: fileOut,
  },
})
