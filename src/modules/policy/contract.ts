import { z } from 'zod'
import { sayFaults } from '../../kernel/fault.ts'
import { SEVERITIES, textSchema } from '../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../kernel/schema.ts'
import { text } from '../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../kernel/verb.ts'

/** What a document is in the order of norms; a publication only reports what another document says. */
const DOCUMENT_KINDS = [
  'law',
  'administrative_regulation',
  'department_rule',
  'provincial_regulation',
  'county_document',
  'charter_model',
  'publication',
] as const

sayFaults({
  rule_id: text('规则编号形如 SEED-MAX20', 'must be a rule id like SEED-MAX20'),
  document_code: text(
    '文件代号由小写字母、数字和连字符组成',
    'must be a document code of small letters, digits and hyphens',
  ),
})

/** A rule's id: `SEED-MAX20`, `COOP-MIN`. */
export const ruleId = z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/, { error: 'rule_id' })
/** A document's own short name in the library: `coop-law`, `yishui-rules`. */
const documentCode = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'document_code' })
const parameters = z.record(z.string(), z.unknown())

const clauseFields = {
  /** As the document counts: `第二十条`, `20`, `(二)-3`. */
  number: line(60),
  /** What the clause says, short and in our own words. */
  gist: z.object({ zh: line(1000), en: line(1000) }),
}

const clauseSchema = z.object({ id, ...clauseFields })

const clauseRef = z.object({
  id,
  number: z.string(),
  gist: textSchema,
  documentId: id,
  documentCode: z.string(),
  documentTitle: textSchema,
  /** False: the text itself is not at hand, the gist is taken from a publication about it. */
  firstHand: z.boolean(),
})

const documentRow = z.object({
  id,
  code: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  title: textSchema,
  issuer: z.string(),
  /** The version in force on the day asked for; null before the first and for documents of the future. */
  current: z.object({ id, label: z.string(), validFrom: day, firstHand: z.boolean() }).nullable(),
  clauses: z.number().int(),
})

const documentVersion = z.object({
  id,
  label: z.string(),
  validFrom: day,
  validTo: day.nullable(),
  firstHand: z.boolean(),
  sourceNote: z.string(),
  createdBy: z.string(),
  clauses: z.array(clauseSchema),
})

const newVersion = {
  /** How people call this text: `2017年修订`. */
  label: line(100),
  validFrom: day,
  firstHand: z.boolean(),
  sourceNote: line(500),
  clauses: z.array(z.strictObject(clauseFields)).max(500),
}

const ruleVersion = z.object({
  id,
  rule: z.string(),
  version: z.string(),
  severity: z.enum(SEVERITIES),
  /** The reading the county has chosen as binding. */
  binding: z.string(),
  parameters,
  clause: clauseRef.nullable(),
  reason: z.string(),
  validFrom: day,
  validTo: day.nullable(),
  proposedBy: z.string(),
  withdrawnBy: z.string().nullable(),
})

const ruleFacts = z.object({
  rule: z.string(),
  /** What is measured against it. */
  judges: z.enum(['register', 'distribution', 'exit', 'books', 'meetings']),
  title: textSchema,
  source: z.string(),
  readings: z.array(z.object({ id: z.string(), text: textSchema })),
  /** Whether the county may change it: national law is fixed, county rules are the county's own. */
  adjustable: z.boolean(),
})

const exemptionSchema = z.object({
  id,
  coopId: id,
  rule: z.string(),
  reason: z.string(),
  basis: z.string(),
  approver: z.string(),
  validFrom: day,
  /** The first day it no longer counts. */
  validTo: day,
  revoked: z.object({ from: day, by: z.string(), reason: z.string() }).nullable(),
  /** Counts on the day asked for. */
  inForce: z.boolean(),
})

