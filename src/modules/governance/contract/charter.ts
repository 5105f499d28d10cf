import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { charterSchema, ownClauseSchema } from '../rules/charter.ts'
import { downloaded, FILE_BODY, fileInput, findings, RULE_KINDS } from './words.ts'

const ownClauses = z.array(ownClauseSchema).max(100)
const clause = z.object({
  item: z.number().int(),
  number: z.number().int(),
  text: z.string(),
  own: z.boolean(),
})
const version = z.object({
  charterId: id,
  version: z.number().int(),
  state: z.enum(['draft', 'adopted', 'dropped']),
  origin: z.enum(['generated', 'as_found']),
  note: z.string(),
  hash: z.string(),
  draftedAt: z.string(),
  draftedBy: z.string(),
  adoptedOn: day.nullable(),
  resolutionId: id.nullable(),
  document: z.string(),
})
const difference = z.object({
  path: z.string(),
  title: textSchema,
  value: z.string(),
  model: z.string(),
  before: z.string().nullable(),
  fromModel: z.boolean(),
  changed: z.boolean(),
})
const read = z.object({
  parameters: charterSchema,
  ownClauses,
  clauses: z.array(clause),
  items: z.array(textSchema),
  findings,
  differences: z.array(difference),
})

/** The charter from its parameters, and the internal rules a co-op has adopted. */
export const charterVerbs = defineVerbs({
  readCharter: {
    title: text('章程', 'Charter'),
    kind: 'read',
    path: '/cooperatives/:coopId/charter',
    access: 'governance.read',
    scope: unitScope('coopId'),
    /** The latest version unless one is named; where there is none, the model's blanks. */
    input: z.strictObject({ coopId: id, charterId: id.optional() }),
    output: read.extend({
      coopId: id,
      coopName: z.string(),
      current: version.nullable(),
      shown: version.nullable(),
      versions: z.array(version),
    }),
  },
  tryCharter: {
    title: text('章程试算', 'What a charter would say'),
    kind: 'read',
    path: '/cooperatives/:coopId/charter/try',
    access: 'governance.read',
    scope: unitScope('coopId'),
    inBody: true,
    input: z.strictObject({
      coopId: id,
      parameters: charterSchema,
      ownClauses: ownClauses.default([]),
    }),
    output: read,
  },
  draftCharter: {
    title: text('拟订章程', 'Draft a charter'),
    kind: 'write',
    path: '/cooperatives/:coopId/charter',
    access: 'governance.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      parameters: charterSchema,
      ownClauses: ownClauses.default([]),
      note: paragraph(500).default(''),
    }),
    output: z.object({ charterId: id, version: z.number().int(), findings }),
    refusals: ['rule_blocked'],
  },
  adoptCharter: {
    title: text('章程生效', 'Put a charter into force'),
    kind: 'write',
    path: '/cooperatives/:coopId/charter/adopt',
    access: 'governance.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      charterId: id,
      /** The resolution that carried it; without one, a charter that was in force already. */
      resolutionId: id.optional(),
      asFound: z.strictObject({ adoptedOn: day, document: line(300) }).optional(),
    }),
    output: z.object({ charterId: id, adoptedOn: day }),
    refusals: ['rule_blocked', 'not_allowed_now', 'conflict'],
  },
  printCharter: {
    title: text('打印章程', 'Print the charter'),
    kind: 'read',
    path: '/cooperatives/:coopId/charter/print',
    access: 'governance.read',
    scope: unitScope('coopId'),
    download: true,
    audited: true,
    input: z.strictObject({
      coopId: id,
      charterId: id.optional(),
      format: z.enum(['pdf', 'docx']).default('pdf'),
    }),
    output: downloaded,
  },
  readInternalRules: {
    title: text('内部管理制度', 'Internal rules'),
    kind: 'read',
    path: '/cooperatives/:coopId/internal-rules',
    access: 'governance.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id }),
    output: z.object({
      coopId: id,
      coopName: z.string(),
      required: z.array(z.enum(RULE_KINDS)),
      missing: z.array(z.enum(RULE_KINDS)),
      rules: z.array(
        z.object({
          ruleId: id,
          kind: z.enum(RULE_KINDS),
          version: z.number().int(),
          /** The version of its kind that counts now. */
          current: z.boolean(),
          title: z.string(),
          body: z.string(),
          fileName: z.string().nullable(),
          sha256: z.string().nullable(),
          adoptedOn: day,
          resolutionId: id.nullable(),
          document: z.string(),
        }),
      ),
    }),
  },
  adoptInternalRule: {
    title: text('登记内部管理制度', 'Record an internal rule'),
    kind: 'write',
    path: '/cooperatives/:coopId/internal-rules',
    access: 'governance.write',
    scope: unitScope('coopId'),
    bodyLimit: FILE_BODY,
    input: z.strictObject({
      coopId: id,
      kind: z.enum(RULE_KINDS),
      title: line(200),
      /** Its text, or a scan of it, or both. */
      body: paragraph(40_000).default(''),
      file: z.strictObject(fileInput).optional(),
      resolutionId: id.optional(),
      /** Where no resolution is in the product: the day and the paper by which it was adopted. */
      adoptedOn: day.optional(),
      document: paragraph(300).default(''),
    }),
    output: z.object({ ruleId: id, version: z.number().int() }),
    refusals: ['too_large', 'not_allowed_now'],
  },
  readInternalRuleFile: {
    title: text('查看制度原件', 'Read the scan of an internal rule'),
    kind: 'read',
    path: '/cooperatives/:coopId/internal-rules/:ruleId/file',
    access: 'governance.read',
    scope: unitScope('coopId'),
    download: true,
    input: z.strictObject({ coopId: id, ruleId: id }),
    output: downloaded,
  },
  listRuleCompleteness: {
    title: text('制度健全情况', 'Which co-ops have their internal rules'),
    kind: 'read',
    path: '/internal-rules',
    access: 'governance.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      /** Only co-ops that lack some. */
      lacking: z.stringbool().default(false),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      complete: z.number().int(),
      rows: z.array(
        z.object({
          coopId: id,
          coopName: z.string(),
          townName: z.string(),
          charterOn: day.nullable(),
          missing: z.array(z.enum(RULE_KINDS)),
        }),
      ),
    }),
  },
})
