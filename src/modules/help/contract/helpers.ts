import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  CHANNELS,
  REACHES,
  SUPPORTED_CLASSES,
  channel,
  count,
  fileOut,
  format,
  named,
  said,
  warnings,
} from './words.ts'

const UNIT = unitScope('unitId')

const enterprise = {
  creditCode: z.string().trim().max(30).nullable().default(null),
  legalRep: z.string().trim().max(60).nullable().default(null),
  /** Persons who own it, by name. */
  owners: z.array(line(60)).max(20).default([]),
  address: z.string().trim().max(200).nullable().default(null),
}

export const helperSchema = z.object({
  helperId: id,
  channel,
  name: z.string(),
  post: z.string(),
  contact: z.string(),
  home: named,
  capacity: count,
  load: count,
  creditCode: z.string().nullable(),
  legalRep: z.string().nullable(),
  owners: z.array(z.string()),
  address: z.string().nullable(),
  retiredOn: day.nullable(),
  /** Whether the caller may give it tasks. */
  mine: z.boolean(),
})

export const assignmentSchema = z.object({
  assignmentId: id,
  channel,
  helper: named,
  post: z.string(),
  unit: named,
  from: day,
  to: day.nullable(),
  duties: z.string(),
  document: z.string(),
  endedWhy: z.string().nullable(),
  handover: z.string().nullable(),
  replaces: id.nullable(),
})

export const rulesSchema = z.object({
  reach: z.object(
    Object.fromEntries(CHANNELS.map((one) => [one, z.enum(REACHES)])) as Record<
      (typeof CHANNELS)[number],
      z.ZodEnum<{ all: 'all'; supported: 'supported'; none: 'none' }>
    >,
  ),
  supported: z.array(z.enum(SUPPORTED_CLASSES)),
  visitDays: z.object(
    Object.fromEntries(CHANNELS.map((one) => [one, z.number().int().min(1).max(366)])) as Record<
      (typeof CHANNELS)[number],
      z.ZodNumber
    >,
  ),
  answerDays: z.number().int().min(1).max(90),
})

