import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  count,
  department,
  door,
  dutyIn,
  dutyOut,
  fileOut,
  format,
  level,
  named,
  outcome,
  period,
  post,
  said,
  standing,
} from './words.ts'

const UNIT = unitScope('unitId')

const holder = z.object({
  holderId: id,
  unit: named,
  post,
  department: department.nullable(),
  name: z.string(),
  document: z.string(),
  from: day,
  to: day.nullable(),
  why: z.string().nullable(),
})

/** Duties of posts: what they are, who holds the post, what proves them (seed R11, R14, R15). */
export const dutyVerbs = defineVerbs({
  listDuties: {
    title: text('责任清单', 'Duties'),
    kind: 'read',
    path: '/duties',
    access: 'duty.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(dutyOut),
      /** What the county changed, the latest first; `spec` is absent where a duty was struck out. */
      changes: z.array(
        z.object({
          duty: z.string(),
          version: count,
          validFrom: day,
          title: textSchema.nullable(),
          reason: z.string(),
          by: z.string(),
        }),
      ),
    }),
  },
  saveDuty: {
    title: text('调整责任事项', 'Change a duty'),
    kind: 'write',
    path: '/duties',
    access: 'duty.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ spec: dutyIn, validFrom: day, reason: line(200) }),
    output: z.object({ version: count }),
    refusals: ['not_allowed_now'],
  },
  strikeDuty: {
    title: text('停用责任事项', 'Strike a duty out'),
    kind: 'write',
    path: '/duties/:duty/strike',
    access: 'duty.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ duty: z.string().max(40), validFrom: day, reason: line(200) }),
    output: z.object({ version: count }),
    refusals: ['not_allowed_now'],
  },
  readDutyMatrix: {
    title: text('履责情况', 'Duties and units'),
    kind: 'read',
    path: '/duty-matrix',
    access: 'duty.read',
    scope: LIST_SCOPE,
    /** Each duty is judged in its own week, month, quarter or year in which the day lies. */
    input: z.strictObject({
      level,
      asOf: day.optional(),
      /** Only units below it. */
      unitId: id.optional(),
      ...page,
    }),
    output: z.object({
      asOf: day,
      total: count,
      duties: z.array(dutyOut.extend({ period, periodTitle: textSchema })),
      /** Of the page: how many cells stand how. */
      totals: z.object({ done: count, late: count, due: count, missing: count }),
      rows: z.array(
        z.object({
          unit: named,
          above: z.string(),
          cells: z.array(z.object({ duty: z.string(), ...standing.shape })),
        }),
      ),
    }),
  },
  readDutyRows: {
    title: text('履责依据', 'What proves a duty'),
    kind: 'read',
    path: '/units/:unitId/duties/:duty/rows',
    access: 'duty.read',
    scope: UNIT,
    input: z.strictObject({ unitId: id, duty: z.string().max(40), asOf: day.optional(), ...page }),
    output: z.object({
      unit: named,
      duty: dutyOut,
      period,
      periodTitle: textSchema,
      holder: holder.nullable(),
      standing,
      total: count,
      rows: z.array(
        z.object({
          on: day.nullable(),
          dueOn: day.nullable(),
          label: textSchema,
          outcome,
          unitId: id,
          door: z.object({ kind: door, id: id.nullable() }),
        }),
      ),
    }),
    refusals: ['forbidden'],
  },
  saveDutyHolder: {
    title: text('登记责任人', 'Record who holds a post'),
    kind: 'write',
    path: '/units/:unitId/duty-holders',
    access: 'duty.write',
    scope: UNIT,
    /** Whoever held the post before ends on that day, with the reason. */
    input: z.strictObject({
      unitId: id,
      post,
      department: department.nullable().default(null),
      name: line(60),
      document: paragraph(100).default(''),
      from: day,
      why: paragraph(200).default(''),
    }),
    output: z.object({ holderId: id, replaced: id.nullable() }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  endDutyHolder: {
    title: text('责任人离任', 'End holding a post'),
    kind: 'write',
    path: '/units/:unitId/duty-holders/:holderId/end',
    access: 'duty.write',
    scope: UNIT,
    input: z.strictObject({ unitId: id, holderId: id, on: day, why: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listDutyHolders: {
    title: text('责任人名册', 'Who holds which post'),
    kind: 'read',
    path: '/duty-holders',
    access: 'duty.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      /** Those of the past as well. */
      past: z.stringbool().default(false),
      ...page,
    }),
    output: z.object({ total: count, rows: z.array(holder) }),
  },
  readMechanism: {
    title: text('工作推进机制', 'The working mechanism'),
    kind: 'read',
    path: '/mechanism',
    access: 'duty.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      /** 0: as the product ships it. */
      version: count,
      validFrom: day.nullable(),
      reason: z.string(),
      label: z.string(),
      reading: z.string(),
      documents: z.array(
        z.object({ code: z.string(), id: id.nullable(), title: textSchema, clauses: count }),
      ),
      departments: z.array(
        z.object({
          role: department,
          name: z.string(),
          leader: z.string(),
          liaison: z.string(),
          duties: z.string(),
          /** The duties that the catalogue gives it. */
          catalogue: z.array(z.object({ duty: z.string(), title: textSchema })),
        }),
      ),
    }),
  },
  saveMechanism: {
    title: text('调整工作推进机制', 'Change the mechanism'),
    kind: 'write',
    path: '/mechanism',
    access: 'duty.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      label: line(60),
      reading: said(500),
      documents: z.array(z.string().trim().min(1).max(60)).max(20),
      departments: z
        .array(
          z.strictObject({
            role: department,
            name: line(60),
            leader: paragraph(60).default(''),
            liaison: paragraph(60).default(''),
            duties: said(500),
          }),
        )
        .min(1)
        .max(20),
      validFrom: day,
      reason: line(200),
    }),
    output: z.object({ version: count }),
  },
  printDutyList: {
    title: text('打印责任清单', 'Print the list of duties'),
    kind: 'read',
    path: '/units/:unitId/duty-list',
    access: 'duty.read',
    scope: UNIT,
    download: true,
    audited: true,
    input: z.strictObject({ unitId: id, asOf: day.optional(), format }),
    output: fileOut,
    refusals: ['not_allowed_now'],
  },
})