/** The verbs of documents, rules and exemptions. */
export const policyContract = defineVerbs({
  installPolicy: {
    title: text('安装制度库与缺省规则', 'Install the document library and the default rules'),
    kind: 'write',
    path: '/policy/install',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      /** The county's own rules count from here; laws from their own dates. */
      countyRulesFrom: day,
    }),
    output: z.object({
      documents: z.number().int(),
      clauses: z.number().int(),
      rules: z.number().int(),
    }),
  },
  listDocuments: {
    title: text('制度文件库', 'Policy documents'),
    kind: 'read',
    path: '/documents',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({
      asOf: day.optional(),
      kind: z.enum(DOCUMENT_KINDS).optional(),
    }),
    output: z.object({ asOf: day, documents: z.array(documentRow) }),
  },
  readDocument: {
    title: text('制度文件', 'A policy document'),
    kind: 'read',
    path: '/documents/:documentId',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({ documentId: id }),
    output: z.object({
      id,
      code: z.string(),
      kind: z.enum(DOCUMENT_KINDS),
      title: textSchema,
      issuer: z.string(),
      versions: z.array(documentVersion),
      /** Rule versions that cite a clause of this document. */
      citedBy: z.array(z.object({ rule: z.string(), version: z.string(), clauseId: id })),
    }),
  },
  addDocument: {
    title: text('登记制度文件', 'Add a policy document'),
    kind: 'write',
    path: '/documents',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      code: documentCode,
      kind: z.enum(DOCUMENT_KINDS),
      title: z.object({ zh: line(200), en: line(200) }),
      issuer: line(100),
      ...newVersion,
    }),
    output: z.object({ documentId: id, versionId: id }),
    refusals: ['conflict'],
  },
  addDocumentVersion: {
    title: text('登记文件新版本', 'Add a version of a policy document'),
    kind: 'write',
    path: '/documents/:documentId/versions',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ documentId: id, ...newVersion }),
    output: z.object({ versionId: id }),
    refusals: ['conflict'],
  },
  listRules: {
    title: text('规则清单', 'Rules in force'),
    kind: 'read',
    path: '/rules',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({ asOf: day.optional() }),
    output: z.object({
      asOf: day,
      rules: z.array(
        ruleFacts.extend({
          current: ruleVersion.nullable(),
          /** The version that will replace it, when one is waiting. */
          next: ruleVersion.nullable(),
          exemptions: z.number().int(),
        }),
      ),
    }),
  },
  readRule: {
    title: text('规则与沿革', 'A rule and its history'),
    kind: 'read',
    path: '/rules/:rule',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({ rule: ruleId }),
    output: ruleFacts.extend({
      /** JSON Schema of the parameters, for the form that changes them. */
      parameterSchema: z.record(z.string(), z.unknown()),
      /** Newest first, withdrawn ones included. */
      versions: z.array(ruleVersion),
    }),
  },
  proposeRuleVersion: {
    title: text('拟定规则新版本', 'Propose a rule version'),
    kind: 'write',
    path: '/rules/:rule/versions',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      rule: ruleId,
      severity: z.enum(SEVERITIES),
      binding: line(60),
      parameters,
      clauseId: id.nullable().default(null),
      reason: paragraph(1000).min(1, { error: 'empty' }),
      /** Today or later: what was judged yesterday stays judged as it was. */
      validFrom: day,
    }),
    output: z.object({ versionId: id, version: z.string(), replaces: z.string().nullable() }),
    refusals: ['conflict', 'not_allowed_now'],
  },
  withdrawRuleVersion: {
    title: text('撤回尚未生效的规则版本', 'Withdraw a rule version that is not yet in force'),
    kind: 'write',
    path: '/rules/:rule/versions/:version/withdraw',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ rule: ruleId, version: line(20) }),
    output: z.object({ reopened: z.string().nullable() }),
    refusals: ['not_allowed_now'],
  },
  listExemptions: {
    title: text('规则豁免清单', 'Exemptions'),
    kind: 'read',
    path: '/exemptions',
    access: 'policy.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      coopId: id.optional(),
      rule: ruleId.optional(),
      asOf: day.optional(),
      /** Only those that count on the day. */
      inForce: z.stringbool().default(false),
      ...page,
    }),
    output: z.object({
      asOf: day,
      total: z.number().int(),
      exemptions: z.array(exemptionSchema),
    }),
  },
  grantExemption: {
    title: text('批准豁免', 'Grant an exemption'),
    kind: 'write',
    path: '/cooperatives/:coopId/exemptions',
    access: 'exemption.grant',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      rule: ruleId,
      reason: paragraph(1000).min(1, { error: 'empty' }),
      /** The minutes, approval or document it rests on. */
      basis: line(300),
      validFrom: day,
      validTo: day,
    }),
    output: z.object({ exemptionId: id }),
    refusals: ['conflict', 'not_allowed_now'],
  },
  revokeExemption: {
    title: text('撤销豁免', 'Revoke an exemption'),
    kind: 'write',
    path: '/cooperatives/:coopId/exemptions/:exemptionId/revoke',
    access: 'exemption.grant',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      exemptionId: id,
      reason: paragraph(1000).min(1, { error: 'empty' }),
    }),
    output: z.object({ from: day }),
    refusals: ['conflict'],
  },
})