/** Helpers, whom they help, and whether it is one to one (seed R99-R103). */
export const helperVerbs = defineVerbs({
  saveHelper: {
    title: text('登记帮扶力量', 'Register a helper'),
    kind: 'write',
    path: '/units/:unitId/helpers',
    access: 'help.write',
    scope: UNIT,
    /** The unit is where it belongs: the county or a town. With `helperId` its facts change, with the reason. */
    input: z.strictObject({
      unitId: id,
      helperId: id.nullable().default(null),
      channel,
      name: line(100),
      post: paragraph(100).default(''),
      contact: paragraph(100).default(''),
      /** How many places it can take on. */
      capacity: z.number().int().min(1).max(1_000),
      ...enterprise,
      reason: paragraph(200).default(''),
    }),
    output: z.object({ helperId: id, version: count }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  retireHelper: {
    title: text('停用帮扶力量', 'Retire a helper'),
    kind: 'write',
    path: '/units/:unitId/helpers/:helperId/retire',
    access: 'help.write',
    scope: UNIT,
    input: z.strictObject({ unitId: id, helperId: id, on: day, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listHelpers: {
    title: text('帮扶力量名录', 'Helpers'),
    kind: 'read',
    path: '/helpers',
    access: 'help.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ channel: channel.optional(), retired: z.stringbool().optional() }),
    output: z.object({ rows: z.array(helperSchema) }),
  },
  assignHelpers: {
    title: text('安排联系帮包', 'Assign helpers'),
    kind: 'write',
    path: '/units/:unitId/help',
    access: 'help.write',
    scope: UNIT,
    bodyLimit: 4 * 1024 * 1024,
    /** Every place lies inside the unit; all of them or none. */
    input: z.strictObject({
      unitId: id,
      rows: z
        .array(
          z.strictObject({
            placeId: id,
            helperId: id,
            from: day,
            duties: paragraph(500).default(''),
            document: paragraph(100).default(''),
          }),
        )
        .min(1)
        .max(1_000),
    }),
    output: z.object({ assignmentIds: z.array(id), warnings }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  changeHelper: {
    title: text('调整帮扶人', 'Change a helper'),
    kind: 'write',
    path: '/units/:unitId/help/:assignmentId/change',
    access: 'help.write',
    scope: UNIT,
    input: z.strictObject({
      unitId: id,
      assignmentId: id,
      helperId: id,
      on: day,
      why: line(200),
      /** What the one hands over to the other. */
      handover: said(1_000),
      duties: paragraph(500).default(''),
      document: paragraph(100).default(''),
    }),
    output: z.object({ assignmentId: id, warnings }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  endHelp: {
    title: text('结束联系帮包', 'End an assignment'),
    kind: 'write',
    path: '/units/:unitId/help/:assignmentId/end',
    access: 'help.write',
    scope: UNIT,
    input: z.strictObject({
      unitId: id,
      assignmentId: id,
      on: day,
      why: line(200),
      handover: paragraph(1_000).default(''),
    }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listHelp: {
    title: text('联系帮包台账', 'Assignments'),
    kind: 'read',
    path: '/help-assignments',
    access: 'help.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      helperId: id.optional(),
      channel: channel.optional(),
      inForce: z.stringbool().optional(),
      ...page,
    }),
    output: z.object({ total: count, rows: z.array(assignmentSchema) }),
  },
  readHelpMatrix: {
    title: text('联系帮包一览', 'Who helps which co-op'),
    kind: 'read',
    path: '/help-matrix',
    access: 'help.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      channel: channel.optional(),
      state: z.enum(['all', 'wrong', 'gap', 'double', 'visit']).default('all'),
      q: z.string().trim().max(100).optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      rules: rulesSchema,
      totals: z.array(
        z.object({
          channel,
          required: count,
          covered: count,
          gaps: count,
          doubles: count,
          /** Co-ops whose helper has not come within the days of the rule. */
          visitsDue: count,
          helpers: count,
          room: count,
        }),
      ),
      overloads: z.array(z.object({ helper: named, channel, load: count, capacity: count })),
      rows: z.array(
        z.object({
          coop: named,
          village: named,
          town: named,
          class: z.string().nullable(),
          cells: z.array(
            z.object({
              channel,
              required: z.boolean(),
              state: z.enum(['one', 'gap', 'double', 'none']),
              visitDue: z.boolean(),
              place: named,
              helpers: z.array(
                z.object({
                  assignmentId: id,
                  helperId: id,
                  name: z.string(),
                  post: z.string(),
                  from: day,
                  overloaded: z.boolean(),
                  lastVisitOn: day.nullable(),
                }),
              ),
            }),
          ),
        }),
      ),
      /** The fewest acts that make it one to one. */
      changes: z.array(
        z.object({
          kind: z.enum(['end', 'replace', 'assign']),
          channel,
          place: named,
          town: named,
          coops: count,
          assignmentId: id.nullable(),
          from: named.nullable(),
          to: named.nullable(),
          why: textSchema,
          /** Whether the caller may do it. */
          mine: z.boolean(),
        }),
      ),
      short: z.array(z.object({ channel, places: count })),
    }),
  },
  exportHelpMatrix: {
    title: text('导出联系帮包一览', 'Export who helps which co-op'),
    kind: 'read',
    path: '/help-matrix/file',
    access: 'help.read',
    scope: LIST_SCOPE,
    download: true,
    audited: true,
    input: z.strictObject({
      unitId: id.optional(),
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      language: z.enum(['zh', 'en']).default('zh'),
    }),
    output: fileOut,
  },
  printHelpRoster: {
    title: text('打印联系帮包公示表', 'Print the public roster'),
    kind: 'read',
    path: '/units/:unitId/help-roster',
    access: 'help.read',
    scope: UNIT,
    download: true,
    audited: true,
    input: z.strictObject({ unitId: id, format }),
    output: fileOut,
  },
  readHelpRules: {
    title: text('联系帮包规则', 'Rules of help'),
    kind: 'read',
    path: '/help-rules',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      version: count,
      validFrom: day.nullable(),
      reason: z.string(),
      rules: rulesSchema,
    }),
  },
  saveHelpRules: {
    title: text('调整联系帮包规则', 'Change the rules of help'),
    kind: 'write',
    path: '/help-rules',
    access: 'help.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ rules: rulesSchema, validFrom: day, reason: line(200) }),
    output: z.object({ version: count }),
  },
})
